// The paper itself, to scale. A click on a number leads to its source. Drawn by draw-paper.ts, not by React: see
// paper-elements.ts.

import { useLayoutEffect, useRef } from 'react';

import type { FactRef, LedgerRef, PrintTable } from '../../../shared/reports/print-table.js';
import { drawPaper, type Drawing } from './draw-paper.js';
import { clickedCell } from './paper-elements.js';
import { firstNumber, numberAt } from './paper-keys.js';

interface Props {
  table: PrintTable;
  zoom: number;
  current: FactRef | null;
  onNumber: (ref: FactRef) => void;
  /** A number out of a ledger: its rows. */
  onRows?: (rows: LedgerRef, text: string) => void;
}

export function Paper({ table, zoom, current, onNumber, onRows }: Props) {
  const papers = useRef<HTMLDivElement>(null);
  const desk = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing>(null);
  const leadsToRows = onRows !== undefined;

  useLayoutEffect(() => {
    if (!papers.current || !desk.current) return;
    if (!papers.current.contains(document.activeElement)) papers.current.tabIndex = 0;
    const begun = drawPaper({ papers: papers.current, desk: desk.current }, table, leadsToRows);
    drawing.current = begun;
    return () => begun.stop();
  }, [table, leadsToRows]);
  useLayoutEffect(() => drawing.current?.mark(current), [table, leadsToRows, current]);

  return (
    <>
      <div ref={desk} className="paper-measure" aria-hidden="true" inert />
      <div
        ref={papers}
        className="papers"
        style={{ zoom }}
        tabIndex={0}
        role="group"
        aria-label="表"
        onFocus={({ target, currentTarget }) => {
          if (target !== currentTarget) currentTarget.tabIndex = -1;
          else firstNumber(currentTarget)?.focus();
        }}
        onBlur={({ relatedTarget, currentTarget }) => {
          if (!currentTarget.contains(relatedTarget)) currentTarget.tabIndex = 0;
        }}
        onKeyDown={(event) => {
          if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
          const next = numberAt(event.currentTarget, event.target as Element, event.key);
          if (next === undefined) return;
          event.preventDefault();
          next.focus();
        }}
        onClick={({ target }) => {
          const cell = clickedCell(target);
          if (cell?.ref) onNumber(cell.ref);
          else if (cell?.rows) onRows?.(cell.rows, cell.text);
        }}
      />
    </>
  );
}
