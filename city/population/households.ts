import { pickWeighted, weightedTable } from '../random.ts';
import {
  DAYS_PER_YEAR,
  type FamilySetting,
  newAdult,
  newChildren,
  newCouple,
  type Registration,
} from './families.ts';
import { addDeadParent, deathDay, dropOldDeath, letDie, succeedHead } from './family-deaths.ts';
import { newSurname } from './names/name-giver.ts';
import { ageOn, type Dwelling, type Household, type Person } from './person.ts';
import { registerHousehold } from './registration.ts';
import type { VillageDraft } from './village-draft.ts';

type Pattern =
  | 'YOUNG_COUPLE'
  | 'NUCLEAR'
  | 'LONE_PARENT'
  | 'THREE_GENERATIONS'
  | 'EMPTY_NEST'
  | 'ADULT_CHILDREN'
  | 'ELDERLY_COUPLE'
  | 'ELDERLY_ALONE'
  | 'LEFT_BEHIND'
  | 'SINGLE'
  | 'SHARED_RENTAL'
  | 'WHOLLY_AWAY';

const URBAN_PATTERNS = weightedTable<Pattern>([
  ['YOUNG_COUPLE', 7],
  ['NUCLEAR', 40],
  ['LONE_PARENT', 4],
  ['THREE_GENERATIONS', 11],
  ['EMPTY_NEST', 8],
  ['ADULT_CHILDREN', 8],
  ['ELDERLY_COUPLE', 8],
  ['ELDERLY_ALONE', 4],
  ['SINGLE', 8],
  ['SHARED_RENTAL', 2],
]);
const RURAL_PATTERNS = weightedTable<Pattern>([
  ['YOUNG_COUPLE', 3],
  ['NUCLEAR', 28],
  ['LONE_PARENT', 2],
  ['THREE_GENERATIONS', 19],
  ['EMPTY_NEST', 10],
  ['ADULT_CHILDREN', 9],
  ['ELDERLY_COUPLE', 13],
  ['ELDERLY_ALONE', 5],
  ['LEFT_BEHIND', 4],
  ['SINGLE', 3],
  ['WHOLLY_AWAY', 4],
]);

/** Makes households until the village has its residents. */
export function settleHouseholds(draft: VillageDraft): void {
  const { random, village } = draft;
  const patterns = village.urban ? URBAN_PATTERNS : RURAL_PATTERNS;
  while (draft.residents < village.residents) {
    const seats = village.residents - draft.residents;
    const pattern = seats < 3 ? (seats === 1 ? 'SINGLE' : 'ELDERLY_COUPLE') : pickWeighted(random, patterns);
    settleHousehold(draft, pattern);
  }
}

function settleHousehold(draft: VillageDraft, pattern: Pattern): void {
  const { random, village, plan } = draft;
  const registration =
    pattern === 'WHOLLY_AWAY' || pattern === 'LEFT_BEHIND' ? 'HERE' : chooseRegistration(draft, pattern);
  const household: Household = {
    dwelling: draft.settlement.next(
      draft.residents / village.residents,
      dwellingUse(draft, pattern, registration),
    ),
    members: [],
    dibao: null,
    dibaoDay: 0,
    povertyWatch: null,
    povertyWatchDay: 0,
    familyPlanning: null,
  };
  const origin = pickWeighted(random, plan.profile.origins);
  const setting: FamilySetting = {
    household,
    registration,
    ethnicity: pickWeighted(random, village.ethnicMix),
    birthDivision: registration === 'OUTSIDE' ? `${origin.slice(0, 4)}99` : plan.profile.birthDivision,
  };
  compose(draft, setting, pattern);
  succeedHead(household);
  draft.households.push(household);
  registerHousehold(draft, setting, origin);
}

function chooseRegistration(draft: VillageDraft, pattern: Pattern): Registration {
  const { random, village, plan } = draft;
  const fate = random.unit();
  if (pattern === 'SHARED_RENTAL') return fate < 0.6 ? 'CITY' : 'OUTSIDE';
  const here = village.urban ? 0.54 : 0.965;
  const city = village.urban ? 0.39 : 0.025;
  if (fate < here) return 'HERE';
  if (fate < here + city) return plan.villages.length > 1 ? 'CITY' : 'HERE';
  return 'OUTSIDE';
}

function dwellingUse(draft: VillageDraft, pattern: Pattern, registration: Registration): Dwelling['use'] {
  if (pattern === 'WHOLLY_AWAY') return 'VACANT';
  if (pattern === 'SHARED_RENTAL') return draft.random.chance(0.5) ? 'DORMITORY' : 'RENTED';
  const rented = registration === 'HERE' ? 0.03 : registration === 'CITY' ? 0.35 : 0.7;
  if (draft.random.chance(rented)) return 'RENTED';
  return draft.random.chance(0.03) ? 'MIXED' : 'OWNER';
}

