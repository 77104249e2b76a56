import type { Cell } from './cell-format.ts';
import type { DeliveryFile, DeliveryLayout } from './delivery-file.ts';
import { openTextFile } from './text-file.ts';

const DELIMITERS = { COMMA: ',', SEMICOLON: ';', TAB: '\t' } as const;
const LINE_ENDS = { CRLF: '\r\n', LF: '\n' } as const;

/** A CSV file: title line, header, records, total, signature, as the shape says. */
export function openCsvFile(
  path: string,
  { shape, columns, title, signature }: DeliveryLayout,
): DeliveryFile {
  const file = openTextFile(path, shape.encoding);
  const delimiter = DELIMITERS[shape.delimiter];
  const lineEnd = LINE_ENDS[shape.line_end];
  const isAlwaysQuoted = shape.quote === 'ALL';
  let line = 0;
  let records = 0;

  const field = (cell: Cell): string => {
    const text = cell === null ? '' : String(cell);
    const isQuoted = isAlwaysQuoted || text.includes(delimiter) || text.includes('"');
    return isQuoted ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const writeLine = (cells: readonly Cell[]): number => {
    let text = field(cells[0] ?? '');
    for (let i = 1; i < columns.length; i += 1) text += delimiter + field(cells[i] ?? '');
    file.write(text + lineEnd);
    line += 1;
    return line;
  };

  if (shape.title) writeLine([title]);
  writeLine(columns.map((column) => column.word));
  return Object.freeze({
    writeRow: (cells: readonly Cell[]) => {
      records += 1;
      return writeLine(cells);
    },
    close: () => {
      const junkLines: number[] = [];
      if (shape.total) junkLines.push(writeLine(['合计', `共${records}条`]));
      if (shape.signature) junkLines.push(writeLine(signature));
      return { bytes: file.close(), junkLines };
    },
  });
}
