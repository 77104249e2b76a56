import type { PairEvidence } from '#linkage/chart/pair-evidence.ts';
import type { WeightBin } from '#linkage/chart/weight-histogram.ts';
import type { Agreement, Evaluation } from '#linkage/evaluate/evaluation.ts';
import type { LinkageResult } from '#linkage/link-tables.ts';
import { histogramChart } from './histogram-chart.ts';
import { countText, htmlText, percentText, probabilityText } from './html-text.ts';
import { PAGE_STYLE } from './page-style.ts';
import { logOdds, thresholdChart } from './threshold-chart.ts';
import { waterfall } from './waterfall.ts';
import { weightTable } from './weight-table.ts';

/** Pairs shown under a heading. */
export interface ShownPairs {
  readonly title: string;
  readonly pairs: readonly PairEvidence[];
}

export interface LinkReport {
  /** What was linked, e.g. `a.csv ↔ b.csv`. */
  readonly title: string;
  readonly result: LinkageResult;
  readonly isOneTable: boolean;
  /** Pairs to be reviewed. */
  readonly reviews: number;
  /** Chinese sentences: why this threshold, why this constraint. */
  readonly reasons: readonly string[];
  readonly bins: readonly WeightBin[];
  readonly shown: readonly ShownPairs[];
  readonly evaluation: Evaluation | undefined;
}

/** One self-contained HTML page on a linkage: it loads nothing and runs no script. */
export function linkReport(report: LinkReport): string {
  const { title, evaluation } = report;
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>关联报告 ${htmlText(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body><main>
<h1>关联报告</h1>
<p class="note">${htmlText(title)}</p>
${overview(report)}
${evaluation ? truthSection(report, evaluation) : ''}
${section('比较的权重', 'Match weights。m：同一人的记录对里达到该程度的占比；u：不同人的；权重 = log₂(m÷u),每多 1 比特，是同一人的胜算翻一番。缺失的值不计权重。', weightTable(report.result.model))}
${weights(report)}
${report.shown.map(({ title: heading, pairs }) => pairsSection(report, heading, pairs)).join('\n')}
${blocking(report.result)}
</main></body>
</html>
`;
}

function section(title: string, note: string, body: string): string {
  return `<section><h2>${title}</h2><p class="note">${note}</p>${body}</section>`;
}

function figure(name: string, value: string): string {
  return `<div class="figure"><b>${value}</b><span>${name}</span></div>`;
}

function overview({ result, isOneTable, reviews, reasons }: LinkReport): string {
  const { records } = result;
  return `<section><h2>概况</h2><div class="figures">
${[
  figure(isOneTable ? '记录' : '左表记录', countText(records.left)),
  ...(!isOneTable ? [figure('右表记录', countText(records.right))] : []),
  figure('比较的记录对', countText(result.compared)),
  figure('关联', countText(result.links)),
  figure('待核对', countText(reviews)),
  figure('合并后的人（组）', countText(result.clusters)),
  figure('阈值（概率）', probabilityText(result.threshold)),
  figure('模型预计的 F1', percentText(result.expectedF1)),
].join('\n')}
</div>${reasons.map((reason) => `<p>${htmlText(reason)}</p>`).join('\n')}</section>`;
}

function truthSection({ result }: LinkReport, evaluation: Evaluation): string {
  const { links, clusters, best, neverCompared, curve } = evaluation;
  const row = (name: string, { precision, recall, f1, found, right, real }: Agreement) =>
    `<tr><td>${name}</td><td class="number">${percentText(precision)}</td><td class="number">${percentText(recall)}</td><td class="number"><b>${percentText(f1)}</b></td><td class="number wide-cell">${countText(found - right)}</td><td class="number wide-cell">${countText(real - right)}</td></tr>`;
  const table = `<table><thead><tr><th></th><th class="number">准确率</th><th class="number">召回率</th><th class="number">F1</th><th class="number wide-cell">错连</th><th class="number wide-cell">漏连</th></tr></thead><tbody>
${row('关联', links)}
${row('归并成组后', clusters)}
${best ? row(`最佳阈值 ${probabilityText(best.threshold)}`, best.agreement) : ''}
</tbody></table>`;
  const missed = neverCompared === undefined ? undefined : neverCompared / Math.max(links.real, 1);
  const blockingNote =
    missed === undefined
      ? ''
      : `<p>真实的 ${countText(links.real)} 对里，有 ${countText(neverCompared!)} 对（${percentText(missed)}）没有被任何分块规则带到一起，从未比较。</p>`;
  return section(
    '与真相对照',
    'Precision, recall and F1 against the truth column。只计两条记录的真相都已知的记录对；两表关联时只计跨表的对。',
    `${table}${blockingNote}${curve.length > 0 ? thresholdChart(curve, result.threshold) : ''}`,
  );
}

function weights({ bins, result, evaluation }: LinkReport): string {
  if (bins.length === 0) return '';
  return section(
    '权重的分布',
    'Histogram of match weights。纵轴为记录对数（对数刻度）；概率低于万分之一的记录对不保留，故不在图中。',
    histogramChart(bins, {
      thresholdBits: logOdds(result.threshold) - result.priorBits,
      isJudged: evaluation !== undefined,
    }),
  );
}

function pairsSection({ result }: LinkReport, title: string, pairs: readonly PairEvidence[]): string {
  if (pairs.length === 0) return '';
  const prior = {
    bits: result.priorBits,
    of: result.constraint === 'none' ? '任意两条记录' : '两条尚无对象的记录',
  };
  const isCompared = pairs.some(({ weight }) => weight !== undefined);
  return section(
    title,
    !isCompared
      ? '两边的值；没有权重，因为从未比较，或概率低于万分之一而没有保留。'
      : `自上而下：先验胜算加上各项权重，越过虚线（阈值）即为关联。${result.constraint === 'none' ? '' : '同一记录只能有一个对象时，其他候选会减少胜算。'}红字为两边不同的值。`,
    pairs
      .map((pair, index) =>
        waterfall(pair, { prior, thresholdBits: logOdds(result.threshold), isOpen: index === 0 }),
      )
      .join('\n'),
  );
}

function blocking({ blocking: rules, compared }: LinkageResult): string {
  const most = Math.max(1, ...rules.map(({ pairs }) => pairs));
  const rows = rules.map(
    ({ rule, pairs }) =>
      `<tr><td>${htmlText(rule)}</td><td class="number">${countText(pairs)}</td><td><div class="bar"><i class="prior" style="left: 0; width: ${((100 * pairs) / most).toFixed(2)}%"></i></div></td></tr>`,
  );
  return section(
    '分块规则',
    `Blocking。每条规则带到一起的记录对；去重后共比较 ${countText(compared)} 对。`,
    `<table class="rules"><thead><tr><th>规则</th><th class="number">记录对</th><th></th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`,
  );
}
