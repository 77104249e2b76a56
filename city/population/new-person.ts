import { monthOfDay, yearOfDay } from '../calendar.ts';
import { newName } from './names/name-giver.ts';
import type { Household, Person, Relation } from './person.ts';
import type { VillageDraft } from './village-draft.ts';

/** `truthId` = village index × this + serial in the village. */
export const PEOPLE_PER_VILLAGE = 100_000;

export interface PersonWish {
  household: Household;
  sex: 1 | 2;
  /** Wanted day of birth: the real one is within days of it. */
  birthDay: number;
  ethnicity: string;
  surname: string;
  relation: Relation;
  whereabouts: Person['whereabouts'];
  /** First six digits of the citizen number. */
  birthDivision: string;
  generationCharacter?: string;
}

/** Makes a person, adds it to the draft and to its household. */
export function newPerson(draft: VillageDraft, wish: PersonWish): Person {
  const { random, people, village } = draft;
  draft.serial += 1;
  const { birthDay, idNo } = draft.numbers.issue(random, wish.birthDivision, wish.birthDay, wish.sex);
  const truthId = village.index * PEOPLE_PER_VILLAGE + draft.serial;
  const name = newName(random, { ...wish, birthYear: yearOfDay(birthDay) });
  const person: Person = {
    truthId,
    noise: random.uint32(),
    sex: wish.sex,
    birthDay,
    birthMonth: monthOfDay(birthDay),
    ethnicity: wish.ethnicity,
    surname: wish.surname,
    name,
    idNo,
    sharedNumber: false,
    asSelf: [{ role: 'self', truthId }],
    household: wish.household,
    relation: wish.relation,
    spouse: null,
    marriageDay: 0,
    formerSpouse: null,
    divorceDay: 0,
    mother: null,
    father: null,
    whereabouts: wish.whereabouts,
    booklet: null,
    bookletRelation: wish.relation,
    outsideHukou: null,
    hukouMoveInDay: 0,
    gridListing: 'NONE',
    gridCollectDay: 0,
    permitDay: 0,
    mobile: null,
    death: null,
    departure: null,
    duplicateHukouDay: 0,
    student: null,
    graduate: null,
    hasDegree: false,
    livelihood: 'NONE',
    unit: null,
    hiredDay: 0,
    incomeFen: 0,
    business: null,
    migrantLeaveDay: 0,
    migrantDestination: '',
    courierDay: 0,
    driverDay: 0,
    emp: null,
    pub: null,
    res: null,
    elsewhere: null,
    benefits: [],
    awards: [],
    disability: null,
    tekun: null,
    cadre: null,
    veteran: null,
    service: null,
    custody: null,
    landLostDay: 0,
    registration: null,
    declared: null,
    wrongDeathRecordDay: 0,
  };
  people.push(person);
  wish.household.members.push(person);
  if (wish.whereabouts === 'HOME') draft.residents += 1;
  return person;
}
