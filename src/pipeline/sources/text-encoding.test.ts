import { describe, expect, it } from 'vitest';
import { encodeGb18030 } from '#city/deliveries/gb18030-encoder.ts';
import { openEncodingSurvey } from './text-encoding.ts';

function gb18030(text: string): Buffer {
  const bytes = Buffer.alloc(text.length * 4);
  return bytes.subarray(0, encodeGb18030(text, bytes));
}

function survey(bytes: Buffer, piece = bytes.length) {
  const open = openEncodingSurvey();
  for (let at = 0; at < bytes.length; at += piece) open.observe(bytes.subarray(at, at + piece));
  return open.conclude();
}

const TEXT = Array.from({ length: 40 }, (_, i) => `${i},马小燕,宁夏固原市原州区`).join('\n');

describe('the encoding of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8-BOM', Buffer.from(`\ufeff${TEXT}`)],
    ['GB18030', gb18030(TEXT)],
    ['UTF-16LE', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()],
    ['UTF-8', Buffer.from('1,abc\n2,def\n')],
  ])('is %s, in whatever pieces it comes', (encoding, bytes) => {
    expect(survey(bytes)).toBe(encoding);
    expect(survey(bytes, 7)).toBe(encoding);
  });

  it('is told by the first characters beyond ASCII, megabytes behind the start', () => {
    const ascii = Buffer.from('1,abc\n'.repeat(500_000));
    expect(survey(Buffer.concat([ascii, gb18030('3,马小燕\n')]), 1024 * 1024)).toBe('GB18030');
  });

  it('does not change for some damaged lines', () => {
    const damaged = TEXT.split('\n').map((line, i) =>
      i % 10 === 0 ? Buffer.from([0x31, 0x2c, 0xff, 0xfe]) : Buffer.from(line),
    );
    expect(survey(Buffer.concat(damaged.flatMap((line) => [line, Buffer.from('\n')])))).toBe('UTF-8');
    const gb = damaged.map((line, i) => (i % 10 === 0 ? line : gb18030(line.toString())));
    expect(survey(Buffer.concat(gb.flatMap((line) => [line, Buffer.from('\n')])))).toBe('GB18030');
  });

  it('is unknown for Big5 and Latin-1, which decode as GB 18030 to nonsense', () => {
    // 身分證字號 姓名 高雄市 in Big5
    const big5 = Buffer.from(
      'a8adc1c0c3d2a66db8b9 a96da657 b0aab6afa5ab b3afa46bac75'.replaceAll(' ', '2c'),
      'hex',
    );
    expect(
      survey(Buffer.concat(Array.from({ length: 30 }, () => Buffer.concat([big5, Buffer.from('\n')])))),
    ).toBeNull();
    expect(survey(Buffer.from('numéro,Straße,niño,ÿÿÿ\n'.repeat(20), 'latin1'))).toBeNull();
  });
});
