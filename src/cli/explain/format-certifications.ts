import { formatYuan } from '#domain/money.ts';
import type { CertificationExplanation } from '#pipeline/explain/read-certifications.ts';
import { place, values } from './source-place.ts';

const BASES: Readonly<Record<string, string>> = {
  STRONG: '强证据',
  WEAK: '多个渠道的弱证据合并',
  EXEMPT: '免予认证',
  FIRST_TERM: '首个认证周期未满',
};

/** How the person stands in each programme: state, why, when due, what next, and the rows behind it. */
export function formatCertifications(certifications: readonly CertificationExplanation[]): string[] {
  if (certifications.length === 0) return [];
  return ['', '待遇资格认证', ...certifications.flatMap(formatCertification)];
}

function formatCertification(c: CertificationExplanation): string[] {
  const amount = c.monthlyAmountFen === null ? '' : `  每月 ${formatYuan(c.monthlyAmountFen)} 元`;
  const previous = c.previousState === null ? '' : `,此前${c.previousState}`;
  return [
    `  ${c.programmeName}${c.department === null ? '' : `(${c.department})`}${amount}`,
    `    状态    ${c.stateName}${c.stateSince === null ? '' : `(自 ${c.stateSince}${previous})`}`,
    `    原因    ${c.reasonText ?? c.reason ?? '—'}`,
    ...proof(c),
    ...(c.negativeChannel === null ? [] : [`    反证    ${c.negativeChannel} ${c.negativeDate ?? ''}`]),
    `    到期    ${c.dueDate ?? '—'}`,
    `    下一步  ${c.nextStepName ?? '—'}${c.isPriority ? '(优先)' : ''}`,
    `    规则    ${c.rule ?? '—'}(版本 ${c.ruleVersion ?? '—'})`,
    ...c.evidence.flatMap((row) => [`    证据    ${place(row)}`, `            ${values(row)}`]),
  ];
}

function proof(c: CertificationExplanation): string[] {
  if (c.basis === null && c.proofDate === null) return [];
  const parts = [
    c.basis === null ? '' : (BASES[c.basis] ?? c.basis),
    c.proofDate === null ? '' : `${c.proofChannel ?? ''} ${c.proofDate}`.trim(),
    !c.points ? '' : `${c.points} 分${c.channels === null ? '' : `、${c.channels} 个渠道`}`,
    c.methodName === null ? '' : `方式:${c.methodName}`,
    c.recognisedFrom === null ? '' : `来自${c.recognisedFrom}的认证`,
  ];
  const title = c.basis === null ? '上次    ' : '依据    ';
  return [`    ${title}${parts.filter((part) => part !== '').join('  ')}`];
}
