// SQL of saved views and of entries that could not be stored yet.

import type { SavedView, UnsavedRow, ViewLayout } from '../../../shared/contract/calls/ledger-grid.js';
import type { Store } from './store.js';

export function savedViews(store: Store, ledger: string): SavedView[] {
  const rows = store.db
    .prepare('SELECT id, name, layout FROM ledger_view WHERE ledger = ? ORDER BY name')
    .all(ledger) as { id: number; name: string; layout: string }[];
  return rows.map(({ id, name, layout }) => ({ id, name, layout: JSON.parse(layout) as ViewLayout }));
}

/** Call inside write(). Returns the id; a view of that name is replaced. */
export function saveView(store: Store, ledger: string, name: string, layout: ViewLayout): number {
  return store.db
    .prepare(
      `INSERT INTO ledger_view (ledger, name, layout) VALUES (?, ?, ?)
       ON CONFLICT (ledger, name) DO UPDATE SET layout = excluded.layout RETURNING id`,
    )
    .pluck()
    .get(ledger, name, JSON.stringify(layout)) as number;
}

/** Call inside write(). */
export function removeView(store: Store, id: number): void {
  store.db.prepare('DELETE FROM ledger_view WHERE id = ?').run(id);
}

export function unsavedRows(store: Store, ledger: string): UnsavedRow[] {
  const entries = store.db.prepare('SELECT entries FROM unsaved_entry WHERE ledger = ?').pluck().get(ledger) as
    | string
    | undefined;
  return entries === undefined ? [] : (JSON.parse(entries) as UnsavedRow[]);
}

/** Call inside writeRecord(): these are no data yet. */
export function keepUnsavedRows(store: Store, ledger: string, rows: readonly UnsavedRow[]): void {
  if (rows.length === 0) store.db.prepare('DELETE FROM unsaved_entry WHERE ledger = ?').run(ledger);
  else
    store.db
      .prepare(
        `INSERT INTO unsaved_entry (ledger, entries, at) VALUES (?, ?, ?)
         ON CONFLICT (ledger) DO UPDATE SET entries = excluded.entries, at = excluded.at`,
      )
      .run(ledger, JSON.stringify(rows), store.now());
}

/** Rows that are stored now are no longer kept as unsaved. Call inside the write() that stores them: a crash leaves both or neither. */
export function forgetUnsavedRows(store: Store, ledger: string, ids: readonly number[]): void {
  const stored = new Set(ids);
  const rows = unsavedRows(store, ledger);
  const left = rows.filter(({ id }) => !stored.has(id));
  if (left.length < rows.length) keepUnsavedRows(store, ledger, left);
}
