import { type Engine, sqlName, sqlText } from '#engine/engine.ts';
import { castColumn } from '../cleaning/cast-column.ts';
import { CLEANING_STEPS } from '../cleaning/cleaning-steps.ts';
import { COMPARISON_KINDS } from '../comparison/comparison-kinds.ts';
import type { CompiledComparison } from '../scoring/level-sql.ts';
import type { ColumnSpec, LinkageSpec } from '../spec/linkage-spec.ts';
import { agreedColumn, bitsColumn, columnName } from './column-sql.ts';
import { encodeLetters } from './encode-letters.ts';
import { joinedSql, rawSql } from './source-sql.ts';

/** Which table a record stands in. */
export type Side = 'left' | 'right';

/** The relations to link, by side. */
export type Relations = readonly (readonly [Side, string])[];

/** Table of a column's distinct values: code INTEGER from 1, `<column>`, derived columns, `<c>__bits`. */
export const valueTable = (column: number) => `linkage_value_${column}`;

/** Table of what stands in one relation's column: raw VARCHAR → value, code. */
export const rawTable = (column: number, side: Side) => `linkage_raw_${column}_${side}`;

/**
 * Cleans every column, each distinct value once, and derives from the values what the comparisons need: makes
 * the value and raw tables, and `linkage_frequency` (column_name, value, bits) of the values whose rarity counts.
 * @param frequencies such a table of an earlier run, to be used instead of counting
 */
export async function makeColumnValues(
  engine: Engine,
  spec: LinkageSpec,
  comparisons: readonly CompiledComparison[],
  relations: Relations,
  frequencies: string | undefined,
): Promise<void> {
  for (const [index, column] of spec.columns.entries()) {
    for (const [side, relation] of relations) await cleanRaw(engine, column, index, side, relation);
    await countValues(engine, column, index, relations);
    await deriveColumns(engine, column, index, comparisons);
  }
  await encodeLetters(engine, spec.columns.keys().map(valueTable).toArray());
  await engine.run(
    'CREATE OR REPLACE TEMP TABLE linkage_frequency (column_name VARCHAR, value VARCHAR, bits FLOAT)',
  );
  for (const [index, column] of spec.columns.entries()) {
    const agreed = agreedColumns(comparisons, column);
    for (const name of agreed) await countRarity(engine, name, valueTable(index), frequencies);
  }
}

/** The columns among a column and those derived from it on whose values' rarity a weight depends. */
export function agreedColumns(comparisons: readonly CompiledComparison[], column: ColumnSpec): string[] {
  const agreed = comparisons
    .filter(({ spec }) => spec.frequency && spec.columns.includes(column.name))
    .flatMap(({ levels }) => levels.map(agreedColumn))
    .filter((name) => name === column.name || name?.startsWith(`${column.name}__`));
  return [...new Set(agreed.filter((name) => name !== undefined))];
}

async function cleanRaw(
  engine: Engine,
  column: ColumnSpec,
  index: number,
  side: Side,
  relation: string,
): Promise<void> {
  const source = column.from[side];
  const clean = column.clean.reduce((sql, step) => CLEANING_STEPS[step]!.sql(sql), 'joined');
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE ${rawTable(index, side)} AS
    SELECT raw, ${castColumn(column.type, clean)} AS value, n
    FROM (
      SELECT raw, ${joinedSql(column.type, source, 'raw')} AS joined, n
      FROM (
        SELECT ${rawSql(source, 't')} AS raw, count(*) AS n
        FROM ${sqlName(relation)} t
        GROUP BY 1
      )
      WHERE raw IS NOT NULL
    )
  `);
}

async function countValues(
  engine: Engine,
  column: ColumnSpec,
  index: number,
  relations: Relations,
): Promise<void> {
  const all = relations.map(([side]) => `SELECT value, n FROM ${rawTable(index, side)}`).join(' UNION ALL ');
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE ${valueTable(index)} AS
    SELECT
      CAST(row_number() OVER (ORDER BY value) AS INTEGER) AS code,
      value AS ${columnName(column.name)},
      CAST(sum(n) AS BIGINT) AS n
    FROM (${all})
    WHERE value IS NOT NULL
    GROUP BY value
  `);
  for (const [side] of relations)
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE ${rawTable(index, side)} AS
      SELECT r.raw, r.value, v.code
      FROM ${rawTable(index, side)} r
      JOIN ${valueTable(index)} v ON v.${columnName(column.name)} = r.value
    `);
}

async function deriveColumns(
  engine: Engine,
  column: ColumnSpec,
  index: number,
  comparisons: readonly CompiledComparison[],
): Promise<void> {
  const done = new Set<string>();
  for (const { spec } of comparisons) {
    if (!spec.columns.includes(column.name)) continue;
    const derivation = COMPARISON_KINDS[spec.kind]!.derive?.(spec);
    const missing = derivation?.columns.filter((name) => !done.has(name)) ?? [];
    if (!derivation || missing.length === 0) continue;
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE linkage_distinct AS
      SELECT ${columnName(column.name)} AS value FROM ${valueTable(index)}
    `);
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE ${valueTable(index)} AS
      SELECT
        v.*,
        ${missing.map((name) => `d.${sqlName(name)} AS ${columnName(`${column.name}__${name}`)}`).join(', ')}
      FROM ${valueTable(index)} v
      LEFT JOIN (${derivation.query('linkage_distinct')}) d ON d.value = v.${columnName(column.name)}
    `);
    for (const name of missing) done.add(name);
  }
}

/** Adds `<column>__bits` to a value table. A value that the frequencies given do not know counts as seen once. */
async function countRarity(
  engine: Engine,
  column: string,
  table: string,
  frequencies: string | undefined,
): Promise<void> {
  const name = columnName(column);
  const known = `(SELECT value, bits FROM ${frequencies} WHERE column_name = ${sqlText(column)})`;
  await engine.run(
    frequencies === undefined
      ? `
        CREATE OR REPLACE TEMP TABLE ${table} AS
        SELECT
          *,
          CAST(
            log2(sum(n) FILTER (${name} IS NOT NULL) OVER () / sum(n) OVER (PARTITION BY ${name})) AS FLOAT
          ) AS ${columnName(bitsColumn(column))}
        FROM ${table}`
      : `
        CREATE OR REPLACE TEMP TABLE ${table} AS
        SELECT v.*, coalesce(k.bits, (SELECT max(bits) FROM ${known})) AS ${columnName(bitsColumn(column))}
        FROM ${table} v
        LEFT JOIN ${known} k ON k.value = CAST(v.${name} AS VARCHAR)`,
  );
  await engine.run(`
    INSERT INTO linkage_frequency
    SELECT DISTINCT ${sqlText(column)}, CAST(${name} AS VARCHAR), ${columnName(bitsColumn(column))}
    FROM ${table}
    WHERE ${name} IS NOT NULL
  `);
}
