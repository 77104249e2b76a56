import { addMonths, type Month, monthsBetween } from './month.ts';

/**
 * Statutory retirement, law in force since 2025-01-01 (decision of the Standing Committee of the National
 * People's Congress of 2024-09-13). Parameters come from the catalogue.
 */

/** Original age: men 60; women in managerial and technical posts 55; women in worker posts 50. Not derivable from sex. */
export type RetirementGroup = 'M60' | 'F55' | 'F50';

export interface RetirementAgeRule {
  readonly group: RetirementGroup;
  /** First birth month that is delayed. */
  readonly baseBirthMonth: Month;
  /** Age before the law. */
  readonly originalMonths: number;
  /** Each started step of birth months adds one month. */
  readonly stepMonths: number;
  readonly capMonths: number;
}

/** Contribution months needed for a pension, by year of retirement. */
export interface MinimumMonthsRule {
  readonly baseMonths: number;
  /** Last year with `baseMonths`; each later year adds `yearlyMonths`. */
  readonly lastBaseYear: number;
  readonly yearlyMonths: number;
  readonly capMonths: number;
}

export interface Retirement {
  readonly delayMonths: number;
  /** Age at retirement. */
  readonly ageMonths: number;
  readonly retireMonth: Month;
  /** Contribution months needed in the year of `retireMonth`. */
  readonly minimumMonths: number;
}

/** Delay: none before the base month, then one month for each started step, at most the cap. */
export function retirementDelayMonths(birthMonth: Month, rule: RetirementAgeRule): number {
  const monthsAfterBase = monthsBetween(rule.baseBirthMonth, birthMonth);
  if (monthsAfterBase < 0) return 0;
  return Math.min(rule.capMonths, Math.floor(monthsAfterBase / rule.stepMonths) + 1);
}

/** Contribution months needed by one who retires in `year`. */
export function minimumContributionMonths(year: number, rule: MinimumMonthsRule): number {
  return Math.min(
    rule.capMonths,
    rule.baseMonths + rule.yearlyMonths * Math.max(0, year - rule.lastBaseYear),
  );
}

/** Statutory retirement of one born in `birthMonth`; throws RangeError when that is no month. */
export function statutoryRetirement(
  birthMonth: Month,
  ageRule: RetirementAgeRule,
  minimumRule: MinimumMonthsRule,
): Retirement {
  const delayMonths = retirementDelayMonths(birthMonth, ageRule);
  const ageMonths = ageRule.originalMonths + delayMonths;
  const retireMonth = addMonths(birthMonth, ageMonths);
  const minimumMonths = minimumContributionMonths(Number(retireMonth.slice(0, 4)), minimumRule);
  return Object.freeze({ delayMonths, ageMonths, retireMonth, minimumMonths });
}
