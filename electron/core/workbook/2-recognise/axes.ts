// What the columns of a found table mean: indicator, unit, figure, measure, period, or a key that names rows. Each data
// cell then has the union of what its row (row-axes.ts), its column and the surroundings say, whichever way the table stands.

import type { LookupResult } from '../../../../shared/indicators/lookup.js';
import {
  normaliseMeasure,
  normaliseName,
  otherMeasure,
  splitMeasure,
} from '../../../../shared/indicators/normalise.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import type { TargetMode } from '../../../../shared/statistics/target-progress.js';
import { levelOfHead, modesOfWord, splitMode } from '../../../../shared/targets/target-words.js';
import {
  combineFigures,
  figureOf,
  isBareUnitWord,
  isBareYear,
  isDone,
  roleOf,
  splitFigure,
  type ColumnFigure,
  type ColumnRole,
} from './figure-words.js';
import { isNumberLike, looksLikePlace, type FoundTable, type Vocabulary } from './find-table.js';
import { filledHeadPath, headPath } from './head-block.js';
import type { Grid } from './grid.js';
import { splitTrailingMeasure } from './lines.js';
import { totalWord } from './names.js';
import { findPeriods, withoutPeriods, type PeriodMention } from './period-text.js';

export interface ColumnAxis {
  c: number;
  label: string;
  role: ColumnRole | null;
  figure: ColumnFigure;
  /** True where the head named the figure; false: the plain column of an indicator. */
  hasFigureWord: boolean;
  /** 累计 stands in the path, under whatever else it says. */
  isYtd: boolean;
  indicator: LookupResult | null;
  /** Segments that named no unit, figure or measure: what a category of the row is added to. */
  namePath: string[];
  unit: ReportingUnit | null;
  total: boolean;
  measure: string | null;
  period: PeriodMention | null;
  /** The segments of the head that say which figure it is. */
  figureHeads: string[];
  /** The head says 2023年 or 上年 and no span: 同期 or the whole year, the columns beside it decide. */
  isBareYear: boolean;
  /** 合计 beside the months of one value: their sum, so the year to date; never a total of units. */
  sumsMonths: boolean;
  hasNumbers: boolean;
  /** 考核方式 that the head of a table of targets names; empty where it names none. */
  modes: readonly TargetMode[];
  /** 省下达目标, 奋斗目标 over numbers of a table of targets: the bureau's own. */
  level: 'higher' | 'own' | null;
  /** Label column that names this column's rows; -1 where rows have no name. */
  labelColumn: number;
}

/** A column of which nothing is known yet but what `known` says. */
export function blankColumn(c: number, labelColumn: number, known: Partial<ColumnAxis> = {}): ColumnAxis {
  return {
    c,
    label: '',
    role: null,
    figure: 'current',
    hasFigureWord: false,
    isYtd: false,
    indicator: null,
    namePath: [],
    unit: null,
    total: false,
    measure: null,
    period: null,
    figureHeads: [],
    isBareYear: false,
    sumsMonths: false,
    hasNumbers: true,
    modes: [],
    level: null,
    labelColumn,
    ...known,
  };
}

const NO_CATEGORY = /科室|部门|处室|牵头|责任|来源|频率|频次|周期|方式|依据|属性|负责|联系|人员/;
const CATEGORY = /^(类别|类型|种类|分类|专利类型|专利类别|专利种类|项目类别|统计口径|口径)$/;

function dataColumns(grid: Grid, table: FoundTable): number[] {
  const columns: number[] = [];
  for (let c = 0; c < grid.columnCount; c += 1) if (!table.labelColumns.includes(c)) columns.push(c);
  return columns;
}

/** The path as written, unless only the filled one names an indicator or a unit for a bare figure word. */
function pathOf(grid: Grid, table: FoundTable, words: Vocabulary, c: number): string[] {
  const plain = headPath(grid, table.head!, c);
  const filled = filledHeadPath(grid, table.head!, c);
  if (filled.length === plain.length) return plain;
  if (words.indicators.find(filled).kind === 'found') return filled;
  return words.indicators.find(plain).kind === 'found' ? plain : filled;
}

