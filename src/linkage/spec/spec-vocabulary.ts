import { CLEANING_STEPS } from '../cleaning/cleaning-steps.ts';
import { COMPARISON_KINDS } from '../comparison/comparison-kinds.ts';
import type { ColumnType } from './linkage-spec.ts';

/** What a spec may speak of. */
export interface SpecVocabulary {
  readonly kinds: Readonly<Record<string, KindSignature>>;
  /** Names of cleaning steps. */
  readonly steps: readonly string[];
}

/** What a comparison kind takes; every `ComparisonKind` is one. */
export interface KindSignature {
  readonly accepts: readonly (readonly ColumnType[])[];
  /** JSON schemas; `$comment: column` marks an option that names a column. */
  readonly options: Readonly<Record<string, object>>;
}

export const SPEC_VOCABULARY: SpecVocabulary = Object.freeze({
  kinds: COMPARISON_KINDS,
  steps: Object.freeze(Object.keys(CLEANING_STEPS)),
});
