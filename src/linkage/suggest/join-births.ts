import type { Engine } from '#engine/engine.ts';
import { type BirthColumns, findBirth } from './find-birth.ts';
import type { Meaning } from './header-meaning.ts';
import type { ColumnPair, OpenColumns } from './join-columns.ts';
import type { MeantColumn } from './pair-columns.ts';
import { type SampledTable, withJoined } from './sampled-table.ts';

/**
 * Joins year, month and day of birth where they stand apart, so that they are compared as one date: with the date of
 * the other table, or with its year, month and day. Beside a date that both tables have they are left out. Where both
 * tables have them apart, and nothing but names beside, they stay so: of namesakes then year, month and day all speak
 * against one person, and little else does.
 */
export async function joinBirths(
  engine: Engine,
  open: OpenColumns,
): Promise<{ pairs: readonly ColumnPair[]; open: OpenColumns; leftOut: readonly MeantColumn[] }> {
  const left = await findBirth(engine, open.tables.left, open.left);
  const right = await findBirth(engine, open.tables.right, open.right);
  const isKnown = [left, right].every(({ date, parts }) => date ?? parts);
  if (!isKnown || (!left.parts && !right.parts)) return { pairs: [], open, leftOut: [] };
  if (isAllThereIs(left, open.left) && isAllThereIs(right, open.right))
    return { pairs: [], open, leftOut: [] };
  const without = (columns: readonly MeantColumn[], { date, parts = [] }: BirthColumns) =>
    columns.filter((column) => column !== date && !parts.includes(column));
  const one = await asDate(engine, open.tables.left, left);
  const other = await asDate(engine, open.tables.right, right);
  return {
    pairs: [{ left: one.column, right: other.column, shared: 1 }],
    open: {
      tables: { left: one.table, right: other.table },
      left: without(open.left, left),
      right: without(open.right, right),
    },
    leftOut: [left, right].flatMap(({ date, parts }) => (date && parts) ?? []),
  };
}

/** The same of one table that is linked with itself. */
export async function joinBirth(
  engine: Engine,
  table: SampledTable,
  columns: readonly MeantColumn[],
): Promise<{ table: SampledTable; columns: readonly MeantColumn[]; leftOut: readonly MeantColumn[] }> {
  const birth = await findBirth(engine, table, columns);
  const { date, parts } = birth;
  if (!parts || isAllThereIs(birth, columns)) return { table, columns, leftOut: [] };
  const joined = await asDate(engine, table, birth);
  return {
    table: joined.table,
    columns: columns.flatMap((column) =>
      !parts.includes(column) ? [column] : !date && column === parts[0] ? [joined.column] : [],
    ),
    leftOut: date ? parts : [],
  };
}

const NAMES: readonly (Meaning | undefined)[] = [
  'given_name',
  'middle_name',
  'surname',
  'second_surname',
  'full_name',
];

/** Whether a table has year, month and day apart, and beside them names only. */
function isAllThereIs({ date, parts }: BirthColumns, columns: readonly MeantColumn[]): boolean {
  if (date || !parts) return false;
  return columns.every((column) => parts.includes(column) || NAMES.includes(column.meaning));
}

async function asDate(
  engine: Engine,
  table: SampledTable,
  { date, parts }: BirthColumns,
): Promise<{ table: SampledTable; column: MeantColumn }> {
  return date ? { table, column: date } : await withJoined(engine, table, parts!, 'date', 'birth_date');
}
