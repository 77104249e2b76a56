/** A cell of a printed table; numbers stand to the right. */
export type TableCell = string | number | boolean | null;

export interface TextTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
  /** A sentence below the table. */
  readonly note?: string;
}

/** Han characters and full-width signs take two places of a terminal. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

function width(text: string): number {
  let places = 0;
  for (const character of text) places += WIDE.test(character) ? 2 : 1;
  return places;
}

function written(cell: TableCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'number') return String(cell);
  return Number.isInteger(cell) ? cell.toLocaleString('en-US') : String(cell);
}

/** The table as lines of text, as Markdown reads it. */
export function formatTable({ title, columns, rows, note }: TextTable): string {
  const texts = rows.map((row) => row.map(written));
  const toRight = columns.map((_, at) => rows.some((row) => typeof row[at] === 'number'));
  const widths = columns.map((column, at) =>
    Math.max(3, width(column), ...texts.map((row) => width(row[at] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => pad(cell, widths[at]!, toRight[at]!)).join(' | ')} |`;
  const rule = widths.map((places, at) => (toRight[at] ? `${'-'.repeat(places - 1)}:` : '-'.repeat(places)));
  return [
    `### ${title}`,
    '',
    line(columns),
    line(rule),
    ...texts.map(line),
    ...(note ? ['', note] : []),
  ].join('\n');
}

function pad(text: string, places: number, toRight: boolean): string {
  const space = ' '.repeat(Math.max(0, places - width(text)));
  return toRight ? space + text : text + space;
}

/** A share in percent with two digits, or `n/a` of nothing. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? 'n/a' : `${((100 * part) / whole).toFixed(2)} %`;
}
