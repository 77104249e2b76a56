import { type Engine, sqlName } from '#engine/engine.ts';
import { keySql } from '../blocking/key-sql.ts';
import { CLEANING_STEPS, castColumn } from '../cleaning/cleaning-steps.ts';
import type { ColumnSpec, LinkageSpec } from '../spec/linkage-spec.ts';
import { bitsColumn, columnsOf } from './column-sql.ts';
import { type DerivedColumns, deriveColumns } from './derived-columns.ts';
import { encodeLetters } from './encode-letters.ts';
import { countValues, frequencyColumns } from './value-frequency.ts';

/** The cleaned records of both tables, as temporary tables of the engine. */
export interface RecordTables {
  /**
   * Tables of columns: `r` INTEGER, the record, from 0 in an order by hash of the id, so that any run of numbers
   * is a random sample; `id` as the caller's table has it; the columns of the spec and those derived from them;
   * `<c>__bits`; `k0`, `k1` … the blocking keys. Of one table linked with itself both are the same.
   */
  readonly left: 'linkage_left';
  readonly right: 'linkage_left' | 'linkage_right';
  readonly isOneTable: boolean;
  readonly leftCount: number;
  readonly rightCount: number;
  /** Which blocking keys are lists. */
  readonly listKeys: readonly boolean[];
}

/**
 * Makes the record tables, and `linkage_frequency` (column_name, value, bits) of the values whose rarity counts.
 * @param options.frequencies such a table of an earlier run, to be used instead of counting
 */
export async function makeRecordTables(
  engine: Engine,
  options: {
    spec: LinkageSpec;
    left: string;
    right?: string | undefined;
    frequencies?: string | undefined;
  },
): Promise<RecordTables> {
  const { spec } = options;
  const isOneTable = options.right === undefined;
  const sides = isOneTable ? (['left'] as const) : (['left', 'right'] as const);
  const counts = { left: 0, right: 0 };
  for (const side of sides) counts[side] = await cleanTable(engine, spec, side, options[side]!);
  const derived = await deriveColumns(engine, spec, sides);
  await encodeLetters(engine, derived);
  for (const side of sides) await addDerived(engine, side, derived);
  const rare = frequencyColumns(spec);
  await countValues(engine, rare, sides, options.frequencies);
  const keys = spec.blocking.map(({ parts }) => keySql(parts, spec.columns, keyColumn(derived)));
  for (const side of sides)
    await addBitsAndKeys(
      engine,
      side,
      rare,
      keys.map(({ sql }) => sql),
    );
  return Object.freeze({
    left: 'linkage_left',
    right: isOneTable ? 'linkage_left' : 'linkage_right',
    isOneTable,
    leftCount: counts.left,
    rightCount: isOneTable ? counts.left : counts.right,
    listKeys: keys.map(({ isList }) => isList),
  });
}

type Side = 'left' | 'right';

async function cleanTable(engine: Engine, spec: LinkageSpec, side: Side, relation: string): Promise<number> {
  const id = spec.id === undefined ? 'position' : spec.id[side];
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_${side} AS
    SELECT
      CAST(row_number() OVER (ORDER BY hash(${sqlName(id)}), ${sqlName(id)}) - 1 AS INTEGER) AS r,
      ${sqlName(id)} AS id,
      ${spec.columns.map((column) => `${cleanSql(column, side)} AS ${sqlName(column.name)}`).join(',\n')}
    FROM ${sqlName(relation)}
  `);
  const [row] = await engine.rows<{ n: number }>(`SELECT count(*) AS n FROM linkage_${side}`);
  return row!.n;
}

function cleanSql(column: ColumnSpec, side: Side): string {
  const raw = sqlName(column.from[side]);
  if (column.clean.length === 0) return castColumn(column.type, raw);
  const clean = column.clean.reduce((sql, step) => CLEANING_STEPS[step]!.sql(sql), `CAST(${raw} AS VARCHAR)`);
  return castColumn(column.type, clean);
}

async function addDerived(engine: Engine, side: Side, derived: readonly DerivedColumns[]): Promise<void> {
  if (derived.length === 0) return;
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_${side} AS
    SELECT
      c.*,
      ${derived.flatMap(({ alias, columns }) => columns.map(({ from, as }) => `${alias}.${sqlName(from)} AS ${sqlName(as)}`)).join(',\n')}
    FROM linkage_${side} c
    ${derived.map(({ alias, table, column }) => `LEFT JOIN ${table} ${alias} ON ${alias}.value = c.${sqlName(column)}`).join('\n')}
  `);
}

async function addBitsAndKeys(
  engine: Engine,
  side: Side,
  rare: readonly string[],
  keys: readonly string[],
): Promise<void> {
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_${side} AS
    SELECT
      ${[
        'c.*',
        ...rare.map((column, index) => `f${index}.bits AS ${sqlName(bitsColumn(column))}`),
        ...keys.map((sql, index) => `${sql} AS k${index}`),
      ].join(',\n')}
    FROM linkage_${side} c
    ${rare
      .map(
        (column, index) =>
          `LEFT JOIN linkage_frequency f${index} ON f${index}.column_name = '${column.replaceAll("'", "''")}' AND f${index}.value = CAST(c.${sqlName(column)} AS VARCHAR)`,
      )
      .join('\n')}
  `);
}

/** A Chinese name sounds as its reading; any other text as its letters say. */
function keyColumn(derived: readonly DerivedColumns[]) {
  const value = columnsOf('c');
  return (column: string, of?: string): string => {
    const reading = derived
      .find((one) => one.column === column)
      ?.columns.find(({ from }) => from === 'reading');
    return of === 'sound' && reading ? value(reading.as) : value(column);
  };
}
