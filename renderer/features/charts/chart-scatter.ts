// Two indicators against each other: points, their names where there is room, and the lines that part the field.

import type { EChartsCoreOption } from 'echarts/core';

import type { Chart } from '../../../shared/charts/chart.js';
import { seriesColour } from '../../../shared/charts/colours.js';
import {
  INK,
  moreLegend,
  plot,
  shared,
  SOFT,
  SYMBOLS,
  textPx,
  TOOLTIP,
  valueAxis,
  type DrawOptions,
} from './chart-parts.js';

/** px. */
export const SCATTER_HEIGHT = 520;

/** Height of a written name, room of the picture for the field and to the right of it: px. */
const NAME_PX = 15;
const FIELD_PX = 820;
const RIGHT_PX = 110;

export interface NamedPoint {
  key: string;
  /** Of the field: 0 at its left, 1 at its right; 0 at its top, 1 at its foot. */
  x: number;
  y: number;
  text: string;
}

export interface NamePlace {
  side: 'left' | 'right';
  /** px down from the point. */
  down: number;
}

/**
 * Where the names of points stand. One that would run out of the picture at the right stands to the left of its point; names that
 * would lie on each other are moved apart, downwards from the highest, and up again from the foot of the field.
 */
export function namePlaces(points: readonly NamedPoint[], height: number): Map<string, NamePlace> {
  const placed = points
    .toSorted((a, b) => a.y - b.y || a.x - b.x)
    .map(({ key, x, y, text }) => {
      const at = x * FIELD_PX;
      const width = textPx(text) + 12;
      const isLeft = at + width > FIELD_PX + RIGHT_PX && at > width;
      return {
        key,
        own: y * height,
        top: y * height,
        from: isLeft ? at - width : at,
        to: isLeft ? at : at + width,
        isLeft,
      };
    });
  const meets = (a: (typeof placed)[number], b: (typeof placed)[number]): boolean => a.from < b.to && b.from < a.to;
  for (const [index, name] of placed.entries())
    for (const other of placed.slice(0, index).toSorted((a, b) => a.top - b.top))
      if (meets(name, other) && Math.abs(other.top - name.top) < NAME_PX) name.top = other.top + NAME_PX;
  for (const [index, name] of [...placed.entries()].toReversed()) {
    const below = placed.slice(index + 1).filter((other) => meets(name, other));
    name.top = Math.min(name.top, height - NAME_PX / 2, ...below.map((other) => other.top - NAME_PX));
  }
  return new Map(
    placed.map(({ key, own, top, isLeft }) => [key, { side: isLeft ? 'left' : 'right', down: top - own }]),
  );
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
  const label = { show: true, color: INK, fontSize: 12 };
  const lastOf = (series: Chart['series'][number]): number =>
    series.points.findLastIndex((point) => point.value !== null);
  const nameOf = (series: Chart['series'][number], index: number): string =>
    `${isByTime ? series.name : chart.categories[index]!} ${series.points[index]!.text}`;
  // Named points: of each series the last one by time, else every one.
  const labelled = chart.series.flatMap((series, at) =>
    series.role !== 'main'
      ? []
      : series.points.flatMap((point, index) =>
          point.value === null || across.points[index]!.value === null || (isByTime && index !== lastOf(series))
            ? []
            : [
                {
                  key: `${at}/${index}`,
                  x: Number(across.points[index]!.value),
                  y: Number(point.value),
                  text: nameOf(series, index),
                },
              ],
        ),
  );
  const spans = {
    x: isByTime ? 100 : Math.max(1, ...labelled.map(({ x }) => x)),
    y: Math.max(isByTime ? 100 : 1, ...labelled.map(({ y }) => y)),
  };
  const places = namePlaces(
    labelled.map((point) => ({ ...point, x: point.x / spans.x, y: 1 - point.y / spans.y })),
    SCATTER_HEIGHT - (options.isFramed ? 200 : 176),
  );
  const pointsOf = (series: Chart['series'][number], at: number) => {
    const last = lastOf(series);
    return series.points.map((point, index) => {
      const place = places.get(`${at}/${index}`);
      return {
        value: [plot(across.points[index]!), plot(point)],
        text: point.text,
        label: {
          ...label,
          show: !isByTime || index === last,
          position: place?.side ?? 'right',
          offset: [0, place?.down ?? 0],
          formatter: nameOf(series, index),
        },
      };
    });
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
      right: RIGHT_PX,
      top: (options.isFramed ? 112 : 56) + moreLegend(chart),
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
                label: { formatter: '与时间进度持平', color: SOFT, position: 'insideStartTop' },
                data: [[{ coord: [0, 0] }, { coord: [100, 100] }]],
              },
            }
          : {}),
      };
    }),
  };
}
