// Which rows of a long list are in sight. Rows have one fixed height, so it is arithmetic on the scroll position.

import { useCallback, useEffect, useState, type RefObject } from 'react';

export interface RowWindow {
  first: number;
  /** Exclusive. */
  end: number;
  /** Of the box, in pixels; before it is measured more than any list needs. */
  width: number;
}

const SPARE = 12;

function rowWindow(scrollTop: number, height: number, rowHeight: number, count: number): Omit<RowWindow, 'width'> {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - SPARE);
  return { first, end: Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + SPARE) };
}

export function useWindow(box: RefObject<HTMLElement | null>, rowHeight: number, count: number): RowWindow {
  const [place, setPlace] = useState({ top: 0, height: 800, width: Infinity });
  const read = useCallback(() => {
    const element = box.current;
    if (!element) return;
    // Rounded to rows: scrolling inside one row asks for no new drawing.
    const top = Math.floor(element.scrollTop / rowHeight) * rowHeight;
    const { clientHeight: height, clientWidth: width } = element;
    setPlace((old) => (old.top === top && old.height === height && old.width === width ? old : { top, height, width }));
  }, [box, rowHeight]);

  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    element.addEventListener('scroll', read, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', read);
    };
  }, [box, read]);
  return { ...rowWindow(place.top, place.height, rowHeight, count), width: place.width };
}
