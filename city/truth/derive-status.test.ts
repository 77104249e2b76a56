import { describe, expect, test } from 'vitest';
import { deriveStatus } from './derive-status.ts';
import type { LifeOnRecord } from './life-on-record.ts';

const AS_OF = '2026-11-20';

/** A man of 41 of whom nothing is known but that he lives here. */
const somebody: LifeOnRecord = {
  birthDate: '1985-03-15',
  sex: '1',
  number: 'GOOD',
  deathReported: false,
  leftDate: null,
  seenResidentOn: '2026-05-02',
  namedResident: true,
  benefits: [],
  emp: null,
  pub: null,
  res: null,
  elsewhere: null,
  student: false,
  service: null,
  custody: null,
};

const statusOf = (facts: Partial<LifeOnRecord>, asOf = AS_OF) =>
  deriveStatus({ ...somebody, ...facts }, asOf);

const employee = (lastPaidMonth: string, more: Partial<NonNullable<LifeOnRecord['emp']>> = {}) => ({
  emp: {
    identity: 'EMPLOYEE' as const,
    choice: null,
    state: 'LIVE' as const,
    lastPaidMonth,
    retirementGroup: 'M60' as const,
    ...more,
  },
});
const flexible = (choice: 'MONTH' | 'QUARTER' | 'HALF_YEAR' | 'YEAR', lastPaidMonth: string) =>
  employee(lastPaidMonth, { identity: 'FLEXIBLE', choice });
const resident = (lastPaidYear: number | null, state: 'LIVE' | 'PAUSED' | 'TERMINATED' = 'LIVE') => ({
  res: { state, firstYear: 2015, lastPaidYear },
});

describe('who is insured', () => {
  test('an employee paid up to last month', () => {
    expect(statusOf(employee('2026-10'))).toMatchObject({
      status: 'NORMAL',
      scheme: 'EMP_PENSION',
      gapMonths: 0,
      grade: null,
    });
  });

  test('an employee two months behind is warned', () => {
    expect(statusOf(employee('2026-08'))).toMatchObject({ status: 'NORMAL', gapMonths: 2, grade: 'WARN' });
  });

  test('an employee three months behind is interrupted', () => {
    expect(statusOf(employee('2026-07'))).toMatchObject({
      status: 'INTERRUPTED',
      gapMonths: 3,
      grade: 'SHORT',
    });
  });

  test('a paused account is a gap, not an end', () => {
    expect(statusOf(employee('2024-10', { state: 'PAUSED' }))).toMatchObject({
      status: 'INTERRUPTED',
      gapMonths: 24,
      grade: 'LONG',
    });
  });

  test.each([
    ['QUARTER', '2026-06', 4, 'NORMAL', 'WARN'],
    ['QUARTER', '2026-05', 5, 'INTERRUPTED', 'SHORT'],
    ['HALF_YEAR', '2026-03', 7, 'NORMAL', 'WARN'],
    ['HALF_YEAR', '2026-02', 8, 'INTERRUPTED', 'SHORT'],
    ['YEAR', '2025-12', 10, 'NORMAL', null],
    ['YEAR', '2025-09', 13, 'NORMAL', 'WARN'],
    ['YEAR', '2025-08', 14, 'INTERRUPTED', 'LONG'],
  ] as const)('somebody who pays by %s and paid up to %s', (choice, paid, gapMonths, status, grade) => {
    expect(statusOf(flexible(choice, paid))).toMatchObject({ status, gapMonths, grade });
  });

  test('a resident who paid this year', () => {
    expect(statusOf(resident(2026))).toMatchObject({
      status: 'NORMAL',
      scheme: 'RES_PENSION',
      gapMonths: 0,
      grade: null,
    });
  });

  test('a resident who paid last year has until 31 December, and is reminded from October', () => {
    expect(statusOf(resident(2025), '2026-09-30')).toMatchObject({
      status: 'NORMAL',
      gapMonths: 8,
      grade: null,
    });
    expect(statusOf(resident(2025), '2026-10-01')).toMatchObject({
      status: 'NORMAL',
      gapMonths: 9,
      grade: 'WARN',
    });
    expect(statusOf(resident(2025), '2026-12-31')).toMatchObject({
      status: 'INTERRUPTED',
      gapMonths: 11,
      grade: 'SHORT',
    });
  });

  test('a resident who left out a year', () => {
    expect(statusOf(resident(2024))).toMatchObject({ status: 'INTERRUPTED', gapMonths: 22, grade: 'LONG' });
  });

  test('a resident who enrolled and never paid', () => {
    const life = { res: { state: 'LIVE' as const, firstYear: 2023, lastPaidYear: null } };
    expect(statusOf(life)).toMatchObject({ status: 'INTERRUPTED', gapMonths: 46, grade: 'LONG' });
  });

  test('old employee months are paused while resident contributions go on', () => {
    expect(statusOf({ ...employee('2022-04', { state: 'PAUSED' }), ...resident(2026) })).toMatchObject({
      status: 'NORMAL',
      scheme: 'RES_PENSION',
    });
  });
});

