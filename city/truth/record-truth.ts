import type { ErrorKind } from '#city/deliveries/errors/error-kinds.ts';
import { openParquetTable } from '#city/deliveries/parquet-table.ts';

/** Whose a delivered row is and what is wrong with it; a row that names two people has two entries. */
export interface RecordTruthRow {
  readonly source: string;
  readonly file: string;
  /** Line of the file (1-based), row number (XLSX) or row + 1 (Parquet). */
  readonly line: number;
  /** Business key, also where the row itself lost it; null for rows that are no record. */
  readonly key: string | null;
  readonly role: string | null;
  readonly truthId: number | null;
  readonly errors: readonly ErrorKind[];
}

export interface RecordTruth {
  append(row: RecordTruthRow): void;
  close(): void;
}

/** `record.parquet`: source, file, line, key, role, truth_id, errors (separated by commas, NULL without any). */
export function openRecordTruth(path: string): RecordTruth {
  const table = openParquetTable(path, [
    ['source', 'TEXT'],
    ['file', 'TEXT'],
    ['line', 'INTEGER'],
    ['key', 'TEXT'],
    ['role', 'TEXT'],
    ['truth_id', 'INTEGER'],
    ['errors', 'TEXT'],
  ]);
  return Object.freeze({
    append: ({ source, file, line, key, role, truthId, errors }: RecordTruthRow) =>
      table.append([source, file, line, key, role, truthId, errors.length === 0 ? null : errors.join()]),
    close: table.close,
  });
}
