// Two indicators against each other: points, their names where there is room, and the lines that part the field.

import type { EChartsCoreOption } from 'echarts/core';

import type { Chart } from '../../../shared/charts/chart.js';
import { seriesColour } from '../../../shared/charts/colours.js';
import { INK, SOFT, SYMBOLS, plot, shared, TOOLTIP, valueAxis, type DrawOptions } from './chart-parts.js';

/** px. */
export const SCATTER_HEIGHT = 520;

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

export function scatter(chart: Chart, options: DrawOptions): EChartsCoreOption {
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
  const offsets = labelOffsets(labelled, spans, SCATTER_HEIGHT - (options.isFramed ? 200 : 176));
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
