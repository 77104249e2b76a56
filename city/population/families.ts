import { yearOfDay } from '../calendar.ts';
import { pickWeighted } from '../random.ts';
import { newGenerationCharacter, newSurname } from './names/name-giver.ts';
import { newPerson } from './new-person.ts';
import { ageOn, type Household, type Person, type Relation } from './person.ts';
import type { VillageDraft } from './village-draft.ts';

export const DAYS_PER_YEAR = 365.2425;

/** How a household is rooted: hukou in this village, in another of the region, or outside. */
export type Registration = 'HERE' | 'CITY' | 'OUTSIDE';

/** What the members of one household have in common while it is composed. */
export interface FamilySetting {
  household: Household;
  registration: Registration;
  ethnicity: string;
  /** First six digits of citizen numbers of members born where the family comes from. */
  birthDivision: string;
}

/** Day of birth of someone who is `years` old (with fraction) on the as-of date. */
export function birthDayAt(draft: VillageDraft, years: number): number {
  return Math.round(draft.plan.asOfDay - years * DAYS_PER_YEAR);
}

export function newAdult(
  draft: VillageDraft,
  setting: FamilySetting,
  wish: {
    sex: 1 | 2;
    age: number;
    relation: Relation;
    surname?: string;
    whereabouts?: Person['whereabouts'];
  },
): Person {
  const { random, plan } = draft;
  const ethnicity = random.chance(0.975) ? setting.ethnicity : pickWeighted(random, draft.village.ethnicMix);
  const elsewhere = setting.registration !== 'OUTSIDE' && random.chance(wish.sex === 2 ? 0.05 : 0.015);
  const person = newPerson(draft, {
    household: setting.household,
    sex: wish.sex,
    birthDay: birthDayAt(draft, wish.age),
    ethnicity,
    surname: wish.surname ?? newSurname(random, ethnicity),
    relation: wish.relation,
    whereabouts: wish.whereabouts ?? 'HOME',
    birthDivision: elsewhere
      ? `${pickWeighted(random, plan.profile.origins).slice(0, 4)}99`
      : setting.birthDivision,
  });
  person.hasDegree = random.chance(degreeShare(yearOfDay(person.birthDay), draft.village.urban));
  return person;
}

/** Husband and wife; `wifeAge` in years. The first returned is the husband. */
export function newCouple(
  draft: VillageDraft,
  setting: FamilySetting,
  wish: {
    wifeAge: number;
    husbandRelation: Relation;
    wifeRelation: Relation;
    surname?: string;
    /** Years; 21½ by default. */
    husbandAtLeast?: number;
  },
): [Person, Person] {
  const { random } = draft;
  const husbandAge = Math.max(wish.wifeAge + random.normal(1.9, 2.2), wish.husbandAtLeast ?? 21.5);
  const husband = newAdult(draft, setting, {
    sex: 1,
    age: husbandAge,
    relation: wish.husbandRelation,
    ...(wish.surname === undefined ? {} : { surname: wish.surname }),
  });
  const wife = newAdult(draft, setting, { sex: 2, age: wish.wifeAge, relation: wish.wifeRelation });
  marry(draft, husband, wife);
  return [husband, wife];
}

function marry(draft: VillageDraft, husband: Person, wife: Person): void {
  husband.spouse = wife;
  wife.spouse = husband;
  const wifeAgeAtWedding = Math.min(
    Math.max(20.1, draft.random.normal(yearOfDay(wife.birthDay) < 1980 ? 22 : 24.5, 2.2)),
    (draft.plan.asOfDay - wife.birthDay) / DAYS_PER_YEAR - 0.1,
  );
  const day = Math.round(wife.birthDay + wifeAgeAtWedding * DAYS_PER_YEAR);
  husband.marriageDay = Math.max(day, Math.round(husband.birthDay + 20 * DAYS_PER_YEAR));
  wife.marriageDay = husband.marriageDay;
}

