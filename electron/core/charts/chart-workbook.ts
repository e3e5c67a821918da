// A chart as .xlsx: its table, and below it a chart of Excel's own over the same cells, so that the officer can go on with it.
// A heat table has none: its cells are coloured instead.

import { sheetOf } from '../tables/to-xlsx.js';
import { writeWorkbook, type CellRange, type SheetChartSpec, type SheetSpec } from '../tables/xlsx-writer.js';
import type { Chart, ChartKind } from '../../../shared/charts/chart.js';
import { seriesColour } from '../../../shared/charts/colours.js';
import { heatColour, heatScale } from '../../../shared/charts/heat-scale.js';

const TYPE: Record<Exclude<ChartKind, 'heat'>, SheetChartSpec['type']> = {
  trend: 'line',
  years: 'column',
  ranking: 'column',
  share: 'pie',
  pace: 'line',
  scatter: 'scatter',
};
/** Rows that the picture covers, and characters that it needs at least: a narrow table gets empty columns beside it. */
const HEIGHT = 24;
const WIDTH = 84;
const EMPTY_COLUMN = 12;

export function chartToXlsx(chart: Chart): Promise<Uint8Array> {
  const sheet: SheetSpec = { ...sheetOf(chart.table), name: '图表' };
  if (chart.reason !== '') return writeWorkbook([sheet], chart.title);
  return writeWorkbook(
    [chart.kind === 'heat' ? coloured(sheet, chart) : withChart(sheet, chart, chart.kind)],
    chart.title,
  );
}

function withChart(sheet: SheetSpec, chart: Chart, kind: Exclude<ChartKind, 'heat'>): SheetSpec {
  const firstRow = sheet.freeze.rows;
  const range = (column: number): CellRange => ({ firstRow, lastRow: firstRow + chart.categories.length - 1, column });
  const shown = kind === 'share' ? chart.series.slice(0, 1) : chart.series;
  const columnWidths = [...sheet.columnWidths];
  while (columnWidths.reduce((sum, width) => sum + width, 0) < WIDTH) columnWidths.push(EMPTY_COLUMN);
  const top = sheet.rows.length + 1;
  return {
    ...sheet,
    columnWidths,
    // A title longer than a narrow table has the width of the picture below it.
    merges: sheet.merges.map((merge) => (merge.row === 0 ? { ...merge, columns: columnWidths.length } : merge)),
    printedRows: top + HEIGHT + 1,
    charts: [
      {
        type: TYPE[kind],
        title: `${chart.title}（${chart.subtitle}）`,
        description: `${chart.title}，${chart.subtitle}。${chart.source}`,
        categories: range(0),
        series:
          kind === 'scatter'
            ? scattered(chart, firstRow)
            : shown.map(({ name, role }, index) => ({
                name,
                values: range(index + 1),
                colour: seriesColour(index).slice(1),
                isDashed: role === 'pace',
              })),
        ...(kind === 'scatter'
          ? {
              axes: {
                x: `${chart.series[0]!.name}（${chart.measure}）`,
                y: chart.axes === 'time' ? '完成率（%）' : `${chart.series[1]!.name}（${chart.measure}）`,
              },
            }
          : {}),
        from: { row: top, column: 0 },
        to: { row: top + HEIGHT, column: columnWidths.length },
      },
    ],
  };
}

/** Ink of lines that are compared with. */
const MARK = '52606D';

/** By time one series per unit; by target one point per unit, so that Excel can name it, and the pace as a line. */
function scattered(chart: Chart, firstRow: number): SheetChartSpec['series'] {
  const lastRow = firstRow + chart.categories.length - 1;
  const whole = (column: number): CellRange => ({ firstRow, lastRow, column });
  const cell = (row: number, column: number): CellRange => ({
    firstRow: firstRow + row,
    lastRow: firstRow + row,
    column,
  });
  const units = chart.series.flatMap((series, index) => (series.role === 'main' ? [{ series, index }] : []));
  if (chart.axes === 'time')
    return [
      ...units.map(({ series, index }) => ({
        name: series.name,
        x: whole(1),
        values: whole(index + 1),
        colour: seriesColour(index - 1).slice(1),
      })),
      { name: '与时间进度持平', x: whole(1), values: whole(1), colour: MARK, isDashed: true },
    ];
  const points = chart.categories.map((name, row) => ({
    name,
    x: cell(row, 1),
    values: cell(row, 2),
    colour: seriesColour(0).slice(1),
    isNamed: true,
  }));
  const pace = chart.series.findIndex((series) => series.role === 'pace');
  return pace < 0
    ? points
    : [
        ...points,
        { name: chart.series[pace]!.name, x: whole(1), values: whole(pace + 1), colour: MARK, isDashed: true },
      ];
}

function coloured(sheet: SheetSpec, chart: Chart): SheetSpec {
  const scale = heatScale(chart);
  return {
    ...sheet,
    rows: sheet.rows.map((row, index) => {
      const series = chart.series[index - sheet.freeze.rows];
      if (!series) return row;
      return row.map((cell, column) => {
        const value = column === 0 ? null : (series.points[column - 1]?.value ?? null);
        if (cell === null || value === null) return cell;
        const { ground, ink } = heatColour(scale, Number(value));
        return { ...cell, fill: ground.slice(1), font: { ...cell.font, colour: ink.slice(1) } };
      });
    }),
  };
}
