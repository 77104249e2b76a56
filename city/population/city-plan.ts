import { parseDivisionCode } from '#domain/division-code.ts';
import { dayOfIso, monthOfDay } from '../calendar.ts';
import { pickWeighted, RandomStream, type WeightedTable } from '../random.ts';
import { PLACES_PER_CYCLE } from './identity-number-issuer.ts';
import { type RegionProfile, regionProfile } from './region-profile.ts';
import { planUnits, type UnitPlan } from './units.ts';

/** A row of the division list, as `catalogue/divisions/read-divisions.ts` gives it: 2, 4, 6, 9 or 12 digits. */
export interface DivisionRow {
  code: string;
  name: string;
  /** 1 province … 4 township, 5 village. */
  level: number;
  kind?: string | null;
}

export interface VillagePlan {
  /** Position in the plan; the first part of every `truthId` of the village. */
  index: number;
  /** 12 digits. */
  code: string;
  name: string;
  countyCode: string;
  countyName: string;
  townName: string;
  /** Residents' committee with blocks of flats, or villagers' committee with yards. */
  urban: boolean;
  /** From the province down to the village. */
  address: string;
  residents: number;
  grids: number;
  ethnicMix: WeightedTable<string>;
  /** Lost land to the town's growth. */
  landLost: boolean;
  /** Share of birth places in the deal of citizen numbers. */
  firstPlace: number;
  endPlace: number;
}

export interface CityPlan {
  region: string;
  seed: number;
  asOf: string;
  asOfDay: number;
  asOfMonth: number;
  profile: RegionProfile;
  villages: readonly VillagePlan[];
  /** Villages with their residents summed up, to pick one as a hukou place. */
  hukouPlaces: WeightedTable<VillagePlan>;
  units: UnitPlan;
}

export interface CityWish {
  /** Code of 2 to 12 digits; all villages inside are candidates. */
  region: string;
  /** Residents, from about 100 to millions. */
  people: number;
  seed: number;
  /** ISO date. */
  asOf: string;
  divisions: readonly DivisionRow[];
}

/** Below this mean size a village is no village: fewer villages are peopled instead. */
const SMALLEST_MEAN_VILLAGE = 160;
const RESIDENTS_PER_GRID = 254;
/** Residents by which even the smallest village counts in the deal of citizen numbers. */
const SMALLEST_SHARE = 150;

/**
 * Deals residents, grids, citizen numbers and units to the villages of a region.
 * Throws RangeError when the list has no village in the region or `people` is below 50.
 */
export function planCity({ region, people, seed, asOf, divisions }: CityWish): CityPlan {
  if (!(people >= 50)) throw new RangeError(`too few people for a city: ${people}`);
  const profile = regionProfile(region);
  const nameOf = new Map(divisions.map(({ code, name }) => [code, name]));
  const chosen = chooseVillages(divisionVillages(region, divisions), people, seed);
  const sizes = dealResidents(chosen, people, seed);
  const landLost = villagesThatLostLand(chosen, seed);
  const shares = sizes.map((size) => size + SMALLEST_SHARE);
  const total = shares.reduce((sum, share) => sum + share, 0);

  let placed = 0;
  const villages = chosen.map((row, index): VillagePlan => {
    const random = new RandomStream(`${seed}/${row.code}/plan`);
    const residents = sizes[index]!;
    const firstPlace = Math.floor((placed / total) * PLACES_PER_CYCLE);
    placed += shares[index]!;
    const urban = isUrban(row);
    const countyName = nameOf.get(row.code.slice(0, 6)) ?? '';
    const townName = nameOf.get(row.code.slice(0, 9)) ?? '';
    return {
      index,
      code: row.code,
      name: row.name,
      countyCode: row.code.slice(0, 6),
      countyName,
      townName,
      urban,
      address: addressHead(nameOf, row.code, profile) + countyName + townName + shortVillageName(row.name),
      residents,
      grids: Math.max(1, Math.round(residents / RESIDENTS_PER_GRID)),
      ethnicMix: pickWeighted(random, profile.villageMixes),
      landLost: landLost.has(row.code),
      firstPlace,
      endPlace: Math.floor((placed / total) * PLACES_PER_CYCLE),
    };
  });
  const hukouPlaces = residentTable(villages);
  const asOfDay = dayOfIso(asOf);
  return {
    region,
    seed,
    asOf,
    asOfDay,
    asOfMonth: monthOfDay(asOfDay),
    profile,
    villages,
    hukouPlaces,
    units: planUnits(villages, profile, seed, asOfDay),
  };
}

