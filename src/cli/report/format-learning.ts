import type { LearningReport } from '#pipeline/report/read-learning.ts';
import { GRADES } from './format-risk.ts';
import { number, percent, table } from './report-table.ts';

type Learned = LearningReport['channels'][number] | LearningReport['rules'][number];

const figures = ({ outcomes, right, precision, precisionLow, precisionHigh }: Learned) => [
  number(outcomes),
  number(right),
  percent(precision),
  `${percent(precisionLow)}–${percent(precisionHigh)}`,
];

/** The sections on what verified results say of channels and rules, as text for a terminal. */
export function formatLearning(report: LearningReport): string[] {
  const { channels, rules, channelsTooFew, rulesTooFew, minimumOutcomes, confidenceZ } = report;
  const interval = confidenceZ === 1.96 ? '95% 区间' : `区间(z=${confidenceZ})`;
  const sections = ['核实结果反馈(渠道和规则说得准不准,由上门核实和疑点核查的结果来看)'];
  if (channels.length > 0)
    sections.push(
      table(
        ['渠道', '结论', '核实', '属实', '准确率', interval, '现分值', '建议分值'],
        channels.map((channel) => [
          channel.name,
          channel.verdictName,
          ...figures(channel),
          number(channel.weight),
          number(channel.proposedWeight),
        ]),
        2,
      ),
    );
  if (rules.length > 0)
    sections.push(
      table(
        ['规则', '疑点类型', '结论', '核实', '属实', '准确率', interval, '现等级', '建议等级'],
        rules.map((rule) => [
          rule.rule,
          rule.name,
          rule.verdictName,
          ...figures(rule),
          GRADES[rule.grade] ?? rule.grade,
          GRADES[rule.proposedGrade] ?? rule.proposedGrade,
        ]),
        3,
      ),
    );
  const closing: string[] = [];
  if (channelsTooFew + rulesTooFew > 0)
    closing.push(
      `核实结果不足 ${minimumOutcomes} 条、暂不评价的:渠道 ${channelsTooFew} 个,规则 ${rulesTooFew} 条`,
    );
  closing.push(
    '以上只供参考,不会自动改变任何分值、等级和结论;要采用建议,先用 zhaoren simulate 试算(见 docs/simulate.zh-CN.md)',
  );
  sections.push(closing.join('\n'));
  return sections;
}
