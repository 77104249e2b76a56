import { isoOfDay, monthOfDay } from '../../calendar.ts';
import { allAwards } from '../awards/award.ts';
import { deviceOf } from '../casework/counter-case.ts';
import type { Person } from '../person.ts';
import { addRow, keyOf, numberIn } from '../records/record-writing.ts';
import {
  accusePaid,
  ageIn,
  isPlainBeneficiary,
  newCase,
  type Planting,
  take,
  type WrongScene,
} from './wrong-scene.ts';

/** R16: one telephone certifies eleven people of different families on a day; or a check fails and then passes. */
export const massDevice: Planting = (scene) => {
  const { draft, random } = scene;
  const day = draft.plan.asOfDay - random.between(35, 90);
  const isMass = random.chance(0.7);
  const households = new Set<unknown>();
  const people: Person[] = [];
  for (let wanted = isMass ? random.between(10, 13) : 1; wanted > 0; wanted -= 1) {
    const person = take(
      scene,
      (candidate) =>
        isPlainBeneficiary(scene, candidate) &&
        ageIn(scene, candidate) >= 60 &&
        !households.has(candidate.household) &&
        !households.has(candidate.booklet),
    );
    if (person === null) break;
    households.add(person.household).add(person.booklet);
    people.push(person);
  }
  if (people.length < (isMass ? 10 : 1)) return false;
  const caseNo = newCase(draft);
  const device = isMass ? `B${String(caseNo).padStart(12, '0')}` : deviceOf(people[0]!);
  const month = monthOfDay(day);
  for (const person of people) {
    if (!isMass) addCheck(scene, person, 1, day, 'FAIL', random.between(12, 40), device);
    addCheck(scene, person, 2, day, 'PASS', random.between(82, 97), device);
    // what was paid on the strength of such a proof
    accusePaid(draft, 'R16', person, allAwards(person), (line) => line.month > month, caseNo);
  }
  return true;
};

function addCheck(
  { draft }: WrongScene,
  person: Person,
  no: number,
  day: number,
  result: 'PASS' | 'FAIL',
  score: number,
  device: string,
): void {
  const key = `${keyOf('SB', person)}${no}`;
  addRow(draft.casework.rows, 'hrss_face_app', key, person, {
    record_no: key,
    id_no: numberIn(person),
    name: person.name,
    event_date: isoOfDay(day),
    programme: allAwards(person)[0]!.programme,
    result,
    liveness_score: score,
    device_id: device,
  });
}
