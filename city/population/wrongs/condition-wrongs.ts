import { dayOf, monthOfDay, yearOfDay } from '../../calendar.ts';
import { pickWeighted } from '../../random.ts';
import type { Award } from '../awards/award.ts';
import { grant } from '../awards/award-scene.ts';
import { type Allowance, isLocal } from '../awards/programme.ts';
import { endAtWedding } from '../awards/survivors.ts';
import type { Person } from '../person.ts';
import { isWeddingOnRecord } from '../records/welfare-records.ts';
import { residentPaymentRow } from '../records/work-records.ts';
import { isGovPaid } from '../resident-pension.ts';
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

function award(scene: WrongScene, person: Person, programme: Allowance, month: number): Award {
  const { draft, random } = scene;
  return grant({ draft, random, month: draft.plan.asOfMonth }, person, programme, month)!;
}

function takeGrown(scene: WrongScene, isInSchool: boolean): Person | null {
  return take(
    scene,
    (person) =>
      isPlain(person) &&
      person.disability === null &&
      person.awards.length === 0 &&
      (isInSchool
        ? person.student?.state === 'ENROLLED' && person.student.listed
        : person.student === null || !person.student.listed) &&
      ageIn(scene, person) >= 18 &&
      ageIn(scene, person) <= 21,
  );
}

/** A woman who married in these years; before that she was a widow. */
function takeRemarried(scene: WrongScene, days: number): Person | null {
  const { asOfDay } = scene.draft.plan;
  return take(
    scene,
    (person) =>
      isPlain(person) &&
      person.sex === 2 &&
      person.spouse !== null &&
      person.spouse.death === null &&
      person.marriageDay > asOfDay - days &&
      person.marriageDay < asOfDay - 70 &&
      isWeddingOnRecord(person.spouse),
  );
}

/** R22: a child beyond 18 without disability or school, or a widow who has remarried, is still supported. */
export const grownSurvivor: Planting = (scene) => {
  const { draft, random } = scene;
  const { asOfMonth } = draft.plan;
  const widow = random.chance(0.45) ? takeRemarried(scene, 2500) : null;
  const person = widow ?? takeGrown(scene, false);
  if (person === null) return false;
  const birthday = dayOf(yearOfDay(person.birthDay) + 18, (person.birthMonth % 12) + 1, 28);
  const lostDay = widow === null ? birthday : person.marriageDay;
  const allowance = award(
    scene,
    person,
    random.chance(0.3) ? 'INJURY_SURVIVOR' : 'EMP_SURVIVOR',
    monthOfDay(lostDay) - random.between(6, 40),
  );
  allowance.relation = widow === null ? 'CHILD' : 'SPOUSE';
  allowance.lost = { reason: 'NOT_ENTITLED', day: lostDay };
  allowance.lastPaidMonth = asOfMonth;
  return accusePaid(draft, 'R22', person, [allowance], ({ month }) => month > monthOfDay(lostDay));
};

/** A widow whose allowance ended when she remarried. */
export const remarriedBefore: Planting = (scene) => {
  const person = takeRemarried(scene, 690);
  if (person === null) return false;
  const allowance = award(
    scene,
    person,
    'EMP_SURVIVOR',
    monthOfDay(person.marriageDay) - scene.random.between(6, 40),
  );
  allowance.relation = 'SPOUSE';
  endAtWedding(allowance, person.marriageDay);
  return lookAlike(scene, 'R22', person);
};

/** Beyond 18 and at school. */
export const studentSurvivor: Planting = (scene) => {
  const person = takeGrown(scene, true);
  if (person === null) return false;
  const { asOfMonth } = scene.draft.plan;
  award(scene, person, 'EMP_SURVIVOR', asOfMonth - scene.random.between(40, 70)).relation = 'CHILD';
  return lookAlike(scene, 'R22', person);
};

