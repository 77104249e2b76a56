import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import ExcelJS from 'exceljs';
import { afterAll, expect, test } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import type { RecordTruthRow } from '#city/truth/record-truth.ts';
import { parseIdentityNumber } from '#domain/identity-number.ts';
import { type DeliveryShape, readShapes } from './delivery-shape.ts';
import { type ErrorRates, NO_ERRORS, readErrorRates } from './errors/error-rates.ts';
import { readNameConfusions } from './errors/name-confusions.ts';
import { handMadeRecord } from './hand-made-records.ts';
import { openSourceDeliveries } from './source-deliveries.ts';

const { sources } = loadCatalogue();
const shapes = readShapes();
const confusions = readNameConfusions();
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Delivers hand-made records of one source and returns what was written and told. */
function deliver(source: string, count: number, rates: ErrorRates) {
  const directory = mkdtempSync(join(tmpdir(), 'deliveries-'));
  folders.push(directory);
  const truth: RecordTruthRow[] = [];
  const definition = sources.find((candidate) => candidate.source === source)!;
  const deliveries = openSourceDeliveries(definition, shapes.get(source)!, {
    seed: 7,
    asOf: '2026-10-31',
    directory,
    rates,
    confusions,
    counties: new Map([['640402', '原州区']]),
    truth: { append: (row) => truth.push(row), close: () => {} },
  });
  for (let n = 0; n < count; n += 1) deliveries.write(handMadeRecord(definition, n));
  return { directory, definition, files: deliveries.close(), truth };
}

/** Cells of a delivered file by line as `RecordTruthRow` counts it; header words included. */
async function readLines(path: string, shape: DeliveryShape): Promise<Map<number, string[]>> {
  const numbered = (rows: string[][], first: number) => new Map(rows.map((row, i) => [first + i, row]));
  if (shape.format === 'XLSX') {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(path);
    const rows: string[][] = [];
    workbook.worksheets[0]!.eachRow({ includeEmpty: true }, (row) => {
      rows.push((row.values as unknown[]).slice(1).map((value) => String(value ?? '')));
    });
    return numbered(rows, 1);
  }
  if (shape.format === 'PARQUET') {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const result = await connection.runAndReadAll(`SELECT * FROM '${path}'`);
    return numbered(
      result.getRowsJson().map((row) => row.map((value) => String(value ?? ''))),
      2,
    );
  }
  const encoding = shape.format === 'CSV' && shape.encoding === 'GB18030' ? 'gb18030' : 'utf-8';
  const text = new TextDecoder(encoding, { fatal: true }).decode(readFileSync(path));
  const lines = text.trimEnd().split(/\r?\n/);
  if (shape.format === 'JSONL') {
    return numbered(
      lines.map((line) => Object.values(JSON.parse(line) as object).map((value) => String(value ?? ''))),
      1,
    );
  }
  const delimiter = { COMMA: ',', SEMICOLON: ';', TAB: '\t' }[shape.delimiter];
  const field = new RegExp(`(?:^|${delimiter})(?:"((?:[^"]|"")*)"|([^${delimiter}"]*))`, 'g');
  return numbered(
    lines.map((line) =>
      [...line.matchAll(field)].map((match) => match[1]?.replaceAll('""', '"') ?? match[2]!),
    ),
    1,
  );
}

function shapeOf(source: string, file: string): DeliveryShape {
  const { deliveries } = shapes.get(source)!;
  return deliveries.length === 1 || file.includes('20261001') ? deliveries[0]! : deliveries[1]!;
}

test('every source has a shape', () => {
  expect([...shapes.keys()].sort()).toEqual(sources.map(({ source }) => source));
});

test.each(sources.map(({ source }) => source))('%s: each row of truth stands on its line', async (source) => {
  const { directory, files, truth } = deliver(source, 120, readErrorRates());
  expect(readdirSync(directory).sort()).toEqual(files.map(({ file }) => file).sort());
  for (const { file, copyOf, rows } of files) {
    if (copyOf !== null) continue;
    const lines = await readLines(join(directory, file), shapeOf(source, file));
    const told = truth.filter((row) => row.file === file);
    expect(new Set(told.map(({ line }) => line)).size).toBe(rows);
    for (const { line, key, errors } of told) {
      const cells = lines.get(line)!;
      if (key === null) expect(cells.join()).toMatch(/^(合计|填表人)/);
      else expect(cells.includes(key)).toBe(!errors.includes('KEY_MISSING'));
    }
  }
});

test('without errors the number of each row is that of its person', async () => {
  for (const source of [
    'psb_hukou',
    'hrss_contract',
    'justice_custody',
    'cab_dibao',
    'nhc_death',
    'hrss_emp_period',
  ]) {
    const { directory, definition, files, truth } = deliver(source, 40, NO_ERRORS);
    const lines = await readLines(join(directory, files[0]!.file), shapeOf(source, files[0]!.file));
    for (const { line, truthId, role } of truth.filter((row) => row.key !== null)) {
      const wanted = handMadeRecord(definition, truthId!).fields.id_no;
      const numbers = lines.get(line)!.map((cell) => parseIdentityNumber(cell).normalised);
      expect(numbers, `${source} ${role}`).toContain(wanted);
    }
  }
});

