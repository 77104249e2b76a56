import type { TruthUnit, UnitStatus } from '../truth/truth-person.ts';
import type { CityPlan } from './city-plan.ts';
import { hasRunningContract, hasWageFiling, wageFen } from './records/work-records.ts';
import type { Unit } from './units.ts';
import type { Village } from './village-draft.ts';

/** Heads of the planned units, by position in the plan, summed over the villages made so far. */
export interface UnitHeadcount {
  /** People with a wage filing or a running contract. */
  readonly staff: Int32Array;
  /** People with a wage filing who draw no pension, and the sum of their wages in fen. */
  readonly taxed: Int32Array;
  readonly wageFen: Float64Array;
  /** People with a live enrolment through the unit. */
  readonly insured: Int32Array;
}

export function emptyHeadcount(plan: CityPlan): UnitHeadcount {
  const count = plan.units.all.length;
  return {
    staff: new Int32Array(count),
    taxed: new Int32Array(count),
    wageFen: new Float64Array(count),
    insured: new Int32Array(count),
  };
}

export function addHeads(headcount: UnitHeadcount, village: Village): void {
  for (const person of village.people) {
    const { unit, emp, pub } = person;
    if (unit !== null && (hasWageFiling(person) || hasRunningContract(person)))
      headcount.staff[unit.index]! += 1;
    if (unit !== null && hasWageFiling(person) && person.benefits.length === 0) {
      headcount.taxed[unit.index]! += 1;
      headcount.wageFen[unit.index]! += wageFen(person);
    }
    const insuredBy = pub?.state === 'LIVE' ? pub.unit : emp?.state === 'LIVE' ? emp.unit : null;
    if (insuredBy !== null) headcount.insured[insuredBy.index]! += 1;
  }
}

export function truthOfUnit(unit: Unit, headcount: UnitHeadcount): TruthUnit {
  const staff = headcount.staff[unit.index]!;
  return {
    uscc: unit.uscc,
    name: unit.name,
    status: unitStatus(unit, staff),
    staff,
    insuredHeadcount: headcount.insured[unit.index]!,
  };
}

function unitStatus(unit: Unit, staff: number): UnitStatus {
  if (unit.state !== 'ACTIVE') return 'CLOSED';
  if (unit.enrolMonth > 0) return 'INSURED_UNIT';
  return staff > 0 ? 'UNINSURED_UNIT' : 'NO_STAFF';
}

/** Truth of the shops without staff that people of a village own. */
export function truthOfBusinesses(village: Village): TruthUnit[] {
  return village.people.flatMap(({ business, idNo }) =>
    business === null || idNo === ''
      ? []
      : [
          {
            uscc: business.uscc,
            name: business.name,
            status: business.state === 'ACTIVE' ? ('NO_STAFF' as const) : ('CLOSED' as const),
            staff: 0,
            insuredHeadcount: 0,
          },
        ],
  );
}
