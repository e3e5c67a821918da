// What charts of all kinds share: inks, marks, axes, title and source of the picture.

import type { EChartsCoreOption } from 'echarts/core';

import type { Chart } from '../../../shared/charts/chart.js';

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

export function shared(chart: Chart, { isFramed }: DrawOptions): EChartsCoreOption {
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
    grid: { left: 16, right: 28, top: isFramed ? 96 : 40, bottom: isFramed ? 40 : 8, containLabel: true },
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
