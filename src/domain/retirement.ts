import { addMonths, type Month, monthsBetween } from './month.ts';

/**
 * Statutory retirement, law in force since 2025-01-01 (decision of the Standing Committee of the National
 * People's Congress of 2024-09-13). Parameters come from the catalogue.
 */

/** Original age: men 60; women in managerial and technical posts 55; women in worker posts 50. Not derivable from sex. */
export type RetirementGroup = 'M60' | 'F55' | 'F50';

/** A row of the catalogue's `rule_retirement`. */
export interface RetirementAgeRule {
  readonly retirementGroup: RetirementGroup;
  /** First birth month that is delayed. */
  readonly baseMonth: Month;
  /** Age before the law. */
  readonly originalMonths: number;
  /** Each started step of birth months adds one month. */
  readonly stepMonths: number;
  readonly capMonths: number;
}

/** A row of `rule_retirement_minimum`: contribution months needed by those who retire in these years. */
export interface MinimumMonthsRule {
  /** First year. */
  readonly fromYear: number;
  /** Last year. */
  readonly toYear: number;
  readonly minimumMonths: number;
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
  const monthsAfterBase = monthsBetween(rule.baseMonth, birthMonth);
  if (monthsAfterBase < 0) return 0;
  return Math.min(rule.capMonths, Math.floor(monthsAfterBase / rule.stepMonths) + 1);
}

/** Contribution months needed by one who retires in `year`; throws RangeError when no row holds the year. */
export function minimumContributionMonths(year: number, rules: readonly MinimumMonthsRule[]): number {
  const rule = rules.find(({ fromYear, toYear }) => fromYear <= year && year <= toYear);
  if (rule === undefined) throw new RangeError(`no minimum of contribution months for ${year}`);
  return rule.minimumMonths;
}

/** Statutory retirement of one born in `birthMonth`; throws RangeError when that is no month or no minimum applies. */
export function statutoryRetirement(
  birthMonth: Month,
  ageRule: RetirementAgeRule,
  minimumRules: readonly MinimumMonthsRule[],
): Retirement {
  const delayMonths = retirementDelayMonths(birthMonth, ageRule);
  const ageMonths = ageRule.originalMonths + delayMonths;
  const retireMonth = addMonths(birthMonth, ageMonths);
  const minimumMonths = minimumContributionMonths(Number(retireMonth.slice(0, 4)), minimumRules);
  return Object.freeze({ delayMonths, ageMonths, retireMonth, minimumMonths });
}
