import { parseDate } from '#domain/calendar-date.ts';
import { code, day, flag, integer, pattern, query, ruleTable, text } from './rule-table.ts';

const RULE = { references: ['rule_risk', 'rule'] as const };
const TIME = '^([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d$';

/** States of a lead, in the order in which it goes through them. */
export const LEAD_STATES = ['NEW', 'ASSIGNED', 'VERIFIED', 'STOPPED', 'RECOVERING', 'CLOSED'] as const;

export const RISK_TABLES = [
  ruleTable({
    name: 'rule_risk',
    file: 'risk-rules.yaml',
    grain: 'one row per risk rule or process-violation pattern',
    shape: 'rows',
    key: ['rule'],
    columns: {
      rule: code('rule code: R01–R30, V1–V4, M01, or a code of the bureau'),
      name: text('Chinese name'),
      grade: code('high, medium, low', ['H', 'M', 'L']),
      subject: code('whom a hit is about: subject_key is person_id, uscc or operator token', [
        'PERSON',
        'UNIT',
        'OPERATOR',
      ]),
      cause: code('hits of one subject and cause are one lead; a condition may return another', undefined, {
        references: ['rule_risk_cause', 'cause'],
      }),
      cause_rank: integer('1 is the gravest rule of its cause', [1, 99]),
      inputs: text('what is compared, Chinese'),
      reads: text('tables that the condition reads, by comma'),
      condition: query('the SELECT that finds the hits'),
      reason: text('what a hit says, a Chinese sentence'),
    },
  }),
  ruleTable({
    name: 'rule_risk_parameter',
    file: 'risk-rules.yaml',
    grain: 'one row per threshold of a rule',
    shape: 'rows',
    key: ['rule', 'parameter'],
    columns: {
      rule: code('rule code', undefined, RULE),
      parameter: pattern('name by which the condition reads it', '^[a-z][a-z0-9_]*$'),
      value: integer('its value, a whole number', [0, 1_000_000_000]),
      description: text('what it means, Chinese'),
    },
  }),
  ruleTable({
    name: 'rule_risk_scope',
    file: 'risk-rules.yaml',
    grain: 'one row per code (programme, channel, reason) that a rule applies to',
    shape: 'rows',
    key: ['rule', 'code', 'detail'],
    columns: {
      rule: code('rule code', undefined, RULE),
      code: code('programme, evidence channel, acceptance channel or reason'),
      detail: pattern('what the condition needs to know of it; `*`: nothing', '^(\\*|[A-Z0-9_]+)$'),
    },
  }),
  ruleTable({
    name: 'rule_disability_benefit',
    file: 'risk-rules.yaml',
    grain: 'one row per programme and kind of disability that is entitled to it',
    shape: 'rows',
    key: ['programme', 'disability_type'],
    columns: {
      programme: code('programme'),
      disability_type: pattern('as in dpf_disabled.disability_type', '^[A-Z]+$'),
      greatest_grade: pattern('entitled up to this grade; 1 is the gravest', '^[1-4]$'),
    },
  }),
  ruleTable({
    name: 'rule_risk_cause',
    file: 'risk-rules.yaml',
    grain: 'one row per cause of wrong payment: one subject with one cause is one lead',
    shape: 'rows',
    key: ['cause'],
    columns: {
      cause: code('cause code'),
      name: text('Chinese name'),
    },
  }),
  ruleTable({
    name: 'rule_lead_state',
    file: 'risk-rules.yaml',
    grain: 'one row per state of a lead',
    shape: 'rows',
    key: ['state'],
    unique: ['state_order'],
    columns: {
      state: code('state code', LEAD_STATES),
      name: text('Chinese name'),
      state_order: integer('1 comes first', [1, 99]),
      is_open: flag('somebody has still to act'),
    },
  }),
  ruleTable({
    name: 'rule_lead_action',
    file: 'risk-rules.yaml',
    grain: 'one row per action on a lead, as in hrss_lead_action.action',
    shape: 'rows',
    key: ['action'],
    unique: ['action_order'],
    columns: {
      action: code('action code', [
        'ASSIGNED',
        'VERIFIED_TRUE',
        'VERIFIED_FALSE',
        'STOPPED',
        'RECOVERING',
        'CLOSED',
      ]),
      name: text('Chinese name'),
      action_order: integer('of actions on one day the greatest is the last', [1, 99]),
      state: code('state it leads to', undefined, { references: ['rule_lead_state', 'state'] }),
      is_true: flag('what it says of the lead', { optional: true }),
    },
  }),
  ruleTable({
    name: 'rule_lead_close',
    file: 'risk-rules.yaml',
    grain: 'one row per reason for which a lead is closed',
    shape: 'rows',
    key: ['close_reason'],
    columns: {
      close_reason: code('reason code', ['UNTRUE', 'RECOVERED', 'SETTLED', 'NO_LONGER_SHOWN']),
      name: text('Chinese name'),
    },
  }),
  ruleTable({
    name: 'rule_workday',
    file: 'workdays.yaml',
    grain: 'one row per day that is off though a weekday, or worked though a weekend',
    shape: 'rows',
    key: ['day'],
    columns: {
      day: day('the day'),
      is_workday: flag('true: a make-up workday (调休上班)'),
      name: text('the holiday, Chinese'),
    },
    check: (row) =>
      parseDate(String(row.day)).date === row.day
        ? undefined
        : { column: 'day', reason: `${String(row.day)} 不是日历上的日期` },
  }),
  ruleTable({
    name: 'rule_window_hours',
    file: 'workdays.yaml',
    grain: 'one row per session in which the windows are open',
    shape: 'rows',
    key: ['weekday', 'from_time'],
    columns: {
      weekday: integer('1 Monday to 7 Sunday; a make-up workday has the hours of Monday', [1, 7]),
      from_time: pattern('HH:MM:SS', TIME),
      to_time: pattern('HH:MM:SS', TIME),
    },
    check: (row) =>
      String(row.from_time) < String(row.to_time)
        ? undefined
        : { column: 'to_time', reason: '结束时间应晚于开始时间 from_time' },
  }),
];
