import { join } from 'node:path';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { type Engine, EngineError, sqlName, sqlText } from '#engine/engine.ts';
import type { FileLayout } from '#pipeline/sources/delivery.ts';
import { fileError } from '#pipeline/sources/file-errors.ts';
import { refuseManyColumns } from '#pipeline/sources/file-sight.ts';
import { openFramingThread } from '#pipeline/sources/framing-thread.ts';
import { REFUSAL_REASONS, type RefusalReason } from '#pipeline/sources/refusal-reason.ts';
import { framedFile } from '#pipeline/standardise/delivered-sql.ts';
import { duplicateWords } from './column-names.ts';
import { seeTable } from './table-layout.ts';

/** Refused lines whose numbers are named. */
const NAMED_LINES = 5;

/** Records of a file that cannot be read, by reason. */
export interface RefusedRecords {
  readonly reason: RefusalReason;
  readonly records: number;
  /** The first few, ascending. */
  readonly lines: readonly number[];
}

/** A table file as the engine holds it. */
export interface ReadTable {
  /** As the user named it. */
  readonly file: string;
  /** Table: `line` BIGINT, then c0, c1 … VARCHAR, blank as NULL; `<table>_refused` (line, reason) beside it. */
  readonly table: string;
  /** Names of c0, c1 … as the header gives them; unique whatever the case of their letters. */
  readonly columns: readonly string[];
  readonly records: number;
  readonly refused: readonly RefusedRecords[];
  /** Chinese sentences on what a reader should know. */
  readonly warnings: readonly string[];
}

/** Where the rows of a file are read from. */
interface RowSource {
  readonly columns: readonly string[];
  /** Query of `line` and c0, c1 …, blank as NULL. */
  readonly rows: string;
  /** Query of `line` and `reason` of records that cannot be read; undefined: there are none. */
  readonly refused?: string;
}

/**
 * Reads a CSV, XLSX, JSONL or Parquet file into a table of texts. What cannot be read is counted, never dropped
 * in silence.
 * @param file path as the user named it
 * @param work folder for what is needed meanwhile
 * @throws ZhaorenError NOT_FOUND, EMPTY_FILE, DUPLICATE_HEADER and whatever the format brings
 */
export async function readTable(
  engine: Engine,
  {
    file,
    table,
    work,
    encoding,
  }: { file: string; table: string; work: string; encoding?: string | undefined },
): Promise<ReadTable> {
  try {
    const decodedPath = join(work, `${table}.decoded`);
    const { path, layout, sha256, warnings } = await seeTable(engine, {
      path: file,
      file,
      encoding,
      decodedPath,
    });
    const { columns, rows, refused } =
      layout.format === 'PARQUET'
        ? await parquetRows(engine, layout, path)
        : await framedRows(engine, layout, { path, file, sha256, table, work });
    const twice = duplicateWords(columns);
    if (twice !== undefined)
      throw new ZhaorenError('DUPLICATE_HEADER', { file, line: layout.headerLine, ...twice });
    await engine.run(`
      CREATE TABLE ${sqlName(`${table}_refused`)} AS ${refused ?? "SELECT 0 AS line, '' AS reason WHERE FALSE"};
      CREATE TABLE ${sqlName(table)} AS ${rows}`);
    const [counted] = await engine.rows<{ n: number }>(`SELECT count(*) AS n FROM ${sqlName(table)}`);
    if (counted!.n === 0) throw new ZhaorenError('EMPTY_FILE', { file });
    return {
      file,
      table,
      columns,
      records: counted!.n,
      refused: await countRefusals(engine, table),
      warnings,
    };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (
      cause instanceof EngineError &&
      file.endsWith('.parquet') &&
      !/space left|memory/i.test(cause.message)
    )
      throw new ZhaorenError('PARQUET_BROKEN', { file }, { cause });
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR')
      throw new ZhaorenError('NOT_FOUND', { kind: '文件', key: file }, { cause });
    throw fileError(cause, file, '读取');
  }
}

async function parquetRows(engine: Engine, { words }: FileLayout, path: string): Promise<RowSource> {
  const columns = words.map(([word]) => word!);
  const from = `read_parquet(${sqlText(path)}, file_row_number = true)`;
  const described = await engine.rows<{ column_type: string }>(
    `DESCRIBE SELECT * FROM read_parquet(${sqlText(path)})`,
  );
  const values = columns.map(
    (column, index) => `${valueText(sqlName(column), described[index]!.column_type)} AS c${index}`,
  );
  return {
    columns,
    rows: `SELECT file_row_number + 1 AS line, ${values.join(', ')} FROM ${from}`,
  };
}

