import { isoOfDay } from '../../calendar.ts';
import { RandomStream } from '../../random.ts';
import type { TruthWrong } from '../../truth/truth-wrong.ts';
import { allAwards, isInside } from '../awards/award.ts';
import { openDayUpTo } from '../casework/office-hours.ts';
import type { CityPlan } from '../city-plan.ts';
import type { CleanRecord } from '../clean-record.ts';
import { isDeathReported } from '../departures.ts';
import type { Person } from '../person.ts';
import type { Village } from '../village-draft.ts';
import { HANDLED_SHARE, VERIFICATION_RATE } from '../wrongs/wrong-rates.ts';
import { casesOf } from '../wrongs/wrong-scene.ts';
import { addRow, keyOf, numberIn } from './record-writing.ts';

/** Rules about units. */
const UNIT_RULES: ReadonlySet<string> = new Set(['R27', 'R30']);

type Action = 'ASSIGNED' | 'VERIFIED_TRUE' | 'VERIFIED_FALSE' | 'STOPPED' | 'RECOVERING' | 'CLOSED';

/** 待遇资格核查结果 and 疑点处置记录: what became of checks and leads of these months. */
export function writeFeedback(rows: CleanRecord[], village: Village): void {
  const { plan } = village;
  const random = new RandomStream(`${plan.seed}/${village.village.code}/feedback`);
  writeVerifications(rows, village, random);
  const { casework, people } = village;
  const byId = new Map<number, Person>();
  if (casework.wrongs.length > 0) for (const person of people) byId.set(person.truthId, person);
  const cases = Map.groupBy(
    casework.wrongs.filter(({ rule, truthId }) => truthId !== null && !UNIT_RULES.has(rule)),
    ({ rule, truthId }) => `${rule}/${truthId}`,
  );
  for (const wrongs of cases.values()) {
    if (!random.chance(HANDLED_SHARE)) continue;
    const subject = subjectOf(village, wrongs[0]!, byId);
    if (subject !== null) handleWrong(rows, village.plan, random, subject, wrongs);
  }
  for (const [uscc, wrongs] of unitCases(casework.wrongs)) {
    if (random.chance(HANDLED_SHARE)) handleWrong(rows, village.plan, random, uscc, wrongs);
  }
  for (const { rule, person } of casework.lookAlikes) {
    if (!random.chance(0.6)) continue;
    const day = plan.asOfDay - random.between(9, 40);
    addAction(rows, person, rule, 'ASSIGNED', day, 0, 0);
    addAction(rows, person, rule, 'VERIFIED_FALSE', day + random.between(2, 8), 0, 0);
  }
  writeSettledLeads(rows, village, random);
}

/** Whom the lead of a rule is about: the person of the case, the operator where the rule is about operators. */
function subjectOf(
  { casework }: Village,
  wrong: TruthWrong,
  byId: ReadonlyMap<number, Person>,
): Person | null {
  if (wrong.operatorNo === null) return byId.get(wrong.truthId!) ?? null;
  // whose home is in another village is that village's
  return casework.staff.find(({ no }) => no === wrong.operatorNo)?.person ?? null;
}

function unitCases(wrongs: readonly TruthWrong[]): Map<string, TruthWrong[]> {
  return Map.groupBy(
    wrongs.filter(({ rule }) => UNIT_RULES.has(rule)),
    ({ uscc }) => uscc!,
  );
}

/** What became of leads about units whose heads only the whole city knows. */
export function unitFeedback(plan: CityPlan, wrongs: readonly TruthWrong[]): CleanRecord[] {
  const rows: CleanRecord[] = [];
  const random = new RandomStream(`${plan.seed}/unit feedback`);
  for (const [uscc, ofUnit] of unitCases(wrongs)) {
    if (random.chance(HANDLED_SHARE)) handleWrong(rows, plan, random, uscc, ofUnit);
  }
  return rows;
}

/** `subject`: a person, or the credit code of a unit. */
function handleWrong(
  rows: CleanRecord[],
  plan: CityPlan,
  random: RandomStream,
  subject: Person | string,
  wrongs: readonly TruthWrong[],
): void {
  const { rule } = wrongs[0]!;
  const dueFen = wrongs.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const { asOfDay } = plan;
  const stage = random.below(5);
  const act = (action: Action, daysAgo: number, recoveredFen = 0) =>
    addAction(rows, subject, rule, action, asOfDay - daysAgo, dueFen, recoveredFen);
  act('ASSIGNED', random.between(17, 25));
  if (stage === 0) return;
  // one check in thirty is mistaken
  act(random.chance(1 / 30) ? 'VERIFIED_FALSE' : 'VERIFIED_TRUE', random.between(9, 15));
  if (stage === 1 || dueFen === 0) return;
  act('STOPPED', random.between(6, 8));
  if (stage === 2) return;
  act('RECOVERING', random.between(3, 5), Math.floor((dueFen * random.between(1, 9)) / 10));
  if (stage === 4) act('CLOSED', random.between(0, 2), dueFen);
}