describe('who should be insured and is not', () => {
  test('somebody known to no scheme', () => {
    expect(statusOf({})).toMatchObject({ status: 'MISSED', scheme: null, gapMonths: null });
  });

  test('somebody whose only enrolment was ended', () => {
    expect(statusOf(employee('2023-05', { state: 'TERMINATED' }))).toMatchObject({
      status: 'DROPPED',
      scheme: 'EMP_PENSION',
    });
    expect(statusOf(resident(2022, 'TERMINATED'))).toMatchObject({
      status: 'DROPPED',
      scheme: 'RES_PENSION',
    });
  });
});

describe('insured elsewhere', () => {
  const live = { elsewhere: { scheme: 'EMP_PENSION' as const, state: 'LIVE' as const, drawing: false } };

  test('goes before an interruption here', () => {
    expect(statusOf({ ...live, ...employee('2023-01', { state: 'PAUSED' }) }).status).toBe(
      'INSURED_ELSEWHERE',
    );
  });

  test('does not matter to one who pays here', () => {
    expect(statusOf({ ...live, ...employee('2026-10') }).status).toBe('NORMAL');
  });

  test('a paused enrolment elsewhere is none, a pension drawn there is one', () => {
    expect(statusOf({ elsewhere: { ...live.elsewhere, state: 'PAUSED' } }).status).toBe('MISSED');
    expect(statusOf({ elsewhere: { ...live.elsewhere, state: 'TERMINATED', drawing: true } }).status).toBe(
      'INSURED_ELSEWHERE',
    );
  });
});

describe('out of scope', () => {
  test('a boy on the day before his sixteenth birthday, not on it', () => {
    expect(statusOf({ birthDate: '2010-11-21' }).status).toBe('OUT_OF_SCOPE');
    expect(statusOf({ birthDate: '2010-11-20' }).status).toBe('MISSED');
  });

  test('an enrolled student; but not a student who pays', () => {
    expect(statusOf({ birthDate: '2006-03-01', student: true })).toMatchObject({
      status: 'OUT_OF_SCOPE',
      inDenominator: false,
    });
    expect(statusOf({ birthDate: '2006-03-01', student: true, ...resident(2026) })).toMatchObject({
      status: 'NORMAL',
      inDenominator: false,
    });
  });

  test('a soldier until the day of discharge', () => {
    expect(statusOf({ service: { from: '2025-03-15', to: null } }).status).toBe('OUT_OF_SCOPE');
    expect(statusOf({ service: { from: '2024-09-10', to: '2026-09-01' } }).status).toBe('MISSED');
  });

  test('a prisoner inside the dates; not one on community correction', () => {
    const prison = { kind: 'PRISON' as const, from: '2025-01-10', to: '2027-01-09' };
    expect(statusOf({ ...resident(2023), custody: prison }).status).toBe('OUT_OF_SCOPE');
    expect(statusOf({ ...resident(2023), custody: { ...prison, to: '2026-06-30' } }).status).toBe(
      'INTERRUPTED',
    );
    expect(statusOf({ ...resident(2023), custody: { ...prison, kind: 'COMMUNITY' } }).status).toBe(
      'INTERRUPTED',
    );
  });
});

