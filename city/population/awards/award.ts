import { bankAccountNo } from '../issued-numbers.ts';
import type { Person } from '../person.ts';
import type { Allowance, Programme } from './programme.ts';

export type StopReason =
  | 'DEATH'
  | 'CUSTODY'
  | 'MISSING'
  | 'EMIGRATION'
  | 'EXPIRED'
  | 'NOT_ENTITLED'
  | 'OTHER';

/** What is paid to somebody month by month, whatever the programme. Months and days as in `calendar.ts`. */
export interface PaidAward {
  programme: Programme;
  awardMonth: number;
  state: 'PAYING' | 'SUSPENDED' | 'TERMINATED';
  lastPaidMonth: number;
  /** As of the last paid month. */
  monthlyAmountFen: number;
  /** Of SUSPENDED and TERMINATED. */
  stopReason?: StopReason;
  stoppedDay?: number;
  /** Since when there is really no right to it, whoever knows. */
  lost?: { reason: StopReason; day: number };
  /** Day of the last certification on record, where it is not the usual one. */
  certifiedDay?: number;
  payment?: PaymentOddity;
}

/** A programme beside the pensions. */
export interface Award extends PaidAward {
  programme: Allowance;
  relation?: 'SPOUSE' | 'CHILD' | 'PARENT';
  /** The roster and the payment lines bear this instead of the citizen number. */
  numberOnRoster?: string;
}

/** What sets payment lines apart from one regular line a month to one's own card. */
export interface PaymentOddity {
  /** Paid to another account: in one month, or in all with month 0. */
  account?: { no: string; name: string; month: number };
  /** A second line for this month. */
  repeatedMonth?: number;
  /** Since this month the present amount, before it less by `factor`; with a line that says so, or without. */
  rise?: { month: number; factor: number; isAdjusted: boolean };
  /** This month was not paid in its turn but as arrears in the next. */
  arrearsMonth?: number;
}

/** Pensions and other programmes of a person. */
export function allAwards(person: Person): readonly PaidAward[] {
  return person.awards.length === 0 ? person.benefits : [...person.benefits, ...person.awards];
}

/** True while a sentence or detention keeps the person inside; probation does not. */
export function isInside(person: Person, day: number): boolean {
  const { custody } = person;
  if (custody === null || custody.kind === 'COMMUNITY' || custody.startDay > day) return false;
  return custody.endDay === 0 || custody.endDay >= day;
}

/** What stands instead of the citizen number, null nearly always. */
export function numberOnRoster(award: PaidAward): string | null {
  return (award as Partial<Award>).numberOnRoster ?? null;
}

/** The account to which the programme is paid for good. */
export function accountOnRoster(person: Person, award: PaidAward): string {
  const account = award.payment?.account;
  return account?.month === 0 ? account.no : bankAccountNo(person);
}
