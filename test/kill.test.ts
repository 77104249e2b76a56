import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { outcome, smallCity, startZhaoren, zhaoren } from './zhaoren.ts';

const directory = mkdtempSync(join(tmpdir(), 'kill-'));
const undisturbed = join(directory, 'undisturbed');
let deliveries: string;
let published: string;
let milliseconds: number;

/** The publication's tables, by content. */
function publication(home: string): string {
  const number = readFileSync(join(home, 'published/CURRENT'), 'utf8').trim();
  const { tables } = JSON.parse(
    readFileSync(join(home, 'published', number, 'publication.json'), 'utf8'),
  ) as {
    tables: Record<string, { rows: number; snapshot: { sha256: string } }>;
  };
  return JSON.stringify(
    Object.entries(tables).map(([name, { rows, snapshot }]) => [name, rows, snapshot.sha256]),
  );
}

beforeAll(async () => {
  deliveries = await smallCity(directory, 500);
  const started = performance.now();
  await zhaoren(undisturbed, 'ingest', deliveries);
  await zhaoren(undisturbed, 'run', '--no-database');
  milliseconds = performance.now() - started;
  published = publication(undisturbed);
}, 240_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Kills the command again and again, ever later, until it gets through. */
async function killedUntilDone(home: string, args: string[], step: number): Promise<number> {
  for (let kills = 0; ; kills += 1) {
    const child = startZhaoren(home, args);
    child.stdin!.end();
    const done = outcome(child);
    const timer = wait(200 + kills * step).then(() => child.kill('SIGKILL'));
    const { code, signal } = await done;
    if (signal === null) {
      expect(code).toBe(0);
      return kills;
    }
    await timer;
  }
}

it('a line killed at every moment ends as if nothing had happened', async () => {
  const home = join(directory, 'killed');
  cpSync(join(undisturbed, 'person-salt'), join(home, 'person-salt'), { recursive: true });
  const step = Math.max(40, milliseconds / 40);
  const kills =
    (await killedUntilDone(home, ['ingest', deliveries], step)) +
    (await killedUntilDone(home, ['run', '--no-database'], step));
  expect(kills).toBeGreaterThan(2);
  expect(publication(home)).toBe(published);
}, 400_000);

it('refuses a second run on the same home while the first is at work', async () => {
  const home = join(directory, 'busy');
  await zhaoren(home, 'ingest', deliveries);
  const first = startZhaoren(home, ['run', '--no-database']);
  first.stdin!.end();
  const firstDone = outcome(first);
  while (!existsSync(join(home, 'standard'))) await wait(2);
  // Held in the middle of its work, so that the second surely meets it.
  first.kill('SIGSTOP');
  const second = await zhaoren(home, 'run', '--no-database');
  first.kill('SIGCONT');
  expect(second.code).toBe(6);
  expect(second.stderr).toContain(`进程 ${first.pid}`);
  expect((await firstDone).code).toBe(0);
}, 120_000);
