import type { Person } from '../person.ts';

/** Since when there is really no right to a benefit, whoever knows; the day as in `city/calendar.ts`. */
interface Loss {
  readonly reason: string;
  readonly day: number;
}

/** Benefits beside the three pensions, where the person has them. */
interface Awarded {
  readonly benefits: readonly { readonly programme: string; readonly lost?: Loss }[];
  readonly awards?: readonly { readonly programme: string; readonly lost?: Loss }[];
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

/** The day on which somebody with a benefit vanished or left the country for good; null for all others. */
export function goneSince(person: Person & Awarded, reason: 'MISSING' | 'EMIGRATION'): number | null {
  const held: readonly { readonly lost?: Loss }[] = [...person.benefits, ...(person.awards ?? [])];
  return held.find(({ lost }) => lost?.reason === reason)?.lost?.day ?? null;
}
