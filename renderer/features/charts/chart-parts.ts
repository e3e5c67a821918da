// What charts of all kinds share: inks, marks, axes, title and source of the picture.

import type { EChartsCoreOption } from 'echarts/core';

import type { Chart } from '../../../shared/charts/chart.js';
import { textWidth } from '../../../shared/reports/text-width.js';

export const INK = '#1F2933';
export const SOFT = '#52606D';
const LINE = '#D5DBE1';
const FONT =
  "'Microsoft YaHei UI', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', 'Noto Sans SC Variable', sans-serif";
export const SYMBOLS = [
  'circle',
  'rect',
  'triangle',
  'diamond',
  'emptyCircle',
  'emptyRect',
  'emptyTriangle',
  'emptyDiamond',
];
export const DASHES = ['solid', 'solid', [6, 3], [2, 3], [8, 3, 2, 3]] as const;

export interface DrawOptions {
  /** false: on a page that prints title and source itself. */
  isFramed: boolean;
}

type Point = Chart['series'][number]['points'][number];

/** For ECharts: `-` is nothing. */
export function plot(point: Point): number | '-' {
  return point.value === null ? '-' : Number(point.value);
}

export function item(point: Point): { value: number | '-'; text: string } {
  return { value: plot(point), text: point.text };
}

/** The printed text of a point, whatever ECharts would make of the number. */
export function textOf(params: unknown): string {
  return (params as { data?: { text?: string } }).data?.text ?? '';
}

/** Width of a text of 12 px; what a line of the legend has room for, beside the sign of a series, and how high it is. */
export const textPx = (text: string): number => textWidth(text) * 6.2;
const [LEGEND_PX, SIGN_PX, LEGEND_LINE] = [960, 46, 24];

/** px that the legend takes beyond its first line: names of units may be long, and what is below them moves down. */
export function moreLegend(chart: Chart): number {
  if (chart.kind !== 'trend' && chart.kind !== 'pace' && !(chart.kind === 'scatter' && chart.axes === 'time')) return 0;
  let [lines, used] = [1, 0];
  for (const { name } of chart.series) {
    const width = SIGN_PX + textPx(name);
    if (used > 0 && used + width > LEGEND_PX) [lines, used] = [lines + 1, 0];
    used += width;
  }
  return (lines - 1) * LEGEND_LINE;
}

export function shared(chart: Chart, { isFramed }: DrawOptions): EChartsCoreOption {
  const top = (isFramed ? 96 : 40) + moreLegend(chart);
  return {
    animation: false,
    textStyle: { fontFamily: FONT, color: INK },
    aria: { enabled: true, label: { description: `${chart.title}，${chart.subtitle}。数据见图下的表。` } },
    ...(isFramed
      ? {
          title: [
            {
              text: chart.title,
              subtext: chart.subtitle,
              left: 'center',
              top: 8,
              textStyle: { fontSize: 18, fontWeight: 600, color: INK },
              subtextStyle: { fontSize: 13, color: SOFT },
            },
            { text: chart.source, left: 12, bottom: 6, textStyle: { fontSize: 12, fontWeight: 400, color: SOFT } },
          ],
        }
      : {}),
    grid: { left: 16, right: 28, top, bottom: isFramed ? 40 : 8, containLabel: true },
  };
}

export function legend(chart: Chart, { isFramed }: DrawOptions): EChartsCoreOption {
  return chart.series.length < 2
    ? {}
    : { legend: { top: isFramed ? 62 : 8, type: 'plain', itemWidth: 26, textStyle: { color: INK } } };
}

/** Hover texts are drawn in the canvas: an HTML bubble would need markup made of data. */
export const TOOLTIP = {
  renderMode: 'richText',
  confine: true,
  backgroundColor: '#fff',
  borderColor: LINE,
  textStyle: { color: INK },
};

export function valueAxis(chart: Chart) {
  return {
    type: 'value',
    name: chart.measure,
    nameTextStyle: { color: SOFT },
    axisLabel: { color: SOFT, formatter: String },
    // There is no 0.2 of a patent.
    ...(chart.decimals === 0 ? { minInterval: 1 } : {}),
    splitLine: { lineStyle: { color: '#E8ECF0' } },
  };
}

export function categoryAxis(chart: Chart, extra: object = {}) {
  return {
    type: 'category',
    data: chart.categories,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: '#9AA5B1' } },
    axisLabel: { color: INK, interval: 0, ...extra },
  };
}
