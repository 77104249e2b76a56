import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLuhnRight, parseBankAccount } from './bank-account.ts';

test.each([
  ['4111111111111111', '4111111111111111', null, null],
  ['4539 5787 6362 1486', '4539578763621486', null, null],
  ["'6222-0200-0000-0000-006", '6222020000000000006', null, 'LUHN'],
  [null, null, 'BLANK', null],
  ['无', null, 'BLANK', null],
  ['6.22202E+18', null, 'ROUNDED', null],
  ['0000000000000000', null, 'PLACEHOLDER', null],
  ['622202000000000', null, 'LENGTH', null],
  ['62220200000000000050', null, 'LENGTH', null],
  ['622202000000000000A', null, 'CHARACTERS', null],
])('%j is read as %j, issue %j, warning %j', (raw, normalised, issue, warning) => {
  expect(parseBankAccount(raw)).toEqual({ raw: raw ?? '', normalised, issue, warning });
});

test('Luhn accepts exactly one last digit', () => {
  const start = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 15, maxLength: 18 });
  fc.assert(
    fc.property(start, (digits) => {
      expect([...'0123456789'].filter((last) => isLuhnRight(digits + last))).toHaveLength(1);
    }),
  );
});