function valueText(value: string, type: string): string {
  if (type === 'VARCHAR') return `nullif(trim(${value}), '')`;
  // a list reads like one written into a CSV
  if (type.endsWith('[]')) return `nullif(array_to_string(${value}, '|'), '')`;
  // whole numbers keep their digits: ids must come out as they went in
  if (type === 'DOUBLE' || type === 'FLOAT')
    return `CASE WHEN ${value} = trunc(${value}) AND abs(${value}) < 1e18 THEN CAST(CAST(${value} AS BIGINT) AS VARCHAR) WHEN isnan(${value}) THEN NULL ELSE CAST(${value} AS VARCHAR) END`;
  return `CAST(${value} AS VARCHAR)`;
}

async function framedRows(
  engine: Engine,
  layout: FileLayout,
  {
    path,
    file,
    sha256,
    table,
    work,
  }: { path: string; file: string; sha256: string; table: string; work: string },
): Promise<RowSource> {
  const framedPath = join(work, `${table}.framed`);
  const refusalsPath = join(work, `${table}.refused`);
  const thread = openFramingThread();
  try {
    const places = layout.words.map((_, place) => place);
    await thread.frame({ path, sha256, file, layout, places, framedPath, refusalsPath });
  } finally {
    await thread.close();
  }
  const refused = `SELECT line, reason FROM ${framedFile(refusalsPath, ['reason', 'value_class'])}`;
  return layout.format === 'JSONL'
    ? await jsonRows(engine, framedPath, refused, file)
    : { ...tableRows(layout, framedPath), refused };
}

function tableRows({ words }: FileLayout, framedPath: string): RowSource {
  const cells = words.map((_, place) => `c${place}`);
  const titled = words.map(([word]) => word ?? '');
  // columns without a header hold what nobody has named, and a table saved by a program may begin with one
  const named = titled.map((word, place) => (word === '' ? `column_${place + 1}` : word));
  const kept = cells.filter((_, place) => titled[place] !== '' || place < titled.findLastIndex(Boolean));
  return {
    columns: kept.map((cell) => named[cells.indexOf(cell)]!),
    rows: `SELECT line, ${kept.map((cell, index) => `nullif(${cell}, '') AS c${index}`).join(', ')} FROM ${framedFile(framedPath, cells)}`,
  };
}

/** Keys of all objects, in the order in which they are met. */
async function jsonRows(
  engine: Engine,
  framedPath: string,
  refused: string,
  file: string,
): Promise<RowSource> {
  const objects = `${framedFile(framedPath, ['object'])} WHERE json_valid(object)`;
  const keys = await engine.rows<{ key: string }>(`
    SELECT key, min(line * 1000 + place) AS met
    FROM (
      SELECT line, unnest(json_keys(object)) AS key, generate_subscripts(json_keys(object), 1) AS place
      FROM ${objects}
    )
    GROUP BY key
    ORDER BY met`);
  if (keys.length === 0) throw new ZhaorenError('EMPTY_FILE', { file });
  const columns = keys.map(({ key }) => key);
  refuseManyColumns(columns.length, file);
  const paths = columns.map((key) => sqlText(`$."${key.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`));
  return {
    columns,
    rows: `SELECT line, ${columns.map((_, index) => `nullif(trim(found[${index + 1}]), '') AS c${index}`).join(', ')}
      FROM (SELECT line, json_extract_string(object, [${paths.join(', ')}]) AS found FROM ${objects})`,
    refused: `${refused} UNION ALL SELECT line, 'JSON_BROKEN' FROM ${framedFile(framedPath, ['object'])} WHERE NOT json_valid(object)`,
  };
}

async function countRefusals(engine: Engine, table: string): Promise<RefusedRecords[]> {
  const rows = await engine.rows<{ reason: RefusalReason; n: number; lines: number[] }>(`
    SELECT reason, count(*) AS n, (list(line ORDER BY line))[1:${NAMED_LINES}] AS lines
    FROM ${sqlName(`${table}_refused`)}
    GROUP BY reason
    ORDER BY reason`);
  return rows.map(({ reason, n, lines }) => ({ reason, records: n, lines }));
}

/** What was refused of a table, one Chinese sentence a reason. */
export function refusalSentences({ file, refused }: ReadTable): string[] {
  return refused.map(
    ({ reason, records, lines }) =>
      `文件 ${file} 有 ${records} 条记录没有参与关联：${REFUSAL_REASONS[reason]}（第 ${lines.join('、')} 行${records > lines.length ? '等' : ''}）`,
  );
}
