// What the columns of a found table mean: indicator, unit, figure, measure, period, or a key that names rows. Each data
// cell then has the union of what its row (row-axes.ts), its column and the surroundings say, whichever way the table stands.

import type { LookupResult } from '../../../../shared/indicators/lookup.js';
import { normaliseMeasure, normaliseName, splitMeasure } from '../../../../shared/indicators/normalise.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import type { TargetMode } from '../../../../shared/statistics/target-progress.js';
import { levelOfHead, modesOfWord, splitMode } from '../../../../shared/targets/target-words.js';
import {
  findCategories,
  findHomeParts,
  findOwnTotals,
  findParts,
  findSums,
  findWholeArea,
  inheritIndicators,
  inheritPeriods,
  leaveHandedDown,
} from './among-columns.js';
import { findJoined } from './category-names.js';
import { areMeasures, columnTexts, findYearBesideMonth, hasWords, keyRole } from './column-kinds.js';
import {
  combineFigures,
  figureOf,
  isBareUnitWord,
  isBareYear,
  isDone,
  isResultHead,
  roleOf,
  saysMonth,
  splitFigure,
  type ColumnFigure,
  type ColumnRole,
} from './figure-words.js';
import type { FoundTable, Vocabulary } from './find-table.js';
import { filledHeadPath, headPath } from './head-block.js';
import type { Grid } from './grid.js';
import { isMeantAsNumber, isNumberLike, splitOtherMeasure, splitTrailingMeasure } from './lines.js';
import { isOfAllUnits, isWiderArea, totalWord } from './names.js';
import { findPeriods, withoutPeriods, type PeriodMention } from './period-text.js';
import { signOf } from './signs.js';
import { settleSpans } from './spans-beside.js';

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
  /** Of a key of months: the column beside it that says the year. */
  yearColumn?: number;
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
    // 考核口径 or 核实结果 over nothing but numbers says not how they are judged, it counts them.
    const mayCount = axis.role === 'mode' || (axis.role === 'note' && isResultHead(axis.label));
    if (mayCount && axis.hasNumbers && !hasWords(grid, table, c)) {
      axis.role = null;
      axis.namePath = path;
    }
    // 1 | 专利授权量 | 50 without a head: what stands before the names counts the rows.
    const isBeforeNames = table.head === null && table.orientation === 'indicator-rows' && c < labelColumn;
    if (isBeforeNames || c === table.serialColumn) axis.role = 'serial';
    const isRead = axis.role === 'measure' || axis.role === 'serial' || axis.role === 'mode';
    const key = isRead ? null : keyRole(grid, table, words, axis, year);
    if (key !== null) axis.role = key;
    else if (axis.role === null && !axis.hasNumbers && (path.length === 0 || isOfWords(axis, grid, table)))
      axis.role = 'note';
    return axis;
  });
  findYearBesideMonth(axes, grid, table);
  findWholeArea(axes, table, words);
  findInside(axes);
  inheritIndicators(axes, table);
  inheritPeriods(axes);
  findParts(axes, words);
  findCategories(axes, grid, table, words);
  findSums(axes, words);
  findOwnTotals(axes, words);
  findHomeParts(axes);
  settleSpans(axes);
  if (!isTargets) leaveHandedDown(axes);
  return axes;
}

/** 责任科室 beside the numbers of the rows: a head that names no figure, over words none of which was meant as a number. */
function isOfWords(axis: ColumnAxis, grid: Grid, table: FoundTable): boolean {
  if (
    table.orientation !== 'indicator-rows' ||
    axis.c < axis.labelColumn ||
    axis.hasFigureWord ||
    axis.period !== null ||
    axis.unit !== null
  )
    return false;
  if (axis.total || axis.indicator?.kind !== 'unknown') return false;
  let words = 0;
  for (let r = table.data[0]; r <= table.data[1]; r += 1) {
    const cell = grid.cell(r, axis.c);
    if (cell === undefined) continue;
    if (typeof cell.v !== 'string' || isMeantAsNumber(cell) || signOf(cell.v) !== null) return false;
    words += 1;
  }
  return words > 0;
}

/**
 * 滕州市 | 其中：高新区 | 薛城区: whether 高新区 is a unit of ours or a part of the one before it only the officer knows; after 全市
 * all units are 其中.
 */
function findInside(axes: ColumnAxis[]): void {
  let outer: ColumnAxis | null = null;
  const isPart = (axis: ColumnAxis): boolean => /(^|\/)\s*其中/.test(axis.label);
  // 数值 | 其中：高新区: one or two parts of whoever reports. A column of each unit is not headed so.
  const units = axes.filter((axis) => axis.role === null && axis.unit !== null);
  if (units.length <= 2 && units.every((axis) => isPart(axis)) && axes.some((axis) => isPlain(axis)))
    for (const axis of units) axis.unit = null;
  for (const axis of axes) {
    if (axis.role !== null || (axis.unit === null && !axis.total)) continue;
    const isInside = isPart(axis);
    if (isInside && outer !== null && !outer.total && outer.unit !== axis.unit) axis.unit = null;
    else if (!isInside || outer === null || !outer.total) outer = axis;
  }
}

