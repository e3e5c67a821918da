// Which cells of the sheet are chosen, and where keys lead from there.

import { useCallback, useMemo, useRef, useState, type SetStateAction } from 'react';

import { rangeOf, type Cell, type Range, type Selection } from '../../ui/cell-range.js';
import type { GridColumn } from './columns.js';
import { followRows, type StoredAs } from './follow-rows.js';
import type { Line, RowLayout } from './row-layout.js';

/** Rows of a paste that a small screen still shows. */
const SHORT_PASTE = 10;

/** Typing begins without a click: the first cell is current from the start. */
const START: Selection = { anchor: { row: 0, column: 0 }, head: { row: 0, column: 0 } };

/** How cells were chosen, where that decides what comes into sight. */
export type Manner = 'paste' | 'whole' | 'new' | 'home';

/**
 * The cell that comes into sight: the end of a selection; of a paste its last row where it is short, else its beginning. Whole rows
 * and columns move nothing.
 */
export function followed(selection: Selection | null, manner: Manner | undefined): Cell | null {
  if (selection === null || manner === 'whole') return null;
  if (manner !== 'paste') return selection.head;
  const { anchor, head } = selection;
  return head.row - anchor.row <= SHORT_PASTE ? { row: head.row, column: anchor.column } : anchor;
}

export interface Choosing {
  selection: Selection | null;
  range: Range | null;
  /** The cell that must be in sight. */
  follow: Cell | null;
  /** Home leads to the start of the row: what is not frozen begins there too. */
  isHome: boolean;
  /** Line of the current cell; `id` where it is a row. */
  line: Line | null;
  id: number | null;
  column: GridColumn | undefined;
  select: (cell: Cell, head?: Cell, manner?: Manner) => void;
  /** From the current cell to this one. */
  extend: (head: Cell) => void;
  selectAll: () => void;
  /** Whole columns, or whole rows, of what is chosen. */
  selectWhole: (what: 'columns' | 'rows') => void;
  /** A row, or the rows from the current one to it. */
  selectRow: (index: number, isExtended: boolean) => void;
  /** After pasting the sheet stays where it is, as in every spreadsheet. */
  selectPasted: (range: Range) => void;
  /** One cell; at the end of a row the next one begins where `wraps`. */
  go: (rowStep: number, columnStep: number, wraps?: boolean) => void;
  /** Enter: down, or to where the row was begun that was walked with Tab. */
  goDown: (step: number) => void;
  tab: (step: number) => void;
  /** To the first row, in the same column: the rows are others now. */
  restart: () => void;
  /** Goes to the empty line at the end. */
  startNew: () => void;
}

const at = (cell: Cell): Selection => ({ anchor: cell, head: cell });

type Chosen = (Selection & { manner?: Manner }) | null;

/** The lines that the selection was made over, and the question that they answer: another question is read from its beginning. */
interface Ground {
  layout: RowLayout;
  question: string | null;
}

/** What is chosen over the lines as they are now. */
function useChosen(ground: Ground, storedAs: StoredAs): [Chosen, (next: SetStateAction<Chosen>) => void] {
  const { layout, question } = ground;
  const [kept, setKept] = useState<Ground & { chosen: Chosen }>({ layout, question, chosen: START });
  let { chosen } = kept;
  if (kept.layout !== layout || kept.question !== question) {
    // Until the first answer the empty line is the only one: who asked for it means it, and not the row that comes to lie there.
    const isMeant = kept.question === null && chosen?.manner === 'new';
    if (chosen !== null && (kept.question === question || isMeant))
      chosen = { ...chosen, ...followRows(chosen, kept.layout, layout, storedAs) };
    setKept({ layout, question, chosen });
  }
  const setChosen = useCallback(
    (next: SetStateAction<Chosen>) =>
      setKept((old) => ({ ...old, chosen: typeof next === 'function' ? next(old.chosen) : next })),
    [],
  );
  return [chosen, setChosen];
}

