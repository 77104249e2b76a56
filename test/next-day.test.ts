import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '#store/database.ts';
import { zhaoren } from './zhaoren.ts';

const directory = mkdtempSync(join(tmpdir(), 'day-'));
const home = join(directory, 'home');
const CITY = ['city', '--people', '2000', '--seed', '5', '--as-of', '2026-10-20'];

interface Run {
  asOf: string;
  publication: number;
  isNew: boolean;
  changes: number;
  made: Record<string, number>;
  database: { publication: number; changes: number };
}

async function json<T>(...args: string[]): Promise<T> {
  const done = await zhaoren(home, ...args, '--json');
  if (done.code !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout) as T;
}

let first: Run;
let second: Run;

beforeAll(async () => {
  await json(...CITY, '--out', join(directory, 'first'));
  await json(...CITY, '--day', '1', '--share', '60', '--out', join(directory, 'next'));
  await json('ingest', join(directory, 'first'));
  first = await json<Run>('run');
  await json('ingest', join(directory, 'next'));
  second = await json<Run>('run');
}, 240_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('a daily delta changes only what it touches', async () => {
  expect(second).toMatchObject({ asOf: '2026-10-21', isNew: true, publication: first.publication + 1 });
  expect(second.changes).toBeGreaterThan(0);
  expect(second.changes).toBeLessThan(first.changes / 2);
  expect(second.database).toEqual({ publication: second.publication, changes: second.changes });
});

it('keeps the history of every status, and tells the one before', async () => {
  const database = await openDatabase({ home });
  try {
    const [changed] = await database.query<{ person_id: string; episodes: number }>(`
      SELECT person_id, count(*)::int AS episodes
      FROM zhaoren.coverage_status_history
      GROUP BY person_id
      HAVING count(DISTINCT status) > 1
      ORDER BY person_id
      LIMIT 1`);
    expect(changed?.episodes).toBe(2);
    const episodes = await database.query<{ status: string; valid_to: string | null }>(
      'SELECT status, valid_to FROM zhaoren.coverage_status_history WHERE person_id = $1 ORDER BY valid_from',
      [changed!.person_id],
    );
    const told = await json<{ coverage: { status: string; previous_status: string } }>(
      'explain',
      changed!.person_id,
    );
    expect(told.coverage.status).toBe(episodes[1]!.status);
    expect(told.coverage.previous_status).toBe(episodes[0]!.status);
    expect(episodes[1]!.valid_to).toBeNull();
  } finally {
    await database.close();
  }
});

it('a third run with nothing new leaves database and lake alone', async () => {
  const third = await json<Run>('run');
  expect(third).toMatchObject({ isNew: false, changes: 0, made: {}, publication: second.publication });
  expect(third.database.changes).toBe(0);
});
