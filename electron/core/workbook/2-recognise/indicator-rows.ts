// Rows of a table with an indicator per row: names resolved with the group above them, as parts of a name above (其中, levels), and
// with the unit that a line among them names.

import { isRestricting } from '../../../../shared/indicators/lookup.js';
import { normaliseMeasure, normaliseName } from '../../../../shared/indicators/normalise.js';
import type { ColumnAxis } from './axes.js';
import { figureOf } from './figure-words.js';
import type { Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { isFooterText, unitOfLine } from './lines.js';
import { totalWord } from './names.js';
import { emptyRow, isColumnNumbers, type RowAxis, type RowInput } from './row-axes.js';
import { leadingText } from './row-block.js';
import { classOf, levelOfName, RowLevels } from './row-levels.js';
import {
  findPartOf,
  findRow,
  lookUp,
  type NamedRow,
  ofEarlierYear,
  OWN_SUBJECT,
  withFigureOf,
  withPeriodOf,
} from './row-names.js';

/** The rows of one block, headings and foot lines left out; a row with numbers and no name has an unknown indicator. */
export function indicatorRows({ grid, table, words, columns, year }: RowInput, labelColumn: number): RowAxis[] {
  const measureColumn = columns.find((axis) => axis.role === 'measure' && axis.labelColumn === labelColumn)?.c ?? null;
  const figures = columns.filter((axis) => axis.role === null && axis.labelColumn === labelColumn);
  const rows: RowAxis[] = [];
  let group: string | null = null;
  /** 高新区 without a number in front of it is nearer to the rows below than what is numbered above it. */
  let isGroupPlain = false;
  let whole: string | null = null;
  /** Lines that are above the parts of that name: above itself, and itself where no indicator is called so. */
  let wholeLines: readonly string[] = [];
  /** Where that name begins: below one that its cell does not indent, indented ones are parts, as with spaces in front of them. */
  let wholeAt: 'margin' | 'indent' | null = null;
  /** 专利授权量 where it stands below 专利申请量 and is no part of it: 发明 below both may be of either. */
  let inner: string | null = null;
  /** 规上企业 without a number: left blank, or what the rows below are a part of. */
  let part: string | null = null;
  /** 滕州市 as a line above names of indicators: whose they are. */
  let holder: Pick<RowAxis, 'unit' | 'total' | 'unitLabel'> | null = null;
  /** 规上企业 where 其中：专利授权量 below it has begun what is counted of it. */
  let openedClass: string | null = null;
  /** The row before is 其中：发明, or another part of the name above: 实用新型 below it is one too, where the name is declared so. */
  let isAmongParts = false;
  const serial = columns.find((axis) => axis.role === 'serial' && axis.c < labelColumn) ?? null;
  const levels = new RowLevels(words, year, serial);
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
          (isRestricting(heading) && (levelOfName(heading) !== null || isLineAbove(grid, r, labelColumn, heading))) ||
          headsRowBelow(heading, grid.headText(r + 1, labelColumn).trim(), words))
      ) {
        // 其中： alone: its parts are those of the name above.
        if (normaliseName(heading) === '' && whole !== null) {
          isAmongParts = true;
          continue;
        }
        const named = holderOf(heading, holder !== null, words);
        holder = named ?? holder;
        const level = levels.levelOf(grid, r, heading);
        if (named === null) levels.add(level, heading, false);
        else levels.clear();
        group = named === null ? heading : null;
        isGroupPlain = level === null;
        part = null;
        whole = null;
        wholeAt = null;
        inner = null;
        openedClass = null;
        isAmongParts = false;
        continue;
      }
      if (isRestricting(heading)) part = heading;
    }
    if (label === '') {
      if (hasData) rows.push({ ...emptyRow(r, labelColumn, ''), indicator: { kind: 'unknown' } });
      continue;
    }
    const level = levels.levelOf(grid, r, label);
    const isIndented = grid.cell(r, labelColumn)?.indent === true;
    const isOpening = /^[\s\u3000]*其中/.test(written);
    let isPart = isOpening || /^[\s\u3000]{2,}/.test(written) || (isIndented && wholeAt === 'margin');
    const side = sideHeading(grid, r, labelColumn, columns);
    let isOfRowAbove = false;
    let named = findRow(words, { label, whole: isPart ? whole : null, group: side ?? group, year });
    if (!isPart && named.indicator.kind === 'unknown') {
      const below = grid.text(r + 1, labelColumn).trim();
      const inside: NamedRow | null =
        (isAmongParts ? findPartOf(words, whole!, label, year) : null) ?? levels.partAt(level, label);
      const besideNext: NamedRow | null = inside === null ? partOfRowAbove(words, whole, label, below, year) : null;
      isOfRowAbove = besideNext !== null;
      isPart = inside !== null || isOfRowAbove;
      named = inside ?? besideNext ?? named;
    }
    if (isPart && whole !== null) {
      const isOwnName = named.indicator.kind === 'found' && findPartOf(words, whole, label, year) === null;
      if (inner !== null) named = ofEither(named, findPartOf(words, inner, label, year));
      if (isOwnName) inner = label;
      named = notTheWhole(words, whole, named, year);
    }
    const isFollowed: boolean = isOpening || isAmongParts || isOfRowAbove;
    isAmongParts = isPart && whole !== null && isFollowed && named.indicator.kind === 'found';
    const spanned = ofEarlierYear(withPeriodOf(side ?? group, named), year);
    const found = withFigureOf(side ?? group, spanned, year);
    const wholeClass: string | null = whole === null ? null : classOf(whole);
    if (level !== null || classOf(label) !== null) openedClass = null;
    const ofClass: string | null =
      isPart && wholeClass !== null ? wholeClass : (openedClass ?? levels.classAbove(level));
    // 一、高新区 with a number of its own above 1.专利授权量, or above 其中：专利授权量.
    const lines: readonly string[] = isPart && whole !== null ? wholeLines : levels.linesAbove(level);
    const isCounted = isOfClass(words, found, ofClass, label, year);
    const ofGroup = group !== null && (isGroupPlain || lines.length === 0) ? [group] : [];
    const ofPart = part !== null && label !== part ? [part] : [];
    const above = isCounted ? [ofClass!] : side !== null ? [side] : [...ofPart, ...ofGroup, ...lines];
    const headings = above.filter((heading) => !saysHeading(found, heading));
    if (isOpening && isCounted && ofClass === wholeClass) openedClass = wholeClass;
    levels.add(level, label, found.indicator.kind === 'found');
    if (!isPart) {
      whole = label;
      wholeLines = found.indicator.kind === 'found' ? lines : [label, ...lines];
      inner = null;
      wholeAt = isIndented ? 'indent' : 'margin';
    }
    rows.push({
      ...emptyRow(r, labelColumn, label),
      ...holder,
      indicator: found.indicator,
      period: found.period,
      figure: found.figure,
      isBareYear: found.isBareYear ?? false,
      measure: normaliseMeasure(measureColumnText(grid, r, measureColumn)) ?? found.measure,
      namedMeasure: found.measure,
      ...(headings.length === 0 ? {} : { headings }),
    });
  }
  return rows;
}

