import { scatter } from '../random.ts';

/**
 * Incidental properties of a person, drawn from the person's own noise. They need no storage and
 * come out the same in every output, so that a delta row agrees with the row that it replaces.
 */
const SALTS = {
  MOBILE: 1,
  MOBILE_SHARED: 2,
  HUKOU_ROW: 3,
  HUKOU_TYPE: 4,
  WAGE_ROW: 5,
  CONTRACT: 6,
  CONTRACT_TERM: 7,
  MEDICAL: 8,
  CERTIFICATION: 9,
  CERTIFICATION_CHANNEL: 10,
  PAYMENT_DAY: 11,
  OCCUPATION: 12,
  STALE_ROW: 13,
  GRID_INCOME: 14,
  GRID_BLANK: 15,
  MARRIAGE_ROW: 16,
  MIGRANT_ROW: 17,
  BRAND: 18,
  PLATFORM: 19,
  ACTIVE_DAYS: 20,
  GONE_BENEFIT: 21,
  PURPOSE: 22,
  LAND_AREA: 23,
  ORGANISATION: 24,
  DEATH_ROW: 25,
  EMP_MOBILE: 26,
  WAGE: 27,
  RISK_CLEARED: 28,
  BLANK: 29,
  SPLIT: 30,
  PERSONAL_NO: 31,
  TAX_PERSONAL_NO: 32,
  CONTACT: 33,
} as const;

export type Trait = keyof typeof SALTS;

/** Uniform in 0 … 2^32 − 1. */
export function traitNumber(owner: { noise: number }, trait: Trait): number {
  return scatter(owner.noise, SALTS[trait]);
}

/** Whole number in 0 … count − 1. */
export function traitBelow(owner: { noise: number }, trait: Trait, count: number): number {
  return Math.floor((traitNumber(owner, trait) / 4294967296) * count);
}

export function hasTrait(owner: { noise: number }, trait: Trait, probability: number): boolean {
  return traitNumber(owner, trait) < probability * 4294967296;
}

export function traitOf<T>(owner: { noise: number }, trait: Trait, list: readonly T[]): T {
  return list[traitBelow(owner, trait, list.length)]!;
}
