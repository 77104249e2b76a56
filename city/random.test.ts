import { describe, expect, test } from 'vitest';
import { pickWeighted, RandomStream, scatter, weightedTable } from './random.ts';

const draws = (label: string, count = 8) => {
  const random = new RandomStream(label);
  return Array.from({ length: count }, () => random.uint32());
};

describe('a random stream', () => {
  test('depends on its label alone', () => {
    expect(draws('7/640402001001/people')).toEqual(draws('7/640402001001/people'));
    expect(draws('7/640402001001/people')).not.toEqual(draws('8/640402001001/people'));
  });

  test('fills its range evenly', () => {
    const random = new RandomStream('even');
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i += 1) counts[random.below(10)]! += 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  test('gives the mean and deviation that a normal distribution is asked for', () => {
    const random = new RandomStream('normal');
    const values = Array.from({ length: 50_000 }, () => random.normal(23.5, 2));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(23.5, 1);
    expect(Math.sqrt(variance)).toBeCloseTo(2, 1);
  });

  test('picks by weight and never what has none', () => {
    const random = new RandomStream('weights');
    const table = weightedTable([
      ['often', 9],
      ['never', 0],
      ['seldom', 1],
    ] as const);
    const picks = Array.from({ length: 10_000 }, () => pickWeighted(random, table));
    expect(picks).not.toContain('never');
    expect(picks.filter((pick) => pick === 'seldom').length / 10_000).toBeCloseTo(0.1, 1);
  });
});

test('scattered numbers of neighbours have nothing in common', () => {
  const high = Array.from({ length: 1000 }, (_, i) => scatter(i, 5)).filter(
    (value) => value > 2 ** 31,
  ).length;
  expect(Math.abs(high - 500)).toBeLessThan(80);
  expect(scatter(1, 5)).not.toBe(scatter(1, 6));
});
