import { firstDayOfMonth } from '../../calendar.ts';
import { pickWeighted } from '../../random.ts';
import { retirementMonth } from '../../truth/retirement-month.ts';
import { grant } from '../awards/award-scene.ts';
import { paidFen } from '../awards/payment-lines.ts';
import { creditCodeOf } from '../credit-code.ts';
import { contributionBase, employeePension } from '../employee-pension.ts';
import type { EmployeeAccount, Person } from '../person.ts';
import { addBackPayment, addInjuryClaim } from '../records/log-records.ts';
import { hasWageFiling } from '../records/work-records.ts';
import type { Unit } from '../units.ts';
import {
  accuse,
  accusePaid,
  ageIn,
  isPlain,
  isPlainBeneficiary,
  lookAlike,
  newCase,
  type Planting,
  take,
  type WrongScene,
} from './wrong-scene.ts';

/** Employer and employee together. */
export const CONTRIBUTION_SHARE = 0.24;
/** Serial numbers of credit codes that nobody has. */
const FIRST_UNKNOWN = 700_000_000;

function insuredUnit({ draft, random }: WrongScene): Unit | null {
  const table = draft.plan.units.byCounty.get(draft.village.countyCode)?.insured ?? null;
  return table === null ? null : pickWeighted(random, table);
}

function newAccount(person: Person, unit: Unit | null, fromMonth: number, toMonth: number): EmployeeAccount {
  const baseFen = contributionBase(person.incomeFen);
  return {
    identity: unit === null ? 'FLEXIBLE' : 'EMPLOYEE',
    choice: unit === null ? 'MONTH' : null,
    unit,
    state: 'LIVE',
    retirementGroup: person.sex === 1 ? 'M60' : 'F55',
    spells: [{ fromMonth, toMonth, unit, baseFen }],
    baseFen,
  };
}

function takeResidentPensioner(scene: WrongScene): Person | null {
  return take(
    scene,
    (person) =>
      isPlainBeneficiary(scene, person, 'RES_PENSION') &&
      person.benefits.length === 1 &&
      person.emp === null &&
      ageIn(scene, person) < 66,
  );
}

/** R08: draws the resident pension and is insured by an employer. */
export const drawsAndWorks: Planting = (scene) => {
  const { draft, random } = scene;
  const { plan } = draft;
  const unit = insuredUnit(scene);
  const person = unit === null ? null : takeResidentPensioner(scene);
  if (person === null || unit === null) return false;
  const toMonth = plan.asOfMonth - random.below(2);
  const fromMonth = plan.asOfMonth - random.between(4, 11);
  person.incomeFen = random.between(26, 45) * 10_000;
  person.emp = newAccount(person, unit, fromMonth, toMonth);
  person.livelihood = 'EMPLOYEE';
  person.unit = unit;
  person.hiredDay = firstDayOfMonth(fromMonth) + 4;
  return accusePaid(
    draft,
    'R08',
    person,
    person.benefits,
    ({ month }) => month >= fromMonth && month <= toMonth,
  );
};

/** Draws the resident pension and pays to the employees' scheme for oneself. */
export const paysForOneself: Planting = (scene) => {
  const { plan } = scene.draft;
  const person = takeResidentPensioner(scene);
  if (person === null) return false;
  person.emp = newAccount(person, null, plan.asOfMonth - scene.random.between(8, 30), plan.asOfMonth - 1);
  return lookAlike(scene, 'R08', person);
};

/** R09: draws unemployment benefit and works: with a wage that is taxed, or with new contributions. */
export const worksUnemployed: Planting = (scene) => {
  const { draft, random } = scene;
  const { plan } = draft;
  const unit = insuredUnit(scene);
  if (unit === null) return false;
  const isTaxed = random.chance(0.6);
  const person = take(
    scene,
    (candidate) =>
      isPlain(candidate) &&
      candidate.unit === null &&
      candidate.benefits.length === 0 &&
      candidate.awards.length === 0 &&
      candidate.emp?.state === 'PAUSED' &&
      candidate.business === null &&
      candidate.service === null &&
      ageIn(scene, candidate) < 52 &&
      hasWageFiling({ ...candidate, unit }),
  );
  if (person === null) return false;
  const from = plan.asOfMonth - random.between(3, 9);
  person.registration = { kind: 'UNEMPLOYED', day: firstDayOfMonth(from - 1) + 9, hardship: false };
  const benefit = grant({ draft, random, month: plan.asOfMonth }, person, 'UNEMP_BENEFIT', from)!;
  const hiredMonth = plan.asOfMonth - random.between(1, 2);
  benefit.lost = { reason: 'NOT_ENTITLED', day: firstDayOfMonth(hiredMonth) };
  if (isTaxed) {
    person.unit = unit;
    person.livelihood = 'EMPLOYEE';
    person.hiredDay = firstDayOfMonth(hiredMonth);
    person.incomeFen = random.between(28, 60) * 10_000;
    return accusePaid(draft, 'R09', person, [benefit], ({ month }) => month === plan.asOfMonth - 1);
  }
  const toMonth = plan.asOfMonth - 1;
  const emp = person.emp!;
  emp.spells.push({ fromMonth: hiredMonth, toMonth, unit, baseFen: emp.baseFen });
  person.emp = { ...emp, identity: 'EMPLOYEE', choice: null, unit, state: 'LIVE' };
  return accusePaid(draft, 'R09', person, [benefit], ({ month }) => month >= hiredMonth && month <= toMonth);
};

