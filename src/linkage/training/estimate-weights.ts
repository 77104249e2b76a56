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
  /** Whether it is a person's own, shared with nobody for a reason, and hardly ever changes: a date of birth. */
  readonly isPersonal: boolean;
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
const PSEUDO_MATCHES = 2;
const PSEUDO_RELATIVES = 10;
const PSEUDO_OTHERS = 50;
/** The same, as a share of a rule's pairs. */
const ASSUMED_OTHERS = 0.2;

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
  m = m.map((levels, c) => atLeastElse(levels, u[c]!));
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
 * Expectation–maximisation over the pairs of all rules. Where an attribute is a person's own, two more kinds of
 * pairs are told apart by it: those who moved are one person although street, town and postcode all differ, and
 * relatives are two although surname and address agree. Without them one would be taken for chance, the other
 * for error. Relatives must prove themselves by differing in what is their own, and in something else.
 * @returns m, and of every pattern the probability that its pairs are matches
 */
function maximise(
  shapes: readonly ComparisonShape[],
  patterns: readonly Pattern[],
  rules: number,
  start: LevelShares,
  u: LevelShares,
): { m: LevelShares; matched: number[] } {
  const isPersonal = shapes.some((shape) => shape.isPersonal);
  if (!isPersonal) return mixtures(shapes, patterns, rules, start, u, { moved: false, relatives: false });
  const found = mixtures(shapes, patterns, rules, start, u, { moved: true, relatives: true });
  const differs = (isOwn: boolean, share: number) =>
    shapes.some((shape, c) => shape.isPersonal === isOwn && found.differ[c]! >= share);
  // A date alone proves nothing: it may be that of a visit.
  const areOthers = differs(true, RELATIVES_DIFFER) && differs(false, RELATIVES_DIFFER / 2);
  return areOthers ? found : mixtures(shapes, patterns, rules, start, u, { moved: true, relatives: false });
}

/** Share of the relatives that must differ altogether in an attribute of a person's own. */
const RELATIVES_DIFFER = 0.7;
/** Share of the matches that is wrong altogether in it. */
const PERSONAL_ERRORS = 0.01;

