import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SampleRow, type SampleSources, sampleNumber } from '../registry/sample-register.ts';
import { readWorkList, WORK_LISTS } from '../worklist/work-list.ts';
import { readArchiveFill } from './read-archive-fill.ts';
import { openSampleArchive, type SampleArchive } from './sample-archive.ts';

const VILLAGE = '640499001001';
const GRID = `${VILLAGE}007`;

/** People of one town, each with a story of their own. */
const ma = { id_no: sampleNumber('1985-06-01', 21), name: '马志强' };
const li = { id_no: sampleNumber('1979-02-11', 23), name: '李建华' };
const yang = { id_no: sampleNumber('1986-01-01', 25), name: '杨小龙' };
const zhao = { id_no: sampleNumber('1990-05-06', 27), name: '赵文博' };
const hao = { id_no: sampleNumber('1988-08-08', 29), name: '郝建国' };

const living = { grid_code: GRID, residence_type: 'RESIDENT', collect_date: '2026-09-01' };
const dibao = { member_kind: 'RURAL', from_date: '2024-01-01' };
const dibaoPaid = { programme: 'DIBAO', benefit_state: 'PAYING', last_paid_month: '2026-09' };
const wife = { spouse_id_no: sampleNumber('1987-01-01', 22), spouse_name: '周丽' };

const TOWN: SampleSources = {
  psb_hukou: [
    { ...ma, ethnicity: '03', hukou_division: VILLAGE, hukou_state: 'ACTIVE' },
    { ...li, ethnicity: '01', hukou_division: VILLAGE, hukou_state: 'ACTIVE' },
    // A hukou alone makes nobody a resident.
    { id_no: sampleNumber('1970-01-01', 43), name: '安在外', hukou_division: VILLAGE, hukou_state: 'ACTIVE' },
  ],
  grid_resident: [
    { ...ma, ...living, ethnicity: '01', relation_to_head: 'HEAD', dwelling_code: `${GRID}0001` },
    child('2012-02-03', 31, '马小军'),
    child('2007-02-03', 33, '马小明'),
    { ...child('1955-02-03', 35, '马德福'), relation_to_head: 'PARENT' },
    { ...li, ...living, ethnicity: '01' },
    { ...yang, ...living },
    { ...yang, ...living, residence_type: 'MIGRANT_IN', collect_date: '2099-01-01' },
  ],
  cab_dibao: [
    { ...ma, ...dibao, monthly_amount_fen: 45_000 },
    { ...li, ...dibao, monthly_amount_fen: 45_000 },
    { ...yang, ...dibao },
    { ...zhao, ...dibao, member_kind: 'MARGINAL' },
    { ...hao, ...dibao, delivered_on: '2026-09-21' },
  ],
  cab_benefit: [
    { ...ma, ...dibaoPaid, monthly_amount_fen: 52_000 },
    { ...li, ...dibaoPaid, monthly_amount_fen: 45_000 },
    { ...yang, ...dibaoPaid, monthly_amount_fen: 52_000 },
  ],
  agri_poverty_watch: [
    { ...zhao, watch_kind: 'MARGINAL', risk_cleared: true },
    { ...hao, watch_kind: 'MARGINAL', risk_cleared: null },
  ],
  edu_graduate: [{ ...zhao, school: '宁夏大学', degree: 'BACHELOR', graduation_date: '2012-07-01' }],
  edu_student: [
    { ...zhao, school: '固原一中', stage: 'SENIOR', student_state: 'GRADUATED' },
    { ...hao, school: '宁夏大学', student_state: 'ENROLLED', enrol_date: '2024-09-01' },
    { ...hao, school: '固原一中', student_state: 'LEFT', enrol_date: '2025-09-01' },
  ],
  hrss_contract: [
    { ...li, occupation: '保安', start_date: '2025-03-01', end_date: '2027-02-28' },
    { ...li, occupation: '司机', start_date: '2021-03-01', end_date: '2025-02-28' },
  ],
  cab_marriage: [
    { ...ma, ...wife, registration_date: '2010-05-01', action: 'MARRIED' },
    { ...ma, ...wife, registration_date: '2020-05-01', action: 'DIVORCED' },
  ],
  hrss_res_account: [
    { ...ma, insured_state: 'LIVE', first_year: 2012, last_paid_year: 2024, tier_fen: 30_000 },
  ],
  tax_res_payment: [{ ...ma, payment_year: 2025, amount_fen: 30_000, payment_date: '2025-06-01' }],
};

