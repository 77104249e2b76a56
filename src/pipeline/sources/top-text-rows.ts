import { openFieldScanner } from './field-scanner.ts';
import { FIELD_SEPARATOR, framedBuffer } from './framed-file.ts';
import type { TopRow } from './header-row.ts';
import { lineDecoder } from './line-decoder.ts';
import { type TextEncoding, unitBytes } from './text-encoding.ts';

/** Delimiters that are tried, the commonest first. */
export const DELIMITERS = [',', '\t', ';', '|'] as const;

/** The first bytes of a file. */
export interface FileHead {
  readonly bytes: Buffer;
  /** False: the file goes on. */
  readonly isWhole: boolean;
}

/** First lines of a text file in UTF-8; a last line that may go on is left out. */
export function topLines(head: FileHead, encoding: TextEncoding): { text: Buffer; newline: '\n' | '\r' } {
  const newline = head.bytes.includes(10) || !head.bytes.includes(13) ? '\n' : '\r';
  const unit = unitBytes(encoding);
  const bomBytes = encoding === 'UTF-8-BOM' ? 3 : unit === 2 ? 2 : 0;
  const units = head.bytes.length - ((head.bytes.length - bomBytes) % unit);
  const { bytes, length } = lineDecoder(encoding, newline)(head.bytes.subarray(bomBytes, units));
  const lines = bytes.subarray(0, length);
  const lastEnd = lines.lastIndexOf(10) + 1;
  const text = head.isWhole || lastEnd === 0 ? Buffer.concat([lines, LINE_END]) : lines.subarray(0, lastEnd);
  return { text, newline };
}

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
