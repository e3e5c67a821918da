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
    printedRows: top + HEIGHT + 1,
    charts: [
      {
        type: TYPE[kind],
        title: `${chart.title}（${chart.subtitle}）`,
        description: `${chart.title}，${chart.subtitle}。${chart.source}`,
        categories: range(0),
        series: shown.map(({ name, role }, index) => ({
          name,
          values: range(index + 1),
          colour: seriesColour(index).slice(1),
          isDashed: role === 'pace',
        })),
        from: { row: top, column: 0 },
        to: { row: top + HEIGHT, column: columnWidths.length },
      },
    ],
  };
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
