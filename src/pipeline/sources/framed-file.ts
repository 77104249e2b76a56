import { closeSync, openSync, writeSync } from 'node:fs';
import type { RefusalReason } from './refusal-reason.ts';

/**
 * The framed form of a delivery: UTF-8, one record a line, `line ␟ field ␟ field …`, where `line` is the line
 * of the raw file. Fields hold no control characters, so nothing needs a quote and reading can begin at any
 * line. Refused lines stand in a second file, `line ␟ reason ␟ value class`.
 */
export const FIELD_SEPARATOR = '\u001f';

const SEPARATOR_BYTE = 0x1f;
const LINE_FEED = 10;
const SPACE = 32;
const QUOTE = 34;
const APOSTROPHE = 39;
const EQUALS = 61;

const BUFFER_BYTES = 4 * 1024 * 1024;

/** Takes records field by field: `begin`, then `field`s, then `finish`. */
export interface FramedFile {
  readonly records: number;
  readonly refused: number;
  /** Begins the record of a raw line; its fields must not be longer than `bytes` in all (2 MiB at most). */
  begin(line: number, bytes: number): void;
  /**
   * Adds a field: control characters become spaces and, in a quoted field, `""` becomes `"`. The marks by which
   * spreadsheets keep digits as text, `'001` and `="001"`, are dropped.
   */
  field(bytes: Buffer, start: number, stop: number, isQuoted: boolean): void;
  /** Adds a field given as text. */
  text(text: string): void;
  finish(): void;
  refuse(line: number, reason: RefusalReason, valueClass?: string): void;
}

/** Framed records in memory, handed out by `take`. */
export interface FramedBuffer extends FramedFile {
  /** The records framed since the last call; valid until the next record. */
  take(): Buffer;
  takeRefusals(): string;
}

/** @param onFull called when the buffer has to be taken before the next record */
export function framedBuffer(onFull: () => void): FramedBuffer {
  const out = Buffer.allocUnsafe(BUFFER_BYTES);
  let length = 0;
  let records = 0;
  let refused = 0;
  let refusals: string[] = [];
  return {
    get records() {
      return records;
    },
    get refused() {
      return refused;
    },
    begin(line, bytes) {
      if (length + 2 * bytes + 32 > BUFFER_BYTES) onFull();
      length = writeNumber(out, length, line);
    },
    field(bytes, start, stop, isQuoted) {
      let to = length;
      out[to++] = SEPARATOR_BYTE;
      let from = start;
      let end = stop;
      if (bytes[start] === APOSTROPHE && stop > start) from += 1;
      else if (bytes[start] === EQUALS && bytes[start + 1] === QUOTE && bytes[stop - 1] === QUOTE) {
        from += 2;
        end -= 1;
      }
      for (; from < end; from += 1) {
        let byte = bytes[from]!;
        if (isQuoted && byte === QUOTE) from += 1;
        if (byte < SPACE) byte = SPACE;
        out[to++] = byte;
      }
      length = to;
    },
    text(text) {
      out[length] = SEPARATOR_BYTE;
      const end = length + 1 + out.write(text, length + 1, 'utf8');
      for (let at = length + 1; at < end; at += 1) if (out[at]! < SPACE) out[at] = SPACE;
      length = end;
    },
    finish() {
      out[length++] = LINE_FEED;
      records += 1;
    },
    refuse(line, reason, valueClass = '') {
      refused += 1;
      refusals.push(`${line}${FIELD_SEPARATOR}${reason}${FIELD_SEPARATOR}${valueClass}\n`);
      if (refusals.length >= 10_000) onFull();
    },
    take() {
      const taken = out.subarray(0, length);
      length = 0;
      return taken;
    },
    takeRefusals() {
      const taken = refusals.join('');
      refusals = [];
      return taken;
    },
  };
}

/** Opens the two files of a delivery for writing, emptying them; `close` completes them. */
export function openFramedFile(path: string, refusalsPath: string): { framed: FramedFile; close(): void } {
  const file = openSync(path, 'w', 0o600);
  const refusalsFile = openSync(refusalsPath, 'w', 0o600);
  const framed = framedBuffer(flush);

  function flush(): void {
    writeWhole(file, framed.take());
    writeWhole(refusalsFile, Buffer.from(framed.takeRefusals()));
  }
  return {
    framed,
    close() {
      flush();
      closeSync(file);
      closeSync(refusalsFile);
    },
  };
}

/** Writes a positive integer as decimal digits; returns the offset behind it. */
function writeNumber(out: Buffer, at: number, value: number): number {
  let digits = 1;
  for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) digits += 1;
  let rest = value;
  for (let to = at + digits - 1; to >= at; to -= 1) {
    out[to] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
  return at + digits;
}

function writeWhole(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
