import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { recordLayout } from '#city/deliveries/delivery-layout.ts';
import type { DeliveryShape } from '#city/deliveries/delivery-shape.ts';
import { handMadeRecord } from '#city/deliveries/hand-made-records.ts';

/** A flawless table of a source, to be spoiled: header words and rows of text. */
export interface SoundTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** `count` fictitious rows of a source in the header words of `shape`. */
export function soundTable(definition: SourceDefinition, shape: DeliveryShape, count: number): SoundTable {
  const plain: DeliveryShape = {
    ...shape,
    format: 'CSV',
    order: 'DEFINITION',
    serial_no: false,
    remark: false,
  };
  const layout = recordLayout(definition, plain, { sender: '', day: '2026-10-31' });
  const rows = Array.from({ length: count }, (_, n) => {
    const { fields } = handMadeRecord(definition, n);
    const values = definition.columns.map(({ column }) => fields[column]!);
    return layout.cells(values, new Map(), n + 1, 1).map(String);
  });
  return Object.freeze({ header: layout.columns.map(({ word }) => word), rows });
}

/** The table without one column of the definition. */
export function withoutColumn(table: SoundTable, definition: SourceDefinition, column: string): SoundTable {
  const at = definition.columns.findIndex((candidate) => candidate.column === column);
  return { header: table.header.toSpliced(at, 1), rows: table.rows.map((row) => row.toSpliced(at, 1)) };
}

/** The table as lines of CSV, header first, each with its line end. */
export function csvLines({ header, rows }: SoundTable): string[] {
  return [header, ...rows].map((cells) => `${cells.join(',')}\r\n`);
}
