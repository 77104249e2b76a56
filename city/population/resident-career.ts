import { type CareerScene, residentPaidShare, sceneYear } from './career-scene.ts';
import { addFormerEmployment } from './former-employment.ts';
import { ageOn } from './person.ts';
import { openDrawnResidentAccount, openResidentAccount, residentPension } from './resident-pension.ts';

export type ResidentCourse = 'RESIDENT' | 'RESIDENT_BROKEN' | 'RESIDENT_NEVER_PAID' | 'RESIDENT_ENDED';

/** Pays to the resident scheme as the course has it; draws from it when past sixty. */
export function enterResident(scene: CareerScene, course: ResidentCourse): void {
  const { draft, random, person, month } = scene;
  if (person.birthMonth + 60 * 12 < month) {
    drawOrForget(scene);
    return;
  }
  const year = sceneYear(scene);
  const paidShare = residentPaidShare(scene);
  const age = ageOn(person, draft.plan.asOfDay);
  if (course === 'RESIDENT_ENDED' && age >= 20) {
    person.res = { ...openResidentAccount(random, person, 'BROKEN', year, paidShare), state: 'TERMINATED' };
    return;
  }
  const neverPaid = course === 'RESIDENT_NEVER_PAID' && age >= 20;
  const payment = course === 'RESIDENT_BROKEN' ? 'BROKEN' : neverPaid ? 'NEVER_PAID' : 'REGULAR';
  person.res = openResidentAccount(random, person, payment, year, paidShare);
  // old months as an employee, paused since: resident payments go on in their stead
  if (course === 'RESIDENT' && age >= 25 && age < 48 && random.chance(0.05)) addFormerEmployment(scene, 0);
}

/** Past sixty: nearly all draw; a few never claimed, and stopped paying years ago. */
function drawOrForget(scene: CareerScene): void {
  const { random, person, month } = scene;
  const year60 = Math.floor(person.birthMonth / 12) + 60;
  const forgottenSince = sceneYear(scene) - 2;
  if (year60 <= forgottenSince && random.chance(0.008)) {
    person.res = openResidentAccount(random, person, 'REGULAR', Math.min(year60, forgottenSince), 0.5);
    return;
  }
  person.res = openDrawnResidentAccount(random, person);
  person.benefits.push(residentPension(random, person, month));
}
