// Says of a cell where its number goes.

import type { StoredIndicator } from '../../store/indicator-store.js';
import type { MappedCell } from './map-cells.js';

/** Says it of the cell itself, which nobody else holds yet: copies of every cell were most of the work. */
export function to(
  cell: MappedCell,
  place: Partial<Pick<MappedCell, 'role' | 'period' | 'basis' | 'figure' | 'undecided'>>,
): MappedCell {
  if (place.role !== undefined) cell.role = place.role;
  if (place.period !== undefined) cell.period = place.period;
  if (place.basis !== undefined) cell.basis = place.basis;
  if (place.figure !== undefined) cell.figure = place.figure;
  if (place.undecided !== undefined) cell.undecided = place.undecided;
  return cell;
}

/** Computed from its parts; a number that is handed in of it is only compared. */
export function isComputedRatio({ kind, numerator }: StoredIndicator): boolean {
  return kind === 'ratio' && numerator !== null;
}
