import type { DecisionKind, Example, Simulation } from '#pipeline/simulate/read-simulation.ts';
import { number as count, table } from '../report/report-table.ts';

const KINDS: Readonly<Record<DecisionKind, string>> = {
  COVERAGE: '参保状态',
  CERTIFICATION: '资格认证',
  RISK: '基金疑点',
};

/** What a change of rules would do, as text for a terminal. */
export function formatSimulation(simulation: Simulation): string {
  const { name, asOf, division, tables, rulesChanged, changes, transitions, divisions, examples, truth } =
    simulation;
  const told = transitions.reduce((sum, { decisions }) => sum + decisions, 0);
  const lines = [
    `试算:${name}(数据截至 ${asOf};只试算,不发布)`,
    `重算 ${tables.length} 张表,变动 ${count(changes)} 项${division === null ? '' : `,其中 ${division} 有 ${count(told)} 项`}`,
  ];
  if (rulesChanged.length > 0)
    lines.push(
      `注意:规则在上次运行之后改过(${rulesChanged.join('、')}),这里以现在的规则为准;先执行 zhaoren run 更稳妥`,
    );
  if (tables.length === 0) lines.push('这一改动与现行规则没有差别。');
  else if (changes === 0) lines.push('没有任何人的结论会改变。');
  else if (told === 0) lines.push(`区划 ${division} 没有任何人的结论会改变。`);
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
          d.division === '' ? '(没有区划)' : `${d.level === 3 ? '' : '  '}${d.name ?? d.division}`,
          count(d.decisions),
          count(d.people),
        ]),
        1,
      ),
    );
  if (examples.length > 0)
    lines.push('', '举例(人员编号可用于 zhaoren explain)', ...examples.map(formatExample));
  if (truth)
    lines.push(
      '',
      `对照真相(${count(truth.decisions)} 项认证):错误结论 ${count(truth.wrongBefore)} → ${count(truth.wrongAfter)}(新错 ${count(truth.becameWrong)},改对 ${count(truth.becameRight)});有资格而仍须核实 ${count(truth.inVainBefore)} → ${count(truth.inVainAfter)}`,
    );
  return lines.join('\n');
}

function formatExample(example: Example): string {
  const whose = example.personId?.slice(0, 8) ?? example.uscc ?? '(经办)';
  const parts = [
    whose,
    example.name,
    example.divisionName ?? example.division,
    example.itemName ?? example.item ?? KINDS[example.kind],
    `${example.beforeName} → ${example.afterName}`,
  ];
  return `  ${parts.filter((part) => part !== null).join('  ')}`;
}
