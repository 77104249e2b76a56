import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { type Engine, EngineError, sqlText } from '#engine/engine.ts';
import type { FileLayout } from '#pipeline/sources/delivery.ts';
import { detectFormat } from '#pipeline/sources/file-format.ts';
import { refuseManyColumns } from '#pipeline/sources/file-sight.ts';
import { titledColumns } from '#pipeline/sources/header-row.ts';
import { openEncodingSurvey } from '#pipeline/sources/text-encoding.ts';
import { readSheetRows } from '#pipeline/sources/xlsx/sheet-rows.ts';
import { openWorkbook } from '#pipeline/sources/xlsx/workbook.ts';
import { headerRow, TOP_ROWS, textTableLayout } from './text-table.ts';

const HEAD_BYTES = 256 * 1024;

/** A file to be looked at. */
export interface TableFile {
  readonly path: string;
  /** Its name for messages. */
  readonly file: string;
  /** Of text that is not UTF-8, as `TextDecoder` calls it; undefined: found out. */
  readonly encoding?: string | undefined;
  /** Where text may be put that had to be decoded first. */
  readonly decodedPath: string;
}

/** How a table's file looks, and the hash by which framing knows it again. */
export interface SeenTable {
  /** Of the file, or of its text in UTF-8. */
  readonly path: string;
  readonly layout: FileLayout;
  readonly sha256: string;
  /** Chinese sentences on what a reader should know. */
  readonly warnings: readonly string[];
}

/**
 * Looks at a file of any supported format. The keys of JSONL are not looked for here.
 * @throws ZhaorenError EMPTY_FILE, UNKNOWN_ENCODING, UNSUPPORTED_FORMAT, XLSX_*, PARQUET_BROKEN, TOO_MANY_COLUMNS
 */
export async function seeTable(engine: Engine, table: TableFile): Promise<SeenTable> {
  const { path, file } = table;
  const { head, bytes, sha256, encoding } = await survey(path);
  const format = detectFormat(head, file);
  if (format === 'PARQUET')
    return { path, layout: await parquetLayout(engine, path, file), sha256, warnings: [] };
  if (format === 'XLSX') return { path, sha256, ...(await sheetLayout(path, file)) };
  if (table.encoding !== undefined && (encoding === null || encoding === 'GB18030')) {
    await decodeFile(path, table.encoding, table.decodedPath);
    return await seeTable(engine, { ...table, path: table.decodedPath, encoding: undefined });
  }
  if (encoding === null) throw new ZhaorenError('UNKNOWN_ENCODING', { file });
  if (format === 'JSONL') {
    const newline = head.includes(10) || !head.includes(13) ? '\n' : '\r';
    return { path, layout: { format, encoding, newline, words: [] }, sha256, warnings: [] };
  }
  const layout = textTableLayout({ bytes: head, isWhole: head.length === bytes }, encoding);
  if (layout === undefined) throw new ZhaorenError('EMPTY_FILE', { file });
  refuseManyColumns(titledColumns(layout.words), file, layout.headerLine);
  return { path, layout, sha256, warnings: titleWarning(layout) };
}

/** Reads the whole file once. */
async function survey(path: string) {
  const encoding = openEncodingSurvey();
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: HEAD_BYTES }) as AsyncIterable<Buffer>) {
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]);
    bytes += chunk.length;
    encoding.observe(chunk);
    hash.update(chunk);
  }
  return { head, bytes, sha256: hash.digest('hex'), encoding: encoding.conclude() };
}

async function decodeFile(path: string, encoding: string, decodedPath: string): Promise<void> {
  const decoder = new TextDecoder(encoding);
  await pipeline(
    createReadStream(path),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
      yield decoder.decode();
    },
    createWriteStream(decodedPath, { mode: 0o600 }),
  );
}

async function parquetLayout(engine: Engine, path: string, file: string): Promise<FileLayout> {
  try {
    const columns = await engine.rows<{ column_name: string }>(
      `DESCRIBE SELECT * FROM read_parquet(${sqlText(path)})`,
    );
    refuseManyColumns(columns.length, file);
    return { format: 'PARQUET', words: columns.map(({ column_name }) => [column_name]) };
  } catch (cause) {
    if (cause instanceof EngineError) throw new ZhaorenError('PARQUET_BROKEN', { file }, { cause });
    throw cause;
  }
}

/** The first visible sheet that holds anything. */
async function sheetLayout(path: string, file: string): Promise<Omit<SeenTable, 'path' | 'sha256'>> {
  const workbook = await openWorkbook(path, file);
  try {
    const filled = [];
    for (const [index, { name, part, isHidden }] of workbook.sheets.entries()) {
      if (isHidden && workbook.sheets.length > 1) continue;
      const rows = [];
      for await (const { line, cells } of readSheetRows(workbook, part)) {
        if (cells.length > 0) rows.push({ line, cells: Array.from(cells, (cell) => (cell ?? '').trim()) });
        if (rows.length >= TOP_ROWS) break;
      }
      const header = headerRow(rows);
      if (header) filled.push({ name, sheetNumber: index + 1, header });
    }
    const [chosen, ...others] = filled;
    if (chosen === undefined) throw new ZhaorenError('EMPTY_FILE', { file });
    const { name, sheetNumber, header } = chosen;
    refuseManyColumns(header.cells.length, file, header.line);
    const layout: FileLayout = {
      format: 'XLSX',
      sheet: name,
      sheetNumber,
      headerLine: header.line,
      dataLine: header.line + 1,
      words: header.cells.map((cell) => [cell]),
    };
    const unread = others.map((sheet) => `工作表“${sheet.name}”没有读取，只读“${name}”`);
    return { layout, warnings: [...titleWarning(layout), ...unread] };
  } finally {
    workbook.close();
  }
}

function titleWarning({ headerLine }: FileLayout): string[] {
  return headerLine === undefined || headerLine === 1 ? [] : [`以第 ${headerLine} 行为表头，此前的行未采用`];
}
