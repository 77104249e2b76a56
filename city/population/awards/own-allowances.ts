import { dayOf, monthOfDay, yearOfDay } from '../../calendar.ts';
import { lastPaidMonth } from '../employee-pension.ts';
import { ageOn, type Person } from '../person.ts';
import { type AwardScene, grant, hasWorkPension } from './award-scene.ts';

/** Unemployment benefit runs a year, for some two. */
const UNEMPLOYMENT_MONTHS = [12, 12, 18, 24];

/** What somebody gets by a life of one's own: age, work, service, disability, office. */
export function awardOwnAllowances(scene: AwardScene, person: Person): void {
  const { draft } = scene;
  const day = person.death?.day ?? draft.plan.asOfDay;
  const age = ageOn(person, day);
  const isRegistered = person.booklet !== null && person.departure === null;
  if (age >= 60) awardOld(scene, person, age, isRegistered);
  if (isRegistered) awardNeed(scene, person, age);
  awardWork(scene, person, age);
}

function awardOld(scene: AwardScene, person: Person, age: number, isRegistered: boolean): void {
  const { random, draft } = scene;
  const isRural = !draft.village.urban;
  if (hasWorkPension(person) && random.chance(0.55)) {
    const first = Math.min(...person.benefits.map(({ awardMonth }) => awardMonth));
    grant(scene, person, 'RETIREE_MEDICAL', Math.max(first, 2001 * 12));
  }
  if (!isRegistered) return;
  if (age >= 80 && random.chance(0.96)) {
    const yuan = age >= 100 ? 130 : age >= 90 ? random.between(11, 13) * 10 : random.between(6, 12) * 10;
    grant(scene, person, 'OLD_AGE_ALLOWANCE', person.birthMonth + 80 * 12 + 1, yuan);
  }
  const exOffice = random.unit();
  const year60 = person.birthMonth + 60 * 12 + 1;
  if (isRural && exOffice < 0.03 && person.cadre === null) {
    const fromDay = dayOf(yearOfDay(person.birthDay) + random.between(28, 40), random.between(1, 12), 1);
    const toDay = fromDay + random.between(9, 18) * 366;
    person.cadre = { post: random.pick(['村党支部书记', '村委会主任', '会计', '妇联主席']), fromDay, toDay };
    grant(scene, person, 'EX_VILLAGE_CADRE', Math.max(year60, monthOfDay(toDay) + 1, 2009 * 12));
  } else if (isRural && exOffice < 0.037) {
    grant(scene, person, 'EX_VILLAGE_DOCTOR', Math.max(year60, 2012 * 12));
  }
  if (person.veteran !== null && random.chance(isRural ? 0.8 : 0.3)) {
    grant(scene, person, 'VETERAN_SUBSIDY', Math.max(year60, 2011 * 12 + 7));
  }
}

function awardNeed(scene: AwardScene, person: Person, age: number): void {
  const { random, draft } = scene;
  const { tekun, disability, household, landLostDay } = person;
  if (tekun !== null && person.death === null) grant(scene, person, 'TEKUN', monthOfDay(tekun.day) + 1);
  if (disability?.state === 'VALID') {
    const from = monthOfDay(Math.max(disability.issueDay, person.birthDay)) + random.between(1, 6);
    if (household.dibao !== null && random.chance(0.9)) grant(scene, person, 'DISABLED_LIVING', from);
    if (disability.grade <= '2' && random.chance(0.9)) grant(scene, person, 'DISABLED_CARE', from);
  }
  const landAge = person.sex === 1 ? 60 : 55;
  if (landLostDay > 0 && age >= landAge) {
    const from = Math.max(person.birthMonth + landAge * 12, monthOfDay(landLostDay)) + 1;
    grant(scene, person, 'LAND_LOST_PENSION', from);
  }
  if (person.veteran !== null && random.chance(disability === null ? 0.03 : 0.4)) {
    const from = Math.max(monthOfDay(person.veteran.dischargeDay) + 6, scene.month - random.between(20, 240));
    if (draft.plan.asOfMonth >= from) grant(scene, person, 'VETERAN_PENSION', from);
  }
}

function awardWork(scene: AwardScene, person: Person, age: number): void {
  const { random, month } = scene;
  const { emp, registration } = person;
  if (emp === null || person.death !== null) return;
  if (age < 65 && emp.identity === 'EMPLOYEE' && random.chance(0.004)) {
    const from = Math.max(emp.spells[0]!.fromMonth + 8, month - random.between(8, 200));
    grant(scene, person, 'INJURY_ALLOWANCE', from);
  }
  const isOutOfWork = registration?.kind === 'UNEMPLOYED' && emp.state === 'PAUSED' && person.unit === null;
  if (isOutOfWork && person.business?.state !== 'ACTIVE' && random.chance(0.75)) {
    const from = Math.max(monthOfDay(registration.day), lastPaidMonth(emp)) + 1;
    const last = from + random.pick(UNEMPLOYMENT_MONTHS) - 1;
    const award = month - last <= 24 ? grant(scene, person, 'UNEMP_BENEFIT', from) : null;
    if (award !== null && last < month) endAt(award, last);
  }
}

function endAt(award: NonNullable<ReturnType<typeof grant>>, lastMonth: number): void {
  award.state = 'TERMINATED';
  award.stopReason = 'EXPIRED';
  award.lastPaidMonth = lastMonth;
}
