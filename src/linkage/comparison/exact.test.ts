import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { valueLevels } from './pair-levels.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

const EXAMPLES: readonly (readonly [string | null, string | null, string])[] = [
  ['F', 'F', 'exact'],
  ['F', 'M', 'else'],
  ['张伟', '张伟', 'exact'],
  ['F', null, 'missing'],
];

it('tells an exact comparison apart by level, whichever is left', async () => {
  expect(await valueLevels(engine, { kind: 'exact' }, 'text', EXAMPLES)).toEqual(EXAMPLES);
});
