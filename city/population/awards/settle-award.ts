import { firstDayOfMonth, monthOfDay } from '../../calendar.ts';
import { isDeathReported } from '../departures.ts';
import type { Person } from '../person.ts';
import { isInside, type PaidAward } from './award.ts';
import type { AwardScene } from './award-scene.ts';
import { isPension } from './programme.ts';

/** Ended awards stay on the roster for so long. */
const KEPT_MONTHS = 24;
const UNCERTIFIED_SHARE = 0.006;

/**
 * Ends an award with the report of the death, holds it in custody and where nobody has certified. Returns
 * false where the roster has dropped it by now, or it never began.
 */
export function settleAward(scene: AwardScene, person: Person, award: PaidAward): boolean {
  const { random, month, draft } = scene;
  const { asOfDay } = draft.plan;
  const { death, custody } = person;
  if (death !== null) {
    const deathMonth = monthOfDay(death.day);
    if (award.awardMonth > deathMonth && !isPension(award.programme)) return false;
    if (isDeathReported(person)) endAtDeath(award, death.day, asOfDay, random.between(3, 50));
    else if (award.state !== 'TERMINATED') award.lastPaidMonth = month;
  } else if (award.state === 'TERMINATED') {
    award.stoppedDay ??= Math.min(asOfDay, firstDayOfMonth(award.lastPaidMonth + 1));
    award.stopReason ??= 'OTHER';
  } else if (isInside(person, asOfDay) && custody !== null) {
    suspend(award, Math.min(asOfDay, custody.startDay + random.between(2, 25)), 'CUSTODY');
    award.lastPaidMonth = monthOfDay(custody.startDay);
  } else if (
    award.state === 'SUSPENDED' ||
    (!isPension(award.programme) && random.chance(UNCERTIFIED_SHARE))
  ) {
    suspend(award, asOfDay - random.between(20, 330), 'OTHER');
  } else {
    payUnusually(scene, award);
  }
  return award.state !== 'TERMINATED' || month - award.lastPaidMonth <= KEPT_MONTHS;
}

/** The month of the death is the last one paid. */
export function endAtDeath(award: PaidAward, deathDay: number, asOfDay: number, daysToStop: number): void {
  award.state = 'TERMINATED';
  award.stopReason = 'DEATH';
  award.stoppedDay = Math.min(asOfDay, deathDay + daysToStop);
  award.lastPaidMonth = monthOfDay(deathDay);
}

function suspend(award: PaidAward, day: number, reason: 'CUSTODY' | 'OTHER'): void {
  award.state = 'SUSPENDED';
  award.stopReason = reason;
  award.stoppedDay = Math.max(day, firstDayOfMonth(award.awardMonth));
  award.lastPaidMonth = Math.max(award.awardMonth, monthOfDay(award.stoppedDay));
}

/** A rise that is on record, or a month paid late. */
function payUnusually({ random, month }: AwardScene, award: PaidAward): void {
  const fate = random.unit();
  if (fate < 0.02) {
    award.payment = {
      rise: { month: month - random.below(2), factor: 1 + random.between(2, 8) / 100, isAdjusted: true },
    };
  } else if (fate < 0.024) {
    award.payment = { arrearsMonth: month - 1 - random.below(2) };
  }
}
