// Stage 2 as a whole: a workbook → tables with their meaning, each decision with its reason in Chinese.
// Nothing is compared with the store here; that is 4-validate and 5-preview.

import type { FormKind } from '../../../../shared/import/plan.js';
import type { LookupResult } from '../../../../shared/indicators/lookup.js';
import type { Period } from '../../../../shared/model/period.js';
import type { LedgerMeta } from '../../ledgers/ledger-meta.js';
import { eachCell } from '../1-read/cell-columns.js';
import type { RawBook, RawSheet } from '../1-read/raw-book.js';
import type { ColumnAxis } from './axes.js';
import { relateSheets } from './beside-sheets.js';
import { callTables } from './called.js';
import type { LedgerChoices } from './chosen-ledger.js';
import type { TableContext } from './context.js';
import { readCover, type Cover } from './cover-sheet.js';
import type { FoundTable, Vocabulary } from './find-table.js';
import { Grid } from './grid.js';
import type { LedgerHeads, LedgerTable } from './ledger-table.js';
import { saysContinued } from './lines.js';
import type { ListSigns } from './list-signs.js';
import { chooseNewest } from './newest-sheet.js';
import type { PeriodMention } from './period-text.js';
import { NO_TABLE, SheetReader } from './recognise-sheet.js';
import type { RowAxis } from './row-axes.js';
import type { ResolvedPeriod } from './table-period.js';
import { IN_NAME, isOfPlace, isUnnamedPart, shareUnits, type UnitEvidence } from './unit-evidence.js';

export interface RecognisedTable {
  id: string; // sheet:table, stable for the same file
  sheetIndex: number;
  sheetName: string | null;
  grid: Grid;
  found: FoundTable;
  context: TableContext;
  columns: ColumnAxis[];
  rows: RowAxis[];
  form: FormKind;
  period: ResolvedPeriod | null;
  year: number | null;
  /** A month stated without a year (1-3月), where nothing else completes it. */
  halfPeriod?: PeriodMention | null;
  periodProblem: string | null;
  /** Who submits, from the surroundings; for tables that do not name units in rows or columns. */
  unit: UnitEvidence[];
  /** The single indicator that a title names where columns name none (人口数, province tables). */
  titleIndicator: LookupResult | null;
  titleMeasure: string | null;
  /** What the title is about, where it names no indicator that is known; '' where it says nothing. */
  titleName: string;
  /** Cells with numbers around the table that no head and no row claims. */
  outside: { address: string; isNamed: boolean }[];
  /** Of one month, beside a sheet of the same table since January. */
  isBesideYtd?: true;
  /** Tables of other sheets were found, too. */
  isOneOfSeveral?: true;
  /** Id of the one unit that the other sheets of its workbook name; not set where they name none, or several. */
  unitBeside?: number;
  /** Same layout, same fingerprint: head texts without what changes from month to month. */
  fingerprint: string;
  /** Tells it from other tables of this fingerprint: 指标 | 数量 stands over anything (called.ts). '' where the heads do. */
  called: string;
  /** Rows of a form of ours whose numbers its own formulas give: nobody submits them. */
  computedRows?: ReadonlySet<number>;
  /** It looks like a list of single things with their units, and no ledger was found for it. */
  list?: ListSigns;
  /** Rows of a form of ours for all units whose names have changed places. */
  movedRows?: ReadonlySet<number>;
}

export interface RecognisedSheet {
  index: number;
  name: string | null;
  state: 'used' | 'older' | 'hidden' | 'empty' | 'skipped';
  reason: string;
  form: FormKind;
  tables: RecognisedTable[];
  /** The table of a ledger, where the sheet holds one. */
  ledger?: LedgerTable;
  /** Of an earlier month than another sheet, whether the officer asked for it or not. */
  olderPeriod?: Period;
  /** Taken for its own month, earlier than that of another sheet, as nothing in the file is newer. */
  isOfOwnMonth?: true;
  /** Of a later month than the sheet that is used, with nothing but 0 in it. */
  isUnfilled?: boolean;
  /** Written by this program to be looked at, never read as data. */
  isOurs?: true;
  hiddenRows: number;
  hiddenColumns: number;
  /** A list without a table of statistics; a short one, of those who made the file, may be the cover of the others. */
  isPlainList?: true;
}

