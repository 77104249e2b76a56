import { row, type SampleRow } from '../sample-person.ts';

/** Words in which tests of risk speak: `...paid('RES_PENSION', '2026-07', '2026-10', 20000)`. */

const ROSTER: Readonly<Record<string, string>> = {
  EMP_PENSION: 'hrss_benefit',
  PUB_PENSION: 'hrss_benefit',
  RES_PENSION: 'hrss_benefit',
  UNEMP_BENEFIT: 'hrss_allowance',
  INJURY_SURVIVOR: 'hrss_allowance',
  EMP_SURVIVOR: 'hrss_allowance',
  OLD_AGE_ALLOWANCE: 'cab_benefit',
  DIBAO: 'cab_benefit',
  TEKUN: 'cab_benefit',
  DISABLED_LIVING: 'cab_benefit',
  DISABLED_CARE: 'cab_benefit',
};

/** The award of a programme on its department's roster. */
export function award(programme: string, fields: SampleRow['fields'] = {}): SampleRow {
  return row(ROSTER[programme]!, { programme, benefit_state: 'PAYING', award_month: '2026-07', ...fields });
}

/** One line of a payment batch. */
export function line(
  programme: string,
  month: string,
  amountFen: number,
  fields: SampleRow['fields'] = {},
): SampleRow {
  return row('card_payment', {
    programme,
    pay_month: month,
    amount_fen: amountFen,
    pay_kind: 'REGULAR',
    paid_date: `${month}-15`,
    ...fields,
  });
}

/** A line for each month from one to another, both included. */
export function paid(
  programme: string,
  from: string,
  to: string,
  amountFen: number,
  fields: SampleRow['fields'] = {},
): SampleRow[] {
  const lines: SampleRow[] = [];
  for (let index = monthIndex(from); index <= monthIndex(to); index += 1) {
    const month = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
    lines.push(line(programme, month, amountFen, { paid_date: `${month}-15`, ...fields }));
  }
  return lines;
}

function monthIndex(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}

/** A row of the log of acceptances. */
export function accepted(
  no: string,
  day: string,
  time: string | null,
  operator: string | null,
  fields: SampleRow['fields'] = {},
): SampleRow {
  return row('hrss_acceptance', {
    acceptance_no: no,
    item_code: 'CS19',
    accept_channel: 'COUNTER',
    accepted_date: day,
    accepted_time: time,
    operator_no_key: operator,
    ...fields,
  });
}

/** A row of the log of core transactions. */
export function handled(
  no: string | null,
  day: string,
  time: string | null,
  operator: string,
  fields: SampleRow['fields'] = {},
): SampleRow {
  return row('hrss_transaction', {
    acceptance_no: no,
    item_code: 'CS19',
    handled_date: day,
    handled_time: time,
    handle_operator_no_key: operator,
    review_operator_no_key: 'reviewer',
    pay_operator_no_key: 'payer',
    amount_fen: 50000,
    ...fields,
  });
}
