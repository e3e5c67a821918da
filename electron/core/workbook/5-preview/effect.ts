// 更正影响: what receiving a planned file would change in printed totals, ratios, growth rates, completion and ranks. The plan
// is laid over the store inside a transaction that is always rolled back, and the statistics are computed before and after.

import type { Result } from '../../../../shared/contract/index.js';
import { AppError } from '../../../../shared/errors/app-error.js';
import { addYears, makePeriod, periodTitle, yearOf, type Period } from '../../../../shared/model/period.js';
import type { Ctx } from '../../context.js';
import { copiesTouched } from '../../final-copies/final-copies.js';
import type { Fact, PeriodFacts } from '../../statistics/facts.js';
import { factText, type FactFigure } from '../../statistics/fact-text.js';
import { computeFacts } from '../../statistics/service.js';
import { lockedPeriods } from '../../store/period-lock-store.js';
import { listIndicators } from '../../store/indicator-store.js';
import { rolledBack } from '../../store/write.js';
import { periodsWithValues } from '../../store/value-store.js';
import { CellWriter, writableCells } from '../6-commit/cell-writer.js';
import type { FilePlan } from './plan-file.js';

const LISTED = 500;

type Effect = Result<'import.effect'>;
type Change = Effect['changes'][number];

export function effectOf(ctx: Ctx, plan: FilePlan): Effect {
  const writable = [...writableCells(plan)];
  const locked = [...lockedPeriods(ctx.store)].find((period) =>
    writable.some(
      (cell) =>
        (cell.role === 'value' || cell.role === 'issued' || cell.role === 'target') &&
        cell.period === period &&
        cell.fate !== 'same',
    ),
  );
  if (locked !== undefined) throw new AppError('data.locked', { period: periodTitle(locked, 'ytd') });
  const periods = affectedPeriods(ctx, plan);
  const before = periods.map((period) => computeFacts(ctx, period));
  const after = withPlan(ctx, plan, () => periods.map((period) => computeFacts(ctx, period)));
  const changes = before.flatMap((facts, index) => compare(facts, after[index]!, ctx.settings.rounding));
  return {
    corrected: writable.filter((cell) => cell.fate === 'changed').length,
    added: writable.filter((cell) => cell.fate === 'new' && cell.role === 'value').length,
    changes: changes.slice(0, LISTED),
    more: Math.max(0, changes.length - LISTED),
    finalCopies: copiesTouched(ctx, changedPeriods(plan), (work) => withPlan(ctx, plan, work)),
  };
}

/** Periods that the plan writes into, whatever is computed from them. Targets of a year may stand in any table of it. */
function changedPeriods(plan: FilePlan): Period[] {
  const periods = new Set<Period>();
  for (const { period, role, fate } of plan.cells) {
    if (period === null || fate === 'rejected' || fate === 'conflict') continue;
    periods.add(period);
    if (role === 'target') for (let month = 1; month <= 12; month += 1) periods.add(makePeriod(yearOf(period), month));
  }
  return [...periods];
}

/** Periods of the values, and those that are compared with them a year later. */
function affectedPeriods(ctx: Ctx, plan: FilePlan): Period[] {
  const held = new Set(periodsWithValues(ctx.store).map((entry) => entry.period));
  const periods = new Set<Period>();
  for (const cell of plan.cells) {
    if (cell.period === null || cell.fate === 'rejected' || cell.fate === 'conflict') continue;
    if (cell.role === 'value') periods.add(cell.period);
    const later = cell.role === 'value' || cell.role === 'claim' ? addYears(cell.period, 1) : null;
    if (later !== null && held.has(later)) periods.add(later);
    if (cell.role === 'target')
      for (const period of held) if (period.slice(0, 4) === cell.period.slice(0, 4)) periods.add(period);
  }
  return [...periods].sort();
}

/** Runs `work` as if the plan were received; nothing of it stays. */
function withPlan<T>(ctx: Ctx, plan: FilePlan, work: () => T): T {
  return rolledBack(ctx.store, () => {
    const indicators = new Map(listIndicators(ctx.store).map((indicator) => [indicator.code, indicator.id]));
    new CellWriter(ctx, plan, indicators, { changeSetId: 0, importFileId: 0, reason: '' }).writeAll();
    return work();
  });
}

const TOTAL_FIGURES: readonly FactFigure[] = ['current', 'change', 'completion'];
const UNIT_FIGURES: readonly FactFigure[] = ['change', 'completion', 'rank'];

function compare(before: PeriodFacts, after: PeriodFacts, rounding: Ctx['settings']['rounding']): Change[] {
  const changes: Change[] = [];
  const note = (unit: string, was: Fact | undefined, is: Fact, figures: readonly FactFigure[]): void => {
    for (const figure of figures) {
      const [old, now] = [textOf(was, figure, rounding), textOf(is, figure, rounding)];
      if (old === now) continue;
      changes.push({
        period: after.period,
        code: is.indicator.code,
        indicator: is.indicator.name,
        unitId: is.unitId,
        unit,
        figure,
        measure: is.indicator.measure,
        before: old,
        after: now,
      });
    }
  };
  for (const { indicator, units, total } of after.indicators) {
    const old = before.byCode.get(indicator.code);
    note(after.totalLabel, old?.total, total, TOTAL_FIGURES);
    for (const unit of after.units) {
      const fact = units.get(unit.id);
      if (fact)
        note(unit.name, old?.units.get(unit.id), fact, fact.ratio ? ['current', ...UNIT_FIGURES] : UNIT_FIGURES);
    }
  }
  return changes;
}

/** As printed; '' where nothing would be printed. */
function textOf(fact: Fact | undefined, figure: FactFigure, rounding: Ctx['settings']['rounding']): string {
  if (!fact || !fact.isPrinted) return '';
  if (figure === 'change' && fact.change.kind === 'none') return '';
  if (figure === 'rank' && fact.rank === null) return '';
  if (figure === 'completion' && fact.progress.completion === null) return '';
  return factText(fact, figure, rounding).text;
}
