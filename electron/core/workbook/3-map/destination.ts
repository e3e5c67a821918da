// Where the number of a cell goes: its role, period and basis from figure, kind of indicator and what the table decided.

import type { CellRole } from '../../../../shared/import/plan.js';
import { addYears, makePeriod, monthOf, yearOf, type Basis, type Period } from '../../../../shared/model/period.js';
import type { StoredIndicator } from '../../store/indicator-store.js';
import type { ColumnAxis } from '../2-recognise/axes.js';
import type { ColumnFigure } from '../2-recognise/figure-words.js';
import type { PeriodMention } from '../2-recognise/period-text.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import type { TableDecisions } from './answers.js';
import { lastYearDestination, previousDestination, yearEndDestination } from './earlier-destination.js';
import type { MappedCell } from './map-cells.js';
import { isComputedRatio, to } from './place.js';
import { targetDestination } from './target-destination.js';
import { BAD_PERIOD, LEFT, NO_BASIS, NO_COLUMN, NO_MONTHS, OTHER_SPAN } from './undecided.js';

const COMPUTED = '由系统按数值计算，不采用填报的';
/** 本月同比, 环比增幅: no figure of an earlier period but a comparison with it. */
const COMPARISON = /[比增减升降±率%％占]|排名|位次/;

/** Role, period and basis from figure, kind of indicator and the table's period. */
export function destination(
  cell: MappedCell,
  table: RecognisedTable,
  row: RowAxis,
  column: ColumnAxis,
  decisions: TableDecisions,
): MappedCell {
  const indicator = cell.indicator!;
  const isOfTable = decisions.bareMonths === 'table';
  if (isOfTable && cell.figure === 'month') cell.figure = 'current';
  const { figure } = cell;
  if (table.form === 'targets' || figure === 'target') return targetDestination(cell, table, row, column, decisions);
  if (decisions.period === null) return to(cell, { role: 'value', undecided: '报表期未确定' });
  const own = row.period ?? column.period;
  if (own?.problem !== undefined) {
    const role: CellRole = figure === 'current' || figure === 'ytd' || figure === 'month' ? 'value' : 'check';
    return to(cell, { role, undecided: `${BAD_PERIOD}（${own.problem}）` });
  }
  const ofMonths = ofNamedMonth(cell, table, own, decisions.period, decisions.bareMonths);
  if (ofMonths !== null) return ofMonths;
  const isOfNow = figure === 'current' || figure === 'ytd' || figure === 'month';
  if (isOfNow && own?.shape === 'year' && own.year !== null && own.year !== yearOf(decisions.period))
    return to(cell, { role: 'check', figure: 'last-month', undecided: `${LEFT}是${own.year}年的数` });
  const period = own?.month === decisions.replacedMonth ? decisions.period : ownPeriod(own, figure, decisions.period);
  const basis = basisOf(indicator, figure, own, column.isYtd || row.figure === 'ytd', decisions);
  if (table.form === 'benchmark') {
    const role: CellRole =
      cell.isTotal || (figure !== 'current' && figure !== 'ytd' && figure !== 'last-year') ? 'check' : 'benchmark';
    const at = figure === 'last-year' ? addYears(period, -1) : period;
    if (basis === null && role === 'benchmark') return to(cell, { role, period: at, undecided: NO_BASIS });
    return to(cell, { role, period: at, basis });
  }
  switch (figure) {
    case 'current':
    case 'ytd':
      return currentDestination(cell, table, row, column, period, basis);
    case 'month':
      return to(cell, {
        // A stock under 3月 is that of the month's end; settleMonths leaves it where another column has it too.
        role:
          (indicator.kind === 'flow' || own?.month != null) && !cell.isTotal && !isComputedRatio(indicator)
            ? 'value'
            : 'check',
        period,
        basis: indicator.kind === 'flow' ? 'month' : basis,
      });
    case 'year-end':
      return yearEndDestination(cell, indicator, period, basis);
    case 'last-year':
      return lastYearDestination(cell, table, row, column, decisions, period, basis);
    case 'previous':
      return previousDestination(cell, row, column, period, basis);
    case 'last-month':
      if (COMPARISON.test(cell.head)) return to(cell, { role: 'check', period, basis, undecided: COMPUTED });
      return to(cell, { role: 'check', period, basis, undecided: OTHER_SPAN });
    case 'rank':
    case 'share':
    case 'difference':
    case 'completion':
      return to(cell, { role: 'check', period, basis, undecided: COMPUTED });
    default:
      return to(cell, { role: 'check', period, basis });
  }
}

