import { monthOfDay } from '../../calendar.ts';
import { retirementMonth } from '../../truth/retirement-month.ts';
import { allAwards, isInside, type PaidAward } from '../awards/award.ts';
import { paidMonths } from '../awards/payment-lines.ts';
import { isLocal } from '../awards/programme.ts';
import { isDeathReported } from '../departures.ts';
import { accountRetirementMonth } from '../employee-pension.ts';
import type { Benefit, Person } from '../person.ts';
import type { VillageDraft } from '../village-draft.ts';
import { RECENT_MONTHS } from './recent-months.ts';
import { accusePaid } from './wrong-scene.ts';

const ORIGINAL_AGE = { M60: 60, F55: 55, F50: 50 } as const;
/** Nobody may retire more than three years before the statutory month. */
const FLEXIBLE_MONTHS = 36;

/**
 * Tells the wrongs that can be seen from lives and payments alone, planted or not: R01 R02 R03 R04 R06 R07 R10 R13
 * R23 R24 R25. The amount is what was paid for the wrong months.
 */
export function findWrongs(draft: VillageDraft): void {
  for (const person of draft.people) {
    const awards = allAwards(person);
    if (awards.length === 0) continue;
    if (person.death !== null) findPaidDead(draft, person, awards);
    else findPaidLiving(draft, person, awards);
    if (person.sharedNumber) {
      accusePaid(draft, 'R13', person, awards, ({ month }) => month > draft.plan.asOfMonth - RECENT_MONTHS);
    }
  }
}

function findPaidDead(draft: VillageDraft, person: Person, awards: readonly PaidAward[]): void {
  if (!isDeathReported(person)) return;
  const { day, cremationDay, hukouCancelDay } = person.death!;
  const deathMonth = monthOfDay(day);
  accusePaid(draft, 'R01', person, awards, ({ month }) => month > deathMonth);
  if (cremationDay > 0 && hukouCancelDay === 0 && person.booklet !== null) {
    accusePaid(draft, 'R02', person, awards, ({ month }) => month > deathMonth);
  }
}

function findPaidLiving(draft: VillageDraft, person: Person, awards: readonly PaidAward[]): void {
  const { asOfMonth } = draft.plan;
  const { elsewhere, departure, disability, custody, benefits, declared } = person;
  if (person.wrongDeathRecordDay > 0) draft.casework.lookAlikes.push({ rule: 'R01', person });
  if (declared !== null && declared.revokedDay === 0) {
    const declaredMonth = monthOfDay(declared.day);
    accusePaid(draft, 'R07', person, awards, ({ month }) => month > declaredMonth);
  }
  if (elsewhere?.drawing && elsewhere.state === 'LIVE') {
    const same = benefits.filter(({ programme }) => programme === elsewhere.scheme);
    // the match shows the day, not since when
    accusePaid(draft, 'R03', person, same, ({ month }) => month === asOfMonth);
  }
  if (benefits.length > 1) findTwoPensions(draft, person);
  if (custody !== null && custody.kind !== 'COMMUNITY') {
    const startMonth = monthOfDay(custody.startDay);
    accusePaid(
      draft,
      'R06',
      person,
      awards,
      ({ month, paidDay }) => month > startMonth && isInside(person, paidDay),
    );
  }
  for (const benefit of benefits) {
    const lawful = earliestMonth(person, benefit);
    if (benefit.awardMonth < lawful && benefit.earlyDocument === undefined) {
      accusePaid(draft, 'R10', person, [benefit], ({ month }) => month < lawful);
    }
  }
  if (disability !== null) {
    const isUnfit = ({ programme }: PaidAward) =>
      (programme === 'DISABLED_CARE' && (disability.state === 'CANCELLED' || disability.grade > '2')) ||
      (programme === 'DISABLED_LIVING' && disability.state === 'CANCELLED');
    // the list of certificates shows the day, not since when
    accusePaid(draft, 'R23', person, awards.filter(isUnfit), ({ month }) => month === asOfMonth);
  }
  const month80 = person.birthMonth + 80 * 12;
  const oldAge = awards.filter(({ programme }) => programme === 'OLD_AGE_ALLOWANCE');
  accusePaid(draft, 'R24', person, oldAge, ({ month }) => month < month80);
  if (departure !== null) {
    const isEmigrant = departure.reason === 'EMIGRATION';
    const left = monthOfDay(departure.day);
    const paid = awards.filter(
      ({ programme }) => isLocal(programme) || (isEmigrant && programme === 'RES_PENSION'),
    );
    accusePaid(draft, 'R25', person, paid, ({ month }) => month > left);
  }
}

/** R04: the resident pension is the one to be paid back. */
function findTwoPensions(draft: VillageDraft, person: Person): void {
  const { asOfDay } = draft.plan;
  const isResident = ({ programme }: Benefit) => programme === 'RES_PENSION';
  const workMonths = new Set(
    person.benefits
      .filter((benefit) => !isResident(benefit))
      .flatMap((benefit) => [...paidMonths(person, benefit, asOfDay)]),
  );
  accusePaid(draft, 'R04', person, person.benefits.filter(isResident), ({ month }) => workMonths.has(month));
}

/** The first month for which a pension could be awarded; 0 where no account tells. */
function earliestMonth(person: Person, { programme }: Benefit): number {
  const { emp, pub, birthMonth } = person;
  if (programme === 'RES_PENSION') return 0;
  const isEmployee = programme === 'EMP_PENSION';
  const stored = isEmployee ? emp?.retirementGroup : pub?.retirementGroup;
  // of a woman without it nobody knows
  const group = stored ?? (person.sex === 1 ? 'M60' : null);
  if (group === null) return 0;
  const statutory =
    isEmployee && emp !== null ? accountRetirementMonth(person, emp) : retirementMonth(group, birthMonth);
  return Math.max(statutory - FLEXIBLE_MONTHS, birthMonth + ORIGINAL_AGE[group] * 12);
}
