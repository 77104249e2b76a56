import { createHash } from 'node:crypto';
import { KEPT_TABLE_LIST } from '#domain/contracts/kept-tables.ts';
import { PUBLISHED_TABLE_LIST, type PublishedTableName } from '#domain/contracts/publication.ts';
import type { PublishedType } from '#domain/contracts/published-table.ts';
import { COVERAGE_STATUSES } from '#domain/coverage-status.ts';
import { type Engine, sqlName, sqlText } from '#engine/engine.ts';
import type { Published } from './table-snapshot.ts';

/** Rows of a table for each 1,000 persons; one of each where nothing is said. */
const ROWS_PER_1000: Partial<Record<PublishedTableName, number>> = {
  person: 1000,
  coverage_status: 1000,
  person_tag: 2000,
  dwelling: 360,
  household: 340,
  building: 10,
  recommendation: 60,
  resident_without_dwelling: 5,
  locate_by_dwelling: 5,
  locate_by_household: 5,
  unit_status: 5,
  certification: 300,
  risk_lead: 8,
  grid: 4,
};

const NAMED: Record<string, string> = {
  person_id: "md5('person' || i)",
  household_id: "md5('household' || i // 3)",
  dwelling_code: "printf('D%09d', i // 3)",
  building_code: "printf('B%06d', i // 100)",
  grid_code: "printf('640499%09d', i // 250)",
  status: `[${Object.keys(COVERAGE_STATUSES).map(sqlText).join(', ')}][1 + i % 11]`,
  previous_status: 'NULL',
};

const TYPED: Record<PublishedType, (column: string) => string> = {
  text: (column) => `${sqlText(`${column.toUpperCase()}_`)} || i % 7`,
  'text[]': (column) => `[${sqlText(`${column.toUpperCase()}_`)} || i % 7, '"a\\b", {c}']`,
  integer: () => 'i % 40',
  bigint: () => 'i * 4294967296 + 5',
  'bigint[]': () => '[i * 4294967296 + 5, i * 4294967296 + 9]',
  'double precision': () => 'i % 100 / 100',
  boolean: () => 'i % 3 = 0',
  date: () => "DATE '2001-01-01' + CAST(i % 9000 AS INTEGER)",
};

/**
 * Shows every published and kept table as a view of made-up rows, for tests and timings of publication and store.
 *
 * @param options.persons how many; the other tables follow
 * @param options.queries table → query to take its place; the rows it would have had are `example_<table>`
 * @returns key of each table, as a run gives it
 */
export async function showExampleRun(
  engine: Engine,
  options: { persons: number; queries?: Partial<Record<PublishedTableName, string>> },
): Promise<ReadonlyMap<string, string>> {
  const keys = new Map<string, string>();
  for (const table of [...PUBLISHED_TABLE_LIST, ...KEPT_TABLE_LIST]) {
    const example = exampleQuery(table, options.persons);
    const query =
      options.queries?.[table.name as PublishedTableName] ??
      `SELECT * FROM ${sqlName(`example_${table.name}`)}`;
    await engine.run(`CREATE OR REPLACE VIEW ${sqlName(`example_${table.name}`)} AS ${example}`);
    await engine.run(`CREATE OR REPLACE VIEW ${sqlName(table.name)} AS ${query}`);
    keys.set(table.name, createHash('sha256').update(example).update(query).digest('hex'));
  }
  return keys;
}

function exampleQuery(table: Published, persons: number): string {
  const rows = Math.max(
    1,
    Math.round(((ROWS_PER_1000[table.name as PublishedTableName] ?? 0) * persons) / 1000),
  );
  const columns = Object.entries(table.columns).map(
    ([column, [type]]) => `${value(table, column, type)} AS ${sqlName(column)}`,
  );
  return `SELECT ${columns.join(', ')} FROM range(${rows}) rows(i)`;
}

function value(table: Published, column: string, type: PublishedType): string {
  if (table.name === 'person_tag')
    return (
      { person_id: "md5('person' || i // 2)", tag: "printf('T%02d', 1 + i % 2 * 11 + i // 2 % 11)" }[
        column
      ] ?? TYPED[type](column)
    );
  const isKey = table.key[0] === column;
  const named = NAMED[column];
  if (!isKey) return named ?? TYPED[type](column);
  if (column === 'person_id') return NAMED.person_id!;
  if (column === 'household_id') return "md5('household' || i)";
  return type === 'text' ? `printf(${sqlText(`${column.slice(0, 1).toUpperCase()}%09d`)}, i)` : 'i + 1';
}
