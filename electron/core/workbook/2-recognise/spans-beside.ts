// Columns of one number whose heads leave open of which months they are, where the head beside them says it: 本期 beside 累计, 上年同期
// beside 上年同期累计, 合计 beside 其中：本月.

import { normaliseName } from '../../../../shared/indicators/normalise.js';
import type { ColumnAxis } from './axes.js';
import { saysMonth, type ColumnFigure } from './figure-words.js';

/** 本期, 本期完成: of the month or quarter where 累计 stands beside it. */
const THIS_SPAN = /^本期(?:数|值|新增|发生|完成)*$/u;
const SUM = /累计/u;

export function settleSpans(axes: readonly ColumnAxis[]): void {
  const open = axes.filter(({ role, hasNumbers }) => role === null && hasNumbers);
  for (const group of Map.groupBy(open, whatOf).values()) {
    settleThisSpan(group);
    settleCompared(group);
    settleTotal(group);
  }
}

/** Columns of one name and unit in one block. */
export function whatOf({ labelColumn, unit, namePath }: ColumnAxis): string {
  return [labelColumn, unit?.id ?? '', ...namePath].join('/');
}

function leaf({ figureHeads }: ColumnAxis): string {
  return normaliseName(figureHeads.at(-1) ?? '');
}

/** 本期 | 累计: of a month or a quarter, whichever it is, 累计 is the number. */
function settleThisSpan(group: readonly ColumnAxis[]): void {
  if (!group.some((axis) => axis.figure === 'ytd' && SUM.test(leaf(axis)))) return;
  for (const axis of group) if (isOfNow(axis.figure) && THIS_SPAN.test(leaf(axis))) axis.figure = 'last-month';
}

/** 本月 | 累计 | 上年同期 | 上年同期累计: the one that does not say 累计 is that of the month. */
function settleCompared(group: readonly ColumnAxis[]): void {
  const compared = group.filter(({ figure }) => figure === 'last-year');
  const isOfMonth = (axis: ColumnAxis): boolean =>
    axis.figure === 'month' || (axis.figure === 'last-month' && THIS_SPAN.test(leaf(axis)));
  if (!group.some(isOfMonth) || !compared.some((axis) => SUM.test(leaf(axis)))) return;
  for (const axis of compared) if (!SUM.test(leaf(axis)) && /同期/u.test(leaf(axis))) axis.figure = 'last-month';
}

/** 合计 | 其中：本月: all of the number, where nothing stands beside it that it may be the sum of. */
function settleTotal(group: readonly ColumnAxis[]): void {
  const [total, ...others] = group.filter((axis) => axis.total);
  if (total === undefined || others.length > 0 || total.hasFigureWord) return;
  const [month, ...more] = group.filter((axis) => axis !== total && (isOfNow(axis.figure) || axis.figure === 'month'));
  if (month === undefined || more.length > 0 || month.figure !== 'month' || !saysMonth(leaf(month))) return;
  total.total = false;
  total.hasFigureWord = true;
}

function isOfNow(figure: ColumnFigure): boolean {
  return figure === 'current' || figure === 'ytd';
}