function compose(draft: VillageDraft, setting: FamilySetting, pattern: Pattern): void {
  const { random } = draft;
  const { asOfDay } = draft.plan;
  const couple = (wifeAge: number) =>
    newCouple(draft, setting, { wifeAge, husbandRelation: 'HEAD', wifeRelation: 'SPOUSE' });
  switch (pattern) {
    case 'YOUNG_COUPLE':
      couple(random.between(21, 33) + random.unit());
      return;
    case 'NUCLEAR': {
      const [father, mother] = couple(clamp(random.normal(37, 6.5), 22, 52));
      newChildren(draft, setting, { mother, father }, { relation: 'CHILD', atLeastOne: true });
      if (!draft.village.urban && setting.registration !== 'OUTSIDE' && random.chance(0.16))
        goAway(draft, father);
      if (random.chance(0.07)) addDeadParent(draft, setting, father);
      return;
    }
    case 'LONE_PARENT': {
      const mother = newAdult(draft, setting, {
        sex: random.chance(0.65) ? 2 : 1,
        age: random.between(26, 48) + random.unit(),
        relation: 'HEAD',
      });
      newChildren(
        draft,
        setting,
        { mother, father: null },
        { relation: 'CHILD', maxAge: 25, atLeastOne: true },
      );
      return;
    }
    case 'THREE_GENERATIONS':
      threeGenerations(draft, setting);
      return;
    case 'EMPTY_NEST':
      couple(random.between(45, 60) + random.unit());
      return;
    case 'ADULT_CHILDREN': {
      const [father, mother] = couple(random.between(43, 58) + random.unit());
      newChildren(draft, setting, { mother, father }, { relation: 'CHILD', maxAge: 36, atLeastOne: true });
      return;
    }
    case 'ELDERLY_COUPLE': {
      const [husband, wife] = couple(clamp(random.normal(67.5, 6), 57, 90));
      if (random.chance(0.13)) letDie(draft, random.chance(0.6) ? husband : wife, deathDay(draft));
      return;
    }
    case 'ELDERLY_ALONE': {
      const [husband, wife] = couple(clamp(random.normal(72, 7), 60, 97));
      letDie(draft, random.chance(0.62) ? husband : wife, deathDay(draft));
      if (random.chance(0.55)) dropOldDeath(draft, setting.household);
      return;
    }
    case 'LEFT_BEHIND': {
      const [grandfather, grandmother] = couple(clamp(random.normal(59, 5), 47, 74));
      const son = newAdult(draft, setting, {
        sex: 1,
        age: Math.max(
          22,
          Math.min(ageOn(grandmother, asOfDay) - random.normal(23.5, 2), ageOn(grandfather, asOfDay) - 21),
        ),
        relation: 'CHILD',
        surname: grandfather.surname,
        whereabouts: 'AWAY',
      });
      joinParents(son, grandfather, grandmother);
      const wife = newAdult(draft, setting, {
        sex: 2,
        age: Math.max(21, ageOn(son, asOfDay) - random.between(0, 3)),
        relation: 'CHILD_IN_LAW',
        whereabouts: 'AWAY',
      });
      wed(draft, son, wife);
      newChildren(
        draft,
        setting,
        { mother: wife, father: son },
        { relation: 'GRANDCHILD', maxAge: 17, atLeastOne: true },
      );
      return;
    }
    case 'SINGLE':
      newAdult(draft, setting, {
        sex: random.chance(0.58) ? 1 : 2,
        age: random.between(21, 58) + random.unit(),
        relation: 'HEAD',
      });
      return;
    case 'SHARED_RENTAL': {
      const count = random.between(2, 4);
      const sex = random.chance(0.5) ? 1 : 2;
      for (let i = 0; i < count; i += 1) {
        newAdult(draft, setting, {
          sex,
          age: random.between(18, 31) + random.unit(),
          relation: i === 0 ? 'HEAD' : 'TENANT',
        });
      }
      return;
    }
    case 'WHOLLY_AWAY': {
      const [father, mother] = couple(clamp(random.normal(37, 6), 23, 52));
      newChildren(draft, setting, { mother, father }, { relation: 'CHILD', away: true });
      goAway(draft, father);
      goAway(draft, mother);
    }
  }
}

/** The young couple with children, and his parents or the one who is left of them. */
function threeGenerations(draft: VillageDraft, setting: FamilySetting): void {
  const { random, plan } = draft;
  const motherAge = clamp(random.normal(34, 5.5), 22, 47);
  const surname = newSurname(random, setting.ethnicity);
  const [father, mother] = newCouple(draft, setting, {
    wifeAge: motherAge,
    husbandRelation: 'HEAD',
    wifeRelation: 'SPOUSE',
    surname,
  });
  newChildren(draft, setting, { mother, father }, { relation: 'CHILD', atLeastOne: true });
  const fatherAge = (plan.asOfDay - father.birthDay) / DAYS_PER_YEAR;
  const [grandfather, grandmother] = newCouple(draft, setting, {
    wifeAge: fatherAge + clamp(random.normal(23.5, 2.3), 19.5, 32),
    husbandRelation: 'PARENT',
    wifeRelation: 'PARENT',
    surname,
    husbandAtLeast: fatherAge + 20,
  });
  joinParents(father, grandfather, grandmother);
  if (random.chance(0.3)) {
    letDie(draft, random.chance(0.65) ? grandfather : grandmother, deathDay(draft));
    if (random.chance(0.45)) dropOldDeath(draft, setting.household);
  }
  if (!draft.village.urban && setting.registration !== 'OUTSIDE') {
    const fate = random.unit();
    if (fate < 0.22) goAway(draft, father);
    if (fate < 0.08) goAway(draft, mother);
  }
}

function joinParents(child: Person, father: Person, mother: Person): void {
  child.father = father;
  child.mother = mother;
}

function wed(draft: VillageDraft, husband: Person, wife: Person): void {
  husband.spouse = wife;
  wife.spouse = husband;
  const earliest = Math.max(husband.birthDay, wife.birthDay) + Math.ceil(20 * DAYS_PER_YEAR);
  husband.marriageDay = Math.min(earliest + draft.random.between(0, 900), draft.plan.asOfDay - 30);
  wife.marriageDay = husband.marriageDay;
}

function goAway(draft: VillageDraft, person: Person): void {
  if (person.whereabouts === 'HOME') draft.residents -= 1;
  person.whereabouts = 'AWAY';
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
