import type { Catalogue, RuleRow } from '#catalogue/load-catalogue.ts';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { type Engine, EngineError } from '#engine/engine.ts';
import { riskPreparationModels } from './preparation-models.ts';
import { CONDITION_COLUMNS, hitQuery, riskRuleVersions } from './risk-rule-model.ts';

/**
 * Lets the engine read every condition before any of them runs. The tables that conditions read, but those of
 * `riskPreparationModels`, must be shown already; nothing is computed.
 * @throws ZhaorenError CATALOGUE_INVALID naming file and line of the first rule that is no sound query or does not
 *   give the columns of a hit
 */
export async function checkRiskRules(engine: Engine, catalogue: Catalogue): Promise<void> {
  const prepared = riskPreparationModels()
    .map(({ table, sql }) => `${table} AS (\n${sql}\n)`)
    .join(',\n');
  for (const version of [...riskRuleVersions(catalogue).values()].flat()) {
    const columns = await describe(
      engine,
      version,
      `WITH ${prepared}\nSELECT * FROM (\n${condition(version)}\n) AS hit`,
    );
    const missing = CONDITION_COLUMNS.filter((name) => !columns.includes(name));
    const foreign = columns.filter(
      (name) => name !== 'cause' && !CONDITION_COLUMNS.some((known) => known === name),
    );
    if (missing.length > 0) throw refusal(version, `条件没有给出列 ${missing.join('、')}，请补上`);
    if (foreign.length > 0) throw refusal(version, `条件给出了多余的列 ${foreign.join('、')}，请删去`);
    await describe(
      engine,
      version,
      `WITH ${prepared}\nSELECT * FROM (\n${hitQuery(version, false)}\n) AS hit`,
    );
  }
}

function condition({ values }: RuleRow): string {
  return String(values.condition).trimEnd();
}

async function describe(engine: Engine, version: RuleRow, query: string): Promise<string[]> {
  try {
    return (await engine.rows(`DESCRIBE ${query}`)).map(({ column_name }) => String(column_name));
  } catch (cause) {
    if (!(cause instanceof EngineError)) throw cause;
    throw refusal(version, `条件不是可以执行的查询（${cause.message.split('\n')[0]}），请改正`, cause);
  }
}

function refusal({ values, file, lines }: RuleRow, reason: string, cause?: unknown) {
  const line = lines.condition;
  const field = `rule_risk.${String(values.rule)}.condition`;
  return new ZhaorenError(
    'CATALOGUE_INVALID',
    line === undefined ? { file, field, reason } : { file, line, field, reason },
    { cause },
  );
}
