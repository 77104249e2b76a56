import type { SchemaElement } from 'hyparquet-writer';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';

export type ParquetType = 'TEXT' | 'INTEGER' | 'LONG' | 'DOUBLE' | 'DATE' | 'BOOLEAN';
/** A day of a DATE column is its ISO text. */
export type ParquetValue = string | number | boolean | null;

/** A Parquet file that is written row by row. */
export interface ParquetTable {
  /** Values in the order of the columns. */
  append(row: readonly ParquetValue[]): void;
  close(): void;
}

const ROWS_PER_GROUP = 50_000;

const ELEMENTS: Readonly<Record<ParquetType, Partial<SchemaElement>>> = {
  TEXT: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  INTEGER: { type: 'INT32' },
  LONG: { type: 'INT64' },
  DOUBLE: { type: 'DOUBLE' },
  DATE: { type: 'INT32', converted_type: 'DATE' },
  BOOLEAN: { type: 'BOOLEAN' },
};

type Stored = ParquetValue | Date | bigint;

/** The value in the form in which the library takes it. */
function stored(value: ParquetValue, type: ParquetType): Stored {
  if (value === null) return null;
  if (type === 'DATE') return new Date(value as string);
  return type === 'LONG' ? BigInt(value) : value;
}

/** Opens a table of nullable columns. The bytes depend on names, types and rows alone. */
export function openParquetTable(
  path: string,
  columns: readonly (readonly [name: string, type: ParquetType])[],
): ParquetTable {
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(
      ([name, type]): SchemaElement => ({ name, repetition_type: 'OPTIONAL', ...ELEMENTS[type] }),
    ),
  ];
  const writer = new ParquetWriter({ writer: fileWriter(path), schema, createdBy: 'zhaoren city' });
  let data: Stored[][] = columns.map(() => []);
  const flush = () => {
    const columnData = columns.map(([name], i) => ({ name, data: data[i]! }));
    writer.write({ columnData, rowGroupSize: ROWS_PER_GROUP });
    data = columns.map(() => []);
  };
  return Object.freeze({
    append: (row: readonly ParquetValue[]) => {
      for (let i = 0; i < columns.length; i += 1) {
        data[i]!.push(stored(row[i] ?? null, columns[i]![1]));
      }
      if (data[0]!.length >= ROWS_PER_GROUP) flush();
    },
    close: () => {
      if (data[0]!.length > 0) flush();
      writer.finish();
    },
  });
}
