// Chart → ECharts option. Title, unit, period and source are part of the picture, so that a copied one still explains itself.
// Series differ by colour, symbol and dash. Numbers become binary here and nowhere else: they only place marks.

import type { EChartsCoreOption } from 'echarts/core';

import type { Chart } from '../../../shared/charts/chart.js';
import { seriesColour } from '../../../shared/charts/colours.js';
import { heatColour, heatScale } from '../../../shared/charts/heat-scale.js';

const INK = '#1F2933';
const SOFT = '#52606D';
const LINE = '#D5DBE1';
const FONT =
  "'Microsoft YaHei UI', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', 'Noto Sans SC Variable', sans-serif";
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect', 'emptyTriangle', 'emptyDiamond'];
const DASHES = ['solid', 'solid', [6, 3], [2, 3], [8, 3, 2, 3]] as const;

export interface DrawOptions {
  /** false: on a page that prints title and source itself. */
  isFramed: boolean;
}

type Point = Chart['series'][number]['points'][number];

/** For ECharts: `-` is nothing. */
function plot(point: Point): number | '-' {
  return point.value === null ? '-' : Number(point.value);
}

function item(point: Point): { value: number | '-'; text: string } {
  return { value: plot(point), text: point.text };
}

/** The printed text of a point, whatever ECharts would make of the number. */
function textOf(params: unknown): string {
  return (params as { data?: { text?: string } }).data?.text ?? '';
}

function shared(chart: Chart, { isFramed }: DrawOptions): EChartsCoreOption {
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

function legend(chart: Chart, { isFramed }: DrawOptions): EChartsCoreOption {
  return chart.series.length < 2
    ? {}
    : { legend: { top: isFramed ? 62 : 8, type: 'plain', itemWidth: 26, textStyle: { color: INK } } };
}

/** Hover texts are drawn in the canvas: an HTML bubble would need markup made of data. */
const TOOLTIP = {
  renderMode: 'richText',
  confine: true,
  backgroundColor: '#fff',
  borderColor: LINE,
  textStyle: { color: INK },
};

function valueAxis(chart: Chart) {
  return {
    type: 'value',
    name: chart.measure,
    nameTextStyle: { color: SOFT },
    axisLabel: { color: SOFT, formatter: String },
    splitLine: { lineStyle: { color: '#E8ECF0' } },
  };
}

function categoryAxis(chart: Chart, extra: object = {}) {
  return {
    type: 'category',
    data: chart.categories,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: '#9AA5B1' } },
    axisLabel: { color: INK, interval: 0, ...extra },
  };
}

function lines(chart: Chart, options: DrawOptions): EChartsCoreOption {
  const tip = (params: unknown): string => {
    const rows = params as { seriesName: string; name: string; data?: { text?: string } }[];
    return [rows[0]?.name ?? '', ...rows.map((row) => `${row.seriesName}　${textOf(row) || '—'}`)].join('\n');
  };
  return {
    ...shared(chart, options),
    ...legend(chart, options),
    tooltip: { ...TOOLTIP, trigger: 'axis', formatter: tip },
    xAxis: categoryAxis(chart),
    yAxis: valueAxis(chart),
    series: chart.series.map((series, index) => {
      const isPace = series.role === 'pace';
      const isMain = series.role === 'main';
      const colour = isPace ? SOFT : isMain && chart.kind === 'pace' ? INK : seriesColour(index);
      return {
        type: 'line',
        name: series.name,
        data: series.points.map(item),
        connectNulls: false,
        symbol: isPace ? 'none' : SYMBOLS[index % SYMBOLS.length],
        symbolSize: 8,
        lineStyle: { width: isMain ? 3 : 2, type: isPace ? 'dashed' : DASHES[index % DASHES.length] },
        color: colour,
        // Numbers stand at the line that the chart is about; the others are in the table below.
        ...(isMain && chart.kind === 'trend'
          ? {
              label: { show: true, position: 'top', formatter: textOf, color: INK },
              labelLayout: { hideOverlap: true },
            }
          : {}),
      };
    }),
  };
}

function columns(chart: Chart, options: DrawOptions): EChartsCoreOption {
  return {
    ...shared(chart, options),
    tooltip: { ...TOOLTIP, formatter: (params: unknown) => `${(params as { name: string }).name}　${textOf(params)}` },
    xAxis: categoryAxis(chart),
    yAxis: valueAxis(chart),
    series: chart.series.map((series, index) => ({
      type: 'bar',
      name: series.name,
      data: series.points.map(item),
      barMaxWidth: 56,
      color: seriesColour(index),
      label: { show: true, position: 'top', formatter: textOf, color: INK },
    })),
  };
}

