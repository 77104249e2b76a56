import type { RandomStream } from '../../random.ts';
import type { CleanRecord } from '../clean-record.ts';
import type { Person } from '../person.ts';
import { type Acceptance, acceptanceRow, type Transaction, transactionRow } from '../records/case-rows.ts';
import { traitNumber } from '../traits.ts';
import type { Village } from '../village-draft.ts';
import { counterSecond, openDayFrom, openDayUpTo } from './office-hours.ts';
import { countyStaff, staffNo } from './staff.ts';

export interface CaseWish {
  random: RandomStream;
  /** Unique among the cases of the village. */
  no: string;
  person: Person;
  item: string;
  day: number;
  channel?: Acceptance['channel'];
  amountFen?: number | null;
}

/** A case as it should be: accepted in the hours, then handled by one, reviewed by another, paid by a third. */
export function counterCase(
  { plan, village }: Village,
  { random, no, person, item, day, channel = 'COUNTER', amountFen = null }: CaseWish,
): { acceptance: Acceptance; transaction: Transaction } {
  const { numbers } = countyStaff(plan, village.countyCode);
  const isOnline = channel === 'ONLINE' || channel === 'KIOSK';
  const acceptedDay = Math.min(plan.asOfDay, isOnline ? day : openDayUpTo(day));
  const second = isOnline ? random.between(25_000, 81_000) : counterSecond(random);
  const isHandledLater = isOnline || random.chance(0.3);
  const handledDay = isHandledLater ? openDayFrom(acceptedDay + 1) : acceptedDay;
  const operator = random.pick(numbers.ACCEPT);
  const acceptance: Acceptance = {
    no: `SL${no}`,
    person,
    item,
    channel,
    day: acceptedDay,
    second,
    office: channel === 'ONE_WINDOW' ? village.code : village.countyCode,
    operatorNo: isOnline ? null : channel === 'ONE_WINDOW' ? staffNo(village, 'ASSISTANT') : operator,
    terminal: isOnline ? null : `${village.countyCode}T${operator.slice(-3)}`,
    deviceId: isOnline ? deviceOf(person) : null,
  };
  const transaction: Transaction = {
    no: `JB${no}`,
    acceptanceNo: acceptance.no,
    person,
    item,
    day: handledDay,
    second: isHandledLater ? counterSecond(random) : second + random.between(120, 1500),
    handleNo: operator,
    reviewNo: random.pick(numbers.REVIEW),
    reviewTerminal: `${village.countyCode}R${String(random.below(3) + 1).padStart(3, '0')}`,
    payNo: amountFen === null ? null : random.pick(numbers.PAY),
    amountFen,
  };
  return { acceptance, transaction };
}

/** Adds both rows; a case that is handled after the as-of date is still open. */
export function writeCase(
  rows: CleanRecord[],
  village: Village,
  { acceptance, transaction }: { acceptance: Acceptance; transaction: Transaction },
): void {
  rows.push(acceptanceRow(acceptance));
  if (transaction.day <= village.plan.asOfDay) rows.push(transactionRow(transaction));
}

/** The telephone that somebody uses. */
export function deviceOf(person: Person): string {
  return `A${traitNumber(person, 'MOBILE').toString(16).padStart(8, '0')}${String(person.truthId % 10_000).padStart(4, '0')}`;
}
