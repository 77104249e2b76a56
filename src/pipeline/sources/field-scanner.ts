import type { FramedFile } from './framed-file.ts';
import type { DecodedLines } from './line-decoder.ts';
import { NON_DATA_STARTS, nonDataReason } from './non-data-row.ts';
import { BOUNDS, INCOMPLETE, MALFORMED, recordLocator } from './record-locator.ts';
import type { RefusalReason } from './refusal-reason.ts';

const LINE_FEED = 10;

/** Longer records are refused: no table has such rows, so its quotes or line ends are broken. */
export const RECORD_LIMIT_BYTES = 1024 * 1024;
/** Longer cells are no total line or note. */
const NOTE_LIMIT_BYTES = 600;

export interface FieldScannerOptions {
  /** Byte between fields. */
  readonly delimiter: number;
  /** First line of data; lines before it are skipped. */
  readonly dataLine: number;
  /**
   * Fields that a record may have: from the last column that has a header to all that the header row has.
   * Null: any number.
   */
  readonly columns: { readonly least: number; readonly most: number } | null;
  /** Column → 1 when it goes into the framed file; null: all do. */
  readonly kept: Uint8Array | null;
}

export interface FieldScanner {
  /** Frames whole lines; a record that goes on behind them waits for the next call. */
  push(lines: DecodedLines): void;
  /** Passes over a line too long to be looked at. */
  overlongLine(): void;
  /** Settles what still waits. */
  end(): void;
}

const NON_DATA_FIRST: ReadonlySet<number> = new Set(
  NON_DATA_STARTS.map((character) => Buffer.from(character).readUIntBE(0, 3)),
);

/**
 * Cuts lines of delimited UTF-8 text into records and fields. A quote opens a quoted field only where a field
 * begins, and closes it only before a delimiter or line end; line ends inside become spaces. Where that fails
 * the first line alone is refused and reading goes on with the next. Records of blank fields only are no
 * records. Surplus fields at the end are ignored when blank.
 */
export function openFieldScanner(
  { delimiter, dataLine, columns, kept }: FieldScannerOptions,
  framed: FramedFile,
): FieldScanner {
  const record = recordLocator(delimiter);
  /** Lines passed. */
  let line = 0;
  let waiting: Buffer = Buffer.alloc(0);
  let waitingDamage: readonly number[] = [];

  /** Frames the records of whole lines; returns the offset of one that is not complete, else `end`. */
  function scan({ bytes, length: end, damage }: DecodedLines, isLast: boolean): number {
    let at = 0;
    for (; line < dataLine - 1 && at < end; line += 1) at = bytes.indexOf(LINE_FEED, at) + 1;
    const holdsNul = bytes.subarray(at, end).includes(0);
    let nextDamage = 0;
    while (at < end) {
      const start = at;
      at = record.locate(bytes, start, end);
      if (at === INCOMPLETE && !isLast) return start;
      if (at < 0 || (record.innerLines > 0 && !hasRightColumns())) {
        framed.refuse(line + 1, at === MALFORMED ? 'MALFORMED_QUOTE' : 'UNCLOSED_QUOTE');
        at = bytes.indexOf(LINE_FEED, start) + 1;
        line += 1;
        continue;
      }
      while (damage[nextDamage]! < start) nextDamage += 1;
      if (damage[nextDamage]! < at) framed.refuse(line + 1, 'INVALID_BYTES');
      else if (holdsNul && bytes.subarray(start, at).includes(0)) framed.refuse(line + 1, 'NUL_BYTE');
      else frame(bytes, at - start);
      line += 1 + record.innerLines;
    }
    return end;
  }

  /** Frames the located record, or refuses it. */
  function frame(bytes: Buffer, recordBytes: number): void {
    if (record.lastFilled < 0) return;
    const refusal = refusalOf(bytes, recordBytes);
    if (refusal !== null) {
      framed.refuse(line + 1, refusal, refusal === 'COLUMN_COUNT' ? String(record.columns) : '');
      return;
    }
    const { starts, stops, quoted } = record;
    framed.begin(line + 1, recordBytes);
    const end = kept === null ? Math.min(record.columns, BOUNDS) : kept.length;
    for (let column = 0; column < end; column += 1) {
      if (kept?.[column] === 0) continue;
      // a record may end before the columns without header
      if (column < record.columns) framed.field(bytes, starts[column]!, stops[column]!, quoted[column] === 1);
      else framed.text('');
    }
    framed.finish();
  }

  function refusalOf(bytes: Buffer, recordBytes: number): RefusalReason | null {
    if (recordBytes > RECORD_LIMIT_BYTES) return 'LINE_TOO_LONG';
    const nonData = nonDataRow(bytes);
    if (nonData !== null) return nonData;
    return hasRightColumns() ? null : 'COLUMN_COUNT';
  }

  function hasRightColumns(): boolean {
    if (columns === null) return true;
    return (
      record.columns >= columns.least && (record.columns <= columns.most || record.lastFilled < columns.most)
    );
  }

  function nonDataRow(bytes: Buffer): RefusalReason | null {
    const start = record.starts[record.firstFilled] ?? 0;
    const stop = record.stops[record.firstFilled] ?? 0;
    if (stop - start < 6 || stop - start > NOTE_LIMIT_BYTES) return null;
    if (!NON_DATA_FIRST.has(bytes.readUIntBE(start, 3))) return null;
    return nonDataReason(bytes.toString('utf8', start, stop));
  }

  /** Scans what waits and what has come; keeps a copy of the record that is not complete. */
  function proceed(come: DecodedLines, isLast: boolean): void {
    const lines = waiting.length === 0 ? come : joined(waiting, waitingDamage, come);
    const rest = scan(lines, isLast);
    waiting = Buffer.from(lines.bytes.subarray(rest, lines.length));
    waitingDamage = lines.damage.filter((offset) => offset >= rest).map((offset) => offset - rest);
  }

  const nothing: DecodedLines = { bytes: Buffer.alloc(0), length: 0, damage: [] };
  return {
    push: (lines) => proceed(lines, false),
    overlongLine() {
      proceed(nothing, true);
      line += 1;
      if (line >= dataLine) framed.refuse(line, 'LINE_TOO_LONG');
    },
    end: () => proceed(nothing, true),
  };
}

function joined(waiting: Buffer, waitingDamage: readonly number[], come: DecodedLines): DecodedLines {
  return {
    bytes: Buffer.concat([waiting, come.bytes.subarray(0, come.length)]),
    length: waiting.length + come.length,
    damage: [...waitingDamage, ...come.damage.map((offset) => offset + waiting.length)],
  };
}
