// Finds the tables of a sheet: where the head is, which column names the rows, where the data end. Three shapes: an indicator
// per row (one unit, or units across), a unit per row (indicators across), a figure per row (one unit, indicators across;
// rows are 本月, 累计, months, or one nameless row). What heads and rows mean: axes.ts.

import type { IndicatorLookup } from '../../../../shared/indicators/lookup.js';
import { normaliseMeasure, normaliseName } from '../../../../shared/indicators/normalise.js';
import { findTogether } from './category-names.js';
import { findCross, type CrossTable } from './cross-table.js';
import { figureOf, roleOf, splitFigure } from './figure-words.js';
import type { RawCell } from '../1-read/raw-book.js';
import type { Grid } from './grid.js';
import { findHeadlessList } from './headless-list.js';
import { headBlock, headPath, headsUnits, lastDataRow, type Span } from './head-block.js';
import { isFooterText, isMeantAsNumber, isMetaText, isNumberLike, numberCount, splitTrailingMeasure } from './lines.js';
import { totalWord, type UnitNames } from './names.js';
import { findPeriods, withoutPeriods } from './period-text.js';
import { findTitledMonths } from './titled-months.js';
import { findUnknownNames } from './unknown-names.js';

export { headPath } from './head-block.js';
export { isFooterText, isMetaText, isNumberLike } from './lines.js';

export interface Vocabulary {
  units: UnitNames;
  indicators: IndicatorLookup;
  place: string;
}

export interface FoundTable {
  orientation: 'indicator-rows' | 'unit-rows' | 'figure-rows';
  /** First row of what belongs to the table, its title included. */
  from: number;
  /** Head rows, inclusive; null where the table has no head (its title names its single indicator, or its rows theirs). */
  head: Span | null;
  data: Span;
  /** Columns that name the rows; several where blocks stand side by side; -1 for rows without a name. */
  labelColumns: number[];
  /** How sure: number of matched names. */
  score: number;
  /** Without a head: the column that counts the rows although it stands behind their names. */
  serialColumn?: number;
  /** Neither rows nor columns name an indicator, its title does: 合计 among the columns is a total of units or of months. */
  isOfTitle?: true;
  /** Kinds of patents by kinds of applicants. */
  cross?: CrossTable;
}

interface ColumnCounts {
  indicatorRows: number[];
  unitRows: number[];
}

type Kind = 'indicator' | 'unit' | 'none';

/** Looked for in every text of a sheet: only what may begin or end a row's name is tried. */
const NAMES_FIGURE = /本月|当月|累计|同期|同比|去年|上年|增长|增减|增幅|目标|任务|计划|完成|占比|排名/;

const MOST_KINDS = 20_000;

/** What single texts are, remembered: large sheets repeat them, and so do the files of one month. */
class Kinds {
  readonly #known = new Map<string, Kind>();

  constructor(readonly words: Vocabulary) {}

  of(text: string): Kind {
    const known = this.#known.get(text);
    if (known) return known;
    const kind = text.length > 60 ? 'none' : this.#read(text);
    if (this.#known.size >= MOST_KINDS) this.#known.clear();
    this.#known.set(text, kind);
    return kind;
  }

  #read(text: string): Kind {
    if (this.words.units.exact(text).kind === 'found') return 'unit';
    if (this.words.indicators.codesOf(normaliseName(text)).length > 0) return 'indicator';
    // 37,815.48 as a text: without measure or period it is no name either.
    if (!/\p{L}/u.test(text)) return 'none';
    // 专利授权量/件 and 1-3月专利授权量: measure and period are no part of the name.
    const measured = splitTrailingMeasure(text);
    if (measured !== null && this.words.indicators.codesOf(normaliseName(measured.name)).length > 0) return 'indicator';
    if (findPeriods(text).length > 0 && this.words.indicators.codesOf(normaliseName(withoutPeriods(text))).length > 0)
      return 'indicator';
    const split = NAMES_FIGURE.test(text) ? splitFigure(text, null) : null;
    if (split !== null && this.words.indicators.codesOf(normaliseName(split.name)).length > 0) return 'indicator';
    return 'none';
  }
}

