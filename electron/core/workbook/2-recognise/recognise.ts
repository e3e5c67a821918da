// Stage 2 as a whole: a workbook → tables with their meaning, each decision with its reason in Chinese.
// Nothing is compared with the store here; that is 4-validate and 5-preview.

import { hash } from 'node:crypto';

import type { FormKind } from '../../../../shared/import/plan.js';
import { normaliseName, splitMeasure } from '../../../../shared/indicators/normalise.js';
import type { LookupResult } from '../../../../shared/indicators/lookup.js';
import { cellCountOf, eachCell } from '../1-read/cell-columns.js';
import { OWN_SHEET } from '../1-read/own-metadata.js';
import type { Period } from '../../../../shared/model/period.js';
import { cellAddress, type RawBook, type RawSheet } from '../1-read/raw-book.js';
import { isReturnSheet } from '../return-copy/recognise-own.js';
import { settleBlockUnits } from './block-units.js';
import { readColumns, type ColumnAxis } from './axes.js';
import { relateSheets } from './beside-sheets.js';
import { callTables } from './called.js';
import { readCover, type Cover } from './cover-sheet.js';
import { headPath } from './head-block.js';
import { isMetaText, isNumberLike, saysContinued } from './lines.js';
import { readCross } from './read-cross.js';
import { readRows } from './read-rows.js';
import type { RowAxis } from './row-axes.js';
import { titleIndicator, titleSubject } from './title-indicator.js';
import { addTitleSubject } from './title-subject.js';
import {
  periodEvidence,
  readContext,
  resolvePeriod,
  type Located,
  type ResolvedPeriod,
  type TableContext,
} from './context.js';
import { findTables, type FoundTable, type Vocabulary } from './find-table.js';
import { chosenLedger, plainHead, type LedgerChoices } from './chosen-ledger.js';
import type { ColumnFigure } from './figure-words.js';
import { formOf, handsOutTargets } from './form-kind.js';
import { Grid } from './grid.js';
import {
  findLedgerTable,
  isSurelyLedger,
  lacksNothing,
  type LedgerHeads,
  type LedgerSheetInput,
} from './ledger-table.js';
import { ledgerName } from './ledger-words.js';
import type { LedgerTable } from './ledger-table.js';
import { GUIDE, type LedgerMeta } from '../../ledgers/ledger-meta.js';
import { statedLine } from './period-cells.js';
import { findPeriods, withoutPeriods, type PeriodMention } from './period-text.js';
import { chooseNewest } from './newest-sheet.js';
import { isSignatureLabel } from './signatures.js';
import { IN_NAME, shareUnits, unitEvidence, type Around, type UnitEvidence } from './unit-evidence.js';

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
  /** Same layout, same fingerprint: head texts without what changes from month to month. */
  fingerprint: string;
  /** Tells it from other tables of this fingerprint: 指标 | 数量 stands over anything (called.ts). '' where the heads do. */
  called: string;
  /** Rows of a form of ours whose numbers its own formulas give: nobody submits them. */
  computedRows?: ReadonlySet<number>;
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
  /** Of a later month than the sheet that is used, with nothing but 0 in it. */
  isUnfilled?: boolean;
  hiddenRows: number;
  hiddenColumns: number;
}

/** No column for numbers: an explanation, or a list. */
export const NO_NUMBERS = '没有填写数字的栏目';
export const NO_TABLE = '没有找到填报单位与指标的表格';

/** 台账 in the names or in the first line. */
export function namesLedger(names: string, sheet: RawSheet): boolean {
  if (names.includes('台账')) return true;
  for (const cell of eachCell(sheet)) {
    if (cell.r > 0) break;
    if (cell.t === 's' && String(cell.v).includes('台账')) return true;
  }
  return false;
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
  const read = (cover: Cover | null): RecognisedSheet[] => {
    // The tables of a text, and those of a sheet and its 续表, stand below each other like those of one sheet.
    let above: RecognisedTable[] = [];
    const parts = [above];
    const sheets = book.sheets.map((sheet, index) => {
      const around = { fileName, cover };
      if (book.kind !== 'docx' && !isContinuation(sheet)) parts.push((above = []));
      const one = recogniseSheet(sheet, index, gridOf(book, sheet), around, above, words, ledgers, choices);
      above.push(...one.tables);
      return one;
    });
    for (const tables of parts)
      if (tables.some(({ sheetIndex }) => sheetIndex !== tables[0]!.sheetIndex)) shareUnits(tables, words);
    return sheets;
  };
  let sheets = read(null);
  if (sheets.some((sheet) => sheet.tables.some(asksAround))) {
    const covers = sheets.filter((sheet) => sheet.state === 'skipped' && sheet.reason === NO_TABLE);
    const cover = readCover(
      book,
      covers.map((sheet) => sheet.index),
      words,
    );
    if (cover !== null) sheets = read(cover);
  }
  chooseNewest(sheets, include);
  relateSheets(sheets);
  callTables(sheets);
  return sheets;
}

