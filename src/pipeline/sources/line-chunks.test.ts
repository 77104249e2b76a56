import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeGb18030 } from '#city/deliveries/gb18030-encoder.ts';
import { readLineChunks } from './line-chunks.ts';
import type { TextEncoding } from './text-encoding.ts';

const folder = mkdtempSync(join(tmpdir(), 'line-chunks-'));
afterAll(() => rmSync(folder, { recursive: true }));

function gb18030(text: string): Buffer {
  const bytes = Buffer.alloc(text.length * 4);
  return bytes.subarray(0, encodeGb18030(text, bytes));
}

/** Lines of a file, damaged ones marked; `<overlong>` for those that do not fit. */
function lines(bytes: Buffer, encoding: TextEncoding, newline: '\n' | '\r' = '\n'): string[] {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  const file = openSync(path, 'r');
  const found: string[] = [];
  for (const chunk of readLineChunks(file, { encoding, newline })) {
    if (chunk === 'OVERLONG') {
      found.push('<overlong>');
      continue;
    }
    const whole = chunk.bytes.subarray(0, chunk.length);
    expect(whole.at(-1)).toBe(10);
    for (let start = 0; start < whole.length; ) {
      const stop = whole.indexOf(10, start);
      const line = whole.toString('utf8', start, stop);
      found.push(chunk.damage.includes(start) ? `<damaged> ${line}` : line);
      start = stop + 1;
    }
  }
  closeSync(file);
  return found;
}

const TEXT = '编号,姓名\n1,马小燕\n2,王𠀀明';
const EXPECTED = TEXT.split('\n');

describe('encodings', () => {
  it.each<[TextEncoding, Buffer]>([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8-BOM', Buffer.from(`\ufeff${TEXT}`)],
    ['GB18030', gb18030(TEXT)],
    ['UTF-16LE', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()],
  ])('%s, the last line without its end', (encoding, bytes) => {
    expect(lines(bytes, encoding)).toEqual(EXPECTED);
  });

  it('line ends of old Macs', () => {
    expect(lines(gb18030(TEXT.replaceAll('\n', '\r')), 'GB18030', '\r')).toEqual(EXPECTED);
  });

  it('GB 18030 of 2022: characters of four bytes and those that moved out of private use', () => {
    const bytes = Buffer.concat([gb18030('𠀀㐂'), Buffer.from('fe59a6d9', 'hex')]);
    expect(lines(bytes, 'GB18030')).toEqual(['𠀀㐂\u9fb4\ufe10']);
  });
});

describe('damage', () => {
  it('marks the lines that hold bytes of no character, and only those', () => {
    const utf8 = Buffer.from('一\n二\n三\n四\n');
    utf8[5] = 0xff;
    expect(lines(utf8, 'UTF-8').map((line) => line.startsWith('<damaged>'))).toEqual([
      false,
      true,
      false,
      false,
    ]);
    const gb = gb18030('一\n二\n三\n四\n');
    gb[gb.indexOf(10, 4) - 1] = 0xff;
    expect(lines(gb, 'GB18030').map((line) => line.startsWith('<damaged>'))).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });
});

describe('long lines', () => {
  const long = Buffer.alloc(9 * 1024 * 1024, 'x');
  const between = (...parts: (string | Buffer)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));

  it('come through as a mark, and the lines around them as they are', () => {
    expect(lines(between('a\n', long, '\nb\n', long, long, '\nc'), 'UTF-8')).toEqual([
      'a',
      '<overlong>',
      'b',
      '<overlong>',
      'c',
    ]);
  });

  it('may be the last or the only one', () => {
    expect(lines(between('a\n', long), 'UTF-8')).toEqual(['a', '<overlong>']);
    expect(lines(between(long, long), 'GB18030')).toEqual(['<overlong>']);
  });

  it('in UTF-16 too', () => {
    const text = `\ufeffa\n${'马'.repeat(5_000_000)}\nb\n`;
    expect(lines(Buffer.from(text, 'utf16le'), 'UTF-16LE')).toEqual(['a', '<overlong>', 'b']);
  });

  it('lines across the edge of a chunk stay whole', () => {
    const many = Array.from({ length: 600_000 }, (_, i) => `${i},马小燕`);
    expect(lines(gb18030(many.join('\r\n')), 'GB18030').map((line) => line.trimEnd())).toEqual(many);
  });
});