const KINDS = new WeakMap<Vocabulary, Kinds>();

function kindsOf(words: Vocabulary): Kinds {
  let kinds = KINDS.get(words);
  if (kinds === undefined) KINDS.set(words, (kinds = new Kinds(words)));
  return kinds;
}

const isNoName = (): boolean => false;

function countNames(grid: Grid, kinds: Kinds, from: number, to: number): Map<number, ColumnCounts> {
  const counts = new Map<number, ColumnCounts>();
  const at = (c: number): ColumnCounts => {
    const known = counts.get(c);
    if (known) return known;
    const fresh: ColumnCounts = { indicatorRows: [], unitRows: [] };
    counts.set(c, fresh);
    return fresh;
  };
  for (let r = from; r < to; r += 1) {
    const indicatorsInRow: number[] = [];
    const unitsInRow: number[] = [];
    for (const cell of grid.rowCells(r)) {
      if (typeof cell.v !== 'string') continue;
      const kind = kinds.of(cell.v);
      if (kind === 'unit') unitsInRow.push(cell.c);
      else if (kind === 'indicator') indicatorsInRow.push(cell.c);
    }
    // A row with many indicator names and no number to each is a head, not data.
    if (indicatorsInRow.length <= 2 || numberCount(grid, r) >= indicatorsInRow.length)
      for (const c of indicatorsInRow) at(c).indicatorRows.push(r);
    for (const c of unitsInRow) at(c).unitRows.push(r);
  }
  return counts;
}

function findUnitRows(
  grid: Grid,
  words: Vocabulary,
  kinds: Kinds,
  counts: Map<number, ColumnCounts>,
  from: number,
  to: number,
): FoundTable | null {
  const columns = [...counts]
    .filter(([, count]) => count.unitRows.length > 0)
    .sort((a, b) => b[1].unitRows.length - a[1].unitRows.length || a[0] - b[0]);
  for (const [column, count] of columns) {
    const numbered = count.unitRows.find((r) => hasNumberRightOf(grid, r, column));
    const known = numbered ?? count.unitRows.find((r) => isMeantAsData(grid, r, column));
    if (known === undefined) continue;
    const isUnit = (text: string): boolean => kinds.of(text) === 'unit';
    const { head, dataFrom } = headBlock(grid, known, from, column, isUnit);
    // Without a number only the name of an indicator above it makes it a table.
    if (numbered === undefined && (head === null || headMatches(grid, words, head, [column]) === 0)) continue;
    const last = lastDataRow(
      grid,
      known,
      to,
      column,
      isUnit,
      (r) => head !== null && isRepeatedHead(grid, words, r, column),
    );
    const labelColumns = columns
      .map(([c]) => c)
      .filter((c) => c === column || isUnitColumnToo(grid, head, counts.get(c)!, known, c));
    // A block beside it whose units are all unknown is a block all the same: its numbers are nobody else's.
    for (let c = 0; c < grid.columnCount; c += 1)
      if (!labelColumns.includes(c) && isUnknownBlock(grid, head, labelColumns, known, last, c)) labelColumns.push(c);
    // A unit that left all its cells empty is a row too: it did not submit.
    const firstUnit = count.unitRows.find((r) => r > (head?.[1] ?? from - 1)) ?? dataFrom;
    const score = head === null ? 0 : headMatches(grid, words, head, labelColumns);
    return {
      orientation: 'unit-rows',
      from,
      head,
      data: [Math.min(dataFrom, firstUnit), last],
      labelColumns: labelColumns.sort((a, b) => a - b),
      score: score + count.unitRows.filter((r) => r <= last).length,
    };
  }
  return null;
}

function hasNumberRightOf(grid: Grid, r: number, c: number): boolean {
  return numberCount(grid, r) > 0 || grid.rowCells(r).some((cell) => cell.c > c && cell.t === 'e');
}

/** A row whose numbers are all written as something else: 12（第3位）. */
function isMeantAsData(grid: Grid, r: number, c: number): boolean {
  return grid.rowCells(r).some((cell) => cell.c > c && isMeantAsNumber(cell));
}

