import type { Person } from '../person.ts';
import { ageIn, isPlainBeneficiary, lookAlike, type Planting, take, type WrongScene } from './wrong-scene.ts';

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
  // two years unheard of for MISSING, four for DEATH (Civil Code, art. 40 and 46)
  const kind = random.chance(0.6) ? 'MISSING' : 'DEATH';
  const missingDay = day - (kind === 'MISSING' ? 730 : 1460) - random.between(60, 400);
  person.declared = { kind, day, missingDay, revokedDay: 0 };
  for (const benefit of person.benefits) benefit.certifiedDay = missingDay - random.between(20, 300);
  leaveHome(scene, person);
  return true;
};

/** Once declared missing, came back, and the court has revoked it. */
export const revokedDeclaration: Planting = (scene) => {
  const { draft, random } = scene;
  const person = take(scene, (candidate) => isPlainBeneficiary(scene, candidate));
  if (person === null) return false;
  const day = draft.plan.asOfDay - random.between(400, 900);
  const revokedDay = day + random.between(60, 300);
  person.declared = { kind: 'MISSING', day, missingDay: day - random.between(800, 1100), revokedDay };
  return lookAlike(scene, 'R07', person);
};
