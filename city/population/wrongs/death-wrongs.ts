import { firstDayOfMonth, monthOfDay } from '../../calendar.ts';
import { allAwards } from '../awards/award.ts';
import { grant } from '../awards/award-scene.ts';
import { endAtDeath } from '../awards/settle-award.ts';
import { letDie } from '../family-deaths.ts';
import { newPerson } from '../new-person.ts';
import type { Death, Person } from '../person.ts';
import { openDrawnResidentAccount, residentPension } from '../resident-pension.ts';
import { RECENT_MONTHS } from './recent-months.ts';
import {
  accusePaid,
  ageIn,
  isPlain,
  isPlainBeneficiary,
  lookAlike,
  type Planting,
  take,
  type WrongScene,
} from './wrong-scene.ts';

/** An aged beneficiary who has died `monthsAgo` months ago. */
function takeDead(scene: WrongScene, monthsAgo: number, report: Partial<Death>): Person | null {
  const { plan } = scene.draft;
  const person = take(
    scene,
    (candidate) =>
      isPlainBeneficiary(scene, candidate) && candidate.benefits.length > 0 && ageIn(scene, candidate) >= 64,
  );
  if (person === null) return null;
  const day = firstDayOfMonth(plan.asOfMonth - monthsAgo) + scene.random.below(27);
  letDie(scene.draft, person, Math.min(day, plan.asOfDay - 3));
  Object.assign(person.death!, report);
  person.unit = null;
  return person;
}

function toldToPolice({ draft, random }: WrongScene, person: Person): void {
  const { day } = person.death!;
  person.death!.hukouCancelDay = Math.min(draft.plan.asOfDay, day + random.between(2, 40));
}

/** R01: the family told police or hospital, and the pension is still paid; for some it ended months too late. */
export const paidAfterDeath: Planting = (scene) => {
  const { random, draft } = scene;
  const person = takeDead(scene, random.between(1, 5), { certificate: true });
  if (person === null) return false;
  if (random.chance(0.6)) toldToPolice(scene, person);
  if (random.chance(0.3)) {
    for (const award of allAwards(person)) {
      endAtDeath(award, person.death!.day, draft.plan.asOfDay, draft.plan.asOfDay - person.death!.day - 1);
      award.lastPaidMonth = Math.max(monthOfDay(person.death!.day) + 1, draft.plan.asOfMonth - 1);
    }
  }
  return true;
};

/** R02: cremated, while the hukou is alive. */
export const crematedOnly: Planting = (scene) => {
  const person = takeDead(scene, scene.random.between(1, 7), {});
  if (person !== null) person.death!.cremationDay = person.death!.day + scene.random.between(1, 3);
  return person !== null;
};

/** R15: somebody certifies with the telephone of one who is dead. */
export const certifiedAfterDeath: Planting = (scene) => {
  const { random, draft } = scene;
  const person = takeDead(scene, random.between(2, 8), { certificate: true });
  if (person === null) return false;
  const { day } = person.death!;
  const latest = draft.plan.asOfDay - 1;
  for (const benefit of person.benefits) {
    benefit.certifiedDay = Math.min(latest, day + random.between(12, 120));
  }
  const deathMonth = monthOfDay(day);
  return accusePaid(draft, 'R15', person, allAwards(person), ({ month }) => month > deathMonth);
};

/** R14: died years ago at home, told to nobody, beyond a hundred by now. */
export const veryOldUnproven: Planting = (scene) => {
  const { draft, random } = scene;
  const { plan } = draft;
  const child = take(
    scene,
    (person) => isPlain(person) && person.relation === 'HEAD' && ageIn(scene, person) >= 58,
  );
  if (child === null) return false;
  const person = newPerson(draft, {
    household: child.household,
    sex: random.chance(0.7) ? 2 : 1,
    birthDay: plan.asOfDay - random.between(36_800, 37_700),
    ethnicity: child.ethnicity,
    surname: child.surname,
    relation: 'PARENT',
    whereabouts: 'HOME',
    birthDivision: plan.profile.birthDivision,
  });
  scene.taken.add(person);
  person.booklet = child.booklet;
  person.res = openDrawnResidentAccount(random, person);
  person.benefits.push({ ...residentPension(random, person, plan.asOfMonth), state: 'PAYING' });
  grant(
    { draft, random, month: plan.asOfMonth },
    person,
    'OLD_AGE_ALLOWANCE',
    person.birthMonth + 80 * 12 + 1,
    130,
  );
  letDie(draft, person, plan.asOfDay - random.between(450, 1500));
  person.benefits[0]!.certifiedDay = person.death!.day - random.between(5, 200);
  const unproven = plan.asOfMonth - RECENT_MONTHS;
  return accusePaid(draft, 'R14', person, allAwards(person), ({ month }) => month > unproven);
};

/** Died this month or last; what an earlier month still owed came as arrears after the death. */
export const arrearsAfterDeath: Planting = (scene) => {
  const { draft, random } = scene;
  const person = takeDead(scene, 1, { certificate: true });
  if (person === null) return false;
  toldToPolice(scene, person);
  for (const award of allAwards(person)) {
    endAtDeath(award, person.death!.day, draft.plan.asOfDay, random.between(5, 20));
    award.payment = { arrearsMonth: monthOfDay(person.death!.day) };
  }
  return lookAlike(scene, 'R01', person);
};
