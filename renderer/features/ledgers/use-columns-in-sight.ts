// Which columns of a grid are drawn: those in sight and one more on each side. A ledger has up to forty of them.

import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';

import type { GridColumn } from './columns.js';

/** From `first` up to and without `end`. */
export interface Across {
  first: number;
  end: number;
}

/** `look`: to be called when the box was scrolled. */
export function useColumnsInSight(
  box: RefObject<HTMLDivElement | null>,
  columns: readonly GridColumn[],
  frozenRight: number,
): { across: Across; look: () => void } {
  const [across, setAcross] = useState<Across>({ first: 0, end: columns.length });
  const look = useCallback(() => {
    const scroller = box.current;
    if (!scroller) return;
    const left = scroller.scrollLeft + frozenRight;
    const right = scroller.scrollLeft + scroller.clientWidth;
    const inSight = (column: GridColumn): boolean => column.left + column.width > left && column.left < right;
    const from = columns.findIndex((column) => !column.isFrozen && inSight(column));
    const to = columns.findLastIndex(inSight);
    const next = { first: Math.max(0, from - 1), end: Math.min(columns.length, to + 2) };
    setAcross((old) => (old.first === next.first && old.end === next.end ? old : next));
  }, [box, columns, frozenRight]);
  useLayoutEffect(() => {
    look();
    const scroller = box.current;
    if (!scroller) return undefined;
    const observer = new ResizeObserver(look);
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [box, look]);
  return { across, look };
}
