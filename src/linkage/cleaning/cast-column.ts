import type { ColumnType } from '../spec/linkage-spec.ts';

const CAST: Readonly<Record<ColumnType, (text: string) => string>> = Object.freeze({
  text: (text) => `nullif(trim(nfc_normalize(${text})), '')`,
  date: (text) => `linkage_date(${text})`,
  number: (text) => `linkage_number(${text})`,
  list: (text) => `linkage_list(${text})`,
});

/**
 * SQL of a value as its column's type: VARCHAR in canonical composition (NFC), DATE, DOUBLE, VARCHAR[] of
 * different elements in order. NULL: blank, or not of the type.
 *
 * Dates in all usual forms: `2026-01-31`, `20260131`, `31.1.2026`, `2026年1月31日`, `31 Jan 2026`, with or
 * without a time; day before month where both are possible (else clean with `date_mdy`); a month or day that is
 * not given counts as 1. Lists are separated by comma, semicolon or bar, brackets and quotes dropped.
 * @param value SQL of the value, of any type
 */
export function castColumn(type: ColumnType, value: string): string {
  return CAST[type](`CAST(${value} AS VARCHAR)`);
}
