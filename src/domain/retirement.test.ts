import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monthFromIndex, monthIndex } from './month.ts';
import {
  type MinimumMonthsRule,
  minimumContributionMonths,
  type RetirementAgeRule,
  type RetirementGroup,
  statutoryRetirement,
} from './retirement.ts';

/** The law as decided on 2024-09-13. */
const AGE_RULES: Record<RetirementGroup, RetirementAgeRule> = {
  M60: { retirementGroup: 'M60', baseMonth: '1965-01', originalMonths: 720, stepMonths: 4, capMonths: 36 },
  F55: { retirementGroup: 'F55', baseMonth: '1970-01', originalMonths: 660, stepMonths: 4, capMonths: 36 },
  F50: { retirementGroup: 'F50', baseMonth: '1975-01', originalMonths: 600, stepMonths: 2, capMonths: 60 },
};
const MINIMUM: readonly MinimumMonthsRule[] = [
  { fromYear: 1900, toYear: 2029, minimumMonths: 180 },
  ...Array.from({ length: 9 }, (_, i) => ({
    fromYear: 2030 + i,
    toYear: 2030 + i,
    minimumMonths: 186 + 6 * i,
  })),
  { fromYear: 2039, toYear: 9999, minimumMonths: 240 },
];

describe('statutory retirement', () => {
  test.each([
    ['a man', 'M60', '1964-12', 0, 60, 0, '2024-12', 180],
    ['a man', 'M60', '1965-01', 1, 60, 1, '2025-02', 180],
    ['a man', 'M60', '1965-05', 2, 60, 2, '2025-07', 180],
    ['a man', 'M60', '1970-06', 17, 61, 5, '2031-11', 192],
    ['a man', 'M60', '1976-09', 36, 63, 0, '2039-09', 240],
    ['a woman in a managerial post', 'F55', '1970-01', 1, 55, 1, '2025-02', 180],
    ['a woman in a managerial post', 'F55', '1975-07', 17, 56, 5, '2031-12', 192],
    ['a woman in a managerial post', 'F55', '1981-09', 36, 58, 0, '2039-09', 240],
    ['a woman in a worker post', 'F50', '1975-01', 1, 50, 1, '2025-02', 180],
    ['a woman in a worker post', 'F50', '1975-03', 2, 50, 2, '2025-05', 180],
    ['a woman in a worker post', 'F50', '1980-06', 33, 52, 9, '2033-03', 204],
    ['a woman in a worker post', 'F50', '1984-11', 60, 55, 0, '2039-11', 240],
  ] as const)(
    'of %s (%s) born %s is delayed %d months, to %dy%dm, %s, with %d months paid',
    (_, group, birthMonth, delayMonths, years, months, retireMonth, minimumMonths) => {
      expect(statutoryRetirement(birthMonth, AGE_RULES[group], MINIMUM)).toEqual({
        delayMonths,
        ageMonths: years * 12 + months,
        retireMonth,
        minimumMonths,
      });
    },
  );

  test('refuses what is no month', () => {
    expect(() => statutoryRetirement('1965-13', AGE_RULES.M60, MINIMUM)).toThrow(RangeError);
  });
});

const group = fc.constantFrom<RetirementGroup>('M60', 'F55', 'F50');
const birth = fc.integer({ min: monthIndex('1930-01'), max: monthIndex('2020-12') });

test('the later born never retires earlier, and each month of birth adds one month or two', () => {
  fc.assert(
    fc.property(group, birth, (name, index) => {
      const [now, next] = [index, index + 1].map((i) =>
        statutoryRetirement(monthFromIndex(i), AGE_RULES[name], MINIMUM),
      );
      const step = monthIndex(next!.retireMonth) - monthIndex(now!.retireMonth);
      expect([1, 2]).toContain(step);
      expect(next!.minimumMonths).toBeGreaterThanOrEqual(now!.minimumMonths);
    }),
  );
});

test('the delay is never negative and never above the cap', () => {
  fc.assert(
    fc.property(group, birth, (name, index) => {
      const rule = AGE_RULES[name];
      const { delayMonths, ageMonths } = statutoryRetirement(monthFromIndex(index), rule, MINIMUM);
      expect(delayMonths).toBeGreaterThanOrEqual(0);
      expect(delayMonths).toBeLessThanOrEqual(rule.capMonths);
      expect(ageMonths).toBe(rule.originalMonths + delayMonths);
    }),
  );
});

test('a changed parameter changes the result without code', () => {
  const slower = { ...AGE_RULES.M60, stepMonths: 12 };
  expect(statutoryRetirement('1976-09', slower, MINIMUM).delayMonths).toBe(12);
});

test.each([
  [2025, 180],
  [2029, 180],
  [2030, 186],
  [2031, 192],
  [2038, 234],
  [2039, 240],
  [2060, 240],
])('who retires in %d needs %d months', (year, months) => {
  expect(minimumContributionMonths(year, MINIMUM)).toBe(months);
});

test('a year without a minimum is refused, never guessed', () => {
  expect(() => minimumContributionMonths(1899, MINIMUM)).toThrow(RangeError);
});
