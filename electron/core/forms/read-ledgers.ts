// Sheets of ledgers in a returned form → the tables that recognising would have given, with unit and period as the form states them.
// Not here: what a row means and what becomes of it (workbook, as for any ledger file).

import type { CheckIssue } from '../../../shared/import/plan.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { RawBook } from '../workbook/1-read/raw-book.js';
import type { Vocabulary } from '../workbook/2-recognise/find-table.js';
import { Grid } from '../workbook/2-recognise/grid.js';
import { findLedgerTable, type LedgerHeads, type LedgerTable } from '../workbook/2-recognise/ledger-table.js';
import { periodContradictions, unitContradictions, type TitleText } from './contradictions.js';
import type { FormLedger, FormMeta } from './form-meta.js';

export interface LedgerSheetsRead {
  /** By index of the sheet. */
  tables: Map<number, LedgerTable>;
  issues: CheckIssue[];
}

export interface ReadLedgersInput {
  book: RawBook;
  meta: FormMeta;
  unit: ReportingUnit;
  words: Vocabulary;
  heads: LedgerHeads;
  fileName: string;
  /** The sheet of the indicators. */
  formSheet: number | null;
}

export function readLedgerSheets(input: ReadLedgersInput): LedgerSheetsRead {
  const { book, meta, heads } = input;
  const result: LedgerSheetsRead = { tables: new Map(), issues: [] };
  const say = (wanted: FormLedger, rule: string, what: string): void =>
    void result.issues.push({
      severity: 'warn',
      rule,
      sheet: null,
      cell: null,
      message: `台账“${wanted.name}”${what}，没有读取，也不算已报。`,
    });
  for (const wanted of meta.ledgers) {
    const ledger = heads.ledgers.find(({ id }) => id === wanted.ledger);
    if (!ledger || (ledger.isOwn === true && ledger.title !== wanted.name)) {
      say(wanted, 'form-ledger-unknown', '这里没有，填报表可能是别处生成的');
      continue;
    }
    const index = sheetOf(book, wanted, input.formSheet, result.tables);
    if (index === null) {
      say(
        wanted,
        'form-ledger-missing',
        `的工作表“${wanted.sheet}”不见了，可能被删除了。请填报单位补报；本期没有记录的，空表也要报回`,
      );
      continue;
    }
    const table = tableAt(input, wanted, index);
    if (table === null)
      say(wanted, 'form-ledger-heads', `的工作表“${book.sheets[index]!.name}”里找不到原来的表头。请用原表重报`);
    else {
      result.tables.set(index, table);
      result.issues.push(...contradictions(input, table));
    }
  }
  return result;
}

/** By its name; a sheet that was renamed by its first line. */
function sheetOf(
  book: RawBook,
  wanted: FormLedger,
  formSheet: number | null,
  taken: ReadonlyMap<number, unknown>,
): number | null {
  const isFree = (index: number): boolean =>
    index !== formSheet && !taken.has(index) && book.sheets[index]!.state === 'visible';
  const named = book.sheets.findIndex((sheet, index) => isFree(index) && sheet.name === wanted.sheet);
  if (named >= 0) return named;
  const titled = book.sheets.findIndex(
    (sheet, index) =>
      isFree(index) &&
      sheet.cells.some((cell) => cell.r < 5 && cell.t === 's' && String(cell.v).trim() === wanted.title),
  );
  return titled >= 0 ? titled : null;
}

/** Null where less than half of the heads are there: it is no longer that sheet. */
function tableAt(
  { book, meta, unit, heads, fileName }: ReadLedgersInput,
  wanted: FormLedger,
  index: number,
): LedgerTable | null {
  const sheet = book.sheets[index]!;
  const table = findLedgerTable({
    grid: new Grid(sheet, book.date1904),
    sheetIndex: index,
    sheetName: sheet.name,
    fileName,
    heads,
    meta: { ledger: wanted.ledger, columns: wanted.columns },
  });
  const known = table?.candidates[0]?.heads.fields.filter((field) => field !== null).length ?? 0;
  if (table === null || known * 2 < wanted.columns.length) return null;
  return { ...table, stated: { unit, period: meta.period } };
}

function contradictions({ meta, unit, words }: ReadLedgersInput, { grid, head, sheetName }: LedgerTable): CheckIssue[] {
  const titles: TitleText[] = [];
  for (let r = 0; r < head[0]; r += 1)
    for (const { c } of grid.rowCells(r)) {
      const text = grid.isCovered(r, c) ? '' : grid.text(r, c).trim();
      if (text !== '') titles.push({ text, row: r, column: c });
    }
  const seen = titles.map((title) => ({ ...title, match: words.units.inText(title.text) }));
  return [...periodContradictions(sheetName, titles, meta.period), ...unitContradictions(sheetName, seen, unit)];
}
