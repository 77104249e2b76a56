import type { RandomStream } from '../../random.ts';
import { allAwards, type PaidAward } from '../awards/award.ts';
import { type PaymentLine, paidFen } from '../awards/payment-lines.ts';
import type { Programme } from '../awards/programme.ts';
import type { CityPlan, VillagePlan } from '../city-plan.ts';
import { ageOn, type Person } from '../person.ts';
import type { VillageDraft } from '../village-draft.ts';

/** A village while wrongs are planted in it. */
export interface WrongScene {
  readonly draft: VillageDraft;
  readonly random: RandomStream;
  /** People of a case already: every person has one. */
  readonly taken: Set<Person>;
}

/** Plants one case; returns false where nobody of the village fits. */
export type Planting = (scene: WrongScene) => boolean;

/** Somebody who fits, from a random place on; belongs to this case from now. */
export function take(scene: WrongScene, fits: (person: Person) => boolean): Person | null {
  const { people } = scene.draft;
  const start = scene.random.below(Math.max(1, people.length));
  for (let i = 0; i < people.length; i += 1) {
    const person = people[(start + i) % people.length]!;
    if (scene.taken.has(person) || !fits(person)) continue;
    scene.taken.add(person);
    return person;
  }
  return null;
}

/** An unremarkable resident: registered, at home, with a number of one's own, no tie to another case. */
export function isPlain(person: Person): boolean {
  return (
    person.whereabouts === 'HOME' &&
    person.death === null &&
    person.booklet !== null &&
    person.departure === null &&
    person.custody === null &&
    person.elsewhere === null &&
    person.wrongDeathRecordDay === 0 &&
    person.idNo.length === 18 &&
    !person.sharedNumber
  );
}

/** A plain person who has drawn for at least a year, in the usual way. */
export function isPlainBeneficiary(scene: WrongScene, person: Person, programme?: Programme): boolean {
  if (!isPlain(person)) return false;
  const { asOfMonth } = scene.draft.plan;
  const awards = allAwards(person);
  return (
    awards.some((award) => programme === undefined || award.programme === programme) &&
    awards.every(
      ({ state, payment, awardMonth }) =>
        state === 'PAYING' && payment === undefined && asOfMonth - awardMonth >= 12,
    )
  );
}

export function ageIn(scene: WrongScene, person: Person): number {
  return ageOn(person, scene.draft.plan.asOfDay);
}

export interface Accusation {
  rule: string;
  person?: Person;
  uscc?: string;
  operatorNo?: string;
  programme?: Programme | null;
  amountFen: number;
}

/** Begins a case; several accusations may belong to it. */
export function newCase({ casework, village }: VillageDraft): number {
  casework.cases += 1;
  return village.index * 10_000 + casework.cases;
}

export function accuse({ casework }: VillageDraft, caseNo: number, wrong: Accusation): void {
  casework.wrongs.push({
    rule: wrong.rule,
    truthId: wrong.person?.truthId ?? null,
    uscc: wrong.uscc ?? null,
    operatorNo: wrong.operatorNo ?? null,
    programme: wrong.programme ?? null,
    amountFen: wrong.amountFen,
    caseNo,
  });
}

/** Accuses a person of every award that was paid for months of the kind; the amount is their sum. */
export function accusePaid(
  draft: VillageDraft,
  rule: string,
  person: Person,
  awards: readonly PaidAward[],
  counts: (line: PaymentLine) => boolean = () => true,
  ofCase = 0,
): boolean {
  let caseNo = ofCase;
  for (const award of awards) {
    const amountFen = paidFen(person, award, draft.plan.asOfDay, counts);
    if (amountFen === 0) continue;
    if (caseNo === 0) caseNo = newCase(draft);
    accuse(draft, caseNo, { rule, person, programme: award.programme, amountFen });
  }
  return caseNo > 0;
}

export function lookAlike({ draft }: WrongScene, rule: string, person: Person): true {
  draft.casework.lookAlikes.push({ rule, person });
  return true;
}

const residentsBefore = new WeakMap<readonly VillagePlan[], Float64Array>();

/**
 * How many of `rate` cases for 100,000 residents fall to a village: they are dealt along the list of villages,
 * so that a city has their exact number whatever its villages are. `phase` 0–1 sets apart what is dealt.
 */
export function casesOf(plan: CityPlan, village: VillagePlan, rate: number, phase: number): number {
  let before = residentsBefore.get(plan.villages);
  if (before === undefined) {
    before = new Float64Array(plan.villages.length + 1);
    for (const [i, { residents }] of plan.villages.entries()) before[i + 1] = before[i]! + residents;
    residentsBefore.set(plan.villages, before);
  }
  const upTo = (residents: number) => Math.floor((residents / 100_000) * rate + phase);
  return upTo(before[village.index + 1]!) - upTo(before[village.index]!);
}
