// Calls of values, benchmarks and targets. One short function per call; the work is in the files beside.

import type { Ctx } from '../context.js';
import { listIndicators } from '../store/indicator-store.js';
import { targetsOfYear } from '../store/target-store.js';
import { obligationsOf } from '../tasks/required.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { listUnits } from '../store/unit-store.js';
import { periodsWithValues } from '../store/value-store.js';
import { benchmarkTables } from './benchmarks.js';
import { listPeriodValues } from './list-values.js';
import { figureOf } from './period-values.js';
import { knownSources } from './other-sources.js';
import { detailOf } from './value-detail.js';
import { gridOf, yearsGridOf } from './values-grid.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { isValidAt } from '../../../shared/model/unit.js';
import { formatFigure } from '../../../shared/statistics/format.js';

export function listValues(ctx: Ctx, { period }: ParsedParams<'values.list'>): Result<'values.list'> {
  return listPeriodValues(ctx, period);
}

export function valuesGrid(ctx: Ctx, { period, view }: ParsedParams<'values.grid'>): Result<'values.grid'> {
  return gridOf(ctx, period, view);
}

export function valuesYears(ctx: Ctx, { period, view, unitId }: ParsedParams<'values.years'>): Result<'values.years'> {
  if (unitId !== null && !listUnits(ctx.store).some((unit) => unit.id === unitId))
    throw new AppError('data.not-found', { what: '填报单位' }, { detail: String(unitId) });
  return yearsGridOf(ctx, period, view, unitId);
}

export function valueSources(ctx: Ctx, { period }: ParsedParams<'values.sources'>): Result<'values.sources'> {
  return { indicators: knownSources(ctx, period) };
}

export function valueDetail(ctx: Ctx, params: ParsedParams<'values.detail'>): Result<'values.detail'> {
  return detailOf(ctx, params);
}

export function periods(ctx: Ctx, _params: ParsedParams<'values.periods'>): Result<'values.periods'> {
  const units = listUnits(ctx.store);
  return {
    periods: periodsWithValues(ctx.store).map((row) => ({
      ...row,
      unitsDue:
        obligationsOf(ctx.store, row.period)?.units.size ?? units.filter((unit) => isValidAt(unit, row.period)).length,
    })),
  };
}

export function listBenchmarks(ctx: Ctx, { period }: ParsedParams<'benchmarks.list'>): Result<'benchmarks.list'> {
  return { tables: benchmarkTables(ctx, period) };
}

export function listTargets(ctx: Ctx, { year }: ParsedParams<'targets.list'>): Result<'targets.list'> {
  const units = listUnits(ctx.store);
  const unitOrder = new Map(units.map((unit, index) => [unit.id, index]));
  const indicators = listIndicators(ctx.store);
  const indicatorOrder = new Map(indicators.map((indicator, index) => [indicator.id, index]));
  const targets = targetsOfYear(ctx.store, year)
    .filter((target) => target.value !== null && unitOrder.has(target.unitId) && indicatorOrder.has(target.indicatorId))
    .sort(
      (a, b) =>
        indicatorOrder.get(a.indicatorId)! - indicatorOrder.get(b.indicatorId)! ||
        unitOrder.get(a.unitId)! - unitOrder.get(b.unitId)!,
    );
  return {
    targets: targets.map((target) => {
      const indicator = indicators[indicatorOrder.get(target.indicatorId)!]!;
      const figure = figureOf({ state: target.value === 0 ? 'zero' : 'value', value: target.value }, indicator);
      return {
        unitId: target.unitId,
        unit: units[unitOrder.get(target.unitId)!]!.name,
        code: indicator.code,
        indicator: indicator.name,
        measure: indicator.measure,
        text: formatFigure(figure, {
          measure: indicator.measure,
          decimals: indicator.precision,
          rounding: ctx.settings.rounding,
        }),
        source: target.source,
      };
    }),
  };
}
