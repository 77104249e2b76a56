import type { PublishedTableName } from '#domain/contracts/publication.ts';

export type Value = string | number | boolean | null | readonly (string | number)[];
type Row = Readonly<Record<string, Value>>;

/** Row ids of the two deliveries of the lake: a line of the railway's file, one of the crematorium's, one of the grid's. */
export const RAIL_ROW = 4294967296 + 12;
export const CREMATION_ROW = 2 * 4294967296 + 3;
export const VISIT_ROW = 3 * 4294967296 + 5;

/** Fictitious people, by person_id. */
export const TRAVELLER = 'a1'.repeat(16);
export const BEDRIDDEN = 'b2'.repeat(16);
export const CREMATED = 'c3'.repeat(16);
export const ENDED = 'd4'.repeat(16);

export const VILLAGE = '640499100201';
export const OTHER_VILLAGE = '640499101202';

/** Of a person × programme, what most have; the rest is said where it differs. */
const certification = (personId: string, programme: string, differing: Row): Row => ({
  person_id: personId,
  programme,
  department: 'HRSS',
  division: VILLAGE,
  state: 'ENTITLED',
  basis: null,
  reason: null,
  next_step: 'NONE',
  is_priority: false,
  benefit_state: 'PAYING',
  monthly_amount_fen: 21_050,
  evidence: [],
  rule: 'certification',
  rule_version: '2026-01-01:ab12',
  state_since: '2026-10-31',
  ...differing,
});

const CERTIFICATIONS: readonly Row[] = [
  certification(TRAVELLER, 'RES_PENSION', {
    basis: 'STRONG',
    reason: 'STRONG_PROOF',
    points: 100,
    channels: 1,
    proof_date: '2026-05-03',
    proof_channel: 'E14',
    due_date: '2027-05-03',
    method: 'DATA',
    evidence: [RAIL_ROW],
  }),
  certification(TRAVELLER, 'DIBAO', {
    department: 'CAB',
    basis: 'STRONG',
    reason: 'RECOGNISED_PROOF',
    proof_date: '2026-05-03',
    proof_channel: 'E14',
    due_date: '2026-11-20',
    recognised_from: 'RES_PENSION',
    method: 'SHARED',
    next_step: 'NUDGE',
  }),
  certification(BEDRIDDEN, 'RES_PENSION', {
    state: 'OVERDUE',
    reason: 'OVERDUE',
    proof_date: '2025-03-01',
    proof_channel: 'E08',
    due_date: '2026-03-01',
    next_step: 'HOME_VISIT',
    is_priority: true,
    evidence: [VISIT_ROW],
  }),
  certification(BEDRIDDEN, 'OLD_AGE_ALLOWANCE', {
    department: 'CAB',
    state: 'TO_VERIFY',
    reason: 'NO_PROOF',
    due_date: '2026-09-01',
    next_step: 'HOME_VISIT',
    is_priority: true,
  }),
  certification(CREMATED, 'RES_PENSION', {
    division: OTHER_VILLAGE,
    state: 'TO_VERIFY',
    reason: 'DEATH_RECORDED',
    negative_channel: 'E47',
    negative_date: '2026-06-02',
    due_date: '2027-01-05',
    next_step: 'VERIFY_DEATH',
    previous_state: 'ENTITLED',
    evidence: [CREMATION_ROW],
  }),
  certification(ENDED, 'RES_PENSION', {
    division: OTHER_VILLAGE,
    state: 'LOST',
    reason: 'VERIFIED_DEAD',
    benefit_state: 'TERMINATED',
  }),
];

const none = { exempt: 0, conflict: 0, suspended: 0, by_app: 0, by_counter: 0, by_visit: 0 };
const statistic = (division: string, level: number, programme: string, counted: Row): Row => ({
  division,
  level,
  programme,
  ...none,
  ...counted,
});

const lead = (leadId: string, subject: string, rule: string, grade: string, differing: Row): Row => ({
  lead_id: leadId,
  subject,
  cause: rule,
  rule,
  rules: [rule],
  grade,
  programmes: [],
  evidence: [],
  rule_version: '2026-01-01:cd34',
  state: 'NEW',
  first_seen: '2026-08-31',
  last_seen: '2026-10-31',
  state_since: '2026-08-31',
  ...differing,
});

