import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { type Engine, sqlName, sqlText } from '#engine/engine.ts';
import type { FileLayout } from '../sources/delivery.ts';
import { FIELD_SEPARATOR } from '../sources/framed-file.ts';
import { type ColumnPlaces, columnWords, fileWords, matchColumns } from '../sources/match-columns.ts';
import { rawName } from './column-sql.ts';

/** Where the records of a delivery are read from. */
export interface DeliveredSql {
  /** Query of `line` and the text of each column of the definition; NULL where the file has no such column. */
  readonly records: string;
  /** Query of `line`, `field`, `reason`, `value_class` of records that cannot be read; null: there are none. */
  readonly broken: string | null;
}

/** Places of a definition's columns in a delivery, and the same in ascending order, as they are framed. */
export function framedPlaces(
  definition: SourceDefinition,
  layout: FileLayout,
): { places: ColumnPlaces; inOrder: readonly number[] } {
  const places = matchColumns(columnWords(definition), fileWords(layout.words));
  return { places, inOrder: [...places.values()].sort((a, b) => a - b) };
}

/** Cells of a framed CSV or XLSX file. */
export function framedTableSql(
  definition: SourceDefinition,
  layout: FileLayout,
  framedPath: string,
): DeliveredSql {
  const { places, inOrder } = framedPlaces(definition, layout);
  const cells = definition.columns.map(({ column }) => {
    const place = places.get(column);
    return `  ${place === undefined ? 'CAST(NULL AS VARCHAR)' : `c${place}`} AS ${rawName(column)}`;
  });
  const from = framedFile(
    framedPath,
    inOrder.map((place) => `c${place}`),
  );
  return { records: `SELECT\n  line,\n${cells.join(',\n')}\nFROM ${from}`, broken: null };
}

/** Values of framed JSON objects; numbers as they are spelled. */
export function framedJsonSql(
  definition: SourceDefinition,
  layout: FileLayout,
  framedPath: string,
): DeliveredSql {
  const { places } = framedPlaces(definition, layout);
  const from = framedFile(framedPath, ['object']);
  const paths = [...places.values()].map((place) => jsonPath(layout.words[place]![0]!));
  const values = definition.columns.map(({ column }) => {
    const index = [...places.keys()].indexOf(column);
    const value = index < 0 ? 'CAST(NULL AS VARCHAR)' : `nullif(trim(found[${index + 1}]), '')`;
    return `  ${value} AS ${rawName(column)}`;
  });
  return {
    records: [
      `SELECT\n  line,\n${values.join(',\n')}`,
      `FROM (SELECT line, json_extract_string(object, [${paths.join(', ')}]) AS found`,
      `FROM ${from} WHERE json_valid(object))`,
    ].join('\n'),
    broken: [
      "SELECT line, CAST(NULL AS VARCHAR) AS field, 'JSON_BROKEN' AS reason, CAST(NULL AS VARCHAR) AS value_class",
      `FROM ${from} WHERE NOT json_valid(object)`,
    ].join('\n'),
  };
}

/** Values of a Parquet file, as text. Its first row is line 2, as if it had a header. */
export async function parquetSql(
  engine: Engine,
  definition: SourceDefinition,
  layout: FileLayout,
  path: string,
): Promise<DeliveredSql> {
  const { places } = framedPlaces(definition, layout);
  const from = `read_parquet(${sqlText(path)}, file_row_number = true)`;
  const described = await engine.rows<{ column_name: string; column_type: string }>(
    `DESCRIBE SELECT * FROM read_parquet(${sqlText(path)})`,
  );
  const types = new Map(described.map(({ column_name, column_type }) => [column_name, column_type]));
  const values = definition.columns.map(({ column }) => {
    const place = places.get(column);
    const name = place === undefined ? undefined : layout.words[place]![0]!;
    const text = name === undefined ? 'CAST(NULL AS VARCHAR)' : textOf(sqlName(name), types.get(name));
    return `  ${text} AS ${rawName(column)}`;
  });
  return {
    records: `SELECT\n  file_row_number + 2 AS line,\n${values.join(',\n')}\nFROM ${from}`,
    broken: null,
  };
}

function textOf(value: string, type: string | undefined): string {
  if (type === 'VARCHAR') return `nullif(trim(${value}), '')`;
  // whole numbers keep their digits; others are rounded to what a decimal fraction of 15 digits can say
  if (type === 'DOUBLE' || type === 'FLOAT')
    return `CASE WHEN ${value} = trunc(${value}) AND abs(${value}) < 1e18 THEN CAST(CAST(${value} AS BIGINT) AS VARCHAR) ELSE format('{:.15g}', CAST(${value} AS DOUBLE)) END`;
  return `CAST(${value} AS VARCHAR)`;
}

/** A framed file as a table; `columns` behind `line`. */
export function framedFile(path: string, columns: readonly string[]): string {
  const types = ["'line': 'BIGINT'", ...columns.map((column) => `${sqlText(column)}: 'VARCHAR'`)];
  return [
    `read_csv(${sqlText(path)}`,
    `delim = ${sqlText(FIELD_SEPARATOR)}`,
    "quote = ''",
    "escape = ''",
    "new_line = '\\n'",
    'header = false',
    'auto_detect = false',
    `columns = {${types.join(', ')}})`,
  ].join(', ');
}

function jsonPath(key: string): string {
  return sqlText(`$."${key.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`);
}
