import { firstDayOfMonth, monthOfDay } from '../../calendar.ts';
import { bankAccountNo } from '../issued-numbers.ts';
import type { Person } from '../person.ts';
import { isInside, type PaidAward } from './award.ts';
import { isPension } from './programme.ts';

/** The batches that are delivered: the month of the as-of date and the two before. */
export const BATCH_MONTHS = 3;

/** One line of a payment batch. */
export interface PaymentLine {
  /** Month that it pays. */
  month: number;
  /** Month of the batch: later than `month` for arrears. */
  batchMonth: number;
  amountFen: number;
  kind: 'REGULAR' | 'ARREARS' | 'ADJUSTED';
  paidDay: number;
  accountNo: string;
  accountName: string;
  isRepeated: boolean;
}

/** Pensions are paid on the tenth, the rest on the fifteenth; the running month's batch by the as-of date. */
export function payDay(award: PaidAward, month: number, asOfDay: number): number {
  return Math.min(asOfDay, firstDayOfMonth(month) + (isPension(award.programme) ? 9 : 14));
}

/** The lines of an award in the delivered batches, in order of time. */
export function paymentLines(person: Person, award: PaidAward, asOfDay: number): PaymentLine[] {
  const asOfMonth = monthOfDay(asOfDay);
  const lines: PaymentLine[] = [];
  const first = Math.max(award.awardMonth, asOfMonth - BATCH_MONTHS + 1);
  const { arrearsMonth, repeatedMonth } = award.payment ?? {};
  for (let month = first; month <= Math.min(asOfMonth, award.lastPaidMonth); month += 1) {
    if (award.stopReason !== 'CUSTODY' && isHeldBack(person, award, month, asOfDay)) continue;
    const isLate = month === arrearsMonth;
    if (isLate && month === asOfMonth) continue;
    const line = lineOf(person, award, month, isLate ? month + 1 : month, asOfDay);
    lines.push(line);
    if (month === repeatedMonth) lines.push({ ...line, isRepeated: true });
  }
  return lines;
}

/** Somebody who has come back from custody is not paid for the months inside. */
function isHeldBack(person: Person, award: PaidAward, month: number, asOfDay: number): boolean {
  const { custody } = person;
  if (custody === null || custody.endDay === 0 || custody.endDay >= asOfDay) return false;
  return isInside(person, payDay(award, month, asOfDay)) || isInside(person, firstDayOfMonth(month));
}

function lineOf(
  person: Person,
  award: PaidAward,
  month: number,
  batchMonth: number,
  asOfDay: number,
): PaymentLine {
  const { account, rise } = award.payment ?? {};
  const isElsewhere = account !== undefined && (account.month === 0 || account.month === month);
  const isBeforeRise = rise !== undefined && month < rise.month;
  return {
    month,
    batchMonth,
    amountFen: isBeforeRise ? Math.round(award.monthlyAmountFen / rise.factor) : award.monthlyAmountFen,
    kind: batchMonth > month ? 'ARREARS' : rise?.isAdjusted && rise.month === month ? 'ADJUSTED' : 'REGULAR',
    paidDay: payDay(award, batchMonth, asOfDay),
    accountNo: isElsewhere ? account.no : bankAccountNo(person),
    accountName: isElsewhere ? account.name : person.name,
    isRepeated: false,
  };
}

/**
 * Everything that was paid since the award: months before the delivered batches count with the present amount,
 * which is all that the roster tells of them.
 */
function paidHistory(person: Person, award: PaidAward, asOfDay: number): PaymentLine[] {
  const earlier: PaymentLine[] = [];
  const firstOfBatches = monthOfDay(asOfDay) - BATCH_MONTHS + 1;
  const last = Math.min(award.lastPaidMonth, firstOfBatches - 1);
  for (let month = award.awardMonth; month <= last; month += 1) {
    if (award.stopReason !== 'CUSTODY' && isHeldBack(person, award, month, asOfDay)) continue;
    const line = lineOf(person, award, month, month, asOfDay);
    earlier.push({ ...line, amountFen: award.monthlyAmountFen, kind: 'REGULAR' });
  }
  return [...earlier, ...paymentLines(person, award, asOfDay)];
}

/** What was paid for the months that a test picks, delivered in batches or before them, in fen. */
export function paidFen(
  person: Person,
  award: PaidAward,
  asOfDay: number,
  counts: (line: PaymentLine) => boolean = () => true,
): number {
  return sumOf(paidHistory(person, award, asOfDay), counts);
}

/** Sum of the delivered lines that a test picks, in fen. */
export function deliveredFen(
  person: Person,
  award: PaidAward,
  asOfDay: number,
  counts: (line: PaymentLine) => boolean = () => true,
): number {
  return sumOf(paymentLines(person, award, asOfDay), counts);
}

function sumOf(lines: readonly PaymentLine[], counts: (line: PaymentLine) => boolean): number {
  return lines.reduce((sum, line) => (counts(line) ? sum + line.amountFen : sum), 0);
}

/** Months for which something was paid. */
export function paidMonths(person: Person, award: PaidAward, asOfDay: number): ReadonlySet<number> {
  return new Set(paidHistory(person, award, asOfDay).map(({ month }) => month));
}