/** Recognises every visible sheet. `include`: older sheets that the officer asked for; `choices`: sheets meant for a ledger. */
export function recogniseBook(
  book: RawBook,
  fileName: string,
  words: Vocabulary,
  include: ReadonlySet<number>,
  ledgers: { heads: LedgerHeads; meta: LedgerMeta | null } | null = null,
  choices: LedgerChoices | null = null,
): RecognisedSheet[] {
  const read = (cover: Cover | null, unsaid: ReadonlySet<number> = new Set()): RecognisedSheet[] => {
    // The tables of a text, and those of a sheet and its 续表, stand below each other like those of one sheet.
    let above: RecognisedTable[] = [];
    const parts = [above];
    const sheets = book.sheets.map((sheet, index) => {
      const around = { fileName, cover };
      const goesOn = isContinuation(sheet) || unsaid.has(index);
      if (book.kind !== 'docx' && !(goesOn && isOfLast(parts))) parts.push((above = []));
      const grid = gridOf(book, sheet);
      const one = new SheetReader({ sheet, index, grid, around, above, words, ledgers, choices }).read();
      above.push(...one.tables);
      return one;
    });
    for (const tables of parts) {
      if (isOneSheet(tables)) continue;
      const isOfFirst = (table: RecognisedTable): boolean =>
        book.kind === 'docx' || table.sheetIndex === tables[0]!.sheetIndex || isUnnamedPart(table, words);
      shareUnits(tables.filter(isOfFirst), words);
    }
    return sheets;
  };
  let sheets = read(null);
  if (sheets.some((sheet) => sheet.tables.some(asksAround))) {
    const covers = sheets.filter(
      ({ state, reason, isPlainList: isList }) => state === 'skipped' && (reason === NO_TABLE || isList === true),
    );
    const cover = readCover(
      book,
      covers.map((sheet) => sheet.index),
      words,
    );
    const unsaid = unsaidSheets(sheets, words);
    if (cover !== null || unsaid.size > 0) sheets = read(cover, unsaid);
  }
  chooseNewest(sheets, include);
  relateSheets(sheets);
  callTables(sheets);
  return sheets;
}

/**
 * 运用 and 保护 behind 创造, the only sheet that says whose and when: sheets of other indicators, without a title or a line of their own. One
 * with the same indicators may be another month's, or another unit's.
 */
function unsaidSheets(sheets: readonly RecognisedSheet[], words: Vocabulary): ReadonlySet<number> {
  const used = sheets.filter(({ state, tables }) => state === 'used' && tables.length > 0);
  const [first, ...others] = used;
  if (first === undefined || used.some(({ form }) => form !== 'unit-report') || first.tables.some(asksAround))
    return new Set();
  const seen = new Set(first.tables.flatMap(codesOf));
  for (const { name, tables } of others) {
    const codes = new Set(tables.flatMap(codesOf));
    if (
      isOfPlace(name ?? '', words) ||
      !tables.every(saysNothing) ||
      codes.size === 0 ||
      [...codes].some((code) => seen.has(code))
    )
      return new Set();
    for (const code of codes) seen.add(code);
  }
  return new Set(others.map(({ index }) => index));
}

function saysNothing({ context, unit, period, halfPeriod, year }: RecognisedTable): boolean {
  const isSilent = context.titles.length === 0 && context.periodLines.length === 0 && context.unitLine === null;
  return (
    isSilent &&
    period === null &&
    halfPeriod == null &&
    year === null &&
    unit.every(({ match }) => match.kind === 'none')
  );
}

function codesOf({ columns, rows }: RecognisedTable): string[] {
  return [...columns, ...rows].flatMap(({ indicator }) => (indicator?.kind === 'found' ? [indicator.code] : []));
}

/** The name of the sheet or its first line says that it goes on with the sheet before it. */
function isContinuation(sheet: RawSheet): boolean {
  if (saysContinued(sheet.name ?? '')) return true;
  const [first] = eachCell(sheet);
  return first?.t === 's' && saysContinued(String(first.v));
}

function isOneSheet(tables: readonly RecognisedTable[]): boolean {
  return tables.every(({ sheetIndex }) => sheetIndex === tables[0]!.sheetIndex);
}

/** False where 续表1 stands behind 表1 and 表2 of two units or months: nobody says which of them it goes on with. */
function isOfLast(parts: readonly RecognisedTable[][]): boolean {
  const last = parts.at(-1)!;
  const before = parts.slice(0, -1).findLast((tables) => tables.length > 0);
  return before === undefined || !isOneSheet(before) || whoAndWhen(before) === whoAndWhen(last);
}

function whoAndWhen([table]: readonly RecognisedTable[]): string {
  const named = table?.unit.find(({ match }) => match.kind === 'found')?.match;
  return `${named?.kind === 'found' ? named.unit.id : ''} ${table?.period?.period ?? ''}`;
}

/** Who reports, or for when, is said by the name of the file at most: a cover inside it goes before that. */
function asksAround({ period, unit }: RecognisedTable): boolean {
  const named = unit.find((item) => item.match.kind === 'found');
  return period === null || period.where === IN_NAME || named === undefined || named.where === IN_NAME;
}

function gridOf({ kind, date1904 }: RawBook, sheet: RawSheet): Grid {
  return new Grid(sheet, date1904, kind !== 'csv' && kind !== 'html' && kind !== 'docx');
}
