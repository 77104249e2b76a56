import { MISSING } from '../scoring/missing-level.ts';
import type { Pattern, PatternSample } from './count-patterns.ts';
import type { LevelShares } from './level-shares.ts';
import type { Relatives } from './separate-kinds.ts';

/** How one comparison depends on another, by number of comparison and level. */
export interface LevelDependence {
  readonly child: number;
  readonly parent: number;
  /** See `Dependence` of the model. */
  readonly copied: number;
  /** Bits to add to the child's weight, by level of child and parent. */
  readonly bits: readonly (readonly number[])[];
}

/** Agreement on both, more frequent than chance by this many bits, is worth a dependence. */
const LEAST_BITS = 0.5;
/** Counts that would be no surprise: so few pairs more prove nothing. */
const DOUBT = 3;

/**
 * Finds which comparisons depend on each other among pairs of two people, as a forest: every comparison has one
 * parent at most, that with which it agrees most beyond chance. Pairs that agree on rare things are never met at
 * random, but blocking finds them; what it finds is a lower bound of how many there are.
 *
 * @param matched probability of every blocked pattern that its pairs are matches
 * @param relatives if there are any, the two comparisons in which they differ most depend on each other in any case:
 *   only both at once tell them from one person
 * @param pairs number of all pairs there are
 */
export function findDependencies(evidence: {
  m: LevelShares;
  u: LevelShares;
  blocked: PatternSample;
  matched: readonly number[];
  relatives: Relatives | undefined;
  random: PatternSample;
  pairs: number;
}): readonly LevelDependence[] {
  const { m, u, relatives } = evidence;
  const apart = relatives ? mostApart(m, relatives) : [];
  const edges = u
    .flatMap((_, a) => u.slice(a + 1).map((_, index) => ({ a, b: a + 1 + index })))
    .map((edge) => ({ ...edge, lift: liftOf(edge.a, edge.b, evidence) }))
    .map((edge) => ({ ...edge, bits: Math.log2(edge.lift.others[0]![0]!) }))
    .map((edge) =>
      apart.includes(edge.a) && apart.includes(edge.b) ? { ...edge, bits: Number.POSITIVE_INFINITY } : edge,
    )
    .filter(({ bits }) => bits >= LEAST_BITS)
    .sort((x, y) => y.bits - x.bits || x.a - y.a || x.b - y.b);

  // The heaviest edges that make no circle, as Kruskal takes them.
  const tree = u.map((_, c) => c);
  const rootOf = (c: number): number => (tree[c] === c ? c : rootOf(tree[c]!));
  const kept = edges.filter(({ a, b }) => {
    const [x, y] = [rootOf(a), rootOf(b)];
    if (x === y) return false;
    tree[x] = y;
    return true;
  });

  // From the most telling comparison outwards: a street says the town, not the town the street.
  const dependencies: LevelDependence[] = [];
  const isPlaced = u.map(() => false);
  const byTelling = [...u.keys()].sort((x, y) => u[x]![0]! - u[y]![0]! || x - y);
  const place = (parent: number): void => {
    isPlaced[parent] = true;
    for (const { a, b, lift } of kept) {
      const child = a === parent ? b : b === parent ? a : undefined;
      if (child === undefined || isPlaced[child]) continue;
      dependencies.push(dependenceOf(child, parent, child === a ? lift : transposed(lift), u));
      place(child);
    }
  };
  for (const root of byTelling) if (!isPlaced[root]) place(root);
  return dependencies;
}

function mostApart(m: LevelShares, { shares }: Relatives): number[] {
  const differ = m.map((levels, c) => shares[c]!.at(-1)! - levels.at(-1)!);
  return [...m.keys()].sort((x, y) => differ[y]! - differ[x]! || x - y).slice(0, 2);
}

/** By level of the first and of the second comparison: how often both come together, as a multiple of chance. */
interface Lift {
  readonly matches: readonly (readonly number[])[];
  readonly others: readonly (readonly number[])[];
}

function transposed({ matches, others }: Lift): Lift {
  const turn = (table: readonly (readonly number[])[]) =>
    table[0]!.map((_, j) => table.map((row) => row[j]!));
  return { matches: turn(matches), others: turn(others) };
}

function dependenceOf(child: number, parent: number, lift: Lift, u: LevelShares): LevelDependence {
  const chance = u[child]![0]!;
  const together = Math.min(0.999, chance * lift.others[0]![0]!);
  const bits = lift.others.map((row, x) =>
    row.map((others, y) => {
      const matches = Math.log2(lift.matches[x]![y]!);
      return x === 0 && y === 0 ? matches : matches - Math.log2(others);
    }),
  );
  return { child, parent, copied: Math.max(0, (together - chance) / (1 - chance)), bits };
}

function liftOf(
  a: number,
  b: number,
  { u, blocked, matched, random, pairs }: Parameters<typeof findDependencies>[0],
): Lift {
  const shape = { a, b, rows: u[a]!.length, columns: u[b]!.length };
  const foundMatches = jointCounts(shape, blocked.patterns, (index) => matched[index]!);
  const foundOthers = jointCounts(shape, blocked.patterns, (index) => 1 - matched[index]!);
  const met = jointCounts(shape, random.patterns, () => 1);
  const toRandom = random.share / Math.max(blocked.share, 1e-12);
  const metOthers = met.map((row, x) => row.map((n, y) => Math.max(0, n - foundMatches[x]![y]! * toRandom)));
  const filled = total(metOthers);
  const all = random.patterns.reduce((sum, { count }) => sum + count, 0);
  const ofBlocked = pairs * (filled / Math.max(all, 1)) * blocked.share;
  const others = metOthers.map((row, x) =>
    row.map((n, y) => {
      const chance = u[a]![x]! * u[b]![y]!;
      const atRandom = (n + DOUBT) / (filled * chance + DOUBT);
      const found = (foundOthers[x]![y]! + DOUBT) / (ofBlocked * chance + DOUBT);
      return Math.max(atRandom, found > 1 ? found : 0);
    }),
  );
  return { matches: liftOfMatches(foundMatches), others };
}

function liftOfMatches(counts: readonly (readonly number[])[]): number[][] {
  const sum = Math.max(total(counts), 1e-12);
  const rows = counts.map((row) => row.reduce((x, y) => x + y, 0) / sum);
  const columns = counts[0]!.map((_, y) => counts.reduce((x, row) => x + row[y]!, 0) / sum);
  return counts.map((row, x) => row.map((n, y) => (n + DOUBT) / (sum * rows[x]! * columns[y]! + DOUBT)));
}

const total = (table: readonly (readonly number[])[]) =>
  table.reduce((sum, row) => sum + row.reduce((x, y) => x + y, 0), 0);

function jointCounts(
  { a, b, rows, columns }: { a: number; b: number; rows: number; columns: number },
  patterns: readonly Pattern[],
  weight: (index: number) => number,
): number[][] {
  const counts = Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
  for (const [index, { levels, count }] of patterns.entries()) {
    const [x, y] = [levels[a]!, levels[b]!];
    if (x !== MISSING && y !== MISSING) counts[x]![y]! += weight(index) * count;
  }
  return counts;
}
