import type { Cell, CellKind } from './cell-format.ts';
import { openCsvFile } from './csv-file.ts';
import type { DeliveryShape } from './delivery-shape.ts';
import { openJsonlFile } from './jsonl-file.ts';
import { openParquetFile } from './parquet-file.ts';
import { openXlsxFile } from './xlsx-file.ts';

/** One column of a delivered file. */
export interface DeliveryColumn {
  /** Header word. */
  readonly word: string;
  readonly kind: CellKind;
  /** The upper of two header lines, null where the word takes both. */
  readonly group: string | null;
}

export interface DeliveryLayout {
  readonly shape: DeliveryShape;
  readonly columns: readonly DeliveryColumn[];
  /** Title line, used where the shape has one. */
  readonly title: string;
  /** Cells of the line that the department signs. */
  readonly signature: readonly string[];
}

export interface DeliveryEnd {
  readonly bytes: number;
  /** Lines (1-based) that are no records: total and signature. */
  readonly junkLines: readonly number[];
}

/** A delivered file that grows row by row. */
export interface DeliveryFile {
  /** Cells in the order of the columns; returns the line (CSV, JSONL), row number (XLSX) or row + 1 (Parquet). */
  writeRow(cells: readonly Cell[]): number;
  /** Writes what follows the records and closes. */
  close(): DeliveryEnd;
}

export const FILE_EXTENSIONS: Readonly<Record<DeliveryShape['format'], string>> = Object.freeze({
  CSV: 'csv',
  XLSX: 'xlsx',
  JSONL: 'jsonl',
  PARQUET: 'parquet',
});

/** Opens a file of the shape's format at `path`. */
export function openDeliveryFile(path: string, layout: DeliveryLayout): DeliveryFile {
  switch (layout.shape.format) {
    case 'CSV':
      return openCsvFile(path, layout);
    case 'XLSX':
      return openXlsxFile(path, layout);
    case 'JSONL':
      return openJsonlFile(path, layout);
    case 'PARQUET':
      return openParquetFile(path, layout);
    default:
      return layout.shape.format satisfies never;
  }
}
