import { pickWeighted, type RandomStream, weightedTable } from '../random.ts';
import { isUnableToWork } from './callings.ts';
import type { Benefit, Person, ResidentAccount, SpecialGroup } from './person.ts';

/** The scheme reached the region in 2010; who was 60 by then draws without having paid. */
const LAUNCH_YEAR = 2010;
const SPECIAL_TIER_FEN = 10_000;

const TIERS_FEN = weightedTable([
  [20_000, 56],
  [30_000, 14],
  [50_000, 13],
  [100_000, 8],
  [200_000, 5],
  [300_000, 4],
] as const);

const GOV_PAID: ReadonlySet<SpecialGroup> = new Set(['TEKUN', 'POVERTY_WATCH', 'DISABLED_SEVERE']);

/** True when the state pays the whole contribution of the group. */
export function isGovPaid(group: SpecialGroup): boolean {
  return GOV_PAID.has(group);
}

export function specialGroupOf(person: Person): SpecialGroup {
  const { household } = person;
  if (person.tekun !== null) return 'TEKUN';
  if (household.dibao !== null) return 'DIBAO';
  if (household.povertyWatch !== null) return 'POVERTY_WATCH';
  if (isUnableToWork(person)) return 'DISABLED_SEVERE';
  if (person.cadre !== null && person.cadre.toDay === 0) return 'VILLAGE_CADRE';
  if (household.familyPlanning !== null && (person.relation === 'HEAD' || person.relation === 'SPOUSE')) {
    return 'FAMILY_PLANNING';
  }
  return 'NONE';
}

export type ResidentPayment = 'REGULAR' | 'BROKEN' | 'NEVER_PAID';

/**
 * Resident-pension account of somebody between 16 and 60, or of one beyond who stopped at 60.
 * `lastYear`: the last year that could be paid.
 */
export function openResidentAccount(
  random: RandomStream,
  person: Person,
  payment: ResidentPayment,
  lastYear: number,
  paysEarlyShare: number,
): ResidentAccount {
  const year16 = Math.floor(person.birthMonth / 12) + 16;
  const earliest = Math.max(LAUNCH_YEAR, year16);
  const specialGroup = specialGroupOf(person);
  const isSpecial =
    specialGroup !== 'NONE' && specialGroup !== 'FAMILY_PLANNING' && specialGroup !== 'VILLAGE_CADRE';
  const tierFen = isSpecial ? SPECIAL_TIER_FEN : pickWeighted(random, TIERS_FEN);
  const isLate = random.chance(0.3);
  if (payment === 'NEVER_PAID') {
    const firstYear = Math.max(earliest, lastYear - random.between(2, 6));
    return {
      state: 'LIVE',
      firstYear: Math.min(firstYear, lastYear - 2),
      lastPaidYear: null,
      skippedYearBefore: false,
      paidYears: 0,
      tierFen,
      specialGroup,
    };
  }
  const paidThisYear = isGovPaid(specialGroup) || random.chance(paysEarlyShare);
  const lastPaidYear =
    payment === 'REGULAR'
      ? paidThisYear || earliest >= lastYear
        ? lastYear
        : lastYear - 1
      : Math.max(earliest, lastYear - (random.chance(0.55) ? 2 : random.between(3, 8)));
  const firstYear = Math.min(lastPaidYear, earliest + (isLate ? random.between(0, 8) : 0));
  const skippedYearBefore = lastPaidYear - firstYear >= 2 && random.chance(0.06);
  return {
    state: payment === 'BROKEN' && random.chance(0.25) ? 'PAUSED' : 'LIVE',
    firstYear,
    lastPaidYear,
    skippedYearBefore,
    paidYears: lastPaidYear - firstYear + 1 - (skippedYearBefore ? 1 : 0),
    tierFen,
    specialGroup,
  };
}

/** Account of somebody who was 60 when the scheme began, or who paid up to 60. */
export function openDrawnResidentAccount(random: RandomStream, person: Person): ResidentAccount {
  const year60 = Math.floor(person.birthMonth / 12) + 60;
  if (year60 <= LAUNCH_YEAR) {
    return {
      state: 'LIVE',
      firstYear: LAUNCH_YEAR + random.below(2),
      lastPaidYear: null,
      skippedYearBefore: false,
      paidYears: 0,
      tierFen: 0,
      specialGroup: specialGroupOf(person),
    };
  }
  return { ...openResidentAccount(random, person, 'REGULAR', year60, 0.8), state: 'LIVE' };
}

/** Pension from the month after the sixtieth birthday. */
export function residentPension(random: RandomStream, person: Person, asOfMonth: number): Benefit {
  return {
    programme: 'RES_PENSION',
    awardMonth: Math.max(person.birthMonth + 60 * 12 + 1, LAUNCH_YEAR * 12 + random.between(0, 17)),
    state: random.chance(0.982) ? 'PAYING' : 'SUSPENDED',
    lastPaidMonth: asOfMonth,
    monthlyAmountFen: random.between(2080, 5200) * 10,
  };
}
