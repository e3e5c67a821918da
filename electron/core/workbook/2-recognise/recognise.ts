// Stage 2 as a whole: a workbook → tables with their meaning, each decision with its reason in Chinese.
// Nothing is compared with the store here; that is 4-validate and 5-preview.

import { hash } from 'node:crypto';

import type { FormKind } from '../../../../shared/import/plan.js';
import { normaliseName, splitMeasure } from '../../../../shared/indicators/normalise.js';
import type { LookupResult } from '../../../../shared/indicators/lookup.js';
import { cellCountOf, eachCell } from '../1-read/cell-columns.js';
import { OWN_SHEET } from '../1-read/own-metadata.js';
import { periodTitle, type Period } from '../../../../shared/model/period.js';
import { cellAddress, type RawBook, type RawSheet } from '../1-read/raw-book.js';
import { isReturnSheet } from '../return-copy/recognise-own.js';
import { readColumns, type ColumnAxis } from './axes.js';
import { readCover, type Cover } from './cover-sheet.js';
import { readRows, type RowAxis } from './row-axes.js';
import { addTitleSubject } from './title-subject.js';
import {
  periodEvidence,
  readContext,
  resolvePeriod,
  titleCore,
  type Located,
  type ResolvedPeriod,
  type TableContext,
} from './context.js';
import { findTables, isMetaText, isNumberLike, type FoundTable, type Vocabulary } from './find-table.js';
import { chosenLedger, plainHead, type LedgerChoices } from './chosen-ledger.js';
import type { ColumnFigure } from './figure-words.js';
import { Grid } from './grid.js';
import { findLedgerTable, type LedgerHeads, type LedgerSheetInput } from './ledger-table.js';
import { ledgerName } from './ledger-words.js';
import type { LedgerTable } from './ledger-table.js';
import type { UnitMatch } from './names.js';
import { GUIDE, type LedgerMeta } from '../../ledgers/ledger-meta.js';
import { withoutPeriods, type PeriodMention } from './period-text.js';
import { isSignatureLabel } from './signatures.js';

export interface UnitEvidence {
  /** 填报单位, 标题, 工作表名, 文件名 */
  where: string;
  text: string;
  match: UnitMatch;
}

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
  /** Cells with numbers around the table that no head and no row claims. */
  outside: { address: string; isNamed: boolean }[];
  /** Same layout, same fingerprint: head texts without digits. */
  fingerprint: string;
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
  const read = (cover: Cover | null): RecognisedSheet[] =>
    book.sheets.map((sheet, index) =>
      recogniseSheet(sheet, index, book.date1904, { fileName, cover }, words, ledgers, choices),
    );
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
  return sheets;
}

/** Where evidence stands that the name of the file gives. */
const IN_NAME = '文件名';

/** What the file says beside the sheet. */
interface Around {
  fileName: string;
  cover: Cover | null;
}

/** Who reports, or for when, is said by the name of the file at most: a cover inside it goes before that. */
function asksAround({ period, unit }: RecognisedTable): boolean {
  const named = unit.find((item) => item.match.kind === 'found');
  return period === null || period.where === IN_NAME || named === undefined || named.where === IN_NAME;
}

function isNamed(table: RecognisedTable): boolean {
  return table.unit.some((item) => item.match.kind === 'found');
}

