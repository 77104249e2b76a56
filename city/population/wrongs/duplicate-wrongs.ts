import { firstDayOfMonth } from '../../calendar.ts';
import { pickWeighted } from '../../random.ts';
import { residentPension } from '../resident-pension.ts';
import { ageIn, isPlainBeneficiary, lookAlike, type Planting, take } from './wrong-scene.ts';

/** R03: another region pays a pension of the same scheme. */
export const paidElsewhere: Planting = (scene) => {
  const { draft, random } = scene;
  const person = take(
    scene,
    (candidate) => isPlainBeneficiary(scene, candidate) && candidate.benefits.length === 1,
  );
  if (person === null) return false;
  person.elsewhere = {
    division: pickWeighted(random, draft.plan.profile.destinations),
    scheme: person.benefits[0]!.programme,
    state: 'LIVE',
    drawing: true,
    lastPaidMonth: draft.plan.asOfMonth,
  };
  return true;
};

/** R04: an employee's pension and the resident one. */
export const twoPensions: Planting = (scene) => {
  const { draft, random } = scene;
  const person = take(
    scene,
    (candidate) =>
      isPlainBeneficiary(scene, candidate) &&
      candidate.benefits.length === 1 &&
      candidate.benefits[0]!.programme !== 'RES_PENSION' &&
      ageIn(scene, candidate) >= 62,
  );
  if (person === null) return false;
  const pension = residentPension(random, person, draft.plan.asOfMonth);
  person.benefits.push({ ...pension, state: 'PAYING' });
  return true;
};

/** The resident pension ended when the employee's began to be paid. */
export const endedPension: Planting = (scene) => {
  const { draft, random } = scene;
  const person = take(
    scene,
    (candidate) =>
      isPlainBeneficiary(scene, candidate) &&
      candidate.benefits.length === 1 &&
      candidate.benefits[0]!.programme !== 'RES_PENSION' &&
      ageIn(scene, candidate) >= 64,
  );
  if (person === null) return false;
  const last = draft.plan.asOfMonth - random.between(4, 20);
  person.benefits.push({
    ...residentPension(random, person, last),
    state: 'TERMINATED',
    stopReason: 'NOT_ENTITLED',
    stoppedDay: firstDayOfMonth(last + 1),
  });
  return lookAlike(scene, 'R04', person);
};
