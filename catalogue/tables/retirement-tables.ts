import { code, integer, pattern, ruleTable } from './rule-table.ts';

const GROUPS = ['M60', 'F55', 'F50'] as const;
const GROUP_REFERENCE = { references: ['rule_retirement', 'retirement_group'] as const };

export const RETIREMENT_TABLES = [
  ruleTable({
    name: 'rule_retirement',
    file: 'retirement.yaml',
    grain: 'one row per retirement group',
    shape: 'rows',
    key: ['retirement_group'],
    columns: {
      retirement_group: code('original statutory age: men 60, women 55, women 50', GROUPS),
      base_month: pattern('first birth month with a delay, YYYY-MM', '^\\d{4}-(0[1-9]|1[0-2])$'),
      original_months: integer('original retirement age, months', [480, 780]),
      step_months: integer('one month of delay for every so many birth months, months', [1, 120]),
      cap_months: integer('greatest delay, months', [0, 120]),
    },
  }),
  ruleTable({
    name: 'rule_retirement_minimum',
    file: 'retirement.yaml',
    grain: 'one row per range of retirement years; the ranges cover 1900–9999',
    shape: 'rows',
    key: ['from_year'],
    columns: {
      from_year: integer('first year of retirement', [1900, 9999]),
      to_year: integer('last year of retirement', [1900, 9999]),
      minimum_months: integer('least months of contribution for a monthly pension', [1, 480]),
    },
    range: { from: 'from_year', to: 'to_year' },
  }),
  ruleTable({
    name: 'rule_retirement_default',
    file: 'retirement.yaml',
    grain: 'one row per sex and insured identity: the group where none is stored',
    shape: 'rows',
    key: ['sex', 'insured_identity'],
    columns: {
      sex: code('1 male, 2 female', ['1', '2']),
      insured_identity: code('OTHER: no such account', ['EMPLOYEE', 'FLEXIBLE', 'STAFF', 'OTHER']),
      retirement_group: code('group to assume', GROUPS, GROUP_REFERENCE),
    },
  }),
  ruleTable({
    name: 'rule_retirement_elastic',
    file: 'retirement.yaml',
    grain: 'one row',
    shape: 'values',
    key: ['parameter'],
    columns: {
      early_max_months: integer('earlier by at most, never before the original age', [0, 120]),
      late_max_months: integer('later by at most', [0, 120]),
      notice_months: integer('written notice before an early date', [0, 24]),
    },
  }),
];
