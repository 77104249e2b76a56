import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { valueLevels } from './pair-levels.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

const EXAMPLES: readonly (readonly [string | null, string | null, string])[] = [
  ['kitten', 'kitten', 'exact'],
  ['kitten', 'mitten', 'within_1'],
  ['martha', 'marhta', 'within_2'],
  ['张三丰', '张四丰', 'within_1'],
  ['kitten', 'sitting', 'else'],
  ['kitten', null, 'missing'],
];

it('tells Levenshtein levels apart by level, whichever is left', async () => {
  expect(await valueLevels(engine, { kind: 'levenshtein' }, 'text', EXAMPLES)).toEqual(EXAMPLES);
});
