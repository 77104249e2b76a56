import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { openSampleLake } from '../report/sample-lake.ts';
import { BEDRIDDEN, CREMATED, ENDED, TRAVELLER } from '../report/sample-rows.ts';
import { readWorkList, WORK_LISTS } from './work-list.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await openSampleLake();
});

afterAll(() => engine.close());

const list = (name: string) => WORK_LISTS.find((known) => known.list === name)!;
const read = (name: string, division = '', reveal = false) =>
  readWorkList(engine, list(name), { division, reveal });
const NEW_LISTS = [
  'certification-due',
  'certification-visit',
  'suspected-loss',
  'confirmed-loss',
  'risk-leads',
  'unit-leads',
  'operator-leads',
];

describe('every list', () => {
  it('has a name and columns of its own', () => {
    const names = WORK_LISTS.map(({ list }) => list);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(NEW_LISTS));
    for (const { list, columns } of WORK_LISTS)
      expect(new Set(columns.map(({ column }) => column)).size, list).toBe(columns.length);
  });

  it.each(WORK_LISTS.map((known) => [known.list, known] as const))('%s says what it reads', (_, known) => {
    const query = known.sql.replaceAll(/--.*/g, '');
    const own = [...query.matchAll(/(?:WITH|\),)\s+(\w+) AS (?:MATERIALIZED )?\(/g)].map(([, name]) => name);
    const read = [...query.matchAll(/\b(?:FROM|JOIN)\s+(\w+)/g)].map(([, name]) => name!);
    expect([...new Set(read)].filter((name) => !own.includes(name)).sort()).toEqual([...known.reads].sort());
  });

  it.each(NEW_LISTS)('%s names nobody unless revealed', async (name) => {
    const masked = JSON.stringify(await read(name));
    expect(masked).not.toMatch(/王建国|李秀英|马志强|丁玉兰|640499\d{11}[\dX]|13800005678|3组/);
    const open = await read(name, '', true);
    expect(open.length).toBeGreaterThan(0);
    if (list(name).columns.some(({ column }) => column === 'name'))
      expect(JSON.stringify(open)).toMatch(/王建国|李秀英|马志强|丁玉兰/);
  });

  it.each(NEW_LISTS)('%s holds nobody of another division', async (name) => {
    expect(await read(name, '999999')).toEqual([]);
  });
});

describe('certification', () => {
  it('due: who, what, when, what next', async () => {
    expect(await read('certification-due', '640499100')).toMatchObject([
      {
        village: '河湾村',
        name: '王*国',
        age: 67,
        programme_name: '最低生活保障',
        due_date: '2026-11-20',
        window_days: 30,
        next_step_name: '提醒将到期',
        priority: null,
        person_id: TRAVELLER,
      },
    ]);
    expect(await read('certification-due')).toHaveLength(2);
  });

  it('visits: one line a person, those of 80 or immobile first', async () => {
    const later = await openSampleLake();
    try {
      // The traveller lives at the top of the list of villages, but can wait.
      await later.run(`UPDATE certification SET next_step = 'HOME_VISIT' WHERE person_id = '${TRAVELLER}'`);
      await later.run(`UPDATE certification SET division = '640499101202' WHERE person_id = '${BEDRIDDEN}'`);
      const visits = await readWorkList(later, list('certification-visit'), { division: '', reveal: false });
      expect(visits).toMatchObject([
        {
          person_id: BEDRIDDEN,
          priority: '优先',
          age: 91,
          programmes: '城乡居民基本养老金、高龄津贴',
          states: '待核实、逾期未认证',
          due_date: '2026-03-01',
          proof_date: '2025-03-01',
          monthly_amount_fen: 42_100,
          residence_address: '示范区清水镇河湾村****',
        },
        { person_id: TRAVELLER, priority: null },
      ]);
    } finally {
      later.close();
    }
  });

  it('losses: suspected to be verified, confirmed by month', async () => {
    expect(await read('suspected-loss')).toMatchObject([
      {
        person_id: CREMATED,
        village: '石桥村',
        programmes: '城乡居民基本养老金、最低生活保障',
        reason_text: '有死亡类记录,须上门核实后再定',
        next_step_name: '上门核实是否在世',
        since: '2026-06-02',
        monthly_amount_fen: 21_050,
      },
    ]);
    expect(await read('confirmed-loss')).toMatchObject([
      { person_id: ENDED, month: '2026-04', reason_text: '核实已死亡' },
    ]);
  });
});

describe('leads', () => {
  it('about people are those not closed, with all rules that fit', async () => {
    expect(await read('risk-leads')).toMatchObject([
      {
        person_id: CREMATED,
        village: '石桥村',
        grade_name: '高',
        rule_names: '死亡后继续领取、火化后未报',
        reason_text: '已火化,户口未注销,仍在发放',
        programmes: '城乡居民基本养老金',
        from_month: '2026-07',
        to_month: '2026-10',
        amount_fen: 84_200,
        state_name: '新发现',
        finding: null,
        lead_id: 'L-CREMATED',
      },
    ]);
  });

  it('about units name the unit, and about operators only the token', async () => {
    expect(await read('unit-leads', '640499')).toMatchObject([
      {
        county: '示范区',
        uscc: '91640499MA00000001',
        entity_name: '示范商贸有限公司',
        finding: '查实',
        amount_due_fen: 1_000_000,
        recovered_fen: 250_000,
      },
    ]);
    expect(await read('operator-leads')).toMatchObject([
      { county: null, operator_key: 'op:77aa', rule_names: '不兼容岗位受理审核' },
    ]);
  });

  it('stand gravest first, of these the largest amount', async () => {
    const more = await openSampleLake();
    try {
      for (const [id, grade, amount] of [
        ['L-M', 'M', 9_999_999],
        ['L-H', 'H', 90_000],
        ['L-0', 'H', 'NULL'],
      ])
        await more.run(
          `INSERT INTO risk_lead BY NAME
           SELECT * REPLACE ('${id}' AS lead_id, '${grade}' AS grade, ${amount} AS amount_fen)
           FROM risk_lead WHERE lead_id = 'L-CREMATED'`,
        );
      const leads = await readWorkList(more, list('risk-leads'), { division: '', reveal: false });
      expect(leads.map(({ lead_id }) => lead_id)).toEqual(['L-H', 'L-CREMATED', 'L-0', 'L-M']);
    } finally {
      more.close();
    }
  });
});
