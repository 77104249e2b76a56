import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, expect, test } from 'vitest';
import { isZhaorenError } from '#domain/error-catalogue.ts';
import { type CityWish, generateCity, generateDay } from './generate-city.ts';

const home = mkdtempSync(join(tmpdir(), 'generate-city-'));
afterAll(() => rmSync(home, { recursive: true }));
const wish = (name: string): CityWish => ({
  region: '640402',
  people: 1500,
  seed: 7,
  asOf: '2026-10-31',
  out: join(home, name),
});
const hashes = (folder: string) =>
  readdirSync(folder)
    .sort()
    .map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]);
async function rows(sql: string) {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

test('the same seed gives the same bytes, another seed others', async () => {
  const progress: number[] = [];
  const summary = await generateCity({ ...wish('a'), onProgress: ({ people }) => progress.push(people) });
  await generateCity(wish('b'));
  await generateCity({ ...wish('c'), seed: 8 });
  expect(hashes(join(home, 'b'))).toEqual(hashes(join(home, 'a')));
  expect(hashes(join(home, 'b-truth'))).toEqual(hashes(join(home, 'a-truth')));
  expect(hashes(join(home, 'c'))).not.toEqual(hashes(join(home, 'a')));
  expect(progress.at(-1)).toBe(summary.people);
  expect(summary.files).toBe(readdirSync(join(home, 'a')).length);
});

test('at least 25 departments’ sources deliver, and every row belongs to somebody of the truth', async () => {
  const truth = join(home, 'a-truth');
  const [count] = await rows(`SELECT count(DISTINCT source) AS sources FROM '${truth}/delivery.parquet'`);
  expect(Number(count!.sources)).toBeGreaterThanOrEqual(25);
  const strangers = await rows(
    `SELECT DISTINCT source FROM '${truth}/record.parquet' AS r
     WHERE role IS NOT NULL AND NOT EXISTS (SELECT 1 FROM '${truth}/person.parquet' AS p WHERE p.truth_id = r.truth_id)`,
  );
  expect(strangers).toEqual([]);
});

test('the truth tells of every person how she lives, and of every row after a death whose doing it is', async () => {
  const truth = join(home, 'a-truth');
  const [told] = await rows(
    `SELECT (SELECT count(*) FROM '${truth}/person.parquet') AS people, count(*) AS lives,
       count(*) FILTER (death_on IS NOT NULL) AS dead, count(*) FILTER (is_misused AND death_on IS NULL) AS strange
     FROM '${truth}/life.parquet'`,
  );
  expect(told!.lives).toBe(told!.people);
  expect(Number(told!.dead)).toBeGreaterThan(10);
  expect(Number(told!.strange)).toBe(0);
});

test('a later day comes as deltas that bear its date', async () => {
  await generateDay({ ...wish('day'), day: 1, share: 0.05 });
  const files = readdirSync(join(home, 'day'));
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) expect(file).toMatch(/_(日增|增量)_20261101\.\w+$/);
});

test('a region without villages, too few people and truth among the deliveries are refused', async () => {
  const refusal = (more: Partial<CityWish>) =>
    generateCity({ ...wish('refused'), ...more }).catch((error: unknown) => error);
  expect(isZhaorenError(await refusal({ region: '999999' }), 'NOT_FOUND')).toBe(true);
  expect(isZhaorenError(await refusal({ people: 10 }), 'BAD_ARGUMENT')).toBe(true);
  expect(isZhaorenError(await refusal({ truth: join(home, 'refused', 'truth') }), 'BAD_ARGUMENT')).toBe(true);
  expect(existsSync(join(home, 'refused'))).toBe(false);
});