test('the daily delta has insertions, changes and deletions, and the full list lacks what is new', async () => {
  const { directory, files, truth } = deliver('grid_resident', 3000, NO_ERRORS);
  expect(files.map(({ mode, deliveredOn }) => [mode, deliveredOn])).toEqual([
    ['FULL', '2026-10-01'],
    ['DELTA', '2026-10-31'],
  ]);
  const [full, delta] = files.map(({ file }) => file);
  const lines = await readLines(join(directory, delta!), shapeOf('grid_resident', delta!));
  const keysOf = (file: string) => new Set(truth.filter((row) => row.file === file).map(({ key }) => key));
  const changes = truth
    .filter((row) => row.file === delta)
    .map(({ line, key }) => ({ word: lines.get(line)!.at(-1)!, isInFull: keysOf(full!).has(key) }));
  const words = (...wanted: string[]) => changes.filter(({ word }) => wanted.includes(word));
  expect(words('新增').length).toBeGreaterThan(0);
  expect(words('新增').every(({ isInFull }) => !isInFull)).toBe(true);
  expect(words('修改', '变更').length).toBeGreaterThan(0);
  expect(words('删除', '注销').length).toBeGreaterThan(0);
  expect(words('修改', '变更', '删除', '注销').every(({ isInFull }) => isInFull)).toBe(true);
});

test('a revised list comes with other header words in another order, and replaces the first', async () => {
  const { directory, files, truth } = deliver('psb_residence_permit', 1000, NO_ERRORS);
  const header = async (file: string) =>
    (await readLines(join(directory, file), shapeOf('psb_residence_permit', file))).get(1)!;
  const [first, second] = await Promise.all(files.map(({ file }) => header(file)));
  expect(first!.slice(0, 2)).toEqual(['居住证号', '公民身份号码']);
  expect(second!.slice(-2)).toEqual(['身份证号', '登记编号']);
  const [old, now] = files.map(({ file }) => truth.filter((row) => row.file === file));
  expect(now).toHaveLength(1000);
  expect(old!.length).toBeLessThan(1000);
  expect(old!.every(({ errors }) => errors.includes('VERSION_OLD'))).toBe(true);
});

test('a file sent twice is the same byte by byte, and its rows are told once', () => {
  const { directory, files, truth } = deliver('dpf_disabled', 50, NO_ERRORS);
  const [original, copy] = files;
  expect(copy!.copyOf).toBe(original!.file);
  expect(readFileSync(join(directory, copy!.file))).toEqual(readFileSync(join(directory, original!.file)));
  expect(truth).toHaveLength(50);
});

test('a repeated row is the same text again', async () => {
  const rates: ErrorRates = { twoNumbers: 0, bySource: new Map([['psb_hukou', { ROW_REPEATED: 0.2 }]]) };
  const { directory, files, truth } = deliver('psb_hukou', 100, rates);
  const lines = await readLines(join(directory, files[0]!.file), shapeOf('psb_hukou', ''));
  const repeated = truth.filter(({ errors }) => errors.includes('ROW_REPEATED'));
  expect(repeated.length).toBeGreaterThan(5);
  for (const { key, line } of repeated) {
    const original = truth.find((row) => row.key === key)!;
    expect(lines.get(line)).toEqual(lines.get(original.line));
  }
});

test('an office spreadsheet: title, merged header of two lines, total, signature, notes', async () => {
  const { directory, files } = deliver('cab_dibao', 30, NO_ERRORS);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(join(directory, files[0]!.file));
  const [sheet, notes] = workbook.worksheets;
  expect(sheet!.getCell('A1').value).toBe('民政局最低生活保障信息表（2026年10月）');
  expect(sheet!.getCell('D1').isMerged && sheet!.getCell('A3').isMerged).toBe(true);
  expect([sheet!.getCell('C2').value, sheet!.getCell('D2').value]).toEqual(['人员基本信息', '人员基本信息']);
  expect(sheet!.getRow(3).values).toEqual([
    ...[
      undefined,
      '序号',
      '低保证号',
      '身份证号码',
      '姓名',
      '性别',
      '出生日期',
      '家庭住址',
      '保障类别',
      '享受起始日期',
      '月保障金额(元)',
      '银行账号',
      '备注',
    ],
  ]);
  expect(sheet!.getCell('I4').value).toBeInstanceOf(Date);
  expect(sheet!.getCell('J5').value).toBe(1001.01);
  expect(sheet!.getCell('A34').value).toBe('合计');
  expect(String(sheet!.getCell('A35').value)).toMatch(/^填表人/);
  expect(notes!.name).toBe('填报说明');
});
