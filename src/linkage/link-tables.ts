import type { Engine } from '#engine/engine.ts';
import type { LinkageModel } from './linkage-model.ts';
import type { LinkageSpec } from './spec/linkage-spec.ts';

/** How far the work is. */
export interface LinkProgress {
  readonly step: 'clean' | 'block' | 'train' | 'compare' | 'decide' | 'cluster';
  readonly detail: string;
  readonly seconds: number;
}

export interface LinkOptions {
  readonly spec: LinkageSpec;
  /** Relations (tables or views) of the engine. Without `right` the left one is linked with itself. */
  readonly left: string;
  readonly right?: string;
  /** Weights of an earlier run; without them the model is trained on these tables. */
  readonly model?: LinkageModel;
  /** Relation (left_id, right_id) of pairs known to be one person: m is counted on them. */
  readonly knownPairs?: string;
  readonly onProgress?: (progress: LinkProgress) => void;
}

/** One blocking rule's share of the work. */
export interface BlockingCount {
  readonly rule: string;
  /** Pairs that agree by this rule, those of other rules included. */
  readonly pairs: number;
}

/** What was found, as temporary tables of the engine, overwritten by the next call. */
export interface LinkageResult {
  readonly model: LinkageModel;
  readonly records: { readonly left: number; readonly right: number };
  readonly blocking: readonly BlockingCount[];
  /** Distinct pairs compared. */
  readonly compared: number;
  /** Probability from which a pair is a link, and from which it is worth a look. */
  readonly threshold: number;
  readonly reviewFrom: number;
  /** The constraint obeyed, and why when it was `auto`. */
  readonly constraint: 'none' | 'one_to_one' | 'many_to_one';
  readonly constraintReason: string;
  /** F1 that the model itself expects at the threshold. */
  readonly expectedF1: number;
  readonly links: number;
  readonly clusters: number;
  /**
   * Table `linkage_pair`: left_id, right_id (as in the tables), weight DOUBLE (bits, prior not included), probability DOUBLE, decision
   * (`LINK`, `REVIEW`, `NO`), and per comparison c: `c_level` VARCHAR (code, `missing`), `c_weight` DOUBLE
   * (frequency adjustment included). Pairs below a hundredth of a per cent are not kept.
   */
  readonly pairs: 'linkage_pair';
  /** Table `linkage_cluster`: side (`left`, `right`), id, cluster_id (BIGINT): every record once. */
  readonly clusterTable: 'linkage_cluster';
}

/**
 * Links two tables, or one with itself.
 *
 * @throws LinkageError with every problem of spec and data found
 */
export declare function linkTables(engine: Engine, options: LinkOptions): Promise<LinkageResult>;
