// Which indicators and figures a table shows: layout + options + facts → columns. Before any text is made.

import type { Ctx } from '../context.js';
import type { IndicatorFacts, PeriodFacts } from '../statistics/facts.js';
import { factsOf } from '../statistics/service.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { periodTitle, type Period } from '../../../shared/model/period.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { TableLayout } from '../../../shared/reports/define.js';
import { layoutOf } from '../../../shared/reports/layouts/index.js';
import type { FigureKind, TableOptions } from '../../../shared/reports/print-table.js';

/** An indicator with the figures that the table shows of it. */
export interface TableColumn {
  facts: IndicatorFacts;
  figures: readonly FigureKind[];
}

/** What a table is made of, before it becomes cells: also read by the table of sources. */
export interface TablePlan {
  layout: TableLayout;
  options: TableOptions;
  facts: PeriodFacts;
  columns: TableColumn[];
  /** Indicators that only one unit has: left out unless asked for. */
  ownRows: IndicatorFacts[];
  denominatorRule: Ctx['settings']['denominator'];
}

/** Chooses columns of a table. Throws data.not-found for an unknown layout, data.no-values where there is nothing to print. */
export function planTable(
  ctx: Pick<Ctx, 'store' | 'settings'>,
  name: string,
  period: Period,
  options: TableOptions,
): TablePlan {
  const layout = layoutOf(name);
  if (!layout) throw new AppError('data.not-found', { what: `表样“${name}”` });
  const facts = factsOf(ctx, period);
  const ownRows: IndicatorFacts[] = [];
  const severalReport = reportingUnits(facts).length > 1;
  const chosen = options.codes
    ? options.codes.flatMap((code) => facts.byCode.get(code) ?? [])
    : facts.indicators.filter((candidate) => {
        if (!belongs(layout, candidate)) return false;
        const isOwnRow =
          severalReport && !candidate.isAsked && holders(candidate) === 1 && layout.indicators === 'with-values';
        if (isOwnRow) ownRows.push(candidate);
        return !isOwnRow;
      });
  const columns = chosen
    .map((candidate) => ({ facts: candidate, figures: figuresOf(layout, options, candidate) }))
    .filter((column) => column.figures.length > 0);
  if (columns.length === 0) throw new AppError('data.no-values', { period: periodTitle(period, 'ytd') });
  return { layout, options, facts, columns, ownRows, denominatorRule: ctx.settings.denominator };
}

/** Units of the table that have submitted anything for the period. */
export function reportingUnits(facts: PeriodFacts): ReportingUnit[] {
  return facts.units.filter((unit) =>
    facts.indicators.some((indicator) => {
      const fact = indicator.units.get(unit.id);
      return fact !== undefined && fact.ratio === null && fact.figure.state !== 'not_submitted';
    }),
  );
}

function holders(facts: IndicatorFacts): number {
  return [...facts.units.values()].filter((fact) => fact.exact !== null).length;
}

function belongs(layout: TableLayout, { indicator, hasValues, units, total }: IndicatorFacts): boolean {
  if (indicator.category === 'base') return false;
  switch (layout.indicators) {
    case 'with-values':
      return hasValues;
    case 'with-targets':
      return total.target !== null || [...units.values()].some((fact) => fact.target !== null);
    case 'ranked':
      return [...units.values()].some((fact) => fact.rank !== null);
  }
}

function figuresOf(layout: TableLayout, options: TableOptions, facts: IndicatorFacts): readonly FigureKind[] {
  if (options.figures && options.figures.length > 0) return options.figures;
  const { code, kind } = facts.indicator;
  const isMain = layout.main === 'all' || layout.main.includes(code);
  const figures = isMain ? layout.mainFigures[kind] : layout.minorFigures[kind];
  const hasTarget = facts.total.target !== null;
  return hasTarget ? [...figures, ...layout.targetFigures[kind].filter((one) => !figures.includes(one))] : figures;
}
