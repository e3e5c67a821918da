// How a cell is named to the officer: by the names of its row and of its column.

import { TARGET_LEVEL_LABEL } from '../../../../shared/targets/define.js';
import type { MappedCell } from './map-cells.js';
import { shortName } from './shorten.js';

export function labelOf(cell: { rowLabel: string; columnLabel: string }): string {
  const rowLabel = shortName(cell.rowLabel);
  const columnLabel = shortName(cell.columnLabel);
  return rowLabel === '' || columnLabel === '' ? rowLabel + columnLabel : `${rowLabel} · ${columnLabel}`;
}

/** Whose number it is: a unit, another place, the bureau itself by the level of its target, or 合计; '' where none of them. */
export function holderName({ unit, place, level, isTotal }: MappedCell): string {
  return unit?.name ?? place ?? (level ? TARGET_LEVEL_LABEL[level] : isTotal ? '合计' : '');
}
