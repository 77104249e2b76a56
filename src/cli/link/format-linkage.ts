import type { Agreement, Evaluation } from '#linkage/evaluate/evaluation.ts';
import { countText, percentText, probabilityText } from './chart/html-text.ts';
import { constraintReason, thresholdReason } from './link-reasons.ts';
import type { Linked } from './run-linkage.ts';

const FILES: Readonly<Record<string, string>> = Object.freeze({
  pairs: '记录对',
  clusters: '分组',
  review: '待核对',
  model: '模型',
  chart: '图表',
});

/** The summary of a linkage that a user reads. */
export function formatLinkage(linked: Linked, seconds: number): string {
  const { left, right, result, reviews, spec, specFile, hasTrained, evaluation, warnings, files } = linked;
  const lines = [
    right === undefined
      ? `${left.file}：${countText(left.records)} 条记录，表内查重`
      : `${left.file}：${countText(left.records)} 条记录，${right.file}：${countText(right.records)} 条记录`,
    ...(specFile === undefined
      ? ['没有给出 --spec，按数据自动拟定的关联说明进行（用 --suggest 可以写出来修改）']
      : []),
    `比较 ${countText(result.compared)} 对，关联 ${countText(result.links)} 对，待核对 ${countText(reviews)} 对，归并为 ${countText(result.clusters)} 组`,
    thresholdReason(spec, result),
    constraintReason(result),
    ...(hasTrained ? [] : ['权重取自模型文件，没有重新训练']),
    ...(evaluation ? evaluationLines(evaluation) : []),
    ...warnings.map((warning) => `注意：${warning}`),
    ...Object.entries(files).map(([name, file]) => `已写入 ${FILES[name]}：${file}`),
    `用时 ${seconds.toFixed(1)} 秒`,
  ];
  return lines.join('\n');
}

function evaluationLines({ links, clusters, best, neverCompared }: Evaluation): string[] {
  if (links.real === 0) return ['与真相对照：没有两条记录真相相同，无法衡量'];
  const figures = ({ precision, recall, f1 }: Agreement) =>
    `准确率 ${percentText(precision)}，召回率 ${percentText(recall)}，F1 ${percentText(f1)}`;
  const mistakes = ({ found, right, real }: Agreement) =>
    `（错连 ${countText(found - right)} 对，漏连 ${countText(real - right)} 对）`;
  return [
    `与真相对照（应关联 ${countText(links.real)} 对）：`,
    `  关联：${figures(links)}${mistakes(links)}`,
    `  归并成组后：${figures(clusters)}${mistakes(clusters)}`,
    ...(best
      ? [`  最佳阈值 ${probabilityText(best.threshold)}：F1 ${percentText(best.agreement.f1)}（归并前）`]
      : []),
    ...(neverCompared === undefined
      ? []
      : [
          `  没有分块规则带到一起、从未比较：${countText(neverCompared)} 对（分块召回率 ${percentText(1 - neverCompared / links.real)}）`,
        ]),
  ];
}

/** The same for programs; figures are unrounded. */
export function linkageJson(linked: Linked, seconds: number): string {
  const { left, right, result, reviews, specFile, hasTrained, evaluation, warnings, files } = linked;
  const table = ({ file, records, refused }: typeof left) => ({ file, records, refused });
  return JSON.stringify(
    {
      left: table(left),
      right: right && table(right),
      spec: specFile ?? null,
      suggested: specFile === undefined,
      trained: hasTrained,
      blocking: result.blocking,
      compared: result.compared,
      links: result.links,
      reviews,
      clusters: result.clusters,
      prior: result.model.prior,
      priorBits: result.priorBits,
      threshold: result.threshold,
      reviewFrom: result.reviewFrom,
      expectedF1: result.expectedF1,
      constraint: result.constraint,
      constraintReason: result.constraintReason,
      evaluation: evaluation && {
        known: evaluation.known,
        links: evaluation.links,
        clusters: evaluation.clusters,
        best: evaluation.best && { threshold: evaluation.best.threshold, ...evaluation.best.agreement },
        neverCompared: evaluation.neverCompared,
        blockingRecall:
          evaluation.neverCompared === undefined || evaluation.links.real === 0
            ? undefined
            : 1 - evaluation.neverCompared / evaluation.links.real,
      },
      warnings,
      files,
      seconds,
    },
    null,
    2,
  );
}
