import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadCatalogue, type SourceDefinition } from '#catalogue/load-catalogue.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import type { Engine } from '#engine/engine.ts';
import { takeDeliveries } from '../sources/take-deliveries.ts';
import { STANDARDISE_PRELUDE, standardiseAll } from './standardise-all.ts';

const all = loadCatalogue().sources;
const only = (...names: string[]) => ({ sources: all.filter(({ source }) => names.includes(source)) });

let engine: Engine;
let home: string;
let deliveries: string;
let folder: string;

beforeAll(async () => {
  engine = await openDuckdb({ prelude: STANDARDISE_PRELUDE });
});
afterAll(() => engine.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'standardise-'));
  home = join(folder, 'home');
  deliveries = join(folder, 'deliveries');
  mkdirSync(deliveries);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (file: string, content: string | Uint8Array) => writeFileSync(join(deliveries, file), content);

/** Takes what lies in the folder and standardises it. */
async function run(catalogue: { sources: readonly SourceDefinition[] }) {
  await takeDeliveries(deliveries, { home, catalogue, engine });
  return await standardiseAll(engine, { home, catalogue });
}
const rows = (table: string, columns = '*') =>
  engine.rows(`SELECT ${columns} FROM read_parquet('${home}/tables/${table}.parquet') ORDER BY ALL`);

const TEKUN = only('cab_tekun');
const HEADER = '特困证号,身份证号码,姓名,供养方式,享受起始日期';
const MA = 'T1,640499196501150016,马小燕,集中供养,2020-01-01';
const WANG = 'T2,640499197003100029,王静,分散供养,2021年3月5日';

describe('standard rows', () => {
  const expected = [
    {
      row_id: 2,
      id_no: '640499196501150016',
      name: '马小燕',
      care_kind: 'INSTITUTION',
      from_date: '2020-01-01',
    },
    { row_id: 3, id_no: '640499197003100029', name: '王静', care_kind: 'HOME', from_date: '2021-03-05' },
  ];
  const standard = () =>
    rows('standard_cab_tekun', 'row_id - 4294967296 AS row_id, id_no, name, care_kind, from_date');

  it('are the same from CSV, XLSX, JSONL and Parquet', async () => {
    put('特困_20261031.csv', [HEADER, MA, WANG].join('\r\n'));
    await run(TEKUN);
    expect(await standard()).toEqual(expected);

    rmSync(home, { recursive: true });
    rmSync(join(deliveries, '特困_20261031.csv'));
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('一');
    for (const line of [HEADER, MA, WANG]) sheet.addRow(line.split(','));
    sheet.getCell('E3').value = new Date(Date.UTC(2021, 2, 5));
    await book.xlsx.writeFile(join(deliveries, '特困_20261031.xlsx'));
    await run(TEKUN);
    expect(await standard()).toEqual(expected);

    rmSync(home, { recursive: true });
    rmSync(join(deliveries, '特困_20261031.xlsx'));
    const keys = HEADER.split(',');
    const object = (line: string) =>
      JSON.stringify(Object.fromEntries(line.split(',').map((v, i) => [keys[i], v])));
    put(
      '特困_20261031.jsonl',
      `\n${object(MA)}\n${object(WANG).replace('"640499197003100029"', '640499197003100029')}\n`,
    );
    await run(TEKUN);
    expect(await standard()).toEqual(expected);

    rmSync(home, { recursive: true });
    rmSync(join(deliveries, '特困_20261031.jsonl'));
    await engine.run(
      `COPY (SELECT 'T1' AS 特困证号, 640499196501150016 AS 身份证号码, '马小燕' AS 姓名, '集中供养' AS 供养方式, DATE '2020-01-01' AS 享受起始日期
       UNION ALL SELECT 'T2', 640499197003100029, ' 王静', '分散供养', DATE '2021-03-05') TO '${deliveries}/特困_20261031.parquet'`,
    );
    await run(TEKUN);
    expect(await standard()).toEqual(expected);
  });

  it('have a table for every source, with its columns, also when nothing came', async () => {
    put('特困_20261031.csv', [HEADER, MA].join('\n'));
    const { inputs } = await run(only('cab_tekun', 'hrss_benefit'));
    expect(inputs.map(({ table }) => table)).toEqual([
      'standard_cab_tekun',
      'standard_hrss_benefit',
      'batch',
      'standard_issue',
      'quarantine',
      'field_count',
    ]);
    const columns = await engine.rows(
      `DESCRIBE SELECT * FROM '${home}/tables/standard_hrss_benefit.parquet'`,
    );
    expect(columns.map(({ column_name, column_type }) => `${column_name} ${column_type}`)).toEqual([
      'row_id BIGINT',
      'row_hash UBIGINT',
      'delivered_on DATE',
      'benefit_no VARCHAR',
      'personal_no VARCHAR',
      'id_no VARCHAR',
      'id_no_raw VARCHAR',
      'id_no_kind VARCHAR',
      'id_no_issue VARCHAR',
      'name VARCHAR',
      'name_issue VARCHAR',
      'birth_date DATE',
      'programme VARCHAR',
      'award_month VARCHAR',
      'benefit_state VARCHAR',
      'last_paid_month VARCHAR',
      'monthly_amount_fen BIGINT',
      'early_document VARCHAR',
      'stop_reason VARCHAR',
      'stopped_date DATE',
      'account_no VARCHAR',
    ]);
    expect(await rows('standard_hrss_benefit')).toEqual([]);
  });

  it('keep unusable numbers raw, with the reason, and set other bad values aside', async () => {
    put(
      '特困_20261031.csv',
      [HEADER, 'T1, 64049919650115001９,马?燕,集中,2023-02-30', 'T2,640499650115001,张三,分散供养,'].join(
        '\n',
      ),
    );
    await run(TEKUN);
    const [bad, fifteen] = await rows('standard_cab_tekun', '* EXCLUDE (row_hash)');
    expect(bad).toMatchObject({
      id_no: null,
      id_no_raw: '64049919650115001９',
      id_no_kind: 'CITIZEN',
      id_no_issue: 'CHECK_DIGIT',
      name: '马?燕',
      name_issue: 'LOST_CHARACTER',
      care_kind: null,
      from_date: null,
    });
    expect(fifteen).toMatchObject({
      id_no: '640499196501150016',
      id_no_raw: '640499650115001',
      id_no_issue: null,
    });
    expect(await rows('standard_issue', 'row_id & 4294967295 AS line, field, value_class, reason')).toEqual([
      { line: 2, field: 'care_kind', value_class: '汉汉', reason: 'CODE_UNKNOWN' },
      { line: 2, field: 'from_date', value_class: '9999-99-99', reason: 'IMPOSSIBLE' },
      { line: 2, field: 'id_no', value_class: '999999999999999999', reason: 'CHECK_DIGIT' },
      { line: 2, field: 'name', value_class: '汉?汉', reason: 'LOST_CHARACTER' },
    ]);
  });
});

