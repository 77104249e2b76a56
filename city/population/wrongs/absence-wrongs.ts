import { isoOfDay, monthOfDay } from '../../calendar.ts';
import { allAwards } from '../awards/award.ts';
import type { Person } from '../person.ts';
import { addRow, keyOf, numberIn, sexIn } from '../records/record-writing.ts';
import {
  accusePaid,
  ageIn,
  isPlainBeneficiary,
  lookAlike,
  type Planting,
  take,
  type WrongScene,
} from './wrong-scene.ts';

function leaveHome({ draft }: WrongScene, person: Person): void {
  draft.residents -= 1;
  person.whereabouts = 'AWAY';
}

/** R06: sentenced, and paid on. */
export const insidePrison: Planting = (scene) => {
  const { draft, random } = scene;
  const { asOfDay } = draft.plan;
  const person = take(
    scene,
    (candidate) =>
      isPlainBeneficiary(scene, candidate) && ageIn(scene, candidate) < 72 && ageIn(scene, candidate) >= 20,
  );
  if (person === null) return false;
  person.custody = {
    kind: random.chance(0.8) ? 'PRISON' : 'DETENTION',
    startDay: asOfDay - random.between(70, 700),
    endDay: asOfDay + random.between(60, 1200),
  };
  person.unit = null;
  leaveHome(scene, person);
  return true;
};

/** Sentenced to probation, at home and rightly paid. */
export const onProbation: Planting = (scene) => {
  const { draft, random } = scene;
  const { asOfDay } = draft.plan;
  const person = take(
    scene,
    (candidate) =>
      isPlainBeneficiary(scene, candidate) && ageIn(scene, candidate) < 75 && ageIn(scene, candidate) >= 20,
  );
  if (person === null) return false;
  person.custody = {
    kind: 'COMMUNITY',
    startDay: asOfDay - random.between(70, 500),
    endDay: asOfDay + random.between(60, 600),
  };
  return lookAlike(scene, 'R06', person);
};

/** R07: a court has declared the person missing or dead; payment goes on. */
export const declaredMissing: Planting = (scene) => {
  const { draft, random } = scene;
  const person = take(
    scene,
    (candidate) =>
      isPlainBeneficiary(scene, candidate) && candidate.benefits.length > 0 && ageIn(scene, candidate) < 90,
  );
  if (person === null) return false;
  const day = draft.plan.asOfDay - random.between(45, 110);
  addDeclaration(scene, person, day, random.chance(0.6) ? 'MISSING' : 'DEATH', 0);
  leaveHome(scene, person);
  for (const award of allAwards(person)) award.lost = { reason: 'MISSING', day };
  const month = monthOfDay(day);
  return accusePaid(draft, 'R07', person, allAwards(person), (line) => line.month > month);
};

/** Once declared missing, came back, and the court has revoked it. */
export const revokedDeclaration: Planting = (scene) => {
  const { draft, random } = scene;
  const person = take(scene, (candidate) => isPlainBeneficiary(scene, candidate));
  if (person === null) return false;
  const day = draft.plan.asOfDay - random.between(400, 900);
  addDeclaration(scene, person, day, 'MISSING', day + random.between(60, 300));
  return lookAlike(scene, 'R07', person);
};

function addDeclaration(
  { draft }: WrongScene,
  person: Person,
  day: number,
  kind: 'MISSING' | 'DEATH',
  revokedDay: number,
): void {
  const key = keyOf('MT', person);
  addRow(draft.casework.rows, 'court_declaration', key, person, {
    judgment_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    judgment_date: isoOfDay(day),
    kind,
    revoked_date: revokedDay === 0 ? null : isoOfDay(revokedDay),
  });
}
