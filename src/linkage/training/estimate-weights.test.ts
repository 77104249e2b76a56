import { describe, expect, it } from 'vitest';
import type { Pattern } from './count-patterns.ts';
import { estimateWeights } from './estimate-weights.ts';

const M = [
  [0.85, 0.1, 0.05],
  [0.7, 0.2, 0.1],
  [0.9, 0.1],
  [0.8, 0.2],
];
const U = [
  [0.001, 0.004, 0.995],
  [0.01, 0.03, 0.96],
  [0.02, 0.98],
  [0.1, 0.9],
];

/** Every combination of levels. */
function combinations(shape: readonly (readonly number[])[]): number[][] {
  return shape.reduce<number[][]>(
    (all, levels) => all.flatMap((head) => levels.map((_, l) => [...head, l])),
    [[]],
  );
}

/** The patterns of a world in which the comparisons are independent: rule c blocks on comparison c. */
function world(matches: number, others: number): Pattern[] {
  return combinations(M).map((levels) => {
    const of = (shares: readonly (readonly number[])[]) =>
      levels.reduce((product, level, c) => product * shares[c]![level]!, 1);
    const rules = levels.reduce((mask, level, c) => mask + (level === 0 ? 2 ** c : 0), 0);
    return { levels, rules, count: matches * of(M) + others * of(U) };
  });
}

describe('estimateWeights', () => {
  const shapes = M.map((levels, c) => ({
    levels: levels.length,
    fixedBy: [c],
    isPersonal: false,
    exactShare: undefined,
    knownMatches: undefined,
  }));
  const matches = 2000;
  const others = 5_000_000;
  const all = world(matches, others);
  const estimate = estimateWeights(
    shapes,
    { patterns: all.filter(({ rules }) => rules > 0), share: 1 },
    { patterns: all, share: 1 },
    { rules: 4, pairs: matches + others },
  );

  it('finds m and u of the world that made the pairs', () => {
    for (const [c, levels] of M.entries())
      for (const [level, share] of levels.entries()) {
        expect(estimate.m[c]![level]).toBeCloseTo(share, 1);
        expect(Math.log2(estimate.u[c]![level]! / U[c]![level]!)).toBeCloseTo(0, 0);
      }
  });

  it('gives probabilities, even to a comparison in which all agree', () => {
    const same = [...shapes.slice(0, 3), { ...shapes[3]!, isPersonal: true }];
    const flat = (patterns: Pattern[]) =>
      patterns.map(({ levels, ...rest }) => ({ ...rest, levels: [...levels.slice(0, 3), 0] }));
    const { m, u } = estimateWeights(
      same,
      { patterns: flat(all.filter(({ rules }) => rules > 0)), share: 1 },
      { patterns: flat(all), share: 1 },
      { rules: 4, pairs: matches + others },
    );
    for (const table of [m, u])
      for (const levels of table) expect(levels.reduce((x, y) => x + y, 0)).toBeCloseTo(1, 2);
    expect(Math.log2(m[3]![1]! / u[3]![1]!)).toBeLessThanOrEqual(0.01);
  });

  it('finds how many pairs are one person', () => {
    expect(estimate.matches).toBeGreaterThan(0.9 * matches);
    expect(estimate.matches).toBeLessThan(1.1 * matches);
    expect(estimate.prior).toBeCloseTo(matches / others, 4);
  });

  it('takes m from known pairs where there are any', () => {
    const known = estimateWeights(
      shapes.map((shape, c) => ({ ...shape, knownMatches: M[c]!.map((share) => share * 10_000) })),
      { patterns: all.filter(({ rules }) => rules > 0), share: 1 },
      { patterns: all, share: 1 },
      { rules: 4, pairs: matches + others },
    );
    for (const [c, levels] of M.entries())
      for (const [level, share] of levels.entries()) expect(known.m[c]![level]).toBeCloseTo(share, 3);
  });

  it('does not take the matches among the random pairs of a small table for chance', () => {
    const small = world(200, 20_000);
    const { u } = estimateWeights(
      shapes,
      { patterns: small.filter(({ rules }) => rules > 0), share: 1 },
      { patterns: small, share: 1 },
      { rules: 4, pairs: 20_200 },
    );
    const seen = (0.85 * 200 + 0.001 * 20_000) / 20_200;
    expect(u[0]![0]).toBeLessThan(seen / 3);
  });
});
