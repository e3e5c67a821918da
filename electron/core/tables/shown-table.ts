// A table for the page. The last ones stay as they were built, and are served again while the store is the same to the last row;
// a page that has one already is told so instead of being sent it again.

import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { packTable, type PackedTable } from '../../../shared/reports/packed-table.js';
import type { PrintTable } from '../../../shared/reports/print-table.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import type { Ctx } from '../context.js';
import { contentMark, refuseUnseen } from '../store/content-mark.js';
import type { Store } from '../store/store.js';
import { storeMark } from '../store/store-mark.js';
import { buildTable } from './build-table.js';

/** Months and layouts that an officer goes back and forth between. */
const KEPT_TABLES = 8;

interface Kept {
  table: PackedTable;
  content: string;
}

const kept = new WeakMap<Store, { state: string; tables: Map<string, Kept> }>();

/** Throws what building the table throws. The mark holds for this table alone, and ends with that of its content. */
export function shownTable(
  ctx: Ctx,
  { name, period, options, known }: ParsedParams<'tables.show'>,
): Result<'tables.show'> {
  const build = (): Kept => {
    const table = packTable(buildTable(ctx, name, period, options));
    return { table, content: contentMark(table) };
  };
  const stored = storeMark(ctx.store);
  if (stored === null) {
    const { table, content } = build();
    return { mark: `.${content}`, table };
  }
  // The day decides what is overdue; all else that a table shows, its layout and the settings too, is in the store.
  const state = `${stored}.${chinaDate(ctx.store.now())}`;
  const key = contentMark([name, period, options]);
  if (known?.startsWith(`${state}.${key}.`) === true) return { mark: known, table: null };
  let last = kept.get(ctx.store);
  if (last?.state !== state) kept.set(ctx.store, (last = { state, tables: new Map() }));
  let built = last.tables.get(key);
  if (built === undefined) {
    built = build();
    if (last.tables.size >= KEPT_TABLES) last.tables.delete(last.tables.keys().next().value!);
    last.tables.set(key, built);
  }
  // What is stored is other by now, and the table may still be the same.
  const isKnown = known?.endsWith(`.${key}.${built.content}`) === true;
  return { mark: `${state}.${key}.${built.content}`, table: isKnown ? null : built.table };
}

/** Throws AppError data.shown-changed where the table of today is not the one that was shown under `mark`. */
export function refuseUnseenTable(mark: string | undefined, table: PrintTable): void {
  refuseUnseen(mark?.split('.').at(-1), contentMark(packTable(table)), '表');
}
