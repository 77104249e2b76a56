import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatYuan, parseYuan } from './money.ts';

test.each([
  ['1234.5', 123450, null],
  ['1,234.50', 123450, null],
  ['￥1234.50', 123450, null],
  ['¥12', 1200, null],
  ['1234.5元', 123450, null],
  ['１２３．４５', 12345, null],
  ['-12.3', -1230, null],
  ['0', 0, null],
  ['-0.00', 0, null],
  ['12.', 1200, null],
  ['0.290000', 29, null],
  ['1.005', null, 'PRECISION'],
  ['', null, 'BLANK'],
  ['-', null, 'BLANK'],
  ['12,34', null, 'FORMAT'],
  ['1.2E+05', null, 'FORMAT'],
  ['.5', null, 'FORMAT'],
  ['1.2万', null, 'FORMAT'],
  ['99999999999999999', null, 'RANGE'],
])('%j yuan are %j fen, issue %j', (raw, amountFen, issue) => {
  expect(parseYuan(raw)).toEqual({ raw, amountFen, issue });
});

test('0.1 and 0.2 are exactly 0.3', () => {
  expect(parseYuan('0.1').amountFen! + parseYuan('0.2').amountFen!).toBe(parseYuan('0.3').amountFen);
});

test.each([
  [123456789, '1,234,567.89'],
  [100000, '1,000.00'],
  [99, '0.99'],
  [5, '0.05'],
  [0, '0.00'],
  [-123450, '-1,234.50'],
])('%d fen are shown as %s', (amountFen, text) => {
  expect(formatYuan(amountFen)).toBe(text);
});

test('every amount survives being shown and read', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (amountFen) => {
      expect(parseYuan(formatYuan(amountFen)).amountFen).toBe(amountFen);
    }),
  );
});
