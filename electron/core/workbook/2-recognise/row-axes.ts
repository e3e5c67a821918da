// What the rows of a found table mean: the label column, the keys beside it, group rows resolved into the paths below them.

import { isRestricting, type LookupResult } from '../../../../shared/indicators/lookup.js';
import { normaliseMeasure, normaliseName } from '../../../../shared/indicators/normalise.js';
import { isYearSoFar } from './among-columns.js';
import type { ColumnAxis } from './axes.js';
import { findCategorised, saysNothing } from './category-names.js';
import { periodOfColumns } from './column-kinds.js';
import {
  combineFigures,
  figureOf,
  isBareYear,
  saysMonth,
  type ColumnFigure,
  type FigureMention,
} from './figure-words.js';
import { isNumberLike, type FoundTable, type Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { isFooterText, isMeantAsNumber, numberCount } from './lines.js';
import { totalWord, type UnitMatch } from './names.js';
import { findPeriods, type PeriodMention } from './period-text.js';
import {
  findPartOf,
  findRow,
  levelOfName,
  ofEarlierYear,
  OWN_SUBJECT,
  withFigureOf,
  withPeriodOf,
  lookUp,
  type NamedRow,
} from './row-names.js';

export interface RowAxis {
  r: number;
  /** Label column it is read by (side-by-side blocks have several); -1 where rows have no name. */
  labelColumn: number;
  label: string;
  indicator: LookupResult | null;
  unit: UnitMatch | null;
  /** Where the unit is written; the label column or a key beside it. */
  unitColumn: number;
  unitLabel: string;
  /** `comparison`: 同比, 完成率, 年度目标, 其中：企业 as a row among units, of which nothing is kept. */
  total: 'total' | 'subtotal' | 'average' | 'comparison' | null;
  measure: string | null;
  /** Measure in the name, where a 计量单位 column says another. */
  namedMeasure: string | null;
  /** What the row itself shows (本月, 累计 …); null where it says nothing of it. */
  figure: ColumnFigure | null;
  period: PeriodMention | null;
  /** A category column beside it (发明): part of the indicator's name with the column's head. */
  category: string | null;
  /** Text of its 计量单位 cell that is no measure we know (万美元, 千件). */
  unknownMeasure: string | null;
  /** 合计 under the months of one unit: the year to date. */
  sumsMonths: boolean;
  /** 2023年, 上年 as the name of a row of figures, without a span. */
  isBareYear: boolean;
  /** 其中：高新区 below the row of a unit: that row's name. Whether it is a unit of ours or a part of that one only the officer knows. */
  within?: string;
}

export interface RowInput {
  grid: Grid;
  table: FoundTable;
  words: Vocabulary;
  columns: ColumnAxis[];
  year: number | null;
  /** Its title hands targets out. */
  isTargets: boolean;
}

export function readRows(input: RowInput): RowAxis[] {
  return input.table.labelColumns.flatMap((labelColumn) => {
    const keys = input.columns.filter((axis) => axis.role?.startsWith('key-') && axis.labelColumn === labelColumn);
    const rows =
      input.table.orientation === 'unit-rows'
        ? unitRows(input, labelColumn, keys)
        : input.table.orientation === 'figure-rows'
          ? figureRows(input, labelColumn)
          : indicatorRows(input, labelColumn);
    const outer = new Map(keys.map((key) => [key.c, { text: '', seen: new Set<string>() }]));
    let above = '';
    let named: RowAxis | null = null;
    let figures = new Set<string>();
    for (const row of rows) {
      // 专利授权量 written once over 当月 and 累计, in a file without merges.
      const figure = figureKeyOf(row, keys, input);
      if (row.label !== '') figures = new Set();
      else if (named !== null && figure !== '' && !figures.has(figure)) takeName(row, named);
      if (row.label !== '') named = row;
      figures.add(figure);
      // 专利申请 written once over its kinds: the rows below are of it too, where a category tells them apart.
      if (row.label === '' && input.table.orientation === 'indicator-rows' && hasCategory(row, keys, input.grid))
        row.label = above;
      above = row.label;
      addKeys(row, keys, outer, input);
    }
    findRowSums(rows);
    return rows;
  });
}

/** A row of which nothing is known yet but its name. */
export function emptyRow(r: number, labelColumn: number, label: string): RowAxis {
  return {
    r,
    labelColumn,
    label,
    indicator: null,
    unit: null,
    unitColumn: labelColumn,
    unitLabel: label,
    total: null,
    measure: null,
    namedMeasure: null,
    figure: null,
    period: null,
    category: null,
    unknownMeasure: null,
    sumsMonths: false,
    isBareYear: false,
  };
}

function hasCategory(row: RowAxis, keys: ColumnAxis[], grid: Grid): boolean {
  return keys.some((key) => key.role === 'key-category' && grid.text(row.r, key.c).trim() !== '');
}

/** What a key says of the row's figure; '' where none does. */
function figureKeyOf(row: RowAxis, keys: readonly ColumnAxis[], { grid, table }: RowInput): string {
  if (table.orientation !== 'indicator-rows') return '';
  const key = keys.find((one) => one.role === 'key-figure' || one.role === 'key-period');
  return key === undefined ? '' : grid.text(row.r, key.c).trim();
}

function takeName(row: RowAxis, { label, indicator, measure, namedMeasure, unit, unitLabel, total }: RowAxis): void {
  Object.assign(row, { label, indicator, measure, namedMeasure, unit, unitLabel, total });
}

/** 甲 | 乙 | 1 | 2 under the head: numbers of columns, no data. */
export function isColumnNumbers(label: string): boolean {
  return /^\s*[甲乙丙丁]\s*$|^栏次$/.test(label);
}

/** 合计 below the months of a unit, nothing but months between: their sum. */
function findRowSums(rows: RowAxis[]): void {
  rows.forEach((row, index) => {
    if (row.total !== 'total' || row.period !== null) return;
    const months: RowAxis[] = [];
    for (let above = index - 1; above >= 0 && rows[above]!.period !== null; above -= 1) {
      const other = rows[above]!;
      const isSame = row.unit === null || other.unit === null || sameUnit(row.unit, other.unit);
      if (other.total !== null || other.figure === 'last-year' || other.figure === 'year-end' || !isSame) break;
      months.unshift(other);
    }
    if (!isYearSoFar(months.flatMap((other) => other.period ?? []))) return;
    row.total = null;
    row.sumsMonths = true;
    row.figure = 'ytd';
    for (const month of months) month.figure = 'month';
    if (months[0]!.unit !== null) {
      row.unit = months[0]!.unit;
      row.unitLabel = months[0]!.unitLabel;
      row.unitColumn = months[0]!.unitColumn;
    }
  });
}

function sameUnit(a: UnitMatch, b: UnitMatch): boolean {
  return a.kind === 'found' && b.kind === 'found' && a.unit.id === b.unit.id;
}

interface OuterKey {
  text: string;
  /** Rows named under it so far. */
  seen: Set<string>;
}

/**
 * Text of a key; a merged one speaks for all its rows, one written once over blanks for the rows below while their names go
 * on being new.
 */
function keyText(row: RowAxis, key: ColumnAxis, outer: OuterKey, grid: Grid): string {
  const text = grid.headText(row.r, key.c).trim();
  const isOuter = key.role === 'key-unit' || key.role === 'key-indicator' || key.role === 'key-category';
  const name = row.label;
  if (text !== '') {
    if (text !== outer.text) outer.seen.clear();
    outer.text = text;
    outer.seen.add(name);
    return text;
  }
  if (!isOuter || outer.text === '' || outer.seen.has(name)) return '';
  outer.seen.add(name);
  return outer.text;
}

/** What the key columns of a row add. */
function addKeys(
  row: RowAxis,
  keys: ColumnAxis[],
  outer: Map<number, OuterKey>,
  { grid, table, words, year, columns }: RowInput,
): void {
  const measure = columns.find((axis) => axis.role === 'measure' && axis.labelColumn === row.labelColumn);
  if (measure) {
    const text = grid.headText(row.r, measure.c).trim();
    row.measure ??= normaliseMeasure(text);
    if (normaliseMeasure(text) === null && !NO_MEASURE.test(text)) row.unknownMeasure = text;
  }
  const categories: { c: number; text: string; isRepeated: boolean }[] = [];
  for (const key of keys) {
    const text =
      key.yearColumn === undefined
        ? keyText(row, key, outer.get(key.c)!, grid)
        : periodOfColumns(grid, row.r, key.yearColumn, key.c);
    if (key.role === 'key-unit') {
      row.unitColumn = key.c;
      row.unitLabel = text;
      row.total = totalWord(text, words.place);
      row.unit = row.total === null ? words.units.exact(text) : null;
    } else if (text === '') continue;
    else if (key.role === 'key-indicator') {
      const named = lookUp(words, [text], year);
      row.indicator = named.indicator;
      row.period ??= named.period;
      row.figure ??= named.figure;
      row.measure ??= named.measure;
      row.label = `${row.label} ${text}`.trim();
    } else if (key.role === 'key-category' && table.orientation === 'indicator-rows') {
      categories.push({ c: key.c, text, isRepeated: grid.headText(row.r, key.c).trim() === '' });
    } else if (key.role === 'key-category') {
      row.category = text;
      row.label = `${row.label} ${text}`.trim();
    } else {
      const figure = figureOf(text, year);
      const mention = findPeriods(text)[0] ?? null;
      row.period ??= mention;
      if (totalWord(text, words.place) === 'total') row.total = 'total';
      if (figure && !(key.role === 'key-period' && figure.figure === 'month'))
        row.figure =
          row.figure === null
            ? figure.figure
            : combineFigures([row.figure, figure.figure], saysMonth(row.label) || saysMonth(text));
      else if (!figure && key.role === 'key-figure') row.figure = 'last-month'; // an unknown word among known figures
    }
  }
  if (categories.length > 0 && row.label !== '') addCategories(row, categories, words);
}

/** No measure is stated: blank, or a sign for it. */
const NO_MEASURE = /^[-—－–/／无]*$/;

/** 专利 | 发明授权: what the names of two columns mean together. */
function addCategories(
  row: RowAxis,
  categories: { c: number; text: string; isRepeated: boolean }[],
  words: Vocabulary,
): void {
  const parts = [...categories, { c: row.labelColumn, text: row.label, isRepeated: false }].toSorted(
    (a, b) => a.c - b.c,
  );
  const together = findCategorised(
    parts.map((part) => part.text),
    words.indicators,
  );
  const isOwn = row.indicator?.kind === 'found' && OWN_SUBJECT.test(normaliseName(row.label));
  const label = parts.map((part) => part.text).join('/');
  // A category that is only carried on from above does not speak against a name that says all.
  if (together.kind !== 'found' && isOwn && categories.every((part) => part.isRepeated)) return;
  // 地理标志 | 申请量: what stands behind a name says which number of it.
  const isTold = categories.some(({ c, text }) => c > row.labelColumn && !saysNothing(text));
  if (together.kind === 'unknown' && isOwn && !isTold) return;
  row.indicator = together;
  row.label = label;
}

function unitRows(
  { grid, table, words, year, isTargets }: RowInput,
  labelColumn: number,
  keys: ColumnAxis[],
): RowAxis[] {
  const rows: RowAxis[] = [];
  const seen = new Set<string>();
  let above = '';
  /** The row that 其中 below it are parts of: a total has units below it, a unit has its own parts. */
  let outer: RowAxis | null = null;
  let isInside = false;
  /** A line among the rows that says which figure those below it show. */
  let heading: FigureMention | null = null;
  for (let r = table.data[0]; r <= table.data[1]; r += 1) {
    if (grid.rowCells(r).length === 0) continue;
    let label = grid.headText(r, labelColumn).trim();
    // 合计 often stands in the column before, merged or not.
    if (label === '') {
      const leading = leadingText(grid, r, labelColumn);
      if (totalWord(leading, words.place) !== null) label = leading;
    }
    if (label === '' && isBlockEmpty(grid, table, r, labelColumn)) continue; // a shorter block beside a longer one
    const hasNumbers = blockCells(grid, table, r, labelColumn).some(
      (cell) => isNumberLike(grid, r, cell.c) || cell.t === 'e',
    );
    if (label === '' && !hasNumbers) continue;
    // A unit written once over its rows, unmerged: the rows below belong to it while their keys go on being new.
    const key = keys.map((axis) => grid.headText(r, axis.c).trim()).join('|');
    if (label === '' && key.replaceAll('|', '') !== '' && above !== '' && !seen.has(key)) label = above;
    if (label !== above) seen.clear();
    seen.add(key);
    above = label;
    const total = totalWord(label, words.place);
    if (isColumnNumbers(label)) continue;
    const unit = total ? null : words.units.exact(label);
    // Notes and group lines among the rows: nothing to store, nothing to ask.
    if (unit?.kind === 'none' && !hasNumbers && isLine(grid, table, r, labelColumn)) {
      heading = figureOf(label, year) ?? heading;
      continue;
    }
    // 企业 and 高校 below a unit are parts of it.
    const isKind = outer !== null && isRestricting(label);
    if (unit?.kind === 'none' && !isTargets && (isKind || isComparison(label, year))) {
      rows.push({ ...emptyRow(r, labelColumn, label), total: 'comparison' });
      continue;
    }
    const row: RowAxis = { ...emptyRow(r, labelColumn, label), unit, total };
    if (heading !== null && heading.figure !== 'current') {
      row.figure = heading.figure;
      row.period = heading.period;
    } else if (heading !== null) row.period = heading.period;
    const written = grid.headText(r, labelColumn);
    if (/^[\s\u3000]*其中/.test(written)) isInside = true;
    else if (!/^[\s\u3000]{2,}|^\u3000/.test(written)) isInside = false;
    if (isInside && total === null && outer?.total === null && outer.unit?.kind === 'found') {
      if (unit?.kind === 'found' && unit.unit.id !== outer.unit.unit.id)
        row.unit = { kind: 'ambiguous', candidates: [unit.unit] };
      row.within = outer.label;
    } else if (!isInside) outer = row;
    rows.push(row);
  }
  return rows;
}

const OF_NOW: ReadonlySet<ColumnFigure> = new Set(['current', 'ytd', 'month']);

/** 同比 or 上年同期 in the place of a unit's name, below the units or below each of them. */
function isComparison(label: string, year: number | null): boolean {
  const said = figureOf(label, year);
  return said !== null && !OF_NOW.has(said.figure);
}

function isLine(grid: Grid, table: FoundTable, r: number, labelColumn: number): boolean {
  return isFooterText(grid.text(r, labelColumn)) || blockCells(grid, table, r, labelColumn).length === 0;
}

function blockCells(grid: Grid, table: FoundTable, r: number, labelColumn: number): { c: number; t: string }[] {
  const next = table.labelColumns.find((c) => c > labelColumn) ?? grid.columnCount;
  const first = table.labelColumns[0] === labelColumn ? 0 : labelColumn + 1;
  return grid.rowCells(r).filter((cell) => cell.c !== labelColumn && cell.c >= first && cell.c < next);
}

/** No cell between this block's label column and the next block's. */
function isBlockEmpty(grid: Grid, table: FoundTable, r: number, labelColumn: number): boolean {
  const next = table.labelColumns.find((c) => c > labelColumn) ?? grid.columnCount;
  for (let c = labelColumn + 1; c < next; c += 1) if (grid.cell(r, c) !== undefined) return false;
  return true;
}

function leadingText(grid: Grid, r: number, before: number): string {
  for (let c = before - 1; c >= 0; c -= 1) {
    const cell = grid.cell(r, c);
    if (cell && typeof cell.v === 'string' && cell.v.trim() !== '') return cell.v.trim();
  }
  return '';
}

/** Rows of one unit: 本月, 累计, 去年同期, a month each, or one row without a name. */
function figureRows({ grid, table, words, year }: RowInput, labelColumn: number): RowAxis[] {
  const rows: RowAxis[] = [];
  for (let r = table.data[0]; r <= table.data[1]; r += 1) {
    const label = labelColumn < 0 ? '' : grid.headText(r, labelColumn).trim();
    if (grid.rowCells(r).length === 0 || isFooterText(label)) continue;
    if (label === '' && numberCount(grid, r) === 0 && !grid.rowCells(r).some(isMeantAsNumber)) continue;
    const row = emptyRow(r, labelColumn, label);
    const figure = label === '' ? null : figureOf(label, year);
    row.total = label === '' ? null : totalWord(label, words.place);
    if (figure) {
      row.figure = figure.figure;
      row.period = figure.period;
      row.isBareYear = isBareYear(label, year);
    } else if (label !== '' && row.total === null) row.indicator = { kind: 'unknown' };
    rows.push(row);
  }
  // Two nameless rows cannot both be the unit's figures.
  const nameless = rows.filter((row) => row.label === '');
  if (nameless.length > 1) for (const row of nameless) row.indicator = { kind: 'unknown' };
  return rows;
}

function indicatorRows({ grid, table, words, columns, year }: RowInput, labelColumn: number): RowAxis[] {
  const measureColumn = columns.find((axis) => axis.role === 'measure' && axis.labelColumn === labelColumn)?.c ?? null;
  const figures = columns.filter((axis) => axis.role === null && axis.labelColumn === labelColumn);
  const rows: RowAxis[] = [];
  let group: string | null = null;
  let whole: string | null = null;
  /** 滕州市 as a line above names of indicators: whose they are. */
  let holder: Pick<RowAxis, 'unit' | 'total' | 'unitLabel'> | null = null;
  /** The row before is 其中：发明 or a part that follows it: 实用新型 below it is one too, where the name is declared so. */
  let isAmongParts = false;
  const levels = new Levels(words, year);
  for (let r = table.data[0]; r <= table.data[1]; r += 1) {
    if (grid.rowCells(r).length === 0) continue;
    const merge = grid.mergeOf(r, labelColumn);
    // A name merged over several rows names them all (units in a column of their own).
    const written =
      merge && merge[1] === labelColumn && merge[2] > merge[0]
        ? grid.headText(r, labelColumn)
        : grid.text(r, labelColumn);
    const label = written.trim();
    if (isFooterText(label) || isColumnNumbers(label)) continue;
    const hasData = figures.some((axis) => grid.cell(r, axis.c) !== undefined && !isHeadingMerge(grid, r, axis.c));
    if (!hasData && measureColumnText(grid, r, measureColumn) === '') {
      const heading = label || leadingText(grid, r, labelColumn + 1);
      if (
        heading !== '' &&
        (words.indicators.find([heading]).kind !== 'found' ||
          (isRestricting(heading) && levelOfName(heading) !== null) ||
          headsRowBelow(heading, grid.headText(r + 1, labelColumn).trim(), words))
      ) {
        const named = holderOf(heading, holder !== null, words);
        holder = named ?? holder;
        group = named === null ? heading : null;
        whole = null;
        isAmongParts = false;
        continue;
      }
    }
    if (label === '') {
      if (hasData) rows.push({ ...emptyRow(r, labelColumn, ''), indicator: { kind: 'unknown' } });
      continue;
    }
    const isOpening = /^[\s\u3000]*其中/.test(written);
    let isPart = isOpening || /^[\s\u3000]{2,}/.test(written);
    const side = sideHeading(grid, r, labelColumn, columns);
    let named = findRow(words, { label, whole: isPart ? whole : null, group: side ?? group, year });
    if (!isPart && named.indicator.kind === 'unknown') {
      const below = grid.text(r + 1, labelColumn).trim();
      const inside: NamedRow | null =
        (isAmongParts ? findPartOf(words, whole!, label, year) : null) ??
        levels.partAt(label) ??
        partOfRowAbove(words, whole, label, below, year);
      isPart = inside !== null;
      named = inside ?? named;
    }
    isAmongParts = isPart && whole !== null && (isOpening || isAmongParts) && named.indicator.kind === 'found';
    levels.add(label);
    const spanned = ofEarlierYear(withPeriodOf(side ?? group, named), year);
    const found = side === null ? withFigureOf(group, spanned, year) : spanned;
    if (!isPart) whole = label;
    rows.push({
      ...emptyRow(r, labelColumn, label),
      ...holder,
      indicator: found.indicator,
      period: found.period,
      figure: found.figure,
      isBareYear: found.isBareYear ?? false,
      measure: normaliseMeasure(measureColumnText(grid, r, measureColumn)) ?? found.measure,
      namedMeasure: found.measure,
    });
  }
  return rows;
}

/** 一、专利申请 300 | 1.发明 100 | 2.实用新型 150: names with numbers of a lower level are parts of the one above. */
class Levels {
  readonly #above: { level: number; label: string }[] = [];

  constructor(
    readonly words: Vocabulary,
    readonly year: number | null,
  ) {}

  /** The row's name by the nearest name above it that it is declared to be a part of; null where there is none. */
  partAt(label: string): NamedRow | null {
    const level = levelOfName(label);
    if (level === null) return null;
    const outer = this.#above.findLast((one) => one.level < level);
    return outer === undefined ? null : findPartOf(this.words, outer.label, label, this.year);
  }

  add(label: string): void {
    const level = levelOfName(label);
    if (level === null) return;
    while (this.#above.length > 0 && this.#above.at(-1)!.level >= level) this.#above.pop();
    this.#above.push({ level, label });
  }
}

/** 专利申请 | 发明 | 实用新型 below each other without 其中: parts where two of them are, one after the other. */
function partOfRowAbove(
  words: Vocabulary,
  whole: string | null,
  label: string,
  below: string,
  year: number | null,
): NamedRow | null {
  if (whole === null || levelOfName(label) !== null) return null;
  const part = findPartOf(words, whole, label, year);
  if (part === null) return null;
  return isPartName(words, whole, below, year) ? part : null;
}

function isPartName(words: Vocabulary, whole: string, label: string, year: number | null): boolean {
  return (
    label !== '' &&
    lookUp(words, [label], year).indicator.kind === 'unknown' &&
    findPartOf(words, whole, label, year) !== null
  );
}

const PLACE = /(?:区|县|市|镇|乡|街道|旗|办事处)$/;
/** 二、商标, 保护情况: what the rows below are about. */
const SUBJECT = /^[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|创造|运用|保护|管理|服务|情况|指标|类|方面|工作|其中/;

/**
 * Whose the rows below a line are, by its text; null where it says what they are about. `isBelow`: behind a line that names a unit,
 * where any other name is another unit's, known or not, or the total: its numbers are none of the unit before.
 */
function holderOf(
  heading: string,
  isBelow: boolean,
  words: Vocabulary,
): Pick<RowAxis, 'unit' | 'total' | 'unitLabel'> | null {
  const unit = words.units.exact(heading);
  if (unit.kind === 'found') return { unit, total: null, unitLabel: heading };
  if (!isBelow) return null;
  const total = totalWord(heading, words.place);
  if (total !== null) return { unit: null, total, unitLabel: heading };
  if (PLACE.test(heading)) return { unit, total: null, unitLabel: heading };
  const isSubject =
    SUBJECT.test(heading) || OWN_SUBJECT.test(normaliseName(heading)) || figureOf(heading, null) !== null;
  return isSubject ? null : { unit, total: null, unitLabel: heading };
}

/** 一、专利申请 without a number over 发明: a heading although it is an indicator's name, where only both together name one. */
function headsRowBelow(heading: string, below: string, words: Vocabulary): boolean {
  return (
    below !== '' &&
    words.indicators.find([below]).kind !== 'found' &&
    words.indicators.find([heading, below]).kind === 'found'
  );
}

function measureColumnText(grid: Grid, r: number, column: number | null): string {
  return column === null ? '' : grid.headText(r, column).trim();
}

/** A row whose cells all belong to one wide merge is a heading row. */
function isHeadingMerge(grid: Grid, r: number, c: number): boolean {
  const merge = grid.mergeOf(r, c);
  return merge !== undefined && merge[3] - merge[1] >= 2;
}

/** Category merged over several rows left of the names; a unit there is no category. */
function sideHeading(grid: Grid, r: number, labelColumn: number, columns: ColumnAxis[]): string | null {
  for (let c = labelColumn - 1; c >= 0; c -= 1) {
    if (columns.some((axis) => axis.c === c && axis.role?.startsWith('key-'))) continue;
    const merge = grid.mergeOf(r, c);
    if (merge && merge[2] > merge[0]) {
      const text = grid.text(merge[0], merge[1]).trim();
      if (text !== '' && !/^\d+$/.test(text)) return text;
    }
  }
  return null;
}
