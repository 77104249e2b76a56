import { type Engine, sqlName } from '#engine/engine.ts';
import { keyPartSql, keySql } from '../blocking/key-sql.ts';
import { type CompiledComparison, columnsUsed } from '../scoring/level-sql.ts';
import type { ColumnSpec, KeyPart, LinkageSpec } from '../spec/linkage-spec.ts';
import { bitsColumn, columnName } from './column-sql.ts';
import {
  agreedColumns,
  makeColumnValues,
  type Relations,
  rawTable,
  type Side,
  valueTable,
} from './column-values.ts';
import { rawSql } from './source-sql.ts';

/** The records of both tables, as temporary tables of the engine. */
export interface RecordTables {
  /**
   * Tables of columns: `r` INTEGER, the record, from 0 in an order by hash of the id, so that any run of numbers
   * is a random sample; `id` as the caller's table has it; `v0`, `v1` …: code of the value of each comparison,
   * NULL when blank; `<c>__bits`; values that are compared crosswise; `k0`, `k1` … the blocking keys. Of one
   * table linked with itself both are the same.
   */
  readonly left: 'linkage_left';
  readonly right: 'linkage_left' | 'linkage_right';
  readonly isOneTable: boolean;
  readonly leftCount: number;
  readonly rightCount: number;
  /** Which blocking keys are lists. */
  readonly listKeys: readonly boolean[];
}

/** Number of all pairs that there are. */
export function pairCount({ leftCount, rightCount, isOneTable }: RecordTables): number {
  return isOneTable ? (leftCount * (leftCount - 1)) / 2 : leftCount * rightCount;
}

/** Makes the record tables and those of their columns' values. @param options.frequencies see `makeColumnValues` */
export async function makeRecordTables(
  engine: Engine,
  options: {
    spec: LinkageSpec;
    comparisons: readonly CompiledComparison[];
    left: string;
    right?: string | undefined;
    frequencies?: string | undefined;
  },
): Promise<RecordTables> {
  const { spec, comparisons, left, right } = options;
  const relations: Relations = [['left', left], ...(right === undefined ? [] : [['right', right] as const])];
  await makeColumnValues(engine, spec, comparisons, relations, options.frequencies);
  const counts = { left: 0, right: 0 };
  for (const [side, relation] of relations)
    counts[side] = await makeRecords(engine, { spec, comparisons, side, relation });
  await nameValueTuples(engine, spec, comparisons, relations);
  const isOneTable = right === undefined;
  return Object.freeze({
    left: 'linkage_left',
    right: isOneTable ? 'linkage_left' : 'linkage_right',
    isOneTable,
    leftCount: counts.left,
    rightCount: isOneTable ? counts.left : counts.right,
    listKeys: spec.blocking.map(({ parts }) => parts.some((part) => columnOf(spec, part).type === 'list')),
  });
}

/** Table of the values that a comparison sees: code, its columns, those derived from them. */
export function comparedTable(
  { spec: { columns } }: CompiledComparison,
  spec: LinkageSpec,
  c: number,
): string {
  return columns.length === 1 ? valueTable(indexOf(spec, columns[0]!)) : `linkage_tuple_${c}`;
}

const indexOf = (spec: LinkageSpec, column: string) => spec.columns.findIndex(({ name }) => name === column);
const columnOf = (spec: LinkageSpec, part: KeyPart): ColumnSpec => spec.columns[indexOf(spec, part.column)]!;

