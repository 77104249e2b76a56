/** How what was found compares with what is true. Pairs, both records of which have a known truth. */
export interface Agreement {
  /** Pairs said to be one person, and those of them that are. */
  readonly found: number;
  readonly right: number;
  /** Pairs that are one person, found or not. */
  readonly real: number;
  /** Undefined where nothing was found (precision) or nothing is to be found (recall). */
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  /** 2 · right ÷ (found + real); undefined when both are 0. */
  readonly f1: number | undefined;
}

export interface ThresholdPoint {
  /** Probability from which pairs are said to be one person. */
  readonly threshold: number;
  readonly agreement: Agreement;
}

export function agreement(found: number, right: number, real: number): Agreement {
  return Object.freeze({
    found,
    right,
    real,
    precision: found === 0 ? undefined : right / found,
    recall: real === 0 ? undefined : right / real,
    f1: found + real === 0 ? undefined : (2 * right) / (found + real),
  });
}

/** A linkage measured by truth columns. */
export interface Evaluation {
  /** Records whose truth is known. */
  readonly known: { readonly left: number; readonly right: number };
  /** By the links as decided. */
  readonly links: Agreement;
  /** By the clusters: two records of one cluster are said to be one person. */
  readonly clusters: Agreement;
  /** By ascending threshold; where a constraint is obeyed, each record's best pair alone counts. */
  readonly curve: readonly ThresholdPoint[];
  /** Where F1 is highest. Undefined when no pair was kept. */
  readonly best: ThresholdPoint | undefined;
  /** Real pairs that no blocking rule brought together. Undefined when there are too many to be looked at. */
  readonly neverCompared: number | undefined;
}
