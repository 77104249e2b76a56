/** What training learned of one level. Weights are log2(m/u), in bits. */
export interface TrainedLevel {
  readonly code: string;
  readonly label: string;
  /** Probability of the level among pairs of one person, and among pairs of two; missing values left aside. */
  readonly m: number;
  readonly u: number;
  readonly weight: number;
}

export interface TrainedComparison {
  readonly name: string;
  /** In the order in which they are tried; the last is `else`. A blank value weighs nothing. */
  readonly levels: readonly TrainedLevel[];
}

/**
 * Two comparisons that say partly the same: a household shares surname, street and town, who moved has a new
 * street and a new postcode. What `child` adds is judged in view of what `parent` has said.
 */
export interface Dependence {
  readonly child: string;
  readonly parent: string;
  /**
   * Share of the pairs of two people that agree on the parent's first level and agree on the child's for that
   * reason, not by chance: the rarity of the child's value then says nothing.
   */
  readonly copied: number;
  /** Bits to add to the child's weight at these levels. */
  readonly corrections: readonly { readonly child: string; readonly parent: string; readonly bits: number }[];
}

/** A spec's weights: plain JSON, kept beside the spec and given again so that later links are judged alike. */
export interface LinkageModel {
  /** Probability that two records picked at random are one person. */
  readonly prior: number;
  readonly comparisons: readonly TrainedComparison[];
  /** Every comparison is the child of one other at most, and none its own ancestor. */
  readonly dependencies: readonly Dependence[];
}
