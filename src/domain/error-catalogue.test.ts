import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ERRORS, EXIT, isZhaorenError, ZhaorenError } from './error-catalogue.ts';
import { errorDocs } from './error-docs.ts';

test('docs/errors.md tells what the catalogue says (else: node scripts/write-error-docs.ts)', () => {
  expect(readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')).toBe(errorDocs());
});

test('rows are alphabetical, with a known exit code and no final stop of their own', () => {
  const codes = Object.keys(ERRORS);
  expect(codes).toEqual(codes.toSorted());
  for (const [code, row] of Object.entries(ERRORS)) {
    expect(Object.values(EXIT), code).toContain(row.exitCode);
    for (const sentence of [row.remedy, ...row.en]) expect(sentence, code).not.toMatch(/[.。\s]$|^$/);
  }
});

test('an error says what happened, where, and what to do', () => {
  const error = new ZhaorenError('TOO_MANY_COLUMNS', {
    file: '户籍.csv',
    line: 3,
    columns: 1000,
    limit: 500,
  });
  expect(error.message).toBe(
    '文件 户籍.csv 第 3 行 有 1000 列，超过上限 500 列。请发送方核对分隔符和导出范围后重新报送。',
  );
  expect(error.exitCode).toBe(EXIT.INPUT);
});

test('an error is known by its code and keeps its cause', () => {
  const cause = new Error('EACCES');
  const error: unknown = new ZhaorenError('NO_PERMISSION', { path: '/data', action: '写入' }, { cause });
  expect(isZhaorenError(error)).toBe(true);
  expect(isZhaorenError(error, 'NO_PERMISSION') && error.params.action).toBe('写入');
  expect(isZhaorenError(error, 'DISK_FULL')).toBe(false);
  expect((error as Error).cause).toBe(cause);
});
