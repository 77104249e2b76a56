import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDuckdb } from './duckdb.ts';
import type { Engine } from './engine.ts';
import { parseModel } from './model.ts';
import { runModels } from './run-models.ts';

let engine: Engine;
let directory: string;

beforeEach(async () => {
  engine = await openDuckdb();
  directory = mkdtempSync(join(tmpdir(), 'engine-'));
});

afterEach(() => {
  engine.close();
  rmSync(directory, { recursive: true });
});

const model = (table: string, reads: string, query: string) =>
  parseModel(`-- table: ${table}\n-- purpose: test\n-- grain: one row\n-- reads: ${reads}\n${query}`, table);

describe('the engine', () => {
  it('gives plain values', async () => {
    const [row] = await engine.rows(
      "SELECT 1::BIGINT AS n, 9007199254740993 AS big, DATE '2026-10-31' AS d, [1, 2] AS l, {'a': 'x'} AS s, NULL AS nothing",
    );
    expect(row).toEqual({
      n: 1,
      big: 9007199254740993n,
      d: '2026-10-31',
      l: [1, 2],
      s: { a: 'x' },
      nothing: null,
    });
  });

  it('never repeats a value of a row in an error', async () => {
    await expect(engine.run("SELECT CAST(v AS INTEGER) FROM (VALUES ('马' || '小明')) t(v)")).rejects.toThrow(
      /Could not convert string ‹value›/,
    );
  });
});

describe('the prelude', () => {
  it.each([
    ["month_index('2026-10') - month_index('2025-12')", 10],
    ["month_text(month_index('2026-10') + 3)", '2027-01'],
    ["age_years(DATE '2010-10-31', DATE '2026-10-30')", 15],
    ["age_years(DATE '2010-10-31', DATE '2026-10-31')", 16],
    ["levenshtein_characters('张伟', '张玮')", 1],
    ["levenshtein_characters('尉迟珩', '尉迟')", 1],
    ["levenshtein_characters('𠮷野', '吉野')", 1],
    ["levenshtein_characters('', '张')", 1],
    ["levenshtein_characters('kitten', 'sitting')", 3],
    // Wilson (1927), as every table of it has them.
    ['round(wilson_low(9, 10, 1.96), 4)', 0.5958],
    ['round(wilson_high(9, 10, 1.96), 4)', 0.9821],
    ['round(wilson_low(50, 100, 1.96), 4)', 0.4038],
    ['round(wilson_high(50, 100, 1.96), 4)', 0.5962],
    ['round(wilson_low(0, 10, 1.96), 12)', 0],
    ['round(wilson_high(0, 10, 1.96), 4)', 0.2775],
    ['round(wilson_low(10, 10, 1.96), 4)', 0.7225],
    ['wilson_high(10, 10, 1.96)', 1],
    ['wilson_low(0, 0, 1.96)', null],
  ])('%s = %s', async (expression, expected) => {
    expect(await engine.rows(`SELECT ${expression} AS v`)).toEqual([{ v: expected }]);
  });
});

describe('running models', () => {
  const models = [
    model('numbers', 'nothing', 'SELECT range AS n FROM range(3)'),
    model('doubled', 'numbers', 'SELECT n * 2 AS n FROM numbers'),
  ];

  it('makes each table once and keeps it while nothing changes', async () => {
    const reused: boolean[] = [];
    const run = (list = models) =>
      runModels(engine, {
        models: list,
        inputs: [],
        tablesDirectory: directory,
        onProgress: (progress) => reused.push(progress.reused),
      });
    await run();
    await run();
    await run([models[0]!, model('doubled', 'numbers', 'SELECT n * 3 AS n FROM numbers')]);
    expect(reused).toEqual([false, false, true, true, true, false]);
    expect(await engine.rows('SELECT max(n) AS n FROM doubled')).toEqual([{ n: 6 }]);
  });

  it('makes a table again when an input has another key', async () => {
    await engine.run(`COPY (SELECT 1 AS n) TO '${directory}/given.parquet' (FORMAT parquet)`);
    const run = (key: string) =>
      runModels(engine, {
        models: [model('copied', 'given', 'SELECT n FROM given')],
        inputs: [{ table: 'given', path: join(directory, 'given.parquet'), key }],
        tablesDirectory: directory,
      });
    await run('a');
    const before = statSync(join(directory, 'copied.parquet')).mtimeMs;
    await run('a');
    expect(statSync(join(directory, 'copied.parquet')).mtimeMs).toBe(before);
    const keys = await run('b');
    expect(keys.get('given')).toBe('b');
    expect(statSync(join(directory, 'copied.parquet')).mtimeMs).toBeGreaterThan(before);
  });

  it('takes a table without its key as unfinished', async () => {
    writeFileSync(join(directory, 'numbers.parquet'), 'torn');
    await runModels(engine, { models, inputs: [], tablesDirectory: directory });
    expect(await engine.rows('SELECT count(*) AS n FROM numbers')).toEqual([{ n: 3 }]);
  });

  it('names the model that fails and leaves no half table', async () => {
    const broken = model('broken', 'numbers', "SELECT CAST('x' || n AS INTEGER) FROM numbers");
    await expect(
      runModels(engine, { models: [models[0]!, broken], inputs: [], tablesDirectory: directory }),
    ).rejects.toMatchObject({ name: 'EngineError', model: 'broken' });
    expect(readdirSync(directory).sort()).toEqual(['numbers.key', 'numbers.parquet']);
  });

  it('refuses a model that reads a table nobody makes', async () => {
    await expect(
      runModels(engine, { models: [models[1]!], inputs: [], tablesDirectory: directory }),
    ).rejects.toThrow('reads numbers, which no input and no earlier model makes');
  });

  it('refuses a model without a full header', () => {
    expect(() => parseModel('-- table: x\nSELECT 1', 'x.sql')).toThrow('x.sql: the model');
  });
});
