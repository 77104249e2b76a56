import { createHash } from 'node:crypto';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import type { CompiledType, CompiledValue } from './tables/rule-table.ts';

/** A table for SQL to join. */
export interface CompiledTable {
  readonly name: string;
  readonly columns: readonly CompiledColumn[];
  /** Values in the order of `columns`; dates are ISO text. */
  readonly rows: readonly (readonly CompiledValue[])[];
  /** SHA-256 of name, columns and rows, hex: changes when anything in the table does. */
  readonly key: string;
}

export interface CompiledColumn {
  readonly name: string;
  readonly type: CompiledType;
  readonly description: string;
}

/** The rows of a compiled table as objects, for TypeScript readers; getting an unknown table throws. */
export function ruleObjects(
  tables: readonly CompiledTable[],
  name: string,
): readonly Readonly<Record<string, CompiledValue>>[] {
  const table = tables.find((candidate) => candidate.name === name);
  if (table === undefined) throw new ZhaorenError('NOT_FOUND', { kind: '规则表', key: name });
  return table.rows.map((row) =>
    Object.freeze(
      Object.fromEntries(table.columns.map((column, index) => [column.name, row[index] ?? null])),
    ),
  );
}

/** Freezes a table and gives it its key. */
export function compiledTable(
  name: string,
  columns: readonly CompiledColumn[],
  rows: readonly (readonly CompiledValue[])[],
): CompiledTable {
  const shape = columns.map((column) => [column.name, column.type]);
  const key = hash([name, shape, rows]);
  return Object.freeze({
    name,
    columns: Object.freeze(columns.map((column) => Object.freeze(column))),
    rows: Object.freeze(rows.map((row) => Object.freeze(row))),
    key,
  });
}

export const VERSION_COLUMN: CompiledColumn = Object.freeze({
  name: 'rule_version',
  type: 'VARCHAR',
  description: "first day in force and hash of the row, '2025-01-01.3f9a0c12'",
});

/** The mark by which a decision names the rule it followed. */
export function ruleVersion(table: string, validFrom: string, content: unknown): string {
  return `${validFrom}.${hash([table, content]).slice(0, 8)}`;
}

function hash(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
