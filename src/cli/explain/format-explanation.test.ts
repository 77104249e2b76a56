import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { readExplanation } from '#pipeline/explain/read-explanation.ts';
import { openSampleLake } from '#pipeline/report/sample-lake.ts';
import { BEDRIDDEN, CREMATED, ENDED, RAIL_ROW, TRAVELLER } from '#pipeline/report/sample-rows.ts';
import { formatExplanation } from './format-explanation.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await openSampleLake();
});

afterAll(() => engine.close());

const explain = (person: string, reveal = false) => readExplanation(engine, person, { reveal });
const told = async (person: string, reveal = false) => formatExplanation(await explain(person, reveal));

/** The lines from one that holds the words to the next programme or section. */
function part(text: string, words: string): string[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.includes(words));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('    '));
  return lines.slice(start, end < 0 ? undefined : end);
}

describe('certification of a person', () => {
  it('is told programme by programme: state, why, when due, what next', async () => {
    const text = await told(TRAVELLER);
    expect(part(text, '城乡居民基本养老金(人社局)')).toEqual([
      '  城乡居民基本养老金(人社局)  每月 210.50 元',
      '    状态    具备资格(自 2026-10-31)',
      '    原因    有效期内有一条强记录',
      '    依据    强证据  铁路实名乘车 2026-05-03  100 分、1 个渠道  方式:数据比对',
      '    到期    2027-05-03',
      '    下一步  无需办理',
      '    规则    certification(版本 2026-01-01:ab12)',
      '    证据    铁路部门·铁路实名乘车  铁路_20261001.csv 第 12 行(2026-10-01)',
      '            event_date=2026-05-03',
    ]);
    const shared = part(text, '最低生活保障(民政局)');
    expect(shared.join()).toContain('来自城乡居民基本养老金的认证');
    expect(shared).toEqual(expect.arrayContaining(['    到期    2026-11-20', '    下一步  提醒将到期']));
  });

  it('says who is to be visited first', async () => {
    const text = await told(BEDRIDDEN);
    expect(text).toContain('下一步  上门认证(优先)');
    expect(text).toContain('上次    网格员敲门核验 2025-03-01');
  });

  it('says what speaks against it, and since when it stands so', async () => {
    const lines = part(await told(CREMATED), '城乡居民基本养老金(人社局)');
    expect(lines).toContain('    反证    火化登记 2026-06-02');
    expect(lines).toContain('    状态    待核实(自 2026-10-31,此前具备资格)');
    expect(lines).toContain('            cremation_date=2026-06-02  home_name=示范殡仪馆');
  });

  it('never tells where somebody travelled, unless revealed', async () => {
    const hidden = await explain(TRAVELLER);
    expect(JSON.stringify(hidden)).not.toMatch(/银川|G2026/);
    expect(hidden.certifications![0]!.evidence[0]).toMatchObject({
      rowId: RAIL_ROW,
      channel: '铁路实名乘车',
      values: { event_date: '2026-05-03' },
    });
    expect(await told(TRAVELLER, true)).toContain('train_no=G2026  destination=银川');
  });
});

describe('leads about a person', () => {
  it('tell rule, reason, amount, progress and rows', async () => {
    expect(part(await told(CREMATED), 'R02 火化后未报')).toEqual([
      '  R02 火化后未报  等级高  编号 L-CREMATED',
      '    原因    已火化,户口未注销,仍在发放',
      '    还符合  死亡后继续领取',
      '    金额    涉及 842.00 元  待遇 城乡居民基本养老金  2026-07 至 2026-10',
      '    进展    新发现(自 2026-08-31)',
      '    发现    2026-08-31 首次,2026-10-31 最近  规则版本 2026-01-01:cd34',
      '    证据    民政局·火化登记  殡仪馆_20261001.xlsx 第 3 行(2026-10-01)',
      '            cremation_date=2026-06-02  home_name=示范殡仪馆',
    ]);
    expect(await told(BEDRIDDEN)).toContain('进展    已办结,不属实(自 2026-08-31)  核实不实');
  });

  it('are not mentioned of somebody who has none', async () => {
    expect(await told(ENDED)).not.toContain('基金疑点');
    expect((await explain(ENDED)).leads).toEqual([]);
  });
});

describe('the archive', () => {
  it('lists what is known by category, with where it comes from, and counts what is not', async () => {
    const blank = { text: null, sourceName: null, asOf: null, quality: null };
    const text = formatExplanation(await explain(ENDED), [
      {
        name: '户籍居住',
        items: [
          { name: '户籍区划', text: '河湾村', sourceName: '户籍', asOf: '2026-10-01', quality: 'GOOD' },
          { name: '人户分离', text: '否', sourceName: null, asOf: '2026-10-31', quality: 'DERIVED' },
          { name: '户籍性质', ...blank },
        ],
      },
      { name: '学历教育', items: [{ name: '学历', ...blank }] },
    ]);
    expect(part(text, '户籍居住')).toEqual([
      '  户籍居住(3 项,有 2 项)',
      '    户籍区划  河湾村  ← 户籍 2026-10-01',
      '    人户分离  否(推算)  ← 由多条记录得出 2026-10-31',
    ]);
    expect(text).toContain('学历教育(1 项,有 0 项)');
    expect(await told(ENDED)).not.toContain('民生档案');
  });
});

it('leaves out certification and leads where an older version ran', async () => {
  const older = await openSampleLake();
  try {
    for (const table of ['certification', 'risk_lead', 'rule_evidence_channel'])
      await older.run(`DROP TABLE ${table}`);
    const bare = await readExplanation(older, TRAVELLER, { reveal: false });
    expect(bare).toMatchObject({ certifications: null, leads: null });
    expect(formatExplanation(bare)).not.toMatch(/待遇资格认证|基金疑点/);
  } finally {
    older.close();
  }
});
