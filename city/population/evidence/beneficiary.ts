import type { Person } from '../person.ts';

/** Benefits beside the three pensions, where the person has them. */
interface Awarded {
  readonly awards?: readonly { readonly programme: string }[];
}

/** Programmes that ask for a certification of their own; the small remainders of old schemes do not. */
const CERTIFIED_APART: ReadonlySet<string> = new Set([
  'MARTYR_CHILD',
  'EX_PROJECTIONIST',
  'EX_TEACHER',
  'EARLY_LEAVER',
]);

/** Draws, or has drawn, a benefit of any programme. */
export function isBeneficiary(person: Person & Awarded): boolean {
  return person.benefits.length > 0 || (person.awards?.length ?? 0) > 0;
}

/** Identifiers of the programmes from which the person draws, pensions first. */
export function programmesOf(person: Person & Awarded): string[] {
  const programmes: string[] = person.benefits.map(({ programme }) => programme);
  for (const { programme } of person.awards ?? []) programmes.push(programme);
  return programmes;
}

/** The programmes of a person under which somebody can be certified at a counter, a door or by an app. */
export function certifiedProgrammesOf(person: Person): string[] {
  return programmesOf(person).filter((programme) => !CERTIFIED_APART.has(programme));
}
