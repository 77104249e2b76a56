import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { holdExclusively } from './hold-exclusively.ts';

const fresh = () => join(mkdtempSync(join(tmpdir(), 'hold-')), 'lock');

/** Another process that holds the file until it is killed. */
async function holder(file: string) {
  const script = `
    import { holdExclusively } from ${JSON.stringify(join(import.meta.dirname, 'hold-exclusively.ts'))};
    await holdExclusively(${JSON.stringify(file)});
    process.stdout.write('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
  await once(child.stdout, 'data');
  return child;
}

it('lets nobody else hold a file until it is released', async () => {
  const file = fresh();
  const hold = await holdExclusively(file);
  await expect(holdExclusively(file)).rejects.toMatchObject({ name: 'HeldError', pid: process.pid });
  hold.release();
  (await holdExclusively(file)).release();
});

it('names the other process, and outlives its sudden death', async () => {
  const file = fresh();
  const child = await holder(file);
  await expect(holdExclusively(file)).rejects.toMatchObject({ name: 'HeldError', pid: child.pid });
  child.kill('SIGKILL');
  await once(child, 'exit');
  (await holdExclusively(file)).release();
});
