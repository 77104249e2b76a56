import { type EChartsOption, init } from 'echarts';
import { COLOURS, FONTS } from './page-style.ts';

/** Widths for which charts are drawn: a desk and a phone; one of them is shown. */
const WIDTHS = Object.freeze({ wide: 1060, narrow: 340 });

/**
 * Draws a chart as SVG for both widths, without a script. The same option gives the same text.
 * @param name of the chart, unique in its page
 * @param option what to draw for a width in pixels
 */
export function svgChart(name: string, height: number, option: (width: number) => EChartsOption): string {
  const drawn = Object.entries(WIDTHS).map(([screen, width]) => {
    const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: FONTS, color: COLOURS.text },
      ...option(width),
    });
    const svg = chart.renderToSVGString();
    chart.dispose();
    return `<div class="${screen}">${stillSvg(svg, `${name}-${screen}`)}</div>`;
  });
  return drawn.join('\n');
}

/** Without what a pointer would do, and with ids that do not count the drawings of the process. */
function stillSvg(svg: string, prefix: string): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ class="[^"]*"/g, '')
    .replace(/zr\d+-/g, `${prefix}-`);
}

export function isNarrow(width: number): boolean {
  return width <= WIDTHS.narrow;
}
