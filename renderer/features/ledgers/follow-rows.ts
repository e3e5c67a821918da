// A selection stays with its rows when the lines of the sheet change under it: a group is counted again, a row is stored, another
// window deletes one. Held by its place alone, what is typed next would go into whichever row came to lie there. Pure.

import type { Selection } from '../../ui/cell-range.js';
import { idsBetween, type RowLayout } from './row-layout.js';

/** The id under which a new row (below 0) was stored last; undefined where it was not. */
export type StoredAs = (id: number) => number | undefined;

/**
 * The selection over `to`, having been made over `from`. A row that is gone leaves its place to the next one. A rectangle whose rows
 * no longer lie together is given up for its current cell: nothing else may be cleared or filled with it.
 */
export function followRows(selection: Selection, from: RowLayout, to: RowLayout, storedAs: StoredAs): Selection {
  const { anchor, head } = selection;
  const top = Math.min(anchor.row, head.row);
  const bottom = Math.max(anchor.row, head.row);
  // Rows that are still to come: they were pasted in this very step.
  if (from.lineAt(bottom) === null) return selection;
  const [before, now] = [shownIn(from), shownIn(to)];
  const nameOf = (id: number): number => {
    const stored = storedAs(id);
    // Ids below 0 are used again: the name holds only for the step in which the stored row came.
    return stored !== undefined && !before().has(stored) && now().has(stored) ? stored : id;
  };
  const line = from.lineAt(anchor.row);
  const found = line?.kind === 'row' ? to.indexOf(nameOf(line.id)) : -1;
  const row = found < 0 ? anchor.row : found;
  if (top === bottom) return moved(selection, row - anchor.row);
  const was = new Set(idsBetween(from, top, bottom).map(nameOf));
  const holds = (step: number): boolean => {
    const ids = idsBetween(to, top + step, bottom + step);
    return ids.length === was.size && ids.every((id) => was.has(id));
  };
  const step = [0, row - anchor.row].find(holds);
  return step === undefined ? { anchor: { ...anchor, row }, head: { ...anchor, row } } : moved(selection, step);
}

/** All rows of a sheet, made when they are first asked for: 5000 pasted rows look for themselves among 100 000. */
function shownIn(layout: RowLayout): () => ReadonlySet<number> {
  let shown: ReadonlySet<number> | null = null;
  return () => (shown ??= new Set(idsBetween(layout, 0, layout.lines - 1)));
}

function moved(selection: Selection, step: number): Selection {
  if (step === 0) return selection;
  const { anchor, head } = selection;
  return { anchor: { ...anchor, row: anchor.row + step }, head: { ...head, row: head.row + step } };
}
