import { COVERAGE_STATUSES } from '#domain/coverage-status.ts';
import { code, flag, integer, pattern, percent, ruleTable, text } from './rule-table.ts';

const STATUSES = Object.keys(COVERAGE_STATUSES);

const DRIVE = { optional: true, references: ['rule_drive', 'drive'] as const };
const MONTH_DAY = '^(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$';

export const COVERAGE_TABLES = [
  ruleTable({
    name: 'rule_coverage_threshold',
    file: 'coverage.yaml',
    grain: 'one row per scheme, insured identity and payment choice',
    shape: 'rows',
    key: ['scheme', 'insured_identity', 'payment_choice'],
    columns: {
      scheme: code('scheme code', undefined, { references: ['rule_scheme', 'scheme'] }),
      insured_identity: code('EMP: EMPLOYEE, FLEXIBLE; PUB: STAFF; RES: RESIDENT', [
        'EMPLOYEE',
        'FLEXIBLE',
        'STAFF',
        'RESIDENT',
      ]),
      payment_choice: code('how often the person pays', ['MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR']),
      period_months: integer('length of the period', [1, 12]),
      warn_months: integer('gap_months from which a live enrolment is graded WARN', [1, 120]),
      interrupted_months: integer('gap_months from which the status is INTERRUPTED', [1, 120]),
    },
    check: (row) =>
      Number(row.warn_months) > Number(row.interrupted_months)
        ? { column: 'warn_months', reason: '预警月数不能大于断保月数' }
        : undefined,
  }),
  ruleTable({
    name: 'rule_coverage_grade',
    file: 'coverage.yaml',
    grain: 'one row per grade of INTERRUPTED; the ranges cover 0–9999',
    shape: 'rows',
    key: ['grade'],
    columns: {
      grade: code('grade code', ['SHORT', 'LONG']),
      name: text('Chinese name'),
      from_months: integer('gap_months from', [0, 9999]),
      to_months: integer('gap_months to', [0, 9999]),
    },
    range: { from: 'from_months', to: 'to_months' },
  }),
  ruleTable({
    name: 'rule_coverage',
    file: 'coverage.yaml',
    grain: 'one row',
    shape: 'values',
    key: ['parameter'],
    columns: {
      adult_age_years: integer('pension insurance begins at this age', [0, 30]),
      resident_pension_age_years: integer('RES pension age; UNCLAIMED without EMP or PUB account', [40, 80]),
      resident_minimum_years: integer('least years of contribution to RES', [1, 40]),
      resident_due_month_day: pattern('on this day of the year the current RES year must be paid', MONTH_DAY),
      resident_warn_month_day: pattern('from this day an unpaid current RES year is graded WARN', MONTH_DAY),
      resident_max_income_share_percent: percent('recommended tier at most this part of yearly income'),
      back_payment_from_age_years: integer('explain back-payment from this age', [16, 80]),
      back_payment_to_age_years: integer('explain back-payment up to this age, inclusive', [16, 80]),
      flexible_base_percent: percent('base recommended to FLEXIBLE, percent of the average wage'),
      flexible_max_income_share_percent: percent(
        'income is steady enough for EMP when the own cost is at most this part of it',
      ),
      default_insured_identity: code('where an EMP account names none', ['EMPLOYEE', 'FLEXIBLE']),
      default_payment_choice: code('where an EMP account names none', [
        'MONTH',
        'QUARTER',
        'HALF_YEAR',
        'YEAR',
      ]),
      staff_evidence_months: integer('wage records of so many months are staff evidence of a unit', [1, 36]),
      staff_evidence_minimum: integer('so many persons make a unit one with staff', [1, 100]),
    },
  }),
  ruleTable({
    name: 'rule_scope_exclusion',
    file: 'coverage.yaml',
    grain: 'one row per reason to stand outside the scope',
    shape: 'rows',
    key: ['exclusion'],
    columns: {
      exclusion: code('reason code', ['UNDER_AGE', 'STUDENT', 'MILITARY', 'CUSTODY']),
      name: text('Chinese name'),
      out_of_scope: flag('gives the status OUT_OF_SCOPE'),
      out_of_denominator: flag('leaves the denominator of the coverage rate, whatever the status'),
    },
  }),
  ruleTable({
    name: 'rule_denominator',
    file: 'coverage.yaml',
    grain: 'one row per denominator of the coverage rate',
    shape: 'rows',
    key: ['denominator'],
    single: 'is_default',
    columns: {
      denominator: code('RESIDENT, REGISTERED, BOTH (either)', ['RESIDENT', 'REGISTERED', 'BOTH']),
      name: text('Chinese name'),
      residents: flag('counts residents'),
      registered: flag('counts people with hukou here'),
      is_default: flag('used when none is asked for'),
    },
  }),
  ruleTable({
    name: 'rule_state_meaning',
    file: 'coverage.yaml',
    grain: 'one row per source and code that means something; column_name `*`: any row of the source',
    shape: 'rows',
    key: ['source', 'column_name', 'code', 'meaning'],
    namesSourceCode: true,
    columns: {
      source: pattern('source code', '^[a-z][a-z0-9_]*$'),
      column_name: pattern('column of the source', '^(\\*|[a-z][a-z0-9_]*)$'),
      code: pattern('code in that column; `*` with column `*`', '^(\\*|[A-Z0-9_]+)$'),
      meaning: code('what it says of the person', [
        'LIVE_ENROLMENT',
        'ENDED_ENROLMENT',
        'DRAWING',
        'DECEASED',
        'LEFT',
        'STUDENT',
        'MILITARY',
        'CUSTODY',
        'RESIDENT',
        'AWAY',
        'REGISTERED',
      ]),
    },
  }),
  ruleTable({
    name: 'rule_status',
    file: 'statuses.yaml',
    grain: 'one row per coverage status',
    shape: 'rows',
    key: ['status'],
    unique: ['status_order'],
    columns: {
      status: code('status code', STATUSES),
      name: text('Chinese name'),
      status_order: integer('1 is decided first', [1, 99]),
      counts_in_denominator: flag('may stand in the denominator of the coverage rate'),
      counts_as_insured: flag('stands in the numerator of the coverage rate'),
      should_insure: flag('应参未参: in legal scope without live enrolment'),
      on_work_list: flag('somebody has to go and see'),
      drive: code('one of the four drives; the recommendation may name another', undefined, DRIVE),
      description: text('when it is given, Chinese'),
    },
  }),
  ruleTable({
    name: 'rule_unit_status',
    file: 'statuses.yaml',
    grain: 'one row per status of a unit',
    shape: 'rows',
    key: ['status'],
    unique: ['status_order'],
    columns: {
      status: code('status code', ['UNINSURED_UNIT', 'INSURED_UNIT', 'NO_STAFF', 'CLOSED']),
      name: text('Chinese name'),
      status_order: integer('1 is decided first', [1, 99]),
      on_work_list: flag('somebody has to go and see'),
      drive: code('one of the four drives', undefined, DRIVE),
    },
  }),
  ruleTable({
    name: 'rule_drive',
    file: 'statuses.yaml',
    grain: 'one row per drive (四个一批)',
    shape: 'rows',
    key: ['drive'],
    columns: {
      drive: code('drive code'),
      name: text('Chinese name'),
    },
  }),
];
