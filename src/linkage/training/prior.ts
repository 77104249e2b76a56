/** How many pairs weigh how many bits. */
export interface WeightCount {
  readonly bits: number;
  readonly count: number;
}

/** Posterior probability of a pair. @param bits its weight @param priorBits log2 of the prior odds */
export function probabilityOf(bits: number, priorBits: number): number {
  return 1 / (1 + 2 ** -(bits + priorBits));
}

/** log2 of the odds of a probability. */
export function oddsBits(probability: number): number {
  return Math.log2(probability / (1 - probability));
}

/**
 * The prior that agrees with itself: of all pairs the share that it makes matches of, given their weights.
 * @param weights pairs that may be matches; all others are none
 * @param pairs number of all pairs there are
 */
export function priorOf(
  weights: readonly WeightCount[],
  pairs: number,
): { readonly prior: number; readonly matches: number } {
  let matches = Math.max(1, Math.sqrt(pairs) / 2);
  for (let iteration = 0; iteration < 200; iteration++) {
    const priorBits = Math.log2(matches / Math.max(pairs - matches, 0.001));
    const next = weights.reduce((sum, { bits, count }) => sum + count * probabilityOf(bits, priorBits), 0.5);
    const isSettled = Math.abs(next - matches) < 1e-6 * matches;
    matches = Math.min(next, Math.max(pairs, 1) * 0.999);
    if (isSettled) break;
  }
  return { prior: Math.min(0.999, matches / Math.max(pairs, 1)), matches };
}
