import { readSync } from 'node:fs';
import { type DecodedLines, lineDecoder } from './line-decoder.ts';
import { type TextEncoding, unitBytes } from './text-encoding.ts';

/** Bytes read at once; a line that does not fit into two chunks is thrown away unseen. */
const CHUNK_BYTES = 4 * 1024 * 1024;

export interface LineChunkOptions {
  readonly encoding: TextEncoding;
  /** `\r` in files of old Macs, else `\n`. */
  readonly newline: '\n' | '\r';
  /** Sees every byte as it is read, e.g. to hash it. */
  readonly onBytes?: (bytes: Buffer) => void;
}

/**
 * Reads an open text file as chunks of whole lines in UTF-8; the byte-order mark is dropped and the last line
 * is ended when it is not. Memory grows neither with the file nor with its lines: a line longer than the
 * buffer comes as `'OVERLONG'`.
 */
export function* readLineChunks(
  file: number,
  { encoding, newline, onBytes }: LineChunkOptions,
): Generator<DecodedLines | 'OVERLONG'> {
  const unit = unitBytes(encoding);
  const ends = lineEnds(encoding, newline);
  const decode = lineDecoder(encoding, newline);
  const raw = Buffer.allocUnsafe(2 * CHUNK_BYTES + unit);
  let held = 0;
  let overlong = false;
  let bomBytes = encoding === 'UTF-8-BOM' ? 3 : unit === 2 ? 2 : 0;

  for (;;) {
    const got = readSync(file, raw, held, CHUNK_BYTES, null);
    if (got > 0) onBytes?.(raw.subarray(held, held + got));
    held += got;
    let start = Math.min(bomBytes, held);
    bomBytes = 0;
    const atEnd = got === 0;
    if (atEnd && (held > 0 || overlong)) held = ends.append(raw, held - (held % unit));

    if (overlong) {
      const end = ends.first(raw, start, held);
      if (end < 0) start = held - (held % unit);
      else {
        yield 'OVERLONG';
        overlong = false;
        start = end + unit;
      }
    }
    const stop = ends.last(raw, start, held) + unit;
    if (stop > start) yield decode(raw.subarray(start, stop));
    if (atEnd) return;

    const rest = Math.max(start, stop);
    raw.copyWithin(0, rest, held);
    held -= rest;
    if (held >= CHUNK_BYTES) {
      overlong = true;
      raw.copyWithin(0, held - (held % unit), held);
      held %= unit;
    }
  }
}

/** Finding line ends among the first `held` bytes: offsets, −unit + from when there is none after `from`. */
interface LineEnds {
  first(raw: Buffer, from: number, held: number): number;
  last(raw: Buffer, from: number, held: number): number;
  /** Ends the last line; returns the bytes then held. */
  append(raw: Buffer, held: number): number;
}

function lineEnds(encoding: TextEncoding, newline: '\n' | '\r'): LineEnds {
  const byte = newline.charCodeAt(0);
  if (unitBytes(encoding) === 1) {
    return {
      first(raw, from, held) {
        const at = raw.indexOf(byte, from);
        return at < held ? at : -1;
      },
      last(raw, from, held) {
        return Math.max(from - 1, held === 0 ? -1 : raw.lastIndexOf(byte, held - 1));
      },
      append(raw, held) {
        raw[held] = byte;
        return held + 1;
      },
    };
  }
  const pair = encoding === 'UTF-16LE' ? byte << 8 : byte;
  return {
    first(raw, from, held) {
      for (let at = from; at + 1 < held; at += 2) if (raw.readUInt16BE(at) === pair) return at;
      return -1;
    },
    last(raw, from, held) {
      for (let at = held - (held % 2) - 2; at >= from; at -= 2) if (raw.readUInt16BE(at) === pair) return at;
      return from - 2;
    },
    append(raw, held) {
      raw.writeUInt16BE(pair, held);
      return held + 2;
    },
  };
}
