// Fills a range of cells from one of them: indicator and figure are the same, the unit is the one that stands in each row. A row that
// names no unit, or a formula, is left out and told. Pure.

import type { Result } from '../../../shared/contract/index.js';
import { normaliseName } from '../../../shared/indicators/normalise.js';
import { addressOf, placeOfAddress, type CellPlace } from '../../../shared/model/cell-address.js';
import type { UpwardCell } from '../../../shared/upward/define.js';

interface Unit {
  id: number;
  name: string;
  aliases: readonly string[];
}

/** As it is typed: e5 is E5. */
export function placeOf(typed: string): CellPlace | null {
  return placeOfAddress(typed.trim().toUpperCase());
}

/** Null where `to` is no address; `left`: cells of the range that were not filled. */
export function fillRange(
  sheet: Result<'upward.open'>['drawn'],
  base: UpwardCell,
  to: string,
  options: { units: readonly Unit[]; formulas: readonly string[] },
): { cells: UpwardCell[]; left: string[] } | null {
  const [from, until] = [placeOf(base.cell), placeOf(to)];
  if (!from || !until || until.row >= sheet.rows || until.column >= sheet.columns) return null;
  const ids = new Map<string, number>();
  for (const unit of options.units)
    for (const name of [unit.name, ...unit.aliases]) ids.set(normaliseName(name), unit.id);
  const taken = new Set(options.formulas);
  const cells: UpwardCell[] = [];
  const left: string[] = [];
  for (let row = Math.min(from.row, until.row); row <= Math.max(from.row, until.row); row += 1) {
    const named = sheet.cells.flatMap((cell) => {
      const id = cell.r === row && !cell.numeric ? ids.get(normaliseName(cell.text)) : undefined;
      return id === undefined ? [] : [id];
    });
    for (let column = Math.min(from.column, until.column); column <= Math.max(from.column, until.column); column += 1) {
      const cell = addressOf(row, column);
      if (cell === base.cell) continue;
      const unitId = row === from.row ? base.unitId : named.length === 1 ? named[0]! : undefined;
      if (unitId === undefined || taken.has(cell)) left.push(cell);
      else cells.push({ ...base, cell, unitId, reason: '' });
    }
  }
  return { cells, left };
}
