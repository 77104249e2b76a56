import type { PublishedTable } from './published-table.ts';

/** What the screening of the fund publishes: leads on money paid wrongly, and their counts. */
export const RISK_TABLES = {
  risk_lead: {
    title: '基金疑点',
    grain: 'one row per subject and cause',
    key: ['lead_id'],
    columns: {
      lead_id: ['text', 'stable id'],
      subject: ['text', 'PERSON, UNIT or OPERATOR: whom it is about'],
      person_id: ['text', 'the person'],
      uscc: ['text', 'the unit, by unified social credit code'],
      operator_key: ['text', 'the operator, as a token'],
      division: ['text', 'village of the person, division of the unit'],
      cause: ['text', 'what the rules that fit have in common; one lead a cause'],
      rule: ['text', 'gravest rule, R01 and so on'],
      rules: ['text[]', 'all rules that fit'],
      grade: ['text', 'H, M or L'],
      programmes: ['text[]', 'programmes that paid'],
      from_month: ['text', 'first month that a rule shows, YYYY-MM'],
      to_month: ['text', 'latest month that a rule ever showed, YYYY-MM'],
      amount_fen: ['bigint', 'amount at stake, fen; each month of a programme once'],
      evidence: ['bigint[]', 'source rows: batch number * 2^32 + line'],
      rule_version: ['text', 'version of the gravest rule'],
      state: ['text', 'NEW, ASSIGNED, VERIFIED, STOPPED, RECOVERING or CLOSED'],
      is_true: ['boolean', 'what verification found; null before'],
      close_reason: ['text', 'why closed: UNTRUE, RECOVERED, SETTLED or NO_LONGER_SHOWN'],
      amount_due_fen: ['bigint', 'amount found to be paid back, fen'],
      recovered_fen: ['bigint', 'of this paid back, fen'],
      first_seen: ['date', 'as-of date on which it was first seen'],
      last_seen: ['date', 'as-of date on which a rule last showed it'],
      state_since: [
        'date',
        'day of the action that made the state, else as-of date on which it was first seen',
      ],
      actions_after: [
        'date',
        'only what was done after it counts: the end of an earlier opening; null for none',
      ],
    },
  },
  risk_statistic: {
    title: '基金疑点统计',
    grain: 'one row per division and rule, ALL for all of them',
    key: ['division', 'rule'],
    columns: {
      division: ['text', 'division code, 2–12 digits'],
      rule: ['text', 'gravest rule of the leads, or ALL'],
      level: ['integer', '1 province … 5 village'],
      leads: ['integer', 'leads'],
      open: ['integer', 'of these not closed'],
      verified_true: ['integer', 'found true'],
      verified_false: ['integer', 'found untrue'],
      amount_fen: ['bigint', 'amount at stake, fen'],
      recovered_fen: ['bigint', 'paid back, fen'],
    },
  },
} as const satisfies Record<string, PublishedTable>;
