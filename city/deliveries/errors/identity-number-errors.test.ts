import fc from 'fast-check';
import { expect, test } from 'vitest';
import { citizenCheckCharacter } from '#domain/citizen-number.ts';
import { parseIdentityNumber } from '#domain/identity-number.ts';
import { createChance } from './chance.ts';
import { misprintNumber } from './identity-number-errors.ts';
import { secondNumbers } from './second-number.ts';

const numbers = fc
  .tuple(
    fc.integer({ min: 1920, max: 2025 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 1, max: 995 }),
  )
  .map(([year, month, day, sequence]) => {
    const two = (part: number) => String(part).padStart(2, '0');
    const digits = `640499${year}${two(month)}${two(day)}${String(sequence).padStart(3, '0')}`;
    return digits + citizenCheckCharacter(digits);
  });

function chanceOf(seed: number) {
  const chance = createChance(seed, 'test');
  chance.restart('a row');
  return chance;
}

test.each([
  'ID_DIGIT',
  'ID_TRANSPOSED',
  'ID_BLANK',
  'ID_PLACEHOLDER',
  'ID_DIGIT_LOST',
  'ID_DIGIT_EXTRA',
] as const)('%s leaves no usable number', (kind) => {
  fc.assert(
    fc.property(numbers, fc.nat(), (number, seed) => {
      const misprint = misprintNumber(number, kind, chanceOf(seed));
      expect(misprint).not.toBe(number);
      expect(misprint === null || parseIdentityNumber(misprint).normalised).toBe(null);
    }),
  );
});

test.each(['ID_FIFTEEN', 'ID_X_FORM', 'ID_LETTER_O', 'ID_SPACE'] as const)(
  '%s changes the text and can be repaired to the very number',
  (kind) => {
    fc.assert(
      fc.property(numbers, fc.nat(), (number, seed) => {
        const misprint = misprintNumber(number, kind, chanceOf(seed));
        fc.pre(misprint !== null);
        expect(misprint).not.toBe(number);
        expect(parseIdentityNumber(misprint).normalised).toBe(number);
      }),
    );
  },
);

test('an error that cannot befall a number leaves it alone', () => {
  expect(misprintNumber('640499200501150018', 'ID_FIFTEEN', chanceOf(1))).toBe(null);
  expect(misprintNumber('640499197003100029', 'ID_X_FORM', chanceOf(1))).toBe(null);
  expect(misprintNumber('64049919700310001X', 'ID_ROUNDED', chanceOf(1))).toBe(null);
});

test('rounding leaves fifteen digits or scientific notation', () => {
  const seen = new Set(
    Array.from({ length: 30 }, (_, seed) =>
      misprintNumber('640499197003100029', 'ID_ROUNDED', chanceOf(seed)),
    ),
  );
  expect(seen).toEqual(new Set(['640499197003100000', '6.40499E+17']));
});

test('a second number is well-formed, of the same birth and sex, and the same at every asking', () => {
  const ask = secondNumbers(7, 0.5);
  fc.assert(
    fc.property(numbers, fc.nat({ max: 1_000_000 }), (number, truthId) => {
      const second = ask(truthId, number);
      expect(ask(truthId, number)).toBe(second);
      fc.pre(second !== null);
      const [a, b] = [parseIdentityNumber(number), parseIdentityNumber(second)];
      expect(second).not.toBe(number);
      expect([b.birthDate, b.sex, b.division]).toEqual([a.birthDate, a.sex, '640499']);
    }),
  );
});

test('a number right by chance is another number with the same check digit', () => {
  fc.assert(
    fc.property(numbers, fc.nat(), (number, seed) => {
      const misprint = misprintNumber(number, 'ID_CHECK_CHANCE', chanceOf(seed))!;
      expect(misprint).not.toBe(number);
      expect(citizenCheckCharacter(misprint.slice(0, 17))).toBe(number[17]);
      expect(misprint[17]).toBe(number[17]);
    }),
  );
});
