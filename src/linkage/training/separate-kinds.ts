import { MISSING } from '../scoring/missing-level.ts';
import type { ComparisonShape } from './comparison-shape.ts';
import type { Pattern } from './count-patterns.ts';
import { type LevelShares, pairsAt, shares } from './level-shares.ts';
import {
  classify,
  type KindLevels,
  type Kinds,
  logLikelihood,
  type RuleMixture,
  ruleMixture,
} from './rule-mixture.ts';

/** What the pairs of the blocking rules are, as far as they tell. */
export interface SeparatedKinds {
  readonly m: LevelShares;
  /** By number of pattern the probability that its pairs are one person. */
  readonly matched: readonly number[];
  /** If there are any. */
  readonly relatives: Relatives | undefined;
  /** Where the search for those who moved began, if it did: to be given to the next search. */
  readonly movedStart?: number | undefined;
}

/** Two people who share surname and address. */
export interface Relatives {
  /** How they agree. */
  readonly shares: LevelShares;
  /** By number of pattern the probability that its pairs are relatives. */
  readonly related: readonly number[];
}

const ITERATIONS = 60;
/** Weight of what is assumed before any pair is seen, in pairs. */
const PSEUDO_PAIRS = 2;
/**
 * Those who moved are looked for from halfway between one person and strangers; or nearer to strangers, if the pairs
 * then become more likely by so many nats and so many a pair: where a few hundred thousand move within the town, those
 * who leave it are lost from halfway.
 */
const MOVED_STARTS = [0.5, 0.2] as const;
const LIKELIER = { nats: 20, aPair: 2e-5 };
const PSEUDO_MOVERS = 10;
/** Share of the relatives that must differ altogether in an attribute of a person's own. */
const RELATIVES_DIFFER = 0.7;
/** Share of the matches that is wrong altogether in it. */
const PERSONAL_ERRORS = 0.01;

/**
 * Expectation–maximisation over the pairs of all rules. Where an attribute is a person's own, two more kinds of
 * pairs are told apart by it: those who moved are one person although street, town and postcode all differ, and
 * relatives are two although surname and address agree. Without them one would be taken for chance, the other
 * for error. Relatives must prove themselves by differing in what is their own, and in something else.
 * @param start m to begin with
 * @param u of random pairs
 * @param movedStart of an earlier search
 */
export function separateKinds(
  shapes: readonly ComparisonShape[],
  patterns: readonly Pattern[],
  rules: number,
  start: LevelShares,
  u: LevelShares,
  movedStart?: number,
): SeparatedKinds {
  const among = { shapes, patterns, rules, start, u };
  if (!shapes.some((shape) => shape.isPersonal)) return mixtures({ ...among, movedStart: 1 }, []);
  if (movedStart !== undefined) return withMoved({ ...among, movedStart });
  const [found, nearer] = MOVED_STARTS.map((from) => withMoved({ ...among, movedStart: from }));
  const pairs = patterns.reduce((sum, { count }) => sum + count, 0);
  const isLikelier = nearer!.nats > found!.nats + LIKELIER.nats + LIKELIER.aPair * pairs;
  return isLikelier ? nearer! : found!;
}

/** Those who moved told apart, and relatives if there are any. */
function withMoved(among: Among): Mixtures {
  const { shapes } = among;
  const found = mixtures(among, ['moved', 'kin']);
  const differs = (isOwn: boolean, share: number) =>
    shapes.some((shape, c) => shape.isPersonal === isOwn && found.differ[c]! >= share);
  // A date alone proves nothing: it may be that of a visit.
  const areOthers = differs(true, RELATIVES_DIFFER) && differs(false, RELATIVES_DIFFER / 2);
  return areOthers ? found : mixtures(among, ['moved']);
}

/** What is searched, and from where. */
interface Among {
  readonly shapes: readonly ComparisonShape[];
  readonly patterns: readonly Pattern[];
  readonly rules: number;
  readonly start: LevelShares;
  readonly u: LevelShares;
  readonly movedStart: number;
}

interface Mixtures extends SeparatedKinds {
  readonly movedStart: number;
  /** How likely the pairs are. */
  readonly nats: number;
  /** By comparison the share of the relatives that differ altogether. */
  readonly differ: readonly number[];
}