function hasNumbers(grid: Grid, table: FoundTable, c: number): boolean {
  for (let r = table.data[0]; r <= table.data[1]; r += 1) if (isNumberLike(grid, r, c)) return true;
  return false;
}

/** Texts of a column in the data rows, merged cells once. */
function columnTexts(grid: Grid, table: FoundTable, c: number): string[] {
  const texts: string[] = [];
  for (let r = table.data[0]; r <= table.data[1]; r += 1) {
    const cell = grid.cell(r, c);
    if (cell && typeof cell.v === 'string' && cell.v.trim() !== '') texts.push(cell.v.trim());
  }
  return texts;
}

/** Columns of a table. `year`: the table's year, for heads such as 2021年1-7月. `isTargets`: its title hands targets out. */
export function readColumns(
  grid: Grid,
  table: FoundTable,
  words: Vocabulary,
  year: number | null,
  isTargets = false,
): ColumnAxis[] {
  const axes = dataColumns(grid, table).map((c) => {
    const written = table.head === null ? [] : pathOf(grid, table, words, c);
    const { path, modes, level } = isTargets ? takeTargetWords(written, words) : { ...NO_TARGET_WORDS, path: written };
    const labelColumn = table.labelColumns.filter((label) => label < c).at(-1) ?? table.labelColumns[0]!;
    const label = path.filter((segment) => normaliseMeasure(segment) === null).join('/');
    const axis = blankColumn(c, labelColumn, { label, hasNumbers: hasNumbers(grid, table, c), modes, level });
    readHead(axis, path, grid, table, words, year);
    const isRead = axis.role === 'measure' || axis.role === 'serial' || axis.role === 'mode';
    const key = isRead ? null : keyRole(grid, table, words, axis, year);
    if (key !== null) axis.role = key;
    else if (axis.role === null && path.length === 0 && !axis.hasNumbers) axis.role = 'note';
    return axis;
  });
  inheritIndicators(axes, table);
  findParts(axes, words);
  findCategories(axes, grid, table);
  findSums(axes, words);
  return axes;
}

const NO_TARGET_WORDS = { modes: [] as readonly TargetMode[], level: null };

/**
 * Takes 累计, 净增 … and 省下达目标 out of a head path of a table of targets: there they say how a number is judged and whose it
 * is, not which figure it is. A bare 目标 remains for it.
 */
function takeTargetWords(
  written: string[],
  words: Vocabulary,
): { path: string[]; modes: readonly TargetMode[]; level: ColumnAxis['level'] } {
  const path: string[] = [];
  let modes: readonly TargetMode[] = [];
  let level: ColumnAxis['level'] = null;
  for (const segment of written) {
    const ofHead = levelOfHead(segment);
    const named = splitMode(segment);
    if (ofHead !== null) {
      level = ofHead;
      path.push('目标');
    } else if (modesOfWord(segment).length > 0 && words.indicators.find([segment]).kind !== 'found')
      modes = modesOfWord(segment);
    else if (named !== null && named.name !== '') {
      modes = named.modes;
      path.push(named.name);
    } else path.push(segment);
  }
  return { path, modes, level };
}

/** A text column that names rows: most of its texts are units, indicators, figures or periods. */
function keyRole(
  grid: Grid,
  table: FoundTable,
  words: Vocabulary,
  axis: ColumnAxis,
  year: number | null,
): ColumnRole | null {
  const texts = columnTexts(grid, table, axis.c);
  if (texts.length === 0 || (axis.indicator?.kind === 'found' && axis.hasNumbers)) return null;
  const most = (test: (text: string) => boolean): boolean => texts.filter(test).length * 2 > texts.length;
  if (most(isMeasureText) && !axis.hasNumbers) return 'measure';
  if (table.orientation !== 'unit-rows' && namesUnits(texts, axis, words)) return 'key-unit';
  if (
    table.orientation !== 'indicator-rows' &&
    most((text) => words.indicators.codesOf(normaliseName(text)).length > 0)
  )
    return 'key-indicator';
  if (axis.hasNumbers) return null;
  if (most((text) => findPeriods(text).length > 0 && normaliseName(withoutPeriods(text)) === '')) return 'key-period';
  if (most((text) => figureOf(text, year) !== null)) return 'key-figure';
  if (CATEGORY.test(normaliseName(axis.label))) return 'key-category';
  return null;
}

