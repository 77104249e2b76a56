import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CREDIT_CODE_ALPHABET, creditCodeCheckCharacter, parseCreditCode } from './credit-code.ts';

const VALID = '91350100M000100Y43';

const creditCode = fc
  .tuple(
    fc.constantFrom('91', '92', '93', '12', 'N2'),
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 6, maxLength: 6 }),
    fc.string({ unit: fc.constantFrom(...CREDIT_CODE_ALPHABET), minLength: 9, maxLength: 9 }),
  )
  .map((parts) => parts.join('') + creditCodeCheckCharacter(parts.join('')));

test('a valid code tells kind and division', () => {
  expect(parseCreditCode(VALID)).toEqual({
    raw: VALID,
    normalised: VALID,
    issue: null,
    kind: 'COMPANY',
    division: '350100',
  });
  fc.assert(
    fc.property(creditCode, (code) => {
      expect(parseCreditCode(code).issue).toBeNull();
    }),
  );
});

test.each([
  ['lower case and spaces', ' 91350100 m000100y43 '],
  ['full width', '９１３５０１００Ｍ０００１００Ｙ４３'],
  ['letters O and I', '9I350100MO00IOOY43'],
])('%s are repaired', (_, raw) => {
  expect(parseCreditCode(raw).normalised).toBe(VALID);
});

test.each([
  ['BLANK', null],
  ['BLANK', '无'],
  ['PLACEHOLDER', '000000000000000000'],
  ['LENGTH', '640402100012345'],
  ['LENGTH', '91350100M000100Y4'],
  ['CHARACTERS', '91350100M000100Z43'],
  ['CHARACTERS', '9135A100M000100Y43'],
  ['CHECK_CHARACTER', '91350100M000100Y44'],
] as const)('%s: %s', (issue, raw) => {
  expect(parseCreditCode(raw)).toMatchObject({ issue, normalised: null, kind: null, division: null });
});

// Weights are powers of 3 mod 31, the check character weighs 1: neighbours never weigh the same, and values
// differ by 1 to 30, so no product is 0 mod 31. None is missed, in all 17 places.
test('every error in one character and every transposition of unequal neighbours is caught', () => {
  fc.assert(
    fc.property(creditCode, fc.nat(17), fc.constantFrom(...CREDIT_CODE_ALPHABET), (code, place, wrong) => {
      if (wrong !== code[place]) {
        expect(parseCreditCode(code.slice(0, place) + wrong + code.slice(place + 1)).issue).not.toBeNull();
      }
      if (place === 17 || code[place] === code[place + 1]) return;
      const swapped = code.slice(0, place) + code[place + 1] + code[place] + code.slice(place + 2);
      expect(parseCreditCode(swapped).issue).not.toBeNull();
    }),
    { numRuns: 2000 },
  );
});

test('the check character itself catches them, without help from the alphabet or the digits of the division', () => {
  fc.assert(
    fc.property(creditCode, fc.nat(15), (code, place) => {
      if (code[place] === code[place + 1]) return;
      const swapped = code.slice(0, place) + code[place + 1] + code[place] + code.slice(place + 2);
      expect(creditCodeCheckCharacter(swapped)).not.toBe(code[17]);
    }),
    { numRuns: 2000 },
  );
});