function child(birth: string, sequence: number, name: string): SampleRow {
  const relation = { relation_to_head: 'CHILD', dwelling_code: `${GRID}0001` };
  return { id_no: sampleNumber(birth, sequence), name, ...living, ...relation };
}

let sample: SampleArchive;

beforeAll(async () => {
  sample = await openSampleArchive();
  await sample.archive(TOWN);
});

afterAll(() => sample.close());

/** Value, place of the row (`source line`) and quality of one item of somebody. */
async function itemOf(person: { id_no: string }, category: string, identifier: string): Promise<unknown[]> {
  const [row] = await sample.engine.rows(`
    SELECT
      a.${identifier} AS value,
      b.source || ' ' || ((a.${identifier}_row & 4294967295) - 1) AS row,
      a.${identifier}_quality AS quality
    FROM archive_${category} a
    JOIN person_identity i ON i.person_id = a.person_id
    LEFT JOIN batch b ON b.batch_no = a.${identifier}_row >> 32
    WHERE i.id_no = '${person.id_no}'`);
  return [row!.value, row!.row, row!.quality];
}

const NOTHING = [null, null, null];

describe('where two sources speak', () => {
  it('of two that differ the more trusted stands, marked as a contradiction', async () => {
    expect(await itemOf(ma, 'assistance', 'dibao_amount')).toEqual([45_000, 'cab_dibao 1', 'CONFLICT']);
    expect(await itemOf(ma, 'basic', 'ethnicity')).toEqual(['03', 'psb_hukou 1', 'CONFLICT']);
  });

  it('two that agree are good', async () => {
    expect(await itemOf(li, 'assistance', 'dibao_amount')).toEqual([45_000, 'cab_dibao 2', 'GOOD']);
    expect(await itemOf(li, 'basic', 'ethnicity')).toEqual(['01', 'psb_hukou 2', 'GOOD']);
  });

  it('the second speaks where the first is silent', async () => {
    expect(await itemOf(yang, 'assistance', 'dibao_amount')).toEqual([52_000, 'cab_benefit 3', 'GOOD']);
  });

  it('one that only fills in contradicts nothing', async () => {
    expect(await itemOf(zhao, 'education', 'school')).toEqual(['宁夏大学', 'edu_graduate 1', 'GOOD']);
  });
});

describe('of several rows of a source', () => {
  it('the latest by its own day stands', async () => {
    expect(await itemOf(li, 'employment', 'occupation')).toEqual(['保安', 'hrss_contract 1', 'GOOD']);
  });

  it('a preferred one stands before a later one', async () => {
    expect(await itemOf(hao, 'education', 'school')).toEqual(['宁夏大学', 'edu_student 2', 'GOOD']);
  });

  it('a day still to come makes nothing the latest', async () => {
    expect(await itemOf(yang, 'residence', 'residence_type')).toEqual([
      'RESIDENT',
      'grid_resident 6',
      'GOOD',
    ]);
  });

  it('a divorce ends the marriage: no spouse is shown', async () => {
    expect(await itemOf(ma, 'family', 'marital_status')).toEqual(['DIVORCED', 'cab_marriage 2', 'GOOD']);
    expect(await itemOf(ma, 'family', 'spouse_id_no')).toEqual(NOTHING);
  });
});

describe('what the catalogue asks of a row', () => {
  it('somebody on the margin draws no dibao, somebody whose risk is over is watched no more', async () => {
    expect(await itemOf(zhao, 'assistance', 'dibao_flag')).toEqual(NOTHING);
    expect(await itemOf(zhao, 'assistance', 'poverty_watch_flag')).toEqual(NOTHING);
    expect(await itemOf(hao, 'assistance', 'poverty_watch_flag')).toEqual([
      true,
      'agri_poverty_watch 2',
      'GOOD',
    ]);
  });
});

