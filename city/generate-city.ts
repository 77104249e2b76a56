import { resolve, sep } from 'node:path';
import { readDivisions } from '#catalogue/divisions/read-divisions.ts';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { dayOfIso, isoOfDay } from './calendar.ts';
import { dailyShapes } from './deliveries/city-deliveries.ts';
import { readShapes } from './deliveries/delivery-shape.ts';
import { type ErrorRates, readErrorRates } from './deliveries/errors/error-rates.ts';
import { readNameConfusions } from './deliveries/errors/name-confusions.ts';
import { type CityPlan, planCity } from './population/city-plan.ts';
import { populateCity } from './population/populate-city.ts';
import { populateDay } from './population/populate-day.ts';
import { type CityProgress, type CitySummary, writeCity } from './write-city.ts';

export type { CityProgress, CitySummary } from './write-city.ts';

export interface CityWish {
  /** Division code of 2 to 12 digits; every village inside can be peopled. */
  readonly region: string;
  /** Residents, at least 50. */
  readonly people: number;
  /** Same seed, same bytes. */
  readonly seed: number;
  /** ISO date. */
  readonly asOf: string;
  /** Folder of the deliveries; must not exist or be empty. */
  readonly out: string;
  /** Folder of the truth; `<out>-truth` by default, never inside `out`. */
  readonly truth?: string | undefined;
  /** Rates of errors; the shipped ones by default. */
  readonly rates?: ErrorRates | undefined;
  readonly onProgress?: ((progress: CityProgress) => void) | undefined;
}

export interface DayWish extends CityWish {
  /** Days after the as-of date, from 1. */
  readonly day: number;
  /** Share of the people to whom something happens, 0–1. */
  readonly share: number;
}

function plan({ region, people, seed, asOf }: CityWish): CityPlan {
  if (!(Number.isInteger(people) && people >= 50)) {
    throw new ZhaorenError('BAD_ARGUMENT', { argument: '--people', expected: '不小于 50 的整数' });
  }
  const divisions = readDivisions({ prefix: region });
  if (!divisions.some(({ level }) => level === 5)) {
    throw new ZhaorenError('NOT_FOUND', { kind: '行政区划', key: region });
  }
  return planCity({ region, people, seed, asOf, divisions });
}

/** Where the truth goes: a pipeline that reads `out` must not meet it. */
function truthFolder({ out, truth = `${out}-truth` }: CityWish): string {
  if (`${resolve(truth)}${sep}`.startsWith(`${resolve(out)}${sep}`)) {
    throw new ZhaorenError('BAD_ARGUMENT', { argument: '--truth', expected: '--out 之外的目录' });
  }
  return truth;
}

function settings(wish: CityWish, { villages }: CityPlan) {
  const counties = new Map(villages.map(({ countyCode, countyName }) => [countyCode, countyName]));
  return {
    definitions: loadCatalogue().sources,
    rates: wish.rates ?? readErrorRates(),
    confusions: readNameConfusions(),
    counties: new Map([...counties].sort(([a], [b]) => (a < b ? -1 : 1))),
    seed: wish.seed,
    out: wish.out,
    truth: truthFolder(wish),
    onProgress: wish.onProgress,
  };
}

/**
 * Writes the deliveries of a fictitious city as its departments send them, and beside them the truth:
 * `person`, `unit`, `unlisted_dwelling`, `life`, `award`, `wrong`, `record` and `delivery.parquet`.
 * @throws ZhaorenError BAD_ARGUMENT, NOT_FOUND (no village in the region), DISK_FULL, NO_PERMISSION
 */
export async function generateCity(wish: CityWish): Promise<CitySummary> {
  const city = plan(wish);
  return writeCity({
    ...settings(wish, city),
    villages: populateCity(city),
    shapes: readShapes(),
    asOf: wish.asOf,
  });
}

/**
 * Writes what changes in that city on a later day: one delta a source. The truth holds the people and rows of
 * these records, as they then are.
 */
export async function generateDay(wish: DayWish): Promise<CitySummary> {
  const city = plan(wish);
  return writeCity({
    ...settings(wish, city),
    villages: populateDay(city, wish.day, wish.share),
    shapes: dailyShapes(readShapes()),
    asOf: isoOfDay(dayOfIso(wish.asOf) + wish.day),
  });
}
