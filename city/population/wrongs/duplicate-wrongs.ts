import { firstDayOfMonth } from '../../calendar.ts';
import { pickWeighted } from '../../random.ts';
import type { Person } from '../person.ts';
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

/** The resident pension ended when the employee's began: some months lay between sixty and the statutory age. */
export const endedPension: Planting = (scene) => {
  const { draft, random } = scene;
  const month60 = (person: Person) => person.birthMonth + 60 * 12 + 1;
  const person = take(
    scene,
    (candidate) =>
      isPlainBeneficiary(scene, candidate, 'EMP_PENSION') &&
      candidate.benefits.length === 1 &&
      candidate.benefits[0]!.awardMonth > month60(candidate),
  );
  if (person === null) return false;
  const { awardMonth } = person.benefits[0]!;
  person.benefits.push({
    ...residentPension(random, person, draft.plan.asOfMonth),
    awardMonth: month60(person),
    lastPaidMonth: awardMonth - 1,
    state: 'TERMINATED',
    stopReason: 'NOT_ENTITLED',
    stoppedDay: firstDayOfMonth(awardMonth),
  });
  return lookAlike(scene, 'R04', person);
};
