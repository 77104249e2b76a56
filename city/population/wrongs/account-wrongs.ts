import { allAwards } from '../awards/award.ts';
import { deliveredFen, payDay, paymentLines } from '../awards/payment-lines.ts';
import { countyStaff } from '../casework/staff.ts';
import { bankAccountNo, formerAccountNo } from '../issued-numbers.ts';
import type { Person } from '../person.ts';
import { addAccountChange } from '../records/log-records.ts';
import {
  accuse,
  ageIn,
  isPlain,
  isPlainBeneficiary,
  lookAlike,
  newCase,
  type Planting,
  take,
} from './wrong-scene.ts';

/** R05: the batch of one month has the line twice. */
export const repeatedLine: Planting = (scene) => {
  const { draft, random } = scene;
  const person = take(scene, (candidate) => isPlainBeneficiary(scene, candidate));
  if (person === null) return false;
  const award = random.pick(allAwards(person));
  award.payment = { repeatedMonth: draft.plan.asOfMonth - random.below(3) };
  const amountFen = deliveredFen(person, award, draft.plan.asOfDay, ({ isRepeated }) => isRepeated);
  accuse(draft, newCase(draft), { rule: 'R05', person, programme: award.programme, amountFen });
  return true;
};

/** R19: three or four people who are no family are paid to the account of one who is none of them. */
export const sharedAccount: Planting = (scene) => {
  const { draft, random } = scene;
  const holder = take(
    scene,
    (person) =>
      isPlain(person) && person.benefits.length + person.awards.length === 0 && ageIn(scene, person) >= 28,
  );
  if (holder === null) return false;
  const households = new Set([holder.household]);
  const payees: Person[] = [];
  for (let wanted = random.between(3, 4); wanted > 0; wanted -= 1) {
    const payee = take(
      scene,
      (person) => isPlainBeneficiary(scene, person) && !households.has(person.household),
    );
    if (payee === null) break;
    households.add(payee.household);
    payees.push(payee);
  }
  if (payees.length < 3) return false;
  const caseNo = newCase(draft);
  for (const person of payees) {
    for (const award of allAwards(person)) {
      award.payment = { account: { no: bankAccountNo(holder), name: holder.name, month: 0 } };
      const amountFen = deliveredFen(person, award, draft.plan.asOfDay);
      accuse(draft, caseNo, { rule: 'R19', person, programme: award.programme, amountFen });
    }
  }
  return true;
};

/** Husband and wife have one account. */
export const familyAccount: Planting = (scene) => {
  const person = take(
    scene,
    (candidate) =>
      isPlainBeneficiary(scene, candidate) &&
      candidate.spouse !== null &&
      candidate.spouse.household === candidate.household &&
      isPlainBeneficiary(scene, candidate.spouse) &&
      !scene.taken.has(candidate.spouse),
  );
  if (person === null) return false;
  const spouse = person.spouse!;
  scene.taken.add(spouse);
  for (const award of allAwards(person)) {
    award.payment = { account: { no: bankAccountNo(spouse), name: spouse.name, month: 0 } };
  }
  return lookAlike(scene, 'R19', person);
};

/** R20: days before the pay run the account becomes another's, days after it is the old one again. */
export const accountFlip: Planting = (scene) => {
  const { draft, random } = scene;
  const { plan, village, casework } = draft;
  const person = take(
    scene,
    (candidate) => isPlainBeneficiary(scene, candidate) && candidate.benefits.length > 0,
  );
  const stranger = take(scene, (candidate) => isPlain(candidate) && candidate.benefits.length === 0);
  if (person === null || stranger === null) return false;
  const award = person.benefits[0]!;
  const month = plan.asOfMonth - random.between(1, 2);
  const no = formerAccountNo(stranger);
  award.payment = { account: { no, name: person.name, month } };
  const run = payDay(award, month, plan.asOfDay);
  const operatorNo = random.pick(countyStaff(plan, village.countyCode).numbers.ACCEPT);
  const own = bankAccountNo(person);
  const change = (n: number, day: number, from: string, to: string) =>
    addAccountChange(casework.rows, person, award, {
      no: n,
      day,
      from,
      to: { no: to, name: person.name },
      operatorNo,
    });
  change(1, run - random.between(1, 6), own, no);
  change(2, run + random.between(1, 5), no, own);
  const amountFen = deliveredFen(person, award, plan.asOfDay, (line) => line.month === month);
  accuse(draft, newCase(draft), { rule: 'R20', person, programme: award.programme, amountFen });
  return true;
};

/** R21: the amount jumps to several times what it was, and no adjustment is on record. */
export const suddenRise: Planting = (scene) => {
  const { draft, random } = scene;
  const { plan } = draft;
  const person = take(scene, (candidate) => isPlainBeneficiary(scene, candidate, 'RES_PENSION'));
  if (person === null) return false;
  const award = person.benefits.find(({ programme }) => programme === 'RES_PENSION')!;
  const before = award.monthlyAmountFen;
  const factor = random.between(6, 12);
  const month = plan.asOfMonth - random.below(2);
  award.monthlyAmountFen = before * factor;
  award.payment = { rise: { month, factor, isAdjusted: false } };
  const risen = paymentLines(person, award, plan.asOfDay).filter((line) => line.month >= month);
  const amountFen = risen.reduce((sum, line) => sum + line.amountFen - before, 0);
  accuse(draft, newCase(draft), { rule: 'R21', person, programme: award.programme, amountFen });
  return true;
};
