// The selected cells of the grid: mouse, keys, copy. What the keys mean is in ui/cell-range.ts.

import { useCallback, useMemo, useState, type ClipboardEvent, type KeyboardEvent, type MouseEvent } from 'react';

import { moved, rangeOf, toTsv, type Cell, type Range, type Selection } from '../../ui/cell-range.js';

interface Options {
  rows: number;
  columns: number;
  textAt: (row: number, column: number) => string;
  onOpen: (cell: Cell) => void;
}

export interface SelectionControl {
  selection: Selection | null;
  range: Range | null;
  select: (cell: Cell) => void;
  onMouseDown: (event: MouseEvent, cell: Cell) => void;
  onMouseEnter: (event: MouseEvent, cell: Cell) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onCopy: (event: ClipboardEvent) => void;
}

export function useSelection({ rows, columns, textAt, onOpen }: Options): SelectionControl {
  const [chosen, setSelection] = useState<Selection | null>(null);
  // A period with fewer rows, or a folded group, must not leave the selection outside of the grid.
  const selection =
    chosen &&
    chosen.anchor.row < rows &&
    chosen.head.row < rows &&
    chosen.anchor.column < columns &&
    chosen.head.column < columns
      ? chosen
      : null;
  const range = useMemo(() => (selection ? rangeOf(selection) : null), [selection]);
  const select = useCallback((cell: Cell) => setSelection({ anchor: cell, head: cell }), []);

  const onMouseDown = useCallback((event: MouseEvent, cell: Cell) => {
    if (event.button !== 0) return;
    setSelection((old) => (event.shiftKey && old ? { ...old, head: cell } : { anchor: cell, head: cell }));
  }, []);
  const onMouseEnter = useCallback((event: MouseEvent, cell: Cell) => {
    if (event.buttons === 1) setSelection((old) => (old ? { ...old, head: cell } : null));
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (rows === 0 || columns === 0 || event.altKey) return;
    const isControl = event.ctrlKey || event.metaKey;
    if (isControl && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      setSelection({ anchor: { row: 0, column: 0 }, head: { row: rows - 1, column: columns - 1 } });
      return;
    }
    if (event.key === 'Enter' && selection) {
      event.preventDefault();
      onOpen(selection.anchor);
      return;
    }
    const from = selection ? (event.shiftKey ? selection.head : selection.anchor) : null;
    const start: Cell = { row: 0, column: 0 };
    const next = moved(from ?? start, event.key, isControl, rows, columns);
    if (!next) return;
    // The first movement only enters the grid.
    const target = from ? next : start;
    event.preventDefault();
    setSelection(event.shiftKey && selection ? { ...selection, head: target } : { anchor: target, head: target });
  };

  const onCopy = (event: ClipboardEvent): void => {
    if (!range) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', toTsv(range, textAt));
  };
  return { selection, range, select, onMouseDown, onMouseEnter, onKeyDown, onCopy };
}
