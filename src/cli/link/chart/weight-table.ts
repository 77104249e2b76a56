import type { LinkageModel } from '#linkage/linkage-model.ts';
import { bitsText, htmlText, percentText } from './html-text.ts';
import { levelLabel } from './level-label.ts';

/** Every comparison's levels with m, u and weight; bars to one scale, agreement to the right. */
export function weightTable({ comparisons }: LinkageModel): string {
  const bits = comparisons.flatMap(({ levels }) => levels.map(({ weight }) => weight));
  const most = Math.max(1, ...bits.map(Math.abs));
  const rows = comparisons.flatMap(({ name, levels }) => [
    `<tr class="group"><td colspan="4">${htmlText(name)}</td></tr>`,
    ...levels.map(
      ({ label, m, u, weight }) => `<tr>
<td>${htmlText(levelLabel(label))}</td>
<td class="number" data-label="m">${percentText(m)}</td>
<td class="number" data-label="u">${percentText(u)}</td>
<td>${weightBar(weight, most)}</td>
</tr>`,
    ),
  ]);
  return `<table class="levels">
<thead><tr><th>比较的程度</th><th class="number">m（同一人）</th><th class="number">u（不同人）</th><th>权重（比特）</th></tr></thead>
<tbody>${rows.join('\n')}</tbody>
</table>`;
}

function weightBar(weight: number, most: number): string {
  const share = (Math.abs(weight) / most) * 50;
  const left = weight < 0 ? 50 - share : 50;
  // the figure stands on the bar's empty side
  const place = weight < 0 ? 'left: 51%' : 'right: 51%';
  return `<div class="bar"><i class="${weight < 0 ? 'against' : 'for'}" style="left: ${left.toFixed(2)}%; width: ${share.toFixed(2)}%"></i><u style="left: 50%"></u><span style="${place}">${bitsText(weight)}</span></div>`;
}
