// Tells the status bar about the selected cells: from what is on screen, or from the store where the selection is long.

import { useEffect } from 'react';

import { call } from '../../api/client.js';
import { useApp } from '../../app-state.js';
import type { Range } from '../../ui/cell-range.js';
import type { GridColumn } from './columns.js';
import type { Drafts } from './drafts.js';
import { idsBetween, type RowLayout } from './row-layout.js';
import { figuresOfRows, shownFigures } from './selected.js';
import type { CachedRow, Rows } from './use-rows.js';

const MOST_HERE = 500;
const ASK_AFTER_MS = 120;
const NONE: never[] = [];

export function useSelected(
  ledger: string,
  rows: Rows,
  layout: RowLayout,
  columns: readonly GridColumn[],
  range: Range | null,
  drafts: Drafts,
): void {
  const { setSelected } = useApp();
  const { rowOf, sums, version } = rows;
  useEffect(() => {
    if (range === null || (range.top === range.bottom && range.left === range.right)) {
      setSelected(NONE);
      return undefined;
    }
    const shown = columns.slice(range.left, range.right + 1);
    const lines = range.bottom - range.top + 1;
    const chosen = (): number[] => idsBetween(layout, range.top, range.bottom);
    const hasUnsaved = drafts.size > 0 && chosen().some((id) => drafts.has(id));
    const ids = lines <= MOST_HERE ? chosen().filter((id) => id > 0) : null;
    const cached = ids?.map(rowOf) ?? [];
    if (ids !== null && cached.every((row): row is CachedRow => row !== undefined)) {
      setSelected(
        shownFigures(
          figuresOfRows(cached, shown, (name) => sums[name] !== undefined),
          hasUnsaved,
        ),
      );
      return undefined;
    }
    let isOld = false;
    const timer = window.setTimeout(() => {
      const wanted = chosen().filter((id) => id > 0);
      call('ledgers.figures', { ledger, ids: wanted, fields: shown.map(({ name }) => name) })
        .then((raw) => {
          if (!isOld) setSelected(shownFigures(raw, hasUnsaved));
        })
        .catch(() => undefined);
    }, ASK_AFTER_MS);
    return () => {
      isOld = true;
      window.clearTimeout(timer);
    };
  }, [ledger, rowOf, sums, version, layout, columns, range, drafts, setSelected]);
  useEffect(() => () => setSelected(NONE), [setSelected]);
}
