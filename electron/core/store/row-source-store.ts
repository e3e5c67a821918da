// SQL of where rows of ledgers came from: file, sheet and line, with the texts as they were written there.

import type { RowTexts } from '../workbook/5-preview/ledger-plan-row.js';
import { manyRows } from './many-rows.js';
import { prepared } from './prepared.js';
import type { Store } from './store.js';

export interface RowSource {
  changeSetId: number;
  ledger: string;
  rowId: number;
  importFileId: number;
  sheet: string | null;
  sheetIndex: number;
  /** As the sheet numbers it, from 1. */
  line: number;
  texts: RowTexts;
}

const insertSources = manyRows(
  `INSERT INTO row_source (change_set_id, ledger, row_id, import_file_id, sheet, sheet_index, line, texts) VALUES`,
  8,
);

/** Call inside write(). */
export function addRowSources(store: Store, sources: readonly RowSource[]): void {
  insertSources(
    store,
    sources.map((source) => [
      source.changeSetId,
      source.ledger,
      source.rowId,
      source.importFileId,
      source.sheet,
      source.sheetIndex,
      source.line,
      JSON.stringify(source.texts),
    ]),
  );
}

export interface SourceOfRow {
  importFileId: number;
  file: string;
  at: string;
  sheet: string | null;
  sheetIndex: number;
  line: number;
  /** In the order of the columns that `report` has for the sheet. */
  texts: RowTexts;
  /** What the file was understood as when it was received. */
  report: string;
}

/** Files that gave a row something, newest first. */
export function sourcesOfRow(store: Store, ledger: string, rowId: number): SourceOfRow[] {
  const rows = prepared(
    store,
    `SELECT s.import_file_id AS importFileId, f.file, c.at, s.sheet, s.sheet_index AS sheetIndex, s.line, s.texts, f.report
     FROM row_source s JOIN import_file f ON f.id = s.import_file_id JOIN change_set c ON c.id = s.change_set_id
     WHERE s.ledger = ? AND s.row_id = ? ORDER BY s.change_set_id DESC`,
  ).all(ledger, rowId) as (Omit<SourceOfRow, 'texts'> & { texts: string })[];
  return rows.map((row) => ({ ...row, texts: JSON.parse(row.texts) as RowTexts }));
}
