import { monthOfDay } from '../calendar.ts';
import { pickWeighted, type RandomStream } from '../random.ts';
import { allAwards } from './awards/award.ts';
import { OwnChance } from './evidence/own-chance.ts';
import { newAdult } from './families.ts';
import { ageOn, type Household, type Person } from './person.ts';
import type { VillageDraft } from './village-draft.ts';

const FORMER_WORKER_SHARE = 0.004;

/** People who once worked here, have no hukou here and went long ago: only the agency knows them. */
export function addFormerWorkers(draft: VillageDraft): void {
  const { random, village, plan, households } = draft;
  if (households.length === 0) return;
  for (let i = Math.floor(village.residents * FORMER_WORKER_SHARE + random.unit()); i > 0; i -= 1) {
    const origin = pickWeighted(random, plan.profile.origins);
    const household: Household = {
      dwelling: random.pick(households).dwelling,
      members: [],
      dibao: null,
      dibaoDay: 0,
      povertyWatch: null,
      povertyWatchDay: 0,
      familyPlanning: null,
    };
    const setting = {
      household,
      registration: 'OUTSIDE',
      ethnicity: pickWeighted(random, village.ethnicMix),
      birthDivision: `${origin.slice(0, 4)}99`,
    } as const;
    const person = newAdult(draft, setting, {
      sex: random.chance(0.6) ? 1 : 2,
      age: random.between(26, 46) + random.unit(),
      relation: 'HEAD',
      whereabouts: 'GONE',
    });
    person.outsideHukou = origin;
  }
}

/** Emigration and hukou moved out of the region; deaths told to offices; what follows for accounts. */
export function takeLeave(draft: VillageDraft): void {
  const { random } = draft;
  const leaving = new Set(
    draft.households.filter(({ members }) => members.every(isAway) && random.chance(0.05)),
  );
  for (const person of draft.people) {
    if (person.death !== null) reportDeath(draft, random, person);
    else if (person.booklet !== null) mayLeave(draft, random, person, leaving.has(person.household));
  }
}

function isAway(person: Person): boolean {
  return person.whereabouts === 'AWAY' && person.custody === null && person.service === null;
}

function mayLeave(draft: VillageDraft, random: RandomStream, person: Person, withHousehold: boolean): void {
  const { plan } = draft;
  const isAdult = ageOn(person, plan.asOfDay) >= 20;
  const share = isAway(person) ? (person.hasDegree ? 0.06 : 0.02) : 0.0006;
  if (
    !withHousehold &&
    !(isAdult && person.custody === null && person.service === null && random.chance(share))
  )
    return;
  const emigrates = !withHousehold && isAway(person) && random.chance(0.05);
  person.departure = {
    day: Math.max(person.birthDay + 10, plan.asOfDay - random.between(20, 1500)),
    reason: emigrates ? 'EMIGRATION' : 'MOVED_OUT',
    destination: emigrates
      ? null
      : person.migrantDestination || pickWeighted(random, plan.profile.destinations),
  };
  if (person.whereabouts === 'HOME') return; // only the hukou has gone
  person.whereabouts = 'GONE';
  if (person.res !== null && random.chance(0.5)) person.res.state = 'TERMINATED';
}

function reportDeath(draft: VillageDraft, random: RandomStream, person: Person): void {
  const { plan, village } = draft;
  const death = person.death!;
  const since = plan.asOfDay - death.day;
  const isToldToPolice = random.chance(since < 30 ? 0.25 : since < 90 ? 0.6 : 0.93);
  if (person.booklet !== null && isToldToPolice) {
    death.hukouCancelDay = death.day + random.between(1, Math.min(since, 120));
  }
  death.certificate = random.chance(since < 15 ? 0.4 : 0.72);
  const cremates =
    person.ethnicity === '03' ? 0.002 : plan.profile.cremationShare * (village.urban ? 0.95 : 0.6);
  if (since > 5 && random.chance(cremates)) death.cremationDay = death.day + random.between(1, 5);
  if (!isDeathReported(person) && isSureToBeCertified(person, since)) death.certificate = true;
  closeAccounts(random, person, isDeathReported(person), monthOfDay(death.day), plan.asOfMonth);
}

/** Deaths of people with a benefit of which no source knows: some of the last days, hardly any of longer ago. */
const UNHEARD_OF_SHARES = [
  { days: 10, share: 0.04 },
  { days: Number.POSITIVE_INFINITY, share: 0.0004 },
];

/** A family that draws money has to do with doctor or undertaker, whom the police need not see. */
function isSureToBeCertified(person: Person, daysSince: number): boolean {
  const { share } = UNHEARD_OF_SHARES.find(({ days }) => daysSince <= days)!;
  return mayDraw(person) && !new OwnChance(person, 'UNHEARD_OF').happens(share);
}

/** Draws a pension, or belongs to a group for which there is some other benefit. */
function mayDraw(person: Person): boolean {
  const { benefits, disability, tekun, veteran, household, death } = person;
  const isInGroup = disability !== null || tekun !== null || veteran !== null || household.dibao !== null;
  return benefits.length > 0 || isInGroup || ageOn(person, death!.day) >= 60;
}

/** Some source says that the person is dead, be it so or not. */
export function isDeathReported(person: Person): boolean {
  const { death } = person;
  if (person.wrongDeathRecordDay > 0) return true;
  return death !== null && (death.hukouCancelDay > 0 || death.certificate || death.cremationDay > 0);
}

/** Pensions end with the report of a death, not with the death. */
export function closeAccounts(
  random: RandomStream,
  person: Person,
  isReported: boolean,
  deathMonth: number,
  asOfMonth: number,
): void {
  for (const benefit of allAwards(person)) {
    const isStopped = isReported && random.chance(0.94);
    benefit.state = isStopped ? 'TERMINATED' : benefit.state;
    benefit.lastPaidMonth = isStopped ? Math.min(asOfMonth, deathMonth + random.below(3)) : asOfMonth;
    if (isStopped) benefit.stopReason = 'DEATH';
  }
  if (!isReported || !random.chance(0.85)) return;
  if (person.emp !== null) person.emp.state = 'TERMINATED';
  if (person.pub !== null) person.pub.state = 'TERMINATED';
  if (person.res !== null) person.res.state = 'TERMINATED';
}
