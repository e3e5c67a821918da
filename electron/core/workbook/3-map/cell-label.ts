// How a cell is named to the officer: by the names of its row and of its column.

export function labelOf(cell: { rowLabel: string; columnLabel: string }): string {
  const { rowLabel, columnLabel } = cell;
  return rowLabel === '' || columnLabel === '' ? rowLabel + columnLabel : `${rowLabel} · ${columnLabel}`;
}
