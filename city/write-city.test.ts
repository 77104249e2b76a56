import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, expect, test } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { isZhaorenError } from '#domain/error-catalogue.ts';
import { readShapes } from './deliveries/delivery-shape.ts';
import { readErrorRates } from './deliveries/errors/error-rates.ts';
import { readNameConfusions } from './deliveries/errors/name-confusions.ts';
import { handMadeRecord } from './deliveries/hand-made-records.ts';
import type { VillageOutput } from './population/clean-record.ts';
import { type WriteCityOptions, writeCity } from './write-city.ts';

const { sources } = loadCatalogue();
const home = mkdtempSync(join(tmpdir(), 'write-city-'));
afterAll(() => rmSync(home, { recursive: true }));

/** Three villages with ten records of every source; people need no more than a number here. */
function* villages(): Generator<VillageOutput> {
  for (let village = 0; village < 3; village += 1) {
    const numbers = Array.from({ length: 10 }, (_, i) => village * 10 + i);
    const people = numbers.map((truthId) => ({ truthId, idNo: '' }) as VillageOutput['people'][number]);
    const records = sources.flatMap((definition) => numbers.map((n) => handMadeRecord(definition, n)));
    yield {
      village: `64040200100${village}`,
      people,
      records,
      units: [],
      unlistedDwellings: [],
      awards: [],
      wrongs: [],
      lives: [],
    };
  }
}

const options = (name: string): WriteCityOptions => ({
  villages: villages(),
  definitions: sources,
  shapes: readShapes(),
  rates: readErrorRates(),
  confusions: readNameConfusions(),
  counties: new Map([['640402', '原州区']]),
  seed: 7,
  asOf: '2026-10-31',
  out: join(home, name),
  truth: join(home, `${name}-truth`),
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

test('the same seed writes the same bytes, deliveries and truth', async () => {
  const summary = await writeCity(options('first'));
  await writeCity(options('second'));
  expect(hashes(join(home, 'second'))).toEqual(hashes(join(home, 'first')));
  expect(hashes(join(home, 'second-truth'))).toEqual(hashes(join(home, 'first-truth')));
  expect(summary.records).toBe(sources.length * 30);
  expect(summary.people).toBe(30);
  expect(readdirSync(join(home, 'first'))).toHaveLength(summary.files);
});

test('truth tells every file and the rows in it', async () => {
  await writeCity(options('told'));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const truth = join(home, 'told-truth');
  const told = await connection.runAndReadAll(
    `SELECT file, rows, (SELECT count(DISTINCT line) FROM '${truth}/record.parquet' r WHERE r.file = d.file) AS lines
     FROM '${truth}/delivery.parquet' d WHERE copy_of IS NULL`,
  );
  const files = told.getRowObjectsJson();
  expect(files.filter(({ rows, lines }) => Number(rows) !== Number(lines))).toEqual([]);
  expect(files.length).toBe(readdirSync(join(home, 'told')).length - 1);
});

test('a folder with something in it is refused and left alone', async () => {
  const wanted = options('taken');
  mkdirSync(wanted.out);
  writeFileSync(join(wanted.out, '旧文件.csv'), '');
  const refusal: unknown = await writeCity(wanted).catch((error: unknown) => error);
  expect(isZhaorenError(refusal, 'BAD_ARGUMENT') && refusal.params.argument).toBe('--out');
  expect(readdirSync(wanted.out)).toEqual(['旧文件.csv']);
  expect(existsSync(wanted.truth)).toBe(false);
});

test('a generation that breaks off leaves no folder behind, and the next one may go there', async () => {
  const wanted = options('broken');
  function* broken(): Generator<VillageOutput> {
    yield* villages().take(2);
    throw new Error('power cut');
  }
  await expect(writeCity({ ...wanted, villages: broken() })).rejects.toThrow('power cut');
  expect(readdirSync(home).filter((name) => name.startsWith('broken'))).toEqual([]);
  await writeCity(wanted);
  expect(readdirSync(wanted.out).length).toBeGreaterThan(30);
});

test('what a killed generation left is cleared away', async () => {
  const wanted = options('killed');
  // no process has so high a number
  mkdirSync(`${wanted.out}.partial-99999999`);
  await writeCity(wanted);
  expect(readdirSync(home).filter((name) => name.includes('partial'))).toEqual([]);
});
