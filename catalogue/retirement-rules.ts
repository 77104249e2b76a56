import type { MinimumMonthsRule, RetirementAgeRule, RetirementGroup } from '#domain/retirement.ts';
import { type CompiledTable, ruleObjects } from './compiled-table.ts';

/** The retirement rules in force, in the shape of `#domain/retirement.ts`. */
export interface RetirementRules {
  readonly ageRules: Readonly<Record<RetirementGroup, RetirementAgeRule>>;
  readonly minimumRules: readonly MinimumMonthsRule[];
}

/** Reads `rule_retirement` and `rule_retirement_minimum` of a compiled catalogue. */
export function retirementRules(tables: readonly CompiledTable[]): RetirementRules {
  const ageRules = ruleObjects(tables, 'rule_retirement').map((row) =>
    Object.freeze({
      retirementGroup: row.retirement_group as RetirementGroup,
      baseMonth: String(row.base_month),
      originalMonths: Number(row.original_months),
      stepMonths: Number(row.step_months),
      capMonths: Number(row.cap_months),
    }),
  );
  const minimumRules = ruleObjects(tables, 'rule_retirement_minimum').map((row) =>
    Object.freeze({
      fromYear: Number(row.from_year),
      toYear: Number(row.to_year),
      minimumMonths: Number(row.minimum_months),
    }),
  );
  return Object.freeze({
    ageRules: Object.freeze(
      Object.fromEntries(ageRules.map((rule) => [rule.retirementGroup, rule])) as Record<
        RetirementGroup,
        RetirementAgeRule
      >,
    ),
    minimumRules: Object.freeze(minimumRules),
  });
}
