import { isAscii, isUtf8 } from 'node:buffer';

/** How the bytes of a text file spell characters. UTF-16 always begins with its byte-order mark. */
export type TextEncoding = 'UTF-8' | 'UTF-8-BOM' | 'GB18030' | 'UTF-16LE' | 'UTF-16BE';

/** Bytes of a line end: two in UTF-16. */
export function unitBytes(encoding: TextEncoding): 1 | 2 {
  return encoding.startsWith('UTF-16') ? 2 : 1;
}

/** Looks at the bytes of a file as they pass, and says at the end how they are to be read. */
export interface EncodingSurvey {
  observe(bytes: Buffer): void;
  /** Null: neither UTF-8 nor GB18030 nor marked UTF-16. */
  conclude(): TextEncoding | null;
}

/** Lines with characters beyond ASCII that are judged one by one, at most. */
const JUDGED_LINES = 2000;
const LONGEST_LINE = 64 * 1024;
/** Share of judged lines that must be right. */
const RIGHT_SHARE = 0.5;
/**
 * Share of the two-byte characters of right GB18030 that must lie in the rows of GB 2312: Chinese text does
 * (rare characters of names apart), Big5 and Latin-1 taken for GB18030 do not.
 */
const USUAL_SHARE = 0.8;

/**
 * Judges by lines, not by the file: one damaged line must not turn a UTF-8 file into GB18030. UTF-8 goes
 * first, since its text is nearly always valid GB18030 as well. A file of ASCII only is UTF-8.
 */
export function openEncodingSurvey(): EncodingSurvey {
  let head: Buffer = Buffer.alloc(0);
  let rest: Buffer = Buffer.alloc(0);
  const seen = { lines: 0, utf8: 0, gb18030: 0 };
  const decoder = new TextDecoder('gb18030', { fatal: true });

  function judge(line: Buffer): void {
    seen.lines += 1;
    if (isUtf8(line)) seen.utf8 += 1;
    else if (isLikelyGb18030(line, decoder)) seen.gb18030 += 1;
  }

  return {
    observe(bytes) {
      if (head.length < 3) head = Buffer.concat([head, bytes.subarray(0, 3)]);
      if (seen.lines >= JUDGED_LINES) return;
      const lines = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      const lastEnd = lines.lastIndexOf(10) + 1;
      // a line without end is judged as far as it has come
      const end = lastEnd === 0 && lines.length > LONGEST_LINE ? lines.length : lastEnd;
      rest = Buffer.from(lines.subarray(end));
      const whole = lines.subarray(0, end);
      if (isAscii(whole)) return;
      for (let start = 0; start < whole.length && seen.lines < JUDGED_LINES; ) {
        const stop = whole.indexOf(10, start) + 1 || whole.length;
        const line = whole.subarray(start, stop);
        if (!isAscii(line)) judge(line);
        start = stop;
      }
    },
    conclude() {
      if (head[0] === 0xff && head[1] === 0xfe) return 'UTF-16LE';
      if (head[0] === 0xfe && head[1] === 0xff) return 'UTF-16BE';
      if (rest.length > 0 && !isAscii(rest)) judge(rest);
      if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'UTF-8-BOM';
      if (seen.utf8 >= seen.lines * RIGHT_SHARE) return 'UTF-8';
      return seen.gb18030 >= seen.lines * RIGHT_SHARE ? 'GB18030' : null;
    },
  };
}

function isLikelyGb18030(line: Buffer, decoder: InstanceType<typeof TextDecoder>): boolean {
  try {
    decoder.decode(line);
  } catch {
    return false;
  }
  let usual = 0;
  let rare = 0;
  for (let at = 0; at < line.length; at += 1) {
    const lead = line[at]!;
    if (lead < 0x80) continue;
    const trail = line[at + 1] ?? 0;
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1) usual += 1;
    else rare += 1;
    at += trail >= 0x30 && trail <= 0x39 ? 3 : 1;
  }
  return usual >= (usual + rare) * USUAL_SHARE;
}