/** R17: years are bought from childhood, for months that are paid already, or by a unit that does not exist. */
export const suspectBackPayment: Planting = (scene) => {
  const { draft, random } = scene;
  const { plan, casework } = draft;
  const person = take(
    scene,
    (candidate) => isPlain(candidate) && candidate.emp !== null && candidate.benefits.length === 0,
  );
  if (person === null) return false;
  const first = person.emp!.spells[0]!;
  const kind = random.pick(['CHILD', 'OVERLAP', 'NO_UNIT']);
  const months = random.between(12, 60);
  const year16 = person.birthMonth + 16 * 12;
  const fromMonth =
    kind === 'CHILD'
      ? year16 - months
      : kind === 'OVERLAP'
        ? first.fromMonth
        : Math.max(first.fromMonth - months, year16);
  const lastMonth =
    fromMonth + (kind === 'OVERLAP' ? Math.min(months - 1, first.toMonth - first.fromMonth) : months - 1);
  const toMonth = Math.min(
    lastMonth,
    kind === 'NO_UNIT' ? Math.max(fromMonth, first.fromMonth - 1) : plan.asOfMonth,
  );
  const unknown = creditCodeOf('COMPANY', plan.profile.birthDivision, FIRST_UNKNOWN + person.truthId);
  const amountFen = (toMonth - fromMonth + 1) * Math.round(person.emp!.baseFen * CONTRIBUTION_SHARE);
  const payment = {
    uscc: kind === 'NO_UNIT' ? unknown : null,
    fromMonth,
    toMonth,
    amountFen,
    paidDay: plan.asOfDay - random.between(3, 150),
  };
  addBackPayment(casework.rows, person, payment, 2);
  accuse(draft, newCase(draft), { rule: 'R17', person, programme: 'EMP_PENSION', amountFen });
  return true;
};

/** R18: two units pay the same months, and both are counted. */
export const doubleMonths: Planting = (scene) => {
  const { draft, random } = scene;
  const unit = insuredUnit(scene);
  const person = take(
    scene,
    (candidate) =>
      isPlain(candidate) &&
      candidate.emp !== null &&
      candidate.emp.identity === 'EMPLOYEE' &&
      candidate.emp.spells.length === 1 &&
      candidate.emp.spells[0]!.toMonth - candidate.emp.spells[0]!.fromMonth >= 14,
  );
  if (person === null || unit === null) return false;
  const last = person.emp!.spells[0]!;
  const toMonth = last.toMonth - random.between(0, 3);
  const fromMonth = Math.max(last.fromMonth, toMonth - random.between(5, 20));
  person.emp!.spells.unshift({ fromMonth, toMonth, unit, baseFen: last.baseFen });
  const amountFen = (toMonth - fromMonth + 1) * Math.round(last.baseFen * CONTRIBUTION_SHARE);
  accuse(draft, newCase(draft), { rule: 'R18', person, programme: 'EMP_PENSION', amountFen });
  return true;
};

/** R28: the accident falls into the first days of the insurance. */
export const freshInjury: Planting = (scene) => {
  const { draft, random } = scene;
  const { plan, casework } = draft;
  const person = take(
    scene,
    (candidate) => isPlain(candidate) && candidate.unit !== null && candidate.unit.enrolMonth > 0,
  );
  if (person === null) return false;
  const accidentDay = plan.asOfDay - random.between(10, 170);
  const paidFen = random.between(120, 4200) * 10_000;
  const claim = {
    uscc: person.unit!.uscc,
    enrolledDay: accidentDay - random.below(4),
    accidentDay,
    paidFen,
  };
  addInjuryClaim(casework.rows, person, claim, 2);
  accuse(draft, newCase(draft), { rule: 'R28', person, uscc: claim.uscc, amountFen: paidFen });
  return true;
};

/** R27: a unit enrols women at pension age for three months; they claim at once, and nobody taxes a wage. */
export const shamEmployment: Planting = (scene) => {
  const { draft, random } = scene;
  const { asOfMonth } = draft.plan;
  const unit = insuredUnit(scene);
  if (unit === null) return false;
  const women: Person[] = [];
  for (let wanted = random.between(4, 6); wanted > 0; wanted -= 1) {
    const woman = take(
      scene,
      (person) =>
        isPlain(person) &&
        person.sex === 2 &&
        person.emp === null &&
        person.pub === null &&
        person.benefits.length === 0 &&
        person.unit === null &&
        retirementMonth('F50', person.birthMonth) < asOfMonth &&
        ageIn(scene, person) < 58,
    );
    if (woman === null) break;
    women.push(woman);
  }
  if (women.length < 3) return false;
  const caseNo = newCase(draft);
  for (const person of women) {
    const account = newAccount(person, unit, asOfMonth - 3, asOfMonth - 1);
    person.emp = { ...account, state: 'TERMINATED', unit: null, retirementGroup: 'F50' };
    const benefit = { ...employeePension(random, asOfMonth - 1, asOfMonth), state: 'PAYING' as const };
    benefit.lost = { reason: 'NOT_ENTITLED', day: draft.plan.asOfDay };
    person.benefits.push(benefit);
    person.livelihood = 'RETIRED';
    if (person.res !== null) person.res.state = 'TERMINATED';
    const amountFen = paidFen(person, benefit, draft.plan.asOfDay);
    accuse(draft, caseNo, { rule: 'R27', person, uscc: unit.uscc, programme: 'EMP_PENSION', amountFen });
  }
  return true;
};
