import type { Catalogue, RuleRow } from '#catalogue/load-catalogue.ts';
import { returnsCause } from '#catalogue/risk-condition.ts';
import { sqlText } from '#engine/engine.ts';
import { type Model, parseModel } from '#engine/model.ts';

/** Columns that a condition gives; it may give `cause` too. */
export const CONDITION_COLUMNS = Object.freeze([
  'subject_key',
  'programme',
  'from_month',
  'to_month',
  'amount_fen',
  'evidence',
] as const);

/** All versions of each rule, by rule code, in the order of the catalogue. */
export function riskRuleVersions(catalogue: Catalogue): ReadonlyMap<string, readonly RuleRow[]> {
  return Map.groupBy(catalogue.rules.get('rule_risk') ?? [], ({ values }) => String(values.rule));
}

/** The table of a rule's hits: `risk_r01`. */
export function riskRuleTable(rule: string): string {
  return `risk_${rule.toLowerCase()}`;
}

/** The model of a rule: its condition in one shape. Of several versions the one in force on the as-of date counts. */
export function riskRuleModel(rule: string, versions: readonly RuleRow[]): Model {
  const isDated = versions.length > 1 || versions.some(({ validTo }) => validTo !== undefined);
  const reads = versions.flatMap(({ values }) => String(values.reads).split(/[\s,]+/));
  const all = [...new Set([...reads, ...(isDated ? ['run_parameter'] : [])])].filter((name) => name !== '');
  return parseModel(
    [
      `-- table: ${riskRuleTable(rule)}`,
      `-- purpose: hits of risk rule ${rule}`,
      '-- grain: one row per subject_key, programme and period',
      `-- reads: ${all.join(', ')}`,
      versions.map((version) => hitQuery(version, isDated)).join('\nUNION ALL\n'),
    ].join('\n'),
    'assess/risk/risk-rule-model.ts',
  );
}

/** One version of a rule as a query of its hits. */
function hitQuery({ values, validFrom, validTo }: RuleRow, isDated: boolean): string {
  const condition = String(values.condition);
  return [
    'SELECT',
    `  ${sqlText(String(values.rule))} AS rule,`,
    '  CAST(hit.subject_key AS VARCHAR) AS subject_key,',
    `  CAST(${returnsCause(condition) ? 'hit.cause' : 'NULL'} AS VARCHAR) AS cause,`,
    '  CAST(hit.programme AS VARCHAR) AS programme,',
    '  CAST(hit.from_month AS VARCHAR) AS from_month,',
    '  CAST(hit.to_month AS VARCHAR) AS to_month,',
    '  CAST(hit.amount_fen AS BIGINT) AS amount_fen,',
    '  CAST(hit.evidence AS BIGINT[]) AS evidence',
    'FROM (',
    condition.trimEnd(),
    ') AS hit',
    ...(isDated ? ['CROSS JOIN run_parameter AS in_force'] : []),
    'WHERE hit.subject_key IS NOT NULL',
    ...(isDated
      ? [
          `  AND in_force.as_of >= DATE ${sqlText(validFrom)}`,
          ...(validTo === undefined ? [] : [`  AND in_force.as_of <= DATE ${sqlText(validTo)}`]),
        ]
      : []),
  ].join('\n');
}