/** The name of the sheet or its first line says that it goes on with the sheet before it. */
function isContinuation(sheet: RawSheet): boolean {
  if (saysContinued(sheet.name ?? '')) return true;
  for (const cell of eachCell(sheet)) return cell.t === 's' && saysContinued(String(cell.v));
  return false;
}

/** Who reports, or for when, is said by the name of the file at most: a cover inside it goes before that. */
function asksAround({ period, unit }: RecognisedTable): boolean {
  const named = unit.find((item) => item.match.kind === 'found');
  return period === null || period.where === IN_NAME || named === undefined || named.where === IN_NAME;
}

function gridOf({ kind, date1904 }: RawBook, sheet: RawSheet): Grid {
  return new Grid(sheet, date1904, kind !== 'csv' && kind !== 'html' && kind !== 'docx');
}

function recogniseSheet(
  sheet: RawSheet,
  index: number,
  grid: Grid,
  around: Around,
  above: readonly RecognisedTable[],
  words: Vocabulary,
  ledgers: { heads: LedgerHeads; meta: LedgerMeta | null } | null,
  choices: LedgerChoices | null,
): RecognisedSheet {
  const { fileName } = around;
  const base = {
    index,
    name: sheet.name,
    form: 'other' as FormKind,
    tables: [],
    hiddenRows: sheet.hiddenRows.length,
    hiddenColumns: sheet.hiddenCols.length,
  };
  if (ledgers?.meta && sheet.name === OWN_SHEET)
    return { ...base, state: 'skipped', reason: '台账模板信息，供程序识别' };
  if (sheet.state !== 'visible') return { ...base, state: 'hidden', reason: '隐藏的工作表，没有读取' };
  if (sheet.notATable || cellCountOf(sheet) === 0) return { ...base, state: 'empty', reason: '没有内容' };
  if (isReturnSheet(sheet)) return { ...base, state: 'skipped', reason: '审核问题清单，不作为数据' };
  if (ledgers?.meta && sheet.name === GUIDE) return { ...base, state: 'skipped', reason: '填报说明' };
  const chosen =
    choices === null || ledgers?.meta
      ? null
      : chosenLedger({ grid, index, name: sheet.name, fileName }, choices, ledgers?.heads.ledgers ?? null);
  if (chosen !== null) {
    // Where the ledgers are not known, in the parse process, the sheet is left to the core.
    if (ledgers === null) return { ...base, state: 'skipped', form: 'ledger', reason: NO_TABLE };
    const only = ledgers.heads.ledgers.find((one) => one.id === chosen);
    const head = plainHead(grid);
    if (only && head !== null)
      return ledgerSheet(base, sheet, grid, fileName, { ...ledgers, only: { ledger: only, head } }, '');
  }
  const ledger = ledgerName(grid, sheet.name, fileName);
  if (ledger !== null || ledgers?.meta) return ledgerSheet(base, sheet, grid, fileName, ledgers, ledger ?? '');
  // 台账 in a name speaks for one, but only heads that are all known, or a title of that ledger, outweigh the words of statistics.
  if (ledgers && namesLedger(`${sheet.name ?? ''}${fileName}`, sheet)) {
    const named = ledgerSheet(base, sheet, grid, fileName, ledgers, '');
    if (named.ledger && lacksNothing(named.ledger)) return named;
  }
  const orLedger = (reason: string): RecognisedSheet => {
    const asLedger = ledgerSheet(base, sheet, grid, fileName, ledgers, '');
    return asLedger.ledger && isSurelyLedger(asLedger.ledger) ? asLedger : { ...base, state: 'skipped', reason };
  };
  const found = findTables(grid, words);
  if (found.length === 0) return orLedger(NO_TABLE);
  const tables: RecognisedTable[] = [];
  for (const [n, table] of found.entries()) {
    const inherited = [...above, ...tables].flatMap(({ context }) => [...context.periodLines, ...context.titles]);
    const until = found[n + 1]?.from ?? grid.rowCount;
    tables.push(recogniseTable(sheet, index, n, grid, table, until, inherited, around, words));
  }
  // 填报说明: names of indicators with explanations and no column for a number.
  if (tables.every((table) => table.columns.every((axis) => axis.role !== null))) return orLedger(NO_NUMBERS);
  shareUnits(tables, words);
  return { ...base, state: 'used', reason: '', form: tables[0]!.form, tables };
}