/** Mostly units of ours; or headed 填报单位 or 区县 with one of ours or only places in it: the others are asked about. */
function namesUnits(texts: readonly string[], axis: ColumnAxis, words: Vocabulary): boolean {
  const known = texts.filter((text) => words.units.exact(text).kind === 'found').length;
  if (known * 2 > texts.length) return true;
  if (axis.hasNumbers || NO_CATEGORY.test(normaliseName(axis.label))) return false;
  const rest = texts.filter((text) => words.units.exact(text).kind !== 'found');
  const arePlaces = rest.every((text) => looksLikePlace(text));
  return axis.role === 'unit' ? known > 0 || arePlaces : known > 0 && arePlaces;
}

function isMeasureText(text: string): boolean {
  return normaliseMeasure(text) !== null || otherMeasure(text) !== null;
}

/** 单位 means 计量单位 or who: mostly measures, or, beside indicators, short words of which none is an office or a place. */
function areMeasures(texts: readonly string[], table: FoundTable, words: Vocabulary): boolean {
  if (texts.length === 0) return false;
  if (texts.filter(isMeasureText).length * 2 > texts.length) return true;
  return (
    table.orientation === 'indicator-rows' &&
    texts.every((text) => text.length <= 4 && !OFFICE.test(text) && words.units.exact(text).kind === 'none')
  );
}

/** Ends of names of offices and places: 市监局, 科技局, 某某镇, 高新区. */
const OFFICE = /[局委办科处室院所站队部会司厂校社心镇乡村区县市旗盟州省街道]$/;

function readHead(
  axis: ColumnAxis,
  path: string[],
  grid: Grid,
  table: FoundTable,
  words: Vocabulary,
  year: number | null,
): void {
  const leaf = path.at(-1);
  if (leaf === undefined) return;
  if (path.length === 1 && isBareUnitWord(leaf)) {
    const texts = columnTexts(grid, table, axis.c);
    axis.role = areMeasures(texts, table, words) ? 'measure' : 'unit';
    return;
  }
  // 江北区 over 专利授权量: whose number it is, said apart from its name.
  if (table.orientation !== 'unit-rows' && path.length > 1) {
    const unit = path.flatMap((segment) => {
      const match = words.units.exact(segment);
      return match.kind === 'found' && words.indicators.find([segment]).kind !== 'found' ? [{ segment, match }] : [];
    });
    if (unit.length === 1) {
      axis.unit = unit[0]!.match.unit;
      path = path.filter((segment) => segment !== unit[0]!.segment);
    }
  }
  const written = words.indicators.find(path).kind === 'found';
  // 培训 / 人次 is a name although 人次 is a measure too.
  const named = written ? path : takeMeasures(axis, path, words);
  if (written)
    axis.measure = path.map((segment) => splitMeasure(segment).measure).findLast((one) => one !== null) ?? null;
  const whole = words.indicators.find(named);
  if (whole.kind === 'found') {
    axis.indicator = whole;
    axis.namePath = named;
    return;
  }
  const role = path.some((segment) => roleOf(segment) === 'serial') ? 'serial' : roleOf(leaf);
  // 乡镇 or 市区 over numbers counts something; over names it is where the units stand.
  const isCount = axis.hasNumbers && (role === 'unit' || role === 'name');
  if (role !== null && !isCount && (named.length <= 1 || role !== 'name')) {
    axis.role = role;
    return;
  }
  const figures: ColumnFigure[] = [];
  const rest: string[] = [];
  for (const segment of named) {
    const unit = words.units.exact(segment);
    if (unit.kind === 'found') {
      axis.unit = unit.unit;
      continue;
    }
    if (totalWord(segment, words.place) === 'total' && table.orientation === 'indicator-rows') {
      axis.total = true;
      continue;
    }
    const figure = figureOf(segment, year);
    if (figure) {
      // 目标 over 数量 is the target, over 完成数 the number itself.
      if (!(figure.figure === 'current' && figures.includes('target') && !isDone(segment))) figures.push(figure.figure);
      axis.figureHeads.push(segment);
      axis.period = figure.period ?? axis.period;
      axis.isBareYear = isBareYear(segment, year);
      continue;
    }
    rest.push(segment);
  }
  axis.namePath = rest;
  if (rest.length > 0) findInName(axis, rest, figures, words, year);
  settleFigure(axis, figures);
}

