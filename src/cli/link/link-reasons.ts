import type { LinkageResult } from '#linkage/link-tables.ts';
import type { LinkageSpec } from '#linkage/spec/linkage-spec.ts';
import { percentText, probabilityText } from './chart/html-text.ts';

const CONSTRAINTS: Readonly<Record<LinkageResult['constraint'], string>> = Object.freeze({
  none: '不限',
  one_to_one: '一对一',
  many_to_one: '多对一（右表每人只有一条）',
});

/** Why this threshold. */
export function thresholdReason({ threshold }: LinkageSpec, result: LinkageResult): string {
  const expected = `预计 F1 ${percentText(result.expectedF1)}`;
  return threshold === 'auto'
    ? `阈值 ${probabilityText(result.threshold)}：由模型选定，在此处预计的 F1 最高（${percentText(result.expectedF1)}）；概率 ${probabilityText(result.reviewFrom)} 以上的其余记录对待核对`
    : `阈值 ${probabilityText(result.threshold)}：按指定（${expected}）；概率 ${probabilityText(result.reviewFrom)} 以上的其余记录对待核对`;
}

/** Why this constraint. */
export function constraintReason({ constraint, constraintReason: reason }: LinkageResult): string {
  const shares = /^([\d.]+) % of the linked left .*, ([\d.]+) % of the right/.exec(reason);
  const why = shares
    ? `有关联的左表记录中 ${shares[1]}% 在右表对上两条以上，右表记录中 ${shares[2]}% 在左表对上两条以上`
    : ({ 'as the spec says': '按关联说明', 'one table linked with itself': '一张表内查重' }[reason] ??
      reason);
  return `约束 ${CONSTRAINTS[constraint]}：${why}`;
}
