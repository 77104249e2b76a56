import { expect, test } from 'vitest';
import { parseCreditCode } from '#domain/credit-code.ts';
import { creditCodeOf } from './credit-code.ts';

test.each([
  ['COMPANY', '91'],
  ['SOLE_TRADER', '92'],
  ['COOPERATIVE', '93'],
  ['STATE_ORGAN', '11'],
  ['PUBLIC_INSTITUTION', '12'],
] as const)('codes of a %s are good and belong to no real registrar', (kind, prefix) => {
  for (const serial of [0, 31, 4711, 887_503_680]) {
    const code = creditCodeOf(kind, '640499', serial);
    expect(code.slice(0, 8)).toBe(`${prefix}640499`);
    expect(parseCreditCode(code)).toMatchObject({ issue: null, kind, division: '640499' });
  }
});
