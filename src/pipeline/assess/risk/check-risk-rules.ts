import type { Catalogue, RuleRow } from '#catalogue/load-catalogue.ts';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { type Engine, EngineError } from '#engine/engine.ts';
import { riskPreparationModels } from './preparation-models.ts';
import { CONDITION_COLUMNS, riskRuleVersions } from './risk-rule-model.ts';

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
    const query = `WITH ${prepared}\nSELECT * FROM (\n${String(version.values.condition).trimEnd()}\n) AS hit`;
    checkColumns(version, await describe(engine, version, query));
  }
}

/** Engine types of the columns of a hit. */
const COLUMN_TYPES: Readonly<Record<(typeof CONDITION_COLUMNS)[number] | 'cause', RegExp>> = Object.freeze({
  subject_key: /^VARCHAR$/,
  programme: /^VARCHAR$/,
  from_month: /^VARCHAR$/,
  to_month: /^VARCHAR$/,
  amount_fen: /^(BIGINT|INTEGER|HUGEINT)$/,
  evidence: /^(BIGINT|INTEGER)\[\]$/,
  cause: /^VARCHAR$/,
});

function checkColumns(version: RuleRow, columns: ReadonlyMap<string, string>): void {
  const types = new Map(Object.entries(COLUMN_TYPES));
  const missing = CONDITION_COLUMNS.filter((name) => !columns.has(name));
  const foreign = [...columns.keys()].filter((name) => !types.has(name));
  const mistyped = [...columns].filter(([name, type]) => types.get(name)?.test(type) === false);
  if (missing.length > 0) throw refusal(version, `条件没有给出列 ${missing.join('、')}，请补上`);
  if (foreign.length > 0) throw refusal(version, `条件给出了多余的列 ${foreign.join('、')}，请删去`);
  if (mistyped.length > 0) {
    const found = mistyped.map(([name, type]) => `${name}（${type}）`).join('、');
    throw refusal(version, `条件给出的列类型不对：${found}；应为文本、整数分和行号列表，请改正`);
  }
}

/** Columns of the query and their types. */
async function describe(engine: Engine, version: RuleRow, query: string): Promise<Map<string, string>> {
  try {
    const columns = await engine.rows(`DESCRIBE ${query}`);
    return new Map(columns.map(({ column_name, column_type }) => [String(column_name), String(column_type)]));
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
