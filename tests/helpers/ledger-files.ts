// A ledger workbook → drafts of rows, by declared heads: what the import of ledgers will do in its stages, in its simplest form.
// Here only to hold the declarations against real files; no product code.

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { RowDraft } from '../../electron/core/ledgers/save.js';
import type { RawCell } from '../../electron/core/workbook/1-read/raw-book.js';
import { readInProcess } from './read-in-process.js';
import { likelyLedgers } from '../../electron/core/workbook/2-recognise/ledger-table.js';
import { serialToIso } from '../../electron/core/tasks/serial-date.js';
import { fromTitle, mapHeads, type MappedHeads } from '../../shared/ledgers/heads.js';
import type { Ledger } from '../../shared/ledgers/define.js';
import type { FieldInput } from '../../shared/ledgers/read-field.js';
import { LEDGERS } from '../../shared/ledgers/registry.js';

export const LEDGER_FILES = join(import.meta.dirname, '..', 'fixtures', 'zaozhuang-2022-07', 'ledgers');

export interface LedgerFile {
  ledger: Ledger;
  /** Ids of all ledgers that the table might be, best first, with their scores. */
  candidates: [string, number][];
  heads: MappedHeads;
  drafts: RowDraft[];
}

function inputOf(cell: RawCell | undefined, is1904: boolean): FieldInput {
  if (!cell || cell.t === 'e' || cell.t === 'f') return null;
  if (cell.z === 'date' && typeof cell.v === 'number') return serialToIso(cell.v, is1904);
  return cell.v;
}

export function readLedgerFile(path: string): LedgerFile {
  const book = readInProcess(readFileSync(path), basename(path));
  const sheet = book.sheets[0]!;
  const rows: RawCell[][] = [];
  for (const cell of sheet.cells) (rows[cell.r] ??= [])[cell.c] = cell;
  const headRow = rows.findIndex((cells) => cells !== undefined && cells.filter(Boolean).length >= 4);
  const texts = Array.from(rows[headRow]!, (cell) => (cell ? String(cell.v) : null));
  const title = `${String(rows[0]?.[0]?.v ?? '')} ${sheet.name ?? ''} ${basename(path)}`;
  const candidates = likelyLedgers(
    LEDGERS,
    texts.map((text) => text ?? ''),
    title,
  );
  const ledger = candidates[0]!.ledger;
  const heads = mapHeads(ledger, texts, title);
  const common = fromTitle(ledger, title);
  const drafts = rows.slice(headRow + 1).flatMap((cells): RowDraft[] => {
    if (!cells || cells.some((cell) => /^(合计|总计|小计)$/.test(String(cell?.v ?? '').trim()))) return [];
    const own = heads.fields.flatMap((name, index): [string, FieldInput][] =>
      name === null ? [] : [[name, inputOf(cells[index], book.date1904)]],
    );
    return [{ id: null, values: { ...common, ...Object.fromEntries(own) }, measures: heads.measures }];
  });
  return { ledger, candidates: candidates.map((one) => [one.ledger.id, one.score]), heads, drafts };
}
