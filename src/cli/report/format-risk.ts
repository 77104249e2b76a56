import { formatYuan } from '#domain/money.ts';
import type { LeadCounts, RiskReport } from '#pipeline/report/read-risk.ts';
import { number, table } from './report-table.ts';

export const GRADES: Readonly<Record<string, string>> = { H: '高', M: '中', L: '低' };

const SUBJECTS = { PERSON: '人员', UNIT: '单位', OPERATOR: '经办' } as const;

const LISTS = { PERSON: 'risk-leads', UNIT: 'unit-leads', OPERATOR: 'operator-leads' } as const;

const counts = (c: LeadCounts) => [
  ...[c.leads, c.open, c.verifiedTrue, c.verifiedFalse].map(number),
  formatYuan(c.amountFen),
  formatYuan(c.recoveredFen),
];

const COUNTS_HEAD = ['疑点', '未办结', '查实', '不属实', '涉及金额(元)', '已追回(元)'];

/** The sections on leads, as text for a terminal. */
export function formatRisk({ whole, grades, rules, divisions }: RiskReport): string[] {
  const sections = [
    '基金疑点(疑点要先核实,不自动停发)',
    [
      `疑点 ${number(whole.leads)} 条`,
      `未办结 ${number(whole.open)}`,
      `查实 ${number(whole.verifiedTrue)}`,
      `不属实 ${number(whole.verifiedFalse)}`,
      `涉及金额 ${formatYuan(whole.amountFen)} 元`,
      `已追回 ${formatYuan(whole.recoveredFen)} 元`,
    ].join('  '),
  ];
  if (grades.length > 0)
    sections.push(
      table(
        ['等级', ...COUNTS_HEAD],
        grades.map((grade) => [GRADES[grade.grade] ?? grade.grade, ...counts(grade)]),
        1,
      ),
    );
  for (const [subject, title] of Object.entries(SUBJECTS)) {
    const shown = rules.filter((rule) => rule.subject === subject);
    if (shown.length === 0) continue;
    sections.push(
      `${title}疑点(清单 ${LISTS[subject as keyof typeof LISTS]})`,
      table(
        ['等级', '规则', '疑点类型', ...COUNTS_HEAD],
        shown.map((rule) => [GRADES[rule.grade] ?? rule.grade, rule.rule, rule.name, ...counts(rule)]),
        3,
      ),
    );
  }
  const [first, ...children] = divisions;
  if (first && children.length > 0 && whole.leads > 0)
    sections.push(
      '疑点:各区划',
      table(
        ['区划', ...COUNTS_HEAD],
        [...children, first].map((division) => [division.name, ...counts(division)]),
        1,
      ),
    );
  return sections;
}
