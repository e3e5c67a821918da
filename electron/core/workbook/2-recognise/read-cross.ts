// What the columns and rows of a table of kinds of patents by kinds of applicants mean. Where it is one: cross-table.ts.

import { blankColumn, type ColumnAxis } from './axes.js';
import type { CrossTable } from './cross-table.js';
import type { FoundTable } from './find-table.js';
import type { Grid } from './grid.js';
import { isNumberLike } from './lines.js';
import { emptyRow, type RowAxis } from './row-axes.js';

/** The columns and rows of such a table: what is no total of all applicants is read by nobody. */
export function readCross(
  { data, labelColumns }: FoundTable,
  cross: CrossTable,
  grid: Grid,
  columns: readonly ColumnAxis[],
): { columns: ColumnAxis[]; rows: RowAxis[] } {
  const [labelColumn] = labelColumns as [number];
  const isRead = (c: number): boolean => (cross.isApplicantsDown ? cross.kinds.has(c) : c === cross.total);
  const plain = columns.map(({ c, label, measure, hasNumbers }) =>
    blankColumn(c, labelColumn, {
      label,
      measure,
      hasNumbers,
      role: isRead(c) ? null : 'note',
      ...(cross.isApplicantsDown ? { indicator: cross.kinds.get(c) ?? null, namePath: [label] } : {}),
      hasFigureWord: !cross.isApplicantsDown,
    }),
  );
  const rows: RowAxis[] = [];
  for (let r = data[0]; r <= data[1]; r += 1) {
    const label = grid.headText(r, labelColumn).trim();
    const isTotal = cross.isApplicantsDown ? r === cross.total : cross.kinds.has(r);
    if (!isTotal && !grid.rowCells(r).some((cell) => isNumberLike(grid, r, cell.c))) continue;
    rows.push({
      ...emptyRow(r, labelColumn, label),
      indicator: cross.isApplicantsDown ? null : (cross.kinds.get(r) ?? null),
      total: isTotal ? null : 'comparison',
    });
  }
  return { columns: plain, rows };
}
