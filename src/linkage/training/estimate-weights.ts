import { MISSING } from '../scoring/missing-level.ts';
import type { ComparisonShape } from './comparison-shape.ts';
import type { PatternSample } from './count-patterns.ts';
import { discountRelatives } from './discount-relatives.ts';
import { findDependencies, type LevelDependence } from './find-dependencies.ts';
import { type LevelShares, levelCounts, shares } from './level-shares.ts';
import { patternBits } from './pattern-bits.ts';
import { priorOf } from './prior.ts';
import { type SeparatedKinds, separateKinds } from './separate-kinds.ts';

export interface Estimate {
  readonly m: LevelShares;
  readonly u: LevelShares;
  /** By number of comparison and level. */
  readonly dependencies: readonly LevelDependence[];
  /** Probability that two records picked at random are one person. */
  readonly prior: number;
  /** Expected number of pairs of one person among all pairs that blocking makes. */
  readonly matches: number;
}

const ROUNDS = 3;

/**
 * Estimates m, u, how comparisons depend on each other, and the prior, without labels.
 *
 * m is learned by expectation–maximisation on the pairs of every blocking rule, where matches are frequent,
 * from the comparisons that the rule leaves free; one m is shared by all rules, while each rule has its own share
 * of matches and its own non-matches, who are more alike than random pairs (a household shares surname and
 * street). u is what random pairs show, less the matches among them, which matter in small tables.
 *
 * @param blocked pairs that rules make
 * @param random pairs picked at random
 * @param pairs number of all pairs there are
 */
export function estimateWeights(
  shapes: readonly ComparisonShape[],
  blocked: PatternSample,
  random: PatternSample,
  { rules, pairs }: { rules: number; pairs: number },
): Estimate {
  const toAll = 1 / Math.max(blocked.share, 1e-12);
  const seen = shapes.map((shape, c) => levelCounts(random.patterns, c, shape.levels));
  let u: LevelShares = seen.map((counts, c) => nonMatches(shapes[c]!, counts));
  let kinds: SeparatedKinds = { m: shapes.map(initialM), matched: [], relatives: undefined };
  for (let round = 0; round < ROUNDS; round++) {
    kinds = separateKinds(shapes, blocked.patterns, rules, kinds.m, u, kinds.movedStart);
    const { matched } = kinds;
    // Random pairs hold as many matches of a level as their share of all pairs.
    const toRandom = random.share * toAll;
    u = seen.map((counts, c) => {
      const matches = new Array<number>(counts.length).fill(0);
      for (const [index, { levels, count }] of blocked.patterns.entries())
        if (levels[c] !== MISSING) matches[levels[c]!]! += matched[index]! * count * toRandom;
      return nonMatches(shapes[c]!, counts, matches);
    });
  }
  const { matched, relatives } = kinds;
  const m = kinds.m.map((levels, c) => atLeastElse(levels, u[c]!));
  const found = findDependencies({ m, u, blocked, matched, relatives, random, pairs });
  const dependencies = relatives ? discountRelatives(found, relatives, { m, u, blocked, pairs }) : found;
  const weights = blocked.patterns.map(({ levels, count }) => ({
    bits: patternBits(levels, m, u, dependencies),
    count: count * toAll,
  }));
  return { m, u, dependencies, ...priorOf(weights, pairs) };
}

function initialM({ levels, knownMatches }: ComparisonShape): number[] {
  if (knownMatches) return shares(knownMatches.map((count) => count + 0.5));
  // Most pairs of one person agree exactly; the better of the other levels are the likelier.
  return shares(Array.from({ length: levels }, (_, level) => (level === 0 ? 8 * levels : levels - level)));
}

/** u of one comparison: what random pairs show less the matches expected among them. */
function nonMatches(
  { exactShare }: ComparisonShape,
  seen: readonly number[],
  matches?: readonly number[],
): number[] {
  const filled = seen.reduce((a, b) => a + b, 0);
  if (filled === 0) return seen.map(() => 1 / seen.length);
  const counts = [...seen];
  if (exactShare !== undefined) {
    counts[0] = exactShare * filled;
    const others = filled - seen[0]!;
    for (let level = 1; level < counts.length; level++)
      counts[level] = others === 0 ? 0 : (seen[level]! * (filled - counts[0])) / others;
  }
  // A level that no random pair reached is rarer than one in as many, but not impossible.
  return shares(counts.map((count, level) => Math.max(count - (matches?.[level] ?? 0), 0) + 0.5));
}

/** Raises the m of levels that would weigh less than `else`: agreeing in part never speaks more against a match. */
function atLeastElse(m: readonly number[], u: readonly number[]): number[] {
  const ratio = Math.min(1, m.at(-1)! / u.at(-1)!);
  return m.map((share, level) => Math.max(share, ratio * u[level]!));
}
