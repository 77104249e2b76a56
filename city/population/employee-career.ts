import { monthOfDay } from '../calendar.ts';
import { pickWeighted, weightedTable } from '../random.ts';
import { type CareerScene, pickFormerUnit, pickUnit, residentPaidShare, sceneYear } from './career-scene.ts';
import {
  accountRetirementMonth,
  brokenLastPaidMonth,
  employeePension,
  openEmployeeAccount,
  regularLastPaidMonth,
} from './employee-pension.ts';
import { retire } from './jobs.ts';
import { ageOn, type EmployeeAccount, type PaymentChoice } from './person.ts';
import { enterResident } from './resident-career.ts';
import { openResidentAccount, residentPension } from './resident-pension.ts';

type Identity = EmployeeAccount['identity'];

const CHOICES = weightedTable<PaymentChoice>([
  ['MONTH', 42],
  ['QUARTER', 14],
  ['HALF_YEAR', 10],
  ['YEAR', 34],
]);

function choiceOf({ random }: CareerScene, identity: Identity): PaymentChoice | null {
  return identity === 'FLEXIBLE' ? pickWeighted(random, CHOICES) : null;
}

/** Works and pays, or has retired from it. */
export function enterEmployee(scene: CareerScene, identity: Identity): void {
  const { random, person, month } = scene;
  const choice = choiceOf(scene, identity);
  const unit = identity === 'EMPLOYEE' ? (person.unit ?? pickUnit(scene, 'insured')) : null;
  const isHired = identity === 'EMPLOYEE' && person.hiredDay > 0;
  const open = (lastPaidMonth: number) =>
    openEmployeeAccount(random, person, {
      identity,
      unit,
      formerUnit: () => pickFormerUnit(scene),
      lastPaidMonth,
      choice,
      state: 'LIVE',
      ...(isHired ? { hiredMonth: monthOfDay(person.hiredDay) } : {}),
    });
  const account = open(regularLastPaidMonth(random, choice, month));
  const { retirementGroup } = account;
  const retireMonth = accountRetirementMonth(person, account);
  if (retireMonth >= month) {
    person.emp = account;
    addResidentTrace(scene);
    return;
  }
  const fate = random.unit();
  if (fate < 0.025) {
    person.emp = account; // pays on, because the years do not suffice
  } else if (fate < 0.042) {
    const stopped = open(Math.min(retireMonth, month - random.between(5, 40)));
    person.emp = { ...stopped, retirementGroup, state: 'PAUSED' };
  } else {
    const isEarly = retireMonth > 2025 * 12 + 3 && random.chance(0.05);
    const awarded = isEarly ? retireMonth - random.between(1, 3) : retireMonth;
    person.emp = { ...open(awarded), retirementGroup, state: 'TERMINATED' };
    drawEmployeePension(scene, awarded);
  }
}

function drawEmployeePension(scene: CareerScene, awarded: number): void {
  const { draft, random, person, month } = scene;
  person.benefits.push(employeePension(random, awarded, month));
  retire(scene);
  if (random.chance(0.0015) && ageOn(person, draft.plan.asOfDay) >= 60) {
    person.benefits.push(residentPension(random, person, month)); // draws twice
  }
}

/** The resident account of earlier years: closed when employment began, here and there paid beside it. */
function addResidentTrace(scene: CareerScene): void {
  const { random, person } = scene;
  if (random.chance(0.003)) {
    person.res = openResidentAccount(random, person, 'REGULAR', sceneYear(scene), residentPaidShare(scene));
    return;
  }
  const hiredYear = Math.floor((person.emp?.spells[0]?.fromMonth ?? 0) / 12);
  const year18 = Math.floor(person.birthMonth / 12) + 18;
  if (hiredYear < Math.max(2012, year18) || !random.chance(0.12)) return;
  person.res = { ...openResidentAccount(random, person, 'REGULAR', hiredYear, 0.5), state: 'TERMINATED' };
}

/** Paid as employee or for oneself and stopped. */
export function enterBrokenEmployee(scene: CareerScene, identity: Identity): void {
  const { random, person, month } = scene;
  const choice = choiceOf(scene, identity);
  const lastPaid = brokenLastPaidMonth(random, choice, month);
  if (lastPaid < person.birthMonth + 18 * 12) {
    enterResident(scene, 'RESIDENT');
    return;
  }
  const account = openEmployeeAccount(random, person, {
    identity,
    unit: identity === 'EMPLOYEE' ? pickFormerUnit(scene) : null,
    formerUnit: () => pickFormerUnit(scene),
    lastPaidMonth: lastPaid,
    choice,
    state: random.chance(0.75) ? 'PAUSED' : 'LIVE',
  });
  // somebody past the age would rather have retired; only a few have forgotten to claim
  const isPastAge = accountRetirementMonth(person, account) <= month;
  if (isPastAge && !random.chance(0.12)) enterEmployee(scene, identity);
  else person.emp = account;
}

/** The relation to the employee scheme was ended and nothing followed. */
export function enterEndedEmployee(scene: CareerScene): void {
  const { random, person, month } = scene;
  const lastPaidMonth = month - random.between(8, 90);
  if (lastPaidMonth < person.birthMonth + 18 * 12) return;
  const account = openEmployeeAccount(random, person, {
    identity: 'EMPLOYEE',
    unit: pickFormerUnit(scene),
    formerUnit: () => pickFormerUnit(scene),
    lastPaidMonth,
    choice: null,
    state: 'TERMINATED',
  });
  if (accountRetirementMonth(person, account) > month) person.emp = account;
  else enterResident(scene, 'RESIDENT_ENDED');
}
