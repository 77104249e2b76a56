import { dayOf, yearOfDay } from '../calendar.ts';
import { pickWeighted, weightedTable } from '../random.ts';
import { ageOn, type Household, type Person } from './person.ts';
import { isInSchool } from './schooling.ts';
import type { VillageDraft } from './village-draft.ts';

const DISABILITIES = weightedTable([
  ['PHYSICAL', 50],
  ['VISUAL', 13],
  ['HEARING', 11],
  ['INTELLECTUAL', 10],
  ['MENTAL', 9],
  ['SPEECH', 2],
  ['MULTIPLE', 5],
] as const);
const POSTS = [
  '村党支部书记、村委会主任',
  '村委会副主任',
  '村委会委员',
  '妇联主席',
  '会计',
  '监督委员会主任',
];
const COMMUNITY_POSTS = [
  '社区党支部书记、居委会主任',
  '居委会副主任',
  '居委会委员',
  '社区工作者',
  '妇联主席',
  '网格专干',
];

/** Need, disability, service, custody and office: what departments other than HRSS keep lists of. */
export function layCircumstances(draft: VillageDraft): void {
  for (const household of draft.households) householdNeed(draft, household);
  for (const person of draft.people) {
    disability(draft, person);
    if (person.death === null) personal(draft, person);
  }
  villageCadres(draft);
}

/** People of a household who live here. */
export function livingAtHome(household: Household): Person[] {
  return household.members.filter((person) => person.death === null && person.whereabouts === 'HOME');
}

function householdNeed(draft: VillageDraft, household: Household): void {
  const { random, plan, village } = draft;
  const members = livingAtHome(household).filter((person) => person.booklet !== null);
  if (members.length === 0) return;
  const isAged = members.every((person) => ageOn(person, plan.asOfDay) >= 60);
  if (random.chance((village.urban ? 0.018 : 0.062) * (isAged ? 2 : 1))) {
    household.dibao = random.chance(0.12) ? 'MARGINAL' : village.urban ? 'URBAN' : 'RURAL';
    household.dibaoDay = plan.asOfDay - random.between(40, 2600);
  } else if (!village.urban && random.chance(0.014)) {
    household.povertyWatch = random.pick(['RELAPSE_RISK', 'MARGINAL', 'SUDDEN']);
    household.povertyWatchDay = plan.asOfDay - random.between(40, 1700);
  }
  const first = members[0]!;
  if (
    members.length === 1 &&
    isAged &&
    household.dibao === null &&
    random.chance(village.urban ? 0.03 : 0.13)
  ) {
    first.tekun = {
      care: random.chance(0.25) ? 'INSTITUTION' : 'HOME',
      day: Math.max(first.birthDay + 60 * 365, plan.asOfDay - random.between(60, 2200)),
    };
  }
  const children = members.filter((person) => person.mother !== null && person.relation === 'CHILD');
  const mother = children[0]?.mother;
  if (mother && yearOfDay(mother.birthDay) < 1992 && random.chance(0.12)) {
    const onlyDaughters = children.length === 2 && children.every(({ sex }) => sex === 2);
    if (children.length === 1) household.familyPlanning = 'ONE_CHILD';
    else if (onlyDaughters) household.familyPlanning = 'TWO_DAUGHTERS';
    else if (!village.urban && children.length === 2) household.familyPlanning = 'FEWER_CHILDREN';
  }
}

function disability(draft: VillageDraft, person: Person): void {
  const { random, plan } = draft;
  const age = ageOn(person, plan.asOfDay);
  const share = age < 18 ? 0.008 : age < 45 ? 0.022 : age < 65 ? 0.06 : 0.11;
  if (person.booklet === null || !random.chance(share * (draft.village.urban ? 0.55 : 1))) return;
  const fate = random.unit();
  person.disability = {
    type: pickWeighted(random, DISABILITIES),
    grade: fate < 0.12 ? '1' : fate < 0.4 ? '2' : fate < 0.68 ? '3' : '4',
    issueDay:
      plan.asOfDay - random.between(100, Math.min(4500, Math.max(101, plan.asOfDay - person.birthDay - 300))),
    state: random.chance(0.94) ? 'VALID' : random.chance(0.5) ? 'EXPIRED' : 'CANCELLED',
  };
}

