// A table for the page. The last ones stay as they were built, and are served again while the store is the same to the last row;
// a page that has one already is told so instead of being sent it again.

import { createHash } from 'node:crypto';

import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { packTable, type PackedTable } from '../../../shared/reports/packed-table.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import type { Ctx } from '../context.js';
import type { Store } from '../store/store.js';
import { storeMark } from '../store/store-mark.js';
import { buildTable } from './build-table.js';

/** Months and layouts that an officer goes back and forth between. */
const KEPT_TABLES = 8;

const kept = new WeakMap<Store, { state: string; tables: Map<string, PackedTable> }>();

/** Throws what building the table throws. The mark holds for this table alone. */
export function shownTable(
  ctx: Ctx,
  { name, period, options, known }: ParsedParams<'tables.show'>,
): Result<'tables.show'> {
  const build = (): PackedTable => packTable(buildTable(ctx, name, period, options));
  const stored = storeMark(ctx.store);
  if (stored === null) return { mark: '', table: build() };
  // The day decides what is overdue; all else that a table shows, its layout and the settings too, is in the store.
  const state = `${stored}.${chinaDate(ctx.store.now())}`;
  const key = createHash('sha256')
    .update(JSON.stringify([name, period, options]))
    .digest('hex');
  const mark = `${state}.${key}`;
  if (known === mark) return { mark, table: null };
  let last = kept.get(ctx.store);
  if (last?.state !== state) kept.set(ctx.store, (last = { state, tables: new Map() }));
  let table = last.tables.get(key);
  if (table === undefined) {
    table = build();
    if (last.tables.size >= KEPT_TABLES) last.tables.delete(last.tables.keys().next().value!);
    last.tables.set(key, table);
  }
  return { mark, table };
}
