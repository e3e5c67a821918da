// What distant parts of the frame share: page, period, the fact shown in the source panel, the selected cells.
// Everything else is state of one component (style.md §12).

import { createContext, useContext, useSyncExternalStore } from 'react';

import type { Result } from '../shared/contract/index.js';
import type { Basis, Period } from '../shared/model/period.js';
import type { FigureKind } from '../shared/reports/print-table.js';
import { PAGES, type PageName } from './pages.js';

/** Names the number whose source is shown; unitId null is the total row. */
export interface FactKey {
  unitId: number | null;
  code: string;
  period: Period;
  basis: Basis;
  /** What of it; 本期 where absent. */
  figure?: FigureKind;
  /** Sum of these units only. */
  unitIds?: number[] | undefined;
  /** The period that the table reports on, where the number is of another year. */
  report?: Period | undefined;
}

/** One selected cell, for the status bar. `value` null where there is no number. */
export interface SelectedCell {
  value: string | null;
  measure: string;
  /** Rates, changes and places: adding or averaging them says nothing. */
  isRate?: boolean;
  /** Of the total row, which holds the others already. */
  isTotal?: boolean;
}

/** Figures of selected cells; sum null: of different measures, of rates, or no number. */
export interface SelectedFigures {
  count: number;
  sum: string | null;
  average: string;
  max: string;
  min: string;
  measure: string;
}

/** What the dialog of 填报表 starts from; it opens over any page. */
export interface FormStart {
  period: Period;
  taskId?: number;
  unitIds?: readonly number[];
}

export type Status = Result<'system.status'>;

export interface AppState {
  status: Status;
  period: Period;
  setPeriod: (period: Period) => void;
  source: FactKey | null;
  isSourceOpen: boolean;
  /** Points the panel at a number; opens it only when `open`. */
  showSource: (key: FactKey | null, open?: boolean) => void;
  setSourceOpen: (isOpen: boolean) => void;
  selected: readonly SelectedCell[] | SelectedFigures;
  setSelected: (selected: readonly SelectedCell[] | SelectedFigures) => void;
  openHelp: () => void;
  openForm: (start: FormStart) => void;
}

export const AppStateContext = createContext<AppState | null>(null);

export function useApp(): AppState {
  const state = useContext(AppStateContext);
  if (!state) throw new Error('useApp outside of the frame');
  return state;
}

/** Where we are: page and what follows, such as #/settings/units. In the hash, so that both hosts serve one file. */
export interface Route {
  page: PageName;
  rest: string;
}

function parseRoute(hash: string): Route {
  const [page = '', ...rest] = hash.replace(/^#\/?/, '').split('/');
  const known = PAGES.find((name) => name === page);
  return { page: known ?? 'home', rest: decodeURIComponent(rest.join('/')) };
}

export function go(page: PageName, rest = ''): void {
  window.location.hash = `#/${page}${rest === '' ? '' : `/${encodeURIComponent(rest)}`}`;
}

const onRoute = new Set<() => void>();

/** All parts in one go: told one after the other by the browser, a page was built inside the old frame and again in the new one. */
function subscribeToRoute(listener: () => void): () => void {
  if (onRoute.size === 0) window.addEventListener('hashchange', tellRoute);
  onRoute.add(listener);
  return () => {
    onRoute.delete(listener);
    if (onRoute.size === 0) window.removeEventListener('hashchange', tellRoute);
  };
}

function tellRoute(): void {
  for (const listener of onRoute) listener();
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribeToRoute, () => window.location.hash));
}
