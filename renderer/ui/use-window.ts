// Which rows of a long list are in sight. Rows have one fixed height, so it is arithmetic on the scroll position.

import { useCallback, useEffect, useState, type RefObject } from 'react';

export interface RowWindow {
  first: number;
  /** Exclusive. */
  end: number;
}

const SPARE = 12;

function rowWindow(scrollTop: number, height: number, rowHeight: number, count: number): RowWindow {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - SPARE);
  return { first, end: Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + SPARE) };
}

export function useWindow(box: RefObject<HTMLElement | null>, rowHeight: number, count: number): RowWindow {
  const [place, setPlace] = useState({ top: 0, height: 800 });
  const read = useCallback(() => {
    const element = box.current;
    if (!element) return;
    // Rounded to rows: scrolling inside one row asks for no new drawing.
    const top = Math.floor(element.scrollTop / rowHeight) * rowHeight;
    setPlace((old) =>
      old.top === top && old.height === element.clientHeight ? old : { top, height: element.clientHeight },
    );
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
  return rowWindow(place.top, place.height, rowHeight, count);
}
