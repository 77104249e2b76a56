import { beforeAll, describe, expect, it } from 'vitest';
import type { EngineRow } from '#engine/engine.ts';
import {
  benefit,
  custody,
  elsewhere,
  employeePension,
  man,
  publicPension,
  register,
  residentPension,
  row,
  type SamplePerson,
  soldier,
  student,
  woman,
} from '../sample-person.ts';
import { decisionsOf } from '../sample-town.ts';

type Case = readonly [who: string, person: SamplePerson, decision: Record<string, unknown>];

/** One test for each person, all of them living in one town. */
function decides(asOf: string, cases: readonly Case[]): void {
  let rows: EngineRow[] = [];
  beforeAll(async () => {
    rows = await decisionsOf({ asOf, people: cases.map(([, person]) => person) });
  });
  it.each(cases.map(([who, , decision], place) => [who, decision, place] as const))(
    '%s',
    (_who, decision, place) => {
      expect(rows[place]).toMatchObject(decision);
    },
  );
}

describe('each status of the decision, on 31 October 2026', () => {
  decides('2026-10-31', [
    [
      'a woman whose number cannot be used has to be put right first',
      woman('1980-05', register({ identity_issue: 'CHECK_CHARACTER' }), residentPension({ paidUntil: 2026 })),
      { status: 'DATA_ERROR', reason: 'NUMBER_UNUSABLE', in_denominator: false, evidence: ['register'] },
    ],
    [
      'one of two people on one number has to be put right first',
      man('1980-05', register({ identity_issue: 'SHARED_NUMBER' })),
      { status: 'DATA_ERROR', reason: 'NUMBER_SHARED', in_denominator: false },
    ],
    [
      'somebody found on the number of another has to be put right first',
      man('1980-05', register({ identity_issue: 'NAME_CONFLICT' })),
      { status: 'DATA_ERROR', reason: 'NAME_CONFLICT' },
    ],
    [
      'a man who died last week has died, pension or not',
      man('1950-05', register({ death_date: '2026-10-24', is_resident: false }), benefit('RES_PENSION')),
      { status: 'DECEASED', reason: 'DEATH_RECORDED', in_denominator: false, evidence: ['register'] },
    ],
    [
      'a woman who emigrated has left',
      woman('1980-05', register({ left_date: '2025-07-01', left_reason: 'EMIGRATION', is_resident: false })),
      { status: 'LEFT', reason: 'EMIGRATED', in_denominator: false },
    ],
    [
      'a man whose hukou moved out of the region has left',
      man('1980-05', register({ left_date: '2025-07-01', left_reason: 'MOVED_OUT', is_resident: false })),
      { status: 'LEFT', reason: 'MOVED_OUT' },
    ],
    [
      'a pensioner draws, though her account still says that she pays',
      woman('1968-05', benefit('EMP_PENSION'), employeePension({ paidUntil: '2026-09' })),
      {
        status: 'BENEFICIARY',
        scheme: 'EMP_PENSION',
        reason: 'PENSION_PAYING',
        in_denominator: true,
        evidence: ['hrss_benefit'],
      },
    ],
    [
      'a pension that is suspended is still held',
      man('1955-05', benefit('RES_PENSION', 'SUSPENDED')),
      { status: 'BENEFICIARY', scheme: 'RES_PENSION', reason: 'PENSION_SUSPENDED' },
    ],
    [
      'of two pensions the one that is paid names the scheme',
      man('1955-05', benefit('EMP_PENSION', 'SUSPENDED'), benefit('RES_PENSION')),
      { status: 'BENEFICIARY', scheme: 'RES_PENSION', evidence: ['hrss_benefit', 'hrss_benefit'] },
    ],
    [
      'an employee paid until September pays',
      man('1985-05', employeePension({ paidUntil: '2026-09' })),
      {
        status: 'NORMAL',
        scheme: 'EMP_PENSION',
        gap_months: 0,
        grade: null,
        reason: 'PAID_UP',
        in_denominator: true,
        evidence: ['hrss_emp_account'],
      },
    ],
    [
      'a civil servant paid until September pays',
      woman('1985-05', publicPension({ paidUntil: '2026-09' })),
      { status: 'NORMAL', scheme: 'PUB_PENSION', gap_months: 0 },
    ],
    [
      'a farmer who paid for 2026 pays',
      man('1985-05', residentPension({ paidUntil: 2026 })),
      { status: 'NORMAL', scheme: 'RES_PENSION', gap_months: 0, grade: null },
    ],
    [
      'a man who stopped here and is live elsewhere is insured elsewhere',
      man(
        '1985-05',
        elsewhere({ state: 'LIVE' }),
        employeePension({ paidUntil: '2024-01', state: 'PAUSED' }),
      ),
      {
        status: 'INSURED_ELSEWHERE',
        scheme: 'EMP_PENSION',
        gap_months: null,
        reason: 'LIVE_ELSEWHERE',
        evidence: ['hrss_national_match'],
      },
    ],
    [
      'a woman who draws elsewhere is insured elsewhere, even when that account has ended',
      woman('1960-05', elsewhere({ state: 'TERMINATED', drawing: true })),
      { status: 'INSURED_ELSEWHERE', reason: 'DRAWING_ELSEWHERE' },
    ],
    [
      'an account that is only paused elsewhere insures nobody',
      man('1985-05', elsewhere({ state: 'PAUSED' })),
      { status: 'MISSED' },
    ],
    [
      'a schoolchild is out of scope',
      woman('2015-05', student()),
      { status: 'OUT_OF_SCOPE', reason: 'UNDER_AGE', in_denominator: false },
    ],
    [
      'a student of 16 is out of scope',
      man('2010-10-31', student()),
      { status: 'OUT_OF_SCOPE', reason: 'STUDENT', in_denominator: false, evidence: ['edu_student'] },
    ],
    [
      'a soldier is out of scope',
      man('2004-05', soldier('2024-09-01')),
      {
        status: 'OUT_OF_SCOPE',
        reason: 'MILITARY',
        in_denominator: false,
        evidence: ['vet_active_service'],
      },
    ],
    [
      'a prisoner is out of scope',
      man('1985-05', custody('2024-09-01', '2029-08-31')),
      { status: 'OUT_OF_SCOPE', reason: 'CUSTODY', in_denominator: false, evidence: ['justice_custody'] },
    ],
    [
      'a man of 62 with no account and no pension may have something to claim',
      man('1964-05'),
      {
        status: 'UNCLAIMED',
        scheme: null,
        reason: 'PENSION_AGE_REACHED',
        rule: 'rule_coverage/resident_pension_age_years',
        in_denominator: true,
      },
    ],
    [
      'a woman of a worker post past her retirement month has something to claim',
      woman('1975-03', employeePension({ post: 'F50', paidUntil: '2025-04' })),
      {
        status: 'UNCLAIMED',
        scheme: 'EMP_PENSION',
        reason: 'RETIREMENT_MONTH_REACHED',
        rule: 'rule_retirement/F50',
        retire_month: '2025-05',
        evidence: ['register', 'hrss_emp_account'],
      },
    ],
    [
      'an employee unpaid since May is interrupted',
      man('1985-05', employeePension({ paidUntil: '2026-05' })),
      {
        status: 'INTERRUPTED',
        scheme: 'EMP_PENSION',
        gap_months: 4,
        grade: 'SHORT',
        reason: 'UNPAID_EMPLOYEE',
        rule: 'rule_coverage_threshold/EMP_PENSION/EMPLOYEE/MONTH',
        in_denominator: true,
      },
    ],
    [
      'somebody whose only enrolment has ended dropped out',
      woman('1985-05', employeePension({ paidUntil: '2020-05', state: 'TERMINATED' })),
      { status: 'DROPPED', scheme: 'EMP_PENSION', gap_months: null, reason: 'ENROLMENT_ENDED' },
    ],
    [
      'somebody of working age of whom no scheme knows is missed',
      woman('1985-05'),
      {
        status: 'MISSED',
        scheme: null,
        gap_months: null,
        grade: null,
        reason: 'NEVER_ENROLLED',
        rule: 'rule_status/MISSED',
        in_denominator: true,
        evidence: ['register'],
      },
    ],
  ]);
});

