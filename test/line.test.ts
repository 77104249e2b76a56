import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallCity, zhaoren } from './zhaoren.ts';

const directory = mkdtempSync(join(tmpdir(), 'line-'));
const home = join(directory, 'home');
let deliveries: string;

interface Report {
  asOf: string;
  residents: number;
  coverage: {
    division: string;
    inScope: number;
    insured: number;
    residents: number;
    statuses: Record<string, number>;
  }[];
  sources: { source: string; read: number; accepted: number; quarantined: number; repeated: number }[];
}

const json = async <T>(...args: string[]) => {
  const done = await zhaoren(home, ...args);
  if (done.code !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout) as T;
};
const report = () => json<Report>('report', '--format', 'json');

/** What a publication holds, by content. */
function published(of = home) {
  const number = readFileSync(join(of, 'published/CURRENT'), 'utf8').trim();
  const { tables } = JSON.parse(readFileSync(join(of, 'published', number, 'publication.json'), 'utf8')) as {
    tables: Record<string, { rows: number; snapshot: { sha256: string } }>;
  };
  return Object.fromEntries(Object.entries(tables).map(([name, { snapshot }]) => [name, snapshot.sha256]));
}

beforeAll(async () => {
  deliveries = await smallCity(directory, 900);
  await json('ingest', deliveries, '--json');
  await json('run', '--no-database', '--json');
}, 240_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('the line', () => {
  it('accounts for every record', async () => {
    const { sources } = await report();
    expect(sources.length).toBeGreaterThanOrEqual(25);
    for (const { source, read, accepted, quarantined, repeated } of sources)
      expect({ source, sum: accepted + quarantined + repeated }).toEqual({ source, sum: read });
    expect(sources.reduce((sum, { quarantined }) => sum + quarantined, 0)).toBeGreaterThan(0);
    expect(sources.reduce((sum, { repeated }) => sum + repeated, 0)).toBeGreaterThan(0);
  });

  it('counts everybody once: towns add up to the county', async () => {
    const { coverage } = await report();
    const [whole, ...towns] = coverage;
    expect(towns.length).toBeGreaterThan(0);
    for (const figure of ['residents', 'inScope', 'insured'] as const)
      expect(towns.reduce((sum, town) => sum + town[figure], 0)).toBe(whole![figure]);
    expect(whole!.insured).toBeLessThanOrEqual(whole!.inScope);
  });

  it('changes nothing when nothing is new', async () => {
    const before = published();
    const again = await json<{ accepted: unknown[]; repeated: unknown[] }>('ingest', deliveries, '--json');
    expect(again.accepted).toEqual([]);
    expect(again.repeated.length).toBeGreaterThan(20);
    const run = await json<{ isNew: boolean; changes: number }>('run', '--no-database', '--json');
    expect(run).toMatchObject({ isNew: false, changes: 0 });
    expect(published()).toEqual(before);
  });

  it('makes the same tables from the same files elsewhere', async () => {
    const other = join(directory, 'other');
    const salt = join(home, 'person-salt');
    cpSync(salt, join(other, 'person-salt'), { recursive: true });
    await zhaoren(other, 'ingest', deliveries);
    await zhaoren(other, 'run', '--no-database');
    expect(published(other)).toEqual(published());
  });

  it('takes a rule from the bureau, and only the rules differ', async () => {
    const strict = join(directory, 'strict');
    cpSync(home, strict, { recursive: true });
    const rules = join(strict, 'catalogue');
    const shipped = readFileSync(join(import.meta.dirname, '../catalogue/coverage.yaml'), 'utf8');
    const { writeFileSync, mkdirSync } = await import('node:fs');
    mkdirSync(rules);
    // Employees count as interrupted from the first unpaid month.
    const changed = shipped.replace(
      /(insured_identity: EMPLOYEE,[^}]*?)warn_months: 1,(\s*)interrupted_months: 3/,
      '$1warn_months: 1,$2interrupted_months: 1',
    );
    expect(changed).not.toBe(shipped);
    writeFileSync(join(rules, 'coverage.yaml'), changed);
    const before = (await report()).coverage[0]!.statuses;
    expect((await zhaoren(strict, 'run', '--no-database')).stderr).toContain('研判');
    const after = JSON.parse((await zhaoren(strict, 'report', '--format', 'json')).stdout) as Report;
    expect(after.coverage[0]!.statuses.INTERRUPTED).toBeGreaterThan(before.INTERRUPTED!);
    expect(after.residents).toBe((await report()).residents);
  });
});

