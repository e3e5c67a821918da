// What the facts of one indicator are computed from, and what holds of an indicator there: its basis, whether it is computed, who
// is not asked for it. Facts themselves: indicator-facts.ts.

import type { Basis, Period } from '../../../shared/model/period.js';
import type { Fraction } from '../../../shared/model/scaled-number.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { Figure } from '../../../shared/statistics/figure.js';
import type { MissingUnit } from '../../../shared/statistics/total.js';
import type { Ctx } from '../context.js';
import type { StoredIndicator } from '../store/indicator-store.js';
import type { TargetBasis } from '../store/target-basis-store.js';
import type { Obligations } from '../tasks/required.js';
import type { RatioPart } from './facts.js';
import type { PeriodValues } from './period-values.js';

/** Everything that the computation of one indicator looks at. */
export interface Computation {
  period: Period;
  /** What the table reports on: the period, or a later one whose denominators hold. */
  report: Period;
  lastPeriod: Period;
  settings: Ctx['settings'];
  values: PeriodValues;
  /** The total is that of all units: what was issued for the whole area may stand for it. */
  isWhole: boolean;
  indicators: ReadonlyMap<string, StoredIndicator>;
  /** Valid at the end of the period, and at the end of last year's. */
  units: ReportingUnit[];
  lastUnits: ReportingUnit[];
  counting: ReadonlySet<number>;
  lastCounting: ReadonlySet<number>;
  /** Units of the total at the end of any period. */
  countingAt: (period: Period) => ReadonlySet<number>;
  /** indicator id → unit id → target */
  targets: ReadonlyMap<number, ReadonlyMap<number, Fraction>>;
  time: Fraction;
  /** `indicator id/unit id` → how the target is judged; unit id 0 for all holders. */
  bases: ReadonlyMap<string, TargetBasis>;
  /** indicator id → own pace. */
  paces: ReadonlyMap<number, readonly number[]>;
  /** What the reporting tasks of the period ask for; null where none falls due. */
  obligations: Obligations | null;
}

/** One year of one indicator: figures of units (those without one may be left out) and of the total. */
export interface Side {
  figures: Map<number, Figure | null>;
  exact: Map<number, Fraction | null>;
  ratios: Map<number, { numerator: RatioPart; denominator: RatioPart }>;
  total: Figure;
  totalExact: Fraction | null;
  totalRatio: { numerator: RatioPart; denominator: RatioPart } | null;
  missing: number[];
  /** The total was issued and is no sum; then what it is more than the sum of its units, null where that cannot be told. */
  whole: { residual: Figure | null } | null;
  /** Units of the total that gave nothing because nothing is asked of them: in no sum, and not missing (rules.md 5). */
  unasked: number[];
}

/** Basis of an indicator in a monthly table: flows cumulative, stocks at the date, ratios as their parts. */
export function basisOf(context: Computation, indicator: StoredIndicator): Basis {
  if (indicator.kind === 'flow') return 'ytd';
  if (indicator.kind === 'stock') return 'asof';
  const numerator = indicator.numerator === null ? undefined : context.indicators.get(indicator.numerator);
  if (numerator) return numerator.kind === 'flow' ? 'ytd' : 'asof';
  // A published ratio has no parts here: as it was stored.
  return (
    (['asof', 'ytd', 'quarter', 'month'] as const).find((basis) =>
      context.values.has(context.period, indicator.id, basis),
    ) ?? 'asof'
  );
}

/** A ratio of two other indicators, never stored itself. */
export function isComputed(indicator: StoredIndicator): boolean {
  return indicator.numerator !== null && indicator.denominator !== null;
}

/** What a task must ask for so that the indicator is asked for: of a ratio that is computed, its numerator. */
export function askedIndicator(context: Computation, indicator: StoredIndicator): StoredIndicator {
  return (isComputed(indicator) ? context.indicators.get(indicator.numerator!) : undefined) ?? indicator;
}

function plainBasis(indicator: StoredIndicator): Basis {
  return indicator.kind === 'flow' ? 'ytd' : 'asof';
}

/** Units of the total of whom no task asks the indicator, and that gave nothing. */
export function unaskedUnits(context: Computation, indicator: StoredIndicator, basis: Basis, period: Period): number[] {
  const { obligations } = context;
  if (obligations === null) return [];
  const asked = askedIndicator(context, indicator);
  const isNow = period === context.period;
  const counting = isNow ? context.counting : context.lastCounting;
  return (isNow ? context.units : context.lastUnits)
    .filter((unit) => {
      if (!counting.has(unit.id) || obligations.dutyOf(unit.id, asked.id) !== 'not-required') return false;
      const of = asked === indicator ? basis : plainBasis(asked);
      // A 同口径 base is a number to compare with, whoever gave it.
      const figure = isNow
        ? context.values.figure(period, asked, of, unit.id)
        : context.values.baseFigure(period, asked, of, unit.id);
      return figure === null || figure.state === 'not_submitted';
    })
    .map((unit) => unit.id);
}

export const NOT_APPLICABLE: Figure = { state: 'not_applicable', value: null, scale: 0 };

export function idsOf(missing: readonly MissingUnit<number>[]): number[] {
  return missing.map((unit) => unit.id);
}
