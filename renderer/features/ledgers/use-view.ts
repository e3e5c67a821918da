// Which columns, filters, order and groups a ledger is shown with. What the officer last used is remembered on this computer;
// named views are kept in the data file.

import { useCallback, useMemo, useState } from 'react';

import { viewLayoutSchema, type ViewLayout } from '../../../shared/contract/calls/ledger-grid.js';
import type { Ledger } from '../../../shared/ledgers/define.js';
import { readText, writeText } from '../../ui/remembered.js';
import type { ViewQuery } from './asked-order.js';
import { usualLayout } from './columns.js';

/** Widths and columns that differ from the usual ones, so that what is remembered stays small. */
interface Remembered {
  columns?: ViewLayout['columns'];
  frozen?: number;
  sort?: ViewLayout['sort'];
  groupBy?: ViewLayout['groupBy'];
}

function rememberedParts(ledger: string): Partial<ViewLayout> {
  try {
    const text = readText(`ledger-${ledger}`);
    const parsed = viewLayoutSchema.partial().safeParse(text === null ? {} : JSON.parse(text));
    return parsed.success ? (parsed.data as Partial<ViewLayout>) : {};
  } catch {
    return {};
  }
}

function remembered(ledger: Ledger): ViewLayout {
  const usual = usualLayout(ledger);
  const kept = fitting(ledger, { ...usual, ...rememberedParts(ledger.id) });
  return kept.columns.length === 0 ? usual : kept;
}

/** What a ledger is opened with as far as it can be known without its declaration: nothing is filtered then. */
export function rememberedQuery(ledger: string): ViewQuery {
  const { sort = [], groupBy = [] } = rememberedParts(ledger);
  return { filter: { text: '', conditions: [] }, sort, groupBy };
}

/** A layout without fields that the ledger no longer has: an officer may have taken them out since. */
export function fitting(ledger: Ledger, layout: ViewLayout): ViewLayout {
  const has = (field: string): boolean => Object.hasOwn(ledger.fields, field);
  return {
    ...layout,
    columns: layout.columns.filter((column) => has(column.field)),
    filters: Object.fromEntries(Object.entries(layout.filters).filter(([field]) => has(field))),
    sort: layout.sort.filter((one) => has(one.field)),
    groupBy: layout.groupBy.filter((one) => has(one.field)),
  };
}

export interface ViewControl {
  view: ViewLayout;
  change: (change: Partial<ViewLayout>) => void;
  reset: () => void;
  isFiltered: boolean;
}

export function useView(ledger: Ledger): ViewControl {
  const [stored, setView] = useState(() => remembered(ledger));
  // Fields may come and go while the page is open.
  const view = useMemo(() => fitting(ledger, stored), [ledger, stored]);
  const change = useCallback(
    (part: Partial<ViewLayout>) =>
      setView((old) => {
        const next = { ...old, ...part };
        const usual = usualLayout(ledger);
        const small: Remembered = { sort: next.sort, groupBy: next.groupBy };
        if (JSON.stringify(next.columns) !== JSON.stringify(usual.columns)) small.columns = next.columns;
        if (next.frozen !== usual.frozen) small.frozen = next.frozen;
        writeText(`ledger-${ledger.id}`, JSON.stringify(small));
        return next;
      }),
    [ledger],
  );
  const reset = useCallback(() => change(usualLayout(ledger)), [change, ledger]);
  const isFiltered = view.text.trim() !== '' || Object.keys(view.filters).length > 0;
  return { view, change, reset, isFiltered };
}