describe('the order of the decision, on 31 October 2026', () => {
  decides('2026-10-31', [
    [
      'a beneficiary who goes on paying is a beneficiary',
      man('1960-05', benefit('RES_PENSION'), employeePension({ paidUntil: '2026-09' })),
      { status: 'BENEFICIARY' },
    ],
    [
      'a pension in a state that nobody can read is drawn: who is paid is not called to claim',
      man('1960-05', row('hrss_benefit', { programme: 'RES_PENSION', award_month: '2020-06' })),
      { status: 'BENEFICIARY', scheme: 'RES_PENSION', reason: 'PENSION_PAYING' },
    ],
    [
      'a pension that has ended does not hide a live enrolment',
      man('1985-05', benefit('EMP_PENSION', 'TERMINATED'), employeePension({ paidUntil: '2026-09' })),
      { status: 'NORMAL' },
    ],
    [
      'a student who pays of his own accord is insured, and stays out of the denominator',
      man('2006-05', student(), residentPension({ paidUntil: 2026 })),
      { status: 'NORMAL', in_denominator: false },
    ],
    [
      'who pays here and is live elsewhere pays here',
      man('1985-05', elsewhere({ state: 'LIVE' }), residentPension({ paidUntil: 2025 })),
      { status: 'NORMAL', scheme: 'RES_PENSION' },
    ],
    [
      'a soldier whose old account is unpaid is out of scope, not interrupted',
      man('1999-05', soldier('2024-09-01'), employeePension({ paidUntil: '2024-08', state: 'PAUSED' })),
      { status: 'OUT_OF_SCOPE' },
    ],
    [
      'a soldier insured elsewhere is insured elsewhere',
      man('1999-05', soldier('2024-09-01'), elsewhere({ state: 'LIVE' })),
      { status: 'INSURED_ELSEWHERE', in_denominator: false },
    ],
    [
      'past the age, unpaid and undrawn is to be claimed before it is interrupted',
      man('1964-05', residentPension({ paidUntil: 2023 })),
      { status: 'UNCLAIMED', scheme: 'RES_PENSION' },
    ],
    [
      'past the age but paid up is still normal',
      man('1966-10', residentPension({ paidUntil: 2026 })),
      { status: 'NORMAL' },
    ],
    [
      'a man of 61 whose retirement month was a year ago has something to claim',
      man('1965-08', employeePension({ post: 'M60', paidUntil: '2024-01' })),
      { status: 'UNCLAIMED', retire_month: '2025-10' },
    ],
    [
      'a man of 60 whose retirement month is the next one still has to pay',
      man('1966-06', employeePension({ post: 'M60', paidUntil: '2024-01' })),
      { status: 'INTERRUPTED', retire_month: '2026-11' },
    ],
    [
      'of two live enrolments the one that is paid decides',
      man('1985-05', employeePension({ paidUntil: '2024-01' }), residentPension({ paidUntil: 2026 })),
      { status: 'NORMAL', scheme: 'RES_PENSION' },
    ],
    [
      'of two that are paid the work pension decides',
      man('1985-05', residentPension({ paidUntil: 2026 }), employeePension({ paidUntil: '2026-08' })),
      { status: 'NORMAL', scheme: 'EMP_PENSION', gap_months: 1, grade: 'WARN' },
    ],
    [
      'of two that are unpaid the shorter gap decides',
      man('1985-05', employeePension({ paidUntil: '2024-01' }), residentPension({ paidUntil: 2024 })),
      { status: 'INTERRUPTED', scheme: 'RES_PENSION', gap_months: 21 },
    ],
    [
      'an ended enrolment does not count beside a live one',
      man(
        '1985-05',
        employeePension({ paidUntil: '2026-09', state: 'TERMINATED' }),
        residentPension({ paidUntil: 2020 }),
      ),
      { status: 'INTERRUPTED', scheme: 'RES_PENSION' },
    ],
    [
      'in custody and at school, custody is the reason',
      man('2006-05', student(), custody('2026-05-01', null)),
      { status: 'OUT_OF_SCOPE', reason: 'CUSTODY' },
    ],
    [
      'an unusable number comes before a death',
      man('1950-05', register({ identity_issue: 'BLANK', death_date: '2026-01-01' })),
      { status: 'DATA_ERROR' },
    ],
  ]);
});
