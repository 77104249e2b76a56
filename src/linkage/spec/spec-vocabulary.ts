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
  readonly options: Readonly<Record<string, object>>;
}

function takes(...accepts: ColumnType[][]): KindSignature {
  return { accepts, options: {} };
}

// Until the kinds and the cleaning steps themselves stand beside this folder.
export const SPEC_VOCABULARY: SpecVocabulary = Object.freeze({
  kinds: Object.freeze({
    exact: takes(['text', 'date', 'number', 'list']),
    text: takes(['text']),
    levenshtein: takes(['text']),
    damerau: takes(['text']),
    jaro_winkler: takes(['text']),
    name: {
      accepts: [['text']],
      options: { swapped_with: { type: 'string', minLength: 1 } },
    } satisfies KindSignature,
    date: takes(['date']),
    number: takes(['number']),
    list: takes(['list']),
    geo: {
      accepts: [['number'], ['number']],
      options: { within_km: { type: 'array', items: { type: 'number', exclusiveMinimum: 0 } } },
    } satisfies KindSignature,
    code: takes(['text']),
    phone: takes(['text']),
    email: takes(['text']),
    chinese_name: takes(['text']),
    id_number: takes(['text']),
    chinese_address: takes(['text']),
  }),
  steps: Object.freeze(['text', 'date_dmy', 'date_mdy', 'code', 'phone', 'email', 'name']),
});