async function makeRecords(
  engine: Engine,
  options: {
    spec: LinkageSpec;
    comparisons: readonly CompiledComparison[];
    side: Side;
    relation: string;
  },
): Promise<number> {
  const { spec, comparisons, side, relation } = options;
  const id = sqlName(spec.id === undefined ? 'position' : spec.id[side]);
  const parts = await addKeyParts(engine, spec, side);
  const keys = spec.blocking.map((rule) =>
    keySql(rule.parts, (part) => columnOf(spec, part).type === 'list', parts),
  );
  const crossed = comparisons.flatMap((comparison) => {
    const used = columnsUsed(comparison);
    return used.length > comparison.spec.columns.length ? used : [];
  });
  const code = (column: string) => `c${indexOf(spec, column)}.code`;
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_${side} AS
    SELECT
      ${[
        `CAST(row_number() OVER (ORDER BY hash(t.${id}), t.${id}) - 1 AS INTEGER) AS r`,
        `t.${id} AS id`,
        ...comparisons.map(({ spec: { columns } }, c) => `${tupleCode(columns.map(code))} AS v${c}`),
        ...[...new Set(crossed)].map((column) => `c${indexOf(spec, column)}.value AS ${columnName(column)}`),
        ...spec.columns.flatMap((column, i) =>
          agreedColumns(comparisons, column).map((name) => `f${i}.${columnName(bitsColumn(name))}`),
        ),
        ...keys.map(({ sql }, index) => `${sql} AS k${index}`),
      ].join(',\n')}
    FROM ${sqlName(relation)} t
    ${spec.columns
      .map((column, i) => {
        const raw = rawSql(column.from[side], 't');
        const join = `LEFT JOIN ${rawTable(i, side)} c${i} ON c${i}.raw = ${raw}`;
        const isRare = agreedColumns(comparisons, column).length > 0;
        return isRare ? `${join}\nLEFT JOIN ${valueTable(i)} f${i} ON f${i}.code = c${i}.code` : join;
      })
      .join('\n')}
  `);
  const [row] = await engine.rows<{ n: number }>(`SELECT count(*) AS n FROM linkage_${side}`);
  return row!.n;
}

/** Codes of several values as one, NULL when all of them are blank. */
function tupleCode(codes: readonly string[]): string {
  if (codes.length === 1) return codes[0]!;
  const filled = codes.map((code) => `CAST(coalesce(${code}, 0) AS UBIGINT)`);
  return `CASE WHEN coalesce(${codes.join(', ')}) IS NOT NULL THEN hash(${filled.join(', ')}) END`;
}

/** Adds the parts of keys to the raw tables. @returns SQL of a part of a record */
async function addKeyParts(
  engine: Engine,
  spec: LinkageSpec,
  side: Side,
): Promise<(part: KeyPart) => string> {
  const parts = spec.blocking.flatMap((rule) => rule.parts).filter(({ of }) => of !== undefined);
  const name = ({ of }: KeyPart) => sqlName(`part_${of}`);
  for (const [i, column] of spec.columns.entries()) {
    const own = new Map(parts.filter((part) => part.column === column.name).map((part) => [part.of!, part]));
    if (own.size === 0) continue;
    const table = rawTable(i, side);
    const reading = columnName(`${column.name}__reading`);
    const described = await engine.rows<{ column_name: string }>(`DESCRIBE ${valueTable(i)}`);
    // A Chinese name sounds as its reading; any other text as its letters say.
    const hasReading = described.some(({ column_name }) => column_name === `x_${column.name}__reading`);
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE ${table} AS
      SELECT
        r.*,
        ${[...own.values()]
          .map((part) => {
            const sql =
              part.of === 'sound' && hasReading ? `v.${reading}` : keyPartSql(part, column, 'r.value');
            return `${sql} AS ${name(part)}`;
          })
          .join(',\n')}
      FROM ${table} r
      JOIN ${valueTable(i)} v USING (code)
    `);
  }
  return (part) => `c${indexOf(spec, part.column)}.${part.of === undefined ? 'value' : name(part)}`;
}

/** Makes the tables of the value tuples of comparisons with several columns. */
async function nameValueTuples(
  engine: Engine,
  spec: LinkageSpec,
  comparisons: readonly CompiledComparison[],
  relations: Relations,
): Promise<void> {
  for (const [c, { spec: comparison }] of comparisons.entries()) {
    const { columns } = comparison;
    if (columns.length === 1) continue;
    const indexes = columns.map((column) => indexOf(spec, column));
    const codes = indexes.map((i) => `c${i}.code`);
    const tuples = relations.map(
      ([side, relation]) => `
        SELECT DISTINCT ${tupleCode(codes)} AS code, ${codes.map((code, n) => `${code} AS code_${n}`).join(', ')}
        FROM ${sqlName(relation)} t
        ${indexes
          .map(
            (i) =>
              `LEFT JOIN ${rawTable(i, side)} c${i} ON c${i}.raw = ${rawSql(spec.columns[i]!.from[side], 't')}`,
          )
          .join('\n')}`,
    );
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE linkage_tuple_${c} AS
      SELECT t.code, ${indexes.map((i) => `w${i}.* EXCLUDE (code, n)`).join(', ')}
      FROM (${tuples.join('\nUNION\n')}) t
      ${indexes.map((i, n) => `LEFT JOIN ${valueTable(i)} w${i} ON w${i}.code = t.code_${n}`).join('\n')}
      WHERE t.code IS NOT NULL
    `);
  }
}
