import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { timeCommand } from './timed-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'timed-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function script(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test.runIf(process.platform === 'linux')('counts what a process started by the command uses', async () => {
  const grandchild = script(
    'grandchild.mjs',
    `const held = Buffer.alloc(150e6, 1);
     const until = performance.now() + 1200;
     while (performance.now() < until);
     process.exitCode = held[7] === 1 ? 0 : 1;`,
  );
  const child = script(
    'child.mjs',
    `import { spawn } from 'node:child_process';
     spawn(process.execPath, [process.argv[2]], { detached: true, stdio: 'ignore' }).on('exit', (code) => console.log(code));`,
  );
  const timed = await timeCommand(child, [grandchild]);
  expect(timed.output).toBe('0\n');
  expect(timed.peakBytes).toBeGreaterThan(150e6);
  expect(timed.cpuSeconds).toBeGreaterThan(0);
});

test('a command that fails says which and how', async () => {
  const failing = script('failing.mjs', `console.log('why'); process.exitCode = 4;`);
  await expect(timeCommand(failing, ['--now'])).rejects.toThrow(/failing\.mjs --now ended with 4\nwhy/);
  expect((await timeCommand(failing, [], { accepted: [0, 4] })).output).toBe('why\n');
});
