import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { sqlText } from '#engine/engine.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import type { ColumnType } from '../spec/linkage-spec.ts';
import { castColumn } from './cast-column.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

const cast = async (type: ColumnType, sql: string) => {
  const [row] = await engine.rows(`SELECT ${castColumn(type, 'value')} AS v FROM (SELECT ${sql} AS value)`);
  return row!.v;
};

it.each([
  ['2026-01-31', '2026-01-31'],
  ['20260131', '2026-01-31'],
  ['20260131101112', '2026-01-31'],
  ['31012026', '2026-01-31'],
  ['31/01/2026', '2026-01-31'],
  ['31.1.2026 00:00', '2026-01-31'],
  ['01/31/2026', '2026-01-31'],
  ['03/04/2026', '2026-04-03'],
  ['2026/1/31 10:11', '2026-01-31'],
  ['2026.1.31', '2026-01-31'],
  ['2026-01-31T10:11:12Z', '2026-01-31'],
  ['2026年1月31日', '2026-01-31'],
  ['１９８０年５月１２日', '1980-05-12'],
  ['2026年1月', '2026-01-01'],
  ['1980', '1980-01-01'],
  ['1980-05', '1980-05-01'],
  ['198005', '1980-05-01'],
  ['1980-05-00', '1980-05-01'],
  ['31 Jan 2026', '2026-01-31'],
  ['January 31, 2026', '2026-01-31'],
  ['31-jan-2026', '2026-01-31'],
  ['1st May 1980', '1980-05-01'],
  ['Jan 1980', '1980-01-01'],
  ['2026-02-30', null],
  ['2026-13-01', null],
  ['hello', null],
  ['45', null],
  ['', null],
])('takes %j as the date %j', async (text, expected) => {
  expect(await cast('date', sqlText(text))).toBe(expected);
});

it.each([
  ['1', 1],
  ['-3', -3],
  ['1e3', 1000],
  ['1,234.5', 1234.5],
  ['1.234,5', 1234.5],
  ['1,5', 1.5],
  ['1,234', 1234],
  ['1 234', 1234],
  ['€ 12', 12],
  ['15 %', 15],
  ['１２', 12],
  ['x', null],
  ['nan', null],
  ['inf', null],
  ['', null],
])('takes %j as the number %j', async (text, expected) => {
  expect(await cast('number', sqlText(text))).toBe(expected);
});

it.each([
  ['a, b; c', ['a', 'b', 'c']],
  ['["x","y"]', ['x', 'y']],
  ['b|a|b', ['a', 'b']],
  ['张伟、李娜', ['张伟', '李娜'].sort()],
  ['[]', null],
  ['', null],
])('takes %j as the list %j', async (text, expected) => {
  expect(await cast('list', sqlText(text))).toEqual(expected);
});

it.each([
  ['date', "DATE '2026-01-31'", '2026-01-31'],
  ['date', "TIMESTAMP '2026-01-31 10:11:12'", '2026-01-31'],
  ['number', '12', 12],
  ['number', '1.50', 1.5],
  ['list', "['b', 'a']", ['a', 'b']],
  ['text', '12', '12'],
  ['text', "'  '", null],
  ['text', "'e' || chr(769)", 'é'],
] as const)('takes a value that already has a type as %s', async (type, sql, expected) => {
  expect(await cast(type, sql)).toEqual(expected);
});
