import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { valueLevels } from './pair-levels.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

const EXAMPLES: readonly (readonly [string | null, string | null, string])[] = [
  ['640499199001011230', '640499199001011230', 'exact'],
  ['64 0499-19900101123O', '640499199001011230', 'exact'],
  ['64049919900101123x', '64049919900101123Ｘ', 'exact'],
  ['640499900101123', '640499199001011230', 'same_body'],
  ['640499199001011230', '640499199001011231', 'same_body'],
  ['640499199001011230', '640499199001021230', 'one_digit'],
  ['640499199001011230', '64049919900101123', 'one_digit'],
  ['640499199001011230', '640499199001101230', 'exchanged'],
  ['640499199001011230', '640422199001011239', 'birth_sequence'],
  ['640499199001011230', '640499199001014567', 'birth'],
  ['640499199001011230', '640499197603152343', 'else'],
  ['E12345678', 'E12345679', 'one_digit'],
  ['无', '640499199001011230', 'missing'],
  ['111111', '111111', 'missing'],
];

it('tells citizen numbers apart by level, whichever is left', async () => {
  expect(await valueLevels(engine, { kind: 'id_number' }, 'text', EXAMPLES)).toEqual(EXAMPLES);
});

it('keeps two valid numbers apart, however near', async () => {
  const valid = ['64049919900101123', '64049919900101124'].map((body) => body + checkCharacter(body));
  expect(await valueLevels(engine, { kind: 'id_number' }, 'text', [[valid[0]!, valid[1]!]])).toEqual([
    [valid[0], valid[1], 'two_valid'],
  ]);
});

/** GB 11643 by its definition: the weighted sum of all 18, with weight 2^(18−i) modulo 11, leaves 1. */
function checkCharacter(body: string): string {
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (2 ** (17 - index) % 11), 0);
  return [...'0123456789X'].find((_, value) => (sum + value) % 11 === 1)!;
}
