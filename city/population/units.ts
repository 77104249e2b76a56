import { dayOf, firstDayOfMonth, monthOfDay } from '../calendar.ts';
import { pickWeighted, RandomStream, type WeightedTable, weightedTable } from '../random.ts';
import type { VillagePlan } from './city-plan.ts';
import { creditCodeOf, type EntityKind } from './credit-code.ts';
import type { RegionProfile } from './region-profile.ts';
import { industryOf, unitName } from './unit-names.ts';

/** An employer: company, cooperative, trader with staff, or public body. */
export interface Unit {
  /** Position in the plan. */
  index: number;
  uscc: string;
  name: string;
  kind: EntityKind;
  village: VillagePlan;
  foundedDay: number;
  industry: string;
  /** Of the business register; public bodies are ACTIVE and not in it. */
  state: 'ACTIVE' | 'REVOKED' | 'CANCELLED';
  /** 0 while active. */
  closedMonth: number;
  /** Month of enrolment in social insurance; 0: never. */
  enrolMonth: number;
  /** Expected staff, as a weight. */
  size: number;
}

export interface UnitPlan {
  all: readonly Unit[];
  byVillage: ReadonlyMap<string, readonly Unit[]>;
  byCounty: ReadonlyMap<string, CountyUnits>;
}

/** The units of a county from which people draw their jobs. */
export interface CountyUnits {
  insured: WeightedTable<Unit> | null;
  uninsured: WeightedTable<Unit> | null;
  closed: WeightedTable<Unit> | null;
  public: WeightedTable<Unit> | null;
}

const PRIVATE_KINDS = weightedTable<EntityKind>([
  ['COMPANY', 68],
  ['COOPERATIVE', 14],
  ['SOLE_TRADER', 18],
]);

/** About one private unit for 75 residents of a community or 200 of a village; public ones for 800. */
export function planUnits(
  villages: readonly VillagePlan[],
  profile: RegionProfile,
  seed: number,
  asOfDay: number,
): UnitPlan {
  const all: Unit[] = [];
  const byVillage = new Map<string, Unit[]>();
  for (const village of villages) {
    const random = new RandomStream(`${seed}/${village.code}/units`);
    const units: Unit[] = [];
    const add = (kind: EntityKind) => {
      const unit = newUnit(random, all.length, kind, village, profile, asOfDay);
      all.push(unit);
      units.push(unit);
    };
    for (let i = roundAtRandom(random, village.residents / 800); i > 0; i -= 1) {
      add(random.chance(0.75) ? 'PUBLIC_INSTITUTION' : 'STATE_ORGAN');
    }
    for (let i = roundAtRandom(random, village.residents / (village.urban ? 75 : 200)); i > 0; i -= 1) {
      add(pickWeighted(random, PRIVATE_KINDS));
    }
    byVillage.set(village.code, units);
  }
  return { all, byVillage, byCounty: countyUnits(all) };
}

export function isPublic(unit: Unit): boolean {
  return unit.kind === 'PUBLIC_INSTITUTION' || unit.kind === 'STATE_ORGAN';
}

function newUnit(
  random: RandomStream,
  index: number,
  kind: EntityKind,
  village: VillagePlan,
  profile: RegionProfile,
  asOfDay: number,
): Unit {
  const industry = industryOf(random, kind);
  const isPublicBody = kind === 'PUBLIC_INSTITUTION' || kind === 'STATE_ORGAN';
  const foundedDay = isPublicBody
    ? dayOf(random.between(1985, 2012), random.between(1, 12), random.between(1, 28))
    : asOfDay - random.between(200, 200 + 365 * 18);
  const fate = random.unit();
  const closed = !isPublicBody && fate < 0.08;
  const asOfMonth = monthOfDay(asOfDay);
  const closedMonth = closed ? Math.max(monthOfDay(foundedDay) + 3, asOfMonth - random.between(4, 48)) : 0;
  // of private units a quarter has no staff and is not enrolled; of the others one in twelve is not
  const staffed = isPublicBody || closed || fate < 0.78;
  const enrolled = isPublicBody || (staffed && random.chance(closed ? 0.7 : 0.91));
  const enrolMonth = !enrolled
    ? 0
    : isPublicBody
      ? 2014 * 12 + 9
      : Math.min(closed ? closedMonth : asOfMonth - 1, monthOfDay(foundedDay) + random.between(1, 14));
  const scale = isPublicBody ? 3.1 : kind === 'COMPANY' ? 1.9 : 1;
  return {
    index,
    uscc: creditCodeOf(kind, profile.birthDivision, index * 37 + 11),
    name: unitName(random, kind, village, industry),
    kind,
    village,
    foundedDay: closed ? Math.min(foundedDay, firstDayOfMonth(closedMonth) - 60) : foundedDay,
    industry,
    state: closed ? (random.chance(0.7) ? 'CANCELLED' : 'REVOKED') : 'ACTIVE',
    closedMonth,
    enrolMonth,
    size: staffed ? Math.exp(random.normal(scale, 0.9)) * (enrolled ? 1 : 0.6) : 0,
  };
}

function countyUnits(all: readonly Unit[]): Map<string, CountyUnits> {
  const counties = Map.groupBy(all, (unit) => unit.village.countyCode);
  const table = (units: Unit[]) =>
    units.length === 0 ? null : weightedTable(units.map((unit) => [unit, unit.size] as const));
  return new Map(
    [...counties].map(([county, units]) => {
      const staffed = units.filter((unit) => !isPublic(unit) && unit.size > 0);
      const active = staffed.filter((unit) => unit.state === 'ACTIVE');
      return [
        county,
        {
          insured: table(active.filter((unit) => unit.enrolMonth > 0)),
          uninsured: table(active.filter((unit) => unit.enrolMonth === 0)),
          closed: table(staffed.filter((unit) => unit.state !== 'ACTIVE' && unit.enrolMonth > 0)),
          public: table(units.filter(isPublic)),
        },
      ];
    }),
  );
}

/** Whole number whose expectation is `value`. */
function roundAtRandom(random: RandomStream, value: number): number {
  return Math.floor(value + random.unit());
}