function recogniseSheet(
  sheet: RawSheet,
  index: number,
  is1904: boolean,
  around: Around,
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
  const grid = new Grid(sheet, is1904);
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
  // 台账 in a name speaks for one, but only heads that are all known outweigh the words of statistics.
  if (ledgers && namesLedger(`${sheet.name ?? ''}${fileName}`, sheet)) {
    const named = ledgerSheet(base, sheet, grid, fileName, ledgers, '');
    const heads = named.ledger?.candidates[0]?.heads;
    if (heads && heads.missing.length === 0 && heads.unknown.length === 0) return named;
  }
  const found = findTables(grid, words);
  if (found.length === 0) {
    const asLedger = ledgerSheet(base, sheet, grid, fileName, ledgers, '');
    const fits = asLedger.ledger?.candidates[0]?.heads.missing.length === 0;
    return fits ? asLedger : { ...base, state: 'skipped', reason: NO_TABLE };
  }
  const tables: RecognisedTable[] = [];
  for (const [n, table] of found.entries()) {
    const inherited = tables.flatMap((above) => [...above.context.periodLines, ...above.context.titles]);
    const until = found[n + 1]?.from ?? grid.rowCount;
    tables.push(recogniseTable(sheet, index, n, grid, table, until, inherited, around, words));
  }
  // 填报说明: names of indicators with explanations and no column for a number.
  if (tables.every((table) => table.columns.every((axis) => axis.role !== null)))
    return { ...base, state: 'skipped', reason: '没有填写数字的栏目' };
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
  const columns = readColumns(grid, found, words, outer.year, handsOutTargets(context, sheet.name, fileName));
  const currentHeads = headPeriods(columns, outer.year).map((period) => period.text);
  const rows = readRows({ grid, table: found, words, columns, year: outer.year });
  // Rows that state their own period speak where nothing above them does.
  const ownRows =
    outer.resolved === null && currentHeads.length === 0 ? newestFirst(rows.flatMap((row) => row.period ?? [])) : [];
  const { resolved, year, half, problem } = resolvePeriod(
    periodEvidence(context, [...currentHeads, ...ownRows.slice(0, 1)], inherited, sheet.name, around),
  );
  addTitleSubject(context, columns, rows, words);
  const titleIndicator = titleIndicatorOf(context, words);
  return {
    id: `${sheetIndex}:${n}`,
    sheetIndex,
    sheetName: sheet.name,
    grid,
    found,
    context,
    columns,
    rows,
    form: formOf(context, sheet.name, fileName, columns, rows, found, titleIndicator, words),
    period: resolved,
    year,
    halfPeriod: half,
    periodProblem: problem,
    unit: unitEvidence(context, sheet.name, around, words),
    titleIndicator: titleIndicator?.lookup ?? null,
    titleMeasure: titleIndicator?.measure ?? null,
    outside: numbersOutside(grid, found, until, words),
    fingerprint: hash(
      'sha1',
      [found.orientation, ...heads.map((head) => normaliseName(head).replaceAll(/\d/g, ''))].join('|'),
    ).slice(0, 16),
  };
}

/** Figures that are none of the period that the table reports on. */
const NOT_OF_NOW: ReadonlySet<ColumnFigure> = new Set(['last-year', 'year-end', 'target', 'last-month']);

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
    if (r >= headTop && r <= found.data[1]) continue;
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

function titleIndicatorOf(
  context: TableContext,
  words: Vocabulary,
): { lookup: LookupResult; measure: string | null } | null {
  for (const title of context.titles) {
    const { name, measure } = splitMeasure(title.text);
    const core = withoutPeriods(name).replace(/^的/, '');
    for (const candidate of [core, titleCore(core), titleCore(titleCore(core))]) {
      const lookup = words.indicators.find([candidate]);
      if (lookup.kind === 'found') return { lookup, measure };
    }
  }
  return null;
}

function unitEvidence(
  context: TableContext,
  sheetName: string | null,
  { fileName, cover }: Around,
  words: Vocabulary,
): UnitEvidence[] {
  const evidence: UnitEvidence[] = [];
  if (context.unitLine)
    evidence.push({ where: '填报单位', text: context.unitLine.text, match: words.units.exact(context.unitLine.text) });
  // The stamp under the table: 江北区市场监督管理局（盖章）.
  for (const note of context.notes)
    if (words.units.exact(note.text).kind === 'found')
      evidence.push({ where: '落款', text: note.text, match: words.units.exact(note.text) });
  for (const title of context.titles)
    evidence.push({ where: '标题', text: title.text, match: words.units.inText(title.text) });
  if (sheetName !== null) evidence.push({ where: '工作表名', text: sheetName, match: words.units.inText(sheetName) });
  for (const { text, match } of cover?.units ?? []) evidence.push({ where: '封面', text, match });
  const folderAndName = fileName.split('/');
  for (const part of folderAndName.toReversed())
    evidence.push({ where: IN_NAME, text: part, match: words.units.inText(part.replace(/\.[^.]+$/, '')) });
  return evidence;
}

