import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { openZipFile } from './zip-file.ts';

test('entries hold what was written, under a time that is always the same', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zip-'));
  const path = join(folder, 'a.zip');
  const zip = openZipFile(path);
  zip.add('first.xml', '<a/>');
  const entry = zip.begin('文件/second.xml');
  for (let i = 0; i < 30_000; i += 1) entry.write(`第${i}行`);
  entry.end();
  const size = zip.close();
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });

  const entries = unzipSync(bytes);
  expect(strFromU8(entries['first.xml']!)).toBe('<a/>');
  expect(strFromU8(entries['文件/second.xml']!)).toMatch(/^第0行第1行.*第29999行$/);
  expect(bytes.length).toBe(size);
  // MS-DOS time and date of a local header: bytes 10 to 13
  expect(bytes.readUInt16LE(10)).toBe(0);
  expect(bytes.readUInt16LE(12)).toBe(((2026 - 1980) << 9) | (1 << 5) | 1);
});