describe('the balance', () => {
  it('holds over refused, repeated and accepted records, each with its line', async () => {
    const long = `T9,1,${'马'.repeat(2_000_000)},集中供养,`;
    put(
      '特困_20261031.csv',
      [
        '特困人员名单',
        HEADER,
        MA,
        `T2,640499197003100029,"王\n静",分散供养,`,
        ',640499196501150016,没有编号,集中供养,',
        'T3,,,集中供养,2020-01-01',
        MA,
        'T4,640499197003100029,王静,分散供养',
        '',
        long,
        'T5,"640499197003100029,王静,分散供养,',
        ',,,,',
        'T6,640499197003100029,赵\0静,分散供养,',
        '合计,3,,,',
        '填表人：马某,,,,',
      ].join('\r\n'),
    );
    const { balance, batches } = await run(TEKUN);
    expect(balance).toEqual({ read: 11, accepted: 2, quarantined: 8, repeated: 1 });
    expect(await rows('quarantine', 'line, field, reason, value_class')).toEqual([
      { line: 6, field: 'tekun_no', reason: 'BLANK', value_class: null },
      { line: 7, field: 'id_no', reason: 'BLANK_IDENTITY', value_class: null },
      { line: 9, field: null, reason: 'COLUMN_COUNT', value_class: '4' },
      { line: 11, field: null, reason: 'LINE_TOO_LONG', value_class: null },
      { line: 12, field: null, reason: 'UNCLOSED_QUOTE', value_class: null },
      { line: 14, field: null, reason: 'NUL_BYTE', value_class: null },
      { line: 15, field: null, reason: 'TOTAL_ROW', value_class: null },
      { line: 16, field: null, reason: 'NOTE_ROW', value_class: null },
    ]);
    expect(await rows('standard_cab_tekun', 'row_id & 4294967295 AS line, name')).toEqual([
      { line: 3, name: '马小燕' },
      { line: 4, name: '王静' },
    ]);
    expect(batches[0]!.fields.tekun_no).toEqual({ rows: 3, filled: 2, valid: 2, distinct: 2 });
    expect(await rows('batch', 'batch_no, source, read, accepted, quarantined, repeated, trust')).toEqual([
      { batch_no: 1, source: 'cab_tekun', read: 11, accepted: 2, quarantined: 8, repeated: 1, trust: 85 },
    ]);
  });

  it('counts every record of a file delivered twice as repeated', async () => {
    put('特困_20261031.csv', [HEADER, MA, WANG, 'T3,1'].join('\n'));
    put('特困_20261031(1).csv', [HEADER, MA, WANG, 'T3,1'].join('\n'));
    const { batches } = await run(TEKUN);
    expect(
      batches.map(({ outcome, read, accepted, quarantined, repeated }) => [
        outcome,
        read,
        accepted,
        quarantined,
        repeated,
      ]),
    ).toEqual([
      ['STANDARD', 3, 2, 1, 0],
      ['REPEATED', 3, 0, 0, 3],
    ]);
    expect(await rows('standard_cab_tekun', 'row_id')).toHaveLength(2);
  });

  it('counts broken JSON lines', async () => {
    put(
      '特困_20261031.jsonl',
      '{"特困证号":"T1","姓名":"马某","身份证号码":null,"供养方式":"集中供养","享受起始日期":""}\n{"特困证号":"T2",\n[1]\n\n',
    );
    const { balance } = await run(TEKUN);
    expect(balance).toEqual({ read: 3, accepted: 1, quarantined: 2, repeated: 0 });
    expect(await rows('quarantine', 'line, reason')).toEqual([
      { line: 2, reason: 'JSON_BROKEN' },
      { line: 3, reason: 'JSON_BROKEN' },
    ]);
  });
});

