import { type Engine, sqlName } from '#engine/engine.ts';
import { joinedSql, rawSql } from '../records/source-sql.ts';
import type { ColumnSource } from '../spec/column-source.ts';
import type { ColumnType } from '../spec/linkage-spec.ts';

/** A column of a sample: one of the table, or several joined. */
export interface SampleColumn {
  readonly name: string;
  readonly sqlType: string;
  readonly source: ColumnSource;
}

/** A random part of a table, every column as text, as a temporary table of the engine. */
export interface TableSample {
  readonly relation: string;
  /**
   * Temporary table: `r`, the record, from 0 in random order; `c0`, `c1` … VARCHAR, the columns, trimmed, blank
   * as NULL.
   */
  readonly table: string;
  readonly columns: readonly SampleColumn[];
  readonly rows: number;
  readonly sampledRows: number;
}

/** Records that pairs are counted on; enough that a budget of millions of pairs is met within some per cent. */
const WANTED_ROWS = 40_000;

/** Takes the sample by hash of the whole record, so that it is the same each time. */
export async function sampleTable(engine: Engine, relation: string, table: string): Promise<TableSample> {
  const described = await engine.rows<{ column_name: string; column_type: string }>(
    `DESCRIBE SELECT * FROM ${sqlName(relation)}`,
  );
  const columns = described.map(({ column_name, column_type }) => ({
    name: column_name,
    sqlType: column_type,
    source: column_name,
  }));
  const rows = await countRows(engine, sqlName(relation));
  const share = Math.max(1, Math.round(rows / WANTED_ROWS));
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE ${table} AS
    SELECT
      row_number() OVER (ORDER BY hash(record)) - 1 AS r,
      ${columns
        .map(({ name }, i) => `nullif(trim(CAST(${sqlName(name)} AS VARCHAR)), '') AS c${i}`)
        .join(', ')}
    FROM ${sqlName(relation)} record
    ${share > 1 ? `WHERE hash(record) % ${share} = 0` : ''}
  `);
  return Object.freeze({ relation, table, columns, rows, sampledRows: await countRows(engine, table) });
}

/** The sample with one more column, made of others of it. */
export async function addJoinedColumn(
  engine: Engine,
  sample: TableSample,
  type: ColumnType,
  source: readonly string[],
): Promise<TableSample> {
  const { table, columns } = sample;
  const parts = source.map((name) => `c${columns.findIndex((column) => column.name === name)}`);
  const added = `c${columns.length}`;
  await engine.run(`
    ALTER TABLE ${table} ADD COLUMN ${added} VARCHAR;
    UPDATE ${table} SET ${added} = ${joinedSql(type, parts, rawSql(parts))}
  `);
  const column: SampleColumn = { name: source.join(' + '), sqlType: 'VARCHAR', source };
  return Object.freeze({ ...sample, columns: [...columns, column] });
}

async function countRows(engine: Engine, from: string): Promise<number> {
  const [row] = await engine.rows<{ n: number }>(`SELECT count(*) AS n FROM ${from}`);
  return row!.n;
}
