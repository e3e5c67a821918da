// What the rows of a found table mean: what each shape of table reads (unit-rows.ts, indicator-rows.ts, figure-rows.ts), what the
// columns of keys beside the names add (row-keys.ts), and sums of months among the rows.

import { isYearSoFar } from './among-columns.js';
import { figureRows } from './figure-rows.js';
import { indicatorRows } from './indicator-rows.js';
import type { UnitMatch } from './names.js';
import type { RowAxis, RowInput } from './row-axes.js';
import { contradictByCode } from './row-codes.js';
import { addKeys, figureKeyOf, hasCategory, takeName } from './row-keys.js';
import { unitRows } from './unit-rows.js';

/** The rows of each block from top to bottom, what their keys say included. */
export function readRows(input: RowInput): RowAxis[] {
  return input.table.labelColumns.flatMap((labelColumn) => {
    const keys = input.columns.filter((axis) => axis.role?.startsWith('key-') && axis.labelColumn === labelColumn);
    const rows =
      input.table.orientation === 'unit-rows'
        ? unitRows(input, labelColumn, keys)
        : input.table.orientation === 'figure-rows'
          ? figureRows(input, labelColumn)
          : indicatorRows(input, labelColumn);
    if (input.table.orientation === 'indicator-rows')
      contradictByCode(
        rows,
        input.columns.filter((axis) => axis.labelColumn === labelColumn),
        input.grid,
        input.words,
      );
    const outer = new Map(keys.map((key) => [key.c, { text: '', seen: new Set<string>() }]));
    let above = '';
    let named: RowAxis | null = null;
    let figures = new Set<string>();
    for (const row of rows) {
      // 专利授权量 written once over 当月 and 累计, in a file without merges.
      const figure = figureKeyOf(row, keys, input);
      if (row.label !== '') figures = new Set();
      else if (named !== null && figure !== '' && !figures.has(figure)) takeName(row, named);
      if (row.label !== '') named = row;
      figures.add(figure);
      // 专利申请 written once over its kinds: the rows below are of it too, where a category tells them apart.
      if (row.label === '' && input.table.orientation === 'indicator-rows' && hasCategory(row, keys, input.grid))
        row.label = above;
      above = row.label;
      addKeys(row, keys, outer, input);
    }
    findRowSums(rows);
    return rows;
  });
}

/** 合计 below the months of a unit, nothing but months between: their sum. */
function findRowSums(rows: RowAxis[]): void {
  rows.forEach((row, index) => {
    if (row.total !== 'total' || row.period !== null) return;
    const months: RowAxis[] = [];
    for (let above = index - 1; above >= 0; above -= 1) {
      const other = rows[above]!;
      // 一季度小计 between the months sums what stands above it once more.
      if (other.total === 'subtotal') continue;
      if (other.period === null) break;
      const isSame = row.unit === null || other.unit === null || sameUnit(row.unit, other.unit);
      if (other.total !== null || other.figure === 'last-year' || other.figure === 'year-end' || !isSame) break;
      months.unshift(other);
    }
    if (!isYearSoFar(months.flatMap((other) => other.period ?? []))) return;
    row.total = null;
    row.sumsMonths = true;
    row.figure = 'ytd';
    for (const month of months) month.figure = 'month';
    if (months[0]!.unit !== null) {
      row.unit = months[0]!.unit;
      row.unitLabel = months[0]!.unitLabel;
      row.unitColumn = months[0]!.unitColumn;
    }
  });
}

function sameUnit(a: UnitMatch, b: UnitMatch): boolean {
  return a.kind === 'found' && b.kind === 'found' && a.unit.id === b.unit.id;
}
