import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { valueLevels } from './pair-levels.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

const EXAMPLES: readonly (readonly [readonly string[] | null, readonly string[] | null, string])[] = [
  [['a', 'b'], ['a', 'b'], 'exact'],
  [['a', 'b'], ['a'], 'contained'],
  [['a', 'b'], ['b', 'c'], 'overlap_1'],
  [['a'], ['b'], 'else'],
  [['a'], null, 'missing'],
];

it('tells lists apart by level, whichever is left', async () => {
  expect(await valueLevels(engine, { kind: 'list' }, 'list', EXAMPLES)).toEqual(EXAMPLES);
});
