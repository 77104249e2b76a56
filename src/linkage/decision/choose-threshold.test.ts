import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseThreshold } from './choose-threshold.ts';

describe('chooseThreshold', () => {
  it('lies between matches and strangers when they stand apart', () => {
    const pairs = [
      { p: 0.999, count: 150 },
      { p: 0.001, count: 4000 },
    ];
    const { threshold, expectedF1 } = chooseThreshold(pairs, 150);
    expect(expectedF1).toBeGreaterThan(0.998);
    expect(threshold).toBeLessThan(0.9);
    expect(threshold).toBeGreaterThan(0.01);
  });

  it('takes what is less likely than not, when much would be lost without it', () => {
    const pairs = [
      { p: 0.6, count: 100 },
      { p: 0.4, count: 100 },
    ];
    expect(chooseThreshold(pairs, 100).threshold).toBeLessThan(0.4);
  });

  it('obeys a fixed threshold and says what to expect of it', () => {
    const pairs = [
      { p: 0.9999, count: 100 },
      { p: 0.9, count: 100 },
    ];
    const free = chooseThreshold(pairs, 190);
    const fixed = chooseThreshold(pairs, 190, 0.99);
    expect(fixed.threshold).toBe(0.99);
    expect(fixed.expectedF1).toBeLessThan(free.expectedF1);
  });

  it('is the best of all thresholds by its own measure', () => {
    const pairs = fc.array(
      fc.record({
        p: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        count: fc.integer({ min: 1, max: 500 }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(pairs, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (list, other) => {
        const matches = list.reduce((sum, { p, count }) => sum + p * count, 0);
        const chosen = chooseThreshold(list, matches);
        const elsewhere = chooseThreshold(list, matches, other);
        expect(chosen.expectedF1).toBeGreaterThanOrEqual(elsewhere.expectedF1 - 1e-12);
      }),
    );
  });
});
