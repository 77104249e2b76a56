import type { EChartsOption } from 'echarts';
import { BIN_BITS, type WeightBin } from '#linkage/chart/weight-histogram.ts';
import { COLOURS } from './page-style.ts';
import { isNarrow, svgChart } from './svg-chart.ts';

/** Distance of the marks of the scale. */
const MARK_BITS = 5;

/** Pairs by weight on a logarithmic scale, coloured by decision or, where it is known, by truth; with the threshold. */
export function histogramChart(
  bins: readonly WeightBin[],
  { thresholdBits, isJudged }: { thresholdBits: number; isJudged: boolean },
): string {
  const series = isJudged
    ? [
        { name: '同一人', colour: COLOURS.link, count: ({ real }: WeightBin) => real },
        { name: '不同人', colour: COLOURS.against, count: ({ unreal }: WeightBin) => unreal },
      ]
    : [
        { name: '关联', colour: COLOURS.link, count: ({ links }: WeightBin) => links },
        { name: '待核对', colour: COLOURS.review, count: ({ reviews }: WeightBin) => reviews },
        { name: '不关联', colour: COLOURS.other, count: ({ others }: WeightBin) => others },
      ];
  return svgChart('weights', 320, (width) => {
    const option: EChartsOption = {
      color: series.map(({ colour }) => colour),
      legend: { top: 0, left: 0, itemGap: 14, icon: 'roundRect' },
      grid: { left: 8, right: 24, top: 48, bottom: 34, containLabel: true },
      xAxis: {
        type: 'value',
        name: '权重（比特）',
        nameLocation: 'middle',
        nameGap: 26,
        min: Math.floor(bins[0]!.from / MARK_BITS) * MARK_BITS,
        max: Math.ceil((bins.at(-1)!.from + BIN_BITS) / MARK_BITS) * MARK_BITS,
        interval: isNarrow(width) ? 4 * MARK_BITS : MARK_BITS,
        splitLine: { show: false },
        axisLine: { onZero: false },
      },
      yAxis: {
        type: 'log',
        axisLine: { show: false, onZero: false },
        min: 0.8,
        axisLabel: { formatter: (count: number) => (count < 1 ? '' : shortCount(count)) },
        splitLine: { lineStyle: { color: COLOURS.line } },
      },
      series: series.map(({ name, count }, index) => ({
        type: 'line' as const,
        name,
        step: 'start' as const,
        symbol: 'none',
        lineStyle: { width: 1.5 },
        areaStyle: { opacity: 0.35, origin: 'start' as const },
        data: steps(bins, count),
        ...(index === 0 && {
          markLine: {
            symbol: 'none',
            silent: true,
            lineStyle: { color: COLOURS.text, type: 'dashed' as const },
            label: { formatter: '阈值', color: COLOURS.text },
            data: [{ xAxis: thresholdBits }],
          },
        }),
      })),
    };
    return option;
  });
}

/** Corners of the histogram: a step begins where the one before ends; empty bins lie on the ground of the scale. */
function steps(bins: readonly WeightBin[], count: (bin: WeightBin) => number): [number, number][] {
  const height = (bin: WeightBin) => Math.max(count(bin), 0.8);
  return [
    [bins[0]!.from, height(bins[0]!)],
    ...bins.map((bin): [number, number] => [bin.from + BIN_BITS, height(bin)]),
  ];
}

function shortCount(count: number): string {
  if (count >= 1e8) return `${count / 1e8} 亿`;
  return count >= 1e4 ? `${count / 1e4} 万` : String(count);
}
