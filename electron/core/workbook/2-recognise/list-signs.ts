// Signs of a list: a row per person, firm or case, with the unit that it belongs to repeated. Statistics say each number of a unit once;
// where they need several rows for it, these are told apart by what all units have (months, kinds, industries), those of a list by what
// each row has for itself (姓名, 企业, 电话). Only signs: what is done with such a sheet is decided in recognise.ts and 3-map/ask-list.ts.

import { isDay } from '../1-read/raw-book.js';
import { plainHead } from './chosen-ledger.js';
import type { Grid } from './grid.js';
import { isFooterText, isMeantAsNumber, isNumberLike } from './lines.js';
import type { RecognisedTable } from './recognise.js';
import type { RowAxis } from './row-axes.js';
import { areThings, areTowns, headsThings, headsTowns, mayHeadThings } from './thing-words.js';
import type { Vocabulary } from './find-table.js';

export interface ListSigns {
  /** Where a unit has another row, the one with the most rows; null where each has one. */
  again: { r: number; c: number } | null;
  /** Heads of the columns that tell the rows apart. */
  heads: string[];
  /** It has numbers that statistics might take. */
  hasFigures: boolean;
}

const YEAR = /^(?:19|20)\d{2}$/;
/** 市监局, 科技局: who did it, the same few in each unit. */
const OFFICE = /[局委办科股处室厅部]$/;
const REMARK = /备注|说明/;
/** A list says of itself what it is. */
const LIST_TITLE = /名单|清单|名册|名录|通讯录|台账|明细|一览|回执|登记[表册簿]|花名|人才库|专家库/;

/** Fewer repetitions are slips. */
const FEWEST_REPEATED = 2;
const FEWEST_ROWS = 3;

/** Signs of a list in a table with a unit in each row; null where there are none. */
export function listSigns(table: RecognisedTable, words: Vocabulary): ListSigns | null {
  if (table.form !== 'unit-table' && table.form !== 'unit-report') return null;
  const rows = rowsOfUnits(table);
  if (rows.length < FEWEST_ROWS) return null;
  const groups = [...Map.groupBy(rows, keyOf).values()];
  const repeated = groups.filter((group) => group.length > 1);
  const extra = rows.length - groups.length;
  const figures = figureColumns(table);
  // Nothing that statistics could take: people and firms in its rows are enough.
  const isOfThem = figures.length === 0 && !hasIndicator(table);
  if (extra < FEWEST_REPEATED && !isOfThem) return null;
  const columns = textColumns(table, isOfThem ? rows : repeated.flat(), words);
  if (columns.some((column) => isCrossing(column, groups))) return null;
  const things = columns.filter((column) => tellsApart(column, isOfThem ? [rows] : repeated));
  const [first] = things;
  const isThin = groups.length === 1 || extra < FEWEST_REPEATED;
  if (first === undefined || (isThin && !isOfThings(first))) return null;
  // 联系人 behind the numbers of a table of statistics in which two units stand twice.
  const isBefore = first.c < (figures[0] ?? Infinity) || LIST_TITLE.test(namesOf(table));
  const isSure = isOfThem || (isBefore && isOfThings(first));
  if (!isSure && extra * (isBefore ? 4 : 2) < rows.length) return null;
  const again = repeated.toSorted((a, b) => b.length - a.length)[0]?.[1];
  return {
    again: again === undefined ? null : { r: again.r, c: again.unitColumn },
    heads: headsOf(things),
    hasFigures: !isOfThem,
  };
}

/** Rows with a unit; those below it without a name are its own, where it is written once. */
function rowsOfUnits({ rows }: RecognisedTable): RowAxis[] {
  const found: RowAxis[] = [];
  let above: RowAxis | undefined;
  for (const row of rows) {
    if (row.total !== null) above = undefined;
    else if (row.unitLabel !== '' || row.labelColumn !== above?.labelColumn)
      above = row.unit?.kind === 'found' ? row : undefined;
    if (above !== undefined) found.push({ ...row, unit: above.unit });
  }
  return found;
}

/** The same words are the same number: unit, indicator, figure, month, kind, and the lines that it stands below. */
function keyOf(row: RowAxis): string {
  const unit = row.unit?.kind === 'found' ? row.unit.unit.id : '';
  const indicator = row.indicator?.kind === 'found' ? row.indicator.code : '';
  const lines = row.headings ?? [];
  return [unit, row.labelColumn, indicator, row.figure, row.period?.text, row.category, row.within, ...lines].join('|');
}

function namesOf({ context, sheetName }: RecognisedTable): string {
  return [...context.titles.map(({ text }) => text), sheetName ?? ''].join(' ');
}

interface TextColumn {
  c: number;
  head: string;
  /** By row of the sheet; '' where nothing is written. */
  texts: ReadonlyMap<number, string>;
  filled: string[];
}

/** Columns in which most of the rows have words, a day or a code of their own, from left to right. */
function textColumns(
  { grid, columns, found }: RecognisedTable,
  rows: readonly RowAxis[],
  words: Vocabulary,
): TextColumn[] {
  const roles = new Map(columns.map((axis) => [axis.c, axis.role]));
  // Once where blocks stand side by side.
  const lines = [...new Set(rows.map(({ r }) => r))];
  return Array.from({ length: grid.columnCount }, (_, c) => c).flatMap((c) => {
    const role = roles.get(c) ?? null;
    if (rows.some((row) => row.unitColumn === c) || role === 'serial' || role === 'measure') return [];
    const head = found.head === null ? '' : headAbove(grid, found.head[1], c);
    if (REMARK.test(head)) return [];
    const column = textColumn(grid, c, head, lines);
    return column.filled.length * 3 >= lines.length * 2 && !areUnits(column.filled, words) ? [column] : [];
  });
}

