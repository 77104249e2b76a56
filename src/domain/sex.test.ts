import { expect, test } from 'vitest';
import { parseSex } from './sex.ts';

test.each([
  ['男', '1'],
  [' 女 ', '2'],
  ['男性', '1'],
  ['1', '1'],
  ['02', '2'],
  ['m', '1'],
  ['未知', '0'],
  ['未说明的性别', '9'],
  ['9', '9'],
  ['3', null],
  ['', null],
  ['toString', null],
])('%j is %j', (raw, code) => {
  expect(parseSex(raw)).toBe(code);
});
