import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { COMPARISON_KINDS } from './comparison-kinds.ts';
import { valueLevels } from './pair-levels.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

const EXAMPLES: readonly (readonly [string | null, string | null, string])[] = [
  ['+86 138-0013-8000', '13800138000', 'exact'],
  ['0086 13800138000', '１３８ 0013 8000', 'exact'],
  ['6012345', '0951-6012345', 'exact'],
  ['020 7946 0958', '+44 20 7946 0958', 'exact'],
  ['13800138000', '13800138001', 'one_edit'],
  ['13800138000', '1380013800', 'one_edit'],
  ['13800138000', '13801038000', 'one_edit'],
  ['13800138000', '13912345678', 'else'],
  ['无', '13800138000', 'missing'],
  [null, '13800138000', 'missing'],
];

it('tells phone numbers apart by level, whichever is left', async () => {
  expect(await valueLevels(engine, { kind: 'phone' }, 'text', EXAMPLES)).toEqual(EXAMPLES);
});

it('is never decisive unless the spec says so', () => {
  expect(COMPARISON_KINDS.phone?.defaultMaxWeight).toBe(6);
});
