import { expect, test } from 'vitest';
import { isInDivision, parseDivisionCode } from './division-code.ts';

test.each([
  ['640000', 'PROVINCE', 1, '64', null],
  ['64', 'PROVINCE', 1, '64', null],
  ['640400', 'CITY', 2, '6404', null],
  ['640402', 'COUNTY', 3, '640402', null],
  ['640402000000', 'COUNTY', 3, '640402', null],
  ['640402001000', 'TOWNSHIP', 4, '640402001', 'STREET'],
  ['640402099', 'TOWNSHIP', 4, '640402099', 'STREET'],
  ['640402100000', 'TOWNSHIP', 4, '640402100', 'TOWN'],
  ['640402199000', 'TOWNSHIP', 4, '640402199', 'TOWN'],
  ['640402200000', 'TOWNSHIP', 4, '640402200', 'TOWNSHIP'],
  ['640402399000', 'TOWNSHIP', 4, '640402399', 'TOWNSHIP'],
  ['640402400000', 'TOWNSHIP', 4, '640402400', 'SPECIAL'],
  ['640402599000', 'TOWNSHIP', 4, '640402599', 'SPECIAL'],
  ['640402600000', 'TOWNSHIP', 4, '640402600', null],
  ['640402001001', 'VILLAGE', 5, '640402001001', 'COMMUNITY'],
  ['640402001199', 'VILLAGE', 5, '640402001199', 'COMMUNITY'],
  ['640402100200', 'VILLAGE', 5, '640402100200', 'VILLAGE'],
  ['640402100399', 'VILLAGE', 5, '640402100399', 'VILLAGE'],
  ['640402100498', 'VILLAGE', 5, '640402100498', 'COMMUNITY'],
  ['640402100500', 'VILLAGE', 5, '640402100500', 'VILLAGE'],
  ['640402100600', 'VILLAGE', 5, '640402100600', null],
  ['640402100200007', 'GRID', 6, '640402100200007', null],
  ['640402100200000', 'VILLAGE', 5, '640402100200', 'VILLAGE'],
  ['441900003001', 'VILLAGE', 5, '441900003001', 'COMMUNITY'],
] as const)('%s is a %s', (code, level, levelNumber, prefix, kind) => {
  expect(parseDivisionCode(code)).toEqual({ code, level, levelNumber, prefix, kind });
});

test.each([
  '',
  '6',
  '640',
  '64040',
  '6404021',
  '000000',
  '640402000001',
  '64040a',
  '640402 ',
  '6404020010010001',
])('%j is no code', (code) => {
  expect(parseDivisionCode(code)).toBeNull();
});

test('a place holds itself and all below it, whatever the length in which its code is written', () => {
  for (const inside of ['640402', '640402000000', '640402001000', '640402001001', '640402001001003']) {
    for (const scope of ['64', '640000', '6404', '640400', '640402', '640402000000']) {
      expect(isInDivision(scope, inside), `${inside} in ${scope}`).toBe(true);
    }
  }
});

test('a place holds nothing above or beside it', () => {
  expect(isInDivision('640402', '640400')).toBe(false);
  expect(isInDivision('640402', '640422001001')).toBe(false);
  expect(isInDivision('640402001001', '640402001002')).toBe(false);
  expect(isInDivision('640402001', '640402')).toBe(false);
});

test('what is no code neither holds nor lies inside', () => {
  expect(isInDivision('', '640402')).toBe(false);
  expect(isInDivision('64', '')).toBe(false);
  expect(isInDivision('', '')).toBe(false);
});
