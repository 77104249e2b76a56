import { expect, test } from 'vitest';
import { parsePhone } from './phone.ts';

test.each([
  ['13812345678', 'MOBILE', '13812345678', null],
  ['+86 138 1234 5678', 'MOBILE', '13812345678', null],
  ['0086-138-1234-5678', 'MOBILE', '13812345678', null],
  ['8613812345678', 'MOBILE', '13812345678', null],
  ['１３８１２３４５６７８', 'MOBILE', '13812345678', null],
  ['13812345678.0', 'MOBILE', '13812345678', null],
  ['0954-2031234', 'LANDLINE', '0954-2031234', null],
  ['（0954）2031234', 'LANDLINE', '0954-2031234', null],
  ['01062345678', 'LANDLINE', '010-62345678', null],
  [null, null, null, 'BLANK'],
  ['无', null, null, 'BLANK'],
  ['13888888888', null, null, 'PLACEHOLDER'],
  ['00000000000', null, null, 'PLACEHOLDER'],
  ['12812345678', null, null, 'FORMAT'],
  ['1381234567', null, null, 'FORMAT'],
  ['138123456789', null, null, 'FORMAT'],
  ['2031234', null, null, 'FORMAT'],
  ['13812345678/13912345678', null, null, 'FORMAT'],
])('%j is read as %j %j, issue %j', (raw, kind, normalised, issue) => {
  expect(parsePhone(raw)).toEqual({ raw: raw ?? '', kind, normalised, issue });
});
