import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { valueLevels } from './pair-levels.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

const EXAMPLES: readonly (readonly [string | null, string | null, string])[] = [
  ['martha', 'martha', 'exact'],
  ['martha', 'marhta', 'within_1'],
  ['张三丰', '张丰三', 'within_1'],
  ['martha', 'marthaxy', 'within_2'],
  ['kitten', 'sitting', 'else'],
  ['kitten', null, 'missing'],
];

it('tells Damerau–Levenshtein levels apart by level, whichever is left', async () => {
  expect(await valueLevels(engine, { kind: 'damerau' }, 'text', EXAMPLES)).toEqual(EXAMPLES);
});
