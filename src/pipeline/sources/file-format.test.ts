import { expect, it } from 'vitest';
import { isZhaorenError } from '#domain/error-catalogue.ts';
import { detectFormat } from './file-format.ts';

function format(head: Buffer | string): string {
  try {
    return detectFormat(Buffer.from(head as string), 'f');
  } catch (error) {
    return isZhaorenError(error) ? error.code : String(error);
  }
}

it.each<[string, Buffer | string, string]>([
  ['delimited text', '编号,姓名\n1,马小燕\n', 'CSV'],
  ['text in UTF-16', Buffer.from('\ufeff编号\t姓名\n', 'utf16le'), 'CSV'],
  ['JSON objects', '\ufeff {"编号": 1}\n', 'JSONL'],
  ['a JSON array', '[{"a": 1}]', 'UNSUPPORTED_FORMAT'],
  ['a web page named .xls', '<html><table>', 'UNSUPPORTED_FORMAT'],
  ['a zip', Buffer.from('504b0304', 'hex'), 'XLSX'],
  ['Parquet', 'PAR1....', 'PARQUET'],
  ['a workbook of 1997', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'UNSUPPORTED_FORMAT'],
  [
    'a workbook with a password',
    Buffer.concat([Buffer.from('d0cf11e0', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
    'XLSX_ENCRYPTED',
  ],
  ['PDF', '%PDF-1.7', 'UNSUPPORTED_FORMAT'],
  ['gzip', Buffer.from('1f8b0800', 'hex'), 'UNSUPPORTED_FORMAT'],
  ['a program', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 37) % 256)), 'BINARY_FILE'],
  ['text with a few NUL bytes', `编号,姓名\n${'1,马\0小燕\n'.repeat(3)}`, 'CSV'],
  ['nothing', '', 'EMPTY_FILE'],
  ['white space', '\ufeff \r\n\r\n', 'EMPTY_FILE'],
])('%s', (_, head, expected) => {
  expect(format(head)).toBe(expected);
});
