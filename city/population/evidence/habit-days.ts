import { firstDayOfMonth, monthOfDay } from '../../calendar.ts';
import type { Person } from '../person.ts';
import { DAYS_BACK, type Frequency, type Habit, MONTHLY, USUAL_DAYS_BACK } from './channel-habits.ts';
import { OwnChance } from './own-chance.ts';

/** Days during which a person can leave traces: both included. */
export interface Span {
  readonly fromDay: number;
  readonly toDay: number;
}

const DAYS_PER_YEAR = 365.2425;

const habitNumbers = new Map<string, number>();

/** Chance of one habit of a person: it does not depend on what other habits there are. */
export function habitChance(person: Person, habit: Habit, part = 0): OwnChance {
  let number = habitNumbers.get(habit);
  if (number === undefined) {
    number = [...habit].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7);
    habitNumbers.set(habit, number);
  }
  return new OwnChance(person, 'ROWS', number + part);
}

/** Days within the span on which the habit left a trace, the latest first; empty for those who do not have it. */
export function daysOf(
  habit: Habit,
  [share, perYear]: Frequency,
  { fromDay, toDay }: Span,
  asOfDay: number,
  chance: OwnChance,
): number[] {
  if (!chance.happens(share)) return [];
  const firstDay = Math.max(fromDay, asOfDay - (DAYS_BACK[habit] ?? USUAL_DAYS_BACK));
  if (MONTHLY.has(habit)) return monthlyDays(firstDay, toDay, chance);
  const gapDays = DAYS_PER_YEAR / perYear;
  const days: number[] = [];
  for (let i = 0; ; i += 1) {
    const day = toDay - Math.floor((i + chance.unit()) * gapDays);
    if (day < firstDay) return days;
    days.push(day);
  }
}

/** One day in every month that has begun, near its end. */
function monthlyDays(firstDay: number, toDay: number, chance: OwnChance): number[] {
  const days: number[] = [];
  for (let month = monthOfDay(toDay); ; month -= 1) {
    const start = firstDayOfMonth(month);
    if (start < firstDay) return days;
    const last = Math.min(toDay, firstDayOfMonth(month + 1) - 1);
    days.push(Math.max(start, last - chance.below(9)));
  }
}
