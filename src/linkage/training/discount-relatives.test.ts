import { describe, expect, it } from 'vitest';
import type { Pattern } from './count-patterns.ts';
import { estimateWeights } from './estimate-weights.ts';
import { patternBits } from './pattern-bits.ts';
import { oddsBits, probabilityOf } from './prior.ts';

// Given name, birth date, surname, street, number: exact, similar, else.
const M = [
  [0.85, 0.1, 0.05],
  [0.9, 0.07, 0.03],
  [0.88, 0.1, 0.02],
  [0.9, 0.07, 0.03],
  [0.97, 0.01, 0.02],
];
const STRANGERS = [
  [0.01, 0.01, 0.98],
  [0.0005, 0.004, 0.9955],
  [0.01, 0.01, 0.98],
  [0.003, 0.003, 0.994],
  [0.02, 0.08, 0.9],
];
const RELATIVES = [STRANGERS[0]!, STRANGERS[1]!, M[2]!, M[3]!, M[4]!];
const RULES = [0, 1, 2, 3];

/** Patterns of a world of so many pairs of each kind: rule c blocks on comparison c. */
function world(counts: { matches: number; relatives: number; strangers: number }): Pattern[] {
  const combinations = M.reduce<number[][]>(
    (all, levels) => all.flatMap((head) => levels.map((_, level) => [...head, level])),
    [[]],
  );
  return combinations.map((levels) => {
    const of = (table: readonly (readonly number[])[]) =>
      levels.reduce((product, level, c) => product * table[c]![level]!, 1);
    const count =
      counts.matches * of(M) + counts.relatives * of(RELATIVES) + counts.strangers * of(STRANGERS);
    const rules = RULES.reduce((mask, c) => mask + (levels[c] === 0 ? 2 ** c : 0), 0);
    return { levels, rules, count };
  });
}

function estimate(counts: { matches: number; relatives: number; strangers: number }) {
  const shapes = M.map((levels, c) => ({
    levels: levels.length,
    fixedBy: RULES.filter((rule) => rule === c),
    isPersonal: c === 1,
    exactShare: undefined,
    knownMatches: undefined,
  }));
  const all = world(counts);
  const pairs = counts.matches + counts.relatives + counts.strangers;
  const found = estimateWeights(
    shapes,
    { patterns: all.filter(({ rules }) => rules > 0), share: 1 },
    { patterns: all, share: 1 },
    { rules: RULES.length, pairs },
  );
  const probability = (levels: readonly number[]) =>
    probabilityOf(patternBits(levels, found.m, found.u, found.dependencies), oddsBits(found.prior));
  return { ...found, probability };
}

describe('discountRelatives', () => {
  const { probability, matches, dependencies } = estimate({
    matches: 2000,
    relatives: 600,
    strangers: 5_000_000,
  });

  it('does not take people of one surname and address for one person', () => {
    expect(probability([2, 2, 0, 0, 0])).toBeLessThan(0.05);
    expect(probability([2, 2, 1, 0, 0])).toBeLessThan(0.05);
    expect(probability([2, 2, 0, 1, 0])).toBeLessThan(0.05);
  });

  it('leaves alone who agrees in what relatives differ in', () => {
    expect(probability([0, 0, 0, 0, 0])).toBeGreaterThan(0.99);
    expect(probability([0, 1, 0, 0, 0])).toBeGreaterThan(0.99);
    expect(probability([0, 0, 2, 0, 0])).toBeGreaterThan(0.99);
  });

  it('expects as many matches as there are', () => {
    expect(matches).toBeGreaterThan(0.98 * 2000);
    expect(matches).toBeLessThan(1.02 * 2000);
  });

  it('keeps one parent to a comparison', () => {
    const children = dependencies.map(({ child }) => child);
    expect(new Set(children).size).toBe(children.length);
  });

  it('says nothing against anybody where there are no relatives', () => {
    const { probability: alone } = estimate({ matches: 2000, relatives: 0, strangers: 5_000_000 });
    expect(alone([0, 2, 0, 0, 0])).toBeGreaterThan(0.9);
    expect(alone([2, 0, 0, 0, 0])).toBeGreaterThan(0.9);
  });
});
