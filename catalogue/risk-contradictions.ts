import type { Defect } from './defect.ts';
import { readCondition } from './risk-condition.ts';
import type { PlacedRules } from './rule-contradictions.ts';
import type { PlacedRow } from './rule-row.ts';

/** Tables that hold names, numbers, phones or addresses, or the secret behind the ids: no rule may read them. */
const IDENTITY_TABLES =
  /^(standard_.*|link_.*|linked_.*|identity_.*|number_.*|name_.*|surname_.*|event_name.*|event_person|claim_.*|decided_.*|review_.*|person_identity|person_number|person_several_number|surviving_.*|residence|registration|dwelling|deployment)$/;

/** What the risk rules say against themselves; their SQL is tried when the line runs (`checkRiskRules`). */
export function riskContradictions(rules: PlacedRules): Defect[] {
  const parameters = rules.get('rule_risk_parameter') ?? [];
  const conditions = (rules.get('rule_risk') ?? []).map((placed) => ({
    placed,
    rule: placed.row.values.rule,
    reading: readCondition(String(placed.row.values.condition)),
  }));
  return [
    ...conditions.flatMap(({ placed, rule, reading }) => [
      ...badReads(placed, reading.tables),
      ...(reading.fault === undefined ? [] : [placed.defect('condition', `${reading.fault}，请改正`)]),
      ...[...new Set(reading.parameters)]
        .filter(
          (name) => !parameters.some(({ row }) => row.values.rule === rule && row.values.parameter === name),
        )
        .map((name) =>
          placed.defect(
            'condition',
            `rule_risk_parameter 里没有 ${String(rule)} 的参数 ${name}，请改正或先添加`,
          ),
        ),
    ]),
    ...parameters.flatMap(({ row, defect }) => {
      const { rule, parameter } = row.values;
      const own = conditions.filter((condition) => condition.rule === rule);
      if (own.length === 0 || own.some(({ reading }) => reading.parameters.includes(String(parameter))))
        return [];
      return [defect('parameter', `规则 ${String(rule)} 的条件没有用到参数 ${String(parameter)}，请改正`)];
    }),
  ];
}

function badReads({ row, defect }: PlacedRow, tables: readonly string[]): Defect[] {
  const named = String(row.values.reads)
    .split(/[\s,]+/)
    .filter((name) => name !== '');
  const secret = [...new Set([...named, ...tables])].filter((table) => IDENTITY_TABLES.test(table));
  if (secret.length > 0) {
    return [defect('reads', `规则不能读取身份信息表 ${secret.join('、')}，请改用不含身份信息的表`)];
  }
  const unnamed = tables.filter((table) => !named.includes(table));
  const unread = named.filter((table) => !tables.includes(table));
  return [
    ...(unnamed.length === 0
      ? []
      : [defect('reads', `条件读取了 ${unnamed.join('、')}，reads 里没有写明，请补上`)]),
    ...(unread.length === 0
      ? []
      : [defect('reads', `reads 里的 ${unread.join('、')} 条件并没有读取，请删去`)]),
  ];
}