/** A table that names no unit takes the one that the other tables of its sheet name, where they agree. */
function shareUnits(tables: RecognisedTable[], words: Vocabulary): void {
  shareTitles(tables, words);
  const named = tables.flatMap((table) =>
    table.unit.filter((item) => item.match.kind === 'found' && (item.where === '填报单位' || item.where === '落款')),
  );
  const ids = new Set(named.map((item) => (item.match.kind === 'found' ? item.match.unit.id : 0)));
  if (ids.size !== 1) return;
  for (const table of tables)
    if (!table.unit.some((item) => item.where === '填报单位' || item.where === '落款'))
      table.unit.unshift({ ...named[0]!, where: '同一工作表的填报单位' });
}

/** 二、商标 below the title 江北区统计表: a part of it. A place in such a heading, known or not, is another unit. */
const SECTION = /^\s*[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[)）、.．]/u;

function shareTitles(tables: RecognisedTable[], words: Vocabulary): void {
  const first = tables[0]?.unit.find((item) => item.where === '标题' && item.match.kind === 'found');
  if (first?.match.kind !== 'found') return;
  const { unit } = first.match;
  const others = tables.flatMap((table) =>
    table.unit.filter(
      (item) => item.match.kind !== 'none' && !(item.match.kind === 'found' && item.match.unit === unit),
    ),
  );
  if (others.length > 0) return;
  for (const table of tables.slice(1)) {
    const isPart = table.context.titles.every(({ text }) => {
      const heading = withoutPeriods(text).replace(SECTION, '').trim();
      // 三、江南: a unit of ours in short.
      const isPlace = /[市县区州镇乡盟旗全各]/u.test(heading) || words.units.suggestions(heading).length > 0;
      return SECTION.test(text) && !isPlace;
    });
    if (isPart && !isNamed(table)) table.unit.push({ ...first, where: '上方标题' });
  }
}

const TARGET_TITLE = /(目标|任务)(分解|下达|计划|一览|清单|责任)|(下达|分解|核定|自定|奋斗)[^，。；]*(目标|任务)/;

/** What a table is called: its titles and sheet, the file where it has no title. */
function titleOf(context: TableContext, sheetName: string | null, fileName: string): string {
  return [
    ...context.titles.map((title) => title.text),
    sheetName ?? '',
    context.titles.length === 0 ? fileName : '',
  ].join(' ');
}

/** The title hands targets out, and is no table of how they are met. */
function handsOutTargets(context: TableContext, sheetName: string | null, fileName: string): boolean {
  const title = titleOf(context, sheetName, fileName);
  return TARGET_TITLE.test(title) && !/完成|进展|进度|通报/.test(title);
}

