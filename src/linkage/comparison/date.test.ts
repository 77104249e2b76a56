import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { valueLevels } from './pair-levels.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

const EXAMPLES: readonly (readonly [string | null, string | null, string])[] = [
  ['1980-05-12', '1980-05-12', 'exact'],
  ['1980-05-12', '1980-12-05', 'swapped'],
  ['1980-05-12', '1980-05-13', 'one_digit'],
  ['1980-05-12', '1988-05-12', 'one_digit'],
  ['1980-12-13', '1980-12-31', 'one_digit'],
  ['1980-05-30', '1980-06-01', 'within_3_days'],
  ['1980-05-12', '1980-05-28', 'two_parts'],
  ['1980-05-12', '1963-05-12', 'two_parts'],
  ['1980-05-12', '1980-10-12', 'two_parts'],
  ['1980-05-12', '1980-01-01', 'year_only'],
  ['1980-05-12', '1981-03-01', 'within_1_years'],
  ['1980-05-12', '1963-02-14', 'else'],
  ['1980-05-12', null, 'missing'],
];

it('tells dates apart by level, whichever is left', async () => {
  expect(await valueLevels(engine, { kind: 'date' }, 'date', EXAMPLES)).toEqual(EXAMPLES);
});

it('takes days and years as the spec says', async () => {
  const options = { within_days: [7, 30], within_years: 5 };
  const pairs: [string, string, string][] = [
    ['2020-03-30', '2020-04-02', 'within_7_days'],
    ['2020-03-25', '2020-04-14', 'within_30_days'],
    ['2020-03-25', '2024-11-02', 'within_5_years'],
    ['2020-03-25', '2026-11-02', 'else'],
  ];
  expect(await valueLevels(engine, { kind: 'date', options }, 'date', pairs)).toEqual(pairs);
});
