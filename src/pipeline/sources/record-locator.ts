const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const QUOTE = 34;

/** How far an open quote is followed. */
const QUOTE_LIMIT_BYTES = 64 * 1024;
const QUOTE_LIMIT_LINES = 100;

/** Fields whose bounds are kept; further ones are only counted. */
export const BOUNDS = 4096;

/** The record goes on behind the bytes at hand. */
export const INCOMPLETE = -1;
/** A quote is open for too long. */
export const UNCLOSED = -2;
/** A quote closes, and neither a delimiter nor a line end follows. */
export const MALFORMED = -3;

/** Where the fields of one record stand, trimmed, quotes excluded. Overwritten by the next record. */
export interface RecordLocator {
  readonly starts: Int32Array;
  readonly stops: Int32Array;
  /** 1: the field was quoted, so that `""` in it stands for `"`. */
  readonly quoted: Uint8Array;
  /** Fields of the record. */
  columns: number;
  /** First and last column that is not blank; −1: none. */
  firstFilled: number;
  lastFilled: number;
  /** Line ends inside quoted fields. */
  innerLines: number;
  /**
   * Finds the fields of the record that begins at `at`; `bytes` up to `end` are whole lines. Returns the
   * offset behind its line end, or one of the three negative answers.
   */
  locate(bytes: Buffer, at: number, end: number): number;
}

/** @param delimiter byte between fields */
export function recordLocator(delimiter: number): RecordLocator {
  const starts = new Int32Array(BOUNDS);
  const stops = new Int32Array(BOUNDS);
  const quoted = new Uint8Array(BOUNDS);

  const locator: RecordLocator = {
    starts,
    stops,
    quoted,
    columns: 0,
    firstFilled: -1,
    lastFilled: -1,
    innerLines: 0,
    locate(bytes, recordStart, end) {
      let at = recordStart;
      let column = 0;
      let firstFilled = -1;
      let lastFilled = -1;
      locator.innerLines = 0;
      for (;;) {
        let byte = bytes[at]!;
        let start = at;
        let stop: number;
        const isQuoted = byte === QUOTE;
        if (isQuoted) {
          stop = closingQuote(bytes, at + 1, end);
          if (stop < 0) return stop;
          start += 1;
          at = stop;
          do byte = bytes[++at]!;
          while (byte === SPACE || byte === CARRIAGE_RETURN);
          if (byte !== delimiter && byte !== LINE_FEED) return MALFORMED;
        } else {
          while (byte !== delimiter && byte !== LINE_FEED) byte = bytes[++at]!;
          stop = at;
        }
        while (stop > start && bytes[stop - 1]! <= SPACE) stop -= 1;
        while (start < stop && bytes[start]! <= SPACE) start += 1;
        starts[column] = start;
        stops[column] = stop;
        quoted[column] = isQuoted ? 1 : 0;
        if (stop > start) {
          lastFilled = column;
          if (firstFilled < 0) firstFilled = column;
        }
        column += 1;
        at += 1;
        if (byte === LINE_FEED) break;
      }
      locator.columns = column;
      locator.firstFilled = firstFilled;
      locator.lastFilled = lastFilled;
      return at;
    },
  };

  function closingQuote(bytes: Buffer, from: number, end: number): number {
    const limit = Math.min(end, from + QUOTE_LIMIT_BYTES);
    let lines = 0;
    for (let at = from; at < limit; at += 1) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        if (bytes[at + 1] === QUOTE) at += 1;
        else {
          locator.innerLines += lines;
          return at;
        }
      } else if (byte === LINE_FEED) {
        lines += 1;
        if (lines > QUOTE_LIMIT_LINES) return UNCLOSED;
      }
    }
    return limit === end ? INCOMPLETE : UNCLOSED;
  }

  return locator;
}
