import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { valueLevels } from './pair-levels.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

const EXAMPLES: readonly (readonly [number | null, number | null, string])[] = [
  [1, 1, 'exact'],
  [0, 0, 'exact'],
  [100, 101, 'within_1_percent'],
  [-5, -5.04, 'within_1_percent'],
  [100, 109, 'within_10_percent'],
  [100, 150, 'else'],
  [0, 1, 'else'],
  [1, null, 'missing'],
];

it('tells numbers apart by level, whichever is left', async () => {
  expect(await valueLevels(engine, { kind: 'number' }, 'number', EXAMPLES)).toEqual(EXAMPLES);
});

it('takes distances as the spec says', async () => {
  const pairs: [number, number, string][] = [
    [40, 41, 'within_1'],
    [40, 44, 'within_5'],
    [40, 46, 'else'],
  ];
  expect(await valueLevels(engine, { kind: 'number', options: { within: [5, 1] } }, 'number', pairs)).toEqual(
    pairs,
  );
});