/** Children ever born, by the mother's birth year. */
function childrenEverBorn(draft: VillageDraft, mother: Person): number {
  const year = yearOfDay(mother.birthDay);
  const rural = draft.village.urban ? 0 : 0.42;
  const hui = mother.ethnicity === '03' ? 0.3 : 0;
  const mean =
    year < 1950 ? 4 : year < 1960 ? 2.9 : year < 1970 ? 1.9 : year < 1980 ? 1.6 : year < 1990 ? 1.5 : 1.25;
  return Math.max(0, Math.round(draft.random.normal(mean + rural + hui, 0.8)));
}

export interface ChildrenWish {
  relation: Relation;
  /** Children older than this have households of their own and are not made. */
  maxAge?: number;
  /** All live outside the region, or are left out when the family has no hukou here. */
  away?: boolean;
  atLeastOne?: boolean;
}

/**
 * The children of a couple that belong to the household: minors at home, students at their
 * universities, some of the young adults at home or working elsewhere.
 */
export function newChildren(
  draft: VillageDraft,
  setting: FamilySetting,
  parents: { mother: Person; father: Person | null },
  wish: ChildrenWish,
): Person[] {
  const { random, plan } = draft;
  const { mother, father } = parents;
  const surname = father?.surname ?? mother.surname;
  const generationCharacter = newGenerationCharacter(random, yearOfDay(mother.birthDay) + 24);
  const count = Math.max(childrenEverBorn(draft, mother), wish.atLeastOne ? 1 : 0);
  const youngestMother =
    father === null ? 20 : Math.max(20, (father.birthDay - mother.birthDay) / DAYS_PER_YEAR + 20);
  let motherAge = Math.max(
    youngestMother,
    random.normal(yearOfDay(mother.birthDay) < 1985 ? 23.2 : 25.5, 2.2),
  );
  if (wish.atLeastOne) {
    motherAge = Math.min(motherAge, Math.max(youngestMother, ageOn(mother, plan.asOfDay) - 0.6));
  }
  const children: Person[] = [];
  for (let i = 0; i < count; i += 1) {
    const birthDay = Math.round(mother.birthDay + motherAge * DAYS_PER_YEAR);
    motherAge += random.normal(3, 0.95);
    if (birthDay > plan.asOfDay - 2 || motherAge > 47) break;
    const age = (plan.asOfDay - birthDay) / DAYS_PER_YEAR;
    const sex = random.chance(0.52) ? 1 : 2;
    const goesToCollege = random.chance(age < 30 ? (draft.village.urban ? 0.62 : 0.46) : 0.2);
    const place = childPlace(draft, setting, age, goesToCollege, wish);
    if (place === null) continue;
    const child = newPerson(draft, {
      household: setting.household,
      sex,
      birthDay,
      ethnicity: father?.ethnicity ?? mother.ethnicity,
      surname,
      relation: wish.relation,
      whereabouts: place,
      birthDivision: setting.birthDivision,
      generationCharacter,
    });
    child.mother = mother;
    child.father = father;
    child.hasDegree = age >= 18 && goesToCollege;
    children.push(child);
  }
  return children;
}

function childPlace(
  draft: VillageDraft,
  setting: FamilySetting,
  age: number,
  goesToCollege: boolean,
  wish: ChildrenWish,
): 'HOME' | 'AWAY' | null {
  const { random } = draft;
  const away = setting.registration === 'OUTSIDE' ? null : 'AWAY';
  if (wish.maxAge !== undefined && age > wish.maxAge) return null;
  if (wish.away) return age < 28 ? away : null;
  if (age < 18) return 'HOME';
  if (age < 22.5)
    return goesToCollege ? (random.chance(0.12) ? 'HOME' : away) : random.chance(0.55) ? 'HOME' : away;
  const fate = random.unit();
  if (age < 28) return fate < 0.38 ? 'HOME' : fate < 0.68 ? away : null;
  if (age < 36) return fate < 0.1 ? 'HOME' : fate < 0.16 ? away : null;
  return fate < 0.02 ? 'HOME' : null;
}

function degreeShare(birthYear: number, urban: boolean): number {
  const base =
    birthYear < 1955
      ? 0.015
      : birthYear < 1970
        ? 0.05
        : birthYear < 1980
          ? 0.1
          : birthYear < 1990
            ? 0.22
            : 0.36;
  return urban ? base * 1.5 : base * 0.3;
}