/** @param also kinds that may exist beside those who stayed and strangers */
function mixtures(
  { shapes, patterns, rules, start, u, movedStart }: Among,
  also: readonly ('moved' | 'kin')[],
): Mixtures {
  const [canMove, canBeKin] = [also.includes('moved'), also.includes('kin')];
  const towards = (share: number) =>
    start.map((levels, c) => levels.map((m, level) => share * m + (1 - share) * u[c]![level]!));
  const halfway = towards(0.5);
  const afar = towards(movedStart);
  const assumed: Kinds = { stayed: 1, moved: canMove ? 0.2 : 0, kin: canBeKin ? 1 : 0 };
  const own = Array.from({ length: rules }, (_, rule) =>
    ruleMixture(shapes, patterns, {
      rule,
      u,
      start: { stayed: 0.1, moved: canMove ? 0.02 : 0, kin: canBeKin ? 0.05 : 0 },
    }),
  );
  let m = start;
  let of: KindLevels = {
    stayed: start,
    moved: start.map((levels, c) => (shapes[c]!.isPersonal ? levels : afar[c]!)),
    kin: halfway,
  };
  let differ: readonly number[] = [];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    // A level that no match reached is not impossible: it is as likely as among a few strangers.
    const counts = {
      stayed: pairsAt(u, PSEUDO_PAIRS),
      moved: pairsAt(halfway, PSEUDO_MOVERS),
      kin: pairsAt(u, PSEUDO_PAIRS),
    };
    for (const mixture of own) countKinds(patterns, mixture, of, counts, assumed, u);
    const next = shapes.map((shape, c) => {
      if (shape.knownMatches) return start[c]!;
      const both = counts.stayed[c]!.map(
        (count, level) =>
          count + (canMove ? Math.max(0, counts.moved[c]![level]! - PSEUDO_MOVERS * halfway[c]![level]!) : 0),
      );
      if (!shape.isPersonal) return shares(both);
      // What is wrong altogether agrees as that of a stranger would.
      const wrong = PERSONAL_ERRORS * sumOf(both);
      return shares(both.map((count, level) => count + wrong * u[c]![level]!));
    });
    const change = Math.max(
      ...next.flatMap((levels, c) => levels.map((share, level) => Math.abs(share - m[c]![level]!))),
    );
    m = next;
    of = {
      stayed: shapes.map(({ isPersonal, knownMatches }, c) =>
        isPersonal || knownMatches || !canMove ? next[c]! : shares(counts.stayed[c]!),
      ),
      moved: shapes.map(({ isPersonal }, c) => (isPersonal ? next[c]! : shares(counts.moved[c]!))),
      kin: counts.kin.map(shares),
    };
    differ = counts.kin.map((levels, c) => {
      const seen = levels.map((count, level) => Math.max(0, count - PSEUDO_PAIRS * u[c]![level]!));
      return seen.at(-1)! / Math.max(1, sumOf(seen));
    });
    if (change < 1e-5) break;
  }
  const { matched, related } = judge(patterns, own, of);
  return {
    m,
    differ,
    matched,
    relatives: canBeKin ? { shares: of.kin, related } : undefined,
    movedStart,
    nats: logLikelihood(patterns, own, of),
  };
}

/** Adds a rule's pairs to the counts of each kind, and learns the rule's own shares and strangers. */
function countKinds(
  patterns: readonly Pattern[],
  mixture: RuleMixture,
  of: KindLevels,
  counts: { readonly [kind in keyof Kinds]: number[][] },
  assumed: Kinds,
  u: LevelShares,
): void {
  const others = pairsAt(u, mixture.assumed);
  const sums = { ...assumed };
  let all = 10;
  for (const index of mixture.patterns) {
    const { levels, count } = patterns[index]!;
    const p = classify(levels, mixture, of);
    const [stayed, moved, kin] = [p.stayed * count, p.moved * count, p.kin * count];
    sums.stayed += stayed;
    sums.moved += moved;
    sums.kin += kin;
    all += count;
    for (let c = 0; c < levels.length; c++) {
      const level = levels[c]!;
      if (!mixture.free[c] || level === MISSING) continue;
      counts.stayed[c]![level]! += stayed;
      counts.moved[c]![level]! += moved;
      counts.kin[c]![level]! += kin;
      others[c]![level]! += count - stayed - moved - kin;
    }
  }
  mixture.shares = { stayed: sums.stayed / all, moved: sums.moved / all, kin: sums.kin / all };
  mixture.u = others.map(shares);
}

/** What the pairs of each pattern are; those that several rules make are judged by all of them. */
function judge(patterns: readonly Pattern[], own: readonly RuleMixture[], of: KindLevels) {
  const judged = patterns.map(() => ({ matched: 0, related: 0, rules: 0 }));
  for (const mixture of own)
    for (const index of mixture.patterns) {
      const p = classify(patterns[index]!.levels, mixture, of);
      judged[index]!.matched += p.stayed + p.moved;
      judged[index]!.related += p.kin;
      judged[index]!.rules++;
    }
  return {
    matched: judged.map(({ matched, rules }) => matched / Math.max(rules, 1)),
    related: judged.map(({ related, rules }) => related / Math.max(rules, 1)),
  };
}

const sumOf = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
