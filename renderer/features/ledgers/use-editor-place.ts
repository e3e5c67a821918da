// Where the field that all typing goes through lies: over the current cell, moved without drawing anything again.

import { useCallback, useLayoutEffect, type RefObject } from 'react';

import type { GridColumn } from './columns.js';
import { HEAD_HEIGHT, ROW_HEIGHT } from './use-in-sight.js';

/** Room below the field for its suggestions, in pixels; with less they open upwards. */
const ROOM_BELOW = 240;

interface Options {
  box: RefObject<HTMLDivElement | null>;
  editor: RefObject<HTMLDivElement | null>;
  /** Column and line of the current cell; undefined: none. */
  current: GridColumn | undefined;
  row: number | undefined;
  /** Where the columns that do not scroll end. */
  frozenRight: number;
  /** Placed anew when this changes. */
  editing: object | null;
}

/** Moves the editor over the current cell; to be called when the box was scrolled. */
export function useEditorPlace({ box, editor, current, row, frozenRight, editing }: Options): () => void {
  const place = useCallback(() => {
    const element = editor.current;
    const scroller = box.current;
    if (!element || !scroller) return;
    if (row === undefined || current === undefined) {
      element.style.transform = `translate(0px, ${HEAD_HEIGHT}px)`;
      return;
    }
    const x = current.left - (current.isFrozen ? 0 : scroller.scrollLeft);
    const y = HEAD_HEIGHT + row * ROW_HEIGHT - scroller.scrollTop;
    const seenX = current.isFrozen ? x : Math.max(x, frozenRight);
    const seenY = Math.max(HEAD_HEIGHT - ROW_HEIGHT, Math.min(y, scroller.clientHeight));
    element.style.transform = `translate(${seenX}px, ${seenY}px)`;
    element.style.width = `${current.width}px`;
    element.classList.toggle('is-low', y > scroller.clientHeight - ROOM_BELOW);
  }, [box, editor, row, current, frozenRight]);
  useLayoutEffect(place, [place, editing]);
  return place;
}
