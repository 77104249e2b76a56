import { composeNumber } from './identity-number-issuer.ts';
import { newForeignName } from './names/name-giver.ts';
import type { Person } from './person.ts';
import type { VillageDraft } from './village-draft.ts';

/** One pair of people with the same number for so many people. */
const PEOPLE_PER_SHARED_NUMBER = 5000;
const FOREIGN_SPOUSE_SHARE = 0.0006;

/**
 * Identities that do not fit the rule: two people to whom an office once gave the same number
 * (重号), foreign and Hong Kong spouses with other documents, infants not yet registered.
 */
export function spoilIdentities(draft: VillageDraft): void {
  for (const person of draft.people) {
    if (person.relation === 'SPOUSE' && person.sex === 2 && draft.random.chance(FOREIGN_SPOUSE_SHARE)) {
      becomeForeign(draft, person);
    }
    const ageDays = draft.plan.asOfDay - person.birthDay;
    if (ageDays < 75 && person.booklet !== null && draft.random.chance(0.5)) {
      person.booklet = null;
      person.outsideHukou = null;
      person.idNo = '';
    }
  }
  for (let pairs = draft.people.length / PEOPLE_PER_SHARED_NUMBER; pairs > 0; pairs -= 1) {
    if (draft.random.chance(Math.min(1, pairs))) shareNumber(draft);
  }
}

function becomeForeign(draft: VillageDraft, person: Person): void {
  person.booklet = null;
  person.outsideHukou = null;
  const fate = draft.random.unit();
  if (fate < 0.4) {
    // Hong Kong, Macao, Taiwan: residence permit with the same check
    const division = draft.random.pick(['810000', '820000', '830000']);
    person.idNo = composeNumber(division, person.birthDay, Number(person.idNo.slice(14, 17)));
  } else {
    person.name = newForeignName(draft.random, person.sex);
    // foreign permanent-resident card: 9, place, nationality (Viet Nam 704, Pakistan 586); else a passport only
    person.idNo =
      fate < 0.7
        ? composeNumber(
            `964${draft.random.pick(['704', '586'])}`,
            person.birthDay,
            Number(person.idNo.slice(14, 17)),
          )
        : '';
  }
}

/** The second of two registered adults of one sex and birth year takes birth date and number of the first. */
function shareNumber(draft: VillageDraft): void {
  const { random, people, plan } = draft;
  const candidates = people.filter(
    (person) =>
      person.booklet !== null &&
      person.idNo !== '' &&
      !person.sharedNumber &&
      person.death === null &&
      plan.asOfDay - person.birthDay > 20 * 366,
  );
  for (let tries = 0; tries < 40 && candidates.length > 1; tries += 1) {
    const first = random.pick(candidates);
    const second = candidates.find(
      (person) =>
        person.sex === first.sex &&
        person.household !== first.household &&
        person.name !== first.name &&
        person.surname !== first.surname &&
        Math.abs(person.birthDay - first.birthDay) < 200,
    );
    if (second === undefined) continue;
    second.idNo = first.idNo;
    second.birthDay = first.birthDay;
    second.birthMonth = first.birthMonth;
    first.sharedNumber = true;
    second.sharedNumber = true;
    return;
  }
}
