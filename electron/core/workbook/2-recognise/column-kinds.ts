// What the texts of a column are: measures, units, indicators, periods, figures, categories. By its own texts and head alone.

import { isRestricting } from '../../../../shared/indicators/lookup.js';
import { normaliseMeasure, normaliseName, otherMeasure } from '../../../../shared/indicators/normalise.js';
import type { ColumnAxis } from './axes.js';
import { figureOf, type ColumnRole } from './figure-words.js';
import type { FoundTable, Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { isNumberLike } from './lines.js';
import { looksLikePlace } from './names.js';
import { periodOfLabel } from './period-cells.js';
import { findPeriods, withoutPeriods } from './period-text.js';

/** Heads that say who and whence, not what. */
export const NO_CATEGORY = /科室|部门|处室|牵头|责任|来源|频率|频次|周期|方式|依据|属性|负责|联系|人员/;
const CATEGORY = /^(类别|类型|种类|分类|专利类型|专利类别|专利种类|项目类别|统计口径|口径)$/;

const PERIOD_HEAD = /^(统计|报表|所属|数据)?(月份|年月|期间|时期|日期|时间|月度|期次?|所属期|报表期|统计期)$/;

/** 202407, 2024.9 or dates shown as months in every row: numbers that name periods. */
function holdsMonths(grid: Grid, table: FoundTable, c: number): boolean {
  let count = 0;
  for (let r = table.data[0]; r <= table.data[1]; r += 1) {
    const text = grid.headText(r, c).trim();
    if (text === '') continue;
    if (!/^20\d{2}(?:(?:0[1-9]|1[0-2])|\.\d{1,2}|年\d{1,2}月)$/.test(text)) return false;
    count += 1;
  }
  return count > 1;
}

const YEAR_HEAD = /^(统计|数据|所属)?(年份|年度|年)$/;

/** 2024 | 2023 below each other: this year's row and last year's. */
function holdsYears(grid: Grid, table: FoundTable, c: number, year: number | null): boolean {
  const texts: string[] = [];
  for (let r = table.data[0]; r <= table.data[1]; r += 1) texts.push(grid.headText(r, c).trim());
  const filled = texts.filter((text) => text !== '');
  return year !== null && filled.includes(String(year)) && filled.every((text) => /^20\d{2}年?$/.test(text));
}

/**
 * 年度 | 月份 beside each other, with 2022 and 7 in every row: together they say the row's period, neither does alone. Makes the
 * month the key, with the year's column.
 */
export function findYearBesideMonth(axes: readonly ColumnAxis[], grid: Grid, table: FoundTable): void {
  for (const month of axes) {
    if (!/^(统计|报表|所属|数据)?(月份|月度|月|期间|时期)$/.test(normaliseName(month.label))) continue;
    const year = axes.find(({ label, c }) => Math.abs(c - month.c) === 1 && YEAR_HEAD.test(normaliseName(label)));
    if (year === undefined || year.labelColumn !== month.labelColumn) continue;
    let count = 0;
    let isWhole = true;
    for (let r = table.data[0]; r <= table.data[1]; r += 1) {
      if (grid.headText(r, year.c).trim() === '' && grid.headText(r, month.c).trim() === '') continue;
      count += 1;
      isWhole &&= periodOfColumns(grid, r, year.c, month.c) !== '';
    }
    if (count === 0 || !isWhole) continue;
    year.role = 'serial';
    month.role = 'key-period';
    month.yearColumn = year.c;
  }
}

/** 2022年7月 of the cells 2022 and 7; '' where they are no year and month. */
export function periodOfColumns(grid: Grid, r: number, yearColumn: number, monthColumn: number): string {
  const year = periodOfLabel('年度', grid.headText(r, yearColumn).trim());
  const month = periodOfLabel('月份', grid.headText(r, monthColumn).trim());
  return year === null || month === null ? '' : `${year}${month}`;
}

/** Texts of a column in the data rows, merged cells once. */
export function columnTexts(grid: Grid, table: FoundTable, c: number): string[] {
  const texts: string[] = [];
  for (let r = table.data[0]; r <= table.data[1]; r += 1) {
    const cell = grid.cell(r, c);
    if (cell && typeof cell.v === 'string' && cell.v.trim() !== '') texts.push(cell.v.trim());
  }
  return texts;
}

/** A text column that names rows: most of its texts are units, indicators, figures or periods. */
export function keyRole(
  grid: Grid,
  table: FoundTable,
  words: Vocabulary,
  axis: ColumnAxis,
  year: number | null,
): ColumnRole | null {
  if (PERIOD_HEAD.test(normaliseName(axis.label)) && holdsMonths(grid, table, axis.c)) return 'key-period';
  if (YEAR_HEAD.test(normaliseName(axis.label)) && holdsYears(grid, table, axis.c, year)) return 'key-figure';
  if (axis.indicator?.kind === 'found' && axis.hasNumbers) return null;
  const texts = columnTexts(grid, table, axis.c);
  if (texts.length === 0) return null;
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
  // 企业 beside a unit: of its patents those of firms only.
  if (table.orientation === 'unit-rows' && texts.some((text) => isRestricting(text))) return 'key-category';
  if (CATEGORY.test(normaliseName(axis.label)))
    return texts.every((text) => /含|包括|剔除|扣除/.test(text)) ? 'note' : 'key-category';
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
export function areMeasures(texts: readonly string[], table: FoundTable, words: Vocabulary): boolean {
  if (texts.length === 0) return false;
  if (texts.filter(isMeasureText).length * 2 > texts.length) return true;
  return (
    table.orientation === 'indicator-rows' &&
    texts.every((text) => text.length <= 4 && !OFFICE.test(text) && words.units.exact(text).kind === 'none')
  );
}

/** Ends of names of offices and places: 市监局, 科技局, 某某镇, 高新区. */
const OFFICE = /[局委办科处室院所站队部会司厂校社心镇乡村区县市旗盟州省街道]$/;

/** A text that is no number kept as a text. */
export function hasWords(grid: Grid, table: FoundTable, c: number): boolean {
  for (let r = table.data[0]; r <= table.data[1]; r += 1) {
    const value = grid.cell(r, c)?.v;
    if (typeof value === 'string' && value.trim() !== '' && !isNumberLike(grid, r, c)) return true;
  }
  return false;
}
