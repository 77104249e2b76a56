import { allAwards } from '../awards/award.ts';
import { counterCase, deviceOf, writeCase } from '../casework/counter-case.ts';
import { isFreeWeekend } from '../casework/office-hours.ts';
import { countyStaff, staffNo } from '../casework/staff.ts';
import type { Person } from '../person.ts';
import { transactionRow } from '../records/case-rows.ts';
import { isRelated } from '../records/counter-records.ts';
import {
  accuse,
  ageIn,
  isPlain,
  isPlainBeneficiary,
  lookAlike,
  newCase,
  type Planting,
  take,
  type WrongScene,
} from './wrong-scene.ts';

function caseOf(scene: WrongScene, person: Person, day?: number) {
  const { draft, random } = scene;
  const award = allAwards(person)[0];
  return counterCase(draft, {
    random,
    no: `${draft.village.code}W${String(draft.casework.rows.length).padStart(4, '0')}`,
    person,
    item: award === undefined ? 'CS07' : 'CS27',
    day: day ?? draft.plan.asOfDay - random.between(8, 170),
    amountFen: award?.monthlyAmountFen ?? null,
  });
}

/** Of what the case was about. */
const amountOf = ({ transaction }: ReturnType<typeof caseOf>) => transaction.amountFen ?? 0;

const isClient = (person: Person) => isPlain(person) && person.awards.length + person.benefits.length > 0;

/** Evening or weekend. */
function putOffHours({ random, draft }: WrongScene, made: ReturnType<typeof caseOf>): void {
  const { acceptance } = made;
  if (random.chance(0.5)) {
    acceptance.second = random.between(19 * 3600, 22 * 3600);
    made.transaction.day = Math.min(draft.plan.asOfDay, acceptance.day + 3);
    while (made.transaction.day % 7 >= 5) made.transaction.day += 1;
    made.transaction.second = random.between(33_000, 41_000);
    return;
  }
  while (!isFreeWeekend(acceptance.day)) acceptance.day -= 1;
}

/** V1: accepted at the counter outside the hours, without approval. */
export const offHours: Planting = (scene) => {
  const { draft } = scene;
  const person = take(scene, isClient);
  if (person === null) return false;
  const made = caseOf(scene, person);
  putOffHours(scene, made);
  writeCase(draft.casework.rows, draft, made);
  const operatorNo = made.acceptance.operatorNo!;
  accuse(draft, newCase(draft), { rule: 'V1', person, operatorNo, amountFen: amountOf(made) });
  return true;
};

/** The same with an approval of overtime. */
export const approvedOvertime: Planting = (scene) => {
  const { draft } = scene;
  const person = take(scene, isClient);
  if (person === null) return false;
  const made = caseOf(scene, person);
  putOffHours(scene, made);
  made.acceptance.overtimeApproval = `YS${made.acceptance.no.slice(2)}`;
  writeCase(draft.casework.rows, draft, made);
  return lookAlike(scene, 'V1', person);
};

/** V2: handled without acceptance, or accepted afterwards. */
export const handledUnaccepted: Planting = (scene) => {
  const { draft, random } = scene;
  const person = take(scene, isClient);
  if (person === null) return false;
  const made = caseOf(scene, person);
  // an item that nothing else of the log is about
  made.transaction.item = 'CS29';
  made.acceptance.item = 'CS29';
  if (random.chance(0.6)) {
    draft.casework.rows.push(transactionRow({ ...made.transaction, acceptanceNo: null }));
  } else {
    made.transaction.day = made.acceptance.day;
    made.transaction.second = made.acceptance.second - random.between(600, 3000);
    writeCase(draft.casework.rows, draft, made);
  }
  const operatorNo = made.transaction.handleNo;
  accuse(draft, newCase(draft), { rule: 'V2', person, operatorNo, amountFen: amountOf(made) });
  return true;
};

/** V3: one agent, no family and no assistant, for four people within weeks. */
export const oneAgentMany: Planting = (scene) => {
  const { draft, random } = scene;
  const agent = take(
    scene,
    (person) => isPlain(person) && ageIn(scene, person) >= 25 && ageIn(scene, person) < 60,
  );
  if (agent === null) return false;
  const family = new Set([agent]);
  const clients: Person[] = [];
  for (let wanted = random.between(4, 6); wanted > 0; wanted -= 1) {
    const client = take(
      scene,
      (person) =>
        isPlainBeneficiary(scene, person) && ![...family].some((member) => isRelated(member, person)),
    );
    if (client === null) break;
    family.add(client);
    clients.push(client);
  }
  if (clients.length < 3) return false;
  const day = draft.plan.asOfDay - random.between(28, 160);
  let amountFen = 0;
  for (const client of clients) {
    const made = caseOf(scene, client, day + random.below(20));
    made.acceptance.agentIdNo = agent.idNo;
    made.acceptance.agentMobile = `168${String(agent.truthId).padStart(8, '0').slice(-8)}`;
    made.acceptance.deviceId = deviceOf(agent);
    amountFen += amountOf(made);
    writeCase(draft.casework.rows, draft, made);
  }
  accuse(draft, newCase(draft), { rule: 'V3', person: agent, amountFen });
  return true;
};

/** V4: who handles also reviews, or who reviews also pays. */
export const sameReviewer: Planting = (scene) => {
  const { draft, random } = scene;
  const person = take(scene, isClient);
  if (person === null) return false;
  const made = caseOf(scene, person);
  if (random.chance(0.6)) made.transaction.reviewNo = made.transaction.handleNo;
  else made.transaction.payNo = made.transaction.reviewNo;
  writeCase(draft.casework.rows, draft, made);
  accuse(draft, newCase(draft), {
    rule: 'V4',
    person,
    operatorNo: made.transaction.reviewNo,
    amountFen: amountOf(made),
  });
  return true;
};

/** R29: an operator handles the case of father, mother or spouse, or the own one. */
export const selfDealing: Planting = (scene) => {
  const { draft, random } = scene;
  const { plan, village, casework } = draft;
  const no = staffNo(village, 'ACCEPT');
  const known = casework.staff.find((member) => member.no === no);
  const relativeOf = (person: Person) =>
    person.household.members.find(
      (member) =>
        member !== person &&
        isRelated(member, person) &&
        member.booklet === person.booklet &&
        isPlainBeneficiary(scene, member) &&
        !scene.taken.has(member),
    ) ?? null;
  const operator =
    known?.person ??
    take(
      scene,
      (person) =>
        isPlain(person) &&
        ageIn(scene, person) >= 25 &&
        ageIn(scene, person) < 54 &&
        person.awards.length === 0 &&
        relativeOf(person) !== null,
    );
  if (operator === null) return false;
  if (known === undefined) casework.staff.push({ no, post: 'ACCEPT', person: operator });
  const relative = relativeOf(operator);
  const person = relative ?? operator;
  scene.taken.add(person);
  const amountFen = allAwards(person)[0]?.monthlyAmountFen ?? random.between(20, 300) * 1000;
  const made = counterCase(draft, {
    random,
    no: `${village.code}Q${String(casework.rows.length).padStart(4, '0')}`,
    person,
    item: 'CS22',
    day: plan.asOfDay - random.between(8, 170),
    amountFen,
  });
  made.acceptance.operatorNo = no;
  made.transaction.handleNo = no;
  made.transaction.reviewNo = random.pick(countyStaff(plan, village.countyCode).numbers.REVIEW);
  writeCase(casework.rows, draft, made);
  accuse(draft, newCase(draft), { rule: 'R29', person, operatorNo: no, amountFen });
  return true;
};
