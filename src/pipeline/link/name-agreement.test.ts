import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readNameTables } from '#catalogue/names/name-tables.ts';
import { compareNames, nameReading, variantKey } from '#domain/name-agreement.ts';
import { normaliseName } from '#domain/person-name.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import { type Engine, sqlText } from '#engine/engine.ts';
import { readModel } from '#engine/model.ts';
import { REGISTER_PRELUDE } from './list-models.ts';
import { nameTables } from './name-tables.ts';

const TABLES = readNameTables();
const NAME_KEY = readModel(new URL('./name-key.sql', import.meta.url));

let engine: Engine;

beforeAll(async () => {
  engine = await openDuckdb({ memoryLimit: '1GB', prelude: REGISTER_PRELUDE });
  for (const { name, columns, rows } of nameTables(TABLES)) {
    const values = rows.map((row) => `(${row.map((value) => sqlText(String(value))).join(',')})`);
    await engine.run(
      `CREATE TABLE ${name} AS SELECT * FROM (VALUES ${values.join(',')}) t(${columns.map((c) => c.name).join(', ')})`,
    );
  }
});

afterAll(() => engine.close());

type Pair = readonly [a: string, b: string];

/** What the models say of each pair of normalised names. */
async function agreements(pairs: readonly Pair[]): Promise<unknown[]> {
  const values = pairs.map(([a, b], place) => `(${place}, ${sqlText(a)}, ${sqlText(b)})`);
  await engine.run(`
    CREATE OR REPLACE TABLE pair AS SELECT * FROM (VALUES ${values.join(',')}) t(place, a, b);
    CREATE OR REPLACE TABLE number_name AS SELECT a AS name FROM pair UNION ALL SELECT b FROM pair;
    CREATE OR REPLACE TABLE name_key AS ${NAME_KEY.sql}`);
  const rows = await engine.rows(`
    SELECT name_agreement(a, ka.variant_key, ka.reading, b, kb.variant_key, kb.reading) AS agreement
    FROM pair
    JOIN name_key ka ON ka.name = a
    JOIN name_key kb ON kb.name = b
    ORDER BY place`);
  return rows.map((row) => row.agreement);
}

/** Characters that meet one another often: homophones, variants, surnames of two characters, lost ones, dots. */
const CHARACTER = fc.constantFrom(
  ...'闫阎严肖萧付傅张章長长伟玮炜为军君均丽莉麗龙龍单仇解曾查尉迟万俟欧阳明铭名民𠮷吉阿依古?·AÉé ',
);
const NAME = fc
  .array(CHARACTER, { minLength: 1, maxLength: 5 })
  .map((characters) => normaliseName(characters.join('')).name)
  .filter((name) => name !== null);
/** Two names of which the second mostly differs from the first in a character or two. */
const PAIR = fc
  .tuple(NAME, fc.array(fc.tuple(fc.nat(4), CHARACTER), { maxLength: 2 }), fc.boolean(), NAME)
  .map(([a, changes, isOther, other]): Pair => {
    const changed = changes.reduce(
      (name, [place, character]) => name.with(place % name.length, character),
      [...a],
    );
    return [a, isOther ? other : (normaliseName(changed.join('')).name ?? a)];
  });

describe('name agreement in SQL', () => {
  it.each([
    ['闫伟', '阎伟', 'VARIANT'],
    ['肖玉兰', '萧玉兰', 'VARIANT'],
    ['張麗', '张丽', 'VARIANT'],
    ['买买提·阿不都', '买买提阿不都', 'VARIANT'],
    ['王?明', '王晓明', 'VARIANT'],
    ['张伟', '张玮', 'HOMOPHONE'],
    ['李军', '李君', 'HOMOPHONE'],
    ['单雄', '善雄', 'HOMOPHONE'],
    ['尉迟恭', '玉迟恭', 'HOMOPHONE'],
    ['尉迟恭', '卫迟恭', 'CONFLICT'],
    ['马伟', '马强', 'CONFLICT'],
    ['王?明', '王晓', 'CONFLICT'],
  ])('%s and %s: %s', async (a, b, expected) => {
    expect(await agreements([[a, b]])).toEqual([expected]);
  });

  it('is that of compareNames for thousands of pairs', async () => {
    const pairs = fc.sample(PAIR, { numRuns: 4000, seed: 7 });
    const found = await agreements(pairs);
    const expected = pairs.map(([a, b]) => compareNames(a, b, TABLES));
    expect(pairs.filter((_, place) => found[place] !== expected[place])).toEqual([]);
    expect(new Set(expected)).toEqual(new Set(['EXACT', 'VARIANT', 'HOMOPHONE', 'CONFLICT']));
  });

  it('gives every name the key and the reading that the domain gives it', async () => {
    const names = [...new Set(fc.sample(NAME, { numRuns: 2000, seed: 8 }))];
    await agreements(names.map((name) => [name, name]));
    const rows = await engine.rows('SELECT name, variant_key, reading FROM name_key ORDER BY name');
    expect(rows).toHaveLength(names.length);
    for (const { name, variant_key, reading } of rows) {
      expect([name, variant_key]).toEqual([name, variantKey(String(name), TABLES)]);
      expect([name, reading]).toEqual([name, nameReading(String(name), TABLES)]);
    }
  });
});