/** A column of numbers that no unit heads. */
function isPlain({ role, unit, total, hasNumbers, hasFigureWord }: ColumnAxis): boolean {
  return role === null && unit === null && !total && hasNumbers && hasFigureWord;
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
  let belowUnit: readonly string[] = [];
  if (table.orientation !== 'unit-rows' && path.length > 1) {
    const unit = path.flatMap((segment) => {
      const match = words.units.exact(segment);
      return match.kind === 'found' && words.indicators.find([segment]).kind !== 'found' ? [{ segment, match }] : [];
    });
    if (unit.length === 1) {
      axis.unit = unit[0]!.match.unit;
      belowUnit = path.slice(path.indexOf(unit[0]!.segment) + 1);
      path = path.filter((segment) => segment !== unit[0]!.segment);
    }
  }
  const written = words.indicators.find(path).kind === 'found';
  // 培训 / 人次 is a name although 人次 is a measure too.
  const named = written ? path : takeMeasures(axis, path, words, table.orientation === 'indicator-rows');
  if (written)
    axis.measure =
      path
        .map((segment) => normaliseMeasure(segment) ?? splitMeasure(segment).measure)
        .findLast((one) => one !== null) ?? null;
  const whole = words.indicators.find(named);
  // 目标完成率 beside names of indicators is theirs, although one is called so.
  const isOfRows = table.orientation === 'indicator-rows' && figureOf(leaf, year) !== null;
  if (whole.kind === 'found' && !isOfRows) {
    axis.indicator = whole;
    axis.namePath = named;
    readGroup(axis, named, whole.key, year, table.orientation === 'unit-rows');
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
    if (totalWord(segment, words.place) === 'total' && (table.orientation === 'indicator-rows' || table.isOfTitle)) {
      // 全市 over the names of its units groups them, 合计 below the name of one is its own number; 全省 over ours is to be asked.
      const isBeside = axis.unit !== null && belowUnit.includes(segment);
      if (axis.unit === null || (isBeside && isOfAllUnits(segment, axis.unit.name, words.place))) axis.total = true;
      else if (isWiderArea(segment, words.place)) rest.push(segment);
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

/** Over numbers of units: what lies in a part of each. */
const PART_OF_UNIT = /^(?:经济)?(?:技术)?(?:开发|经开|高新|保税|城|市)区$|^本级$/;

/** Heads over a name that make another number of it: 人均 over 专利授权量. */
const OTHER_NUMBER =
  /平均|人均|户均|月均|万人均|每万|占比|比重|增幅|增速|增减|同比|环比|排名|位次|预计|预测|估算|测算|得分|完成率|其中|折[合算]|加权|扣除|剔除|不含|模拟|自评|抽[查样]|样本|问卷|[上下]半月|[上中下]旬|[本上第].?周/;

/** 去年同期, 2025年1—7月, 目标 or 位次 in a head over names of indicators (`key`: what of the path names one) says which figure they show. */
function readGroup(axis: ColumnAxis, path: string[], key: string, year: number | null, isByUnit: boolean): void {
  const figures: ColumnFigure[] = [];
  for (const segment of path.slice(0, -1)) {
    if (key.includes(normaliseName(segment))) continue;
    const figure = figureOf(segment, year);
    if (figure === null) {
      if (!OTHER_NUMBER.test(normaliseName(segment)) && !(isByUnit && PART_OF_UNIT.test(normaliseName(segment))))
        continue;
      // As one name: its last part alone would be found again.
      axis.indicator = { kind: 'unknown' };
      axis.namePath = [path.join('/')];
      return;
    }
    figures.push(figure.figure);
    axis.figureHeads.push(segment);
    axis.period = figure.period ?? axis.period;
    axis.isBareYear = isBareYear(segment, year);
    axis.namePath = axis.namePath.filter((one) => one !== segment);
  }
  settleFigure(axis, figures);
}

/** Segments that are a measure only (a row of 计量单位 in the head) are none of the name; nor is 亿元 alone beside names. */
function takeMeasures(axis: ColumnAxis, path: string[], words: Vocabulary, isBesideNames: boolean): string[] {
  const named: string[] = [];
  for (const segment of path) {
    const own = normaliseMeasure(segment);
    const isMeasureOnly =
      own !== null && (isBesideNames || path.length > 1) && words.indicators.find([segment]).kind === 'unknown';
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
  if (axis.indicator.kind === 'unknown' && rest.length > 1) axis.indicator = findJoined(rest, words.indicators);
  if (axis.indicator.kind === 'found') return;
  const measured = splitTrailingMeasure(rest.at(-1)!) ?? splitOtherMeasure(rest.at(-1)!);
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
      axis.measure ??= plain.map((segment) => splitMeasure(segment).measure).findLast((one) => one !== null) ?? null;
      axis.period = figure?.period ?? null;
      axis.isBareYear = isBareYear(mention.text, year);
      if (figure) figures.push(figure.figure);
      return;
    }
  }
  const split = splitFigure(rest.at(-1)!, year);
  if (!split) return;
  const inner = words.indicators.find([...rest.slice(0, -1), split.name]);
  if (inner.kind !== 'found') {
    // 本月核定数: whatever it counts, of that month alone.
    if (split.figure.figure === 'month') axis.figure = 'month';
    return;
  }
  axis.indicator = inner;
  // 质押金额（亿元）累计
  axis.measure ??= splitMeasure(split.name).measure;
  axis.isBareYear = isBareYear(split.word, year);
  figures.push(split.figure.figure);
  axis.period = split.figure.period ?? mention ?? axis.period;
}

function settleFigure(axis: ColumnAxis, figures: ColumnFigure[]): void {
  if (figures.length === 0) return;
  axis.hasFigureWord = true;
  axis.isYtd = figures.includes('ytd');
  axis.figure = combineFigures(figures, axis.figureHeads.some(saysMonth));
}
