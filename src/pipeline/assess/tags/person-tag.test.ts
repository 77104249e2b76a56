import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { PERSON_LISTS } from '#domain/person-list.ts';
import { certificationModels } from '../certification/list-models.ts';
import { coverageModels } from '../coverage/list-models.ts';
import {
  benefit,
  contract,
  custody,
  elsewhere,
  employeePension,
  flexiblePension,
  gridNote,
  licence,
  man,
  publicPension,
  register,
  residentPension,
  row,
  type SamplePerson,
  student,
  wage,
  woman,
} from '../sample-person.ts';
import { assessTown } from '../sample-town.ts';
import { tagModels } from './list-models.ts';

const MODELS = [...coverageModels(), ...certificationModels(loadCatalogue()), ...tagModels()];
const COMPANY = '91640499MA00000011';
const STALL = '92640499MA00000022';

const certified = (date: string, programme = 'EMP_PENSION') =>
  row('hrss_certification', { programme, certified_date: date, channel: 'DATA_MATCH' });

/** Who, and the tags with the day since when. */
type Case = readonly [who: string, person: SamplePerson, tags: Record<string, string | null>];

const CASES: readonly Case[] = [
  [
    'an employee who pays',
    man('1985-05', employeePension({ paidUntil: '2026-09' })),
    { T01: '2005-03-01', T17: '2005-03-01' },
  ],
  ['somebody of whom no scheme knows', man('1985-05'), { T02: '2026-10-31' }],
  [
    'somebody whose enrolment ended',
    man('1985-05', residentPension({ paidUntil: 2020, state: 'TERMINATED' })),
    { T02: '2026-10-31' },
  ],
  [
    'somebody who stopped in 2023',
    man('1985-05', residentPension({ paidUntil: 2023 })),
    { T01: '2012-01-01', T03: '2024-01-01' },
  ],
  [
    'somebody who never paid',
    man('1985-05', residentPension({ firstYear: 2024 })),
    { T01: '2024-01-01', T03: '2024-01-01' },
  ],
  ['somebody insured elsewhere', man('1985-05', elsewhere({ state: 'LIVE' })), { T04: '2026-10-31' }],
  [
    'a pensioner whose proof is due next month',
    man('1960-05', benefit('EMP_PENSION'), certified('2025-11-30')),
    { T05: '2020-01-01' },
  ],
  [
    'a pensioner whose proof was due yesterday',
    man('1960-05', benefit('EMP_PENSION'), certified('2025-10-30')),
    { T05: '2020-01-01', T06: '2026-10-30' },
  ],
  [
    'a pensioner with an old and a new proof',
    man('1960-05', benefit('EMP_PENSION'), certified('2024-10-30'), certified('2026-01-31')),
    { T05: '2020-01-01' },
  ],
  [
    'a pensioner certified for another pension',
    man('1960-05', benefit('EMP_PENSION'), certified('2026-04-30', 'RES_PENSION')),
    { T05: '2020-01-01' },
  ],
  [
    'a pensioner who never gave proof',
    man('1960-05', benefit('EMP_PENSION')),
    { T05: '2020-01-01', T06: '2021-01-01' },
  ],
  [
    'a pensioner of this year',
    woman('1971-05', benefit('EMP_PENSION', 'PAYING', '2026-03')),
    { T05: '2026-03-01' },
  ],
  [
    'a man who retires this month and still pays',
    man('1966-05', employeePension({ post: 'M60', paidUntil: '2026-09' })),
    { T01: '2005-03-01', T07: '2025-10-01', T17: '2005-03-01' },
  ],
  [
    'a man who retired last month and still pays',
    man('1966-04', employeePension({ post: 'M60', paidUntil: '2026-09' })),
    { T01: '2005-03-01', T17: '2005-03-01' },
  ],
  [
    'a man who retires in a year',
    man('1967-05', employeePension({ post: 'M60', paidUntil: '2026-09' })),
    { T01: '2005-03-01', T17: '2005-03-01' },
  ],
  [
    'a man who retires next month',
    man('1966-06', employeePension({ post: 'M60', paidUntil: '2026-09' })),
    { T01: '2005-03-01', T07: '2025-11-01', T17: '2005-03-01' },
  ],
  [
    'a civil servant who retires in twelve months',
    man('1967-03', publicPension({ post: 'M60', paidUntil: '2026-09' })),
    { T01: '2014-10-01', T07: '2026-10-01', T17: '2014-10-01' },
  ],
  [
    'a resident member soon to be 60',
    man('1967-03', residentPension({ paidUntil: 2026 })),
    { T01: '2012-01-01' },
  ],
  ['a student', man('2006-05', student()), { T08: '2024-09-01' }],
  ['a graduate', man('2006-05', student('GRADUATED')), { T02: '2026-10-31' }],
  [
    'on low income',
    man('1985-05', row('cab_dibao', { member_kind: 'URBAN', from_date: '2024-02-01' })),
    { T02: '2026-10-31', T09: '2024-02-01' },
  ],
  [
    'destitute',
    man('1985-05', row('cab_tekun', { from_date: '2024-02-01' })),
    { T02: '2026-10-31', T10: '2024-02-01' },
  ],
  [
    'watched against relapse',
    man('1985-05', row('agri_poverty_watch', { identified_date: '2024-02-01' })),
    { T02: '2026-10-31', T11: '2024-02-01' },
  ],
  [
    'no longer watched',
    man('1985-05', row('agri_poverty_watch', { identified_date: '2024-02-01', risk_cleared: true })),
    { T02: '2026-10-31' },
  ],
  [
    'disabled',
    man('1985-05', row('dpf_disabled', { issue_date: '2024-02-01', cert_state: 'VALID' })),
    { T02: '2026-10-31', T12: '2024-02-01' },
  ],
  [
    'with an expired certificate',
    man('1985-05', row('dpf_disabled', { issue_date: '2014-02-01', cert_state: 'EXPIRED' })),
    { T02: '2026-10-31' },
  ],
  [
    'a veteran',
    man('1985-05', row('vet_veteran', { discharge_date: '2010-12-01' })),
    { T02: '2026-10-31', T13: '2010-12-01' },
  ],
  [
    'who graduated two years ago',
    man('2000-05', row('edu_graduate', { graduation_date: '2024-10-15' })),
    { T02: '2026-10-31', T14: '2024-10-15' },
  ],
  [
    'who graduated longer ago',
    man('2000-05', row('edu_graduate', { graduation_date: '2024-09-30' })),
    { T02: '2026-10-31' },
  ],
  [
    'who pays alone',
    man('1985-05', flexiblePension({ paidUntil: '2026-09' })),
    { T01: '2005-03-01', T15: '2005-03-01' },
  ],
  [
    'who told the grid worker of odd jobs',
    man('1985-05', gridNote('FLEXIBLE')),
    { T02: '2026-10-31', T15: '2026-06-01' },
  ],
  [
    'whose odd jobs were long ago',
    man(
      '1985-05',
      row('grid_resident', { employment_note: 'FLEXIBLE', collect_date: '2024-01-01' }),
      gridNote('NONE'),
    ),
    { T02: '2026-10-31' },
  ],
  ['who keeps a stall', man('1985-05', licence(STALL)), { T02: '2026-10-31', T16: '2019-05-01' }],
  [
    'who kept a stall',
    man('1985-05', licence('92640499MA00000023', { state: 'CANCELLED' })),
    { T02: '2026-10-31' },
  ],
  [
    'the legal person of a company',
    man('1985-05', licence(COMPANY, { kind: 'COMPANY' })),
    { T02: '2026-10-31' },
  ],
  [
    'on wages since June',
    man('1985-05', wage(COMPANY, '2026-06'), wage(COMPANY, '2026-09')),
    { T02: '2026-10-31', T17: '2026-06-01' },
  ],
  [
    'under contract',
    man('1985-05', contract(COMPANY, '2023-01-15', null)),
    { T02: '2026-10-31', T17: '2023-01-01' },
  ],
  ['on wages long ago', man('1985-05', wage(COMPANY, '2026-03')), { T02: '2026-10-31' }],
  [
    'who drives for a platform',
    man('1985-05', row('transport_gig_driver', { register_date: '2022-03-01' })),
    { T02: '2026-10-31', T18: '2022-03-01' },
  ],
  [
    'who delivers parcels',
    man('1985-05', row('post_courier', { entry_date: '2022-03-01' })),
    { T02: '2026-10-31', T18: '2022-03-01' },
  ],
  [
    'who works elsewhere',
    man('1985-05', row('agri_migrant_worker', { leave_date: '2025-03-01' })),
    { T02: '2026-10-31', T19: '2025-03-01' },
  ],
  [
    'who came back',
    man('1985-05', row('agri_migrant_worker', { leave_date: '2025-03-01', return_date: '2026-01-20' })),
    { T02: '2026-10-31' },
  ],
  [
    'whose land was taken',
    man('1985-05', row('hrss_land_lost', { confirmed_date: '2022-03-01' })),
    { T02: '2026-10-31', T20: '2022-03-01' },
  ],
  [
    'a village cadre',
    man('1985-05', row('org_village_cadre', { from_date: '2022-03-01' })),
    { T02: '2026-10-31', T21: '2022-03-01' },
  ],
  [
    'a former village cadre',
    man('1985-05', row('org_village_cadre', { from_date: '2016-03-01', to_date: '2022-03-01' })),
    { T02: '2026-10-31' },
  ],
  ['a prisoner', man('1985-05', custody('2025-03-01', '2028-02-28')), { T22: '2025-03-01' }],
  [
    'a dead man stands in one list alone',
    man('1950-05', register({ death_date: '2026-10-01' }), benefit('RES_PENSION'), row('cab_tekun')),
    { T23: '2026-10-01' },
  ],
  [
    'who left stands in none',
    man('1985-05', register({ left_date: '2026-01-01', left_reason: 'EMIGRATION' }), row('vet_veteran')),
    {},
  ],
  [
    'two rows, one tag: since the earlier',
    man(
      '1985-05',
      row('cab_dibao', { member_kind: 'URBAN', from_date: '2025-02-01' }),
      row('cab_dibao', { member_kind: 'URBAN', from_date: '2023-02-01' }),
    ),
    { T02: '2026-10-31', T09: '2023-02-01' },
  ],
  [
    'a date that is not known stays unknown',
    man('1985-05', row('cab_tekun')),
    { T02: '2026-10-31', T10: null },
  ],
];

describe('the lists of', () => {
  let tags: Record<string, unknown>[] = [];
  let withoutRow: unknown[] = [];
  beforeAll(async () => {
    const people = CASES.map(([, person]) => person);
    const found = await assessTown({ asOf: '2026-10-31', people, models: MODELS }, (town) =>
      town.table('person_tag', 'person_id, tag'),
    );
    tags = CASES.map((_, place) =>
      Object.fromEntries(
        found.filter((row) => Number(row.person_id) === place).map((row) => [String(row.tag), row.since]),
      ),
    );
    withoutRow = found.filter((row) => row.row_id === null);
  });

  it.each(CASES.map(([who, , expected], place) => [who, expected, place] as const))(
    '%s',
    (_who, expected, place) => {
      expect(tags[place]).toEqual(expected);
    },
  );

  it('each of the 23 has somebody in these tests', () => {
    const met = new Set(CASES.flatMap(([, , expected]) => Object.keys(expected)));
    expect([...met].sort()).toEqual(Object.keys(PERSON_LISTS));
  });

  it('each tag names the row it was taken from', () => {
    expect(withoutRow).toEqual([]);
  });
});