function isUnitColumnToo(grid: Grid, head: Span | null, count: ColumnCounts, firstData: number, c: number): boolean {
  if (head === null || count.unitRows.length === 0 || count.unitRows[0]! > firstData + 2) return false;
  // Under the head's last level there may be a row of measures.
  return headPath(grid, head, c).some(headsUnits);
}

/** Headed like a unit column, with names in it, and numbers on both of its sides. */
function isUnknownBlock(
  grid: Grid,
  head: Span | null,
  labelColumns: readonly number[],
  first: number,
  last: number,
  c: number,
): boolean {
  if (head === null || !headPath(grid, head, c).some(headsUnits)) return false;
  const names = textsOf(grid, first, last, c).filter((text) => normaliseMeasure(text) === null && !/^\d/.test(text));
  if (names.length === 0) return false;
  const main = labelColumns[0]!;
  return (
    hasNumbersBetween(grid, first, last, Math.min(main, c), Math.max(main, c)) &&
    hasNumbersBetween(grid, first, last, c, grid.columnCount)
  );
}

function hasNumbersBetween(grid: Grid, first: number, last: number, left: number, right: number): boolean {
  for (let r = first; r <= last; r += 1)
    for (let c = left + 1; c < right; c += 1) if (isNumberLike(grid, r, c)) return true;
  return false;
}

function isRepeatedHead(grid: Grid, words: Vocabulary, r: number, column: number): boolean {
  const text = grid.text(r, column);
  if (roleOf(text) !== 'unit' && roleOf(text) !== 'name' && normaliseName(text) !== '单位') return false;
  return (
    grid.rowCells(r).filter((cell) => typeof cell.v === 'string').length >= 2 && words.units.exact(text).kind === 'none'
  );
}

/** Number of columns whose head path names an indicator. */
function headMatches(grid: Grid, words: Vocabulary, head: Span, labelColumns: number[]): number {
  let matches = 0;
  for (let c = 0; c < grid.columnCount; c += 1) {
    if (labelColumns.includes(c)) continue;
    const path = headPath(grid, head, c);
    if (path.length > 0 && words.indicators.find(path).kind === 'found') matches += 1;
  }
  return matches;
}

function findIndicatorRows(
  grid: Grid,
  words: Vocabulary,
  kinds: Kinds,
  counts: Map<number, ColumnCounts>,
  from: number,
  to: number,
): FoundTable | null {
  const columns = [...counts]
    .filter(([, count]) => count.indicatorRows.length > 0)
    .sort((a, b) => b[1].indicatorRows.length - a[1].indicatorRows.length || a[0] - b[0]);
  const best = columns[0];
  if (!best) return null;
  const [column, count] = best;
  const firstData =
    count.indicatorRows.find((r) => numberCount(grid, r) > 0 || count.indicatorRows.length > 1) ??
    count.indicatorRows.find((r) => isMeantAsData(grid, r, column));
  if (firstData === undefined) return null;
  const isIndicator = (text: string): boolean => kinds.of(text) === 'indicator';
  const { head, dataFrom } = headBlock(grid, firstData, from, column, isIndicator);
  if (head === null) return null;
  const last = lastDataRow(grid, firstData, to, column, isIndicator, (r) => isRepeatedHead(grid, words, r, column));
  // 本月 and 累计 may stand over the two blocks.
  const leafOf = (c: number): string => normaliseName(headPath(grid, head, c).at(-1) ?? '');
  const labelText = leafOf(column);
  const labelColumns = columns
    .filter(
      ([c, other]) =>
        c === column ||
        // Side by side: the same word heads the names of both blocks.
        (other.indicatorRows.some((r) => r >= dataFrom && r <= last) &&
          labelText !== '' &&
          leafOf(c) === labelText &&
          !isSameMerge(grid, head[1], column, c)),
    )
    .map(([c]) => c)
    .sort((a, b) => a - b);
  return {
    orientation: 'indicator-rows',
    from,
    head,
    // Rows between the head and the first known indicator are data too: an unknown indicator may stand there.
    data: [head[1] + 1, last],
    labelColumns,
    score: count.indicatorRows.filter((r) => r <= last).length,
  };
}