function ranking(chart: Chart, options: DrawOptions): EChartsCoreOption {
  const tip = (params: unknown): string => {
    const { name, seriesName } = params as { name: string; seriesName: string };
    return `${name}\n${seriesName}　${textOf(params)}`;
  };
  const values = chart.series.find((series) => series.role === 'main')?.points ?? [];
  return {
    ...shared(chart, options),
    ...legend(chart, options),
    tooltip: { ...TOOLTIP, formatter: tip },
    xAxis: { ...valueAxis(chart), nameLocation: 'end' },
    // The first at the top. Values stand at the names: beside a bar they would run into the marks.
    yAxis: {
      ...categoryAxis(chart),
      inverse: true,
      axisLabel: {
        color: INK,
        interval: 0,
        formatter: (name: string, index: number) => `${name}　{v|${values[index]?.text ?? ''}}`,
        rich: { v: { fontWeight: 600, color: INK } },
      },
    },
    series: chart.series.map((series) =>
      series.role === 'main'
        ? {
            type: 'bar',
            name: series.name,
            data: series.points.map(item),
            barMaxWidth: 26,
            color: seriesColour(0),
          }
        : {
            type: 'scatter',
            name: series.name,
            data: series.points.map(item),
            symbol: series.role === 'target' ? 'diamond' : 'rect',
            symbolSize: series.role === 'target' ? 13 : [3, 24],
            color: series.role === 'target' ? seriesColour(1) : INK,
            z: 5,
          },
    ),
  };
}

function pie(chart: Chart, options: DrawOptions): EChartsCoreOption {
  const [values, shares] = chart.series;
  return {
    ...shared(chart, options),
    tooltip: { ...TOOLTIP, formatter: (params: unknown) => `${(params as { name: string }).name}　${textOf(params)}` },
    series: [
      {
        type: 'pie',
        name: values!.name,
        radius: ['36%', '64%'],
        center: ['50%', options.isFramed ? '55%' : '50%'],
        startAngle: 90,
        itemStyle: { borderColor: '#fff', borderWidth: 2 },
        data: values!.points.map((point, index) => ({
          name: chart.categories[index]!,
          value: plot(point) === '-' ? 0 : plot(point),
          text: point.text,
          itemStyle: { color: seriesColour(index) },
          label: {
            formatter: `${chart.categories[index]!}\n${point.text}${chart.measure}　${shares!.points[index]!.text}%`,
            color: INK,
            lineHeight: 18,
          },
        })),
      },
    ],
  };
}

function heat(chart: Chart, options: DrawOptions): EChartsCoreOption {
  const scale = heatScale(chart);
  return {
    ...shared(chart, options),
    tooltip: {
      ...TOOLTIP,
      formatter: (params: unknown) => {
        const [column, row] = (params as { data: { value: [number, number] } }).data.value;
        return `${chart.series[row]!.name}\n${chart.categories[column]!}　${textOf(params)}`;
      },
    },
    xAxis: {
      ...categoryAxis(chart, { rotate: chart.categories.length > 7 ? 40 : 0, width: 130, overflow: 'break' }),
      position: 'bottom',
    },
    yAxis: { ...categoryAxis(chart), data: chart.series.map((series) => series.name), inverse: true },
    // The colours come with each cell, as in Excel; ECharts demands a map of its own all the same.
    visualMap: { show: false, min: 0, max: 1, inRange: { color: ['#FFFFFF', '#FFFFFF'] }, dimension: 2 },
    series: [
      {
        type: 'heatmap',
        data: chart.series.flatMap((series, row) =>
          series.points.map((point, column) => {
            const colour = point.value === null ? null : heatColour(scale, Number(point.value));
            return {
              value: [column, row, 0],
              text: point.text,
              itemStyle: { color: colour?.ground ?? '#FFFFFF', borderColor: '#FFFFFF', borderWidth: 1 },
              label: { color: colour?.ink ?? SOFT },
            };
          }),
        ),
        label: { show: true, formatter: textOf },
      },
    ],
  };
}

/** What ECharts draws; a chart with a `reason` is never asked for. */
export function chartOption(chart: Chart, options: DrawOptions): EChartsCoreOption {
  switch (chart.kind) {
    case 'trend':
    case 'pace':
      return lines(chart, options);
    case 'years':
      return columns(chart, options);
    case 'ranking':
      return ranking(chart, options);
    case 'share':
      return pie(chart, options);
    case 'heat':
      return heat(chart, options);
  }
}

/** Height that a chart needs: bars and heat rows take their own, others a calm landscape. */
export function chartHeight(chart: Chart): number {
  if (chart.kind === 'ranking') return Math.max(360, 150 + chart.categories.length * 42);
  if (chart.kind === 'heat') return Math.max(360, 220 + chart.series.length * 34);
  return chart.kind === 'share' ? 460 : 420;
}