describe('deliveries that follow one another', () => {
  const GRID = only('grid_resident');
  const GRID_HEADER =
    '采集编号,身份证号,姓名,网格编码,手机号码,性别,民族,出生日期,房屋编码,居住地址,变更类型';
  const resident = (no: string, name: string, change = '', grid = '640402001001003') =>
    `${no},,${name},${grid},,,,,,,${change}`;
  const current = () => rows('standard_grid_resident', 'resident_no, name, row_id >> 32 AS batch_no');

  it('a full one replaces, a delta replaces, adds and deletes by key; what changes nothing is repeated', async () => {
    put('网格_20260901.csv', [GRID_HEADER, resident('R0', '旧')].join('\n'));
    put(
      '网格_20261001.csv',
      [GRID_HEADER, resident('R1', '甲'), resident('R2', '乙'), resident('R3', '丙')].join('\n'),
    );
    put(
      '网格_日增_20261015.csv',
      [
        GRID_HEADER,
        resident('R2', '乙乙', '变更'),
        resident('R3', '丙', '删除'),
        resident('R4', '丁', '新增'),
        resident('R4', '丁', '新增'),
        resident('R1', '甲', ''),
      ].join('\n'),
    );
    put(
      '网格_日增_20261020.csv',
      [
        GRID_HEADER,
        resident('R3', '丙丙', '新增'),
        resident('R4', '丁', '新增'),
        resident('R2', '乙', '变更'),
        resident('R2', '乙乙', '变更'),
      ].join('\n'),
    );
    const { batches } = await run(GRID);
    expect(await current()).toEqual([
      { resident_no: 'R1', name: '甲', batch_no: 2 },
      { resident_no: 'R2', name: '乙乙', batch_no: 4 },
      { resident_no: 'R3', name: '丙丙', batch_no: 4 },
      { resident_no: 'R4', name: '丁', batch_no: 3 },
    ]);
    expect(batches.map(({ read, accepted, repeated }) => [read, accepted, repeated])).toEqual([
      [1, 1, 0],
      [3, 3, 0],
      [5, 3, 2],
      [4, 3, 1],
    ]);
  });

  it('a late arrival falls into its place', async () => {
    put('网格_20261001.csv', [GRID_HEADER, resident('R1', '甲')].join('\n'));
    put('网格_日增_20261020.csv', [GRID_HEADER, resident('R1', '甲二十', '变更')].join('\n'));
    await run(GRID);
    put(
      '网格_日增_20261010.csv',
      [GRID_HEADER, resident('R1', '甲十', '变更'), resident('R2', '乙', '新增')].join('\n'),
    );
    put('网格_20260901.csv', [GRID_HEADER, resident('R9', '早', '')].join('\n'));
    await run(GRID);
    expect(await current()).toEqual([
      { resident_no: 'R1', name: '甲二十', batch_no: 2 },
      { resident_no: 'R2', name: '乙', batch_no: 4 },
    ]);
  });

  it('full files of one day stand side by side, and of the same key the later counts', async () => {
    put('彭阳_网格_20261001.csv', [GRID_HEADER, resident('R1', '甲'), resident('R2', '乙')].join('\n'));
    put('西吉_网格_20261001.csv', [GRID_HEADER, resident('R2', '乙乙'), resident('R3', '丙')].join('\n'));
    await run(GRID);
    expect(await current()).toEqual([
      { resident_no: 'R1', name: '甲', batch_no: 1 },
      { resident_no: 'R2', name: '乙乙', batch_no: 2 },
      { resident_no: 'R3', name: '丙', batch_no: 2 },
    ]);
  });
});

