import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addMonths,
  gapMonths,
  isMonth,
  monthFromIndex,
  monthIndex,
  monthOfDate,
  monthsBetween,
  parseMonth,
} from './month.ts';

const index = fc.integer({ min: 0, max: 9999 * 12 + 11 });

test('the index is year × 12 + month − 1', () => {
  expect(monthIndex('2026-10')).toBe(2026 * 12 + 9);
  expect(monthFromIndex(2026 * 12 + 9)).toBe('2026-10');
  expect(monthFromIndex(monthIndex('2025-12') + 1)).toBe('2026-01');
});

test('index and month lead to each other, and text order is time order', () => {
  fc.assert(
    fc.property(index, index, (a, b) => {
      expect(monthIndex(monthFromIndex(a))).toBe(a);
      expect(monthFromIndex(a) < monthFromIndex(b)).toBe(a < b);
    }),
  );
});

test('months are added across years, also backwards', () => {
  expect(addMonths('2025-11', 3)).toBe('2026-02');
  expect(addMonths('2026-02', -3)).toBe('2025-11');
  expect(monthsBetween('2025-11', '2026-02')).toBe(3);
  expect(monthsBetween('2026-02', '2025-11')).toBe(-3);
  expect(monthOfDate('2026-11-21')).toBe('2026-11');
});

test.each(['2026-00', '2026-13', '2026-1', '202601', '', '2026-01-01'])('%j is no month', (text) => {
  expect(isMonth(text)).toBe(false);
  expect(() => monthIndex(text)).toThrow(RangeError);
});

describe('gap months in November 2026', () => {
  test.each([
    ['2026-07', 3],
    ['2026-09', 1],
    ['2026-10', 0],
    ['2026-11', 0],
    ['2027-01', 0],
    ['2025-10', 12],
  ])('last paid %s: %d', (lastPaid, gap) => {
    expect(gapMonths(lastPaid, '2026-11')).toBe(gap);
  });
});

test.each([
  ['2023-02', '2023-02', null],
  ['2023/2', '2023-02', null],
  ['2023.12', '2023-12', null],
  ['202302', '2023-02', null],
  ['2023年2月', '2023-02', null],
  [' 2023年02月 ', '2023-02', null],
  ['', null, 'BLANK'],
  ['202313', null, 'IMPOSSIBLE'],
  ['2023-00', null, 'IMPOSSIBLE'],
  ['2023-02-01', null, 'FORMAT'],
  ['02/2023', null, 'FORMAT'],
  ['二月', null, 'FORMAT'],
])('%j is read as %j, issue %j', (raw, month, issue) => {
  expect(parseMonth(raw)).toEqual({ raw, month, issue });
});