function mixtures(
  shapes: readonly ComparisonShape[],
  patterns: readonly Pattern[],
  rules: number,
  start: LevelShares,
  u: LevelShares,
  also: { readonly moved: boolean; readonly relatives: boolean },
): { m: LevelShares; differ: readonly number[]; matched: number[] } {
  const halfway = start.map((levels, c) => levels.map((share, level) => (share + u[c]![level]!) / 2));
  let m = start;
  let stayed = start;
  let moved: LevelShares = start.map((levels, c) => (shapes[c]!.isPersonal ? levels : halfway[c]!));
  let kin: LevelShares = halfway;
  let differ: number[] = [];
  const own = Array.from({ length: rules }, (_, rule) => {
    const made = [...patterns.keys()].filter((p) => Math.floor(patterns[p]!.rules / 2 ** rule) % 2 === 1);
    return {
      free: shapes.map((shape) => !shape.fixedBy.includes(rule)),
      shares: { stayed: 0.1, moved: also.moved ? 0.02 : 0, kin: also.relatives ? 0.05 : 0 },
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
      // Of a rule that makes hardly anything but matches, random pairs say more of its strangers than its own.
      assumed: PSEUDO_OTHERS + made.reduce((sum, p) => sum + patterns[p]!.count, 0) * ASSUMED_OTHERS,
    };
  });
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    // A level that no match reached is not impossible: it is as likely as among a few strangers.
    const counts = {
      stayed: weighted(u, PSEUDO_MATCHES),
      moved: weighted(halfway, PSEUDO_RELATIVES),
      kin: weighted(halfway, PSEUDO_RELATIVES),
    };
    for (const mixture of own) {
      const others = weighted(u, mixture.assumed);
      const sums = { stayed: 1, moved: also.moved ? 0.2 : 0, kin: also.relatives ? 1 : 0 };
      let all = 10;
      for (const index of mixture.patterns) {
        const { levels, count } = patterns[index]!;
        const p = classify(levels, mixture, stayed, moved, kin);
        sums.stayed += p.stayed * count;
        sums.moved += p.moved * count;
        sums.kin += p.kin * count;
        all += count;
        for (let c = 0; c < levels.length; c++) {
          const level = levels[c]!;
          if (!mixture.free[c] || level === MISSING) continue;
          counts.stayed[c]![level]! += p.stayed * count;
          counts.moved[c]![level]! += p.moved * count;
          counts.kin[c]![level]! += p.kin * count;
          others[c]![level]! += (1 - p.stayed - p.moved - p.kin) * count;
        }
      }
      mixture.shares = { stayed: sums.stayed / all, moved: sums.moved / all, kin: sums.kin / all };
      mixture.u = others.map(shares);
    }
    const seen = (table: readonly number[][], c: number, pseudo: number, assumed: LevelShares) =>
      table[c]!.map((count, level) => Math.max(0, count - pseudo * assumed[c]![level]!));
    const next = shapes.map((shape, c) => {
      if (shape.knownMatches) return start[c]!;
      const movers = also.moved
        ? seen(counts.moved, c, PSEUDO_RELATIVES, halfway)
        : counts.moved[c]!.map(() => 0);
      const both = counts.stayed[c]!.map((count, level) => count + movers[level]!);
      if (!shape.isPersonal) return shares(both);
      // What is wrong altogether agrees as that of a stranger would.
      const wrong = PERSONAL_ERRORS * both.reduce((x, y) => x + y, 0);
      return shares(both.map((count, level) => count + wrong * u[c]![level]!));
    });
    const change = Math.max(
      ...next.flatMap((levels, c) => levels.map((share, level) => Math.abs(share - m[c]![level]!))),
    );
    m = next;
    stayed = shapes.map(({ isPersonal, knownMatches }, c) =>
      isPersonal || knownMatches || !also.moved ? next[c]! : shares(counts.stayed[c]!),
    );
    moved = shapes.map(({ isPersonal }, c) => (isPersonal ? next[c]! : shares(counts.moved[c]!)));
    kin = counts.kin.map(shares);
    differ = shapes.map((_, c) => {
      const levels = seen(counts.kin, c, PSEUDO_RELATIVES, halfway);
      return (
        levels.at(-1)! /
        Math.max(
          1,
          levels.reduce((x, y) => x + y, 0),
        )
      );
    });
    if (change < 1e-5) break;
  }
  // A pair that several rules make is judged by all of them.
  const judged = patterns.map(() => ({ p: 0, rules: 0 }));
  for (const mixture of own)
    for (const index of mixture.patterns) {
      const p = classify(patterns[index]!.levels, mixture, stayed, moved, kin);
      judged[index]!.p += p.stayed + p.moved;
      judged[index]!.rules++;
    }
  return { m, differ, matched: judged.map(({ p, rules: judges }) => (judges === 0 ? 0 : p / judges)) };
}

const weighted = (table: LevelShares, pairs: number) =>
  table.map((levels) => levels.map((share) => pairs * share));

/**
 * Where the search for a rule's strangers begins: at the random pairs, with something of all pairs of the rule.
 * From the random pairs alone, a household would look like one person before any evidence speaks.
 */
function between(random: readonly number[], counts: readonly number[]): number[] {
  const made = shares(counts.map((count, level) => count + random[level]!));
  return random.map((share, level) => 0.9 * share + 0.1 * made[level]!);
}

/** Shares of a rule's pairs by what they are; the rest are strangers. */
interface Kinds {
  readonly stayed: number;
  readonly moved: number;
  readonly kin: number;
}

interface RuleMixture {
  /** Which comparisons the rule leaves free. */
  readonly free: readonly boolean[];
  readonly shares: Kinds;
  /** Its strangers. */
  readonly u: LevelShares;
}

function classify(
  levels: readonly number[],
  { free, shares: { stayed, moved, kin }, u }: RuleMixture,
  ofStayed: LevelShares,
  ofMoved: LevelShares,
  ofKin: LevelShares,
): Kinds {
  const strangers = 1 - stayed - moved - kin;
  let [a, b, d] = [stayed / strangers, moved / strangers, kin / strangers];
  for (let c = 0; c < levels.length; c++) {
    const level = levels[c]!;
    if (level === MISSING || !free[c]) continue;
    const chance = u[c]![level]!;
    a *= ofStayed[c]![level]! / chance;
    b *= ofMoved[c]![level]! / chance;
    d *= ofKin[c]![level]! / chance;
  }
  const all = 1 + a + b + d;
  return { stayed: a / all, moved: b / all, kin: d / all };
}

/** Raises the m of levels that would weigh less than `else`: agreeing in part never speaks more against a match. */
function atLeastElse(m: readonly number[], u: readonly number[]): number[] {
  const ratio = Math.min(1, m.at(-1)! / u.at(-1)!);
  return m.map((share, level) => Math.max(share, ratio * u[level]!));
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
