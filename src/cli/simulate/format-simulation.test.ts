import { describe, expect, it } from 'vitest';
import type { Example, Simulation, Transition } from '#pipeline/simulate/read-simulation.ts';
import { formatSimulation } from './format-simulation.ts';

const turned: Transition = {
  kind: 'CERTIFICATION',
  before: 'ENTITLED',
  after: 'OVERDUE',
  beforeName: '具备资格',
  afterName: '逾期未认证',
  decisions: 1234,
  people: 1200,
};

const example: Example = {
  kind: 'CERTIFICATION',
  before: 'ENTITLED',
  after: 'OVERDUE',
  beforeName: '具备资格',
  afterName: '逾期未认证',
  personId: 'a1'.repeat(16),
  uscc: null,
  name: '王*国',
  item: 'DIBAO',
  itemName: '最低生活保障',
  division: '640499100201',
  divisionName: '河湾村',
};

const simulation: Simulation = {
  name: '公交刷卡降权',
  asOf: '2026-10-31',
  tables: ['certification', 'certification_due'],
  rulesChanged: [],
  division: null,
  changes: 1234,
  transitions: [turned],
  divisions: [
    { division: '640499', name: '示范区', level: 3, decisions: 1233, people: 1199 },
    { division: '640499100', name: '清水镇', level: 4, decisions: 1233, people: 1199 },
    { division: '', name: null, level: 0, decisions: 1, people: 1 },
  ],
  examples: [example],
};

const line = (text: string, word: string) => text.split('\n').find((row) => row.includes(word));
const cells = (row: string | undefined) =>
  row
    ?.split('│')
    .map((cell) => cell.trim())
    .slice(1, -1);

describe('the simulation', () => {
  it('says what would change, how much, where, and that nothing is published', () => {
    const text = formatSimulation(simulation);
    expect(text).toContain('试算:公交刷卡降权(数据截至 2026-10-31;只试算,不发布)');
    expect(text).toContain('重算 2 张表,变动 1,234 项\n');
    expect(cells(line(text, '│ 资格认证'))).toEqual(['资格认证', '具备资格', '逾期未认证', '1,234', '1,200']);
    expect(cells(line(text, '│ 示范区'))).toEqual(['示范区', '1,233', '1,199']);
    expect(line(text, '清水镇')).toMatch(/│ {3}清水镇/);
    expect(cells(line(text, '没有区划'))).toEqual(['(没有区划)', '1', '1']);
    expect(text).not.toContain('对照真相');
  });

  it('names people by id and masked name, units by credit code, operators by neither', () => {
    const lead: Example = {
      ...example,
      kind: 'RISK',
      beforeName: '无',
      afterName: '新发现',
      personId: null,
      name: null,
      item: 'R30',
      itemName: '单位少报人数',
      division: '640499',
      divisionName: '示范区',
    };
    const text = formatSimulation({
      ...simulation,
      examples: [
        example,
        { ...lead, uscc: '92640499MA0000DF2X' },
        { ...lead, item: 'V4', itemName: null, division: null, divisionName: null },
        { ...example, kind: 'COVERAGE', item: null, itemName: null, divisionName: null },
      ],
    });
    expect(text).toContain('  a1a1a1a1  王*国  河湾村  最低生活保障  具备资格 → 逾期未认证');
    expect(text).toContain('  92640499MA0000DF2X  示范区  单位少报人数  无 → 新发现');
    expect(text).toContain('  (经办)  V4  无 → 新发现');
    expect(text).toContain('  a1a1a1a1  王*国  640499100201  参保状态  具备资格 → 逾期未认证');
  });

  it('says when rules and results are alike, when nobody is touched, and where nobody is', () => {
    const nothing = { ...simulation, changes: 0, transitions: [], divisions: [], examples: [] };
    expect(formatSimulation({ ...nothing, tables: [] })).toContain('这一改动与现行规则没有差别');
    const same = formatSimulation(nothing);
    expect(same).toContain('没有任何人的结论会改变');
    expect(same).not.toMatch(/举例|│/);
    const elsewhere = formatSimulation({ ...nothing, changes: 5, division: '640499101' });
    expect(elsewhere).toContain('变动 5 项,其中 640499101 有 0 项');
    expect(elsewhere).toContain('区划 640499101 没有任何人的结论会改变');
  });

  it('sets what is decided against the truth of a synthetic city', () => {
    const truth = {
      decisions: 5190,
      wrongBefore: 3,
      wrongAfter: 2,
      becameWrong: 1,
      becameRight: 2,
      inVainBefore: 70,
      inVainAfter: 1290,
    };
    expect(formatSimulation({ ...simulation, truth })).toContain(
      '对照真相(5,190 项认证):错误结论 3 → 2(新错 1,改对 2);有资格而仍须核实 70 → 1,290',
    );
  });

  it('says when the rules are no longer those of the last run', () => {
    expect(formatSimulation(simulation)).not.toContain('上次运行');
    expect(formatSimulation({ ...simulation, rulesChanged: ['rule_evidence_channel'] })).toContain(
      '注意:规则在上次运行之后改过(rule_evidence_channel)',
    );
  });
});
