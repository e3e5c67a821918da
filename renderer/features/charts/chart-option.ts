// Chart → ECharts option. Title, unit, period and source are part of the picture, so that a copied one still explains itself.
// Series differ by colour, symbol and dash. Numbers become binary here and nowhere else: they only place marks.

import type { EChartsCoreOption } from 'echarts/core';

import type { Chart } from '../../../shared/charts/chart.js';
import { seriesColour } from '../../../shared/charts/colours.js';
import { heatColour, heatScale } from '../../../shared/charts/heat-scale.js';
import {
  INK,
  SOFT,
  SYMBOLS,
  DASHES,
  plot,
  item,
  textOf,
  shared,
  legend,
  moreLegend,
  TOOLTIP,
  valueAxis,
  categoryAxis,
  type DrawOptions,
} from './chart-parts.js';
import { scatter, SCATTER_HEIGHT } from './chart-scatter.js';

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
  if (chart.kind === 'scatter') return SCATTER_HEIGHT + moreLegend(chart);
  return chart.kind === 'share' ? 460 : 420 + moreLegend(chart);
}
