import { type Model, readModel } from '#engine/model.ts';

const FILES = [
  'pension-account',
  'contribution',
  'enrolment',
  'retirement',
  'scope-exclusion',
  'insured-elsewhere',
  'benefit',
  'coverage-candidate',
  'coverage-status',
  'unit-owner',
  'unit-staff',
  'unit-status',
  'uninsured-unit',
  'livelihood-evidence',
  'livelihood',
  'income',
  'special-group',
  'contribution-cost',
  'county-tier',
  'advice-profile',
  'advice-candidate',
  'recommendation',
  'coverage-rate',
] as const;

/** Models of the coverage decision, its recommendations, units and rates, in the order in which they are made. */
export function coverageModels(): readonly Model[] {
  return Object.freeze(FILES.map((file) => readModel(new URL(`./${file}.sql`, import.meta.url))));
}
