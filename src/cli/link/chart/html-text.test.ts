import { expect, it } from 'vitest';
import { bitsText, percentText, probabilityText } from './html-text.ts';

it.each([
  [0, '0%'],
  [1, '100%'],
  [0.97314, '97.31%'],
  [0.9, '90.0%'],
  [0.0123, '1.2%'],
  [0.00123, '0.12%'],
  [0.0000045, '0.00045%'],
  [1e-12, '< 0.00001%'],
  [undefined, '–'],
])('a share of %s is told as %s', (share, text) => {
  expect(percentText(share)).toBe(text);
});

it('never tells a probability as 0 or 1 that is not', () => {
  expect(probabilityText(0.99999)).toBe('> 0.9999');
  expect(probabilityText(0.00001)).toBe('< 0.0001');
  expect(probabilityText(0.5865)).toBe('0.5865');
  expect(probabilityText(1)).toBe('1.0000');
});

it('gives bits a sign', () => {
  expect([bitsText(3.25), bitsText(-3.25), bitsText(0)]).toEqual(['+3.3', '−3.3', '+0.0']);
});
