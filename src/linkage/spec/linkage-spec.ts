import type { ColumnSource } from './column-source.ts';

/** Type of a column after cleaning, as the engine holds it: VARCHAR, DATE, DOUBLE, VARCHAR[]. */
export type ColumnType = 'text' | 'date' | 'number' | 'list';

/** A name per table; of one table linked with itself both are the same. */
export interface Sides<T> {
  readonly left: T;
  readonly right: T;
}

/** A column to compare or to block on, as both tables have it after cleaning. */
export interface ColumnSpec {
  readonly name: string;
  readonly type: ColumnType;
  /** Where it stands in each table. */
  readonly from: Sides<ColumnSource>;
  /** Names of cleaning steps, in their order (`../cleaning/`). */
  readonly clean: readonly string[];
}

/** One attribute of the evidence: one or more columns compared as a kind says. */
export interface ComparisonSpec {
  readonly name: string;
  readonly kind: string;
  readonly columns: readonly string[];
  /** Whether agreement on a rare value counts for more than on a common one. */
  readonly frequency: boolean;
  /** The most that agreement may add, in bits: a shared phone is never decisive. */
  readonly maxWeight: number | undefined;
  /** Whatever else the kind takes: `within_days`, `similar`, `swapped_with` … */
  readonly options: Readonly<Record<string, unknown>>;
}

/** One part of a blocking key: a column, or what `of` takes from it (`first3`, `last4`, `year`, `sound` …). */
export interface KeyPart {
  readonly column: string;
  readonly of: string | undefined;
}

/** Records that agree in every part are compared; a record with a blank part is not found by this rule. */
export interface BlockingRule {
  /** As written in the spec, e.g. `surname:first3 + birth:year`. */
  readonly text: string;
  readonly parts: readonly KeyPart[];
}

/** `one_to_one`: neither table repeats anybody; `many_to_one`: the right table does not; `auto`: as the links show. */
export type Constraint = 'auto' | 'none' | 'one_to_one' | 'many_to_one';

/** How two tables, or one with itself, are linked. Frozen and checked: `parseSpec`. */
export interface LinkageSpec {
  /** Column that names a record; undefined: its position, from 1. */
  readonly id: Sides<string> | undefined;
  /** Column that says who a record truly is, to measure by; never compared. */
  readonly truth: Sides<string> | undefined;
  readonly columns: readonly ColumnSpec[];
  readonly comparisons: readonly ComparisonSpec[];
  readonly blocking: readonly BlockingRule[];
  /** Pairs that one blocking rule may make. */
  readonly maxPairs: number;
  /** Probability from which a pair is a link; `auto`: where the model expects the best F1. */
  readonly threshold: number | 'auto';
  /** Probability from which a pair that is no link is worth a look; `auto`: a fifth of the threshold. */
  readonly reviewFrom: number | 'auto';
  readonly constraint: Constraint;
}
