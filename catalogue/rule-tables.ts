import { ARCHIVE_TABLES } from './tables/archive-tables.ts';
import { CERTIFICATION_TABLES } from './tables/certification-tables.ts';
import { COVERAGE_TABLES } from './tables/coverage-tables.ts';
import { LEARNING_TABLES } from './tables/learning-tables.ts';
import { LIST_TABLES } from './tables/list-tables.ts';
import { RETIREMENT_TABLES } from './tables/retirement-tables.ts';
import { RISK_TABLES } from './tables/risk-tables.ts';
import type { RuleTable } from './tables/rule-table.ts';
import { SCHEME_TABLES } from './tables/scheme-tables.ts';

/** Every kind of rule the catalogue knows. */
export const RULE_TABLES: readonly RuleTable[] = Object.freeze([
  ...SCHEME_TABLES,
  ...RETIREMENT_TABLES,
  ...COVERAGE_TABLES,
  ...LEARNING_TABLES,
  ...LIST_TABLES,
  ...ARCHIVE_TABLES,
  ...CERTIFICATION_TABLES,
  ...RISK_TABLES,
]);

/** The rule files, each holding one or more tables. */
export const RULE_FILES: readonly string[] = Object.freeze([...new Set(RULE_TABLES.map(({ file }) => file))]);
