import { monthOfDay } from '../../calendar.ts';
import { ageOn, type Person } from '../person.ts';
import type { Award } from './award.ts';
import { type AwardScene, grant, hasWorkPension } from './award-scene.ts';
import type { Allowance } from './programme.ts';

/** Allowances of those whom an insured person supported: child below 18, aged spouse, aged parents. */
export function awardSurvivors(scene: AwardScene, dead: Person): void {
  const programme = survivorProgramme(scene, dead);
  if (programme === null) return;
  const { random } = scene;
  const deathDay = dead.death!.day;
  const give = (person: Person | null, relation: NonNullable<Award['relation']>) => {
    if (person === null || person.death !== null || person.idNo === '' || hasWorkPension(person)) return;
    if (person.whereabouts === 'GONE' || !random.chance(0.85)) return;
    const award = grant(scene, person, programme, monthOfDay(deathDay) + 1);
    if (award === null) return;
    award.relation = relation;
    if (relation === 'CHILD') endAtMajority(award, person, scene.month);
  };
  const spouseAge = dead.spouse === null ? 0 : ageOn(dead.spouse, deathDay);
  if (spouseAge >= (dead.spouse?.sex === 1 ? 60 : 50)) give(dead.spouse, 'SPOUSE');
  for (const person of dead.household.members) {
    const isChild = person.father === dead || person.mother === dead;
    if (isChild && ageOn(person, deathDay) < 18) give(person, 'CHILD');
  }
  for (const parent of [dead.father, dead.mother]) {
    if (parent !== null && ageOn(parent, deathDay) >= 60) give(parent, 'PARENT');
  }
}

function survivorProgramme({ random }: AwardScene, dead: Person): Allowance | null {
  const programmes = dead.benefits.map(({ programme }) => programme);
  if (dead.pub !== null || programmes.includes('PUB_PENSION')) return 'PUB_SURVIVOR';
  if (dead.emp === null && !programmes.includes('EMP_PENSION')) return null;
  const isAtWork = dead.emp?.identity === 'EMPLOYEE' && dead.benefits.length === 0;
  return isAtWork && random.chance(0.3) ? 'INJURY_SURVIVOR' : 'EMP_SURVIVOR';
}

/** The last month paid is that of the eighteenth birthday. */
export function endAtMajority(award: Award, person: Person, asOfMonth: number): void {
  const last = person.birthMonth + 18 * 12;
  if (last >= asOfMonth) return;
  award.state = 'TERMINATED';
  award.stopReason = 'EXPIRED';
  award.lastPaidMonth = Math.max(last, award.awardMonth);
}

/** A widow's or widower's allowance ends in the month of the wedding. */
export function endAtWedding(award: Award, weddingDay: number): void {
  award.state = 'TERMINATED';
  award.stopReason = 'NOT_ENTITLED';
  award.stoppedDay = weddingDay;
  award.lastPaidMonth = monthOfDay(weddingDay);
}
