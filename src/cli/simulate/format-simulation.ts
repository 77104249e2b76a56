import type { DecisionKind, Simulation } from '#pipeline/simulate/read-simulation.ts';
import { number as count, table } from '../report/report-table.ts';

const KINDS: Readonly<Record<DecisionKind, string>> = {
  COVERAGE: '参保状态',
  CERTIFICATION: '资格认证',
  RISK: '基金疑点',
};

/** What a change of rules would do, as text for a terminal. */
export function formatSimulation(simulation: Simulation): string {
  const { name, asOf, transitions, divisions, examples, truth } = simulation;
  const lines = [
    `试算:${name}(数据截至 ${asOf};只试算,不发布)`,
    `重算 ${simulation.tables.length} 张表,变动 ${count(transitions.reduce((sum, t) => sum + t.decisions, 0))} 项`,
  ];
  if (simulation.tables.length === 0) lines.push('这一改动与现行规则没有差别。');
  else if (transitions.length === 0) lines.push('没有任何人的结论会改变。');
  if (transitions.length > 0)
    lines.push(
      '',
      table(
        ['类别', '原结论', '新结论', '项数', '人数'],
        transitions.map((t) => [
          KINDS[t.kind],
          t.beforeName,
          t.afterName,
          count(t.decisions),
          count(t.people),
        ]),
        3,
      ),
    );
  if (divisions.length > 0)
    lines.push(
      '',
      table(
        ['区划', '项数', '人数'],
        divisions.map((d) => [
          `${d.level === 3 ? '' : '  '}${d.name ?? d.division}`,
          count(d.decisions),
          count(d.people),
        ]),
        1,
      ),
    );
  if (examples.length > 0) lines.push('', '举例(人员编号可用于 zhaoren explain)');
  for (const e of examples)
    lines.push(
      `  ${e.personId?.slice(0, 8) ?? '(单位)'}  ${e.name ?? ''}  ${e.divisionName ?? e.division ?? ''}  ${e.itemName ?? KINDS[e.kind]}  ${stateName(simulation, e.kind, 'before', e.before)} → ${stateName(simulation, e.kind, 'after', e.after)}`,
    );
  if (truth)
    lines.push(
      '',
      `对照真相(${count(truth.decisions)} 项认证):错误结论 ${count(truth.wrongBefore)} → ${count(truth.wrongAfter)}(新错 ${count(truth.becameWrong)},改对 ${count(truth.becameRight)});白跑核实 ${count(truth.inVainBefore)} → ${count(truth.inVainAfter)}`,
    );
  return lines.join('\n');
}

function stateName(
  { transitions }: Simulation,
  kind: DecisionKind,
  side: 'before' | 'after',
  state: string,
): string {
  return transitions.find((t) => t.kind === kind && t[side] === state)?.[`${side}Name`] ?? state;
}