/** A list of single things: one of the ledgers, or one that no ledger is made for yet. */
function ledgerSheet(
  base: Pick<RecognisedSheet, 'index' | 'name' | 'tables' | 'hiddenRows' | 'hiddenColumns'>,
  sheet: RawSheet,
  grid: Grid,
  fileName: string,
  ledgers: { heads: LedgerHeads; meta: LedgerMeta | null; only?: LedgerSheetInput['only'] } | null,
  title: string,
): RecognisedSheet {
  const table =
    ledgers && findLedgerTable({ grid, sheetIndex: base.index, sheetName: sheet.name, fileName, ...ledgers });
  if (table && table.candidates.length > 0)
    return { ...base, state: 'used', reason: '', form: 'ledger', ledger: table };
  return {
    ...base,
    state: 'skipped',
    form: 'ledger',
    reason: `识别为清单“${title}”，表头与现有的台账都不相符，没有导入。需要的话，请点“按台账导入…”，按这份表的表头新建台账，或选择一本已有的台账`,
  };
}

function recogniseTable(
  sheet: RawSheet,
  sheetIndex: number,
  n: number,
  grid: Grid,
  found: FoundTable,
  until: number,
  inherited: Located[],
  around: Around,
  words: Vocabulary,
): RecognisedTable {
  const { fileName } = around;
  const context = readContext(grid, found, until);
  const heads = found.head === null ? [] : headTexts(grid, found.head);
  // First with the surroundings alone: the year decides whether 2021年1-7月 in a head is last year's column.
  const outer = resolvePeriod(periodEvidence(context, [], inherited, sheet.name, around));
  const isTargets = handsOutTargets(context, sheet.name, fileName);
  const ownYear = outer.year ?? yearOfCorner(grid, found) ?? yearOfHeads(heads);
  const readAs = readColumns(grid, found, words, ownYear, isTargets);
  const cross = found.cross === undefined ? null : readCross(found, found.cross, grid, readAs);
  const columns = cross?.columns ?? readAs;
  // A sheet 金额（元）, where nothing else says it. Beside a column of 计量单位 the sheet need not speak for the rows that have none.
  const { measure } = splitMeasure(sheet.name ?? '');
  if (measure !== null && context.measures.length === 0)
    (columns.some(({ role }) => role === 'measure') ? context.partMeasures : context.measures).push(measure);
  const currentHeads = headPeriods(columns, ownYear).map((period) => period.text);
  const rows = cross?.rows ?? readRows({ grid, table: found, words, columns, year: ownYear, isTargets });
  // Rows that state their own period speak where nothing above them does.
  const ownRows =
    outer.resolved === null && currentHeads.length === 0 ? newestFirst(rows.flatMap((row) => row.period ?? [])) : [];
  const { resolved, year, half, problem } = resolvePeriod(
    periodEvidence(
      context,
      [...currentHeads, ...ownRows.slice(0, 1), ...(ownYear === outer.year ? [] : [`${ownYear}年`])],
      inherited,
      sheet.name,
      around,
    ),
  );
  const unitsBeside = settleBlockUnits(context, rows, found, words);
  if (cross === null) addTitleSubject(context, columns, rows, words);
  const ofTitle =
    // A sheet per indicator, called by it, without a title of its own but for the months.
    (context.titles.every(({ text }) => withoutPeriods(text) === '') && sheet.name !== null
      ? [sheet.name]
      : context.titles.map((title) => title.text)
    )
      .map((title) => titleIndicator(title, words))
      .find((named) => named !== null) ?? null;
  return {
    id: `${sheetIndex}:${n}`,
    sheetIndex,
    sheetName: sheet.name,
    grid,
    found,
    context,
    columns,
    rows,
    form: formOf(context, sheet.name, fileName, columns, rows, found, ofTitle, words),
    period: resolved,
    year,
    halfPeriod: half,
    periodProblem: problem,
    unit: [...(unitsBeside === null ? [] : [unitsBeside]), ...unitEvidence(context, sheet.name, around, words)],
    titleIndicator: ofTitle?.lookup ?? null,
    titleMeasure: ofTitle?.measure ?? null,
    titleName: ofTitle === null ? titleSubject(context.titles, words) : '',
    outside: numbersOutside(grid, found, until, words),
    fingerprint: hash('sha1', [found.orientation, ...lastingHeads(heads)].join('|')).slice(0, 16),
    called: '',
  };
}