describe('pension age', () => {
  test('a woman born 1975-03 on a worker post retired in 2025-05 and draws nothing', () => {
    const life = {
      birthDate: '1975-03-10',
      sex: '2' as const,
      ...employee('2025-05', { state: 'PAUSED', retirementGroup: 'F50' }),
    };
    expect(statusOf(life)).toMatchObject({ status: 'UNCLAIMED', scheme: 'EMP_PENSION' });
  });

  test('the same woman on a managerial post is interrupted until 2031-11', () => {
    const life = {
      birthDate: '1975-03-10',
      sex: '2' as const,
      ...employee('2025-05', { state: 'PAUSED', retirementGroup: 'F55' }),
    };
    expect(statusOf(life).status).toBe('INTERRUPTED');
  });

  test('where no group is stored a flexible woman is taken for F55, an employed one for F50', () => {
    const woman = { birthDate: '1974-06-01', sex: '2' as const };
    const paused = { state: 'PAUSED', retirementGroup: null } as const;
    expect(statusOf({ ...woman, ...employee('2024-01', paused) }).status).toBe('UNCLAIMED');
    expect(
      statusOf({ ...woman, ...employee('2024-01', { ...paused, identity: 'FLEXIBLE', choice: 'MONTH' }) })
        .status,
    ).toBe('INTERRUPTED');
  });

  test('a man of 61 with employee months waits for his own retirement month', () => {
    const life = { birthDate: '1965-11-05', ...employee('2025-01', { state: 'PAUSED' }) };
    expect(statusOf(life, '2026-01-15').status).toBe('INTERRUPTED');
    expect(statusOf(life, '2026-02-15').status).toBe('UNCLAIMED');
  });

  test('without employee months sixty counts, from the month after the birthday', () => {
    const life = { birthDate: '1966-11-05', ...resident(2023) };
    expect(statusOf(life, '2026-11-30').status).toBe('INTERRUPTED');
    expect(statusOf(life, '2026-12-01')).toMatchObject({ status: 'UNCLAIMED', scheme: 'RES_PENSION' });
  });

  test('one who pays on past the age is insured', () => {
    expect(statusOf({ birthDate: '1963-01-05', ...employee('2026-10') }).status).toBe('NORMAL');
  });

  test('a suspended pension is drawn, an ended one is not', () => {
    const old = { birthDate: '1950-01-05' };
    expect(statusOf({ ...old, benefits: [{ programme: 'RES_PENSION', state: 'SUSPENDED' }] })).toMatchObject({
      status: 'BENEFICIARY',
      scheme: 'RES_PENSION',
    });
    expect(statusOf({ ...old, benefits: [{ programme: 'RES_PENSION', state: 'TERMINATED' }] }).status).toBe(
      'UNCLAIMED',
    );
  });
});

describe('who is no longer there', () => {
  test('a reported death goes before a pension still paid', () => {
    const life = {
      deathReported: true,
      benefits: [{ programme: 'EMP_PENSION' as const, state: 'PAYING' as const }],
    };
    expect(statusOf(life)).toMatchObject({ status: 'DECEASED', inDenominator: false });
  });

  test('a hukou moved away ends it, unless the person was seen here later', () => {
    expect(statusOf({ leftDate: '2025-04-01', seenResidentOn: '2024-12-20' }).status).toBe('LEFT');
    expect(statusOf({ leftDate: '2025-04-01', seenResidentOn: '2025-04-19', ...resident(2026) }).status).toBe(
      'NORMAL',
    );
  });

  test('without a number, or with one that two people hold, nothing can be said', () => {
    expect(statusOf({ number: 'NONE', ...employee('2026-10') }).status).toBe('DATA_ERROR');
    expect(statusOf({ number: 'SHARED', deathReported: true }).status).toBe('DATA_ERROR');
  });
});
