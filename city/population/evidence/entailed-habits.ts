import { ageOn, type Person } from '../person.ts';
import type { Village } from '../village-draft.ts';
import { programmesOf } from './beneficiary.ts';
import { AGES, ENTAILED, type Habit, type Habits } from './channel-habits.ts';

/** Habits that circumstances bring with them. */
export function entailedHabits(person: Person, { plan }: Village): Habits {
  const programmes = programmesOf(person);
  const age = ageOn(person, plan.asOfDay);
  const draws = (...wanted: string[]) => wanted.some((programme) => programmes.includes(programme));
  const isAtHome = person.whereabouts === 'HOME';
  const isPoor = (person.household.dibao !== null && isAtHome) || person.tekun !== null;
  const isVeteran = person.veteran !== null && age >= 60;
  const held: readonly (readonly [Habit, boolean])[] = [
    ['cab_home_check', isPoor || draws('DIBAO', 'TEKUN', 'ORPHAN')],
    ['cab_old_age_cert', age >= 80 && (isAtHome || draws('OLD_AGE_ALLOWANCE'))],
    ['vet_confirmation', isVeteran || draws('VETERAN_SUBSIDY', 'VETERAN_PENSION')],
    ['dpf_assessment', person.disability?.state === 'VALID'],
    ['org_ex_cadre_confirmation', (person.cadre?.toDay ?? 0) > 0 || draws('EX_VILLAGE_CADRE')],
  ];
  return Object.fromEntries(held.filter(([, has]) => has).map(([habit]) => [habit, ENTAILED[habit]!]));
}

/** Something that the lifestyle allows and the circumstances do not. */
export function isPossible(habit: Habit, person: Person, village: Village): boolean {
  const ages = AGES[habit];
  if (ages !== undefined) {
    const age = ageOn(person, village.plan.asOfDay);
    if (age < ages[0] || age > ages[1]) return false;
  }
  if (habit === 'samr_realname') return person.business !== null && person.business.state === 'ACTIVE';
  if (habit === 'agri_subsidy_signing') return person.booklet !== null && !person.booklet.village.urban;
  if (habit === 'telecom_active') return person.mobile !== null || person.death !== null;
  return true;
}

/** In prison, detention or the army nobody takes a bus. */
export function isFree(person: Person, day: number): boolean {
  const { custody, service } = person;
  const isHeld =
    custody !== null &&
    custody.kind !== 'COMMUNITY' &&
    day >= custody.startDay &&
    (custody.endDay === 0 || day <= custody.endDay);
  const serves =
    service !== null &&
    day >= service.enlistDay &&
    (service.dischargeDay === 0 || day <= service.dischargeDay);
  return !isHeld && !serves;
}