/** Segments that are a measure only (a row of 计量单位 in the head) are none of the name. */
function takeMeasures(axis: ColumnAxis, path: string[], words: Vocabulary): string[] {
  const named: string[] = [];
  for (const segment of path) {
    const own = normaliseMeasure(segment);
    const isMeasureOnly = own !== null && path.length > 1 && words.indicators.find([segment]).kind === 'unknown';
    if (!isMeasureOnly) named.push(segment);
    const measure = isMeasureOnly ? own : splitMeasure(segment).measure;
    if (measure !== null) axis.measure = measure;
  }
  return named;
}

/** The name alone, then without a period in it, then without a figure word before or after it. */
function findInName(
  axis: ColumnAxis,
  rest: string[],
  figures: ColumnFigure[],
  words: Vocabulary,
  year: number | null,
): void {
  axis.indicator = words.indicators.find(rest);
  if (axis.indicator.kind === 'found') return;
  const measured = splitTrailingMeasure(rest.at(-1)!);
  if (measured !== null) {
    const named = [...rest.slice(0, -1), measured.name];
    const inner = words.indicators.find(named);
    if (inner.kind === 'found') {
      axis.indicator = inner;
      axis.namePath = named;
      axis.measure ??= measured.measure;
      return;
    }
  }
  const mention = rest.flatMap((segment) => findPeriods(segment)).at(0) ?? null;
  if (mention !== null) {
    const plain = rest.map((segment) => withoutPeriods(segment)).filter((segment) => segment !== '');
    const inner = words.indicators.find(plain);
    const figure = figureOf(mention.text, year);
    if (inner.kind === 'found') {
      axis.indicator = inner;
      axis.period = figure?.period ?? null;
      if (figure) figures.push(figure.figure);
      return;
    }
  }
  const split = splitFigure(rest.at(-1)!, year);
  if (!split) return;
  const inner = words.indicators.find([...rest.slice(0, -1), split.name]);
  if (inner.kind !== 'found') return;
  axis.indicator = inner;
  figures.push(split.figure.figure);
  axis.period = split.figure.period ?? mention ?? axis.period;
}

/** 专利授权量 | 其中：发明 | 实用新型 in one level: parts of the indicator before them, by declared keys only. */
function findParts(axes: ColumnAxis[], words: Vocabulary): void {
  let whole: string[] | null = null;
  let isPart = false;
  for (const axis of axes) {
    if (axis.role !== null || axis.hasFigureWord || axis.namePath.length === 0) continue;
    const leaf = axis.namePath.at(-1)!;
    isPart = /^\s*其中/.test(leaf) || isPart;
    const inner =
      whole !== null && isPart && axis.indicator?.kind !== 'found' ? words.indicators.find([...whole, leaf]) : null;
    if (inner?.kind === 'found' && inner.key.includes('/')) {
      axis.indicator = inner;
      continue;
    }
    whole = axis.indicator?.kind === 'found' ? axis.namePath : null;
    isPart = false;
  }
}

