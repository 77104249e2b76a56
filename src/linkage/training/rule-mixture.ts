import { MISSING } from '../scoring/missing-level.ts';
import type { ComparisonShape } from './comparison-shape.ts';
import type { Pattern } from './count-patterns.ts';
import { type LevelShares, levelCounts, shares } from './level-shares.ts';

/** Shares of pairs by what they are, or probabilities of a pair; the rest are strangers. */
export interface Kinds {
  /** One person at the same place. */
  readonly stayed: number;
  /** One person who has moved. */
  readonly moved: number;
  /** Two people who share surname and address. */
  readonly kin: number;
}

/** How each kind agrees. */
export type KindLevels = { readonly [kind in keyof Kinds]: LevelShares };

/** The pairs that a blocking rule makes. */
export interface RuleMixture {
  /** Which comparisons the rule leaves free. */
  readonly free: readonly boolean[];
  /** Numbers of its patterns. */
  readonly patterns: readonly number[];
  /** Pairs assumed among its strangers before any is seen. */
  readonly assumed: number;
  shares: Kinds;
  /** Its strangers. */
  u: LevelShares;
}

const PSEUDO_OTHERS = 50;
/** The same, as a share of a rule's pairs. */
const ASSUMED_OTHERS = 0.2;

/** Where the search begins. @param start shares of the kinds */
export function ruleMixture(
  shapes: readonly ComparisonShape[],
  patterns: readonly Pattern[],
  { rule, u, start }: { rule: number; u: LevelShares; start: Kinds },
): RuleMixture {
  const numbers = [...patterns.keys()].filter((p) => Math.floor(patterns[p]!.rules / 2 ** rule) % 2 === 1);
  const made = numbers.map((p) => patterns[p]!);
  return {
    free: shapes.map((shape) => !shape.fixedBy.includes(rule)),
    patterns: numbers,
    // Of a rule that makes hardly anything but matches, random pairs say more of its strangers than its own.
    assumed: PSEUDO_OTHERS + made.reduce((sum, { count }) => sum + count, 0) * ASSUMED_OTHERS,
    shares: start,
    u: u.map((levels, c) => between(levels, levelCounts(made, c, levels.length))),
  };
}

/**
 * Where the search for a rule's strangers begins: at the random pairs, with something of all pairs of the rule.
 * From the random pairs alone, a household would look like one person before any evidence speaks.
 */
function between(random: readonly number[], counts: readonly number[]): number[] {
  const made = shares(counts.map((count, level) => count + random[level]!));
  return random.map((share, level) => 0.9 * share + 0.1 * made[level]!);
}

/** What the pairs of a pattern are, as the rule's mixture has it. */
export function classify(
  levels: readonly number[],
  { free, shares: { stayed, moved, kin }, u }: RuleMixture,
  of: KindLevels,
): Kinds & { readonly strangers: number } {
  const strangers = 1 - stayed - moved - kin;
  let [a, b, d] = [stayed / strangers, moved / strangers, kin / strangers];
  for (let c = 0; c < levels.length; c++) {
    const level = levels[c]!;
    if (level === MISSING || !free[c]) continue;
    const chance = u[c]![level]!;
    a *= of.stayed[c]![level]! / chance;
    b *= of.moved[c]![level]! / chance;
    d *= of.kin[c]![level]! / chance;
  }
  const all = 1 + a + b + d;
  return { stayed: a / all, moved: b / all, kin: d / all, strangers: 1 / all };
}

/** How likely the pairs of all rules are, in nats. */
export function logLikelihood(
  patterns: readonly Pattern[],
  mixtures: readonly RuleMixture[],
  of: KindLevels,
): number {
  let sum = 0;
  for (const mixture of mixtures) {
    const { stayed, moved, kin } = mixture.shares;
    const strangers = Math.log(1 - stayed - moved - kin);
    for (const index of mixture.patterns) {
      const { levels, count } = patterns[index]!;
      let nats = strangers - Math.log(classify(levels, mixture, of).strangers);
      for (let c = 0; c < levels.length; c++)
        if (mixture.free[c] && levels[c] !== MISSING) nats += Math.log(mixture.u[c]![levels[c]!]!);
      sum += count * nats;
    }
  }
  return sum;
}
