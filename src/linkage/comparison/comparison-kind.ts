import type { ColumnType, ComparisonSpec } from '../spec/linkage-spec.ts';

/** One level of agreement. Levels are tried in their order; a pair that fits none is `else`. */
export interface Level {
  /** Stable code, e.g. `exact`, `one_edit`: part of the trained model. */
  readonly code: string;
  /** For people, e.g. `Jaro–Winkler ≥ 0.92`. */
  readonly label: string;
  /** SQL condition over the two values; never NULL-safe, since pairs with a blank value are level `missing`. */
  readonly when: string;
  /**
   * SQL text both records agree on at this level (a column of the left record), when how common it is should
   * adjust the weight; undefined where frequency says nothing.
   */
  readonly agreedColumn?: string;
}

/** SQL of a column of one record: `left('surname')` is `l.surname`. Derived columns are asked for the same way. */
export type ColumnSql = (column: string) => string;

/** Columns that a kind needs beside the cleaned value, computed once per distinct value. */
export interface Derivation {
  /** Names without the column's: `reading` of column `name` becomes the column `name__reading`. */
  readonly columns: readonly string[];
  /** Query over relation `values` (one column `value`, distinct, not NULL) giving `value` and the columns. */
  query(values: string): string;
}

/** How one kind of attribute is compared. Frozen; one per file; listed in `comparison-kinds.ts`. */
export interface ComparisonKind {
  readonly kind: string;
  /** Types that its columns may have, position by position; the last one repeats if `repeats`. */
  readonly accepts: readonly (readonly ColumnType[])[];
  /** Keys it takes in `options`, each with a JSON schema. */
  readonly options: Readonly<Record<string, object>>;
  /** Derived columns of each of its columns. */
  derive?(spec: ComparisonSpec): Derivation;
  /** Pairs for which this holds are level `missing`; default: any of the columns NULL on either side. */
  missing?(spec: ComparisonSpec, left: ColumnSql, right: ColumnSql): string;
  levels(spec: ComparisonSpec, left: ColumnSql, right: ColumnSql): readonly Level[];
  /**
   * Cheap SQL condition that holds wherever a level does: pairs for which it does not (NULL included) are `else`
   * without trying the levels, which saves most of the time. Undefined: every pair is worth trying.
   */
  plausible?(spec: ComparisonSpec, left: ColumnSql, right: ColumnSql): string;
  /** What `max_weight` is, in bits, unless the spec says otherwise. */
  readonly defaultMaxWeight?: number;
}
