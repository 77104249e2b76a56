import { MISSING } from '../scoring/missing-level.ts';
import type { PatternSample } from './count-patterns.ts';
import type { LevelDependence } from './find-dependencies.ts';
import type { LevelShares } from './level-shares.ts';
import { bitsAgainst, patternBits } from './pattern-bits.ts';
import { oddsBits, priorOf, probabilityOf } from './prior.ts';
import type { Relatives } from './separate-kinds.ts';

/** So many matches too many in a cell are no proof. */
const DOUBT = 2;
/** What one cell gives way to, another need not: the cells are gone through so many times. */
const SWEEPS = 2;
/** The most by which a correction is lowered at a time, and how exactly; in bits. */
const MOST_BITS = 25;
const STEP_BITS = 0.01;
/** Patterns with fewer expected matches have no say. */
const LEAST_MATCHES = 0.001;

interface WeighedPattern {
  readonly levels: readonly number[];
  readonly count: number;
  /** log2 of the odds that it is one person: as the weights have it, and as they are when relatives are counted. */
  odds: number;
  readonly told: number;
}

/**
 * Lowers the corrections of dependencies for what relatives have in common. They agree on surname, street and number
 * all at once, which no dependence of one comparison on one other foretells: each pair of the three is met among
 * strangers, too. As a kind of their own relatives are told exactly, a pair being one person only as far as it is
 * unlike strangers and unlike relatives. So in every cell of a dependence (a level of the child with one of the
 * parent) the bits are lowered until no more matches are expected there than relatives leave.
 * @param pairs number of all pairs there are
 */
export function discountRelatives(
  dependencies: readonly LevelDependence[],
  relatives: Relatives,
  { m, u, blocked, pairs }: { m: LevelShares; u: LevelShares; blocked: PatternSample; pairs: number },
): readonly LevelDependence[] {
  const weighed = weigh(dependencies, relatives, { m, u, blocked, pairs });
  let lowered = dependencies;
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    lowered = lowered.map((dependence) => {
      const { child, parent } = dependence;
      const cells = Map.groupBy(
        weighed.filter(({ levels }) => levels[child] !== MISSING && levels[parent] !== MISSING),
        ({ levels }) => levels[child]! * MISSING + levels[parent]!,
      );
      const bits = dependence.bits.map((row, x) =>
        row.map((correction, y) => {
          const cell = cells.get(x * MISSING + y) ?? [];
          const excess = excessBits(cell);
          for (const pattern of cell) pattern.odds -= excess;
          return correction - excess;
        }),
      );
      return { ...dependence, bits };
    });
  return lowered;
}

function weigh(
  dependencies: readonly LevelDependence[],
  { shares, related }: Relatives,
  { m, u, blocked, pairs }: { m: LevelShares; u: LevelShares; blocked: PatternSample; pairs: number },
): WeighedPattern[] {
  const toAll = 1 / Math.max(blocked.share, 1e-12);
  const found = blocked.patterns.reduce((sum, { count }, index) => sum + count * related[index]!, 0) * toAll;
  const shareBits = Math.log2(Math.max(found, 1) / Math.max(pairs, 1));
  const weighed = blocked.patterns.map(({ levels, count }) => {
    const strangers = patternBits(levels, m, u, dependencies);
    const kin = bitsAgainst(levels, m, shares) - shareBits;
    return { levels, count: count * toAll, odds: strangers, told: -Math.log2(2 ** -strangers + 2 ** -kin) };
  });
  const { prior } = priorOf(
    weighed.map(({ told, count }) => ({ bits: told, count })),
    pairs,
  );
  const priorBits = oddsBits(prior);
  return weighed
    .map((pattern) => ({ ...pattern, odds: pattern.odds + priorBits, told: pattern.told + priorBits }))
    .filter(({ odds, count }) => count * probabilityOf(odds, 0) >= LEAST_MATCHES);
}

/** By how much the patterns of a cell weigh too much together. */
function excessBits(cell: readonly WeighedPattern[]): number {
  const told = cell.reduce((sum, pattern) => sum + pattern.count * probabilityOf(pattern.told, 0), 0);
  const isTooMuch = (lowered: number) =>
    cell.reduce((sum, { count, odds }) => sum + count * probabilityOf(odds, -lowered), 0) > told + DOUBT;
  if (!isTooMuch(0)) return 0;
  let [low, high] = [0, MOST_BITS];
  while (high - low > STEP_BITS) {
    const middle = (low + high) / 2;
    if (isTooMuch(middle)) low = middle;
    else high = middle;
  }
  return high;
}
