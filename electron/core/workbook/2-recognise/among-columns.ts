// What columns mean by the columns beside them: parts of a whole, categories, sums of months, figures of the indicator before.

import type { LookupResult } from '../../../../shared/indicators/lookup.js';
import { normaliseName } from '../../../../shared/indicators/normalise.js';
import type { ColumnAxis } from './axes.js';
import { findCategorised, findJoined } from './category-names.js';
import { columnTexts, NO_CATEGORY } from './column-kinds.js';
import type { ColumnFigure } from './figure-words.js';
import type { FoundTable, Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { isOfAllUnits, isWiderArea, totalWord } from './names.js';
import { withoutPeriods, type PeriodMention } from './period-text.js';
import { whatOf } from './spans-beside.js';

/** 专利授权量 | 其中：发明 | 实用新型 in one level: parts of the indicator before them, by declared keys only. */
export function findParts(axes: ColumnAxis[], words: Vocabulary): void {
  let whole: string[] | null = null;
  let isPart = false;
  for (const axis of axes) {
    if (axis.role !== null || axis.hasFigureWord || axis.namePath.length === 0) continue;
    // 其中 may stand over the parts, too.
    const names = axis.namePath.filter((name) => !/^\s*其中\s*[:：]?\s*$/u.test(name));
    const leaf = names.at(-1) ?? '';
    isPart = /^\s*其中/.test(leaf) || names.length < axis.namePath.length || isPart;
    const inner = whole !== null && isPart && axis.indicator?.kind !== 'found' ? findPart(whole, leaf, words) : null;
    if (inner?.kind === 'found') {
      axis.indicator = inner;
      continue;
    }
    whole = axis.indicator?.kind === 'found' ? axis.namePath : null;
    isPart = false;
  }
}

/** 专利授权量 over 发明, or 授权量 and 发明 written together. */
function findPart(whole: readonly string[], leaf: string, words: Vocabulary): LookupResult {
  const inner = words.indicators.find([...whole, leaf]);
  if (inner.kind === 'found' && inner.key.includes('/')) return inner;
  return findJoined([...whole, leaf.replace(/^\s*其中\s*[:：,，]?/u, '')], words.indicators);
}

/** Texts left of the first number of an indicator table that name no role: 专利 | 发明授权. Part of the names beside them. */
export function findCategories(axes: ColumnAxis[], grid: Grid, table: FoundTable, words: Vocabulary): void {
  if (table.orientation !== 'indicator-rows') return;
  findHeadless(axes, grid, table, words);
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

/**
 * 项目 | | 数量 over 专利申请 | 发明 | 8: a head that was merged over both columns, in a file without merges. Only where name and text
 * are declared together.
 */
function findHeadless(axes: readonly ColumnAxis[], grid: Grid, table: FoundTable, words: Vocabulary): void {
  for (const axis of axes) {
    if (axis.role !== 'note' || axis.label !== '' || axis.hasNumbers || axis.c !== axis.labelColumn + 1) continue;
    for (let r = table.data[0]; r <= table.data[1] && axis.role === 'note'; r += 1) {
      const [label, text] = [grid.headText(r, axis.labelColumn).trim(), grid.text(r, axis.c).trim()];
      if (label === '' || text === '') continue;
      const together = findCategorised([label, text], words.indicators);
      const alone = words.indicators.find([label]);
      if (together.kind === 'found' && !(alone.kind === 'found' && alone.code === together.code)) axis.role = null;
    }
  }
}

/** 1月 | 2月 | 3月 | 合计 of one indicator and unit: the 合计 is what they add up to. */
export function findSums(axes: ColumnAxis[], words: Vocabulary): void {
  for (const axis of axes) {
    if (axis.role !== null || axis.hasFigureWord) continue;
    const isTotal = axis.total || isSumWord(axis.namePath.at(-1) ?? '', words);
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

/** 合计, 小计, 1—3月合计, 本年累计合计 behind months: what they add up to, where they are all months since January. */
function isSumWord(leaf: string, words: Vocabulary): boolean {
  const word = withoutPeriods(leaf).replace(/^(?:本年|全年|年度)?(?:累计)?(?=.)/u, '');
  return totalWord(word, words.place) === 'total' || normaliseName(word) === '小计';
}

/** 发明 | 实用新型 | 外观设计: what is added up beside these three is all of it. */
function areAllKinds(axes: readonly ColumnAxis[]): boolean {
  const kinds = axes.map(({ namePath }) => KINDS.findIndex((kind) => kind.test(normaliseName(namePath.at(-1)!))));
  return !kinds.includes(-1) && new Set(kinds).size === KINDS.length;
}

const KINDS = [/^发明(?:专利)?$/, /^(?:实用)?新型(?:专利)?$/, /^外观(?:设计)?(?:专利)?$/];

/** Names that compare or rank, and are no parts of a total. */
const COMPARES = /排名|位次|名次|占比|比重|增减|增幅|增速|同比|环比|目标|任务|完成率/;

/** 专利授权量 / 总数 | 同比 | 位次: the number itself, where nothing beside it is a part (合计 of 企业 and 高校 may be of these two only). */
export function findOwnTotals(axes: ColumnAxis[], words: Vocabulary): void {
  for (const axis of axes) {
    if (axis.role !== null || axis.indicator?.kind !== 'unknown' || axis.namePath.length < 2) continue;
    if (totalWord(axis.namePath.at(-1)!, '') !== 'total') continue;
    const group = words.indicators.find(axis.namePath.slice(0, -1));
    const path = axis.namePath.slice(0, -1).join('/');
    const isPart = (other: ColumnAxis): boolean =>
      other !== axis && other.namePath.length > 1 && !COMPARES.test(other.namePath.at(-1)!);
    if (group.kind !== 'found' || !/[量数额]$/.test(group.key)) continue;
    const beside = axes.filter((other) => other.namePath.slice(0, -1).join('/') === path && isPart(other));
    if (beside.length > 0 && !areAllKinds(beside)) continue;
    axis.indicator = group;
  }
}

/**
 * 全市 over some names of indicators and not over the others: whose those numbers are is not said, all the units' or the reporter's. As
 * one name they are asked about; over all columns the head says no more than a title.
 */
export function findWholeArea(axes: ColumnAxis[], table: FoundTable, words: Vocabulary): void {
  if (table.orientation === 'indicator-rows') return;
  const named = axes.filter((axis) => axis.role === null && axis.indicator?.kind === 'found' && !axis.total);
  const isBelow = ({ namePath, unit }: ColumnAxis): boolean =>
    unit === null && namePath.slice(0, -1).some((name) => isArea(name, words.place));
  const below = named.filter(isBelow);
  if (below.length === named.length) return;
  for (const axis of below) {
    if (axis.indicator?.kind !== 'found') continue;
    axis.indicator = { kind: 'contradicted', candidates: [axis.indicator.code], key: axis.indicator.key };
    axis.namePath = [axis.namePath.join('/')];
  }
}

/** 全市, and 全市合计; 全市重点指标 is a group of indicators. */
const WHOLE_AREA = /^全[国省市县区州盟](?:合计|总计|总数|总量|数据?|情况)?$/u;

/** 全市 in the table of a city, 全省, 全国; 全区 is the reporter's own number. */
function isArea(name: string, place: string): boolean {
  const key = normaliseName(name);
  if (key !== normaliseName(place) && !WHOLE_AREA.test(key)) return false;
  return isOfAllUnits(name, name, place) || isWiderArea(name, place);
}

const HOME = /^[国境]内$/;
const ABROAD = /^(?:[国境海]外|涉外)$/;

/** 国内 | 国外 under 专利授权量: a part of it each, although 国内专利授权量 by itself is another name of the whole. */
export function findHomeParts(axes: ColumnAxis[]): void {
  for (const axis of axes) {
    if (axis.role !== null || axis.indicator?.kind !== 'found') continue;
    const path = axis.namePath.map(normaliseName);
    const at = path.findIndex((name) => HOME.test(name));
    const isBesideAbroad = ({ namePath }: ColumnAxis): boolean =>
      namePath.length === path.length &&
      namePath.every((name, n) => (n === at ? ABROAD.test(normaliseName(name)) : normaliseName(name) === path[n]));
    if (at < 0 || !axes.some(isBesideAbroad)) continue;
    axis.indicator = { kind: 'contradicted', candidates: [axis.indicator.code], key: axis.indicator.key };
  }
}

/** Two or more months, quarters or the like, one after the other from the first of the year: 上半年 | 三季度 | 10月. */
export function isYearSoFar(periods: readonly PeriodMention[]): boolean {
  let end = 0;
  for (const { shape, month, year, problem, isCumulative } of periods) {
    if (month === null || problem !== undefined || isCumulative || year !== periods[0]!.year) return false;
    // 一季度 behind 1月, 2月, 3月 adds nothing to them.
    if (end > 0 && month === end && (shape === 'quarter' || shape === 'range')) continue;
    const from = shape === 'single' ? month : shape === 'quarter' ? month - 2 : 1;
    if (shape === 'asof' || from !== end + 1) return false;
    end = month;
  }
  return periods.length > 1;
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
      axis.measure ??= owner.measure;
    }
}

/** Heads that compare the number before them with another one. */
const BEHIND: ReadonlySet<ColumnFigure> = new Set(['last-year', 'change', 'difference']);

/**
 * 1—2月 | 同比 | 1—3月 | 同比: each comparison is of the months before it. One that stands behind one of them only may be of either, and
 * stays without.
 */
export function inheritPeriods(axes: ColumnAxis[]): void {
  let before: ColumnAxis | null = null;
  const followers: { axis: ColumnAxis; of: ColumnAxis }[] = [];
  for (const axis of axes) {
    if (axis.role !== null) continue;
    const isSame =
      before !== null && axis.unit === before.unit && axis.namePath.join('/') === before.namePath.join('/');
    if (BEHIND.has(axis.figure)) {
      if (isSame && axis.period === null) followers.push({ axis, of: before! });
    } else before = axis.period !== null && axis.period.month !== null ? axis : null;
  }
  for (const { axis, of } of followers) {
    const isRepeated = followers.some(
      (other) => other.axis.figure === axis.figure && other.of.period!.month !== of.period!.month,
    );
    if (isRepeated) axis.period = of.period;
  }
}

/**
 * 年度目标 | 市局下达任务: two targets of one number; the one that is only called a target is taken, the other is said to be left. Of
 * 省下达 | 市下达 neither is taken.
 */
export function leaveHandedDown(axes: readonly ColumnAxis[]): void {
  const targets = axes.filter(({ role, figure, hasNumbers }) => role === null && figure === 'target' && hasNumbers);
  const isOneOfSeveral = (axis: ColumnAxis): boolean =>
    targets.some((other) => other !== axis && whatOf(other) === whatOf(axis));
  for (const axis of targets.filter((one) => /下达|分解/u.test(one.label) && isOneOfSeveral(one))) {
    axis.figure = 'current';
    axis.hasFigureWord = false;
    axis.indicator = { kind: 'unknown' };
    axis.namePath = [axis.label];
  }
}
