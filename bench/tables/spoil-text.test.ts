import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RandomStream } from '#city/random.ts';
import { misdate, misdial, mistype } from './spoil-text.ts';

const random = new RandomStream('spoil-text');
const none = () => [];

/** Characters that agree from the beginning. */
function alike(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((character, i) => character !== b[i]);
  return at < 0 ? a.length : at;
}

test('a slip of the keyboard is one edit or two exchanged neighbours', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 2, maxLength: 12 }), (text) => {
      const [before, after] = [[...text], [...mistype(text, random, 'abc', none)]];
      expect(Math.abs(before.length - after.length)).toBeLessThanOrEqual(1);
      const prefix = alike(before, after);
      const suffix = alike(before.toReversed(), after.toReversed());
      expect(prefix + suffix).toBeGreaterThanOrEqual(Math.max(before.length, after.length) - 2);
    }),
  );
});

test('without letters a character becomes another of the same sound, if there is one', () => {
  expect(mistype('张伟', random, '', none)).toBe('张伟');
  const other = mistype('张伟', random, '', () => ['X']);
  expect([...other].filter((character) => character === 'X')).toHaveLength(1);
});

test('a wrong date is a date, a wrong number as long as before', () => {
  for (let i = 0; i < 300; i += 1) {
    const date = misdate('1988-02-29', random);
    expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
    expect(misdial('0123456789', random)).toMatch(/^\d{10}$/);
  }
});
