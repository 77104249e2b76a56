import { beforeAll, describe, expect, it } from 'vitest';
import type { EngineRow } from '#engine/engine.ts';
import {
  contract,
  employeePension,
  licence,
  man,
  row,
  type SamplePerson,
  type SampleRow,
  wage,
  woman,
} from '../sample-person.ts';
import { assessTown } from '../sample-town.ts';

const uscc = (number: number) => `91640499MA${String(number).padStart(8, '0')}`;

/** A unit with the people and rows around it. */
type Case = readonly [
  unit: string,
  given: { people?: readonly SamplePerson[]; rows?: readonly SampleRow[] },
  expected: Record<string, unknown>,
];

const company = (number: number, state = 'ACTIVE') => licence(uscc(number), { kind: 'COMPANY', state });
const enrolled = (code: string | null, fields: SampleRow['fields'] = {}) =>
  row('hrss_unit', { uscc: code, unit_name: '某单位', unit_state: 'LIVE', insured_headcount: 9, ...fields });

const CASES: readonly Case[] = [
  [
    'an active company with somebody on its wage tax and no enrolment is to be enrolled',
    { rows: [company(1)], people: [man('1985-05', wage(uscc(1), '2026-09'))] },
    { status: 'UNINSURED_UNIT', staff_evidence: 1, insured_headcount: 0 },
  ],
  [
    'a contract that runs is evidence as good',
    { rows: [company(2)], people: [man('1985-05', contract(uscc(2), '2024-01-01', null))] },
    { status: 'UNINSURED_UNIT', staff_evidence: 1 },
  ],
  [
    'wage and contract of one person are one person',
    {
      rows: [company(3)],
      people: [
        man(
          '1985-05',
          wage(uscc(3), '2026-09'),
          wage(uscc(3), '2026-08'),
          contract(uscc(3), '2024-01-01', null),
        ),
        woman('1990-05', wage(uscc(3), '2026-09')),
      ],
    },
    { status: 'UNINSURED_UNIT', staff_evidence: 2 },
  ],
  [
    'medical insurance alone is no ground to act',
    {
      rows: [company(4)],
      people: [
        man(
          '1985-05',
          row('nhsa_employee_medical', {
            uscc: uscc(4),
            medical_identity: 'EMPLOYEE',
            insured_state: 'LIVE',
          }),
        ),
      ],
    },
    { status: 'NO_STAFF', staff_evidence: 0 },
  ],
  [
    'wages six months back still count',
    { rows: [company(5)], people: [man('1985-05', wage(uscc(5), '2026-04'))] },
    { status: 'UNINSURED_UNIT' },
  ],
  [
    'wages seven months back no longer count',
    { rows: [company(6)], people: [man('1985-05', wage(uscc(6), '2026-03'))] },
    { status: 'NO_STAFF' },
  ],
  [
    'a contract that ended yesterday no longer counts',
    { rows: [company(7)], people: [man('1985-05', contract(uscc(7), '2024-01-01', '2026-10-30'))] },
    { status: 'NO_STAFF' },
  ],
  [
    'an enrolled company is insured; its headcount is that of the live accounts, not what it reports',
    {
      rows: [company(8), enrolled(uscc(8))],
      people: [
        man('1985-05', wage(uscc(8), '2026-09'), employeePension({ uscc: uscc(8), paidUntil: '2026-09' })),
        man('1985-05', employeePension({ uscc: uscc(8), paidUntil: '2026-05', state: 'PAUSED' })),
        woman('1985-05', row('hrss_pub_account', { uscc: uscc(8), insured_state: 'LIVE' })),
      ],
    },
    { status: 'INSURED_UNIT', insured_headcount: 2, staff_evidence: 1 },
  ],
  [
    'a company whose enrolment was cancelled is to be enrolled again',
    {
      rows: [company(9), enrolled(uscc(9), { unit_state: 'CANCELLED' })],
      people: [man('1985-05', wage(uscc(9), '2026-09'))],
    },
    { status: 'UNINSURED_UNIT', insured_headcount: 0 },
  ],
  [
    'an enrolment that is paused is an enrolment',
    { rows: [company(10), enrolled(uscc(10), { unit_state: 'PAUSED' })] },
    { status: 'INSURED_UNIT' },
  ],
  [
    'an enrolment without a readable code is found by the name',
    {
      rows: [company(11), enrolled(null, { unit_name: '商户0011' })],
      people: [man('1985-05', wage(uscc(11), '2026-09'))],
    },
    { status: 'INSURED_UNIT' },
  ],
  [
    'a revoked licence is closed, staff or not',
    { rows: [company(12, 'REVOKED')], people: [man('1985-05', wage(uscc(12), '2026-09'))] },
    { status: 'CLOSED' },
  ],
  ['a company of which nothing is known has no staff', { rows: [company(13)] }, { status: 'NO_STAFF' }],
  [
    'a sole trader without staff is no uninsured unit, though he declares a wage for himself',
    { people: [man('1985-05', licence(uscc(14)), wage(uscc(14), '2026-09'))] },
    { status: 'NO_STAFF', staff_evidence: 0 },
  ],
  [
    'a sole trader with somebody else on the wage tax is',
    { people: [man('1985-05', licence(uscc(15))), woman('1990-05', wage(uscc(15), '2026-09'))] },
    { status: 'UNINSURED_UNIT', staff_evidence: 1 },
  ],
  [
    'a public body stands in no business register, but is enrolled',
    { rows: [enrolled(uscc(16), { unit_name: '某中学' })] },
    { status: 'INSURED_UNIT', entity_name: '某中学', division: null },
  ],
];

describe('each unit', () => {
  let rows: Map<unknown, EngineRow>;
  let uninsured: EngineRow[];
  beforeAll(async () => {
    const town = {
      asOf: '2026-10-31',
      people: [
        ...CASES.flatMap(([, { people = [] }]) => people),
        // Insured by another: on the list of the unit's staff, but nobody has to insure him.
        man('1985-05', wage(uscc(1), '2026-09'), employeePension({ paidUntil: '2026-09' })),
      ],
      rows: CASES.flatMap(([, { rows: given = [] }]) => given),
    };
    [rows, uninsured] = await assessTown(town, async (found) => [
      new Map((await found.table('unit_status', 'uscc')).map((unit) => [unit.uscc, unit])),
      await found.table('uninsured_unit', 'uscc'),
    ]);
  });

  it.each(CASES.map(([unit, , expected], place) => [unit, expected, uscc(place + 1)] as const))(
    '%s',
    (_unit, expected, code) => {
      const extra = code === uscc(1) ? { staff_evidence: 2 } : {};
      expect(rows.get(code)).toMatchObject({ ...expected, ...extra });
    },
  );

  it('stands once', () => {
    expect(rows.size).toBe(CASES.length);
  });

  it('that is to be enrolled is listed with what an inspector wants to know', () => {
    expect(uninsured.map((unit) => unit.uscc)).toEqual(
      CASES.flatMap(([, , { status }], place) => (status === 'UNINSURED_UNIT' ? [uscc(place + 1)] : [])),
    );
    expect(uninsured[0]).toMatchObject({
      entity_kind: 'COMPANY',
      wage_staff: 2,
      contract_staff: 0,
      staff_to_insure: 1,
    });
  });
});
