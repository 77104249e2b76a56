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

/** A spec's weights: plain JSON, kept beside the spec and given again so that later links are judged alike. */
export interface LinkageModel {
  /** Probability that two records picked at random are one person. */
  readonly prior: number;
  readonly comparisons: readonly TrainedComparison[];
}