/** Texts left of the first number of an indicator table that name no role: 专利 | 发明授权. Part of the names beside them. */
function findCategories(axes: ColumnAxis[], grid: Grid, table: FoundTable): void {
  if (table.orientation !== 'indicator-rows') return;
  for (const axis of axes) {
    // 项目 | 内容: two columns of names, the other one is the label column.
    const isOpen = axis.role === null || axis.role === 'name';
    if (!isOpen || axis.hasNumbers || axis.indicator?.kind === 'found' || axis.hasFigureWord) continue;
    if (axis.unit !== null || axis.total) continue;
    const isBehind = axes.some(
      (other) => other.role === null && other.hasNumbers && other.c > axis.labelColumn && other.c < axis.c,
    );
    // Behind the numbers stand remarks, or the categories of the next block.
    const owner = isBehind ? table.labelColumns.find((c) => c > axis.c) : axis.labelColumn;
    const texts = columnTexts(grid, table, axis.c);
    if (owner === undefined || texts.length === 0 || texts.some((text) => text.length > 20)) continue;
    // 责任科室, 数据来源 say who and whence, not what.
    axis.role = NO_CATEGORY.test(normaliseName(axis.label)) ? 'note' : 'key-category';
    axis.labelColumn = owner;
  }
}

/** 1月 | 2月 | 3月 | 合计 of one indicator and unit: the 合计 is what they add up to. */
function findSums(axes: ColumnAxis[], words: Vocabulary): void {
  for (const axis of axes) {
    if (axis.role !== null || axis.hasFigureWord) continue;
    const leaf = axis.namePath.at(-1);
    const isTotal = axis.total || (leaf !== undefined && totalWord(leaf, words.place) === 'total');
    if (!isTotal) continue;
    const name = (axis.total ? axis.namePath : axis.namePath.slice(0, -1)).join('/');
    const parts = axes.filter(
      (other) =>
        other.role === null &&
        other.labelColumn === axis.labelColumn &&
        other.unit === axis.unit &&
        other.namePath.join('/') === name &&
        other.period !== null &&
        other.figure !== 'last-year',
    );
    if (!isYearSoFar(parts.flatMap((other) => other.period ?? []))) continue;
    axis.total = false;
    axis.sumsMonths = true;
    axis.figure = 'ytd';
    axis.isYtd = true;
    axis.hasFigureWord = true;
    axis.indicator = parts[0]!.indicator;
    axis.namePath = parts[0]!.namePath;
    axis.measure ??= parts[0]!.measure;
  }
}

/** Two or more months, or quarters, one after the other from the first of the year. */
export function isYearSoFar(periods: readonly PeriodMention[]): boolean {
  const isMonths = periods.every((one) => one.shape === 'single' && one.problem === undefined && !one.isCumulative);
  const isQuarters = periods.every((one) => one.shape === 'quarter' || (one.shape === 'range' && one.month === 3));
  if (periods.length < 2 || (!isMonths && !isQuarters)) return false;
  const step = isMonths ? 1 : 3;
  return periods.every((one, index) => one.month === (index + 1) * step && one.year === periods[0]!.year);
}

function settleFigure(axis: ColumnAxis, figures: ColumnFigure[]): void {
  if (figures.length === 0) return;
  axis.hasFigureWord = true;
  axis.isYtd = figures.includes('ytd');
  axis.figure = combineFigures(figures);
}

/**
 * 专利授权量 | 去年同期 | 同比 | 发明专利授权量 | 去年同期 | 同比 in one level: figure columns belong to the indicator before
 * them, where every indicator has the same ones after it. Otherwise they stay nameless and are listed.
 */
function inheritIndicators(axes: ColumnAxis[], table: FoundTable): void {
  if (table.orientation === 'indicator-rows') return;
  const groups: { owner: ColumnAxis; followers: ColumnAxis[] }[] = [];
  for (const axis of axes) {
    if (axis.role !== null) continue;
    if (axis.namePath.length > 0 || axis.indicator !== null) groups.push({ owner: axis, followers: [] });
    else if (axis.hasFigureWord && axis.unit === null) groups.at(-1)?.followers.push(axis);
  }
  const shapes = new Set(groups.map((group) => group.followers.map((axis) => normaliseName(axis.label)).join('|')));
  if (shapes.size !== 1) return;
  for (const { owner, followers } of groups)
    for (const axis of followers) {
      axis.indicator = owner.indicator;
      axis.namePath = owner.namePath;
      axis.label = `${owner.label}/${axis.label}`;
      axis.measure ??=
        axis.figure === 'last-year' || axis.figure === 'ytd' || axis.figure === 'month' ? owner.measure : null;
    }
}
