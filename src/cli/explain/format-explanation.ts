import type { Explanation } from '#pipeline/explain/read-explanation.ts';
import { formatArchive, type ToldArchive } from './format-archive.ts';
import { formatCertifications } from './format-certifications.ts';
import { formatLeads } from './format-leads.ts';
import { formatPersonHistory } from './format-person-history.ts';
import { place, values } from './source-place.ts';

const yuan = (fen: unknown) => (typeof fen === 'number' ? `${(fen / 100).toFixed(2)} 元` : '—');

/** The explanation as text for a terminal: first the decision, then what it rests on. */
export function formatExplanation(e: Explanation, archive: ToldArchive | null = null): string {
  const lines = [`${e.name ?? '(无姓名)'}  ${e.idNo ?? '(无号码)'}  人员编号 ${e.personId}`];
  if (e.askedFor !== null) lines.push(`旧编号 ${e.askedFor} 现为 ${e.personId}`);
  for (const { idNo, isCanonical, records } of e.numbers)
    lines.push(`  号码 ${idNo}  ${isCanonical ? '采信' : '另有'}  ${records} 条记录`);
  if (e.coverage) {
    const c = e.coverage;
    lines.push(
      '',
      `参保状态  ${c.status_name ?? c.status}${c.grade ? ` / ${c.grade}` : ''}${c.gap_months ? `,中断 ${c.gap_months} 个月` : ''}`,
      `  原因    ${c.reason_text ?? c.reason ?? '—'}`,
      `  规则    ${c.rule ?? '—'}(版本 ${c.rule_version ?? '—'})${c.scheme ? `  险种 ${c.scheme}` : ''}${c.retire_month ? `  法定退休年月 ${c.retire_month}` : ''}`,
      `  起自    ${c.status_since ?? '—'}${c.previous_status ? `(此前 ${c.previous_status})` : ''}`,
    );
    for (const row of e.evidence) lines.push(`  依据    ${place(row)}`, `          ${values(row)}`);
  }
  if (e.recommendation) {
    const r = e.recommendation;
    lines.push(
      '',
      `建议      ${r.reason ?? r.advice}`,
      `  险种 ${r.scheme ?? '—'}  档次 ${yuan(r.tier_fen)}  个人 ${yuan(r.own_cost_fen)}  补贴 ${yuan(r.subsidy_fen)}`,
    );
  }
  if (e.certifications) lines.push(...formatCertifications(e.certifications));
  if (e.leads) lines.push(...formatLeads(e.leads));
  if (e.tags.length > 0) lines.push('', '标签');
  for (const tag of e.tags)
    lines.push(
      `  ${tag.tag} ${tag.tag_name}  自 ${tag.since ?? '—'}${tag.source ? `  ${place(tag.source)}` : ''}`,
    );
  lines.push(...formatPersonHistory(e.history, e.personId));
  lines.push('', '登记信息及出处');
  for (const { field, row } of e.lineage) {
    const value = e.person[field];
    lines.push(`  ${field}${value === undefined ? '' : `=${String(value)}`}  ← ${place(row)}`);
  }
  lines.push('', `名下记录(${e.records.length})`);
  for (const record of e.records)
    lines.push(
      `  ${record.sourceName}  ${record.file} 第 ${record.line} 行  ${record.linkRule}${record.role === 'self' ? '' : `(${record.role})`}`,
    );
  if (archive) lines.push(...formatArchive(archive));
  return lines.join('\n');
}
