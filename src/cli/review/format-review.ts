import type { EngineRow } from '#engine/engine.ts';
import { type Decision, dayOf, pairId } from '#pipeline/review/decision.ts';
import type { Comparison, ReviewSide } from '#pipeline/review/read-comparison.ts';
import { JUDGEMENT_WORDS, OUTCOME_WORDS } from '#pipeline/review/review-reason.ts';
import { reasonText } from '#pipeline/worklist/reason-text.ts';

/** What stands of a decision: in force and obeyed or not, waiting for a run, or undone. */
export interface DecisionState {
  readonly decision: Decision;
  readonly outcome: keyof typeof OUTCOME_WORDS;
}

export interface ReviewList {
  readonly total: number;
  readonly rows: readonly EngineRow[];
  readonly stale: number;
}

const percent = (probability: unknown) =>
  typeof probability === 'number' ? `${(probability * 100).toFixed(1)}%` : '—';
const said = (value: unknown) =>
  value === null || value === undefined || value === '' ? '—' : String(value);

/** The pairs that wait for a decision, one a paragraph. */
export function formatReviewList({ total, rows, stale }: ReviewList): string {
  const lines = [`待核对 ${total} 对${rows.length < total ? `,显示前 ${rows.length} 对` : ''}`];
  for (const row of rows) {
    lines.push(
      '',
      `${row.pair_id}  ${row.review_reason}  可能性 ${percent(row.probability)}  ${said(row.village)}`,
      `  甲 ${said(row.left_name)}  ${said(row.left_id_no)}  ${said(row.left_mobile)}  ${said(row.left_sources)}`,
      `  乙 ${said(row.right_name)}  ${said(row.right_id_no)}  ${said(row.right_mobile)}  ${said(row.right_sources)}`,
    );
    if (row.in_favour) lines.push(`  支持 ${row.in_favour}`);
    if (row.against) lines.push(`  不支持 ${row.against}`);
  }
  if (stale > 0) lines.push('', `有 ${stale} 条认定已失效,请用 zhaoren review history 查看`);
  return lines.join('\n');
}

/** One pair side by side. */
export function formatComparison(c: Comparison): string {
  const head = [
    c.rule ? reasonText(c.rule) : '清单外配对',
    `可能性 ${percent(c.probability)}`,
    ...(c.weight === null ? [] : [`总权重 ${c.weight.toFixed(1)}`]),
  ];
  const lines = [`配对 ${c.pair}  ${head.join('  ')}`, side('甲', c.left), side('乙', c.right), ''];
  for (const field of c.fields) {
    const judged = [field.level, field.weightWords].filter((word) => word !== null).join(',');
    const weight = field.weight === null ? '' : `(${field.weight > 0 ? '+' : ''}${field.weight.toFixed(1)})`;
    lines.push(
      field.title,
      ...(field.left.length + field.right.length > 0
        ? [`  甲 ${field.left.join('、') || '—'}`, `  乙 ${field.right.join('、') || '—'}`]
        : []),
      ...(judged ? [`  ${judged}${weight}`] : []),
    );
  }
  if (c.decisions.length > 0) lines.push('', '认定', ...c.decisions.flatMap((one) => decisionLines(one)));
  return lines.join('\n');
}

function side(title: string, { personId, records, sources }: ReviewSide): string {
  return personId === null
    ? `${title}  该记录已不再报送或内容已变`
    : `${title}  人员编号 ${personId}  ${records} 条记录  ${sources.join('、')}`;
}

/** Every decision ever made, and what became of it. */
export function formatHistory(states: readonly DecisionState[]): string {
  if (states.length === 0) return '还没有认定';
  return states
    .flatMap(({ decision, outcome }) => [...decisionLines(decision), `    ${OUTCOME_WORDS[outcome]}`])
    .join('\n');
}

function decisionLines(decision: Decision): string[] {
  const { decisionKey, leftKey, rightKey, at, by, reason, undone } = decision;
  return [
    `  ${decisionKey}  ${pairId(leftKey, rightKey)}  ${JUDGEMENT_WORDS[decision.decision]}  ${dayOf(at)}  ${by}  ${reason}`,
    ...(undone ? [`    撤销  ${dayOf(undone.at)}  ${undone.by}  ${undone.reason}`] : []),
  ];
}
