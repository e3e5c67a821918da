// How a cell is named to the officer: by the names of its row and of its column.

import { shortName } from './shorten.js';

export function labelOf(cell: { rowLabel: string; columnLabel: string }): string {
  const rowLabel = shortName(cell.rowLabel);
  const columnLabel = shortName(cell.columnLabel);
  return rowLabel === '' || columnLabel === '' ? rowLabel + columnLabel : `${rowLabel} · ${columnLabel}`;
}
