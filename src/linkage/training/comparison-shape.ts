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
