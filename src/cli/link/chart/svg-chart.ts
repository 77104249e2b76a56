import { type EChartsOption, init } from 'echarts';
import { COLOURS, FONTS } from './page-style.ts';

/** Widths for which charts are drawn: a desk and a phone; one of them is shown. */
const WIDTHS = Object.freeze({ wide: 1060, narrow: 340 });

/**
 * Draws a chart as SVG for both widths, without a script.
 * @param option what to draw for a width in pixels
 */
export function svgChart(height: number, option: (width: number) => EChartsOption): string {
  const drawn = Object.entries(WIDTHS).map(([name, width]) => {
    const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: FONTS, color: COLOURS.text },
      ...option(width),
    });
    const svg = chart.renderToSVGString();
    chart.dispose();
    return `<div class="${name}">${svg}</div>`;
  });
  return drawn.join('\n');
}

export function isNarrow(width: number): boolean {
  return width <= WIDTHS.narrow;
}
