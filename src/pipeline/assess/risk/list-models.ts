import type { Catalogue } from '#catalogue/load-catalogue.ts';
import { type Model, parseModel, readModel } from '#engine/model.ts';
import { riskPreparationModels } from './preparation-models.ts';
import { riskRuleModel, riskRuleTable, riskRuleVersions } from './risk-rule-model.ts';

export { checkRiskRules } from './check-risk-rules.ts';

const BEHIND_RULES = ['risk-month', 'risk-evidence', 'risk-hit', 'risk-lead', 'risk-statistic'] as const;

/**
 * Models of risk in the order in which they are made; they follow those of coverage and certification. Every rule of
 * the catalogue, a bureau's own included, has its model `risk_<rule>`.
 */
export function riskModels(catalogue: Catalogue): readonly Model[] {
  const rules = [...riskRuleVersions(catalogue)];
  return Object.freeze([
    ...riskPreparationModels(),
    ...rules.map(([rule, versions]) => riskRuleModel(rule, versions)),
    riskFindingModel(rules.map(([rule]) => riskRuleTable(rule))),
    ...BEHIND_RULES.map(modelOf),
  ]);
}

function modelOf(file: string): Model {
  return readModel(new URL(`./${file}.sql`, import.meta.url));
}

/** All hits of all rules. A cause that the catalogue does not know is the rule's own. */
function riskFindingModel(tables: readonly string[]): Model {
  return parseModel(
    [
      '-- table: risk_finding',
      '-- purpose: the hits of all rules, each with its cause; months that run backwards are one month',
      '-- grain: one row per hit of a rule',
      `-- reads: ${[...tables, 'rule_risk', 'rule_risk_cause'].join(', ')}`,
      'WITH',
      'found AS (',
      tables.map((table) => `  SELECT * FROM ${table}`).join('\n  UNION ALL\n'),
      ')',
      'SELECT',
      '  found.rule,',
      '  rule.subject,',
      '  found.subject_key,',
      '  coalesce(cause.cause, rule.cause) AS cause,',
      '  found.programme,',
      '  coalesce(least(found.from_month, found.to_month), found.to_month) AS from_month,',
      '  coalesce(greatest(found.to_month, found.from_month), found.from_month) AS to_month,',
      '  greatest(coalesce(found.amount_fen, 0), 0) AS amount_fen,',
      '  found.evidence',
      'FROM found',
      'JOIN rule_risk AS rule',
      '  ON rule.rule = found.rule',
      'LEFT JOIN rule_risk_cause AS cause',
      '  ON cause.cause = found.cause',
    ].join('\n'),
    'assess/risk/list-models.ts',
  );
}
