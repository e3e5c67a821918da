// Where a number of an earlier period goes that stands beside this period's: 上年同期, 上年末, 上月.

import { addMonths, addYears, makePeriod, type Basis, type Period } from '../../../../shared/model/period.js';
import type { StoredIndicator } from '../../store/indicator-store.js';
import type { ColumnAxis } from '../2-recognise/axes.js';
import type { PeriodMention } from '../2-recognise/period-text.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import type { TableDecisions } from './answers.js';
import type { MappedCell } from './map-cells.js';
import { isSpanOpen } from './bare-years.js';
import { comparedFigure } from './other-columns.js';
import { isComputedRatio, to } from './place.js';
import { LEFT, NO_BASIS, NO_SPAN, OTHER_SPAN } from './undecided.js';

/** 上年末. */
export function yearEndDestination(
  cell: MappedCell,
  indicator: StoredIndicator,
  period: Period,
  basis: Basis | null,
): MappedCell {
  // Of a flow it may be the whole year or the month of December; of a stock it is the stock of that day.
  if (indicator.kind !== 'stock')
    return to(cell, {
      role: 'check',
      figure: 'last-month',
      period,
      basis,
      undecided: OTHER_SPAN,
    });
  const end = makePeriod(Number(period.slice(0, 4)) - 1, 12);
  return to(cell, { role: cell.isTotal ? 'check' : 'claim', period: end, basis: 'asof' });
}

/** 上年同期. */
export function lastYearDestination(
  cell: MappedCell,
  table: RecognisedTable,
  row: RowAxis,
  column: ColumnAxis,
  decisions: TableDecisions,
  period: Period,
  basis: Basis | null,
): MappedCell {
  const own = row.period ?? column.period;
  const isComputed = isComputedRatio(cell.indicator!);
  // 2023年全年 or 2021年末 beside 1—7月 is no 同期; the same month alone is none of 累计.
  const isOther = own?.month != null && own.month !== Number(period.slice(5));
  const isMonth =
    basis !== 'asof' &&
    decisions.bareMonths !== 'table' &&
    decisions.bareMonths !== 'ytd' &&
    !saysSpan(row, column, own) &&
    (own?.shape === 'single' || comparedFigure(table, row, column) === 'month');
  if (isOther || isMonth) {
    const why = isOther ? '不是本期的上年同期数' : '是本月的上年同期';
    return to(cell, {
      role: 'check',
      figure: 'last-month',
      period: addYears(period, -1),
      basis,
      undecided: LEFT + why,
    });
  }
  if (isSpanOpen(table, row, column, period)) {
    const meaning = decisions.yearHeads.get(cell.head);
    if (meaning === 'whole')
      return to(cell, { role: 'check', figure: 'last-month', undecided: `${LEFT}是上年全年数，不是上年同期` });
    if (meaning === undefined)
      return to(cell, { role: 'claim', period: addYears(period, -1), basis, undecided: NO_SPAN });
  }
  if (basis === null && !cell.isTotal && !isComputed)
    return to(cell, { role: 'claim', period: addYears(period, -1), undecided: NO_BASIS });
  return to(cell, {
    role: cell.isTotal || isComputed ? 'check' : 'claim',
    period: addYears(period, -1),
    basis: basis === 'quarter' && comparedFigure(table, row, column) === 'ytd' ? 'ytd' : basis,
  });
}

/** 去年同期累计, 2021年1—7月累计, whatever stands before it. */
function saysSpan(row: RowAxis, column: ColumnAxis, own: PeriodMention | null): boolean {
  if (own?.isCumulative === true || own?.shape === 'range') return true;
  return /累计/.test(row.figure === null ? column.figureHeads.join('') : row.label);
}

/** 上月. */
export function previousDestination(
  cell: MappedCell,
  row: RowAxis,
  column: ColumnAxis,
  period: Period,
  basis: Basis | null,
): MappedCell {
  const indicator = cell.indicator!;
  // 上月 of a flow may be that month alone; of a stock it is the stock of its last day.
  const isSaid = column.isYtd || row.figure === 'ytd' || /累计/.test(`${cell.head}${row.label}`);
  if (indicator.kind === 'stock' || (indicator.kind === 'flow' && isSaid && !period.endsWith('-01')))
    return to(cell, {
      role: 'check',
      period: addMonths(period, -1),
      basis: indicator.kind === 'stock' ? 'asof' : 'ytd',
    });
  return to(cell, {
    role: 'check',
    figure: 'last-month',
    period,
    basis,
    undecided: OTHER_SPAN,
  });
}
