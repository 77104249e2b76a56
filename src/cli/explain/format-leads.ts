import { formatYuan } from '#domain/money.ts';
import type { LeadExplanation } from '#pipeline/explain/read-leads.ts';
import { GRADES } from '../report/format-risk.ts';
import { place, values } from './source-place.ts';

/** The leads about a person: rule, why, what is at stake, how far it is followed, and the rows behind it. */
export function formatLeads(leads: readonly LeadExplanation[]): string[] {
  if (leads.length === 0) return [];
  return ['', '基金疑点', ...leads.flatMap(formatLead)];
}

function formatLead(lead: LeadExplanation): string[] {
  const others = lead.ruleNames.filter((name) => name !== lead.ruleName);
  const amount = (title: string, fen: number | null) =>
    fen === null ? [] : [`${title} ${formatYuan(fen)} 元`];
  const finding = lead.isTrue === null ? '' : lead.isTrue ? ',查实' : ',不属实';
  return [
    `  ${lead.rule} ${lead.ruleName}  等级${GRADES[lead.grade] ?? lead.grade}  编号 ${lead.leadId}`,
    `    原因    ${lead.reason ?? '—'}`,
    ...(others.length > 0 ? [`    还符合  ${others.join('、')}`] : []),
    `    金额    ${
      [
        ...amount('涉及', lead.amountFen),
        ...amount('应追回', lead.amountDueFen),
        ...amount('已追回', lead.recoveredFen),
      ].join('  ') || '—'
    }${lead.programmes.length > 0 ? `  待遇 ${lead.programmes.join('、')}` : ''}${months(lead)}`,
    `    进展    ${lead.stateName}${finding}(自 ${lead.stateSince ?? '—'})${lead.closeReason === null ? '' : `  ${lead.closeReason}`}`,
    `    发现    ${lead.firstSeen ?? '—'} 首次,${lead.lastSeen ?? '—'} 最近  规则版本 ${lead.ruleVersion ?? '—'}`,
    ...lead.evidence.flatMap((row) => [`    证据    ${place(row)}`, `            ${values(row)}`]),
  ];
}

function months({ fromMonth, toMonth }: LeadExplanation): string {
  if (fromMonth === null) return '';
  return toMonth === null || toMonth === fromMonth ? `  ${fromMonth}` : `  ${fromMonth} 至 ${toMonth}`;
}
