import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { citizenCheckCharacter, citizenNumberFromFifteen, isCitizenCheckRight } from './citizen-number.ts';

/** 18 characters with a right check character; the digits need not be a date. */
const checkedNumber = fc
  .string({ unit: fc.constantFrom(...'0123456789'), minLength: 17, maxLength: 17 })
  .map((digits) => digits + citizenCheckCharacter(digits));

describe('the check of GB 11643', () => {
  test.each(['11010519491231002X', '440524188001010014', '640499196501150016', '640499197003100029'])(
    'accepts %s',
    (number) => {
      expect(isCitizenCheckRight(number)).toBe(true);
    },
  );

  test.each(['11010519491231002x', '110105194912310020', '1101051949123100', 'X1010519491231002X', ''])(
    'refuses %j',
    (number) => {
      expect(isCitizenCheckRight(number)).toBe(false);
    },
  );

  test('catches every error in a single character', () => {
    fc.assert(
      fc.property(checkedNumber, (number) => {
        for (let i = 0; i < 18; i += 1) {
          for (const wrong of i === 17 ? '0123456789X' : '0123456789') {
            if (wrong === number[i]) continue;
            expect(isCitizenCheckRight(number.slice(0, i) + wrong + number.slice(i + 1))).toBe(false);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  // Weights are powers of 2 mod 11, so neighbours always differ; a swap changes the sum by
  // (difference of weights) × (difference of digits), neither of them 0 mod 11. None is missed: also
  // not that of digit 17 and the check character, where an X moved forward is no digit.
  test('catches every transposition of unequal neighbours, all 17 places', () => {
    fc.assert(
      fc.property(checkedNumber, (number) => {
        for (let i = 0; i < 17; i += 1) {
          if (number[i] === number[i + 1]) continue;
          const swapped = number.slice(0, i) + number[i + 1] + number[i] + number.slice(i + 2);
          expect(isCitizenCheckRight(swapped)).toBe(false);
        }
      }),
    );
  });
});

describe('15 digits to 18', () => {
  test('puts the century in and a right check character at the end', () => {
    expect(citizenNumberFromFifteen('640499650115001')).toBe('640499196501150016');
  });

  test('leads back to the 15 digits', () => {
    const fifteen = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 15, maxLength: 15 });
    fc.assert(
      fc.property(fifteen, (old) => {
        const number = citizenNumberFromFifteen(old);
        expect(isCitizenCheckRight(number)).toBe(true);
        expect(number.slice(0, 6) + number.slice(8, 17)).toBe(old);
      }),
    );
  });
});
