import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { outcome, smallCity } from './zhaoren.ts';

const MAIN = resolve(import.meta.dirname, '../src/cli/main.ts');
const directory = mkdtempSync(join(tmpdir(), 'full-'));
const UNSHARE = process.getuid?.() === 0 ? ['-m'] : ['-r', '-m'];
/** A file system of a few megabytes needs a mount namespace; where the system forbids it, the test says so. */
const canMount =
  spawnSync('unshare', [...UNSHARE, 'mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', directory]).status ===
  0;
let deliveries: string;

beforeAll(async () => {
  deliveries = await smallCity(directory, 300);
}, 120_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

it.runIf(canMount)(
  'a full disk is told, and with room again everything goes on without loss',
  async () => {
    const disk = join(directory, 'disk');
    mkdirSync(disk);
    const zhaoren = (args: string) =>
      `"${process.execPath}" --disable-warning=ExperimentalWarning "${MAIN}" ${args}`;
    const script = `
      mount -t tmpfs -o size=3m tmpfs "${disk}"
      ${zhaoren(`ingest "${deliveries}" >/dev/null`)}
      ${zhaoren('run --no-database >/dev/null')}; echo "full $?"
      mount -o remount,size=500m "${disk}"
      ${zhaoren(`ingest "${deliveries}" >/dev/null`)} && ${zhaoren('run --no-database')}; echo "roomy $?"`;
    const child = spawn('unshare', [...UNSHARE, 'bash', '-c', script], {
      env: { ...process.env, ZHAOREN_HOME: join(disk, 'home'), DATABASE_URL: '' },
    });
    child.stdin.end();
    const { stdout, stderr } = await outcome(child);
    expect(stderr).toContain('DISK_FULL');
    expect(stderr).not.toContain('    at ');
    expect(stdout).toContain('full 5');
    expect(stdout).toMatch(/读入 (\S+) = 采纳/);
    expect(stdout).toContain('roomy 0');
  },
  240_000,
);
