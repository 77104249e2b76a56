import { ageOn, type Person } from './person.ts';
import type { VillageDraft } from './village-draft.ts';

/** Pairs men and women of the village who live without spouse as former couples. */
export function divorceSome(draft: VillageDraft): void {
  const { random, plan } = draft;
  const free = draft.people.filter(
    (person) =>
      person.spouse === null &&
      person.relation === 'HEAD' &&
      person.death === null &&
      person.whereabouts === 'HOME' &&
      person.idNo !== '' &&
      ageOn(person, plan.asOfDay) >= 28 &&
      ageOn(person, plan.asOfDay) < 65,
  );
  const women = free.filter(({ sex }) => sex === 2);
  for (const man of free) {
    if (man.sex !== 1 || !random.chance(0.7)) continue;
    const woman = women.find(
      (candidate) =>
        candidate.formerSpouse === null &&
        Math.abs(candidate.birthDay - man.birthDay) < 6 * 365 &&
        candidate.household !== man.household,
    );
    if (woman !== undefined) divorce(draft, man, woman);
  }
}

function divorce(draft: VillageDraft, man: Person, woman: Person): void {
  const { random, plan } = draft;
  const earliest = Math.max(man.birthDay + 22 * 366, woman.birthDay + 20 * 366);
  const wedding = earliest + random.below(Math.max(1, Math.floor((plan.asOfDay - earliest) / 3)));
  const end = wedding + 200 + random.below(Math.max(1, plan.asOfDay - wedding - 230));
  for (const person of [man, woman]) {
    person.marriageDay = wedding;
    person.divorceDay = Math.min(end, plan.asOfDay - 10);
  }
  man.formerSpouse = woman;
  woman.formerSpouse = man;
}
