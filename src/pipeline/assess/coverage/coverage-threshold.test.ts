import { beforeAll, describe, expect, it } from 'vitest';
import type { EngineRow } from '#engine/engine.ts';
import {
  custody,
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
      'paid months of which the last cannot be read are no sign that nothing was paid',
      man(
        '1985-05',
        row('hrss_pub_account', { insured_state: 'LIVE', first_month: '2014-10', paid_months: 100 }),
      ),
      { status: 'NORMAL', gap_months: null, reason: 'PAYING_BY_STATE' },
    ],
    [
      'paid months of which the last cannot be read, not paying',
      man(
        '1985-05',
        row('hrss_emp_account', {
          insured_state: 'PAUSED',
          payment_state: 'PAUSED',
          first_month: '2014-10',
          paid_months: 9,
        }),
      ),
      { status: 'INTERRUPTED', gap_months: null, reason: 'UNPAID_EMPLOYEE' },
    ],
    [
      'an account with a first month and no paid one was never paid',
      man(
        '1985-05',
        row('hrss_pub_account', { insured_state: 'LIVE', first_month: '2026-01', paid_months: 0 }),
      ),
      { status: 'INTERRUPTED', gap_months: 9, reason: 'NEVER_PAID' },
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
    [
      'on a roll in an unreadable state, before the day of leaving: at school',
      man('2006-05', row('edu_student', { stage: 'BACHELOR', graduation_date: '2026-10-31' })),
      { status: 'OUT_OF_SCOPE', reason: 'STUDENT' },
    ],
    [
      'on a roll in an unreadable state, after it: no more',
      man('2006-05', row('edu_student', { stage: 'BACHELOR', graduation_date: '2026-06-30' })),
      { status: 'MISSED' },
    ],
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
