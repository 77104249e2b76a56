import { expect, test } from 'vitest';
import { foldFullWidth, foldNumberText, stripInvisible } from './identity-text.ts';

test('full-width ASCII is folded, Han and its compatibility forms are not', () => {
  expect(foldFullWidth('（Ａ１）　张㈱\uf9e0')).toBe('(A1) 张㈱\uf9e0');
});

test('every kind of white space and every invisible mark goes', () => {
  const marks =
    '\u0000\t\n\r \u00a0\u00ad\u1680\u180e\u2003\u200b\u200f\u2028\u202f\u202e\u205f\u2060\u3000\ufeff';
  expect(stripInvisible([...marks].join('1'))).toBe('1'.repeat([...marks].length - 1));
});

test('number text loses spaces and quotes and gains upper case', () => {
  expect(foldNumberText(" '“６40 499x”")).toBe('640499X');
});
