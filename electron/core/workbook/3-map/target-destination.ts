// Where a number goes that is a target, or that stands in a 分解表: a target is of a whole year.

import type { CellRole } from '../../../../shared/import/plan.js';
import { normaliseName } from '../../../../shared/indicators/normalise.js';
import { makePeriod } from '../../../../shared/model/period.js';
import type { ColumnAxis } from '../2-recognise/axes.js';
import { findPeriods, isPartOfYear } from '../2-recognise/period-text.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import type { TableDecisions } from './answers.js';
import { levelOfAxes } from './decide-targets.js';
import type { MappedCell } from './map-cells.js';
import { to } from './place.js';
import { LEFT, NO_TARGET_SPAN } from './undecided.js';

/** Role and year of a number of a 分解表, or of one below 目标. */
export function targetDestination(
  cell: MappedCell,
  table: RecognisedTable,
  row: RowAxis,
  column: ColumnAxis,
  decisions: TableDecisions,
): MappedCell {
  const { figure } = cell;
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
  const level = cell.isTotal && table.form === 'targets' ? (levelOfAxes(table, row, column) ?? decisions.level) : null;
  if (level !== null) cell.level = level;
  const role: CellRole = cell.isTotal && level === null ? 'check' : 'target';
  return year === null
    ? to(cell, { role, undecided: '年份未确定' })
    : to(cell, { role, period: makePeriod(year, 12), basis: 'ytd', figure: 'target' });
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
