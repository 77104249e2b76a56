import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { valueLevels } from './pair-levels.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

const EXAMPLES: readonly (readonly [string | null, string | null, string])[] = [
  ['martha', 'martha', 'exact'],
  ['martha', 'marhta', 'similar_0_92'],
  ['dixon', 'dicksonx', 'similar_0_7'],
  ['张三丰', '张四丰', 'similar_0_7'],
  ['abc', 'xyz', 'else'],
  ['abc', null, 'missing'],
];

it('tells Jaro–Winkler levels apart by level, whichever is left', async () => {
  expect(await valueLevels(engine, { kind: 'jaro_winkler' }, 'text', EXAMPLES)).toEqual(EXAMPLES);
});
