import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { valueLevels } from './pair-levels.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

const EXAMPLES: readonly (readonly [string | null, string | null, string])[] = [
  ['SW1A 1AA', 'sw1a1aa', 'exact'],
  ['12345', '12354', 'one_edit'],
  ['12345', '13345', 'one_edit'],
  ['12', '12a', 'one_edit'],
  ['1234567', '1243576', 'two_edits'],
  ['12345', '12399', 'prefix_3'],
  ['1', '2', 'else'],
  ['12345', '54321', 'else'],
  ['1', null, 'missing'],
];

it('tells codes apart by level, whichever is left', async () => {
  expect(await valueLevels(engine, { kind: 'code' }, 'text', EXAMPLES)).toEqual(EXAMPLES);
});

it('takes prefixes as the spec says, longest first', async () => {
  const pairs: [string, string, string][] = [
    ['640402001001', '640402001999', 'prefix_9'],
    ['640402001001', '640402998887', 'prefix_6'],
    ['640402001001', '640999998887', 'else'],
  ];
  expect(await valueLevels(engine, { kind: 'code', options: { prefix: [6, 9] } }, 'text', pairs)).toEqual(
    pairs,
  );
});