function personal(draft: VillageDraft, person: Person): void {
  const { random, plan, village } = draft;
  const age = ageOn(person, plan.asOfDay);
  if (age < 18 || person.booklet === null) return;
  const isMan = person.sex === 1;
  if (isMan && age >= 22 && age <= 85 && random.chance(age < 60 ? 0.028 : 0.04)) {
    const enlistDay = dayOf(yearOfDay(person.birthDay) + random.between(18, 21), 9, 10);
    const dischargeDay = dayOf(
      yearOfDay(enlistDay) + (random.chance(0.75) ? random.between(2, 3) : random.between(5, 12)),
      9,
      1,
    );
    if (dischargeDay < plan.asOfDay) person.veteran = { enlistDay, dischargeDay };
  }
  const isFree = person.veteran === null && !isInSchool(person) && person.spouse === null;
  if (isMan && age <= 25 && isFree && random.chance(0.035)) {
    person.service = {
      enlistDay: plan.asOfDay - random.between(30, Math.min(900, (age - 17) * 365)),
      dischargeDay: 0,
    };
    leaveHome(draft, person);
  } else if (isMan && age >= 20 && age <= 28 && isFree && random.chance(0.008)) {
    // back from two years of service, still in the list of those who were enlisted
    const dischargeDay = plan.asOfDay - random.between(30, 400);
    person.service = { enlistDay: dischargeDay - 730, dischargeDay };
  }
  if (person.service === null && random.chance(isMan ? 0.0032 : 0.0004) && !isInSchool(person) && age < 70) {
    const kind = random.chance(0.55) ? 'PRISON' : random.chance(0.4) ? 'DETENTION' : 'COMMUNITY';
    const startDay = plan.asOfDay - random.between(10, kind === 'DETENTION' ? 200 : 1400);
    const isOver = random.chance(0.22);
    const endDay = isOver
      ? startDay + Math.max(5, Math.floor((plan.asOfDay - startDay) * 0.7))
      : plan.asOfDay + random.between(20, 1500);
    person.custody = { kind, startDay, endDay: kind === 'DETENTION' && !isOver ? 0 : endDay };
    if (!isOver && kind !== 'COMMUNITY') leaveHome(draft, person);
  }
  if (village.landLost && person.booklet.village === village && random.chance(0.34)) {
    person.landLostDay = dayOf(random.between(2009, yearOfDay(plan.asOfDay) - 1), random.between(1, 12), 15);
  }
}

function leaveHome(draft: VillageDraft, person: Person): void {
  if (person.whereabouts === 'HOME') draft.residents -= 1;
  person.whereabouts = 'AWAY';
}

function villageCadres(draft: VillageDraft): void {
  const { random, plan, village } = draft;
  const candidates = draft.people.filter((person) => {
    const age = ageOn(person, plan.asOfDay);
    return (
      person.booklet?.village === village &&
      person.whereabouts === 'HOME' &&
      person.death === null &&
      person.custody === null &&
      person.idNo !== '' &&
      age >= 25 &&
      age < 60
    );
  });
  const posts = village.urban ? COMMUNITY_POSTS : POSTS;
  const count = Math.min(candidates.length, Math.max(1, Math.min(7, Math.round(village.residents / 190))));
  for (let i = 0; i < count; i += 1) {
    const person = random.pick(candidates);
    if (person.cadre !== null) continue;
    const fromDay = dayOf(yearOfDay(plan.asOfDay) - random.between(1, 12), random.between(1, 12), 1);
    const hasLeft = random.chance(0.15) && fromDay + 800 < plan.asOfDay;
    person.cadre = {
      post: posts[i % posts.length]!,
      fromDay,
      toDay: hasLeft ? fromDay + random.between(400, 790) : 0,
    };
  }
}