/** Leads of spring and summer about deaths that were paid too long, and others that were nothing. */
function writeSettledLeads(rows: CleanRecord[], village: Village, random: RandomStream): void {
  const { plan, people } = village;
  for (const person of people) {
    if (person.benefits.length === 0) continue;
    const isTrue = person.death !== null && isDeathReported(person);
    if (!isTrue && person.death !== null) continue;
    if (!random.chance(isTrue ? 0.02 : 0.0008)) continue;
    if (isTrue && plan.asOfDay - person.death!.day < 120) continue;
    const day = plan.asOfDay - random.between(50, 150);
    const dueFen = isTrue ? person.benefits[0]!.monthlyAmountFen * random.between(1, 3) : 0;
    const rule = isTrue ? 'R01' : random.pick(['R01', 'R11', 'R16', 'R19', 'R21']);
    addAction(rows, person, rule, 'ASSIGNED', day, dueFen, 0);
    const verdict = isTrue ? 'VERIFIED_TRUE' : 'VERIFIED_FALSE';
    addAction(rows, person, rule, verdict, day + random.between(3, 9), dueFen, 0);
    if (isTrue) addAction(rows, person, rule, 'RECOVERING', day + 12, dueFen, Math.floor(dueFen / 2));
    addAction(rows, person, rule, 'CLOSED', day + random.between(15, 45), dueFen, dueFen);
  }
}

function addAction(
  rows: CleanRecord[],
  subject: Person | string,
  rule: string,
  action: Action,
  day: number,
  dueFen: number,
  recoveredFen: number,
): void {
  const person = typeof subject === 'string' ? null : subject;
  const about = person === null ? `CZ${subject}` : keyOf('CZ', person);
  const key = `${about}${rule}${action.slice(0, 1)}${action.length}${day % 1000}`;
  rows.push({
    source: 'hrss_lead_action',
    key,
    people: person?.asSelf ?? [],
    fields: {
      action_no: key,
      rule,
      id_no: person === null ? null : numberIn(person),
      name: person?.name ?? null,
      uscc: person === null ? String(subject) : null,
      action,
      action_date: isoOfDay(day),
      amount_due_fen: dueFen === 0 ? null : dueFen,
      recovered_fen: recoveredFen === 0 ? null : recoveredFen,
    },
  });
}

/** Most people are found at home; some really have died, and some dead are alive. */
function writeVerifications(rows: CleanRecord[], village: Village, random: RandomStream): void {
  const { plan, people } = village;
  const holders = people.filter((person) => allAwards(person).length > 0);
  if (holders.length === 0) return;
  const verified = new Set<Person>();
  for (let i = casesOf(plan, village.village, VERIFICATION_RATE, 0.5); i > 0; i -= 1) {
    verified.add(random.pick(holders));
  }
  for (const person of holders) {
    const isHidden = person.death !== null && !isDeathReported(person);
    const isMistaken = person.wrongDeathRecordDay > 0;
    if ((isHidden && random.chance(0.12)) || (isMistaken && random.chance(0.5))) verified.add(person);
  }
  for (const person of verified) {
    const day = openDayUpTo(plan.asOfDay - random.between(1, 29));
    const lost = allAwards(person).find((award) => award.lost !== undefined)?.lost;
    const isDead = person.death !== null && person.death.day <= day;
    if (person.departure !== null || (person.death !== null && !isDead)) continue;
    const result = isDead
      ? 'DEAD'
      : isInside(person, day)
        ? 'IN_CUSTODY'
        : lost?.reason === 'MISSING'
          ? 'MISSING'
          : lost !== undefined
            ? 'NOT_ENTITLED'
            : 'ALIVE';
    const key = keyOf('HC', person);
    addRow(rows, 'grid_verification', key, person, {
      verification_no: key,
      id_no: numberIn(person),
      name: person.name,
      programme: (allAwards(person).find((award) => award.lost !== undefined) ?? allAwards(person)[0]!)
        .programme,
      verified_date: isoOfDay(day),
      result,
      death_date: isDead ? isoOfDay(person.death!.day) : null,
      method: random.pick(['VISIT', 'VISIT', 'VISIT', 'VIDEO', 'PHONE']),
    });
  }
}
