import { type CareerScene, pickFormerUnit } from './career-scene.ts';
import { openEmployeeAccount } from './employee-pension.ts';

/** Months of employment here, long before what the person does now. */
export function addFormerEmployment(scene: CareerScene, endedShare: number): void {
  const { random, person, month } = scene;
  person.emp = openEmployeeAccount(random, person, {
    identity: 'EMPLOYEE',
    unit: pickFormerUnit(scene),
    formerUnit: () => pickFormerUnit(scene),
    lastPaidMonth: month - random.between(14, 70),
    choice: null,
    state: random.chance(endedShare) ? 'TERMINATED' : 'PAUSED',
  });
}