describe('running again', () => {
  const files = () =>
    ['standard', 'quarantine', 'issues', 'tables']
      .flatMap((part) => readdirSync(join(home, part), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  const times = () => Object.fromEntries(files().map((file) => [file, statSync(file).mtimeMs]));

  beforeEach(async () => {
    put('特困_20261031.csv', [HEADER, MA, WANG].join('\n'));
    put('特困_日增_20261101.csv', [HEADER, 'T3,640499197003100029,王静,分散供养,'].join('\n'));
  });

  it('does nothing when nothing is new', async () => {
    const { inputs } = await run(TEKUN);
    const before = times();
    expect((await run(TEKUN)).inputs).toEqual(inputs);
    expect(times()).toEqual(before);
  });

  it('does a source again when its definition changes, from the raw files', async () => {
    const { inputs } = await run(TEKUN);
    const [definition] = TEKUN.sources;
    const columns = definition!.columns.map((column) =>
      column.column === 'care_kind'
        ? { ...column, codes: { 集中供养: 'TOGETHER', 分散供养: 'HOME' } }
        : column,
    );
    const again = await run({ sources: [{ ...definition!, columns }] });
    expect(again.inputs[0]!.key).not.toBe(inputs[0]!.key);
    expect(await rows('standard_cab_tekun', 'care_kind')).toEqual([
      { care_kind: 'HOME' },
      { care_kind: 'HOME' },
      { care_kind: 'TOGETHER' },
    ]);
  });

  it('goes on where a killed run stopped', async () => {
    await run(TEKUN);
    const before = await rows('standard_cab_tekun');
    const outcome = (batch: number, end: string) => join(home, 'standard', 'cab_tekun', `${batch}.${end}`);
    const firstDone = statSync(outcome(1, 'parquet')).mtimeMs;
    rmSync(outcome(2, 'json'));
    writeFileSync(outcome(2, 'parquet'), 'torn');
    writeFileSync(outcome(2, 'parquet.unfinished'), 'torn');
    mkdirSync(join(home, 'work'));
    writeFileSync(join(home, 'work', '2.framed'), '2\u001ftorn');
    rmSync(join(home, 'tables', 'standard_cab_tekun.key'));
    await run(TEKUN);
    expect(await rows('standard_cab_tekun')).toEqual(before);
    expect(statSync(outcome(1, 'parquet')).mtimeMs).toBe(firstDone);
    expect(existsSync(join(home, 'work'))).toBe(false);
  });

  it('refuses raw files that were changed', async () => {
    await takeDeliveries(deliveries, { home, catalogue: TEKUN, engine });
    const [raw] = readdirSync(join(home, 'raw'), { recursive: true, withFileTypes: true }).filter((e) =>
      e.isFile(),
    );
    const path = join(raw!.parentPath, raw!.name);
    chmodSync(path, 0o600);
    appendFileSync(path, 'T4,,x,,\n');
    await expect(standardiseAll(engine, { home, catalogue: TEKUN })).rejects.toMatchObject({
      code: 'RAW_CHANGED',
    });
  });

  it('notes a file that proves unreadable and goes on with the others', async () => {
    await engine.run(
      `COPY (SELECT 'T' || range AS 特困证号, '马某' || range AS 姓名, '集中供养' AS 供养方式 FROM range(20000))
       TO '${deliveries}/坏_20261002.parquet' (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
    );
    // sound at the beginning and the end, where one looks first
    const bytes = readFileSync(join(deliveries, '坏_20261002.parquet'));
    put('坏_20261002.parquet', bytes.fill(7, bytes.length >> 1, (bytes.length >> 1) + 5000));
    const taken = await takeDeliveries(deliveries, { home, catalogue: TEKUN, engine });
    expect(taken.map(({ outcome }) => outcome)).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED']);
    const { batches } = await standardiseAll(engine, { home, catalogue: TEKUN });
    expect(batches[0]).toMatchObject({ outcome: 'REFUSED', read: 0, error: { code: 'PARQUET_BROKEN' } });
    expect(await rows('standard_cab_tekun', 'tekun_no')).toHaveLength(3);
  });
});
