import type { CleanRecord } from '../clean-record.ts';
import { ageOn, type Person } from '../person.ts';
import type { Village } from '../village-draft.ts';
import { goneSince, isBeneficiary } from './beneficiary.ts';
import { certificationRows } from './certification-rows.ts';
import {
  BYSTANDER_SHARE,
  type Habit,
  type Habits,
  LIFESTYLE_HABITS,
  USUAL_DAYS_BACK,
} from './channel-habits.ts';
import { channelRow } from './channel-rows.ts';
import { entailedHabits, isFree, isPossible } from './entailed-habits.ts';
import { daysOf, habitChance, type Span } from './habit-days.ts';
import { type Lifestyle, lifestyleOf, missingSince } from './lifestyle.ts';
import { misuseOf } from './misuse.ts';
import { addOccasion, addStay } from './occasions.ts';
import { OwnChance } from './own-chance.ts';

/** What departments send about one person, and whether some of it is another's doing after the death. */
export interface PersonEvidence {
  readonly lifestyle: Lifestyle;
  readonly rows: CleanRecord[];
  readonly isMisused: boolean;
}

/** Some department sends rows about the person: all who draw a benefit, the old, former cadres, a few others. */
export function isSentFor(person: Person, { plan }: Village): boolean {
  const age = ageOn(person, plan.asOfDay);
  const hasLeftOffice = (person.cadre?.toDay ?? 0) > 0;
  if (isBeneficiary(person) || age >= 60 || hasLeftOffice) return true;
  if (person.whereabouts === 'GONE' || age < 18) return false;
  return new OwnChance(person, 'BYSTANDER').happens(BYSTANDER_SHARE);
}

/** All rows of the channels about one person up to the as-of date. */
export function evidenceOf(person: Person, village: Village): PersonEvidence {
  const lifestyle = lifestyleOf(person, village);
  const rows: CleanRecord[] = [];
  if (!isSentFor(person, village)) return { lifestyle, rows, isMisused: false };
  const { asOfDay } = village.plan;
  const toDay = Math.min(
    asOfDay,
    (person.death?.day ?? asOfDay + 1) - 1,
    lastDayHere(person, village, lifestyle),
  );
  // who came back after a declaration left no trace before
  const fromDay = Math.max(person.birthDay + 1, person.declared?.revokedDay ?? 0);
  const span = { fromDay, toDay };
  const scene: Scene = { person, village, span, rows };
  addHabits(scene, LIFESTYLE_HABITS[lifestyle]);
  if (lifestyle !== 'MISSING' && lifestyle !== 'CARD_LENT' && lifestyle !== 'RECLUSE') {
    addHabits(scene, entailedHabits(person, village));
    addLastStay(scene);
    rows.push(...certificationRows(person, village, span));
  }
  if (lifestyle === 'ABROAD' && toDay < asOfDay && person.death === null) addWayOut(scene);
  const misuse = misuseOf(person, village, lifestyle);
  rows.push(...misuse);
  return { lifestyle, rows: oncePerKey(rows), isMisused: misuse.length > 0 };
}

interface Scene {
  readonly person: Person;
  readonly village: Village;
  readonly span: Span;
  readonly rows: CleanRecord[];
}

/** The day before somebody left for good, vanished or was taken in; the as-of date of all others. */
function lastDayHere(person: Person, { plan }: Village, lifestyle: Lifestyle): number {
  if (lifestyle === 'ABROAD') {
    const daysAgo = new OwnChance(person, 'DEPARTURE_ABROAD').between(60, 640);
    return (person.departure?.day ?? goneSince(person, 'EMIGRATION') ?? plan.asOfDay - daysAgo) - 1;
  }
  return missingSince(person) ?? plan.asOfDay;
}

function addHabits(scene: Scene, habits: Habits): void {
  const { person, village, span, rows } = scene;
  for (const habit in habits) {
    const name = habit as Habit;
    if (!isPossible(name, person, village)) continue;
    const chance = habitChance(person, name);
    for (const day of daysOf(name, habits[name]!, span, village.plan.asOfDay, chance)) {
      if (isFree(person, day)) addOccasion(rows, name, { person, village, day, chance, isSound: false });
    }
  }
}

function addWayOut({ person, village, span, rows }: Scene): void {
  const { asOfDay } = village.plan;
  const day = span.toDay + 1;
  if (day < asOfDay - USUAL_DAYS_BACK || day > asOfDay || !isFree(person, day)) return;
  const chance = new OwnChance(person, 'DEPARTURE_ABROAD', 1);
  rows.push(channelRow('exit_border_crossing', { person, village, day, chance, isSound: true }));
}

/** Half of those who die have been in hospital shortly before. */
function addLastStay({ person, village, span, rows }: Scene): void {
  const { death } = person;
  if (death === null) return;
  const chance = habitChance(person, 'INPATIENT_STAY', 1);
  const day = death.day - chance.between(2, 40);
  const isKnown = day >= Math.max(span.fromDay, village.plan.asOfDay - USUAL_DAYS_BACK);
  if (isKnown && day <= span.toDay && chance.happens(0.5) && isFree(person, day)) {
    addStay(rows, { person, village, day, chance, isSound: true }, chance.between(3, 16));
  }
}

/** Two occasions on one day are one row of a channel. */
function oncePerKey(rows: CleanRecord[]): CleanRecord[] {
  if (rows.length === 0) return rows;
  const seen = new Set<string>();
  return rows.filter(({ source, key }) => {
    const size = seen.size;
    return seen.add(`${source}/${key}`).size > size;
  });
}
