import type { EChartsOption } from 'echarts';
import type { Agreement, ThresholdPoint } from '#linkage/evaluate/evaluation.ts';
import { COLOURS } from './page-style.ts';
import { isNarrow, svgChart } from './svg-chart.ts';

const LINES: readonly { name: string; colour: string; of: (agreement: Agreement) => number | undefined }[] = [
  { name: '准确率', colour: '#2563eb', of: ({ precision }) => precision },
  { name: '召回率', colour: COLOURS.review, of: ({ recall }) => recall },
  { name: 'F1', colour: COLOURS.link, of: ({ f1 }) => f1 },
];

/** Log odds up to which thresholds are shown: 0.999999. */
const SHOWN_BITS = 20;

/** Precision, recall and F1 against the threshold; the scale is log odds, its marks are probabilities. */
export function thresholdChart(curve: readonly ThresholdPoint[], threshold: number): string {
  const at = ({ threshold: probability }: ThresholdPoint) => logOdds(probability);
  const first = Math.floor(at(curve[0]!));
  // a threshold beyond these only loses links
  const last = Math.min(Math.ceil(at(curve.at(-1)!)), Math.max(SHOWN_BITS, logOdds(threshold) + 2));
  const shown = curve.filter((point) => at(point) <= last);
  return svgChart('thresholds', 320, (width) => {
    const option: EChartsOption = {
      color: LINES.map(({ colour }) => colour),
      legend: { top: 0, left: 0, itemGap: 14, icon: 'roundRect' },
      grid: { left: 8, right: 24, top: 48, bottom: 34, containLabel: true },
      xAxis: {
        type: 'value',
        name: '阈值（概率）',
        nameLocation: 'middle',
        nameGap: 26,
        min: first,
        max: Math.max(last, first + 1),
        splitNumber: isNarrow(width) ? 3 : 8,
        axisLabel: { formatter: (bits: number) => shortProbability(bits), hideOverlap: true },
        splitLine: { show: false },
        axisLine: { onZero: false },
      },
      yAxis: {
        type: 'value',
        min: 0,
        max: 1,
        axisLine: { show: false, onZero: false },
        splitLine: { lineStyle: { color: COLOURS.line } },
      },
      series: LINES.map(({ name, of }, index) => ({
        type: 'line' as const,
        name,
        symbol: 'none',
        lineStyle: { width: 2 },
        data: shown.map((point) => [at(point), of(point.agreement) ?? null]),
        ...(index === 0 && {
          markLine: {
            symbol: 'none',
            silent: true,
            lineStyle: { color: COLOURS.text, type: 'dashed' as const },
            label: { formatter: '所用阈值', color: COLOURS.text },
            data: [{ xAxis: logOdds(threshold) }],
          },
        }),
      })),
    };
    return option;
  });
}

/** Odds of a probability in bits, held within what the scale can show. */
export function logOdds(probability: number): number {
  return clampBits(Math.log2(probability / (1 - probability)));
}

/** Bits, held within what the scale can show. */
export function clampBits(bits: number): number {
  return Math.max(-50, Math.min(50, bits));
}

/** As many digits as tell it from 0 and 1. */
function shortProbability(bits: number): string {
  const digits = Math.max(2, Math.ceil(Math.abs(bits) * Math.log10(2)));
  return (1 / (1 + 2 ** -bits)).toFixed(digits);
}
