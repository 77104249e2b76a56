import type { RandomStream } from '../random.ts';
import { livingAtHome } from './circumstances.ts';
import { isDeathReported } from './departures.ts';
import { ageOn, type Household, type Person } from './person.ts';
import type { Trait } from './traits.ts';
import { hasTrait, traitNumber } from './traits.ts';
import type { VillageDraft } from './village-draft.ts';

/** Segments that no operator has given to the public, as far as known: these numbers ring nowhere. */
const SEGMENTS = ['154', '161', '163', '164', '168', '169'];

const UNLISTED_HOUSEHOLD_SHARE = 0.035;
const MISSING_MEMBER_SHARE = 0.011;

/** Who is on the grid's list and in the register of newcomers, and under which phone number. */
export function listPeople(draft: VillageDraft): void {
  const { random } = draft;
  for (const household of draft.households) {
    if (livingAtHome(household).length === 0) vacate(household);
    const isUnlisted = isRootedElsewhere(draft, household) && random.chance(UNLISTED_HOUSEHOLD_SHARE);
    if (isUnlisted) hideHousehold(random, household);
    for (const person of household.members) {
      if (!isUnlisted) listPerson(draft, random, person);
      person.mobile = mobileOf(draft, person);
    }
    if (!isUnlisted) dropSomeMembers(random, household);
  }
  for (const person of draft.people) {
    if (person.household.members.length === 1 && person.whereabouts === 'GONE')
      person.mobile = mobileOf(draft, person);
  }
}

/** Tenants without any hukou in this village: the ones whom a grid worker can overlook altogether. */
function isRootedElsewhere(draft: VillageDraft, household: Household): boolean {
  return household.members.every(
    (person) =>
      person.booklet?.village !== draft.village && person.whereabouts === 'HOME' && person.death === null,
  );
}

function vacate({ dwelling }: Household): void {
  dwelling.use = 'VACANT';
  dwelling.electricityKwh = 0;
  dwelling.waterM3 = 0;
}

function hideHousehold(random: RandomStream, household: Household): void {
  household.dwelling.unlisted = true;
  if (random.chance(0.8)) household.dwelling.use = 'VACANT';
}

function listPerson(draft: VillageDraft, random: RandomStream, person: Person): void {
  const { plan } = draft;
  person.gridCollectDay = Math.max(person.birthDay + 1, plan.asOfDay - random.between(1, 400));
  if (person.death !== null) {
    if (isDeathReported(person) ? random.chance(0.06) : random.chance(0.9)) {
      person.gridListing = 'STALE';
      person.gridCollectDay = person.death.day - random.between(5, 300);
    }
    return;
  }
  const { departure } = person;
  if (person.whereabouts === 'GONE') {
    if (departure !== null && departure.day > person.birthDay + 400 && random.chance(0.08)) {
      person.gridListing = 'STALE';
      person.gridCollectDay = departure.day - random.between(5, 300);
    }
    return;
  }
  if (person.whereabouts === 'AWAY') {
    const fate = random.unit();
    person.gridListing = fate < 0.935 ? 'AWAY' : fate < 0.94 ? 'LISTED' : 'NONE';
    return;
  }
  person.gridListing = 'LISTED';
  if (person.booklet !== null && departure === null && random.chance(0.0006)) {
    person.duplicateHukouDay = plan.asOfDay - random.between(20, 900);
  }
  if (departure !== null)
    person.gridCollectDay = Math.min(plan.asOfDay, departure.day + random.between(5, 20));
  const isNewcomer = person.outsideHukou !== null;
  const isFromOtherCounty =
    person.booklet !== null && !person.booklet.village.code.startsWith(draft.village.countyCode);
  if (person.idNo !== '' && random.chance(isNewcomer ? 0.7 : isFromOtherCounty ? 0.12 : 0)) {
    person.permitDay = Math.max(person.birthDay + 20, plan.asOfDay - random.between(10, 1700));
  }
}

/** Registered with the family, living with it, and overlooked. */
function dropSomeMembers(random: RandomStream, household: Household): void {
  const listed = household.members.filter(
    (person) => person.gridListing === 'LISTED' && person.whereabouts === 'HOME',
  );
  for (const person of listed.slice(1)) {
    if (
      person.booklet !== null &&
      person.permitDay === 0 &&
      person.departure === null &&
      random.chance(MISSING_MEMBER_SHARE)
    ) {
      person.gridListing = 'NONE';
    }
  }
}

function mobileOf(draft: VillageDraft, person: Person): string | null {
  const age = ageOn(person, draft.plan.asOfDay);
  if (age < 12) return null;
  if (age >= 66 && hasTrait(person, 'MOBILE_SHARED', 0.55)) {
    const child = person.household.members.find(
      (member) => member.father === person || member.mother === person,
    );
    return child === undefined ? null : numberOf(child, 'MOBILE');
  }
  return hasTrait(person, 'BLANK', 0.06) ? null : numberOf(person, 'MOBILE');
}

function numberOf(person: Person, trait: Trait): string {
  const draw = traitNumber(person, trait);
  return SEGMENTS[draw % SEGMENTS.length]! + String(draw % 99_999_989).padStart(8, '0');
}
