// Where the number of a cell goes: its role, period and basis from figure, kind of indicator and what the table decided.

import type { CellRole } from '../../../../shared/import/plan.js';
import { normaliseName } from '../../../../shared/indicators/normalise.js';
import {
  addMonths,
  addYears,
  makePeriod,
  monthOf,
  yearOf,
  type Basis,
  type Period,
} from '../../../../shared/model/period.js';
import type { StoredIndicator } from '../../store/indicator-store.js';
import type { ColumnAxis } from '../2-recognise/axes.js';
import type { ColumnFigure } from '../2-recognise/figure-words.js';
import { findPeriods, type PeriodMention } from '../2-recognise/period-text.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import type { TableDecisions } from './answers.js';
import { levelOfAxes } from './decide-targets.js';
import type { MappedCell } from './map-cells.js';
import { comparedFigure, isSpanOpen } from './other-columns.js';
import { BAD_PERIOD, LEFT, NO_BASIS, NO_COLUMN, NO_MONTHS, NO_SPAN, NO_TARGET_SPAN } from './undecided.js';

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
  if (table.form === 'targets' || figure === 'target') {
    if (figure !== 'target' && figure !== 'current')
      return to(cell, { role: 'check', ...(figure === 'last-year' ? { undecided: `${LEFT}是上年数，不是目标` } : {}) });
    const year = decisions.year;
    const own = (row.period ?? column.period)?.year ?? null;
    if (own !== null && year !== null && own !== year)
      return to(cell, { role: 'check', undecided: `${LEFT}是${own}年的目标` });
    // 一季度目标, 12月目标 is no target of the year.
    const span = row.figure === 'target' ? row.period : column.period;
    const heads = row.figure === 'target' ? [row.label] : column.figureHeads;
    const isBare = isBareTarget(table, row, column);
    if (isBare && decisions.targetSpan === null) return to(cell, { role: 'check', undecided: NO_TARGET_SPAN });
    const isOfPart = span !== null && isPartOfYear(span) && !heads.some(saysWholeYear);
    if (isBare ? decisions.targetSpan === 'part' : isOfPart)
      return to(cell, { role: 'check', undecided: `${LEFT}不是全年的目标` });
    // 上级下达任务, 自定目标: a whole that is held by the bureau, not the sum of its units.
    const level =
      cell.isTotal && table.form === 'targets' ? (levelOfAxes(table, row, column) ?? decisions.level) : null;
    if (level !== null) cell.level = level;
    const role: CellRole = cell.isTotal && level === null ? 'check' : 'target';
    return year === null
      ? to(cell, { role, undecided: '年份未确定' })
      : to(cell, { role, period: makePeriod(year, 12), basis: 'ytd', figure: 'target' });
  }
  if (decisions.period === null) return to(cell, { role: 'value', undecided: '报表期未确定' });
  const isComputed = indicator.kind === 'ratio' && indicator.numerator !== null;
  const own = row.period ?? column.period;
  if (own?.problem !== undefined) {
    const role: CellRole = figure === 'current' || figure === 'ytd' || figure === 'month' ? 'value' : 'check';
    return to(cell, { role, undecided: `${BAD_PERIOD}（${own.problem}）` });
  }
  const isBareMonth = figure === 'current' && indicator.kind === 'flow' && namesMonth(own);
  // 10月完成 beside 累计完成.
  if (isBareMonth && (decisions.bareMonths === 'month' || saysYtd(table)))
    return to(cell, {
      role: cell.isTotal ? 'check' : 'value',
      figure: 'month',
      period: ownPeriod(own, figure, decisions.period),
      basis: 'month',
    });
  const isMonth = isBareMonth || (figure === 'month' && own !== null);
  if (isMonth && decisions.bareMonths !== null && indicator.kind === 'flow') {
    if (decisions.bareMonths === 'open') return to(cell, { role: 'value', undecided: NO_MONTHS });
    if (decisions.bareMonths === 'ytd')
      return to(cell, {
        role: cell.isTotal ? 'check' : 'value',
        figure: 'ytd',
        period: ownPeriod(own, figure, decisions.period),
        basis: 'ytd',
      });
  }
  const isOfNow = figure === 'current' || figure === 'ytd' || figure === 'month';
  if (isOfNow && own?.shape === 'year' && own.year !== null && own.year !== yearOf(decisions.period))
    return to(cell, { role: 'check', figure: 'last-month', undecided: `${LEFT}是${own.year}年的数` });
  const period = own?.month === decisions.replacedMonth ? decisions.period : ownPeriod(own, figure, decisions.period);
  const basis = basisOf(indicator, figure, own, column.isYtd || row.figure === 'ytd', decisions);
  if (table.form === 'benchmark') {
    const role: CellRole =
      cell.isTotal || (figure !== 'current' && figure !== 'ytd' && figure !== 'last-year') ? 'check' : 'benchmark';
    return to(cell, { role, period: figure === 'last-year' ? addYears(period, -1) : period, basis });
  }
  switch (figure) {
    case 'current':
    case 'ytd':
      if (indicator.kind === 'flow' && isHolding(table, column, row))
        return to(cell, { role: 'check', period, basis, undecided: `${NO_COLUMN}（${cell.head}）` });
      if (isIncrease(indicator, column, row))
        return to(cell, { role: 'check', period, basis, undecided: `${LEFT}是新增数，不是时点数` });
      if ((column.sumsMonths || row.sumsMonths) && indicator.kind !== 'flow')
        return to(cell, { role: 'check', period, basis, undecided: `${LEFT}时点数、比率不能按月相加` });
      // A 合计 is only compared: not worth a question.
      if (basis === null && !cell.isTotal) return to(cell, { role: 'value', period, undecided: NO_BASIS });
      return to(cell, { role: cell.isTotal || isComputed ? 'check' : 'value', period, basis });
    case 'month':
      return to(cell, {
        // A stock under 3月 is that of the month's end; settleMonths leaves it where another column has it too.
        role: (indicator.kind === 'flow' || own?.month != null) && !cell.isTotal && !isComputed ? 'value' : 'check',
        period,
        basis: indicator.kind === 'flow' ? 'month' : basis,
      });
    case 'year-end': {
      // Of a flow it may be the whole year or the month of December; of a stock it is the stock of that day.
      if (indicator.kind !== 'stock')
        return to(cell, { role: 'check', figure: 'last-month', period, basis, undecided: `${LEFT}不是上年同期数` });
      const end = makePeriod(Number(period.slice(0, 4)) - 1, 12);
      return to(cell, { role: cell.isTotal ? 'check' : 'claim', period: end, basis: 'asof' });
    }
    case 'last-year': {
      // 2023年全年 or 2021年末 beside 1—7月 is no 同期; the same month alone is none of 累计.
      const isOther = own?.month != null && own.month !== Number(period.slice(5));
      const isMonth =
        basis !== 'asof' &&
        !isOfTable &&
        ((own?.shape === 'single' && !own.isCumulative && !column.isYtd) ||
          comparedFigure(table, row, column) === 'month');
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
    case 'previous': {
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
        undecided: `${LEFT}不是上年同期数`,
      });
    }
    case 'last-month':
      if (COMPARISON.test(cell.head)) return to(cell, { role: 'check', period, basis, undecided: COMPUTED });
      return to(cell, { role: 'check', period, basis, undecided: `${LEFT}不是上年同期数` });
    case 'rank':
    case 'share':
    case 'difference':
    case 'completion':
      return to(cell, { role: 'check', period, basis, undecided: COMPUTED });
    default:
      return to(cell, { role: 'check', period, basis });
  }
}

