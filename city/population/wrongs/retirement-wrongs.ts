import { monthText } from '../../calendar.ts';
import { employeePension } from '../employee-pension.ts';
import type { Person } from '../person.ts';
import {
  ageIn,
  isPlain,
  isPlainBeneficiary,
  lookAlike,
  type Planting,
  take,
  type WrongScene,
} from './wrong-scene.ts';

/** A man in his fifties who leaves the employer and draws a pension. */
function retireYoung(scene: WrongScene, fromAge: number): Person | null {
  const { draft, random } = scene;
  const { asOfMonth } = draft.plan;
  const person = take(
    scene,
    (candidate) =>
      isPlain(candidate) &&
      candidate.sex === 1 &&
      candidate.benefits.length === 0 &&
      candidate.awards.length === 0 &&
      candidate.emp?.state === 'LIVE' &&
      candidate.emp.spells[0]!.fromMonth < asOfMonth - 40 &&
      ageIn(scene, candidate) >= fromAge &&
      ageIn(scene, candidate) < 58,
  );
  if (person === null) return null;
  const awardMonth = asOfMonth - random.between(3, 20);
  const emp = person.emp!;
  emp.spells = emp.spells.filter(({ fromMonth }) => fromMonth < awardMonth);
  const last = emp.spells[emp.spells.length - 1]!;
  last.toMonth = Math.min(last.toMonth, awardMonth - 1);
  person.emp = { ...emp, state: 'TERMINATED', unit: null, retirementGroup: 'M60' };
  person.benefits.push({ ...employeePension(random, awardMonth - 1, asOfMonth), state: 'PAYING' });
  person.livelihood = 'RETIRED';
  person.unit = null;
  person.hiredDay = 0;
  return person;
}

/** R10: years below the age, without a document. */
export const retiredTooEarly: Planting = (scene) => retireYoung(scene, 48) !== null;

/** Retired from a hazardous post at 55, as approved. */
export const approvedEarly: Planting = (scene) => {
  const person = retireYoung(scene, 55);
  if (person === null) return false;
  const benefit = person.benefits[0]!;
  benefit.earlyDocument = `特退〔${monthText(benefit.awardMonth).slice(0, 4)}〕${scene.random.between(1, 90)}号`;
  return lookAlike(scene, 'R10', person);
};

/** Flexible retirement: at the original age, months before the statutory one. */
export const flexibleEarly: Planting = (scene) => {
  const person = take(
    scene,
    (candidate) =>
      isPlainBeneficiary(scene, candidate, 'EMP_PENSION') &&
      candidate.sex === 1 &&
      candidate.benefits.length === 1 &&
      candidate.birthMonth >= 1965 * 12,
  );
  if (person === null) return false;
  person.benefits[0]!.awardMonth = person.birthMonth + 60 * 12 + 1;
  return lookAlike(scene, 'R10', person);
};
