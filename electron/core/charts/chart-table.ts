// The numbers of a chart as a printed table: categories down, series across (heat: units down, indicators across).

import type { ChartPoint } from '../../../shared/charts/chart.js';
import type { PrintCell, PrintTable } from '../../../shared/reports/print-table.js';
import { textWidth } from '../../../shared/reports/text-width.js';

interface Content {
  title: string;
  subtitle: string;
  source: string;
  corner: string;
  /** Row names, column heads, and the point at row × column. */
  rows: readonly string[];
  columns: readonly string[];
  at(row: number, column: number): ChartPoint;
  decimals: number;
  notes: readonly string[];
}

function cellOf(text: string, kind: PrintCell['kind'], align: PrintCell['align']): PrintCell {
  return { text, kind, align, rowSpan: 1, colSpan: 1 };
}

/** Decimals of a printed text: the table in Excel shows the number as the picture does. */
function decimalsOf(text: string): number {
  return text.split('.')[1]?.length ?? 0;
}

function valueCell(point: ChartPoint): PrintCell {
  if (point.value === null) return cellOf(point.text, point.text === '' ? 'empty' : 'sign', 'center');
  return {
    ...cellOf(point.text, 'number', 'right'),
    number: point.value,
    decimals: decimalsOf(point.value),
    ...(point.ref ? { ref: point.ref } : {}),
  };
}

export function chartTable(content: Content): PrintTable {
  const { rows, columns } = content;
  const body = rows.map((name, row) => ({
    kind: 'unit' as const,
    cells: [cellOf(name, 'label', 'left'), ...columns.map((_, column) => valueCell(content.at(row, column)))],
  }));
  return {
    layout: 'chart',
    enclosure: '',
    title: content.title,
    lineLeft: '',
    lineMiddle: content.subtitle,
    lineRight: '',
    internalMark: '',
    columnWidths: [
      Math.max(10, ...rows.map(textWidth), textWidth(content.corner)) + 1,
      ...columns.map((name, column) =>
        Math.max(8, Math.min(textWidth(name), 14), ...body.map((row) => textWidth(row.cells[column + 1]!.text))),
      ),
    ],
    frozenColumns: 1,
    headRows: [[cellOf(content.corner, 'head', 'center'), ...columns.map((name) => cellOf(name, 'head', 'center'))]],
    bodyRows: body,
    legend: content.source,
    notes: [...content.notes],
    signature: [],
    paper: 'A4',
    orientation: columns.length > 9 ? 'landscape' : 'portrait',
    warnings: [],
  };
}
