import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isZhaorenError } from '#domain/error-catalogue.ts';
import type { FrameJob } from './frame-delivery.ts';
import { openFramingThread } from './framing-thread.ts';

const folder = mkdtempSync(join(tmpdir(), 'framing-thread-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A CSV of one column with that many records. */
function job(name: string, records: number): FrameJob {
  const path = join(folder, `${name}.csv`);
  const text = `word\n${'a\n'.repeat(records)}`;
  writeFileSync(path, text);
  return {
    path,
    sha256: createHash('sha256').update(text).digest('hex'),
    file: `${name}.csv`,
    layout: {
      format: 'CSV',
      encoding: 'UTF-8',
      newline: '\n',
      delimiter: ',',
      words: [['word']],
      dataLine: 2,
    },
    places: [0],
    framedPath: join(folder, `${name}.framed`),
    refusalsPath: join(folder, `${name}.refused`),
  };
}

test('one thread frames delivery after delivery, also those asked for at once', async () => {
  const thread = openFramingThread();
  const counts = [
    await thread.frame(job('first', 1)),
    ...(await Promise.all([2, 3].map((n) => thread.frame(job(`at-once-${n}`, n))))),
  ];
  await thread.close();
  expect(counts.map(({ records }) => records)).toEqual([1, 2, 3]);
});

test('a failure is that of its delivery only, with its code', async () => {
  const thread = openFramingThread();
  const changed = await thread.frame({ ...job('changed', 1), sha256: '0' }).catch((error: unknown) => error);
  expect(isZhaorenError(changed, 'RAW_CHANGED')).toBe(true);
  expect((await thread.frame(job('next', 4))).records).toBe(4);
  await thread.close();
});

test('a thread that has ended refuses instead of waiting for ever', async () => {
  const thread = openFramingThread();
  await thread.close();
  await expect(thread.frame(job('late', 1))).rejects.toThrow('ended');
});
