import { firstDayOfMonth, monthOfDay } from '../../calendar.ts';
import type { TruthLife } from '../../truth/truth-life.ts';
import type { TruthPerson } from '../../truth/truth-person.ts';
import type { CleanRecord } from '../clean-record.ts';
import type { Person } from '../person.ts';
import type { Village } from '../village-draft.ts';
import { isBeneficiary } from './beneficiary.ts';
import { AFTER_DEATH_HABITS, type Habit, type Habits, LIFESTYLE_HABITS, MONTHLY } from './channel-habits.ts';
import { isFree, isPossible } from './entailed-habits.ts';
import { isSentFor } from './evidence-of-person.ts';
import { habitChance } from './habit-days.ts';
import { type Lifestyle, lifestyleOf } from './lifestyle.ts';
import { isUsedByFamily, misuseOf } from './misuse.ts';
import { addOccasion } from './occasions.ts';
import { OwnChance } from './own-chance.ts';
import { lifeOf } from './village-evidence.ts';

/** What a single day brings: the frequent weak channels, and who comes into hospital. */
const DAILY: ReadonlySet<Habit> = new Set<Habit>([
  'transport_bus_tap',
  'telecom_active',
  'nhsa_pharmacy',
  'nhsa_outpatient',
  'bank_withdrawal',
  'INPATIENT_STAY',
  'rail_boarding',
]);
const DAYS_PER_YEAR = 365.2425;
/** Lifestyles of those who are not here to do anything. */
const ABSENT: ReadonlySet<Lifestyle> = new Set(['ABROAD', 'MISSING', 'IN_CUSTODY', 'RECLUSE']);

/** New rows of a later day about the people who lived on the as-of date. `village`: as it stands on that day. */
export function dayEvidence(village: Village, people: readonly Person[]): CleanRecord[] {
  const rows: CleanRecord[] = [];
  const { asOfDay } = village.plan;
  const isEndOfMonth = firstDayOfMonth(monthOfDay(asOfDay + 1)) === asOfDay + 1;
  for (const person of people) {
    if (!isSentFor(person, village)) continue;
    const lifestyle = lifestyleOf(person, village);
    const habits = habitsNow(person, lifestyle);
    for (const habit in habits) {
      const name = habit as Habit;
      if (!DAILY.has(name)) continue;
      const [share, perYear] = habits[name]!;
      // a monthly sum is sent when its month is over, or when something asks for it in between
      const rate = !MONTHLY.has(name) ? perYear / DAYS_PER_YEAR : isEndOfMonth ? 1 : 0.02;
      const chance = new OwnChance(
        person,
        'ROWS',
        1_000_003 * asOfDay + name.length * 31 + name.charCodeAt(0),
      );
      if (!chance.happens(rate) || !hasHabit(person, name, share)) continue;
      if (!isPossible(name, person, village) || !isFree(person, asOfDay)) continue;
      addOccasion(rows, name, { person, village, day: asOfDay, chance, isSound: false });
    }
  }
  return rows;
}

/** Whether the person is one of those who do it at all, as on the as-of date. */
function hasHabit(person: Person, habit: Habit, share: number): boolean {
  return habitChance(person, habit, person.death === null ? 0 : 2).happens(share);
}

function habitsNow(person: Person, lifestyle: Lifestyle): Habits {
  if (person.death === null) return ABSENT.has(lifestyle) ? {} : LIFESTYLE_HABITS[lifestyle];
  const isInUse =
    isBeneficiary(person) && person.death.hukouCancelDay === 0 && isUsedByFamily(person, lifestyle);
  return isInUse ? AFTER_DEATH_HABITS : {};
}

/**
 * How those live of whom something has changed, and those whose card was used after their death. `rows`: of
 * the day.
 */
export function livesOf(
  village: Village,
  changed: readonly TruthPerson[],
  rows: readonly CleanRecord[],
): TruthLife[] {
  const named = new Set(rows.flatMap(({ people }) => people.map(({ truthId }) => truthId)));
  const wanted = new Set(changed.map(({ truthId }) => truthId));
  return village.people.flatMap((person): TruthLife[] => {
    const isUsed = person.death !== null && named.has(person.truthId);
    if (!isUsed && !wanted.has(person.truthId)) return [];
    const lifestyle = lifestyleOf(person, village);
    const isMisused = isUsed || misuseOf(person, village, lifestyle).length > 0;
    return [lifeOf(person, { lifestyle, isMisused })];
  });
}
