import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseThreshold } from './choose-threshold.ts';

describe('chooseThreshold', () => {
  it('lies between matches and strangers when they stand apart', () => {
    const weights = [
      { bits: 25, count: 100 },
      { bits: 22, count: 50 },
      { bits: -5, count: 4000 },
    ];
    const { threshold, expectedF1, expectedMatches, prior } = chooseThreshold(weights, 1_000_000);
    expect(expectedMatches).toBeCloseTo(150, 0);
    expect(prior).toBeCloseTo(150e-6, 6);
    expect(expectedF1).toBeGreaterThan(0.999);
    expect(threshold).toBeLessThan(0.9);
    expect(threshold).toBeGreaterThan(0.0001);
  });

  it('obeys a fixed threshold and says what to expect of it', () => {
    const weights = [
      { bits: 20, count: 100 },
      { bits: 10, count: 100 },
    ];
    const free = chooseThreshold(weights, 100_000);
    const fixed = chooseThreshold(weights, 100_000, { fixed: 0.9999 });
    expect(fixed.threshold).toBe(0.9999);
    expect(fixed.expectedF1).toBeLessThan(free.expectedF1);
  });

  it('is the best of all thresholds by its own measure', () => {
    const weights = fc.array(
      fc.record({
        bits: fc.double({ min: -10, max: 30, noNaN: true }),
        count: fc.integer({ min: 1, max: 500 }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(weights, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (list, other) => {
        const pairs = 1e6;
        const chosen = chooseThreshold(list, pairs);
        const elsewhere = chooseThreshold(list, pairs, { prior: chosen.prior, fixed: other });
        expect(chosen.expectedF1).toBeGreaterThanOrEqual(elsewhere.expectedF1 - 1e-12);
      }),
    );
  });
});
