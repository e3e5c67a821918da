// The cell that must be in sight, out from under head, totals and frozen columns: when it moves, and when a message above the sheet
// makes the sheet lower.

import { useEffect, useRef, type RefObject } from 'react';

import type { Cell } from '../../ui/cell-range.js';
import type { GridColumn } from './columns.js';

export const ROW_HEIGHT = 28;
/** Head and filter line. */
export const HEAD_HEIGHT = 72;
const FOOT_HEIGHT = 28;

/** Scroll position at which a row is whole, as near to the present one as can be. */
export function rowInSight(row: number, scrollTop: number, clientHeight: number): number {
  const top = row * ROW_HEIGHT;
  const room = clientHeight - HEAD_HEIGHT - FOOT_HEIGHT - ROW_HEIGHT;
  if (top < scrollTop) return top;
  return top > scrollTop + room ? top - room : scrollTop;
}

/** The same after the sheet became lower: a row that was in sight stays so, one that was not moves nothing. */
export function rowStillInSight(row: number, scrollTop: number, from: number, to: number): number {
  const was = rowInSight(row, scrollTop, from) === scrollTop;
  return was && to < from ? rowInSight(row, scrollTop, to) : scrollTop;
}

export function useInSight(
  box: RefObject<HTMLDivElement | null>,
  columns: readonly GridColumn[],
  head: Cell | null,
  isHome: boolean,
  frozenRight: number,
): void {
  const was = useRef(head);
  useEffect(() => {
    const scroller = box.current;
    const column = head === null ? undefined : columns[head.column];
    const before = was.current;
    was.current = head;
    if (!scroller || head === null || column === undefined) return;
    scroller.scrollTop = rowInSight(head.row, scroller.scrollTop, scroller.clientHeight);
    // Enter after a typed row goes to the start of the next one, which begins with what is not frozen, too.
    const isNextRow = before !== null && head.row === before.row + 1 && columns[before.column]?.isFrozen === false;
    if (column.isFrozen && (isNextRow || isHome)) scroller.scrollLeft = 0;
    if (column.isFrozen) return;
    if (column.left - frozenRight < scroller.scrollLeft) scroller.scrollLeft = column.left - frozenRight;
    else if (column.left + column.width > scroller.scrollLeft + scroller.clientWidth)
      scroller.scrollLeft = column.left + column.width - scroller.clientWidth;
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a column that changes its width must not move the sheet
  }, [head?.row, head?.column, isHome]);

  const height = useRef(0);
  useEffect(() => {
    const scroller = box.current;
    if (!scroller) return undefined;
    const observer = new ResizeObserver(() => {
      const [from, to] = [height.current, scroller.clientHeight];
      height.current = to;
      if (was.current !== null) scroller.scrollTop = rowStillInSight(was.current.row, scroller.scrollTop, from, to);
    });
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [box]);
}
