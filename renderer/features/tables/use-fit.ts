// Zoom at which a page fills its box.

import { useCallback, useRef, useState } from 'react';

const PX_PER_MM = 96 / 25.4;

/** Zoom at which a page of this width fills the box; never above 1.25, so that a large screen shows paper and not posters. */
export function useFit(widthMm: number): [(element: HTMLDivElement | null) => void, number] {
  const [boxWidth, setBoxWidth] = useState(800);
  const observer = useRef<ResizeObserver | null>(null);
  const watch = useCallback((element: HTMLDivElement | null) => {
    observer.current?.disconnect();
    if (!element) return;
    observer.current = new ResizeObserver(([entry]) => entry && setBoxWidth(entry.contentRect.width));
    observer.current.observe(element);
  }, []);
  return [watch, Math.min(1.25, Math.max(0.25, (boxWidth - 8) / (widthMm * PX_PER_MM)))];
}