function formOf(
  context: TableContext,
  sheetName: string | null,
  fileName: string,
  columns: ColumnAxis[],
  rows: RowAxis[],
  found: FoundTable,
  titleIndicator: { lookup: LookupResult } | null,
  words: Vocabulary,
): FormKind {
  const titleText = titleOf(context, sheetName, fileName);
  const isHandedOut = handsOutTargets(context, sheetName, fileName);
  const hasTarget = columns.some((axis) => axis.figure === 'target');
  const codes = new Set(columns.flatMap((axis) => (axis.indicator?.kind === 'found' ? [axis.indicator.code] : [])));
  if (found.orientation === 'unit-rows' || rows.some((row) => row.unit !== null)) {
    const units = new Set(rows.flatMap((row) => (row.unit?.kind === 'found' ? [row.unit.unit.id] : [])));
    const others = rows.filter((row) => row.total === null && row.unit?.kind !== 'found');
    const places = others.length;
    // 城关, 河口 for 城关镇, 河口乡: our own in short, to be asked about, and no other places.
    const alike = others.filter((row) => words.units.suggestions(row.unitLabel).length > 0).length;
    if (places >= 3 && units.size === 0 && alike * 2 < places) return 'benchmark';
    if (isPopulation(codes, titleIndicator)) return 'population';
    if (
      /目标|任务/.test(titleText) &&
      (!columns.some((axis) => ['last-year', 'change', 'ytd'].includes(axis.figure)) ||
        // 2023年完成 beside 2024年目标, under a title that hands the targets out.
        (isHandedOut && hasTarget)) &&
      // A column of 完成率 makes the numbers actual ones, unless the title hands the targets out.
      (isHandedOut || !columns.some((axis) => axis.figure === 'completion'))
    )
      return 'targets';
    return units.size + places > 1 || rows.some((row) => row.total === 'total') ? 'unit-table' : 'unit-report';
  }
  if (isHandedOut && (hasTarget || !columns.some((axis) => axis.figure === 'last-year'))) return 'targets';
  const unitColumns = columns.filter((axis) => axis.unit !== null).length;
  if (unitColumns === 0 && words.units.units.length === 0) return 'other';
  return unitColumns > 1 ? 'unit-table' : 'unit-report';
}

function isPopulation(codes: ReadonlySet<string>, titleIndicator: { lookup: LookupResult } | null): boolean {
  if (codes.size > 0) return [...codes].every((code) => code === 'P01');
  return titleIndicator?.lookup.kind === 'found' && titleIndicator.lookup.code === 'P01';
}

/** Of several months of one unit in one workbook the newest is taken; the others are offered (rules.md 13). */
function chooseNewest(sheets: RecognisedSheet[], include: ReadonlySet<number>): void {
  const groups = new Map<string, RecognisedSheet[]>();
  for (const sheet of sheets) {
    const table = sheet.tables[0];
    if (sheet.state !== 'used' || !table || !table.period) continue;
    const found = table.unit.find((evidence) => evidence.match.kind === 'found')?.match;
    const who = table.form === 'unit-report' && found?.kind === 'found' ? String(found.unit.id) : table.form;
    // The title's indicator tells sheets apart only where their heads name none.
    const hasOwn = [...table.columns, ...table.rows].some((axis) => axis.indicator?.kind === 'found');
    const key = `${table.form}|${who}|${!hasOwn && table.titleIndicator?.kind === 'found' ? table.titleIndicator.code : ''}`;
    groups.set(key, [...(groups.get(key) ?? []), sheet]);
  }
  const month = (period: Period): string => periodTitle(period, 'month');
  const periodOf = (sheet: RecognisedSheet): Period => sheet.tables[0]!.period!.period;
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const filled = group.filter((sheet) => !sheet.tables.every(holdsOnlyZeros));
    const newest = (filled.length > 0 ? filled : group).map(periodOf).sort().at(-1)!;
    for (const sheet of group) {
      const period = periodOf(sheet);
      if (period === newest) continue;
      sheet.olderPeriod = period;
      sheet.isUnfilled = period > newest;
      if (include.has(sheet.index)) continue;
      sheet.state = 'older';
      sheet.reason = sheet.isUnfilled
        ? `各格都是0，像是${month(period)}还没有填报，没有采用；已采用${month(newest)}的工作表`
        : `是${month(period)}的数据，本文件最新为${month(newest)}，没有采用`;
    }
  }
}

/** The sheet of a month that has not come, filled in with the form: numbers in the columns of values, all of them 0. */
function holdsOnlyZeros({ grid, found, columns }: RecognisedTable): boolean {
  let hasZero = false;
  for (const { c, role } of columns) {
    if (role !== null) continue;
    for (let r = found.data[0]; r <= found.data[1]; r += 1) {
      if (!isNumberLike(grid, r, c)) continue;
      if (!/^[0０]+([.．][0０]*)?%?$/.test(grid.text(r, c).trim())) return false;
      hasZero = true;
    }
  }
  return hasZero;
}