function divisionVillages(region: string, divisions: readonly DivisionRow[]): DivisionRow[] {
  const prefix = parseDivisionCode(region)?.prefix ?? region;
  const villages = divisions
    .filter(({ level, code }) => level === 5 && code.startsWith(prefix))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  if (villages.length === 0) throw new RangeError(`the division list has no village in ${region}`);
  return villages;
}

function isUrban({ code, kind }: DivisionRow): boolean {
  return kind === 'COMMUNITY' || (kind !== 'VILLAGE' && Number(code.slice(9)) < 200);
}

/** All villages, or so many that they are big enough; then at least one of each town as far as that goes. */
function chooseVillages(villages: DivisionRow[], people: number, seed: number): DivisionRow[] {
  const wanted = Math.max(1, Math.floor(people / SMALLEST_MEAN_VILLAGE));
  if (wanted >= villages.length) return villages;
  const random = new RandomStream(`${seed}/villages`);
  const ranked = villages.map((village) => ({ village, rank: random.unit() }));
  ranked.sort((a, b) => a.rank - b.rank);
  const towns = new Set<string>();
  const firstOfTown = ranked.filter(({ village }) => {
    const town = village.code.slice(0, 9);
    return towns.has(town) ? false : towns.add(town);
  });
  const order = [...firstOfTown, ...ranked.filter((entry) => !firstOfTown.includes(entry))];
  return order
    .slice(0, wanted)
    .map(({ village }) => village)
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Unequal sizes that add up to `people`: communities of streets are large, hill villages small. */
function dealResidents(villages: DivisionRow[], people: number, seed: number): number[] {
  const weights = villages.map((row) => {
    const random = new RandomStream(`${seed}/${row.code}/size`);
    const inStreet = Number(row.code.slice(6, 9)) < 100;
    const mean = isUrban(row) ? (inStreet ? 5200 : 3000) : inStreet ? 1700 : 950;
    return mean * Math.exp(random.normal(0, isUrban(row) ? 0.45 : 0.5));
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let dealt = 0;
  let reached = 0;
  return weights.map((weight) => {
    reached += weight;
    const size = Math.round((reached / sum) * people) - dealt;
    dealt += size;
    return size;
  });
}

/** Villages around the towns, where roads and estates were built; at least one. */
function villagesThatLostLand(villages: readonly DivisionRow[], seed: number): ReadonlySet<string> {
  const random = new RandomStream(`${seed}/land`);
  const urbanTowns = new Set(villages.filter(isUrban).map(({ code }) => code.slice(0, 9)));
  const rural = villages.filter((row) => !isUrban(row));
  const lost = rural.filter(({ code }) => random.chance(urbanTowns.has(code.slice(0, 9)) ? 0.25 : 0.02));
  return new Set((lost.length > 0 ? lost : [rural[0] ?? villages[0]!]).map(({ code }) => code));
}

function addressHead(nameOf: ReadonlyMap<string, string>, code: string, profile: RegionProfile): string {
  const province = nameOf.get(code.slice(0, 2));
  const city = nameOf.get(code.slice(0, 4));
  return province !== undefined && city !== undefined ? province + city : profile.addressHead;
}

/** 明庄村委会 → 明庄村, 长城社区居委会 → 长城社区. */
function shortVillageName(name: string): string {
  if (/(村民委员会|村委会)$/.test(name)) {
    return `${name.replace(/村?(村民委员会|村委会)$/, '')}村`;
  }
  return name.replace(/(居民委员会|居委会)$/, '');
}

function residentTable(villages: readonly VillagePlan[]): WeightedTable<VillagePlan> {
  const cumulative = new Float64Array(villages.length);
  let sum = 0;
  villages.forEach((village, i) => {
    // hukou places are villages more often than communities: people move to town without it
    sum += village.urban ? village.residents * 0.15 : village.residents;
    cumulative[i] = sum;
  });
  return { values: villages, cumulative };
}
