// Findings about the periods that receiving a file would change: locked ones, and those that have not begun.

import type { CheckIssue, PlannedCell } from '../../../../shared/import/plan.js';
import { periodTitle, type Period } from '../../../../shared/model/period.js';

/** Targets have December of their year as their period: a closed year takes no more of them. */
const GUARDED: ReadonlySet<PlannedCell['role']> = new Set(['value', 'issued', 'target']);

/** What a file would change in a locked period: nothing is received before the period is reopened. */
export function lockedIssues(cells: readonly PlannedCell[], locked: ReadonlySet<Period>): CheckIssue[] {
  if (locked.size === 0) return [];
  const changes = new Map<Period, number>();
  for (const { role, fate, period } of cells)
    if (GUARDED.has(role) && (fate === 'new' || fate === 'changed') && period !== null && locked.has(period))
      changes.set(period, (changes.get(period) ?? 0) + 1);
  return [...changes].map(([period, count]) => ({
    severity: 'block',
    rule: 'period-locked',
    sheet: null,
    cell: null,
    message: `${periodTitle(period, 'ytd')}已锁定，文件中有${count}个新增或更正的数值不能接收。确需更正时，请先在“汇总表 › 定稿存档”中重新打开本期并写明原因，再回到这里点“全部重新识别”。`,
  }));
}

/** A month that has not begun has no numbers: the year or the month is a slip. The clock may be wrong, so nothing is blocked. */
export function futureIssues(cells: readonly PlannedCell[], thisMonth: Period): CheckIssue[] {
  const future = new Set<Period>();
  for (const { role, fate, period } of cells)
    if (role === 'value' && (fate === 'new' || fate === 'changed') && period !== null && period > thisMonth)
      future.add(period);
  return [...future].toSorted().map((period) => ({
    severity: 'warn',
    rule: 'period-future',
    sheet: null,
    cell: null,
    message: `${periodTitle(period, 'month')}还没有到，文件中却有这一期的数，请核实报表期（今天是${periodTitle(thisMonth, 'month')}）。`,
  }));
}
