import { beforeAll, describe, expect, it } from 'vitest';
import type { EngineRow } from '#engine/engine.ts';
import {
  benefit,
  contract,
  employeePension,
  flexiblePension,
  gridNote,
  licence,
  man,
  register,
  residentPension,
  row,
  type SamplePerson,
  student,
  wage,
  woman,
} from '../sample-person.ts';
import { assessTown } from '../sample-town.ts';

const COMPANY = '91640499MA00000011';
const STALL = '92640499MA00000022';
const BAKERY = '92640499MA00000033';

type Case = readonly [who: string, person: SamplePerson, advice: Record<string, unknown> | undefined];

const CASES: readonly Case[] = [
  [
    'on the wage tax of a unit: the unit has to enrol her',
    woman('1990-05', wage(COMPANY, '2026-09', 600000)),
    {
      condition: 'WORKS_FOR_UNIT',
      advice: 'EMP_BY_UNIT',
      scheme: 'EMP_PENSION',
      tier_fen: 600000,
      own_cost_fen: 48000,
      subsidy_fen: 0,
      period: 'MONTH',
      target: 'UNIT',
      uscc: COMPANY,
    },
  ],
  [
    'the wage on the tax counts, not what was told to the grid worker',
    woman('1990-05', wage(COMPANY, '2026-09', 600000), gridNote(null, 900000)),
    { condition: 'WORKS_FOR_UNIT', tier_fen: 600000 },
  ],
  [
    'on a wage below the least base: the least base counts',
    woman('1990-05', wage(COMPANY, '2026-09', 200000)),
    { condition: 'WORKS_FOR_UNIT', tier_fen: 432000, own_cost_fen: 34560 },
  ],
  [
    'on a wage above the greatest base: the greatest base counts',
    woman('1990-05', wage(COMPANY, '2026-09', 9000000)),
    { condition: 'WORKS_FOR_UNIT', tier_fen: 2160000, own_cost_fen: 172800 },
  ],
  [
    'with a contract that runs: the unit',
    man('1990-05', contract(COMPANY, '2025-01-01', null)),
    { condition: 'WORKS_FOR_UNIT', uscc: COMPANY },
  ],
  [
    'in employee medical insurance: the unit',
    man(
      '1990-05',
      row('nhsa_employee_medical', { uscc: COMPANY, medical_identity: 'EMPLOYEE', insured_state: 'LIVE' }),
    ),
    { condition: 'WORKS_FOR_UNIT', uscc: COMPANY },
  ],
  [
    'with a contract whose unit cannot be read: the person himself',
    man('1990-05', contract(null, '2025-01-01', null)),
    { condition: 'WORKS_FOR_UNIT', target: 'PERSON', uscc: null },
  ],
  [
    'on a wage of long ago: not the unit',
    man('1990-05', wage(COMPANY, '2026-03')),
    { condition: 'NO_STABLE_INCOME' },
  ],
  [
    'with a contract that has ended: not the unit',
    man('1990-05', contract(COMPANY, '2024-01-01', '2026-10-30')),
    { condition: 'NO_STABLE_INCOME' },
  ],
  [
    'a sole trader with staff insures them, and himself alone',
    man('1985-05', licence(BAKERY)),
    {
      condition: 'SOLE_TRADER_WITH_STAFF',
      advice: 'EMP_FOR_STAFF',
      scheme: 'EMP_PENSION',
      own_cost_fen: 86400,
      target: 'UNIT',
      uscc: BAKERY,
    },
  ],
  [
    'works for that sole trader: the unit',
    woman('1995-05', wage(BAKERY, '2026-09')),
    { condition: 'WORKS_FOR_UNIT', uscc: BAKERY },
  ],
  [
    'the stall-keeper who paid for some years resumes',
    man(
      '1985-05',
      licence(STALL),
      flexiblePension({ paidUntil: '2018-12', paidMonths: 44, state: 'PAUSED' }),
    ),
    {
      condition: 'PAST_EMP_TRADING',
      advice: 'RESUME_EMP',
      scheme: 'EMP_PENSION',
      tier_fen: 432000,
      own_cost_fen: 86400,
      period: 'MONTH',
      resume_month: '2019-01',
      target: 'PERSON',
      uscc: null,
    },
  ],
  [
    'who keeps a stall without licence and paid for some years: resumes',
    man('1985-05', gridNote('SOLE_TRADER'), employeePension({ paidUntil: '2018-12', state: 'TERMINATED' })),
    { condition: 'PAST_EMP_TRADING', resume_month: '2019-01' },
  ],
  [
    'a stall-keeper who never paid and names no income: RES',
    man('1985-05', licence('92640499MA00000044')),
    { condition: 'NO_STABLE_INCOME', scheme: 'RES_PENSION' },
  ],
  [
    'a stall-keeper who never paid and earns enough: EMP',
    man('1985-05', licence('92640499MA00000055'), gridNote(null, 500000)),
    { condition: 'FLEXIBLE_REACHES_MINIMUM', target: 'PERSON', uscc: null },
  ],
  [
    'on low income: special tier, half of it paid',
    woman('1985-05', row('cab_dibao', { member_kind: 'RURAL' })),
    {
      condition: 'SPECIAL_GROUP',
      advice: 'RES_GOV_PAID',
      scheme: 'RES_PENSION',
      tier_fen: 10000,
      own_cost_fen: 5000,
      subsidy_fen: 8000,
      period: 'YEAR',
    },
  ],
  [
    'at the margin of low income: the same tier',
    woman('1985-05', row('cab_dibao', { member_kind: 'MARGINAL' })),
    { condition: 'SPECIAL_GROUP', own_cost_fen: 5000, subsidy_fen: 8000 },
  ],
  [
    'destitute: all is paid',
    man('1980-05', row('cab_tekun')),
    { condition: 'SPECIAL_GROUP', own_cost_fen: 0, subsidy_fen: 13000 },
  ],
  [
    'watched against relapse: all is paid',
    man('1985-05', row('agri_poverty_watch', { risk_cleared: false })),
    { condition: 'SPECIAL_GROUP', own_cost_fen: 0, subsidy_fen: 13000 },
  ],
  [
    'no longer watched: a tier like anybody',
    man('1985-05', row('agri_poverty_watch', { risk_cleared: true })),
    { condition: 'NO_STABLE_INCOME', own_cost_fen: 20000 },
  ],
  [
    'severely disabled: all is paid',
    man('1985-05', row('dpf_disabled', { disability_type: 'PHYSICAL', disability_grade: '2' })),
    { condition: 'SPECIAL_GROUP', own_cost_fen: 0 },
  ],
  [
    'of mental disability grade 4: all is paid',
    man('1985-05', row('dpf_disabled', { disability_type: 'MENTAL', disability_grade: '4' })),
    { condition: 'SPECIAL_GROUP', own_cost_fen: 0 },
  ],
  [
    'of physical disability grade 4: a tier like anybody',
    man('1985-05', row('dpf_disabled', { disability_type: 'PHYSICAL', disability_grade: '4' })),
    { condition: 'NO_STABLE_INCOME' },
  ],
  [
    'whose disability certificate was cancelled: a tier like anybody',
    man(
      '1985-05',
      row('dpf_disabled', { disability_type: 'PHYSICAL', disability_grade: '1', cert_state: 'CANCELLED' }),
    ),
    { condition: 'NO_STABLE_INCOME' },
  ],
  [
    'on low income and destitute: help once, the better',
    woman('1985-05', row('cab_dibao', { member_kind: 'RURAL' }), row('cab_tekun')),
    { condition: 'SPECIAL_GROUP', own_cost_fen: 0 },
  ],
  [
    'a driver who earns enough and has time: EMP at the lowest base',
    man('1995-05', row('transport_gig_driver', { active_days: 60 }), gridNote(null, 400000)),
    {
      condition: 'FLEXIBLE_REACHES_MINIMUM',
      advice: 'EMP_FLEXIBLE',
      scheme: 'EMP_PENSION',
      tier_fen: 432000,
      own_cost_fen: 86400,
      period: 'MONTH',
      months_short: 0,
    },
  ],
  [
    'a courier whose income just bears the cost: EMP',
    man('1995-05', row('post_courier'), gridNote(null, 288000)),
    { condition: 'FLEXIBLE_REACHES_MINIMUM' },
  ],
  [
    'a courier whose income just fails to bear it: RES, the largest tier within 4 %',
    man('1995-05', row('post_courier'), gridNote(null, 287900)),
    { condition: 'NO_STABLE_INCOME', tier_fen: 100000, own_cost_fen: 100000, subsidy_fen: 12000 },
  ],
  [
    'who paid alone before, 12 months short at most: reaches it exactly',
    woman('1985-01', flexiblePension({ paidUntil: '2024-01', post: 'F50', paidMonths: 81 })),
    { condition: 'FLEXIBLE_REACHES_MINIMUM', resume_month: '2024-02', months_short: 0 },
  ],
  [
    'who paid alone before, one month fewer: compares with RES',
    woman('1985-01', flexiblePension({ paidUntil: '2024-01', post: 'F50', paidMonths: 80 })),
    {
      condition: 'FLEXIBLE_SHORT_OF_MINIMUM',
      advice: 'COMPARE_EMP_RES',
      scheme: 'RES_PENSION',
      tier_fen: 20000,
      alternative_monthly_fen: 86400,
      months_short: 1,
    },
  ],
  [
    'whose land was taken: the local scheme',
    man('1985-05', row('hrss_land_lost', { confirmed_date: '2022-05-01' })),
    { condition: 'LAND_LOST', advice: 'LAND_LOST_SCHEME', scheme: 'RES_PENSION' },
  ],
  [
    'of a family that kept to family planning: RES with extra subsidy',
    woman('1985-05', row('nhc_family_planning', { family_kind: 'TWO_DAUGHTERS' })),
    { condition: 'EXTRA_SUBSIDY', advice: 'RES_EXTRA_SUBSIDY', own_cost_fen: 20000, subsidy_fen: 36900 },
  ],
  [
    'a village cadre in office: RES with the share of the state',
    man('1985-05', row('org_village_cadre', { from_date: '2021-03-01' })),
    { condition: 'EXTRA_SUBSIDY', own_cost_fen: 262900, subsidy_fen: 394300 },
  ],
  [
    'a former village cadre: a tier like anybody',
    man('1985-05', row('org_village_cadre', { from_date: '2015-03-01', to_date: '2021-03-01' })),
    { condition: 'NO_STABLE_INCOME' },
  ],
  [
    'at 45 with 8 resident years: RES, with back-payment explained',
    man('1981-10', residentPension({ paidUntil: 2022, paidYears: 8 })),
    { condition: 'BACK_PAYMENT', advice: 'RES_BACK_PAYMENT', scheme: 'RES_PENSION' },
  ],
  [
    'at 45 with 15 resident years: nothing to pay back',
    man('1981-10', residentPension({ paidUntil: 2022, paidYears: 15 })),
    { condition: 'NO_STABLE_INCOME' },
  ],
  ['at 44: too early for back-payment', man('1981-11'), { condition: 'NO_STABLE_INCOME' }],
  ['at 59: back-payment', man('1966-11'), { condition: 'BACK_PAYMENT' }],
  [
    'a farmer without stated income: the smallest tier',
    woman('1990-05', gridNote('FARMER')),
    {
      condition: 'NO_STABLE_INCOME',
      advice: 'RES_TIER',
      tier_fen: 20000,
      own_cost_fen: 20000,
      subsidy_fen: 4000,
      period: 'YEAR',
      target: 'PERSON',
    },
  ],
  [
    'a farmer with 20,000 yuan a year: 500, for 800 is the limit',
    woman('1990-05', gridNote('FARMER', 166667)),
    { condition: 'NO_STABLE_INCOME', tier_fen: 50000, subsidy_fen: 7000 },
  ],
  [
    'a farmer with 7,500 yuan a year: 300, exactly the limit',
    woman('1990-05', gridNote('FARMER', 62500)),
    { condition: 'NO_STABLE_INCOME', tier_fen: 30000 },
  ],
  [
    'a farmer with 25,000 yuan a year: 1000',
    woman('1990-05', gridNote('FARMER', 208334)),
    { condition: 'NO_STABLE_INCOME', tier_fen: 100000 },
  ],
  [
    'a farmer with 90,000 yuan a year: the largest tier',
    woman('1990-05', gridNote('FARMER', 750000)),
    { condition: 'NO_STABLE_INCOME', tier_fen: 300000, subsidy_fen: 32000 },
  ],
  [
    'a farmer with hardly any income: the smallest tier all the same',
    woman('1990-05', gridNote('FARMER', 1000)),
    { condition: 'NO_STABLE_INCOME', tier_fen: 20000 },
  ],
  [
    'a student: nothing now',
    woman('2006-05', student()),
    {
      condition: 'STUDENT',
      advice: 'WAIT_GRADUATION',
      scheme: null,
      tier_fen: null,
      own_cost_fen: null,
      subsidy_fen: null,
    },
  ],
  [
    'past the age and drawing nothing: somebody has to look',
    man('1960-05'),
    { condition: 'PENSION_DUE', advice: 'CHECK_BENEFIT', scheme: null, target: 'PERSON' },
  ],
  ['who pays: no advice', man('1985-05', employeePension({ paidUntil: '2026-09' })), undefined],
  ['who draws: no advice', man('1960-05', benefit('RES_PENSION')), undefined],
  ['a child: no advice', man('2015-05'), undefined],
  [
    'whose number is unusable: first to be put right',
    man('1985-05', register({ identity_issue: 'BLANK' })),
    undefined,
  ],
  [
    'living outside every region of the tiers: advice without amounts',
    man('1990-05', register({ residence_division: '110101001001', hukou_division: '110101001001' })),
    { condition: 'NO_STABLE_INCOME', tier_fen: null, own_cost_fen: null },
  ],
];

describe('what to recommend to somebody', () => {
  let rows: Map<unknown, EngineRow>;
  beforeAll(async () => {
    const people = CASES.map(([, person]) => person);
    const found = await assessTown({ asOf: '2026-10-31', people }, (town) =>
      town.table('recommendation', 'person_id'),
    );
    rows = new Map(found.map((advice) => [Number(advice.person_id), advice]));
  });
  it.each(CASES.map(([who, , advice], place) => [who, advice, place] as const))(
    '%s',
    (_who, advice, place) => {
      if (advice === undefined) expect(rows.get(place)).toBeUndefined();
      else expect(rows.get(place)).toMatchObject(advice);
    },
  );
});