/** Says it of the cell itself, which nobody else holds yet: copies of every cell were most of the work. */
function to(
  cell: MappedCell,
  place: Partial<Pick<MappedCell, 'role' | 'period' | 'basis' | 'figure' | 'undecided'>>,
): MappedCell {
  if (place.role !== undefined) cell.role = place.role;
  if (place.period !== undefined) cell.period = place.period;
  if (place.basis !== undefined) cell.basis = place.basis;
  if (place.figure !== undefined) cell.figure = place.figure;
  if (place.undecided !== undefined) cell.undecided = place.undecided;
  return cell;
}

function saysHolding(head: string): boolean {
  return /^\s*(?:总量|总数量|存量|现有数?)\s*$/.test(head);
}

/** 总量 beside 本月新增 is what there is by now: of a flow it may be of many years. */
function isHolding(table: RecognisedTable, column: ColumnAxis, row: RowAxis): boolean {
  if (!column.figureHeads.some(saysHolding) && (row.figure === null || !saysHolding(row.label))) return false;
  return [...table.columns, ...table.rows].some((axis) => axis.figure !== null && axis.label.includes('新增'));
}

/** 目标 and nothing else. */
const BARE_TARGET = /^(?:目标|任务|计划)(?:任务|目标)?(?:数|值|量)?$/;

/** 目标 under a head 1—7月, or beside numbers of one month or one quarter alone: of the year, or of that part? */
function isBareTarget(table: RecognisedTable, row: RowAxis, column: ColumnAxis): boolean {
  if (table.form === 'targets') return false;
  const [heads, span] = row.figure === 'target' ? [[row.label], row.period] : [column.figureHeads, column.period];
  if (!heads.some((head) => BARE_TARGET.test(normaliseName(head)))) return false;
  if (heads.some(saysWholeYear)) return false;
  if (span !== null) return isPartOfYear(span);
  const isQuarter = table.period?.shape === 'quarter' && !table.period.isCumulative;
  const done = [...table.columns, ...table.rows].filter(({ figure }) => figure === 'ytd' || figure === 'month');
  const isMonth = done.length > 0 && done.every(({ figure }) => figure === 'month');
  return (isQuarter && !done.some(({ figure }) => figure === 'ytd')) || isMonth;
}

/** 年度目标 below 2024年1—7月 is of the year all the same; 2024年度一季度目标 is not. */
function saysWholeYear(head: string): boolean {
  return /年度|全年|本年/.test(head) && !findPeriods(head).some(isPartOfYear);
}

function isPartOfYear({ month, shape }: PeriodMention): boolean {
  return month !== null && (month !== 12 || shape === 'single');
}

/** 10月 without 累计: all since January, or that month alone? */
export function namesMonth(period: PeriodMention | null): boolean {
  return period?.shape === 'single' && !period.isCumulative && period.problem === undefined && period.month !== 1;
}

function saysYtd(table: RecognisedTable): boolean {
  return [...table.columns, ...table.rows].some((axis) => axis.figure === 'ytd');
}

/** 累计新增 over a stock is what came to it, not the stock. */
function isIncrease(indicator: StoredIndicator, column: ColumnAxis, row: RowAxis): boolean {
  if (indicator.kind !== 'stock' || indicator.name.includes('新增')) return false;
  return (column.hasFigureWord && column.label.includes('新增')) || (row.figure !== null && row.label.includes('新增'));
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
