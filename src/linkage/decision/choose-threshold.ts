/** How many pairs have a probability. */
export interface ProbabilityCount {
  readonly p: number;
  readonly count: number;
}

/** Where links begin, chosen by the model's own probabilities. */
export interface Threshold {
  /** Probability from which a pair is a link. */
  readonly threshold: number;
  /** F1 that the probabilities promise there. */
  readonly expectedF1: number;
}

/**
 * The threshold at which the expected F1 is best. With n pairs above it, of which the probabilities sum up to t,
 * and M expected matches in all, F1 is 2t / (n + M).
 *
 * @param pairs pairs that may be links, by probability
 * @param fixed a threshold given by the spec: then only its expected F1 is computed
 */
export function chooseThreshold(
  pairs: readonly ProbabilityCount[],
  expectedMatches: number,
  fixed?: number | undefined,
): Threshold {
  const falling = [...pairs].sort((a, b) => b.p - a.p);
  let best = { f1: 0, p: 0.5 };
  let above = 0;
  let found = 0;
  for (const [index, { p, count }] of falling.entries()) {
    if (fixed !== undefined && p < fixed) break;
    above += count;
    found += p * count;
    const f1 = (2 * found) / (above + expectedMatches);
    // Halfway to the next pair, so that nothing hangs on the last digit.
    const next = falling[index + 1]?.p ?? 0;
    if (f1 > best.f1 || fixed !== undefined) best = { f1, p: (p + next) / 2 };
  }
  return Object.freeze({ threshold: fixed ?? best.p, expectedF1: best.f1 });
}
