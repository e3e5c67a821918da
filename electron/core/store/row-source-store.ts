// SQL of where rows of ledgers came from: file, sheet and line, with the texts as they were written there. Rows that a file added one
// after the other are kept as blocks of some hundred, packed: row by row they took as much place as the rows themselves.

import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

import type { RowTexts } from '../workbook/5-preview/ledger-plan-row.js';
import { manyRows } from './many-rows.js';
import { prepared } from './prepared.js';
import type { Store } from './store.js';

/** What rows came from: a sheet of a received file. */
export interface SourceSheet {
  changeSetId: number;
  ledger: string;
  importFileId: number;
  sheet: string | null;
  sheetIndex: number;
}

interface RowSource {
  rowId: number;
  /** As the sheet numbers it, from 1. */
  line: number;
  texts: RowTexts;
}

const BLOCK_ROWS = 500;
/** Fewer stand one by one: opening a block to read one of them costs more than they take. */
const LEAST_ROWS = 16;

const insertSources = manyRows(
  `INSERT INTO row_source (change_set_id, ledger, row_id, import_file_id, sheet, sheet_index, line, texts) VALUES`,
  8,
);

/** Keeps the sources of rows of one sheet in the order in which they are stored. Use it inside write(). */
export class RowSourceWriter {
  /** Rows with consecutive ids. */
  #rows: RowSource[] = [];
  #single: RowSource[] = [];

  constructor(
    readonly store: Store,
    readonly from: SourceSheet,
  ) {}

  add(source: RowSource): void {
    const last = this.#rows.at(-1);
    if (last !== undefined && (source.rowId !== last.rowId + 1 || this.#rows.length === BLOCK_ROWS)) this.#close();
    this.#rows.push(source);
  }

  /** What is held back is written. */
  finish(): void {
    this.#close();
    this.#writeSingle();
  }

  #close(): void {
    if (this.#rows.length < LEAST_ROWS) {
      this.#single.push(...this.#rows);
      if (this.#single.length >= BLOCK_ROWS) this.#writeSingle();
    } else this.#writeBlock();
    this.#rows = [];
  }

  #writeSingle(): void {
    const { changeSetId, ledger, importFileId, sheet, sheetIndex } = this.from;
    insertSources(
      this.store,
      this.#single.map(({ rowId, line, texts }) => [
        changeSetId,
        ledger,
        rowId,
        importFileId,
        sheet,
        sheetIndex,
        line,
        JSON.stringify(texts),
      ]),
    );
    this.#single = [];
  }

  #writeBlock(): void {
    const { changeSetId, ledger, importFileId, sheet, sheetIndex } = this.from;
    prepared(
      this.store,
      `INSERT INTO row_source_block (change_set_id, ledger, first_id, last_id, import_file_id, sheet, sheet_index, packed)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      changeSetId,
      ledger,
      this.#rows[0]!.rowId,
      this.#rows.at(-1)!.rowId,
      importFileId,
      sheet,
      sheetIndex,
      pack(this.#rows),
    );
  }
}

type Packed = readonly [line: number, texts: RowTexts][];

/** As text, not as bytes: what undo takes out stands in the journal as JSON. */
function pack(rows: readonly RowSource[]): string {
  const lines: Packed = rows.map(({ line, texts }) => [line, texts]);
  return zstdCompressSync(Buffer.from(JSON.stringify(lines))).toString('base64');
}

function unpack(packed: string): Packed {
  return JSON.parse(zstdDecompressSync(Buffer.from(packed, 'base64')).toString('utf8')) as Packed;
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

interface Found extends Omit<SourceOfRow, 'texts' | 'line'> {
  /** Null: the texts are those of a block that begins with this row. */
  line: number | null;
  firstId: number;
  texts: string;
}

/** Files that gave a row something, newest first. */
export function sourcesOfRow(store: Store, ledger: string, rowId: number): SourceOfRow[] {
  const file = 'f.file, c.at, s.sheet, s.sheet_index AS sheetIndex';
  const joined = 'JOIN import_file f ON f.id = s.import_file_id JOIN change_set c ON c.id = s.change_set_id';
  const rows = prepared(
    store,
    `SELECT s.change_set_id AS step, s.import_file_id AS importFileId, ${file}, s.line, s.row_id AS firstId, s.texts, f.report
     FROM row_source s ${joined} WHERE s.ledger = :ledger AND s.row_id = :row
     UNION ALL SELECT s.change_set_id, s.import_file_id, ${file}, NULL, s.first_id, s.packed, f.report
     FROM row_source_block s ${joined} WHERE s.ledger = :ledger AND s.first_id <= :row AND s.last_id >= :row
     ORDER BY step DESC`,
  ).all({ ledger, row: rowId }) as Found[];
  return rows.map(({ firstId, line, texts, ...source }) => {
    if (line !== null) return { ...source, line, texts: JSON.parse(texts) as RowTexts };
    const [own, ownTexts] = unpack(texts)[rowId - firstId]!;
    return { ...source, line: own, texts: ownTexts };
  });
}
