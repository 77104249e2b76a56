import type { PairEvidence } from '#linkage/chart/pair-evidence.ts';
import { bitsText, htmlText, probabilityText } from './html-text.ts';
import { levelLabel } from './level-label.ts';
import { clampBits, logOdds } from './threshold-chart.ts';

const DECISIONS: Readonly<Record<string, string>> = Object.freeze({
  LINK: '关联',
  REVIEW: '待核对',
  NO: '不关联',
  NEVER: '没有权重',
});

/** What rivals take away is shown from so many bits on. */
const LEAST_RIVAL_BITS = 0.05;
/** Room that a figure needs beside its bar. */
const FIGURE_PERCENT = 18;

/** Odds before any evidence, in bits, and of what records they are. */
export interface Prior {
  readonly bits: number;
  readonly of: string;
}

interface Scale {
  readonly from: number;
  readonly width: number;
}

/**
 * A pair as a waterfall: from the odds of two records picked at random, each comparison adds or takes away, and
 * the sum is the odds that they are one person. The dashed line is the threshold.
 */
export function waterfall(
  pair: PairEvidence,
  { prior, thresholdBits, isOpen }: { prior: Prior; thresholdBits: number; isOpen: boolean },
): string {
  const decision = pair.decision ?? 'NEVER';
  const title = `<summary><span class="tag ${decision}">${DECISIONS[decision] ?? htmlText(decision)}</span><span>${htmlText(pair.leftId)} ↔ ${htmlText(pair.rightId)}</span>${
    pair.weight === undefined
      ? ''
      : `<span class="note">权重 ${bitsText(pair.weight)} 比特，概率 ${probabilityText(pair.probability)}</span>`
  }</summary>`;
  const rows = pair.weight === undefined ? valueRows(pair) : evidenceRows(pair, prior, thresholdBits);
  return `<details class="pair"${isOpen ? ' open' : ''}>${title}<table class="evidence">
<thead><tr><th>项目</th><th>左</th><th>右</th><th>${pair.weight === undefined ? '' : '程度与权重（比特）'}</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></details>`;
}

function valueRows({ contributions }: PairEvidence): string[] {
  return contributions.map(
    ({ comparison, values }) => `<tr><td>${htmlText(comparison)}</td>${sides(values)}<td></td></tr>`,
  );
}

function evidenceRows(pair: PairEvidence, prior: Prior, thresholdBits: number): string[] {
  let reached = prior.bits;
  const steps = pair.contributions.map((contribution) => {
    const before = reached;
    reached += contribution.weight;
    return { ...contribution, before, after: reached };
  });
  // Beyond what a figure shows, all probabilities are one.
  const rivalBits = logOdds(pair.probability ?? 0) - clampBits(reached);
  const isRivalled = rivalBits < -LEAST_RIVAL_BITS;
  const beforeRivals = reached;
  if (isRivalled) reached += rivalBits;
  const marks = [0, prior.bits, thresholdBits, reached, ...steps.map(({ after }) => after)];
  const from = Math.min(...marks) - 1;
  const scale: Scale = { from, width: Math.max(...marks) + 1 - from };
  return [
    `<tr><td>先验 <span class="note">${htmlText(prior.of)}</span></td><td></td><td></td><td>${bar(scale, thresholdBits, 0, prior.bits, 'prior', bitsText(prior.bits))}</td></tr>`,
    ...steps.map(
      ({ comparison, values, label, level, weight, before, after }) =>
        `<tr><td>${htmlText(comparison)}</td>${sides(values)}<td><span class="note">${level === 'missing' ? '缺失' : htmlText(levelLabel(label))}</span>${bar(scale, thresholdBits, before, after, weight < 0 ? 'against' : 'for', bitsText(weight))}</td></tr>`,
    ),
    ...(isRivalled
      ? [
          `<tr><td>其他候选 <span class="note">同一记录只能有一个对象</span></td><td></td><td></td><td>${bar(scale, thresholdBits, beforeRivals, reached, 'against', bitsText(rivalBits))}</td></tr>`,
        ]
      : []),
    `<tr><td><b>合计</b></td><td></td><td></td><td>${bar(scale, thresholdBits, 0, reached, reached < thresholdBits ? 'against' : 'for', bitsText(reached))}</td></tr>`,
  ];
}

function sides(values: PairEvidence['contributions'][number]['values']): string {
  const side = (of: 'left' | 'right') => values.map((value) => htmlText(value[of])).join(' / ');
  const differs = values.some(({ left, right }) => left !== right && left !== '' && right !== '');
  const marked = differs ? ' class="differs"' : '';
  return `<td${marked} data-label="左">${side('left')}</td><td${marked} data-label="右">${side('right')}</td>`;
}

function bar(
  { from, width }: Scale,
  thresholdBits: number,
  before: number,
  after: number,
  kind: string,
  text: string,
): string {
  const percent = (bits: number) => (((bits - from) / width) * 100).toFixed(2);
  const [low, high] = [Math.min(before, after), Math.max(before, after)];
  // beside the bar where there is room, else on it
  const [start, end] = [Number(percent(low)), Number(percent(high))];
  const place =
    end < 100 - FIGURE_PERCENT
      ? `left: calc(${end}% + 4px)`
      : start > FIGURE_PERCENT
        ? `right: calc(${100 - start}% + 4px)`
        : `left: calc(${start}% + 4px); color: #fff`;
  return `<div class="bar"><i class="${kind}" style="left: ${percent(low)}%; width: ${((100 * (high - low)) / width).toFixed(2)}%"></i><u style="left: ${percent(0)}%"></u><s style="left: ${percent(thresholdBits)}%"></s><span style="${place}">${text}</span></div>`;
}
