import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import ExcelJS from 'exceljs';
import { Unzip, UnzipInflate, unzipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { parseDate } from '#domain/calendar-date.ts';
import { type BadDeliveryFlaw, writeBadDeliveries } from './bad-deliveries.ts';

const BOMB_BYTES = 64_000_000;
const LONG_LINE_BYTES = 3_000_000;

const folders: string[] = [];
const write = () => {
  const out = mkdtempSync(join(tmpdir(), 'bad-deliveries-'));
  folders.push(out);
  return {
    out,
    deliveries: writeBadDeliveries({ out, longLineBytes: LONG_LINE_BYTES, bombBytes: BOMB_BYTES }),
  };
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});
const { out, deliveries } = write();
const pathOf = (flaw: BadDeliveryFlaw) =>
  join(out, deliveries.find((delivery) => delivery.flaw === flaw)!.file);
const bytesOf = (flaw: BadDeliveryFlaw) => readFileSync(pathOf(flaw));
const textOf = (flaw: BadDeliveryFlaw) => new TextDecoder('gb18030').decode(bytesOf(flaw));
const linesOf = (flaw: BadDeliveryFlaw) => textOf(flaw).trimEnd().split('\r\n');
const readsAs = (encoding: string, bytes: Uint8Array) => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes).length > 0;
  } catch {
    return false;
  }
};

test('each flaw has a file and a source of its own', () => {
  expect(new Set(deliveries.map(({ file }) => file)).size).toBe(deliveries.length);
  const sources = deliveries.flatMap(({ source }) => source ?? []);
  expect(new Set(sources).size).toBe(sources.length);
});

test('the same options give the same bytes', () => {
  const again = write();
  const hashes = (folder: string) =>
    deliveries.map(({ file }) =>
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    );
  expect(hashes(again.out)).toEqual(hashes(out));
});

test('texts: empty, header only, unreadable as UTF-8 and GB 18030, NUL bytes', () => {
  expect(bytesOf('EMPTY').length).toBe(0);
  expect(linesOf('HEADER_ONLY')).toHaveLength(1);
  for (const encoding of ['utf-8', 'gb18030']) {
    expect(readsAs(encoding, bytesOf('UNKNOWN_ENCODING'))).toBe(false);
    expect(readsAs(encoding, bytesOf('BINARY'))).toBe(false);
    expect(readsAs(encoding, bytesOf('SOUND'))).toBe(encoding === 'gb18030');
  }
  expect(new TextDecoder('utf-16le').decode(bytesOf('UTF_16'))).toContain('身份证号');
  expect(bytesOf('NUL_BYTES').includes(0)).toBe(true);
});

test('tables: key column gone, 1,000 columns, one very long line, a quote never closed, ragged rows', () => {
  expect(linesOf('MISSING_KEY_COLUMN')[0]).not.toContain('低保证号');
  expect(linesOf('MANY_COLUMNS')[0]!.split(',')).toHaveLength(1000);
  expect(Math.max(...linesOf('LONG_LINE').map((line) => line.length))).toBe(LONG_LINE_BYTES);
  expect(textOf('UNCLOSED_QUOTE').split('"')).toHaveLength(2);
  expect(new Set(linesOf('RAGGED_ROWS').map((line) => line.split(',').length)).size).toBeGreaterThan(2);
});

test('half of the rows have dates that are none', () => {
  const [header, ...rows] = linesOf('WRONG_DATES').map((line) => line.split(','));
  const at = header!.findIndex((word) => word.includes('出生日期'));
  expect(rows.filter((row) => parseDate(row[at]!).date === null)).toHaveLength(rows.length / 2);
});

test('JSON lines: some broken, the others whole', () => {
  const lines = readFileSync(pathOf('BROKEN_JSONL'), 'utf8').trimEnd().split('\n');
  const isRecord = (line: string) => {
    try {
      return !Array.isArray(JSON.parse(line)) && JSON.parse(line) !== null;
    } catch {
      return false;
    }
  };
  expect(lines.filter((line) => !isRecord(line))).toHaveLength(5);
});

test('Parquet: a whole file without its key column, and half a file', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const columns = async (flaw: BadDeliveryFlaw) =>
    (await connection.runAndReadAll(`SELECT * FROM '${pathOf(flaw)}'`)).columnNames();
  expect(await columns('PARQUET_MISSING_COLUMN')).not.toContain('区间编号');
  await expect(columns('PARQUET_CUT_OFF')).rejects.toThrow();
});

test('workbooks: formulas with and without results, a macro, cut off, with a password', async () => {
  const firstName = async (flaw: BadDeliveryFlaw) => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(pathOf(flaw));
    return workbook.worksheets[0]!.getCell('C2').value;
  };
  expect(await firstName('XLSX_FORMULA_CACHED')).toMatchObject({
    formula: expect.any(String),
    result: '张伟',
  });
  expect(await firstName('XLSX_FORMULA_UNCACHED')).not.toHaveProperty('result');
  expect(Object.keys(unzipSync(bytesOf('XLSX_MACRO')))).toContain('xl/vbaProject.bin');
  expect(() => unzipSync(bytesOf('XLSX_CUT_OFF'))).toThrow();
  expect(bytesOf('XLSX_ENCRYPTED').subarray(0, 8).toString('hex')).toBe('d0cf11e0a1b11ae1');
});

test.each(['XLSX_BOMB', 'XLSX_BOMB_UNDECLARED'] as const)(
  '%s is small and unpacks to all its bytes',
  (flaw) => {
    const packed = bytesOf(flaw);
    expect(packed.length).toBeLessThan(BOMB_BYTES / 500);
    const sheet = 'xl/worksheets/sheet1.xml';
    let declared = 0;
    let unpacked = 0;
    unzipSync(packed, {
      filter: ({ name, originalSize }) => {
        if (name === sheet) declared = originalSize;
        return false;
      },
    });
    const unzip = new Unzip((entry) => {
      if (entry.name !== sheet) return;
      entry.ondata = (_, piece) => {
        unpacked += piece.length;
      };
      entry.start();
    });
    unzip.register(UnzipInflate);
    unzip.push(packed, true);
    expect(unpacked).toBeGreaterThanOrEqual(BOMB_BYTES);
    expect(declared === unpacked).toBe(flaw === 'XLSX_BOMB');
  },
);
