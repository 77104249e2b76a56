import { isoOfDay } from '../../calendar.ts';
import { pickWeighted, RandomStream, weightedTable } from '../../random.ts';
import { allAwards } from '../awards/award.ts';
import { counterCase, deviceOf, writeCase } from '../casework/counter-case.ts';
import type { CleanRecord } from '../clean-record.ts';
import { ageOn, type Person } from '../person.ts';
import type { Village } from '../village-draft.ts';
import type { Acceptance } from './case-rows.ts';

/** Transactions for each resident in the half-year that the logs cover. */
const CASES_PER_RESIDENT = 0.04;
export const LOG_DAYS = 180;

const CHANNELS = weightedTable<Acceptance['channel']>([
  ['COUNTER', 42],
  ['ONE_WINDOW', 28],
  ['ONLINE', 22],
  ['KIOSK', 8],
]);
/** Items of the community list: insurance, benefits, certification, card, work. */
const ITEMS = 'CS01 CS03 CS07 CS09 CS10 CS16 CS17 CS20 CS22 CS24 CS41 CS42 CS49 CS50 CS54 CS57'.split(' ');
const BENEFIT_ITEMS = 'CS22 CS23 CS27 CS29 CS31 CS33'.split(' ');

/** 业务受理日志 and 核心业务经办日志: the everyday work of half a year. */
export function writeCounterWork(rows: CleanRecord[], village: Village): void {
  const { plan, people } = village;
  const random = new RandomStream(`${plan.seed}/${village.village.code}/counter`);
  const clients = people.filter(
    (person) =>
      person.idNo.length === 18 &&
      person.death === null &&
      person.whereabouts === 'HOME' &&
      person.wrongDeathRecordDay === 0 &&
      ageOn(person, plan.asOfDay) >= 16 &&
      !village.casework.staff.some((member) => isRelated(member.person, person)),
  );
  if (clients.length === 0) return;
  const cases = Math.floor(clients.length * CASES_PER_RESIDENT * 1.3 + random.unit());
  const helped = new Set<Person>();
  for (let i = 0; i < cases; i += 1) {
    const person = random.pick(clients);
    const awards = allAwards(person);
    const draws = awards.length > 0 && random.chance(0.5);
    const made = counterCase(village, {
      random,
      no: `${village.village.code}${String(i).padStart(5, '0')}`,
      person,
      item: random.pick(draws ? BENEFIT_ITEMS : ITEMS),
      day: plan.asOfDay - random.below(LOG_DAYS),
      channel: pickWeighted(random, CHANNELS),
      amountFen: draws ? awards[0]!.monthlyAmountFen : null,
    });
    const age = ageOn(person, plan.asOfDay);
    if (age >= 65 && random.chance(0.45)) letAssistantHelp(made.acceptance, village);
    else if (age >= 65 && random.chance(0.2)) letChildHelp(made.acceptance, person, helped);
    writeCase(rows, village, made);
  }
}

/** The registered assistant comes home, with a proof of the visit, and accepts the case there. */
function letAssistantHelp(acceptance: Acceptance, { casework, village }: Village): void {
  const assistant = casework.staff.find(({ post }) => post === 'ASSISTANT');
  if (assistant === undefined || acceptance.operatorNo === null) return;
  acceptance.channel = 'ONE_WINDOW';
  acceptance.office = village.code;
  acceptance.operatorNo = assistant.no;
  acceptance.agentIdNo = assistant.person.idNo;
  acceptance.agentMobile = `163${String(assistant.person.truthId).padStart(8, '0').slice(-8)}`;
  acceptance.deviceId = deviceOf(assistant.person);
  acceptance.visitProof = `SM${isoOfDay(acceptance.day).replaceAll('-', '')}${acceptance.no.slice(-5)}`;
}

function letChildHelp(acceptance: Acceptance, person: Person, helped: Set<Person>): void {
  const child = person.household.members.find(
    (member) => (member.father === person || member.mother === person) && member.idNo.length === 18,
  );
  if (child === undefined || child.death !== null || helped.has(child)) return;
  helped.add(child);
  acceptance.agentIdNo = child.idNo;
  acceptance.agentMobile = `161${String(child.truthId).padStart(8, '0').slice(-8)}`;
}

/** One family: the same household or booklet, or married. */
export function isRelated(a: Person, b: Person): boolean {
  return (
    a.household === b.household ||
    (a.booklet !== null && a.booklet === b.booklet) ||
    a.spouse === b ||
    a.formerSpouse === b
  );
}
