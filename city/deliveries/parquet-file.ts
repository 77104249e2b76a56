import { statSync } from 'node:fs';
import type { Cell } from './cell-format.ts';
import type { DeliveryFile, DeliveryLayout } from './delivery-file.ts';
import { openParquetTable, type ParquetType } from './parquet-table.ts';

const TYPES = {
  TEXT: 'TEXT',
  INTEGER: 'INTEGER',
  AMOUNT: 'DOUBLE',
  DATE: 'DATE',
  BOOLEAN: 'BOOLEAN',
} as const;

/** A Parquet file as a data platform exports it: typed columns, header words as names. */
export function openParquetFile(path: string, { columns }: DeliveryLayout): DeliveryFile {
  const table = openParquetTable(
    path,
    columns.map(({ word, kind }): [string, ParquetType] => [word, TYPES[kind]]),
  );
  let row = 0;
  return Object.freeze({
    writeRow: (cells: readonly Cell[]) => {
      table.append(cells);
      row += 1;
      return row + 1;
    },
    close: () => {
      table.close();
      return { bytes: statSync(path).size, junkLines: [] };
    },
  });
}
