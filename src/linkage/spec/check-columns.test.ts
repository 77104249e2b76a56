import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import type { Engine } from '#engine/engine.ts';
import { LinkageError } from '../linkage-error.ts';
import { checkColumns } from './check-columns.ts';
import { parseSpec } from './parse-spec.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await openDuckdb();
  await engine.run(`
    CREATE TABLE people AS SELECT * FROM (VALUES
      (1, 1, 'Ann', 'x', NULL, DATE '1991-01-02'),
      (2, 1, 'Bob', 'x', ' ', NULL),
      (3, NULL, NULL, 'x', NULL, DATE '1990-01-02')) t(nr, "group", surname, land, note, birth);
    CREATE TABLE guests AS SELECT nr AS no, surname AS lastname, 'y' AS land, 'n' || nr AS note FROM people;
  `);
});
afterAll(() => engine.close());

function spec(text: string) {
  return parseSpec(`${text}\nblocking: [surname]`, 'x.yaml');
}

async function problemsOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(LinkageError);
  return (error as LinkageError).problems.map(({ code, path, remedy }) => [code, path, remedy]);
}

describe('a spec against its tables', () => {
  it('fits silently', async () => {
    const fitting = spec('id: nr\ncomparisons: { surname: name, birth: date }');
    expect(await checkColumns(engine, fitting, 'people')).toEqual([]);
  });

  it('names every missing column and what was probably meant, of both tables', async () => {
    const wrong = spec('id: { left: nr, right: nr }\ncomparisons: { surname: name, brith: date }');
    expect(await problemsOf(checkColumns(engine, wrong, 'people', 'guests'))).toEqual([
      ['UNKNOWN_COLUMN', 'columns.brith', 'Did you mean `birth`'],
      ['UNKNOWN_COLUMN', 'id', 'Use one of: no, lastname, land, note'],
      ['UNKNOWN_COLUMN', 'columns.surname', 'Use one of: no, lastname, land, note'],
      ['UNKNOWN_COLUMN', 'columns.brith', 'Use one of: no, lastname, land, note'],
    ]);
  });

  it('names a column that is missing in a list', async () => {
    const wrong = spec(
      'columns: { surname: { left: surname, right: [lastname, lnd, note] } }\ncomparisons: { surname: name }',
    );
    expect(await problemsOf(checkColumns(engine, wrong, 'people', 'guests'))).toEqual([
      ['UNKNOWN_COLUMN', 'columns.surname', 'Did you mean `land`'],
    ]);
  });

  it('counts a column made of several as empty only when all of them are', async () => {
    const made = spec(
      'columns: { a: [note, surname], b: [note, empty] }\ncomparisons: { a: name, b: text, surname: name }',
    );
    await engine.run('CREATE TABLE blanks AS SELECT *, CAST(NULL AS VARCHAR) AS empty FROM people');
    const warnings = await checkColumns(engine, made, 'blanks');
    expect(warnings.map(({ code, path }) => [code, path])).toEqual([['EMPTY_COLUMN', 'columns.b']]);
  });

  it('refuses a date whose columns are in another order', async () => {
    await engine.run(`
      CREATE TABLE births AS
      SELECT 1950 + i AS y, 1 + i % 12 AS m, 13 + i % 15 AS d, i AS surname FROM range(30) t(i)
    `);
    const made = (from: string) =>
      spec(`columns: { birth: { from: ${from}, type: date } }\ncomparisons: { birth: date }`);
    expect(await checkColumns(engine, made('[y, m, d]'), 'births')).toEqual([]);
    expect(await checkColumns(engine, made('[d, m, y]'), 'births', 'births')).toEqual([]);
    for (const wrong of ['[m, d, y]', '[m, y, d]', '{ left: [y, m, d], right: [m, d] }'])
      expect((await problemsOf(checkColumns(engine, made(wrong), 'births', 'births')))[0]).toEqual([
        'NO_DATES',
        'columns.birth',
        'Write the columns in the order year, month, day (or day, month, year)',
      ]);
  });

  it('has an id for everybody, and no two the same', async () => {
    const wrong = spec('id: group\ncomparisons: { surname: name }');
    const problems = await problemsOf(checkColumns(engine, wrong, 'people'));
    expect(problems.map(([code]) => code)).toEqual(['BLANK_ID', 'DUPLICATE_ID']);
  });

  it('warns of columns that say nothing', async () => {
    const idle = spec('comparisons: { surname: name, land: exact, note: text }');
    const warnings = await checkColumns(engine, idle, 'people');
    expect(warnings.map(({ code, path }) => [code, path])).toEqual([
      ['CONSTANT_COLUMN', 'columns.land'],
      ['EMPTY_COLUMN', 'columns.note'],
    ]);
  });

  it('takes a column that differs between the tables as one that says something', async () => {
    const both = spec(
      'columns: { surname: { left: surname, right: lastname } }\ncomparisons: { surname: name, land: exact }',
    );
    expect(await checkColumns(engine, both, 'people', 'guests')).toEqual([]);
  });
});
