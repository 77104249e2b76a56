import { MISSING } from '../scoring/missing-level.ts';
import type { Pattern } from './count-patterns.ts';

/** Probabilities by comparison and level. */
export type LevelShares = readonly (readonly number[])[];

export function shares(counts: readonly number[]): number[] {
  const sum = counts.reduce((a, b) => a + b, 0);
  return counts.map((count) => count / sum);
}

/** As many pairs as `pairs`, spread as the shares say. */
export function pairsAt(table: LevelShares, pairs: number): number[][] {
  return table.map((levels) => levels.map((share) => pairs * share));
}

/** How many pairs are at each level of a comparison, those with a blank left aside. */
export function levelCounts(patterns: readonly Pattern[], comparison: number, levels: number): number[] {
  const counts = new Array<number>(levels).fill(0);
  for (const pattern of patterns) {
    const level = pattern.levels[comparison]!;
    if (level !== MISSING) counts[level]! += pattern.count;
  }
  return counts;
}
