import { MISSING } from '../scoring/missing-level.ts';
import type { Pattern, PatternSample } from './count-patterns.ts';
import { findDependencies, type LevelDependence } from './find-dependencies.ts';
import { priorOf } from './prior.ts';

/** What the estimation needs to know of a comparison. */
export interface ComparisonShape {
  /** Number of levels, `else` included. */
  readonly levels: number;
  /** Blocking rules that fix it: it says nothing about the pairs they make. */
  readonly fixedBy: readonly number[];
  /** Share of all pairs with both values filled that agree exactly, when it was counted rather than sampled. */
  readonly exactShare: number | undefined;
  /** m counted on pairs known to be one person: pairs at each level. */
  readonly knownMatches: readonly number[] | undefined;
}

/** Probabilities by comparison and level. */
export type LevelShares = readonly (readonly number[])[];

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
const ITERATIONS = 60;
/** Weight of what is assumed before any pair is seen, in pairs. */
const PSEUDO_MATCHES = 5;
const PSEUDO_OTHERS = 50;

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
  const seen = shapes.map((shape, c) => levelCounts(random.patterns, c, shape.levels));
  let m: LevelShares = shapes.map(initialM);
  let u: LevelShares = seen.map((counts, c) => nonMatches(shapes[c]!, counts));
  let matched: readonly number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ({ m, matched } = maximise(shapes, blocked.patterns, rules, m, u));
    // Random pairs hold as many matches of a level as their share of all pairs.
    const toRandom = random.share / Math.max(blocked.share, 1e-12);
    u = seen.map((counts, c) => {
      const matches = new Array<number>(counts.length).fill(0);
      for (const [index, { levels, count }] of blocked.patterns.entries())
        if (levels[c] !== MISSING) matches[levels[c]!]! += matched[index]! * count * toRandom;
      return nonMatches(shapes[c]!, counts, matches);
    });
  }
  const dependencies = findDependencies({ m, u, blocked, matched, random, pairs });
  const weights = blocked.patterns.map((pattern) => ({
    bits: patternBits(pattern, m, u, dependencies),
    count: pattern.count / Math.max(blocked.share, 1e-12),
  }));
  return { m, u, dependencies, ...priorOf(weights, pairs) };
}

function initialM({ levels, knownMatches }: ComparisonShape): number[] {
  if (knownMatches) return shares(knownMatches.map((count) => count + 0.5));
  // Most pairs of one person agree exactly; the better of the other levels are the likelier.
  return shares(Array.from({ length: levels }, (_, level) => (level === 0 ? 8 * levels : levels - level)));
}

function shares(counts: readonly number[]): number[] {
  const sum = counts.reduce((a, b) => a + b, 0);
  return counts.map((count) => count / sum);
}

function levelCounts(patterns: readonly Pattern[], comparison: number, levels: number): number[] {
  const counts = new Array<number>(levels).fill(0);
  for (const pattern of patterns) {
    const level = pattern.levels[comparison]!;
    if (level !== MISSING) counts[level]! += pattern.count;
  }
  return counts;
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

/**
 * Expectation–maximisation over the pairs of all rules.
 * @returns m, and of every pattern the probability that its pairs are matches
 */
function maximise(
  shapes: readonly ComparisonShape[],
  patterns: readonly Pattern[],
  rules: number,
  start: LevelShares,
  u: LevelShares,
): { m: number[][]; matched: number[] } {
  const m = start.map((levels) => [...levels]);
  const own = Array.from({ length: rules }, (_, rule) => {
    const made = [...patterns.keys()].filter((p) => Math.floor(patterns[p]!.rules / 2 ** rule) % 2 === 1);
    return {
      free: shapes.map((shape) => !shape.fixedBy.includes(rule)),
      matches: 0.1,
      u: u.map((levels, c) =>
        between(
          levels,
          levelCounts(
            made.map((p) => patterns[p]!),
            c,
            levels.length,
          ),
        ),
      ),
      patterns: made,
    };
  });
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const counts = start.map((levels) => levels.map((share) => PSEUDO_MATCHES * share));
    for (const mixture of own) {
      // The more pairs speak, the less the random pairs say of this rule's.
      const others = u.map((levels) => levels.map((share) => PSEUDO_OTHERS * share));
      let matches = 1;
      let all = 10;
      for (const index of mixture.patterns) {
        const { levels, count } = patterns[index]!;
        const p = posterior(levels, mixture, m);
        matches += p * count;
        all += count;
        for (let c = 0; c < levels.length; c++) {
          const level = levels[c]!;
          if (!mixture.free[c] || level === MISSING) continue;
          counts[c]![level]! += p * count;
          others[c]![level]! += (1 - p) * count;
        }
      }
      mixture.matches = matches / all;
      mixture.u = others.map(shares);
    }
    let change = 0;
    for (const [c, shape] of shapes.entries()) {
      if (shape.knownMatches) continue;
      const next = shares(counts[c]!);
      for (const [level, share] of next.entries()) change = Math.max(change, Math.abs(share - m[c]![level]!));
      m[c] = next;
    }
    if (change < 1e-5) break;
  }
  // A pair that several rules make is judged by all of them.
  const sums = patterns.map(() => ({ p: 0, rules: 0 }));
  for (const mixture of own)
    for (const index of mixture.patterns) {
      sums[index]!.p += posterior(patterns[index]!.levels, mixture, m);
      sums[index]!.rules++;
    }
  return { m, matched: sums.map(({ p, rules: judges }) => (judges === 0 ? 0 : p / judges)) };
}

/**
 * Where the search for a rule's non-matches begins: halfway between random pairs and all pairs of the rule. From
 * the random pairs alone, a household would look like one person before any evidence speaks.
 */
function between(random: readonly number[], counts: readonly number[]): number[] {
  const made = shares(counts.map((count, level) => count + random[level]!));
  return random.map((share, level) => (share + made[level]!) / 2);
}

function posterior(
  levels: readonly number[],
  mixture: { readonly free: readonly boolean[]; readonly matches: number; readonly u: LevelShares },
  m: LevelShares,
): number {
  let odds = mixture.matches / (1 - mixture.matches);
  for (let c = 0; c < levels.length; c++) {
    const level = levels[c]!;
    if (level !== MISSING && mixture.free[c]) odds *= m[c]![level]! / mixture.u[c]![level]!;
  }
  return odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds);
}

/** What a pattern weighs, rarity of values left aside. */
function patternBits(
  { levels }: Pattern,
  m: LevelShares,
  u: LevelShares,
  dependencies: readonly LevelDependence[],
): number {
  let bits = 0;
  for (const [c, level] of levels.entries()) {
    if (level === MISSING) continue;
    const dependence = dependencies.find(({ child }) => child === c);
    const parent = dependence === undefined ? MISSING : levels[dependence.parent]!;
    const byChance = u[c]![level]!;
    const copied = dependence && level === 0 && parent === 0 ? dependence.copied : 0;
    bits += Math.log2(m[c]![level]! / (copied + (1 - copied) * byChance));
    if (dependence && parent !== MISSING) bits += dependence.bits[level]![parent]!;
  }
  return bits;
}
