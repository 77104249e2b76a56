import { birthDayAt, DAYS_PER_YEAR, type FamilySetting } from './families.ts';
import { newSurname } from './names/name-giver.ts';
import { newPerson } from './new-person.ts';
import type { Household, Person } from './person.ts';
import type { VillageDraft } from './village-draft.ts';

/** Takes one who has died out of the count of residents. */
export function letDie(draft: VillageDraft, person: Person, day: number): void {
  if (person.whereabouts === 'HOME') draft.residents -= 1;
  person.death = { day, hukouCancelDay: 0, certificate: false, cremationDay: 0 };
}

/** A parent of the head who died in these years. */
export function addDeadParent(draft: VillageDraft, setting: FamilySetting, head: Person): void {
  const { random, plan } = draft;
  const sex = random.chance(0.55) ? 1 : 2;
  const parent = newPerson(draft, {
    household: setting.household,
    sex,
    birthDay: birthDayAt(draft, (plan.asOfDay - head.birthDay) / DAYS_PER_YEAR + random.between(22, 34)),
    ethnicity: head.ethnicity,
    surname: sex === 1 ? head.surname : newSurname(random, head.ethnicity),
    relation: 'PARENT',
    whereabouts: 'HOME',
    birthDivision: setting.birthDivision,
  });
  letDie(draft, parent, deathDay(draft));
}

/** A day in the last five years; the last two months see a little more, because nobody has reported them yet. */
export function deathDay(draft: VillageDraft): number {
  const { random, plan } = draft;
  return plan.asOfDay - (random.chance(0.06) ? random.between(1, 60) : random.between(1, 1826));
}

/** Most widows have been so for long: the dead of long ago are in no record any more. */
export function dropOldDeath(draft: VillageDraft, household: Household): void {
  const dead = household.members.findIndex((member) => member.death !== null);
  const [person] = household.members.splice(dead, 1);
  draft.people.splice(draft.people.lastIndexOf(person!), 1);
  if (person!.spouse !== null) person!.spouse.spouse = null;
  for (const member of household.members) {
    if (member.father === person) member.father = null;
    if (member.mother === person) member.mother = null;
  }
}

/** The widow or widower of a head becomes the head. */
export function succeedHead({ members }: Household): void {
  if (members.some(({ relation, death }) => relation === 'HEAD' && death === null)) return;
  const survivor = members.find(({ relation, death }) => relation === 'SPOUSE' && death === null);
  if (survivor === undefined) return;
  for (const member of members) {
    if (member.relation === 'HEAD') member.relation = 'SPOUSE';
    member.bookletRelation = member.relation;
  }
  survivor.relation = 'HEAD';
  survivor.bookletRelation = 'HEAD';
}