export function useSelection(ground: Ground, columns: readonly GridColumn[], storedAs: StoredAs): Choosing {
  const { layout } = ground;
  const [chosen, setSelection] = useChosen(ground, storedAs);
  /** Column to which Enter returns after a row was walked with Tab. */
  const tabStart = useRef<number | null>(null);
  const { lines } = layout;
  const width = columns.length;

  const selection = useMemo(() => {
    if (chosen === null || lines === 0 || width === 0) return null;
    const clamp = ({ row, column }: Cell): Cell => ({
      row: Math.min(row, lines - 1),
      column: Math.min(column, width - 1),
    });
    return { anchor: clamp(chosen.anchor), head: clamp(chosen.head) };
  }, [chosen, lines, width]);
  const range = useMemo(() => (selection === null ? null : rangeOf(selection)), [selection]);
  const line = selection === null ? null : layout.lineAt(selection.anchor.row);

  const select = useCallback(
    (cell: Cell, head?: Cell, manner?: Manner) => {
      tabStart.current = null;
      setSelection({ anchor: cell, head: head ?? cell, ...(manner === undefined ? {} : { manner }) });
    },
    [setSelection],
  );
  const extend = useCallback(
    (head: Cell) => setSelection((old) => (old === null ? null : { anchor: old.anchor, head })),
    [setSelection],
  );
  const selectAll = useCallback(
    () => setSelection({ anchor: { row: 0, column: 0 }, head: { row: lines - 1, column: width - 1 }, manner: 'whole' }),
    [lines, setSelection, width],
  );
  const selectWhole = useCallback(
    (what: 'columns' | 'rows') =>
      setSelection((old) => {
        if (old === null) return old;
        return what === 'columns'
          ? { anchor: { ...old.anchor, row: 0 }, head: { ...old.head, row: lines - 1 }, manner: 'whole' }
          : { anchor: { ...old.anchor, column: 0 }, head: { ...old.head, column: width - 1 }, manner: 'whole' };
      }),
    [lines, setSelection, width],
  );
  const selectRow = useCallback(
    (index: number, isExtended: boolean) =>
      setSelection((old) => ({
        anchor: { row: isExtended && old !== null ? old.anchor.row : index, column: 0 },
        head: { row: index, column: width - 1 },
        manner: 'whole',
      })),
    [setSelection, width],
  );
  const selectPasted = useCallback(
    ({ top, left, bottom, right }: Range) =>
      setSelection({ anchor: { row: top, column: left }, head: { row: bottom, column: right }, manner: 'paste' }),
    [setSelection],
  );

  const go = useCallback(
    (rowStep: number, columnStep: number, wraps = false) =>
      setSelection((old) => {
        if (old === null) return old;
        let row = old.anchor.row + rowStep;
        let column = old.anchor.column + columnStep;
        if (wraps && column >= width) {
          column = 0;
          row += 1;
        } else if (wraps && column < 0) {
          column = width - 1;
          row -= 1;
        }
        return at({
          row: Math.max(0, Math.min(lines - 1, row)),
          column: Math.max(0, Math.min(width - 1, column)),
        });
      }),
    [lines, setSelection, width],
  );
  const goDown = useCallback(
    (step: number) => {
      const start = tabStart.current;
      if (start === null || step < 0) {
        go(step, 0);
        return;
      }
      // The row was walked with Tab: the next one begins where this one did.
      setSelection((old) => (old === null ? old : at({ row: Math.min(lines - 1, old.anchor.row + 1), column: start })));
    },
    [go, lines, setSelection],
  );
  const tab = useCallback(
    (step: number) => {
      if (selection !== null && tabStart.current === null) tabStart.current = selection.anchor.column;
      go(0, step, true);
    },
    [go, selection],
  );
  const restart = useCallback(
    () => setSelection((old) => at({ row: 0, column: old?.anchor.column ?? 0 })),
    [setSelection],
  );
  const startNew = useCallback(() => {
    tabStart.current = 0;
    setSelection({ ...at({ row: lines - 1, column: 0 }), manner: 'new' });
  }, [lines, setSelection]);

  return {
    selection,
    range,
    follow: followed(selection, chosen?.manner),
    isHome: chosen?.manner === 'home',
    line,
    id: line?.kind === 'row' ? line.id : null,
    column: selection === null ? undefined : columns[selection.anchor.column],
    select,
    extend,
    selectAll,
    selectWhole,
    selectRow,
    selectPasted,
    go,
    goDown,
    tab,
    restart,
    startNew,
  };
}