/**
 * What of the heads stays from month to month: no digits, no 六 of 一至六月, and of 1-5月 beside 1-6月 one, since such a table has
 * a column more each month.
 */
function lastingHeads(heads: readonly string[]): string[] {
  const bare = heads.map((head) =>
    normaliseName(head)
      .replaceAll(/\d/g, '')
      .replaceAll(/[一二三四五六七八九十]{1,2}(?=[至到—–~-]|月|季)/g, ''),
  );
  return bare.filter((text, index) => text === normaliseName(heads[index]!) || bare.indexOf(text) === index);
}

/** 2022年 over the names of the rows: the year of all columns beside it. */
function yearOfCorner(grid: Grid, { head, labelColumns }: FoundTable): number | null {
  if (head === null || labelColumns[0]! < 0) return null;
  const years = headPath(grid, head, labelColumns[0]!).flatMap((text) => {
    const said = /^\s*((?:19|20)\d{2})\s*年度?\s*$/u.exec(text);
    return said === null ? [] : [Number(said[1])];
  });
  return years.length === 1 ? years[0]! : null;
}

/**
 * The newer of 2025年 and 2026年, or of 2025年1—3月 and 2026年1—3月, side by side in the heads of a table that names no year itself;
 * null where there is no such pair. Single months go on from one year into the next.
 */
function yearOfHeads(heads: readonly string[]): number | null {
  const own = heads.filter((head) => !/目标|任务|计划|预计|预测/.test(head));
  const mentions = own.flatMap((head) => findPeriods(head));
  const newest = Math.max(...mentions.flatMap(({ year }) => year ?? []));
  const ofNewest = mentions.filter(({ year }) => year === newest);
  return mentions.some(
    ({ year, shape, month }) =>
      year === newest - 1 &&
      (shape === 'year' || (shape !== 'single' && ofNewest.some((one) => one.shape === shape && one.month === month))),
  )
    ? newest
    : null;
}

/** Figures that are none of the period that the table reports on. */
const NOT_OF_NOW: ReadonlySet<ColumnFigure> = new Set(['last-year', 'year-end', 'target', 'last-month', 'previous']);

/** Periods of the columns of this year's numbers, the newest with a number first: of 1月 … 12月 the blank ones are still to come. */
function headPeriods(columns: ColumnAxis[], year: number | null): PeriodMention[] {
  const own = columns.filter((axis) => axis.period !== null && !NOT_OF_NOW.has(axis.figure));
  const filled = own.filter((axis) => axis.hasNumbers);
  const order = (axis: ColumnAxis): number => (axis.period!.year ?? year ?? 0) * 100 + (axis.period!.month ?? 0);
  return (filled.length > 0 ? filled : own).toSorted((a, b) => order(b) - order(a)).map((axis) => axis.period!);
}

/** Texts of the rows' periods, the newest first: of several months it is the one that is taken (rules.md 13). */
function newestFirst(periods: PeriodMention[]): string[] {
  const order = (mention: PeriodMention): number => (mention.year ?? 0) * 100 + (mention.month ?? 0);
  return periods.toSorted((a, b) => order(b) - order(a)).map((mention) => mention.text);
}

/** Numbers above the head or below the data: nothing is lost in silence. `isNamed`: a unit or an indicator stands in the row. */
export function numbersOutside(
  grid: Grid,
  found: FoundTable,
  until: number,
  words: Vocabulary,
): RecognisedTable['outside'] {
  const stray: RecognisedTable['outside'] = [];
  const headTop = found.head?.[0] ?? found.data[0];
  for (let r = found.from; r < until; r += 1) {
    if ((r >= headTop && r <= found.data[1]) || statedLine(grid, r) !== null) continue;
    const cells = grid.rowCells(r);
    const isSigned = (at: number): boolean => {
      const before = cells[at - 1];
      return typeof before?.v === 'string' && (isSignatureLabel(before.v) || isMetaText(before.v));
    };
    // A telephone number beside 联系电话 is none of the statistics.
    const numbers = cells.filter((cell, at) => isNumberLike(grid, r, cell.c) && !isSigned(at));
    if (numbers.length === 0) continue;
    const isNamed = cells.some(
      (cell) =>
        typeof cell.v === 'string' &&
        (words.units.exact(cell.v).kind === 'found' || words.indicators.find([cell.v]).kind === 'found'),
    );
    stray.push({ address: cellAddress(r, numbers[0]!.c), isNamed });
  }
  return stray;
}

function headTexts(grid: Grid, head: readonly [number, number]): string[] {
  const texts: string[] = [];
  for (let r = head[0]; r <= head[1]; r += 1) texts.push(...grid.distinctTexts(r));
  return texts;
}