function headAbove(grid: Grid, r: number, c: number): string {
  return grid.headText(r, c).replaceAll(/\s/g, '');
}

function textColumn(grid: Grid, c: number, head: string, rows: readonly number[]): TextColumn {
  const texts = new Map(rows.map((r) => [r, isText(grid, r, c) ? grid.headText(r, c).trim() : '']));
  return { c, head, texts, filled: [...texts.values()].filter((text) => text !== '') };
}

function isText(grid: Grid, r: number, c: number): boolean {
  const text = grid.headText(r, c).trim();
  const cell = grid.cell(r, c);
  if (isNumber(grid, r, c) || (cell !== undefined && isDay(cell))) return true;
  return text !== '' && !isNumberLike(grid, r, c) && (cell === undefined || !isMeantAsNumber(cell));
}

/** A telephone number, a code, the number of a document; typed as a number it is longer than an amount in 元. */
function isNumber(grid: Grid, r: number, c: number): boolean {
  const text = grid.headText(r, c).trim();
  return typeof grid.cell(r, c)?.v === 'number' ? /^\d{10,}$/.test(text) : isDigits(text);
}

function isDigits(text: string): boolean {
  const digits = text.match(/\d/g)?.length ?? 0;
  return digits >= 7 && /^[A-Z]{0,4}[-\d.()（）/]+[\dA-Z]$/i.test(text);
}

/** Each row of a unit, and most rows of all, have another text; no town and no office, which are parts of a unit. */
function tellsApart({ head, texts, filled }: TextColumn, groups: readonly (readonly RowAxis[])[]): boolean {
  if (headsTowns(head) || areTowns(filled) || filled.filter((text) => OFFICE.test(text)).length * 2 > filled.length)
    return false;
  const within = groups.reduce((sum, group) => sum + new Set(textsOf(texts, group)).size, 0);
  return within >= filled.length * 0.8 && new Set(filled).size >= filled.length * 0.6;
}

function textsOf(texts: ReadonlyMap<number, string>, group: readonly RowAxis[]): string[] {
  return group.flatMap(({ r }) => texts.get(r) || []);
}

/** The same words below each of several units, once in each: what its numbers are of. */
function isCrossing({ texts, filled }: TextColumn, groups: readonly (readonly RowAxis[])[]): boolean {
  if (groups.length < 2) return false;
  const isOnce = groups.every((group) => {
    const own = textsOf(texts, group);
    return own.length > 1 && new Set(own).size === own.length;
  });
  return isOnce && filled.length >= new Set(filled).size * groups.length * 0.6;
}

function isOfThings(column: TextColumn): boolean {
  return mayHeadThings(column.head) || saysThings(column);
}

/** Without 主体, 项目 and other heads that groups of a table of statistics have as well. */
function saysThings({ head, filled }: TextColumn): boolean {
  return headsThings(head) || areThings(filled) || filled.filter(isDigits).length * 2 > filled.length;
}

const MOST_HEADS = 3;

function headsOf(columns: readonly TextColumn[]): string[] {
  return [...new Set(columns.map(({ head }) => head))].filter((head) => head !== '').slice(0, MOST_HEADS);
}

function hasIndicator({ columns, rows, titleIndicator }: RecognisedTable): boolean {
  return [titleIndicator, ...[...columns, ...rows].map((axis) => axis.indicator)].some(
    (found) => found?.kind === 'found',
  );
}

/** Columns with numbers that may count something, from left to right. */
function figureColumns({ grid, columns, found }: RecognisedTable): number[] {
  return columns.flatMap(({ c, role }) => {
    if (role !== null) return [];
    for (let r = found.data[0]; r <= found.data[1]; r += 1)
      if (isNumberLike(grid, r, c) && !isNumber(grid, r, c) && !YEAR.test(grid.text(r, c).trim())) return [c];
    return [];
  });
}

/**
 * Signs of a list in a sheet in which no table of statistics was found: its first column of words, units apart, is of firms, people or
 * other things, or its title says so. The name of an indicator over nothing may be a form that nobody filled in.
 */
export function isPlainList(grid: Grid, title: string, words: Vocabulary): boolean {
  const r = plainHead(grid);
  if (r === null || r < 0) return false;
  const heads = grid.rowCells(r).filter((cell) => typeof cell.v === 'string' && cell.v.trim() !== '');
  const rows: number[] = [];
  for (let below = r + 1; below < grid.rowCount; below += 1) {
    const cells = grid.rowCells(below);
    if (cells.length >= 2 && !cells.some((cell) => typeof cell.v === 'string' && isFooterText(cell.v)))
      rows.push(below);
  }
  if (heads.length < FEWEST_ROWS || rows.length < FEWEST_ROWS) return false;
  const isBlank = (c: number): boolean => !rows.some((row) => isNumberLike(grid, row, c));
  const isIndicator = (c: number): boolean => words.indicators.find([headAbove(grid, r, c)]).kind === 'found';
  if (heads.some(({ c }) => isIndicator(c) && isBlank(c))) return false;
  const [first, ...others] = heads
    .map(({ c }) => textColumn(grid, c, headAbove(grid, r, c), rows))
    .filter(({ filled }) => filled.length * 3 >= rows.length * 2 && !areUnits(filled, words));
  if (first === undefined || new Set(first.filled).size < first.filled.length * 0.8) return false;
  if (LIST_TITLE.test(title)) return true;
  // 主体 | 专利申请 | 专利授权 over 企业, 高校, 个人: a head that says too little, over the only words of the sheet.
  return others.length > 0 ? isOfThings(first) : saysThings(first);
}

function areUnits(texts: readonly string[], words: Vocabulary): boolean {
  return texts.filter((text) => words.units.exact(text).kind === 'found').length * 2 > texts.length;
}
