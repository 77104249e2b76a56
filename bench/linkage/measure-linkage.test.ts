import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { sqlText } from '#engine/engine.ts';
import { measureLinkage } from './measure-linkage.ts';
import { linkageFigures, linkageTables } from './report-linkage.ts';

const folder = mkdtempSync(join(tmpdir(), 'measure-linkage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NUMBERS = ['640499196501150016', '640499197003100029', '640499198801010017'];

interface Row {
  /** Real person, 1 to 3; a person's number is that of NUMBERS. */
  truth: number;
  number: string | null;
  errors?: string;
  /** Register person. */
  person: string;
}

/** A home after stage link and the truth of its city, of one source with one file. */
async function town(name: string, rows: readonly Row[]) {
  const home = join(folder, name);
  const truth = join(folder, `${name}-truth`);
  mkdirSync(join(home, 'tables'), { recursive: true });
  mkdirSync(truth);
  const engine = await openDuckdb();
  const write = (path: string, query: string) =>
    engine.run(`COPY (${query}) TO ${sqlText(path)} (FORMAT parquet)`);
  const values = rows
    .map(({ truth: id, number, errors, person }, at) =>
      [at + 2, id, number && sqlText(number), errors && sqlText(errors), sqlText(person)]
        .map((value) => value ?? 'NULL')
        .join(', '),
    )
    .map((row) => `(${row})`);
  await engine.run(
    `CREATE TABLE t AS SELECT line::INTEGER AS line, truth_id::INTEGER AS truth_id, id_no::VARCHAR AS id_no, errors::VARCHAR AS errors, person_id
     FROM (VALUES ${values.join(', ')}) AS v(line, truth_id, id_no, errors, person_id)`,
  );
  const rowId = `4294967296::BIGINT + line AS row_id, 'self' AS role`;
  const tables: Record<string, string> = {
    batch: `SELECT 1 AS batch_no, 'cab_dibao' AS source, 'f.csv' AS file`,
    identity_record: `SELECT ${rowId}, id_no, 'name' || truth_id AS name, NULL::DATE AS birth_date, ${[
      'business_key',
      'department',
      'personal_no',
      'account_no',
      'uscc',
      'mobile',
      'hukou_no',
      'hukou_address',
      'hukou_division',
      'residence_address',
      'residence_division',
      'village_division',
      'grid_code',
      'dwelling_code',
    ]
      .map((column) => `${column === 'mobile' ? "'138' || truth_id" : 'NULL::VARCHAR'} AS ${column}`)
      .join(', ')} FROM t`,
    person_link: `SELECT ${rowId}, person_id FROM t`,
    person_link_raw: `SELECT ${rowId}, 'claim' || line AS claim_key FROM t`,
    review_pair: `SELECT * FROM (VALUES ('claim2', 'claim4', 'WEIGHT', 0.4), ('claim2', 'claim5', 'WEIGHT', 0.4)) AS v(left_key, right_key, rule, probability)`,
  };
  for (const [table, query] of Object.entries(tables))
    await write(join(home, 'tables', `${table}.parquet`), query);
  await write(
    join(truth, 'record.parquet'),
    `SELECT 'cab_dibao' AS source, 'f.csv' AS file, line, 'k' AS key, 'self' AS role, truth_id, errors FROM t`,
  );
  await write(
    join(truth, 'delivery.parquet'),
    `SELECT 'cab_dibao' AS source, 'f.csv' AS file, NULL::VARCHAR AS copy_of`,
  );
  const people = NUMBERS.map((number, at) => `(${at + 1}, ${sqlText(number)}, NULL::VARCHAR, false)`);
  await write(
    join(truth, 'person.parquet'),
    `SELECT * FROM (VALUES ${people.join(', ')}) AS v(truth_id, id_no, second_id_no, shared_number)`,
  );
  engine.close();
  return { home, truths: [truth], directory: join(folder, `${name}-measure`) };
}

const ROWS: readonly Row[] = [
  { truth: 1, number: NUMBERS[0]!, person: 'A' },
  { truth: 1, number: NUMBERS[0]!, person: 'A' },
  { truth: 1, number: null, errors: 'ID_BLANK', person: 'lone' },
  { truth: 2, number: NUMBERS[1]!, person: 'B' },
  { truth: 2, number: NUMBERS[0]!, errors: 'ID_RELATIVE,NAME_BLANK', person: 'A' },
  { truth: 3, number: null, errors: 'ID_DIGIT', person: 'C' },
];

test('pairs of one person are counted, true and found, and by what is wrong with their records', async () => {
  const { engine, isReviewed } = await measureLinkage({ ...(await town('pairs', ROWS)), link: 'line' });
  // True: three pairs of the first, one of the second. Found: three of A, of which one is true.
  expect(await linkageFigures(engine)).toEqual({
    precision: 1 / 3,
    recall: 1 / 4,
    f1: 2 / 7,
    falseMerges: 0,
  });
  const marks = await engine.rows(
    `SELECT mark, records, right_records, wrong_records, apart_records, true_pairs, found_pairs, both_pairs
     FROM pair_agreement ORDER BY grouping_name, mark`,
  );
  const of = (mark: string) => Object.values(marks.find((row) => row.mark === mark)!).slice(1);
  expect(of('all records')).toEqual([6, 4, 1, 1, 4, 3, 1]);
  expect(of('removed')).toEqual([1, 0, 0, 1, 2, 0, 0]);
  expect(of('broken')).toEqual([2, 1, 1, 0, 1, 2, 0]);
  expect(of('whole')).toEqual([3, 3, 0, 0, 4, 3, 1]);
  expect(of('NAME_BLANK')).toEqual(of('ID_RELATIVE'));
  expect(isReviewed).toBe(true);
  const tables = await linkageTables({ engine, isReviewed, exactSeconds: undefined }, 'Town');
  expect(tables.at(-1)!.rows).toEqual([
    ['all', 2, 1, '50.0'],
    ['WEIGHT', 2, 1, '50.0'],
  ]);
  // Both records of known people are found by name and telephone; the third person is nowhere under a number.
  expect(tables.find(({ columns }) => columns[0] === 'source')!.rows).toEqual([
    ['all', 2, '100.00', '0.00'],
    ['cab_dibao', 2, '100.00', '0.00'],
  ]);
  engine.close();
});

test('two people with different numbers in one are a false merge; a stray record alone is none', async () => {
  const merged = ROWS.map((row) => (row.person === 'B' ? { ...row, person: 'A' } : row));
  const { engine } = await measureLinkage({ ...(await town('merged', merged)), link: 'line' });
  expect((await linkageFigures(engine)).falseMerges).toBe(1);
  engine.close();
});

test('the baseline joins what agrees in number and name', async () => {
  const { engine, exactSeconds } = await measureLinkage({ ...(await town('exact', ROWS)), link: 'exact' });
  expect(await linkageFigures(engine)).toMatchObject({ precision: 1, recall: 1 / 4 });
  expect(exactSeconds).toBeDefined();
  engine.close();
});
