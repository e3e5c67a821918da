// Typed values that are not stored yet, by unit and indicator. Kept apart from the grid's answer, so that nothing typed is lost
// when the grid is read again. Pure.

import { rangeOf, type Cell, type Range, type Selection } from '../../ui/cell-range.js';

export interface Draft {
  text: string;
  /** Why the core refused it; '' as long as nothing is known. */
  problem: string;
}

/** unit id → code → draft. Inner maps are replaced, never changed, so that only touched rows are drawn again. */
export type Drafts = ReadonlyMap<number, ReadonlyMap<string, Draft>>;

export const NO_DRAFTS: Drafts = new Map();

export interface Entry {
  unitId: number;
  code: string;
  text: string;
}

export function withEntries(drafts: Drafts, entries: readonly Entry[]): Drafts {
  const next = new Map(drafts);
  const touched = new Map<number, Map<string, Draft>>();
  for (const { unitId, code, text } of entries) {
    let ofUnit = touched.get(unitId);
    if (ofUnit === undefined) {
      ofUnit = new Map(next.get(unitId));
      touched.set(unitId, ofUnit);
      next.set(unitId, ofUnit);
    }
    ofUnit.set(code, { text, problem: '' });
  }
  return next;
}

/** Without the drafts of these cells. */
export function without(drafts: Drafts, cells: readonly Omit<Entry, 'text'>[]): Drafts {
  const next = new Map(drafts);
  for (const { unitId, code } of cells) {
    const ofUnit = next.get(unitId);
    if (!ofUnit?.has(code)) continue;
    const rest = new Map(ofUnit);
    rest.delete(code);
    if (rest.size === 0) next.delete(unitId);
    else next.set(unitId, rest);
  }
  return next;
}

export function entriesOf(drafts: Drafts): Entry[] {
  return [...drafts].flatMap(([unitId, codes]) => [...codes].map(([code, { text }]) => ({ unitId, code, text })));
}

/** A text that was typed anew meanwhile is not the one that was refused. */
export function withProblems(drafts: Drafts, problems: readonly { entry: Entry; message: string }[]): Drafts {
  const next = new Map(drafts);
  for (const { entry, message } of problems) {
    if (next.get(entry.unitId)?.get(entry.code)?.text !== entry.text) continue;
    const ofUnit = new Map(next.get(entry.unitId));
    ofUnit.set(entry.code, { text: entry.text, problem: message });
    next.set(entry.unitId, ofUnit);
  }
  return next;
}

/** What is left once these entries are stored: what was typed, or typed anew, while they were on their way. */
export function typedSince(drafts: Drafts, stored: readonly Entry[]): Drafts {
  return without(
    drafts,
    stored.filter(({ unitId, code, text }) => drafts.get(unitId)?.get(code)?.text === text),
  );
}

export function countOf(drafts: Drafts): number {
  return [...drafts.values()].reduce((count, codes) => count + codes.size, 0);
}

/**
 * Which texts a paste puts where: one text fills the whole selection, a block starts at its upper left corner. Null: the block
 * does not fit the grid.
 */
export function pastedCells(
  block: readonly (readonly string[])[],
  selection: Selection,
  size: { rows: number; columns: number },
): { cell: Cell; text: string }[] | null {
  const range = rangeOf(selection);
  const only = block.length === 1 && block[0]!.length === 1 ? block[0]![0]! : null;
  if (only !== null) return cellsOf(range).map((cell) => ({ cell, text: only }));
  const width = Math.max(...block.map((row) => row.length));
  if (range.top + block.length > size.rows || range.left + width > size.columns) return null;
  return block.flatMap((row, down) =>
    row.map((text, right) => ({ cell: { row: range.top + down, column: range.left + right }, text })),
  );
}

/** Ctrl+D: the first row of the selection into all rows below it. */
export function filledDown(range: Range, textAt: (cell: Cell) => string): { cell: Cell; text: string }[] {
  return cellsOf(range)
    .filter((cell) => cell.row > range.top)
    .map((cell) => ({ cell, text: textAt({ row: range.top, column: cell.column }) }));
}

export function cellsOf(range: Range): Cell[] {
  const cells: Cell[] = [];
  for (let row = range.top; row <= range.bottom; row++)
    for (let column = range.left; column <= range.right; column++) cells.push({ row, column });
  return cells;
}