/** 10月 without 累计: where the table or the officer has said what it is; null where neither has, or no such month is named. */
function ofNamedMonth(
  cell: MappedCell,
  table: RecognisedTable,
  own: PeriodMention | null,
  tablePeriod: Period,
  bareMonths: TableDecisions['bareMonths'],
): MappedCell | null {
  const { figure } = cell;
  if (cell.indicator!.kind !== 'flow') return null;
  const isBareMonth = figure === 'current' && namesMonth(own);
  const isMonth = isBareMonth || (figure === 'month' && own !== null);
  const as = (basis: 'month' | 'ytd'): MappedCell =>
    to(cell, {
      role: cell.isTotal ? 'check' : 'value',
      figure: basis,
      period: ownPeriod(own, figure, tablePeriod),
      basis,
    });
  // 10月完成 beside 累计完成.
  if (isBareMonth && (bareMonths === 'month' || saysYtd(table))) return as('month');
  if (isMonth && bareMonths === 'open') return to(cell, { role: 'value', undecided: NO_MONTHS });
  return isMonth && bareMonths === 'ytd' ? as('ytd') : null;
}

/** This period's number itself. */
function currentDestination(
  cell: MappedCell,
  table: RecognisedTable,
  row: RowAxis,
  column: ColumnAxis,
  period: Period,
  basis: Basis | null,
): MappedCell {
  const indicator = cell.indicator!;
  if (indicator.kind === 'flow' && isHolding(table, column, row))
    return to(cell, { role: 'check', period, basis, undecided: `${NO_COLUMN}（${cell.head}）` });
  if (isIncrease(indicator, column, row))
    return to(cell, { role: 'check', period, basis, undecided: `${LEFT}是新增数，不是时点数` });
  if ((column.sumsMonths || row.sumsMonths) && indicator.kind !== 'flow')
    return to(cell, { role: 'check', period, basis, undecided: `${LEFT}时点数、比率不能按月相加` });
  // A 合计 is only compared: not worth a question.
  if (basis === null && !cell.isTotal) return to(cell, { role: 'value', period, undecided: NO_BASIS });
  return to(cell, { role: cell.isTotal || isComputedRatio(indicator) ? 'check' : 'value', period, basis });
}

function saysHolding(head: string): boolean {
  return /^\s*(?:(?:累计|现有|期末)?(?:总量|总数量?|总件数)|存量|现有数?)\s*$/.test(head);
}

/** 存量, 现有数, 月末实有: never what came in. */
function saysStock(head: string): boolean {
  return /存量|现有|实有/.test(head);
}

/** 总量 beside 本月新增 is what there is by now: of a flow it may be of many years. */
function isHolding(table: RecognisedTable, column: ColumnAxis, row: RowAxis): boolean {
  const heads = [...column.figureHeads, ...(row.figure === null ? [] : [row.label])];
  const named = column.indicator?.kind === 'found' ? [] : column.namePath;
  if ([...heads, ...named].some(saysStock)) return true;
  if (!heads.some(saysHolding)) return false;
  return [...table.columns, ...table.rows].some((axis) => axis.figure !== null && axis.label.includes('新增'));
}

/** 10月 without 累计: all since January, or that month alone? */
export function namesMonth(period: PeriodMention | null): boolean {
  return period?.shape === 'single' && !period.isCumulative && period.problem === undefined && period.month !== 1;
}

function saysYtd(table: RecognisedTable): boolean {
  return [...table.columns, ...table.rows].some((axis) => axis.figure === 'ytd');
}

/** 新增 over the names of a stock and of others. */
const NEW_ALONE = /^(?:累计|本年|本年度|今年|当年|本期|年度)?新增(?:数|量|情况|部分)?$/u;

/** 累计新增 over a stock is what came to it, not the stock. */
function isIncrease(indicator: StoredIndicator, column: ColumnAxis, row: RowAxis): boolean {
  if (indicator.kind !== 'stock' || indicator.name.includes('新增')) return false;
  const isSaidOver = column.label.split('/').some((head) => NEW_ALONE.test(head.trim()));
  const isSaidInHead = column.hasFigureWord && column.label.includes('新增');
  return isSaidOver || isSaidInHead || (row.figure !== null && row.label.includes('新增'));
}

function ownPeriod(own: PeriodMention | null, figure: ColumnFigure, period: Period): Period {
  if (!own || own.month === null || figure === 'last-year' || figure === 'year-end') return period;
  return makePeriod(own.year ?? Number(period.slice(0, 4)), own.month);
}

function basisOf(
  indicator: StoredIndicator,
  figure: ColumnFigure,
  own: PeriodMention | null,
  isYtd: boolean,
  decisions: TableDecisions,
): Basis | null {
  if (indicator.kind === 'stock') return 'asof';
  if (indicator.kind === 'ratio') return decisions.ratioBasis.get(indicator.code) ?? 'asof';
  if (figure === 'month') return 'month';
  if (figure === 'ytd' || isYtd) return 'ytd';
  if (own?.shape === 'range' || own?.isCumulative === true) return 'ytd';
  // The first quarter is what has come since January (rules.md 1).
  if (own?.shape === 'quarter') return (own.month ?? monthOf(decisions.period!)) === 3 ? 'ytd' : 'quarter';
  return decisions.flowBasis;
}