describe('what follows from several rows', () => {
  it('counts household, minor children and old parents for the head', async () => {
    expect(await itemOf(ma, 'family', 'household_size')).toEqual([4, null, 'DERIVED']);
    expect(await itemOf(ma, 'family', 'minor_count')).toEqual([1, null, 'DERIVED']);
    expect(await itemOf(ma, 'family', 'elder_count')).toEqual([1, null, 'DERIVED']);
  });

  it('takes the last paid month from the payment that shows it', async () => {
    expect(await itemOf(ma, 'insurance', 'last_paid')).toEqual(['2025-12', 'tax_res_payment 1', 'GOOD']);
    expect(await itemOf(ma, 'insurance', 'first_insured')).toEqual(['2012-01', 'hrss_res_account 1', 'GOOD']);
    expect(await itemOf(ma, 'insurance', 'res_tier')).toEqual([30_000, 'hrss_res_account 1', 'GOOD']);
  });
});

describe('the fill rate', () => {
  it('counts residents by item, in all and by county', async () => {
    for (const division of ['', '640499']) {
      const fill = await readArchiveFill(sample.engine, { division });
      expect(fill.map(({ item }) => item)).toEqual(Array.from({ length: 122 }, (_, index) => index + 1));
      expect(fill.find(({ identifier }) => identifier === 'dibao_amount')).toEqual({
        item: 101,
        identifier: 'dibao_amount',
        name: '低保金额',
        category: 'assistance',
        categoryName: '低保救助',
        hasOrigin: true,
        people: 6,
        filled: 3,
        good: 2,
        derived: 0,
        stale: 0,
        conflict: 1,
        fillRate: 0.5,
      });
      expect(fill.find(({ identifier }) => identifier === 'photo')).toMatchObject({
        hasOrigin: false,
        people: 6,
        filled: 0,
        fillRate: 0,
      });
      const parts = fill.map(({ good, derived, stale, conflict }) => good + derived + stale + conflict);
      expect(parts).toEqual(fill.map(({ filled }) => filled));
    }
  });

  it('is a list that can be exported: all residents first, then each county', async () => {
    const list = WORK_LISTS.find((known) => known.list === 'archive-fill')!;
    const rows = await readWorkList(sample.engine, list, { division: '', reveal: false });
    expect(rows.map(({ county, item }) => `${county} ${item}`)).toEqual(
      ['全部', '无名区'].flatMap((county) =>
        Array.from({ length: 122 }, (_, index) => `${county} ${index + 1}`),
      ),
    );
    expect(rows[100]).toMatchObject({ item_name: '低保金额', fill_rate: 0.5, origin: '有来源', conflict: 1 });
    expect(rows[8]).toMatchObject({ item_name: '照片', filled: 0, origin: '无来源' });
  });

  it('knows nobody where nobody lives', async () => {
    const [name] = await readArchiveFill(sample.engine, { division: '640402' });
    expect(name).toMatchObject({ people: 0, filled: 0, fillRate: null });
  });
});

describe('another run', () => {
  it('has the same archive whatever the order of the rows', async () => {
    const whole = () => sample.engine.rows('SELECT * FROM archive_residence ORDER BY person_id');
    const before = await whole();
    await sample.archive(TOWN, { reversed: true });
    expect(await whole()).toEqual(before);
    expect(await itemOf(li, 'employment', 'occupation')).toEqual(['保安', 'hrss_contract 1', 'GOOD']);
  });

  it('marks as stale what is older than its source may be: 40 days for dibao', async () => {
    await sample.archive(
      { cab_dibao: [{ ...hao, ...dibao, delivered_on: '2026-09-21' }] },
      { asOf: '2026-10-31' },
    );
    expect(await itemOf(hao, 'assistance', 'dibao_flag')).toEqual([true, 'cab_dibao 1', 'GOOD']);
    await sample.archive(
      { cab_dibao: [{ ...hao, ...dibao, delivered_on: '2026-09-21' }] },
      { asOf: '2026-11-01' },
    );
    expect(await itemOf(hao, 'assistance', 'dibao_flag')).toEqual([true, 'cab_dibao 1', 'STALE']);
  });
});
