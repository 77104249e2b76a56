import { afterAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { linkTables } from '../link-tables.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { parseSpec } from '../spec/parse-spec.ts';
import { joinedSql, rawSql } from './source-sql.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

async function joined(type: 'text' | 'list', values: readonly string[]): Promise<unknown> {
  const source = values.map((_, index) => `part ${index}`);
  const columns = values.map((value, index) => `${value} AS "part ${index}"`).join(', ');
  const [row] = await engine.rows(
    `SELECT ${joinedSql(type, source, rawSql(source, 't'))} AS v FROM (SELECT ${columns}) t`,
  );
  return row!.v;
}

describe('columns joined', () => {
  it.each([
    ['in their order by a space', ["'Anna'", "'Maria'", "'Lee'"], 'Anna Maria Lee'],
    ['without blank ones', ["'Anna'", 'NULL', "'  '", "' Lee '"], 'Anna Lee'],
    ['of any type', ['12', "DATE '2026-01-31'"], '12 2026-01-31'],
    ['blank when all are', ['NULL', "''", "' '"], null],
  ] as const)('stand %s', async (_, values, expected) => {
    expect(await joined('text', values)).toBe(expected);
  });

  it('are the elements of a list', async () => {
    expect(await joined('list', ["'0411 1'", 'NULL', "'0411 2'"])).toBe('0411 1; 0411 2');
  });
});

describe('a column made of several', () => {
  it.each([
    ['left', '{ left: [姓, 名], right: full }'],
    ['right', '{ left: full, right: [姓, 名] }'],
  ])('of the %s table is compared and blocked on like one', async (side, from) => {
    await engine.run(`
      CREATE OR REPLACE TABLE whole AS
      SELECT i AS id, name AS full FROM (VALUES (1, '彭强玉'), (2, '杜 宁'), (3, '马艳'), (4, NULL)) t(i, name);
      CREATE OR REPLACE TABLE parts AS
      SELECT * FROM (VALUES ('a', '彭', '强玉'), ('b', '杜', '宁'), ('c', '马', NULL), ('d', '', ' ')) t(id, 姓, 名);
    `);
    const spec = parseSpec(
      `id: id
columns: { name: { from: ${from}, clean: [name] } }
comparisons: { name: { kind: name, frequency: true } }
blocking: [name:first1]`,
      'x',
    );
    const [left, right] = side === 'left' ? ['parts', 'whole'] : ['whole', 'parts'];
    await linkTables(engine, { spec, left: left!, right: right! });
    const pairs = await engine.rows(
      `SELECT least(CAST(left_id AS VARCHAR), CAST(right_id AS VARCHAR)) AS one, name_level FROM linkage_pair ORDER BY 1`,
    );
    expect(pairs.map((pair) => [pair.one, pair.name_level])).toEqual([
      ['1', 'exact'],
      ['2', 'exact'],
      ['3', 'alike'],
    ]);
  });

  it('is one side of a comparison of several columns', async () => {
    await engine.run(`
      CREATE OR REPLACE TABLE people AS
      SELECT * FROM (VALUES
        (1, 'Ann', 'Lee', '0411', '0412'),
        (2, 'Lee', 'Ann', '0412', NULL),
        (3, 'Bob', 'Ray', NULL, NULL)) t(id, given, family, phone, mobile)`);
    const spec = parseSpec(
      `id: id
columns:
  name: [given, family]
  phones: { from: [phone, mobile], type: list }
comparisons: { name: name, phones: list }
blocking: [phones, name:sorted]`,
      'x',
    );
    await linkTables(engine, { spec, left: 'people' });
    expect(await engine.rows('SELECT name_level, phones_level FROM linkage_pair')).toEqual([
      { name_level: 'same_words', phones_level: 'contained' },
    ]);
  });
});