describe('lists', () => {
  it('are workbooks with masked people', async () => {
    const out = join(directory, 'list.xlsx');
    const { rows } = await json<{ rows: number }>('export', 'expansion', '--out', out, '--json');
    expect(rows).toBeGreaterThan(0);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(out);
    const sheet = book.worksheets[0]!;
    expect(sheet.rowCount).toBe(rows + 2);
    const head = (sheet.getRow(2).values as string[]).slice(1);
    const column = (title: string) => head.indexOf(title) + 1;
    sheet.eachRow((row, number) => {
      if (number <= 2) return;
      expect(String(row.getCell(column('姓名')).value)).toContain('*');
      expect(String(row.getCell(column('身份号码')).value)).toMatch(/^\d{3}\*+..$/);
    });
  });

  it('show names only for a reason, and say so in the journal', async () => {
    const out = join(directory, 'open.xlsx');
    const refused = await zhaoren(home, 'export', 'expansion', '--out', out, '--reveal', '');
    expect(refused.code).toBe(2);
    expect(existsSync(out)).toBe(false);
    await json('export', 'expansion', '--out', out, '--reveal', '入户核实', '--json');
    expect(readFileSync(join(home, 'reveals.jsonl'), 'utf8')).toContain('入户核实');
    expect(statSync(join(home, 'reveals.jsonl')).mode & 0o077).toBe(0);
  });

  it('names the lists there are when asked for another', async () => {
    const done = await zhaoren(home, 'export', 'nobody', '--out', join(directory, 'x.xlsx'));
    expect(done.code).toBe(8);
    expect(done.stderr).toContain('expansion');
  });
});

describe('explain', () => {
  it('tells status, rule and rows, without naming the person', async () => {
    const book = new ExcelJS.Workbook();
    await json('export', 'T03', '--out', join(directory, 't03.xlsx'), '--json');
    await book.xlsx.readFile(join(directory, 't03.xlsx'));
    const sheet = book.worksheets[0]!;
    const person = String(sheet.getRow(3).getCell(sheet.columnCount).value);
    const told = await json<{
      name: string;
      coverage: { status: string; rule: string; rule_version: string };
      evidence: { file: string; line: number }[];
      records: unknown[];
      lineage: unknown[];
    }>('explain', person.slice(0, 12), '--json');
    expect(told.coverage.status).toBe('INTERRUPTED');
    expect(told.coverage.rule_version).toMatch(/\S/);
    expect(told.evidence.length).toBeGreaterThan(0);
    expect(existsSync(join(deliveries, told.evidence[0]!.file))).toBe(true);
    expect(told.name).toContain('*');
    expect(told.records.length).toBeGreaterThan(1);
    expect(told.lineage.length).toBeGreaterThan(5);
  });

  it('does not find strangers', async () => {
    expect((await zhaoren(home, 'explain', 'ffffffffffffffff')).code).toBe(8);
  });
});

describe('wrong calls', () => {
  it.each([
    [['nonsense'], '没有命令 nonsense', 2],
    [['run', '--speed'], '没有选项 --speed', 2],
    [['ingest'], '缺少参数 <dir>', 2],
    [['ingest', '/no/such/folder'], '/no/such/folder', 8],
    [['run', '--as-of', '2026-02-30'], '--as-of', 2],
    [['report', '--division', '64x'], '--division', 2],
    [['report', '--format', 'pdf'], 'table', 2],
    [['city', '--people', '7', '--out', '/tmp/never'], '--people', 2],
  ])('%j says what is wrong', async (args, sentence, code) => {
    const done = await zhaoren(join(directory, 'unused'), ...args);
    expect(done.stderr).toContain(sentence);
    expect(done.code).toBe(code);
    expect(done.stderr).not.toContain('    at ');
  });

  it('a report before any run says to run first', async () => {
    const done = await zhaoren(join(directory, 'empty'), 'report');
    expect(done.stderr).toContain('zhaoren run');
    expect(done.code).toBe(8);
  });
});

it('leaves no name of a person in a file name', () => {
  const files = readdirSync(home, { recursive: true }).map(String);
  expect(files.filter((file) => /\d{17}[\dXx]/.test(file))).toEqual([]);
});
