import { oddsBits, priorOf, probabilityOf, type WeightCount } from '../training/prior.ts';

/** Where links begin, chosen by the model's own probabilities. */
export interface Threshold {
  readonly prior: number;
  /** Probability from which a pair is a link. */
  readonly threshold: number;
  /** F1 that the probabilities promise there. */
  readonly expectedF1: number;
  /** Pairs of one person that the probabilities promise among the pairs compared. */
  readonly expectedMatches: number;
}

/**
 * The threshold at which the expected F1 is best. With n pairs above it, of which the probabilities sum up to t,
 * and M over all pairs, F1 is 2t / (n + M).
 *
 * @param weights pairs compared by weight, rarity of values included
 * @param pairs number of all pairs there are
 * @param fixed a threshold given by the spec: then only its expected F1 is computed
 */
export function chooseThreshold(
  weights: readonly WeightCount[],
  pairs: number,
  options: { prior?: number; fixed?: number | undefined } = {},
): Threshold {
  const prior = options.prior ?? priorOf(weights, pairs).prior;
  const priorBits = oddsBits(prior);
  const falling = weights
    .map(({ bits, count }) => ({ p: probabilityOf(bits, priorBits), count }))
    .sort((a, b) => b.p - a.p);
  const expectedMatches = falling.reduce((sum, { p, count }) => sum + p * count, 0);
  let best = { f1: 0, p: 0.5 };
  let above = 0;
  let found = 0;
  for (const [index, { p, count }] of falling.entries()) {
    if (options.fixed !== undefined && p < options.fixed) break;
    above += count;
    found += p * count;
    const f1 = (2 * found) / (above + expectedMatches);
    // Halfway to the next pair, so that nothing hangs on the last digit.
    const next = falling[index + 1]?.p ?? 0;
    if (f1 > best.f1 || options.fixed !== undefined) best = { f1, p: (p + next) / 2 };
  }
  return Object.freeze({
    prior,
    threshold: options.fixed ?? best.p,
    expectedF1: best.f1,
    expectedMatches,
  });
}
