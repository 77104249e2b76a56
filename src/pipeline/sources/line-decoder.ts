import { isUtf8 } from 'node:buffer';
import type { TextEncoding } from './text-encoding.ts';

/** Whole lines as UTF-8, each ended by `\n`. The buffer is used again for the next lines. */
export interface DecodedLines {
  readonly bytes: Buffer;
  readonly length: number;
  /** Offsets at which lines begin that hold bytes of no character; ascending. */
  readonly damage: readonly number[];
}

export type LineDecoder = (lines: Buffer) => DecodedLines;

const NO_DAMAGE: readonly number[] = Object.freeze([]);

/** Turns whole lines of an encoding into UTF-8 lines. Expects lines ended by `\n`, or by `\r` when named. */
export function lineDecoder(encoding: TextEncoding, newline: '\n' | '\r'): LineDecoder {
  const decode = decoderOf(encoding);
  if (newline === '\n') return decode;
  return (lines) => withLineFeeds(decode(lines));
}

function decoderOf(encoding: TextEncoding): LineDecoder {
  const scratch = growingBuffer();
  switch (encoding) {
    case 'UTF-8':
    case 'UTF-8-BOM':
      return utf8Lines;
    case 'GB18030': {
      const decoder = new TextDecoder('gb18030');
      return (lines) => checkedLines(lines, decoder, scratch);
    }
    case 'UTF-16LE':
    case 'UTF-16BE': {
      const decoder = new TextDecoder(encoding.toLowerCase(), { ignoreBOM: true });
      return (lines) => encoded(decoder.decode(lines), scratch);
    }
    default:
      return encoding satisfies never;
  }
}

function utf8Lines(lines: Buffer): DecodedLines {
  if (isUtf8(lines)) return { bytes: lines, length: lines.length, damage: NO_DAMAGE };
  const damage: number[] = [];
  for (const [start, stop] of lineBounds(lines)) {
    if (!isUtf8(lines.subarray(start, stop))) damage.push(start);
  }
  return { bytes: lines, length: lines.length, damage };
}

/** Decodes in one go; only when something is wrong, line by line to know where. */
function checkedLines(
  lines: Buffer,
  decoder: InstanceType<typeof TextDecoder>,
  scratch: (bytes: number) => Buffer,
): DecodedLines {
  const text = decoder.decode(lines);
  if (!text.includes('\ufffd')) return encoded(text, scratch);
  const bytes = scratch(lines.length * 3);
  const damage: number[] = [];
  let length = 0;
  for (const [start, stop] of lineBounds(lines)) {
    const line = decoder.decode(lines.subarray(start, stop));
    if (line.includes('\ufffd')) damage.push(length);
    length += bytes.write(line, length, 'utf8');
  }
  return { bytes, length, damage };
}

function encoded(text: string, scratch: (bytes: number) => Buffer): DecodedLines {
  const bytes = scratch(text.length * 3);
  return { bytes, length: bytes.write(text, 0, 'utf8'), damage: NO_DAMAGE };
}

function growingBuffer(): (bytes: number) => Buffer {
  let buffer = Buffer.allocUnsafe(0);
  return (bytes) => {
    if (buffer.length < bytes) buffer = Buffer.allocUnsafe(bytes);
    return buffer;
  };
}

function withLineFeeds(lines: DecodedLines): DecodedLines {
  const { bytes, length } = lines;
  for (let at = bytes.indexOf(13); at >= 0 && at < length; at = bytes.indexOf(13, at)) bytes[at] = 10;
  return lines;
}

function* lineBounds(lines: Buffer): Generator<[start: number, stop: number]> {
  for (let start = 0; start < lines.length; ) {
    const end = lines.indexOf(10, start);
    const stop = end < 0 ? lines.length : end + 1;
    yield [start, stop];
    start = stop;
  }
}
