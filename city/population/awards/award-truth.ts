import { isoOfDay, monthText } from '../../calendar.ts';
import type { TruthAward } from '../../truth/truth-award.ts';
import type { Person } from '../person.ts';
import type { Village } from '../village-draft.ts';
import { allAwards, isInside, type PaidAward, type StopReason } from './award.ts';
import { isLocal } from './programme.ts';

/** What is really so of all awards of a village. */
export function awardTruth({ people, plan }: Village): TruthAward[] {
  const rows: TruthAward[] = [];
  for (const person of people) {
    for (const award of allAwards(person)) rows.push(truthOfAward(person, award, plan.asOfDay));
  }
  return rows;
}

export function truthOfAward(person: Person, award: PaidAward, asOfDay: number): TruthAward {
  const lost = lossOf(person, award, asOfDay);
  return {
    truthId: person.truthId,
    programme: award.programme,
    awardMonth: monthText(award.awardMonth),
    lastPaidMonth: monthText(Math.max(award.awardMonth, award.lastPaidMonth)),
    state: award.state,
    isEntitled: lost === null,
    lostReason: lost?.reason ?? null,
    lostOn: lost === null ? null : isoOfDay(lost.day),
  };
}

/** Why and since when there is no right to payment; null while there is. Missing certification is no loss. */
function lossOf(
  person: Person,
  award: PaidAward,
  asOfDay: number,
): { reason: StopReason; day: number } | null {
  if (person.death !== null) return { reason: 'DEATH', day: person.death.day };
  if (award.lost !== undefined) return award.lost;
  const { declared } = person;
  if (declared !== null && declared.revokedDay === 0) return { reason: 'MISSING', day: declared.day };
  if (award.state === 'TERMINATED') {
    return { reason: award.stopReason ?? 'OTHER', day: award.stoppedDay ?? asOfDay };
  }
  if (isInside(person, asOfDay)) return { reason: 'CUSTODY', day: person.custody!.startDay };
  if (person.departure !== null && isLocal(award.programme)) {
    return {
      reason: person.departure.reason === 'EMIGRATION' ? 'EMIGRATION' : 'NOT_ENTITLED',
      day: person.departure.day,
    };
  }
  return null;
}
