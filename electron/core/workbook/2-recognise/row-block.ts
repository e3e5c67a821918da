// The cells of a row that belong to one of several blocks side by side, each with names of its own.

import type { FoundTable } from './find-table.js';
import type { Grid } from './grid.js';

/** Cells of the row in the block of `labelColumn`, its name apart; the first block has what stands before its names too. */
export function blockCells(grid: Grid, table: FoundTable, r: number, labelColumn: number): { c: number; t: string }[] {
  const next = table.labelColumns.find((c) => c > labelColumn) ?? grid.columnCount;
  const first = table.labelColumns[0] === labelColumn ? 0 : labelColumn + 1;
  return grid.rowCells(r).filter((cell) => cell.c !== labelColumn && cell.c >= first && cell.c < next);
}

/** No cell between this block's label column and the next block's. */
export function isBlockEmpty(grid: Grid, table: FoundTable, r: number, labelColumn: number): boolean {
  const next = table.labelColumns.find((c) => c > labelColumn) ?? grid.columnCount;
  for (let c = labelColumn + 1; c < next; c += 1) if (grid.cell(r, c) !== undefined) return false;
  return true;
}

/** The nearest text left of column `before`; '' where there is none. */
export function leadingText(grid: Grid, r: number, before: number): string {
  for (let c = before - 1; c >= 0; c -= 1) {
    const cell = grid.cell(r, c);
    if (cell && typeof cell.v === 'string' && cell.v.trim() !== '') return cell.v.trim();
  }
  return '';
}
