import { expect, test } from 'vitest';
import { encodeGb18030 } from './gb18030-encoder.ts';

function roundTrip(text: string): string {
  const target = new Uint8Array(text.length * 4);
  return new TextDecoder('gb18030').decode(target.subarray(0, encodeGb18030(text, target)));
}

test('every character of Unicode returns unchanged from the decoder, a few private-use ones excepted', () => {
  const changed: number[] = [];
  for (let start = 0; start < 0x110000; start += 0x1000) {
    const points = Array.from({ length: 0x1000 }, (_, i) => start + i).filter(
      (p) => p < 0xd800 || p > 0xdfff,
    );
    const text = points.map((p) => String.fromCodePoint(p)).join('');
    if (roundTrip(text) === text) continue;
    changed.push(...points.filter((p) => roundTrip(String.fromCodePoint(p)) !== String.fromCodePoint(p)));
  }
  // The standard moved 18 private-use codes to real characters, and U+E5E5 has none in the web's decoder.
  expect(changed.length).toBeLessThan(20);
  for (const point of changed) {
    expect(String.fromCodePoint(point)).toMatch(/\p{Private_Use}/u);
    expect(roundTrip(String.fromCodePoint(point))).toBe('?');
  }
});

test('known codes: one, two and four bytes, basic and supplementary plane', () => {
  const bytes = (text: string) => {
    const target = new Uint8Array(8);
    return Buffer.from(target.subarray(0, encodeGb18030(text, target))).toString('hex');
  };
  expect(bytes('A')).toBe('41');
  expect(bytes('张')).toBe('d5c5');
  expect(bytes('\u00b7')).toBe('a1a4');
  expect(bytes('㐀')).toBe('8139ee39');
  expect(bytes('𠀀')).toBe('95328236');
  expect(bytes('€')).toBe('a2e3');
});

test('half of a surrogate pair becomes a question mark', () => {
  expect(roundTrip('王\ud840明')).toBe('王?明');
  expect(roundTrip('王\udc00')).toBe('王?');
});
