// Cells of one unit and indicator together, without a text key per cell: stages ask for them for every cell of a file.

import type { ReadCell } from './read-values.js';

const NONE: readonly ReadCell[] = [];

export class CellsByName {
  readonly #cells = new Map<number, Map<number, ReadCell[]>>();

  /** All of these that have a unit and an indicator, in their order. */
  static allOf(cells: readonly ReadCell[]): CellsByName {
    const all = new CellsByName();
    for (const cell of cells) if (cell.unit !== null && cell.indicator !== null) all.of(cell).push(cell);
    return all;
  }

  /** Those kept for the unit and indicator of this cell (also where it has none), to be looked through and added to. */
  of(cell: Pick<ReadCell, 'unit' | 'indicator'>): ReadCell[] {
    const unitId = cell.unit?.id ?? -1;
    const indicatorId = cell.indicator?.id ?? -1;
    let ofUnit = this.#cells.get(unitId);
    if (!ofUnit) this.#cells.set(unitId, (ofUnit = new Map<number, ReadCell[]>()));
    let cells = ofUnit.get(indicatorId);
    if (!cells) ofUnit.set(indicatorId, (cells = []));
    return cells;
  }

  /** Those kept for a unit and an indicator. */
  at(unitId: number, indicatorId: number): readonly ReadCell[] {
    return this.#cells.get(unitId)?.get(indicatorId) ?? NONE;
  }
}
