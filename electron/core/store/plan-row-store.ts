// SQL of the ledger rows of a plan, in blocks: a page of the preview reads a few hundred rows, not 100 000.
// Records of a draft like the plan itself: no change set, no undo.

import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

import { FATES, type Fate } from '../../../shared/import/fates.js';
import type { LedgerRows } from '../workbook/5-preview/ledger-sheets.js';
import type { LedgerPlanRow } from '../workbook/5-preview/ledger-plan-row.js';
import { prepared } from './prepared.js';
import type { Store } from './store.js';

const BLOCK_ROWS = 500;

/** Replaces the rows of a file. Call inside writeRecord(). */
export function savePlanRows(store: Store, planId: string, index: number, tables: readonly LedgerRows[]): void {
  prepared(store, 'DELETE FROM import_plan_row WHERE plan_id = ? AND idx = ?').run(planId, index);
  const insert = prepared(
    store,
    'INSERT INTO import_plan_row (plan_id, idx, sheet_index, block, fates, rows) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const { sheetIndex, rows } of tables)
    for (let from = 0; from < rows.length; from += BLOCK_ROWS) {
      const block = rows.slice(from, from + BLOCK_ROWS);
      insert.run(
        planId,
        index,
        sheetIndex,
        from / BLOCK_ROWS,
        block.map((row) => FATES.indexOf(row.fate)).join(''),
        zstdCompressSync(Buffer.from(JSON.stringify(block))),
      );
    }
}

interface Block {
  sheet_index: number;
  block: number;
  fates: string;
}

function unpacked(bytes: Buffer): LedgerPlanRow[] {
  return JSON.parse(zstdDecompressSync(bytes).toString('utf8')) as LedgerPlanRow[];
}

/** All rows of a file, as the commit needs them. */
export function planRows(store: Store, planId: string, index: number): LedgerRows[] {
  const blocks = prepared(
    store,
    'SELECT sheet_index, rows FROM import_plan_row WHERE plan_id = ? AND idx = ? ORDER BY sheet_index, block',
  ).all(planId, index) as { sheet_index: number; rows: Buffer }[];
  const tables = new Map<number, LedgerPlanRow[]>();
  for (const { sheet_index: sheet, rows } of blocks) {
    const known = tables.get(sheet) ?? [];
    known.push(...unpacked(rows));
    tables.set(sheet, known);
  }
  return [...tables].map(([sheetIndex, rows]) => ({ sheetIndex, rows }));
}

/** A page of one sheet's rows, of some fates or of all. Only the blocks that hold them are opened. */
export function planRowPage(
  store: Store,
  planId: string,
  index: number,
  page: { sheetIndex: number; fates: readonly Fate[] | null; offset: number; limit: number },
): { total: number; rows: LedgerPlanRow[] } {
  const blocks = prepared(
    store,
    'SELECT sheet_index, block, fates FROM import_plan_row WHERE plan_id = ? AND idx = ? AND sheet_index = ? ORDER BY block',
  ).all(planId, index, page.sheetIndex) as Block[];
  const wanted = page.fates === null ? null : new Set(page.fates.map((fate) => String(FATES.indexOf(fate))));
  const fetch = prepared(
    store,
    'SELECT rows FROM import_plan_row WHERE plan_id = ? AND idx = ? AND sheet_index = ? AND block = ?',
  );
  const rows: LedgerPlanRow[] = [];
  let total = 0;
  for (const { block, fates } of blocks) {
    const places = [...fates].flatMap((fate, at) => (wanted === null || wanted.has(fate) ? [at] : []));
    const from = Math.max(0, page.offset - total);
    const shown = places.slice(from, from + Math.max(0, page.limit - rows.length));
    if (total + places.length > page.offset && shown.length > 0 && rows.length < page.limit) {
      const { rows: bytes } = fetch.get(planId, index, page.sheetIndex, block) as { rows: Buffer };
      const all = unpacked(bytes);
      rows.push(...shown.map((at) => all[at]!));
    }
    total += places.length;
  }
  return { total, rows };
}
