import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import type { Delivery } from './delivery.ts';
import { appendToManifest, readManifest } from './manifest.ts';

const home = mkdtempSync(join(tmpdir(), 'manifest-'));
const path = join(home, 'manifest.jsonl');
afterAll(() => rmSync(home, { recursive: true }));
beforeEach(() => rmSync(path, { force: true }));

const delivery = (batchNo: number, repeats?: number): Delivery => ({
  batchNo,
  sha256: 'ab'.repeat(32),
  source: 'psb_hukou',
  file: '公安局/户籍人口_20261031.csv',
  department: 'PSB',
  bytes: 10,
  mode: 'full',
  deliveredOn: '2026-10-31',
  layout: {
    format: 'CSV',
    encoding: 'GB18030',
    newline: '\n',
    delimiter: ',',
    headerLine: 1,
    dataLine: 2,
    words: [['姓名']],
  },
  ...(repeats === undefined ? {} : { repeats }),
});

it('gives back what was written, in order', () => {
  expect(readManifest(home)).toEqual([]);
  appendToManifest(home, [delivery(1), delivery(2, 1)], '2026-11-01T08:00:00Z');
  appendToManifest(home, [delivery(3)]);
  expect(readManifest(home)).toEqual([delivery(1), delivery(2, 1), delivery(3)]);
  expect(JSON.parse(readFileSync(path, 'utf8').split('\n')[0]!)).toMatchObject({
    batch_no: 1,
    delivered_on: '2026-10-31',
    received_at: '2026-11-01T08:00:00Z',
    format: 'CSV',
    encoding: 'GB18030',
  });
});

it('passes over a last line that was torn, and cuts it off before the next', () => {
  appendToManifest(home, [delivery(1)]);
  const whole = readFileSync(path, 'utf8');
  for (const length of [1, 40, whole.length - 1]) {
    writeFileSync(path, whole + whole.slice(0, length));
    expect(readManifest(home)).toEqual([delivery(1)]);
  }
  appendToManifest(home, [delivery(2)]);
  expect(readManifest(home)).toEqual([delivery(1), delivery(2)]);
});

it('names the line when another one is damaged', () => {
  appendToManifest(home, [delivery(1)]);
  appendFileSync(path, '{"batch_no": 2, \n');
  appendToManifest(home, [delivery(3)]);
  expect(() => readManifest(home)).toThrow('第 2 行');
});