/** 有发明专利的规上工业企业数 below 规上企业数 is the unit's own number of them. */
const COUNTS_FIRMS = /企业(?:家数|户数|总数|数量|数)?$/u;

/** A known name is of what stands above it, unless both together are declared to be a name or it counts firms, too. */
function isOfClass(
  words: Vocabulary,
  { indicator }: NamedRow,
  ofClass: string | null,
  label: string,
  year: number | null,
): boolean {
  if (ofClass === null || indicator.kind !== 'found' || COUNTS_FIRMS.test(normaliseName(label))) return false;
  const part = findPartOf(words, ofClass, label, year)?.indicator;
  return part?.kind !== 'found' || part.code !== indicator.code;
}

/** 企业 over 有效发明专利拥有量 is an indicator of its own: nothing of the line is left to ask. */
function saysHeading({ indicator }: NamedRow, heading: string): boolean {
  return indicator.kind === 'found' && isRestricting(heading) && indicator.key.includes(normaliseName(heading));
}

/**
 * 专利申请 | 发明 | 实用新型, or 1.发明 | 2.实用新型, below each other without 其中: parts where two of them are, one after the other. Of
 * numbered names above numbered ones the levels decide.
 */
function partOfRowAbove(
  words: Vocabulary,
  whole: string | null,
  label: string,
  below: string,
  year: number | null,
): NamedRow | null {
  if (whole === null || (levelOfName(label) !== null && levelOfName(whole) !== null)) return null;
  const part = findPartOf(words, whole, label, year);
  if (part === null) return null;
  return isPartName(words, whole, below, year) ? part : null;
}

/** 其中：国内 below 专利授权量: 国内专利授权量 by itself is another name of the whole, below it a part. */
function notTheWhole(words: Vocabulary, whole: string, part: NamedRow, year: number | null): NamedRow {
  const { indicator } = part;
  const outer = lookUp(words, [whole], year).indicator;
  const isWhole = indicator.kind === 'found' && outer.kind === 'found' && indicator.code === outer.code;
  // 其中：3月 is the whole of another time.
  if (!isWhole || part.period !== null || part.figure !== null) return part;
  return { ...part, indicator: { kind: 'contradicted', candidates: [outer.code], key: indicator.key } };
}

/** 专利申请量 | 专利授权量 | 发明, the last two set in: a part of the name at the margin, or of the one above it. */
function ofEither(named: NamedRow, closer: NamedRow | null): NamedRow {
  const [one, other] = [named.indicator, closer?.indicator];
  if (one.kind !== 'found' || other?.kind !== 'found' || one.code === other.code) return named;
  return { ...named, indicator: { kind: 'ambiguous', candidates: [other.code, one.code], key: one.key } };
}

function isPartName(words: Vocabulary, whole: string, label: string, year: number | null): boolean {
  return (
    label !== '' &&
    lookUp(words, [label], year).indicator.kind === 'unknown' &&
    findPartOf(words, whole, label, year) !== null
  );
}

/** 其中：规上企业, or 规上企业 merged over the columns: what the rows below are a part of, although an indicator is called so as well. */
function isLineAbove(grid: Grid, r: number, labelColumn: number, heading: string): boolean {
  return /^\s*其中/.test(heading) || isHeadingMerge(grid, r, labelColumn);
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
  const line = unitOfLine(heading);
  const unit = words.units.exact(line ?? heading);
  if (unit.kind === 'found' || (line !== null && line !== '')) return { unit, total: null, unitLabel: line ?? heading };
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

/** A line that is merged over the columns left of it, too, says no measure. */
function measureColumnText(grid: Grid, r: number, column: number | null): string {
  if (column === null || (grid.mergeOf(r, column)?.[1] ?? column) < column) return '';
  return grid.headText(r, column).trim();
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
