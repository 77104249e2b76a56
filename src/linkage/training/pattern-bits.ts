import { MISSING } from '../scoring/missing-level.ts';
import type { LevelDependence } from './find-dependencies.ts';
import type { LevelShares } from './level-shares.ts';

/** What a pattern weighs against two people picked at random, rarity of values left aside. */
export function patternBits(
  levels: readonly number[],
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

/** What a pattern weighs against pairs of another kind, whose comparisons do not depend on each other. */
export function bitsAgainst(levels: readonly number[], m: LevelShares, others: LevelShares): number {
  return levels.reduce(
    (bits, level, c) => (level === MISSING ? bits : bits + Math.log2(m[c]![level]! / others[c]![level]!)),
    0,
  );
}