function isSameMerge(grid: Grid, r: number, a: number, b: number): boolean {
  const merge = grid.mergeOf(r, a);
  return merge !== undefined && merge === grid.mergeOf(r, b);
}

/** A head of indicators with rows that name no unit: 本月, 累计, months, unknown units, or one nameless row. */
function findFigureRows(grid: Grid, words: Vocabulary, kinds: Kinds, from: number, to: number): FoundTable | null {
  for (let r = from; r < to; r += 1) {
    const named = grid.rowCells(r).filter((cell) => typeof cell.v === 'string' && kinds.of(cell.v) === 'indicator');
    if (named.length === 0) continue;
    const first = firstNumberRow(grid, r + 1, to, new Set(named.map((cell) => cell.c)));
    if (first === null) continue;
    const labelColumn = labelColumnOf(grid, first, named[0]!.c);
    if (named.length < 2 && labelColumn < 0) continue;
    const { head, dataFrom } = headBlock(grid, first, from, Math.max(labelColumn, 0), isNoName);
    if (head === null || head[0] > r || head[1] < r) continue;
    const last = lastDataRow(grid, first, to, Math.max(labelColumn, 0), isNoName, (row) =>
      grid.rowCells(row).some((cell) => typeof cell.v === 'string' && kinds.of(cell.v) === 'indicator'),
    );
    const labels = labelColumn < 0 ? [] : textsOf(grid, dataFrom, last, labelColumn);
    const areFigures = labels.every((text) => figureOf(text, null) !== null || totalWord(text, words.place) !== null);
    const isUnits = !areFigures && (headsUnits(grid.headText(head[1], labelColumn)) || labels.every(looksLikePlace));
    if (!areFigures && !isUnits) continue;
    return {
      orientation: isUnits ? 'unit-rows' : 'figure-rows',
      from,
      head,
      data: [dataFrom, last],
      labelColumns: [labelColumn],
      score: named.length,
    };
  }
  return null;
}

export function looksLikePlace(text: string): boolean {
  return /^\p{Script=Han}{1,12}[市县区州镇乡盟旗]$/u.test(text) || totalWord(text, '') !== null;
}

/** First row below a head with a number under one of its names. */
function firstNumberRow(grid: Grid, from: number, to: number, columns: ReadonlySet<number>): number | null {
  for (let r = from; r < Math.min(to, from + 6); r += 1) {
    const cells = grid.rowCells(r).filter((cell) => columns.has(cell.c));
    if (cells.some((cell) => isNumberLike(grid, r, cell.c) || cell.t === 'e' || isMeantAsNumber(cell))) return r;
    if (grid.rowCells(r).some((other) => typeof other.v === 'string' && isFooterText(other.v))) return null;
  }
  return null;
}

/** Nearest column left of the numbers that holds a text in this row and is no serial number; -1 where there is none. */
function labelColumnOf(grid: Grid, r: number, before: number): number {
  for (let c = before - 1; c >= 0; c -= 1) {
    const text = grid.headText(r, c).trim();
    if (text !== '' && !isNumberLike(grid, r, c) && !isMetaText(text)) return c;
  }
  return -1;
}

function textsOf(grid: Grid, first: number, last: number, c: number): string[] {
  const texts: string[] = [];
  for (let r = first; r <= last; r += 1) {
    const text = grid.headText(r, c).trim();
    if (text !== '' && numberCount(grid, r) > 0) texts.push(text);
  }
  return texts;
}

/** A table of places that are not our units (province table): place names in one column, numbers beside them. */
function findPlaceRows(grid: Grid, words: Vocabulary, from: number, to: number): FoundTable | null {
  for (let c = 0; c < Math.min(grid.columnCount, 4); c += 1) {
    const rows: number[] = [];
    for (let r = from; r < to; r += 1) {
      const text = grid.text(r, c).trim();
      if (
        /^\p{Script=Han}{1,10}[市县区州盟省旗]$/u.test(text) &&
        totalWord(text, '') === null &&
        roleOf(text) === null &&
        words.units.exact(text).kind !== 'found' &&
        numberCount(grid, r) > 0
      )
        rows.push(r);
    }
    if (rows.length < 3) continue;
    const { head, dataFrom } = headBlock(grid, rows[0]!, from, c, isNoName);
    return {
      orientation: 'unit-rows',
      from,
      head,
      data: [dataFrom, lastDataRow(grid, rows[0]!, to, c, isNoName, (r) => isRepeatedHead(grid, words, r, c))],
      labelColumns: [c],
      score: rows.length,
    };
  }
  return null;
}

