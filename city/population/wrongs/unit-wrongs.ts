import type { TruthWrong } from '../../truth/truth-wrong.ts';
import type { CityPlan } from '../city-plan.ts';
import { PEOPLE_PER_VILLAGE } from '../new-person.ts';
import type { Person } from '../person.ts';
import type { UnitHeadcount } from '../unit-headcount.ts';
import { isPublic } from '../units.ts';
import { CONTRIBUTION_SHARE } from './work-wrongs.ts';
import { ageIn, isPlain, type Planting, take } from './wrong-scene.ts';

/** Staff beyond the insured heads, as a share of these, from which a unit under-insures. */
const EXCESS = 0.2;

/** R30: a small unit of the village pays wages to people whom it does not insure. */
export const underInsure: Planting = (scene) => {
  const { draft, random } = scene;
  const { plan, village } = draft;
  const units = (plan.units.byVillage.get(village.code) ?? []).filter(
    (unit) => !isPublic(unit) && unit.state === 'ACTIVE' && unit.enrolMonth > 0,
  );
  if (units.length === 0) return false;
  const unit = units.reduce((small, other) => (other.size < small.size ? other : small));
  const staff: Person[] = [];
  for (let wanted = random.between(5, 8); wanted > 0; wanted -= 1) {
    const person = take(
      scene,
      (candidate) =>
        isPlain(candidate) &&
        candidate.unit === null &&
        candidate.emp === null &&
        candidate.pub === null &&
        candidate.student === null &&
        ageIn(scene, candidate) >= 20 &&
        ageIn(scene, candidate) < 50,
    );
    if (person !== null) staff.push(person);
  }
  for (const person of staff) {
    person.unit = unit;
    person.livelihood = 'EMPLOYEE';
    person.hiredDay = plan.asOfDay - random.between(60, 900);
    person.incomeFen = random.between(28, 50) * 10_000;
  }
  return staff.length > 0;
};

/** R30: enrolled units that file wage tax for a fifth more people than they insure. */
export function underInsuringUnits({ units, villages }: CityPlan, headcount: UnitHeadcount): TruthWrong[] {
  const first = villages.length * PEOPLE_PER_VILLAGE;
  return units.all
    .filter(({ index, enrolMonth, state }) => {
      const excess = headcount.taxed[index]! - headcount.insured[index]!;
      return (
        enrolMonth > 0 && state === 'ACTIVE' && excess > 0 && excess >= headcount.insured[index]! * EXCESS
      );
    })
    .map(({ uscc, index }) => ({
      rule: 'R30',
      truthId: null,
      uscc,
      operatorNo: null,
      programme: 'EMP_PENSION',
      amountFen: missedFen(headcount, index),
      caseNo: first + index,
    }));
}

/** A month's contributions for the heads that are missing, at the average wage filed. */
function missedFen({ taxed, insured, wageFen }: UnitHeadcount, index: number): number {
  const heads = taxed[index]!;
  return Math.round((wageFen[index]! * (heads - insured[index]!) * CONTRIBUTION_SHARE) / heads);
}
