import type { RandomStream } from '../../random.ts';
import type { Person } from '../person.ts';
import type { VillageDraft } from '../village-draft.ts';
import type { Award } from './award.ts';
import { type Allowance, PROGRAMMES } from './programme.ts';

/** A village while programmes are awarded. */
export interface AwardScene {
  readonly draft: VillageDraft;
  readonly random: RandomStream;
  /** As-of month. */
  readonly month: number;
}

/** Adds an award unless its first month lies ahead. `yuan` a month: drawn from the usual range by default. */
export function grant(
  { random, month }: AwardScene,
  person: Person,
  programme: Allowance,
  awardMonth: number,
  yuan: number = random.between(...PROGRAMMES[programme].yuan),
): Award | null {
  if (awardMonth > month) return null;
  const award: Award = {
    programme,
    awardMonth,
    state: 'PAYING',
    lastPaidMonth: month,
    monthlyAmountFen: yuan * 100,
  };
  person.awards.push(award);
  return award;
}

/** Somebody with a pension from employment needs no support as a dependant. */
export function hasWorkPension(person: Person): boolean {
  return person.benefits.some(({ programme }) => programme !== 'RES_PENSION');
}
