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

/** Height of a written name, and how far to the right it reaches, as parts of the width. */
const NAME_PX = 15;
const NAME_REACH = 0.13;

/** Names that would lie on each other are moved apart, downwards from the highest: px by the key of the point. */
function labelOffsets(
  points: readonly { key: string; x: number; y: number }[],
  spans: { x: number; y: number },
  height: number,
): Map<string, number> {
  const placed: { x: number; top: number }[] = [];
  const offsets = new Map<string, number>();
  for (const { key, x, y } of points.toSorted((a, b) => b.y - a.y || a.x - b.x)) {
    const own = height * (1 - y / spans.y);
    let top = own;
    for (const other of placed.toSorted((a, b) => a.top - b.top))
      if (Math.abs(other.x - x) < spans.x * NAME_REACH && Math.abs(other.top - top) < NAME_PX)
        top = other.top + NAME_PX;
    placed.push({ x, top });
    offsets.set(key, top - own);
  }
  return offsets;
}

/**
 * Points over the first series. With one series each point is named by its category (a unit), with several by its series at the
 * last month that it has. Series keep their places, so that a click leads to the right number.
 */
/** 0 to 100 % at least. 净增 may be below 0: a point there is drawn, not cut off. */
const TIME_RANGE = {
  min: ({ min }: { min: number }) => Math.min(0, Math.floor(min / 10) * 10),
  max: ({ max }: { max: number }) => Math.max(100, Math.ceil(max / 10) * 10),
};

function scatter(chart: Chart, options: DrawOptions): EChartsCoreOption {
  const across = chart.series[0]!;
  const named = chart.series.filter((series) => series.role === 'main');
  const isByTime = chart.axes === 'time';
  const tip = (params: unknown): string => {
    const { seriesIndex, dataIndex } = params as { seriesIndex: number; dataIndex: number };
    const series = chart.series[seriesIndex]!;
    const at = chart.categories[dataIndex]!;
    const point = series.points[dataIndex]!;
    return `${at}${isByTime ? `　${series.name}` : ''}\n${across.name}　${across.points[dataIndex]!.text}\n${isByTime ? '完成率' : series.name}　${point.text}`;
  };
  const label = { show: true, position: 'right', color: INK, fontSize: 12 };
  const lastOf = (series: Chart['series'][number]): number =>
    series.points.findLastIndex((point) => point.value !== null);
  // Named points: of each series the last one by time, else every one.
  const labelled = chart.series.flatMap((series, at) =>
    series.role !== 'main'
      ? []
      : series.points.flatMap((point, index) =>
          point.value === null || across.points[index]!.value === null || (isByTime && index !== lastOf(series))
            ? []
            : [{ key: `${at}/${index}`, x: Number(across.points[index]!.value), y: Number(point.value) }],
        ),
  );
  const spans = {
    x: isByTime ? 100 : Math.max(1, ...labelled.map(({ x }) => x)),
    y: Math.max(isByTime ? 100 : 1, ...labelled.map(({ y }) => y)),
  };
  const offsets = labelOffsets(labelled, spans, chartHeight(chart) - (options.isFramed ? 200 : 176));
  const pointsOf = (series: Chart['series'][number], at: number) => {
    const last = lastOf(series);
    return series.points.map((point, index) => ({
      value: [plot(across.points[index]!), plot(point)],
      text: point.text,
      label: {
        ...label,
        offset: [0, offsets.get(`${at}/${index}`) ?? 0],
        ...(isByTime
          ? { show: index === last, formatter: `${series.name} ${point.text}` }
          : { formatter: `${chart.categories[index]!} ${point.text}` }),
      },
    }));
  };
  const axis = {
    ...valueAxis(chart),
    axisLine: { show: true, lineStyle: { color: '#9AA5B1' } },
    nameTextStyle: { color: INK },
    scale: !isByTime,
  };
  return {
    ...shared(chart, options),
    ...(isByTime
      ? {
          legend: {
            top: options.isFramed ? 62 : 8,
            type: 'plain',
            data: named.map(({ name }) => name),
            textStyle: { color: INK },
          },
        }
      : {}),
    tooltip: { ...TOOLTIP, formatter: tip },
    grid: {
      left: 24,
      right: 110,
      top: options.isFramed ? 112 : 56,
      bottom: options.isFramed ? 72 : 40,
      containLabel: true,
    },
    xAxis: {
      ...axis,
      name: `${across.name}（${chart.measure}）`,
      nameLocation: 'middle',
      nameGap: 30,
      ...(isByTime ? { min: 0, max: 100 } : {}),
    },
    yAxis: {
      ...axis,
      name: isByTime ? `完成率（${chart.measure}）` : `${named[0]!.name}（${chart.measure}）`,
      nameTextStyle: { color: INK, align: 'left' },
      ...(isByTime ? TIME_RANGE : {}),
    },
    series: chart.series.map((series, index) => {
      if (series.role === 'x') return { type: 'scatter', name: series.name, data: [] };
      if (series.role === 'pace')
        return {
          type: 'line',
          name: series.name,
          symbol: 'none',
          color: SOFT,
          lineStyle: { width: 2, type: 'dashed' },
          data: series.points
            .map((point, at) => ({ value: [plot(across.points[at]!), plot(point)], text: point.text }))
            .filter(({ value }) => value[1] !== '-')
            .toSorted((a, b) => Number(a.value[0]) - Number(b.value[0])),
          endLabel: { show: true, formatter: series.name, color: SOFT },
        };
      return {
        type: 'scatter',
        name: series.name,
        data: pointsOf(series, index),
        symbol: SYMBOLS[(index - 1) % SYMBOLS.length],
        symbolSize: 11,
        color: seriesColour(index - 1),
        // The diagonal stands for completion that keeps to the time.
        ...(isByTime && index === 1
          ? {
              markLine: {
                silent: true,
                symbol: 'none',
                lineStyle: { color: SOFT, type: 'dashed', width: 2 },
                label: { formatter: '与时间进度持平', color: SOFT, position: 'insideEndBottom' },
                data: [[{ coord: [0, 0] }, { coord: [100, 100] }]],
              },
            }
          : {}),
      };
    }),
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
    case 'scatter':
      return scatter(chart, options);
    case 'heat':
      return heat(chart, options);
  }
}

/** Height that a chart needs: bars and heat rows take their own, others a calm landscape. */
export function chartHeight(chart: Chart): number {
  if (chart.kind === 'ranking') return Math.max(360, 150 + chart.categories.length * 42);
  if (chart.kind === 'heat') return Math.max(360, 220 + chart.series.length * 34);
  if (chart.kind === 'scatter') return 520;
  return chart.kind === 'share' ? 460 : 420;
}
