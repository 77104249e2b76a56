/**
 * GB 18030 from the runtime's own decoder: Node decodes it but cannot encode it. Every code is decoded once
 * and the table turned round, so the two always agree.
 */

/** First two-byte and four-byte codes; four-byte codes of the basic plane are 39,420 in linear order. */
const BASIC_FOUR_BYTE_CODES = 39_420;
/** Linear position of U+10000; from there on position and code point run in step. */
const SUPPLEMENTARY_POSITION = 189_000;
const QUESTION_MARK = 0x3f;

/** Code of a UTF-16 unit as a big-endian number of 1, 2 or 4 bytes; 0 stands for "no code" except at NUL. */
let codes: Uint32Array | undefined;

function fourByteCode(position: number): number {
  const b4 = 0x30 + (position % 10);
  const b3 = 0x81 + (Math.floor(position / 10) % 126);
  const b2 = 0x30 + (Math.floor(position / 1260) % 10);
  const b1 = 0x81 + Math.floor(position / 12_600);
  return ((b1 << 24) | (b2 << 16) | (b3 << 8) | b4) >>> 0;
}

function decodeAll(list: readonly number[], bytesEach: 2 | 4): string[] {
  const bytes = new Uint8Array(list.length * (bytesEach + 1));
  const view = new DataView(bytes.buffer);
  list.forEach((code, i) => {
    const at = i * (bytesEach + 1);
    if (bytesEach === 2) view.setUint16(at, code);
    else view.setUint32(at, code);
    // a line feed after each code keeps an undecodable one from swallowing the next
    bytes[at + bytesEach] = 0x0a;
  });
  return new TextDecoder('gb18030').decode(bytes).split('\n');
}

function buildCodes(): Uint32Array {
  const table = new Uint32Array(0x10000);
  const twoByte: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) twoByte.push((lead << 8) | trail);
  }
  const fourByte = Array.from({ length: BASIC_FOUR_BYTE_CODES }, (_, position) => fourByteCode(position));
  const enter = (list: readonly number[], decoded: readonly string[]) => {
    list.forEach((code, i) => {
      const unit = decoded[i]?.length === 1 ? decoded[i].charCodeAt(0) : 0xfffd;
      const isLost = unit === 0xfffd && code !== 0x8431a437;
      if (!isLost && table[unit] === 0) table[unit] = code;
    });
  };
  for (let unit = 0; unit < 0x80; unit += 1) table[unit] = unit;
  enter(twoByte, decodeAll(twoByte, 2));
  enter(fourByte, decodeAll(fourByte, 4));
  return table;
}

/**
 * Writes `text` into `target` and returns the number of bytes. `target` needs four bytes a UTF-16 unit. What
 * has no code (lone surrogates) becomes `?`.
 */
export function encodeGb18030(text: string, target: Uint8Array): number {
  codes ??= buildCodes();
  const table = codes;
  const length = text.length;
  let at = 0;
  for (let i = 0; i < length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      target[at++] = unit;
      continue;
    }
    let code = table[unit]!;
    if (unit >= 0xd800 && unit <= 0xdfff) {
      const point = text.codePointAt(i)!;
      if (point > 0xffff) {
        i += 1;
        code = fourByteCode(SUPPLEMENTARY_POSITION + point - 0x10000);
      }
    }
    if (code === 0) {
      target[at++] = QUESTION_MARK;
    } else if (code <= 0xffff) {
      target[at++] = code >>> 8;
      target[at++] = code & 0xff;
    } else {
      target[at++] = code >>> 24;
      target[at++] = (code >>> 16) & 0xff;
      target[at++] = (code >>> 8) & 0xff;
      target[at++] = code & 0xff;
    }
  }
  return at;
}