/** R23: the certificate has been cancelled, or its grade is no severe one, and the subsidy is paid. */
export const cancelledDisability: Planting = (scene) => {
  const { draft, random } = scene;
  const person = take(scene, (candidate) => isPlain(candidate) && candidate.disability !== null);
  if (person === null) return false;
  const disability = person.disability!;
  const isCancelled = random.chance(0.55);
  if (isCancelled) disability.state = 'CANCELLED';
  else Object.assign(disability, { state: 'VALID', grade: random.pick(['3', '4']) });
  const held = person.awards.find(({ programme }) => programme === 'DISABLED_CARE');
  const care = held ?? award(scene, person, 'DISABLED_CARE', monthOfDay(disability.issueDay) + 1);
  Object.assign(care, { state: 'PAYING', lastPaidMonth: draft.plan.asOfMonth });
  for (const subsidy of person.awards) {
    const isHit = subsidy === care || (isCancelled && subsidy.programme === 'DISABLED_LIVING');
    if (isHit) subsidy.lost = { reason: 'NOT_ENTITLED', day: draft.plan.asOfDay - random.between(100, 600) };
  }
  return true;
};

/** R24: the old-age allowance of somebody in the seventies. */
export const belowAge: Planting = (scene) => {
  const { draft, random } = scene;
  const person = take(
    scene,
    (candidate) =>
      isPlain(candidate) &&
      ageIn(scene, candidate) >= 68 &&
      ageIn(scene, candidate) <= 78 &&
      candidate.awards.every(({ programme }) => programme !== 'OLD_AGE_ALLOWANCE'),
  );
  if (person === null) return false;
  const allowance = award(scene, person, 'OLD_AGE_ALLOWANCE', draft.plan.asOfMonth - random.between(1, 14));
  allowance.monthlyAmountFen = random.between(5, 10) * 1000;
  allowance.lost = { reason: 'NOT_ENTITLED', day: draft.plan.asOfDay - random.between(30, 400) };
  return true;
};

/** R25: the hukou has left the region, and what the place pays goes on. */
export const hukouLeft: Planting = (scene) => {
  const { draft, random } = scene;
  const person = take(
    scene,
    (candidate) =>
      isPlainBeneficiary(scene, candidate) &&
      candidate.awards.some(({ programme }) => isLocal(programme)) &&
      candidate.livelihood !== 'STUDENT',
  );
  if (person === null) return false;
  person.departure = {
    day: draft.plan.asOfDay - random.between(70, 500),
    reason: 'MOVED_OUT',
    destination: pickWeighted(random, draft.plan.profile.destinations),
  };
  person.whereabouts = 'GONE';
  draft.residents -= 1;
  return true;
};

/** R26: the state has paid the year for somebody on no list, or paid it twice. */
export const wrongGovPaid: Planting = (scene) => {
  const { draft, random } = scene;
  const { plan, village, casework } = draft;
  const year = yearOfDay(plan.asOfDay);
  const isTwice = random.chance(0.4);
  const person = take(scene, (candidate) => {
    const { res, household } = candidate;
    if (!isPlain(candidate) || res?.lastPaidYear !== year) return false;
    if (isTwice) return isGovPaid(res.specialGroup);
    const isListed =
      household.dibao !== null ||
      household.povertyWatch !== null ||
      candidate.tekun !== null ||
      candidate.disability !== null;
    return !isListed && !isGovPaid(res.specialGroup);
  });
  if (person === null) return false;
  const res = person.res!;
  if (isTwice) {
    const row = residentPaymentRow(person, village, year, plan.asOfDay - random.between(1, 20));
    const key = `${row.key}B`;
    casework.rows.push({ ...row, key, fields: { ...row.fields, receipt_no: key } });
  } else {
    res.specialGroup = 'POVERTY_WATCH';
    res.tierFen = 10_000;
  }
  accuse(draft, newCase(draft), { rule: 'R26', person, amountFen: res.tierFen });
  return true;
};
