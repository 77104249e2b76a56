import type { Person } from './person.ts';

/** Puts into `asSelf` the number of a relative: husband or wife, parent, child, or who else lives in the household. */
export function nameRelative(person: Person): void {
  person.asSelf = [{ ...person.asSelf[0]!, relativeIdNo: relativeIdNo(person) }];
}

function relativeIdNo(person: Person): string | null {
  const { spouse, mother, father, household } = person;
  const child = household.members.find((member) => member.mother === person || member.father === person);
  const family = [spouse, mother, father, child, ...household.members];
  const relative = family.find((other) => other && other.idNo.length === 18 && other.idNo !== person.idNo);
  return relative?.idNo ?? null;
}
