import { beforeAll, describe, expect, it } from 'vitest';
import type { EngineRow } from '#engine/engine.ts';
import {
  benefit,
  custody,
  elsewhere,
  employeePension,
  flexiblePension,
  man,
  publicPension,
  register,
  residentPayment,
  residentPension,
  row,
  type SamplePerson,
  soldier,
  somebody,
  student,
  woman,
} from '../sample-person.ts';
import { assessTown } from '../sample-town.ts';

type Case = readonly [who: string, person: SamplePerson, decision: Record<string, unknown>];

/** One test for each person, all of them living in one town. */
function decides(asOf: string, cases: readonly Case[]): void {
  let rows: EngineRow[] = [];
  beforeAll(async () => {
    rows = await assessTown({ asOf, people: cases.map(([, person]) => person) }, async (town) =>
      (await town.table('coverage_status', 'person_id')).map((decision) => ({
        ...decision,
        evidence: town.rowsOf(decision.evidence),
      })),
    );
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

describe('thresholds, on 31 October 2026', () => {
  decides('2026-10-31', [
    [
      'employee, last paid in August: warned',
      man('1985-05', employeePension({ paidUntil: '2026-08' })),
      { status: 'NORMAL', gap_months: 1, grade: 'WARN', reason: 'PAYMENT_LATE' },
    ],
    [
      'employee, last paid in July: still warned',
      man('1985-05', employeePension({ paidUntil: '2026-07' })),
      { status: 'NORMAL', gap_months: 2, grade: 'WARN' },
    ],
    [
      'employee, last paid in June: interrupted',
      man('1985-05', employeePension({ paidUntil: '2026-06' })),
      { status: 'INTERRUPTED', gap_months: 3, grade: 'SHORT' },
    ],
    [
      'employee, eleven months unpaid: short',
      man('1985-05', employeePension({ paidUntil: '2025-10' })),
      { gap_months: 11, grade: 'SHORT' },
    ],
    [
      'employee, twelve months unpaid: long',
      man('1985-05', employeePension({ paidUntil: '2025-09' })),
      { gap_months: 12, grade: 'LONG' },
    ],
    [
      'civil servant, last paid in June: interrupted',
      man('1985-05', publicPension({ paidUntil: '2026-06' })),
      { status: 'INTERRUPTED', scheme: 'PUB_PENSION', reason: 'UNPAID_STAFF', gap_months: 3 },
    ],
    [
      'paid ahead until December: no gap',
      man('1985-05', flexiblePension({ paidUntil: '2026-12', choice: 'YEAR' })),
      { status: 'NORMAL', gap_months: 0, grade: null },
    ],
    [
      'flexible by month, 2 unpaid: warned',
      man('1985-05', flexiblePension({ paidUntil: '2026-07' })),
      { status: 'NORMAL', gap_months: 2, grade: 'WARN' },
    ],
    [
      'flexible by month, 3 unpaid: interrupted',
      man('1985-05', flexiblePension({ paidUntil: '2026-06' })),
      { status: 'INTERRUPTED', gap_months: 3, reason: 'UNPAID_FLEXIBLE' },
    ],
    [
      'flexible by quarter, 2 unpaid: nothing',
      man('1985-05', flexiblePension({ paidUntil: '2026-07', choice: 'QUARTER' })),
      { status: 'NORMAL', grade: null },
    ],
    [
      'flexible by quarter, 4 unpaid: warned',
      man('1985-05', flexiblePension({ paidUntil: '2026-05', choice: 'QUARTER' })),
      { status: 'NORMAL', grade: 'WARN' },
    ],
    [
      'flexible by quarter, 5 unpaid: interrupted',
      man('1985-05', flexiblePension({ paidUntil: '2026-04', choice: 'QUARTER' })),
      { status: 'INTERRUPTED', gap_months: 5 },
    ],
    [
      'flexible by half-year, 7 unpaid: warned',
      man('1985-05', flexiblePension({ paidUntil: '2026-02', choice: 'HALF_YEAR' })),
      { status: 'NORMAL', grade: 'WARN' },
    ],
    [
      'flexible by half-year, 8 unpaid: interrupted',
      man('1985-05', flexiblePension({ paidUntil: '2026-01', choice: 'HALF_YEAR' })),
      { status: 'INTERRUPTED', gap_months: 8 },
    ],
    [
      'flexible by year, 13 unpaid: warned',
      man('1985-05', flexiblePension({ paidUntil: '2025-08', choice: 'YEAR' })),
      { status: 'NORMAL', grade: 'WARN' },
    ],
    [
      'flexible by year, 14 unpaid: interrupted',
      man('1985-05', flexiblePension({ paidUntil: '2025-07', choice: 'YEAR' })),
      { status: 'INTERRUPTED', gap_months: 14, grade: 'LONG' },
    ],
    [
      'resident, paid for last year: warned in autumn',
      man('1985-05', residentPension({ paidUntil: 2025 })),
      { status: 'NORMAL', gap_months: 9, grade: 'WARN' },
    ],
    [
      'resident, paid for the year before last: interrupted',
      man('1985-05', residentPension({ paidUntil: 2024 })),
      { status: 'INTERRUPTED', gap_months: 21, grade: 'LONG', reason: 'UNPAID_RESIDENT' },
    ],
    [
      'resident, enrolled in 2024 and never paid: interrupted since',
      man('1985-05', residentPension({ firstYear: 2024 })),
      { status: 'INTERRUPTED', gap_months: 33, reason: 'NEVER_PAID' },
    ],
    [
      'resident, enrolled this year and never paid: interrupted',
      man('1985-05', residentPension({ firstYear: 2026 })),
      { status: 'INTERRUPTED', gap_months: 9, grade: 'SHORT' },
    ],
  ]);
});

describe('payment records beside the account, on 31 October 2026', () => {
  decides('2026-10-31', [
    [
      'a receipt for this year counts before the account knows it',
      man('1985-05', residentPension({ paidUntil: 2023 }), residentPayment(2024), residentPayment(2026)),
      { status: 'NORMAL', gap_months: 0, evidence: ['hrss_res_account', 'tax_res_payment'] },
    ],
    [
      'an older receipt takes nothing away from the account',
      man('1985-05', residentPension({ paidUntil: 2026 }), residentPayment(2022)),
      { status: 'NORMAL', gap_months: 0 },
    ],
    [
      'a receipt dated after the as-of date is not known yet',
      man('1985-05', residentPension({ paidUntil: 2023 }), residentPayment(2026, '2026-11-02')),
      { status: 'INTERRUPTED' },
    ],
    [
      'a cancelled receipt pays for nothing',
      man('1985-05', residentPension({ paidUntil: 2023 }), residentPayment(2026, '2026-03-05', -20000)),
      { status: 'INTERRUPTED' },
    ],
    [
      'a year to come is a misprint',
      man('1985-05', residentPension({ paidUntil: 2062 }), residentPayment(2062, '2026-03-05')),
      { status: 'INTERRUPTED', reason: 'NEVER_PAID' },
    ],
    [
      'a paid period counts before the account knows it',
      woman(
        '1985-05',
        employeePension({ paidUntil: '2026-01' }),
        row('hrss_emp_period', { from_month: '2026-02', to_month: '2026-09' }),
      ),
      { status: 'NORMAL', gap_months: 0, evidence: ['hrss_emp_account', 'hrss_emp_period'] },
    ],
    [
      'a receipt without any account enrols nobody',
      man('1985-05', residentPayment(2026)),
      { status: 'MISSED' },
    ],
    [
      'two accounts in one scheme: the live one counts, with the months of both',
      man(
        '1985-05',
        employeePension({ paidUntil: '2026-09', state: 'TERMINATED' }),
        employeePension({ paidUntil: '2025-01', state: 'PAUSED' }),
      ),
      { status: 'NORMAL', gap_months: 0 },
    ],
    [
      'without any readable month the state of payment decides: paying',
      man('1985-05', row('hrss_emp_account', { insured_state: 'LIVE', payment_state: 'PAYING' })),
      { status: 'NORMAL', gap_months: null, reason: 'PAYING_BY_STATE' },
    ],
    [
      'without any readable month the state of payment decides: not paying',
      man('1985-05', row('hrss_emp_account', { insured_state: 'LIVE', payment_state: 'PAUSED' })),
      { status: 'INTERRUPTED', gap_months: null, grade: null },
    ],
    [
      'an unreadable state of an account whose payments ended is an end',
      man('1985-05', row('hrss_emp_account', { payment_state: 'ENDED', last_paid_month: '2020-01' })),
      { status: 'DROPPED' },
    ],
  ]);
});

describe('birthdays and dates, on 31 October 2026', () => {
  decides('2026-10-31', [
    ['16 today: in scope', man('2010-10-31'), { status: 'MISSED', in_denominator: true }],
    ['16 tomorrow: not yet', man('2010-11-01'), { status: 'OUT_OF_SCOPE', reason: 'UNDER_AGE' }],
    ['a student who left school is in scope', man('2006-05', student('GRADUATED')), { status: 'MISSED' }],
    ['a student on leave is in scope', man('2006-05', student('SUSPENDED')), { status: 'MISSED' }],
    [
      'custody that ends today is custody',
      man('1985-05', custody('2024-01-01', '2026-10-31')),
      { status: 'OUT_OF_SCOPE' },
    ],
    [
      'custody that ended yesterday is over',
      man('1985-05', custody('2024-01-01', '2026-10-30')),
      { status: 'MISSED' },
    ],
    [
      'custody that begins tomorrow is to come',
      man('1985-05', custody('2026-11-01', null)),
      { status: 'MISSED' },
    ],
    [
      'custody that begins today has begun',
      man('1985-05', custody('2026-10-31', null)),
      { status: 'OUT_OF_SCOPE' },
    ],
    [
      'detention is custody',
      man('1985-05', custody('2026-10-01', null, 'DETENTION')),
      { status: 'OUT_OF_SCOPE' },
    ],
    [
      'correction in the community is no custody',
      man('1985-05', custody('2026-10-01', null, 'COMMUNITY')),
      { status: 'MISSED' },
    ],
    [
      'discharged today: a civilian',
      man('2002-05', soldier('2024-09-01', '2026-10-31')),
      { status: 'MISSED' },
    ],
    [
      'discharged tomorrow: a soldier',
      man('2002-05', soldier('2024-09-01', '2026-11-01')),
      { status: 'OUT_OF_SCOPE' },
    ],
    ['enlisting tomorrow: a civilian', man('2002-05', soldier('2026-11-01')), { status: 'MISSED' }],
    [
      'a death dated tomorrow has not happened',
      man('1985-05', register({ death_date: '2026-11-01' })),
      { status: 'MISSED' },
    ],
    [
      'a departure dated tomorrow has not happened',
      man('1985-05', register({ left_date: '2026-11-01', left_reason: 'MOVED_OUT' })),
      { status: 'MISSED' },
    ],
    ['60 last month, no account: to be claimed', man('1966-09'), { status: 'UNCLAIMED' }],
    ['60 this month, no account: the pension begins next month', man('1966-10'), { status: 'MISSED' }],
    [
      'retiring this month: to be claimed',
      man('1966-05', employeePension({ post: 'M60', paidUntil: '2024-01' })),
      { status: 'UNCLAIMED', retire_month: '2026-10' },
    ],
    [
      'age and sex unknown: nothing keeps the person out',
      somebody(),
      { status: 'MISSED', retire_month: null },
    ],
  ]);
});

describe('the year of the resident pension', () => {
  const paidFor2025 = () => man('1985-05', residentPension({ paidUntil: 2025 }));
  const paidFor2026 = () => man('1985-05', residentPension({ paidUntil: 2026 }));
  describe('on 30 September 2026', () => {
    decides('2026-09-30', [
      ['last year paid: nothing to say', paidFor2025(), { status: 'NORMAL', gap_months: 8, grade: null }],
    ]);
  });
  describe('on 1 October 2026', () => {
    decides('2026-10-01', [
      ['last year paid: warned', paidFor2025(), { status: 'NORMAL', grade: 'WARN' }],
      ['this year paid: nothing to say', paidFor2026(), { status: 'NORMAL', grade: null }],
    ]);
  });
  describe('on 30 December 2026', () => {
    decides('2026-12-30', [
      ['last year paid: warned', paidFor2025(), { status: 'NORMAL', gap_months: 11, grade: 'WARN' }],
    ]);
  });
  describe('on 31 December 2026', () => {
    decides('2026-12-31', [
      [
        'last year paid: interrupted',
        paidFor2025(),
        { status: 'INTERRUPTED', gap_months: 11, grade: 'SHORT' },
      ],
      ['this year paid: normal', paidFor2026(), { status: 'NORMAL', gap_months: 0, grade: null }],
    ]);
  });
  describe('on 1 January 2027', () => {
    decides('2027-01-01', [
      [
        '2025 paid: interrupted for a year',
        paidFor2025(),
        { status: 'INTERRUPTED', gap_months: 12, grade: 'LONG' },
      ],
      ['2026 paid: normal', paidFor2026(), { status: 'NORMAL', gap_months: 0, grade: null }],
    ]);
  });
});

describe('history', () => {
  const people = [
    man('1985-05'),
    man('1985-05'),
    man('1985-05', residentPension({ paidUntil: 2026 })),
    man('1990-01'),
  ];
  let rows: EngineRow[] = [];
  beforeAll(async () => {
    const town = {
      asOf: '2026-10-31',
      people,
      previous: [
        { person: 0, status: 'MISSED', since: '2026-03-31' },
        { person: 1, status: 'MISSED', previousStatus: 'OUT_OF_SCOPE', since: '2026-07-31' },
        { person: 2, status: 'INTERRUPTED', previousStatus: 'NORMAL', since: '2026-01-31' },
      ],
    };
    rows = await assessTown(town, (found) => found.table('coverage_status', 'person_id'));
  });

  it('goes on while the status stays', () => {
    expect(rows[0]).toMatchObject({ status: 'MISSED', previous_status: null, status_since: '2026-03-31' });
  });
  it('keeps the status before the present one, so that a run with nothing new changes nothing', () => {
    expect(rows[1]).toMatchObject({ previous_status: 'OUT_OF_SCOPE', status_since: '2026-07-31' });
  });
  it('begins anew when the status changes', () => {
    expect(rows[2]).toMatchObject({
      status: 'NORMAL',
      previous_status: 'INTERRUPTED',
      status_since: '2026-10-31',
    });
  });
  it('begins on the as-of date for somebody new', () => {
    expect(rows[3]).toMatchObject({ previous_status: null, status_since: '2026-10-31' });
  });
});
