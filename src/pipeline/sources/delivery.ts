import type { TextEncoding } from './text-encoding.ts';

export type FileFormat = 'CSV' | 'XLSX' | 'JSONL' | 'PARQUET';

/** How a file looks: what was found out when it came in and is needed to read it again. */
export interface FileLayout {
  readonly format: FileFormat;
  /** CSV and JSONL. */
  readonly encoding?: TextEncoding;
  readonly newline?: '\n' | '\r';
  /** CSV: one character. */
  readonly delimiter?: string;
  /** XLSX: name and number (from 1) of the sheet. */
  readonly sheet?: string;
  readonly sheetNumber?: number;
  /** CSV and XLSX: line of the (last) header row, and first line behind it. */
  readonly headerLine?: number;
  readonly dataLine?: number;
  /**
   * Header words by column, the likeliest first: where two header rows were joined these are both together,
   * the lower, the upper. JSONL: the keys; Parquet: the column names.
   */
  readonly words: readonly (readonly string[])[];
}

/** A delivery that was taken in: one line of `manifest.jsonl`. */
export interface Delivery {
  readonly batchNo: number;
  /** Hex; names the folder under `raw/`. */
  readonly sha256: string;
  readonly source: string;
  /** Path below the folder that was taken in, `/` between parts. */
  readonly file: string;
  readonly department: string;
  readonly bytes: number;
  readonly mode: 'full' | 'delta';
  /** ISO date. */
  readonly deliveredOn: string;
  readonly layout: FileLayout;
  /** Batch that brought the same bytes before; all rows of this one count as repeated. */
  readonly repeats?: number;
}
