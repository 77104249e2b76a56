import { openFieldScanner } from './field-scanner.ts';
import { FIELD_SEPARATOR, framedBuffer } from './framed-file.ts';
import type { TopRow } from './header-row.ts';
import { lineDecoder } from './line-decoder.ts';
import { type TextEncoding, unitBytes } from './text-encoding.ts';

/** Delimiters that are tried, the commonest first. */
export const DELIMITERS = [',', '\t', ';', '|'] as const;

/** First bytes of a text file in UTF-8, cut behind the last whole line. */
export function topLines(head: Buffer, encoding: TextEncoding): { text: Buffer; newline: '\n' | '\r' } {
  const newline = head.includes(10) || !head.includes(13) ? '\n' : '\r';
  const bomBytes = encoding === 'UTF-8-BOM' ? 3 : unitBytes(encoding) === 2 ? 2 : 0;
  const whole = head.subarray(bomBytes, head.length - ((head.length - bomBytes) % unitBytes(encoding)));
  const { bytes, length } = lineDecoder(encoding, newline)(whole);
  const end = bytes.lastIndexOf(10, length - 1) + 1;
  // a file of one line only has no line end
  const text = Buffer.concat([bytes.subarray(0, end > 0 ? end : length), end > 0 ? EMPTY : LINE_END]);
  return { text, newline };
}

const EMPTY = Buffer.alloc(0);
const LINE_END = Buffer.from('\n');

/**
 * The first rows of delimited text, cut into cells.
 * @param text whole lines of UTF-8
 */
export function topTextRows(text: Buffer, delimiter: string, rows: number): TopRow[] {
  const framed = framedBuffer(() => {});
  const scanner = openFieldScanner(
    { delimiter: delimiter.charCodeAt(0), dataLine: 1, columns: null, kept: null },
    framed,
  );
  const end = offsetOfLine(text, rows * 3);
  scanner.push({ bytes: text.subarray(0, end), length: end, damage: [] });
  scanner.end();
  return framed
    .take()
    .toString('utf8')
    .split('\n')
    .slice(0, Math.min(rows, framed.records))
    .map((record) => {
      const [line, ...cells] = record.split(FIELD_SEPARATOR);
      return { line: Number(line), cells };
    });
}

/** Offset behind the given number of lines, or the end. */
function offsetOfLine(text: Buffer, lines: number): number {
  let at = 0;
  for (let line = 0; line < lines && at < text.length; line += 1) {
    const end = text.indexOf(10, at);
    if (end < 0) return text.length;
    at = end + 1;
  }
  return at;
}