/** Published tables with rows; all others are empty. */
export const PUBLISHED_ROWS: Readonly<Partial<Record<PublishedTableName, readonly Row[]>>> = {
  division: [
    { code: '640499', level: 3, name: '示范区', parent: '6404', kind: 'COUNTY' },
    { code: '640499100', level: 4, name: '清水镇', parent: '640499', kind: 'TOWN' },
    { code: '640499101', level: 4, name: '石桥乡', parent: '640499', kind: 'TOWNSHIP' },
    { code: VILLAGE, level: 5, name: '河湾村', parent: '640499100', kind: 'VILLAGE' },
    { code: OTHER_VILLAGE, level: 5, name: '石桥村', parent: '640499101', kind: 'VILLAGE' },
  ],
  person: [
    { person_id: TRAVELLER, sex: '1', birth_date: '1959-02-10', residence_division: VILLAGE },
    { person_id: BEDRIDDEN, sex: '2', birth_date: '1935-01-20', residence_division: VILLAGE },
    { person_id: CREMATED, sex: '1', birth_date: '1950-07-07', residence_division: OTHER_VILLAGE },
    { person_id: ENDED, sex: '2', birth_date: '1941-11-11', residence_division: OTHER_VILLAGE },
  ].map((person) => ({ ...person, is_resident: true, is_registered: true, residence_split: false })),
  coverage_rate: ['640499', '640499100', '640499101'].map((division) => ({
    division,
    denominator: 'RESIDENT',
    level: division.length === 6 ? 3 : 4,
    residents: division.length === 6 ? 4 : 2,
    in_scope: division.length === 6 ? 4 : 2,
    insured: division.length === 6 ? 4 : 2,
    coverage_rate: 1,
    beneficiary: division.length === 6 ? 4 : 2,
  })),
  certification: CERTIFICATIONS,
  certification_statistic: [
    statistic('640499', 3, 'ALL', {
      held: 1_234_567,
      due: 5,
      done: 2,
      entitled: 2,
      to_verify: 2,
      overdue: 1,
      lost: 1,
      by_data: 1,
      by_shared: 1,
      rate: 0.4,
    }),
    statistic('640499', 3, 'RES_PENSION', {
      held: 4,
      due: 3,
      done: 1,
      entitled: 1,
      to_verify: 1,
      overdue: 1,
      lost: 1,
      by_data: 1,
      by_shared: 0,
      rate: 1 / 3,
    }),
    statistic('640499', 3, 'DIBAO', {
      held: 1,
      due: 1,
      done: 1,
      entitled: 1,
      to_verify: 0,
      overdue: 0,
      lost: 0,
      by_data: 0,
      by_shared: 1,
      rate: 1,
    }),
    statistic('640499100', 4, 'ALL', {
      held: 4,
      due: 4,
      done: 2,
      entitled: 2,
      to_verify: 1,
      overdue: 1,
      lost: 0,
      by_data: 1,
      by_shared: 1,
      rate: 0.5,
    }),
  ],
  channel_statistic: [
    { channel: 'E14', department: 'RAIL', rows: 3_210, people: 60, decided: 41, share: 0.41 },
    { channel: 'RECORD', department: 'HRSS', rows: 9, people: 9, decided: 5, share: 0.05 },
    { channel: 'E47', department: 'CAB', rows: 0, people: 0, decided: 0, share: 0 },
  ],
  risk_lead: [
    lead('L-CREMATED', 'PERSON', 'R02', 'H', {
      person_id: CREMATED,
      division: OTHER_VILLAGE,
      rules: ['R02', 'R01'],
      programmes: ['RES_PENSION'],
      from_month: '2026-07',
      to_month: '2026-10',
      amount_fen: 84_200,
      evidence: [CREMATION_ROW],
    }),
    lead('L-FALSE', 'PERSON', 'R24', 'M', {
      person_id: BEDRIDDEN,
      division: VILLAGE,
      programmes: ['OLD_AGE_ALLOWANCE'],
      amount_fen: 5_000,
      state: 'CLOSED',
      is_true: false,
      close_reason: 'UNTRUE',
    }),
    lead('L-UNIT', 'UNIT', 'R30', 'M', {
      uscc: '91640499MA00000001',
      division: '640499',
      amount_fen: 1_234_500,
      state: 'RECOVERING',
      is_true: true,
      amount_due_fen: 1_000_000,
      recovered_fen: 250_000,
    }),
    lead('L-OPERATOR', 'OPERATOR', 'V4', 'H', { operator_key: 'op:77aa', amount_fen: 300 }),
  ],
  unit_status: [
    {
      uscc: '91640499MA00000001',
      entity_name: '示范商贸有限公司',
      division: '640499',
      status: 'INSURED_UNIT',
    },
  ],
  batch: [
    { batch_no: 1, source: 'rail_boarding', file: '铁路_20261001.csv', department: 'RAIL' },
    { batch_no: 2, source: 'cab_cremation', file: '殡仪馆_20261001.xlsx', department: 'CAB' },
    { batch_no: 3, source: 'grid_door_visit', file: '网格_20261001.csv', department: 'GRID' },
  ].map((batch) => ({
    ...batch,
    delivered_on: '2026-10-01',
    read: 1,
    accepted: 1,
    quarantined: 0,
    repeated: 0,
  })),
};
