// What columns mean by the columns beside them: parts of a whole, categories, sums of months, figures of the indicator before.

import { normaliseName } from '../../../../shared/indicators/normalise.js';
import type { ColumnAxis } from './axes.js';
import { columnTexts, NO_CATEGORY } from './column-kinds.js';
import type { FoundTable, Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { totalWord } from './names.js';
import type { PeriodMention } from './period-text.js';

/** 专利授权量 | 其中：发明 | 实用新型 in one level: parts of the indicator before them, by declared keys only. */
export function findParts(axes: ColumnAxis[], words: Vocabulary): void {
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
export function findCategories(axes: ColumnAxis[], grid: Grid, table: FoundTable): void {
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
export function findSums(axes: ColumnAxis[], words: Vocabulary): void {
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
        other.figure !== 'last-year' &&
        other.figure !== 'year-end',
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

/**
 * 专利授权量 | 去年同期 | 同比 | 发明专利授权量 | 去年同期 | 同比 in one level: figure columns belong to the indicator before
 * them, where every indicator has the same ones after it. Otherwise they stay nameless and are listed.
 */
export function inheritIndicators(axes: ColumnAxis[], table: FoundTable): void {
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
