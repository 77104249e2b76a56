import { allAwards } from '../awards/award.ts';
import type { Person } from '../person.ts';

/** Draws, or has drawn, a benefit of any programme. */
export function isBeneficiary({ benefits, awards }: Person): boolean {
  return benefits.length > 0 || awards.length > 0;
}

/** Identifiers of the programmes from which the person draws, pensions first. */
export function programmesOf(person: Person): string[] {
  return allAwards(person).map(({ programme }) => programme);
}

/** The day on which somebody with a benefit vanished or left the country for good; null for all others. */
export function goneSince(person: Person, reason: 'MISSING' | 'EMIGRATION'): number | null {
  return allAwards(person).find(({ lost }) => lost?.reason === reason)?.lost?.day ?? null;
}
