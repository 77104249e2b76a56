import { firstDayOfMonth, monthOfDay } from '../../calendar.ts';
import { countyStaff } from '../casework/staff.ts';
import { addIdentityChange } from '../records/log-records.ts';
import { RECENT_MONTHS } from './recent-months.ts';
import { accusePaid, isPlainBeneficiary, type Planting, take } from './wrong-scene.ts';

/** R11: years before the award the birth date became an earlier one than the file has; the pension came too soon. */
export const tamperedAge: Planting = (scene) => {
  const { draft, random } = scene;
  const { plan, village, casework } = draft;
  const person = take(
    scene,
    (candidate) =>
      isPlainBeneficiary(scene, candidate) &&
      candidate.benefits.length > 0 &&
      plan.asOfMonth - candidate.benefits[0]!.awardMonth <= 60,
  );
  if (person === null) return false;
  const trueBirthDay = person.birthDay + random.between(500, 1400);
  const day = firstDayOfMonth(person.benefits[0]!.awardMonth) - random.between(120, 1600);
  const operatorNo = random.pick(countyStaff(plan, village.countyCode).numbers.ACCEPT);
  const change = { day, oldBirthDay: trueBirthDay, fileBirthDay: trueBirthDay, operatorNo };
  addIdentityChange(casework.rows, person, change, 2);
  const earlyMonths = monthOfDay(trueBirthDay) - person.birthMonth;
  const from = person.benefits[0]!.awardMonth;
  return accusePaid(draft, 'R11', person, person.benefits, ({ month }) => month < from + earlyMonths);
};

/** R12: roster and payment bear a number with a wrong check digit, or one that stands for none. */
export const badNumberPaid: Planting = (scene) => {
  const { draft, random } = scene;
  const person = take(
    scene,
    (candidate) => isPlainBeneficiary(scene, candidate) && candidate.awards.length > 0,
  );
  if (person === null) return false;
  const award = random.pick(person.awards);
  award.numberOnRoster = random.chance(0.5)
    ? person.idNo.slice(0, 17) + (person.idNo.endsWith('5') ? '7' : '5')
    : '111111111111111111';
  const since = draft.plan.asOfMonth - RECENT_MONTHS;
  return accusePaid(draft, 'R12', person, [award], ({ month }) => month > since);
};
