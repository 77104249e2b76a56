import type { FileLayout } from '#pipeline/sources/delivery.ts';
import type { TopRow } from '#pipeline/sources/header-row.ts';
import { recordLocator } from '#pipeline/sources/record-locator.ts';
import type { TextEncoding } from '#pipeline/sources/text-encoding.ts';
import { DELIMITERS, type FileHead, topLines, topTextRows } from '#pipeline/sources/top-text-rows.ts';

/** Rows by which delimiter and header are judged. */
export const TOP_ROWS = 60;
/** Rows above the header that may be a title or a note. */
const TITLE_ROWS = 10;

/** How a delimited text looks; undefined when nothing but blank lines stands in it. */
export function textTableLayout(head: FileHead, encoding: TextEncoding): FileLayout | undefined {
  const { text, newline } = topLines(head, encoding);
  const tried = DELIMITERS.map((delimiter) => {
    const rows = topTextRows(text, delimiter, TOP_ROWS);
    return { delimiter, rows, score: evenness(rows) };
  });
  // the first of equals stays: a table of one column has no delimiter at all
  const { delimiter, rows } = tried.reduce((best, next) => (next.score > best.score ? next : best));
  const header = headerRow(rows);
  if (header === undefined) return undefined;
  return {
    format: 'CSV',
    encoding,
    newline,
    delimiter,
    headerLine: header.line,
    dataLine: header.line + 1 + innerLines(text, header.line, delimiter),
    words: header.cells.map((cell) => [cell]),
  };
}

/** The first row that is no title above the table; undefined when all rows are blank. */
export function headerRow(rows: readonly TopRow[]): TopRow | undefined {
  const filled = rows.filter((row) => filledCells(row) > 0);
  const widest = Math.max(0, ...filled.map(filledCells));
  // a title stands in the first cell alone; a lone word behind a blank one heads a column
  const isHeader = (row: TopRow) =>
    filledCells(row) * 2 >= widest && (filledCells(row) > 1 || row.cells[0] === '');
  return filled.slice(0, TITLE_ROWS).find(isHeader) ?? filled[0];
}

/** Cells of the commonest width times the rows that have it: the right delimiter cuts all rows alike. */
function evenness(rows: readonly TopRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return Math.max(0, ...[...counts].map(([columns, times]) => (columns - 1) * times));
}

function filledCells({ cells }: TopRow): number {
  return cells.filter((cell) => cell !== '').length;
}

/** Line ends within quoted words of the header. */
function innerLines(text: Buffer, line: number, delimiter: string): number {
  let at = 0;
  for (let passed = 1; passed < line; passed += 1) at = text.indexOf(10, at) + 1;
  const record = recordLocator(delimiter.charCodeAt(0));
  return record.locate(text, at, text.length) < 0 ? 0 : record.innerLines;
}
