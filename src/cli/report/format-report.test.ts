import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { type Report, readReport } from '#pipeline/report/read-report.ts';
import { openSampleLake } from '#pipeline/report/sample-lake.ts';
import { formatReport, reportAsCsv } from './format-report.ts';

let engine: Engine;
let report: Report;

beforeAll(async () => {
  engine = await openSampleLake();
  report = await readReport(engine);
});

afterAll(() => engine.close());

/** Places a text takes in a terminal. */
const width = (text: string) =>
  [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);

const line = (text: string, ...words: string[]) =>
  text.split('\n').find((row) => words.every((word) => row.includes(word)));
const cells = (row: string | undefined) =>
  row
    ?.split('│')
    .map((cell) => cell.trim())
    .slice(1, -1);

describe('the report', () => {
  it('says how benefits were certified, with shares of those done and due', () => {
    const text = formatReport(report);
    expect(text).toContain('享受待遇 1,234,567  应认证 5  已认证 2  认证率 40.00%');
    expect(cells(line(text, '数据比对'))).toEqual(['数据比对', '1', '50.00%', '20.00%']);
    expect(cells(line(text, '手机人脸'))).toEqual(['手机人脸认证', '0', '0.00%', '0.00%']);
    expect(cells(line(text, '│ 城乡居民基本养老金'))).toEqual([
      '城乡居民基本养老金',
      '4',
      '3',
      '1',
      '33.33%',
      '1',
      '0',
      '1',
      '0',
      '1',
      '0',
      '1',
    ]);
    expect(text.indexOf('城乡居民基本养老金')).toBeLessThan(text.indexOf('最低生活保障'));
  });

  it('says what falls due, whom to visit, who may have lost it', () => {
    const text = formatReport(report);
    expect(text).toContain('即将到期:30 天内 1 人次,60 天内 1 人次,90 天内 2 人次');
    expect(text).toContain('需要上门认证:1 人,其中优先(80 岁以上或行动不便)1 人');
    expect(text).toContain('疑似丧失 1 人');
    expect(text).toContain('确认丧失 1 人');
  });

  it('counts nobody where nobody falls due', async () => {
    const nowhere = await readReport(engine, { division: '640499300' });
    expect(nowhere.certification!.falling.map(({ count, priority }) => [count, priority])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  it('says which evidence decided and which could not be used', () => {
    const text = formatReport(report);
    expect(cells(line(text, '│ 铁路实名乘车', '41.00%'))).toEqual([
      '铁路实名乘车',
      '铁路部门',
      '3,210',
      '60',
      '41',
      '41.00%',
    ]);
    expect(text).toContain('认证证据:渠道(共 3 个,2 个有数据)');
    expect(text).not.toMatch(/│ 火化登记 +│ 民政局 +│ +0/);
    expect(cells(line(text, '人社系统已有的认证记录'))).toContain('5.00%');
    expect(cells(line(text, '全部渠道'))).toEqual(['全部渠道', '7', '2', '1', '0']);
    expect(text).toContain(
      '民生档案:3 项中 2 项有数据来源,平均填充率 62.50%;最低的是 学历 25.00%、姓名 100.00%',
    );
  });

  it('says what leads there are, people, units and operators apart, in yuan', () => {
    const text = formatReport(report);
    expect(text).toContain(
      '疑点 4 条  未办结 3  查实 1  不属实 1  涉及金额 13,240.00 元  已追回 2,500.00 元',
    );
    expect(cells(line(text, 'R02'))).toEqual([
      '高',
      'R02',
      '火化后未报',
      '1',
      '1',
      '0',
      '0',
      '842.00',
      '0.00',
    ]);
    expect(text.indexOf('人员疑点')).toBeLessThan(text.indexOf('单位疑点'));
    expect(text.indexOf('R30')).toBeGreaterThan(text.indexOf('单位疑点'));
    expect(text.indexOf('V4')).toBeGreaterThan(text.indexOf('经办疑点'));
  });

  it('says what verified results speak for, and that nothing changes by itself', () => {
    const text = formatReport(report);
    expect(cells(line(text, '│ 铁路实名乘车', '建议调低'))).toEqual([
      '铁路实名乘车',
      '准确率低于要求,建议调低',
      '57',
      '54',
      '94.74%',
      '85.63%–98.19%',
      '100',
      '90',
    ]);
    expect(cells(line(text, '网格员敲门核验', '维持'))).toContain('120');
    expect(text.indexOf('建议调低')).toBeLessThan(text.indexOf('与核实结果相符'));
    expect(cells(line(text, 'R02', '建议调低'))).toEqual([
      'R02',
      '火化后未报',
      '准确率低于要求,建议调低',
      '40',
      '12',
      '30.00%',
      '18.07%–45.43%',
      '高',
      '中',
    ]);
    expect(text).toContain('95% 区间');
    // Channels and rules without any outcome are not counted.
    expect(text).toContain('核实结果不足 30 条、暂不评价的:渠道 1 个,规则 1 条');
    expect(text).toMatch(/不会自动改变.*zhaoren simulate.*docs\/simulate\.zh-CN\.md/);
  });

  it('hands what was learned to programs: JSON has it all, CSV, a line a division, none of it', () => {
    const { learning } = JSON.parse(JSON.stringify(report)) as Report;
    expect(learning).toMatchObject({
      channels: [
        { channel: 'E14', outcomes: 57, right: 54, weight: 100, proposedWeight: 90, verdict: 'LOWER' },
        { channel: 'E08', verdict: 'KEEP' },
      ],
      rules: [{ rule: 'R02', grade: 'H', proposedGrade: 'M', precisionLow: 0.1807 }],
      channelsTooFew: 1,
      rulesTooFew: 1,
      minimumOutcomes: 30,
    });
    expect(reportAsCsv(report)).not.toContain('E14');
  });

  it('says nothing of verified results while there are none', async () => {
    const young = await openSampleLake();
    try {
      for (const table of ['channel_precision', 'rule_precision'])
        await young.run(`UPDATE ${table} SET outcomes = 0, verdict = 'TOO_FEW'`);
      const bare = await readReport(young);
      expect(bare.learning).toBeNull();
      expect(formatReport(bare)).not.toContain('核实结果反馈');
      await young.run("UPDATE channel_precision SET outcomes = 1 WHERE channel = 'E14'");
      const first = formatReport(await readReport(young));
      expect(first).toContain('暂不评价的:渠道 1 个,规则 0 条');
      expect(first).not.toContain('建议分值');
    } finally {
      young.close();
    }
  });

  it('keeps columns under one another though Chinese takes two places', () => {
    const tables = formatReport(report)
      .split('\n\n')
      .filter((section) => section.startsWith('┌'));
    expect(tables.length).toBeGreaterThan(8);
    for (const table of tables) expect(new Set(table.split('\n').map(width)).size, table).toBe(1);
  });

  it('is of the county, though one misplaced resident is counted in the province', async () => {
    const lake = await openSampleLake();
    try {
      await lake.run('UPDATE coverage_rate SET in_scope = 1000 * in_scope');
      await lake.run(`
        INSERT INTO coverage_rate
        SELECT * REPLACE ('64' AS division, 2 AS level, in_scope + 1 AS in_scope)
        FROM coverage_rate
        WHERE division = '640499'`);
      expect((await readReport(lake)).division).toBe('640499');
    } finally {
      lake.close();
    }
  });

  it('keeps to the division asked for', async () => {
    const town = await readReport(engine, { division: '640499100' });
    expect(town.certification).toMatchObject({
      whole: { held: 4, due: 4, done: 2, rate: 0.5 },
      visits: 1,
      suspectedLoss: 0,
      falling: [
        { days: 30, count: 1 },
        { days: 60, count: 1 },
        { days: 90, count: 1 },
      ],
      channels: [],
      issues: [],
    });
    expect(town.risk).toMatchObject({ whole: { leads: 1, open: 0, verifiedFalse: 1, amountFen: 5000 } });
    expect(formatReport(town)).not.toContain('经办疑点');
    expect(town.archive).toBeNull();
    expect(town.learning).toBeNull();
  });

  it('has a line a division in CSV, with certification and leads', () => {
    const [head, whole, first, second] = reportAsCsv(report)
      .split('\n')
      .map((row) => row.split(','));
    const at = (row: string[], column: string) => row[head!.indexOf(column)];
    expect(head).toHaveLength(whole!.length);
    expect([whole, first, second].map((row) => at(row!, 'division'))).toEqual([
      '640499',
      '640499100',
      '640499101',
    ]);
    expect([whole, first, second].map((row) => at(row!, 'certificationHeld'))).toEqual(['1234567', '4', '0']);
    expect(at(whole!, 'certificationRate')).toBe('0.4');
    // The operator's lead lies in no division: only the whole has it.
    expect([whole, first, second].map((row) => at(row!, 'riskLeads'))).toEqual(['4', '1', '1']);
    expect(at(second!, 'riskAmountFen')).toBe('84200');
  });

  it('leaves out what a run of an older version did not make', async () => {
    const older = await openSampleLake();
    try {
      for (const table of ['certification_statistic', 'risk_lead', 'channel_precision', 'archive_fill'])
        await older.run(`DROP TABLE ${table}`);
      const bare = await readReport(older);
      expect(bare).toMatchObject({
        certification: null,
        risk: null,
        learning: null,
        archive: null,
        persons: 4,
      });
      expect(formatReport(bare)).not.toMatch(/待遇资格认证|基金疑点|核实结果反馈|民生档案/);
      expect(reportAsCsv(bare)).not.toContain('risk');
    } finally {
      older.close();
    }
  });
});