/** All tables of a sheet from top to bottom. */
export function findTables(grid: Grid, words: Vocabulary): FoundTable[] {
  const kinds = kindsOf(words);
  const tables: FoundTable[] = [];
  let from = 0;
  while (from < grid.rowCount && tables.length < 50) {
    const counts = countNames(grid, kinds, from, grid.rowCount);
    const byIndicator = findIndicatorRows(grid, words, kinds, counts, from, grid.rowCount);
    const byUnit = findUnitRows(grid, words, kinds, counts, from, grid.rowCount);
    const candidates = [byIndicator, byUnit].filter((table): table is FoundTable => table !== null);
    const places =
      candidates.length === 0 || (byUnit !== null && byUnit.score <= 2 && byIndicator === null)
        ? findPlaceRows(grid, words, from, grid.rowCount)
        : null;
    if (places && (byUnit === null || places.score > byUnit.score)) candidates.splice(0, candidates.length, places);
    const byFigure = findFigureRows(grid, words, kinds, from, grid.rowCount);
    // Rows that name units or indicators say more than a head alone: it counts only for a table of its own.
    if (byFigure && !candidates.some((other) => other.data[0] <= byFigure.data[1] && byFigure.data[0] <= other.data[1]))
      candidates.push(byFigure);
    const chosen = chooseFirst(candidates);
    // Months under a title of their own, above a table that says more of itself.
    const above = chosen && findTitledMonths(grid, words, from, chosen.head?.[0] ?? chosen.data[0]);
    const table =
      above ??
      chosen ??
      findMatrix(grid, words, from, grid.rowCount) ??
      findCross(grid, words, from, grid.rowCount) ??
      findHeadlessList(grid, words, from, grid.rowCount) ??
      findTitledMonths(grid, words, from, grid.rowCount) ??
      findUnknownNames(grid, words, from, grid.rowCount);
    if (table === null) break;
    tables.push(table);
    from = table.data[1] + 1;
  }
  return tables;
}

/** A matrix stands at the top of its sheet; a long list of other things is not searched for one. */
const MATRIX_ROWS = 20;

/** 发明, 实用新型 down and 申请量, 授权量 across: only both together name an indicator. */
function findMatrix(grid: Grid, words: Vocabulary, from: number, to: number): FoundTable | null {
  for (let r = from; r < Math.min(to - 1, from + MATRIX_ROWS); r += 1) {
    const heads = grid.rowCells(r).filter((cell) => typeof cell.v === 'string' && cell.v.length <= 20);
    if (heads.length < 2) continue;
    const labelColumn = heads[0]!.c;
    const rows: number[] = [];
    for (let below = r + 1; below < Math.min(to, r + 40) && numberCount(grid, below) > 0; below += 1) {
      const label = grid.headText(below, labelColumn).trim();
      const isNamed = (cell: RawCell): boolean =>
        findTogether(label, String(cell.v), words.indicators).kind === 'found';
      if (label !== '' && heads.slice(1).some(isNamed)) rows.push(below);
    }
    if (rows.length === 0) continue;
    const { head, dataFrom } = headBlock(grid, rows[0]!, from, labelColumn, isNoName);
    if (head === null) continue;
    return {
      orientation: 'indicator-rows',
      from,
      head,
      data: [dataFrom, lastDataRow(grid, rows[0]!, to, labelColumn, isNoName, () => false)],
      labelColumns: [labelColumn],
      score: rows.length,
    };
  }
  return null;
}

/** The surest candidate; but one that ends before the surest begins is a table of its own, above it. */
function chooseFirst(candidates: FoundTable[]): FoundTable | null {
  const [best, ...others] = candidates.sort((a, b) => b.score - a.score);
  if (!best) return null;
  const start = best.head?.[0] ?? best.data[0];
  return others.find((other) => other.data[1] < start) ?? best;
}
