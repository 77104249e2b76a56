import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSampleHome } from '#pipeline/report/sample-lake.ts';
import { CREMATED, TRAVELLER } from '#pipeline/report/sample-rows.ts';
import { explainCommand } from './explain.ts';
import { exportCommand, getWorkList, LIST_NAMES } from './export.ts';
import { reportCommand } from './report.ts';

const directory = mkdtempSync(join(tmpdir(), 'certification-'));
const home = join(directory, 'home');

beforeAll(() => writeSampleHome(home));

afterAll(() => rmSync(directory, { recursive: true }));

async function sheet(file: string): Promise<string[][]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  const rows: string[][] = [];
  book.worksheets[0]!.eachRow((row) => void rows.push((row.values as unknown[]).slice(1).map(String)));
  return rows;
}

describe('report', () => {
  it('tells certification and leads as text, JSON and CSV', async () => {
    expect(await reportCommand(home, { format: 'table' })).toMatch(/待遇资格认证[\s\S]+基金疑点/);
    expect(JSON.parse(await reportCommand(home, { format: 'json' }))).toMatchObject({
      certification: { whole: { due: 5, byData: 1 } },
      risk: { whole: { leads: 4, amountFen: 1_324_000 } },
      archive: { items: 3, withOrigin: 2 },
    });
    expect(await reportCommand(home, { format: 'csv', division: '640499100' })).toContain('riskAmountFen');
  });

  it('refuses a format that it does not know', async () => {
    await expect(reportCommand(home, { format: 'pdf' })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
  });
});

describe('export', () => {
  it.each([
    'certification-due',
    'certification-visit',
    'suspected-loss',
    'confirmed-loss',
    'risk-leads',
    'unit-leads',
    'operator-leads',
  ])('%s as a workbook', async (name) => {
    const file = join(directory, `${name}.xlsx`);
    const { rows } = await exportCommand(home, name, {
      division: name === 'operator-leads' ? '' : '640499',
      out: file,
    });
    const [caption, head, ...lines] = await sheet(file);
    expect(rows).toBeGreaterThan(0);
    expect(lines).toHaveLength(rows);
    expect(caption![0]).toContain(`${getWorkList(name).title}  数据截至 2026-10-31  共 ${rows} 条`);
    expect(head).toEqual(getWorkList(name).columns.map(({ title }) => title));
    expect(LIST_NAMES).toContain(name);
  });

  it('writes amounts in yuan, and names only for a reason, which is noted', async () => {
    const file = join(directory, 'open.xlsx');
    await exportCommand(home, 'risk-leads', { out: file, reveal: '核查疑点' });
    const [, head, line] = await sheet(file);
    const at = (title: string) => line![head!.indexOf(title)];
    expect(at('涉及金额(元)')).toBe('842');
    expect(at('姓名')).toBe('马志强');
    expect(readFileSync(join(home, 'reveals.jsonl'), 'utf8')).toContain('核查疑点');
    await exportCommand(home, 'risk-leads', { out: file });
    expect((await sheet(file))[2]).toContain('马*强');
  });

  it('names the lists there are when asked for another', async () => {
    await expect(
      exportCommand(home, 'certification', { out: join(directory, 'x.xlsx') }),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
      params: { key: expect.stringContaining('certification-due') },
    });
  });

  it('says to run first where an older version ran, and notes no reveal', async () => {
    const older = join(directory, 'older');
    await writeSampleHome(older);
    rmSync(join(older, 'tables', 'risk_lead.parquet'));
    await expect(
      exportCommand(older, 'risk-leads', { out: join(directory, 'never.xlsx'), reveal: '核查疑点' }),
    ).rejects.toMatchObject({ code: 'NO_RUN' });
    expect(existsSync(join(directory, 'never.xlsx'))).toBe(false);
    expect(existsSync(join(older, 'reveals.jsonl'))).toBe(false);
  });
});

describe('explain', () => {
  it('tells programmes and leads, as text and JSON', async () => {
    expect(await explainCommand(home, CREMATED.slice(0, 8), {})).toMatch(/待遇资格认证[\s\S]+基金疑点/);
    expect(JSON.parse(await explainCommand(home, CREMATED, { json: true }))).toMatchObject({
      certifications: [{ state: 'TO_VERIFY', nextStep: 'VERIFY_DEATH' }],
      leads: [{ rule: 'R02', amountFen: 84_200 }],
    });
  });

  it('shows where somebody travelled only for a reason', async () => {
    expect(await explainCommand(home, TRAVELLER, {})).not.toContain('银川');
    expect(await explainCommand(home, TRAVELLER, { reveal: '核查疑点' })).toContain('银川');
  });

  it('does not know strangers', async () => {
    await expect(explainCommand(home, 'f'.repeat(32), {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
