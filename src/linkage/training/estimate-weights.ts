import { MISSING } from '../scoring/missing-level.ts';
import type { Pattern, PatternSample } from './count-patterns.ts';
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

export interface Estimate {
  /** By comparison and level. */
  readonly m: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
  /** Probability that two records picked at random are one person. */
  readonly prior: number;
  /** Expected number of pairs of one person among all pairs that blocking makes. */
  readonly matches: number;
}

const ROUNDS = 4;
const ITERATIONS = 60;

/**
 * Estimates m, u and the prior without labels.
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
  let m = shapes.map(initialM);
  let u = seen.map((counts, c) => nonMatches(shapes[c]!, counts, random.share, undefined));
  let prior = 1 / Math.sqrt(Math.max(pairs, 4));
  let matches = 0;
  for (let round = 0; round < ROUNDS; round++) {
    m = maximise(shapes, blocked.patterns, rules, m, u);
    ({ prior, matches } = solvePrior(blocked, m, u, pairs));
    const expected = expectedMatches(shapes, blocked, m, u, prior);
    u = seen.map((counts, c) => nonMatches(shapes[c]!, counts, random.share, expected[c]!));
  }
  ({ prior, matches } = solvePrior(blocked, m, u, pairs));
  return { m, u, prior, matches };
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

/** u of one comparison: what all pairs show less the matches expected at each level. */
function nonMatches(
  { exactShare }: ComparisonShape,
  seen: readonly number[],
  share: number,
  expected: readonly number[] | undefined,
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
  return shares(counts.map((count, level) => Math.max(count - (expected?.[level] ?? 0) * share, 0) + 0.5));
}

/** One run of expectation–maximisation over the pairs of all rules; returns m. */
function maximise(
  shapes: readonly ComparisonShape[],
  patterns: readonly Pattern[],
  rules: number,
  start: readonly (readonly number[])[],
  u: readonly (readonly number[])[],
): number[][] {
  const m = start.map((levels) => [...levels]);
  const isFree = Array.from({ length: rules }, (_, rule) =>
    shapes.map((shape) => !shape.fixedBy.includes(rule)),
  );
  const own = Array.from({ length: rules }, (_, rule) => ({
    matches: 0.1,
    u: u.map((levels) => [...levels]),
    patterns: patterns.filter((pattern) => Math.floor(pattern.rules / 2 ** rule) % 2 === 1),
  }));
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const counts = shapes.map((_, c) => start[c]!.map((share) => PSEUDO_MATCHES * share));
    let change = 0;
    for (const [rule, mixture] of own.entries()) {
      const free = isFree[rule]!;
      // The more pairs speak, the less the random pairs say of this rule's.
      const others = u.map((levels) => levels.map((share) => PSEUDO_OTHERS * share));
      let matched = 1;
      let all = 10;
      for (const pattern of mixture.patterns) {
        const p = posterior(pattern, free, mixture.matches, m, mixture.u);
        matched += p * pattern.count;
        all += pattern.count;
        for (let c = 0; c < shapes.length; c++) {
          const level = pattern.levels[c]!;
          if (!free[c] || level === MISSING) continue;
          counts[c]![level]! += p * pattern.count;
          others[c]![level]! += (1 - p) * pattern.count;
        }
      }
      mixture.matches = matched / all;
      mixture.u = others.map(shares);
    }
    for (const [c, shape] of shapes.entries()) {
      if (shape.knownMatches) continue;
      const next = shares(counts[c]!);
      for (let level = 0; level < next.length; level++)
        change = Math.max(change, Math.abs(next[level]! - m[c]![level]!));
      m[c] = next;
    }
    if (change < 1e-5) break;
  }
  return m;
}

/** Weight of what is assumed before any pair is seen, in pairs. */
const PSEUDO_MATCHES = 5;
const PSEUDO_OTHERS = 50;

function weightOf(
  { levels }: Pattern,
  m: readonly (readonly number[])[],
  u: readonly (readonly number[])[],
): number {
  return levels.reduce(
    (bits, level, c) => (level === MISSING ? bits : bits + Math.log2(m[c]![level]! / u[c]![level]!)),
    0,
  );
}

function posterior(
  { levels }: Pattern,
  isFree: readonly boolean[] | undefined,
  prior: number,
  m: readonly (readonly number[])[],
  u: readonly (readonly number[])[],
): number {
  let odds = prior / (1 - prior);
  for (let c = 0; c < levels.length; c++) {
    const level = levels[c]!;
    if (level !== MISSING && (isFree === undefined || isFree[c])) odds *= m[c]![level]! / u[c]![level]!;
  }
  return odds / (1 + odds);
}

/** The prior at which the matches expected among the blocked pairs are the share that it says. */
function solvePrior(
  blocked: PatternSample,
  m: readonly (readonly number[])[],
  u: readonly (readonly number[])[],
  pairs: number,
): { prior: number; matches: number } {
  return priorOf(
    blocked.patterns.map((pattern) => ({
      bits: weightOf(pattern, m, u),
      count: pattern.count / blocked.share,
    })),
    pairs,
  );
}

/** Expected number of matches at each level, among all pairs. */
function expectedMatches(
  shapes: readonly ComparisonShape[],
  blocked: PatternSample,
  m: readonly (readonly number[])[],
  u: readonly (readonly number[])[],
  prior: number,
): number[][] {
  const counts = shapes.map(({ levels }) => new Array<number>(levels).fill(0));
  for (const pattern of blocked.patterns) {
    const p = (posterior(pattern, undefined, prior, m, u) * pattern.count) / blocked.share;
    for (const [c, level] of pattern.levels.entries()) if (level !== MISSING) counts[c]![level]! += p;
  }
  return counts;
}
