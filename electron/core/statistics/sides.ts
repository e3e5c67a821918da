// One year of one indicator: figures of units and of the total, of stored values or as a ratio of two, and 市直及未划分.

import type { Basis, Period } from '../../../shared/model/period.js';
import type { Fraction } from '../../../shared/model/scaled-number.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import {
  atScale,
  figureFraction,
  figureFromFraction,
  known,
  NOT_SUBMITTED,
  usableValue,
  type Figure,
} from '../../../shared/statistics/figure.js';
import { populationPeriod } from '../../../shared/statistics/per-capita.js';
import { totalRatio, unitRatio } from '../../../shared/statistics/ratio.js';
import { totalOf, type Total } from '../../../shared/statistics/total.js';
import type { Ctx } from '../context.js';
import type { StoredIndicator } from '../store/indicator-store.js';
import { type Computation, type Side, unaskedUnits, NOT_APPLICABLE, idsOf } from './computation.js';
import type { RatioPart } from './facts.js';
import { headEntries } from './people.js';
import { figureOf } from './period-values.js';

export function sideOf(context: Computation, indicator: StoredIndicator, basis: Basis, period: Period): Side {
  const isNow = period === context.period;
  const units = isNow ? context.units : context.lastUnits;
  const unasked = unaskedUnits(context, indicator, basis, period);
  const counting = new Set(isNow ? context.counting : context.lastCounting);
  for (const id of unasked) counting.delete(id);
  const numerator = indicator.numerator === null ? undefined : context.indicators.get(indicator.numerator);
  const denominator = indicator.denominator === null ? undefined : context.indicators.get(indicator.denominator);
  if (numerator && denominator)
    return { ...ratioSide(context, indicator, { numerator, denominator }, period, units, counting), unasked };

  const figures = new Map<number, Figure | null>();
  const exact = new Map<number, Fraction | null>();
  const stored = context.values.ofIndicator(period, indicator.id, basis);
  const isCompared = !isNow && context.values.hasComparable(period);
  if (stored.size > 0 || isCompared)
    for (const unit of units) {
      const value = stored.get(unit.id);
      const figure = isCompared
        ? context.values.baseFigure(period, indicator, basis, unit.id)
        : value === undefined
          ? null
          : figureOf(value, indicator);
      if (figure === null) continue;
      figures.set(unit.id, figure);
      exact.set(unit.id, figureFraction(figure));
    }
  for (const unit of isNow ? [] : foundedSince(context, units, indicator, basis)) {
    const figure = context.values.baseFigure(period, indicator, basis, unit.id);
    figures.set(unit.id, figure);
    exact.set(unit.id, figureFraction(figure));
  }
  const sum = totalOf(
    units,
    (unit) => unit.id,
    (unit) => figures.get(unit.id) ?? null,
    (unit) => counting.has(unit.id),
  );
  const isSum = indicator.total === 'sum';
  const issued = isSum && context.isWhole ? context.values.whole(period, indicator, basis) : null;
  const whole = issued ?? sum.figure;
  return {
    figures,
    exact,
    ratios: new Map(),
    total: isSum ? whole : NOT_APPLICABLE,
    totalExact: isSum ? figureFraction(whole) : null,
    totalRatio: null,
    missing: idsOf(sum.missing),
    whole: issued === null ? null : { residual: residualOf(issued, sum, unasked) },
    unasked,
  };
}

/**
 * Units that were not there last year and have a 同口径 base all the same: a district that was founded of others is compared with
 * what was theirs. In no total of last year, which has it already where it was.
 */
function foundedSince(
  context: Computation,
  lastUnits: readonly ReportingUnit[],
  indicator: StoredIndicator,
  basis: Basis,
): ReportingUnit[] {
  const { values, lastPeriod } = context;
  if (!values.hasComparable(lastPeriod)) return [];
  const there = new Set(lastUnits.map((unit) => unit.id));
  return context.units.filter(
    (unit) => !there.has(unit.id) && values.comparable(lastPeriod, indicator.id, basis, unit.id)?.state,
  );
}

/** 市直及未划分: the issued whole less its units; null while a unit is missing, whose part it would hold. */
function residualOf(issued: Figure, sum: Total<number>, unasked: readonly number[]): Figure | null {
  const [whole, units] = [usableValue(issued), usableValue(sum.figure)];
  if (whole === null || units === null || sum.missing.length > 0 || unasked.length > 0) return null;
  const scale = Math.max(issued.scale, sum.figure.scale);
  return known(atScale(whole, issued.scale, scale) - atScale(units, sum.figure.scale, scale), scale);
}

function ratioSide(
  context: Computation,
  indicator: StoredIndicator,
  { numerator, denominator }: { numerator: StoredIndicator; denominator: StoredIndicator },
  period: Period,
  units: readonly ReportingUnit[],
  counting: ReadonlySet<number>,
): Omit<Side, 'unasked'> {
  const figures = new Map<number, Figure | null>();
  const exact = new Map<number, Fraction | null>();
  const ratios = new Map<number, { numerator: RatioPart; denominator: RatioPart }>();
  const numeratorBasis: Basis = numerator.kind === 'flow' ? 'ytd' : 'asof';
  const { settings, values } = context;
  const denominatorKey = denominatorKeyOf(context, denominator, period);
  const isNow = period === context.period;
  const figureOfPart = (of: StoredIndicator, at: Period, basis: Basis, unitId: number): Figure | null =>
    isNow ? values.figure(at, of, basis, unitId) : values.baseFigure(at, of, basis, unitId);
  const founded = isNow ? [] : foundedSince(context, units, numerator, numeratorBasis);
  for (const unit of [...units, ...founded]) {
    const top: RatioPart = {
      indicator: numerator,
      period,
      basis: numeratorBasis,
      figure: figureOfPart(numerator, period, numeratorBasis, unit.id),
    };
    const bottom: RatioPart = {
      indicator: denominator,
      ...denominatorKey,
      figure: figureOfPart(denominator, denominatorKey.period, denominatorKey.basis, unit.id),
    };
    const value = unitRatio(top.figure, bottom.figure, indicator.factor);
    ratios.set(unit.id, { numerator: top, denominator: bottom });
    exact.set(unit.id, value);
    figures.set(unit.id, ratioFigure(value, top, bottom, indicator, settings.rounding));
  }
  const whole = totalRatio(
    isPeople(denominator)
      ? headEntries({
          counting,
          valid: new Set(units.map((unit) => unit.id)),
          atYearEnd: context.countingAt(denominatorKey.period),
          reported: context.countingAt(settings.denominator === 'fixed' ? context.report : period),
          numeratorOf: (id) => ratios.get(id)?.numerator.figure ?? null,
          populationOf: (id) => figureOfPart(denominator, denominatorKey.period, denominatorKey.basis, id),
        })
      : units.map((unit) => ({
          id: unit.id,
          numerator: ratios.get(unit.id)!.numerator.figure,
          denominator: ratios.get(unit.id)!.denominator.figure,
          counts: counting.has(unit.id),
        })),
    indicator.factor,
  );
  const issued = (of: StoredIndicator, at: Period, basis: Basis): Figure | null =>
    context.isWhole ? values.whole(at, of, basis) : null;
  const top = issued(numerator, period, numeratorBasis);
  const bottom = issued(denominator, denominatorKey.period, denominatorKey.basis);
  // A whole over the sum of some units would be no ratio: then a missing unit leaves it open.
  const isOpen = (top === null || bottom === null) && whole.missing.length > 0;
  const isIssued = (top !== null || bottom !== null) && !isOpen;
  const ratio = isIssued
    ? unitRatio(top ?? whole.numerator, bottom ?? whole.denominator, indicator.factor)
    : top !== null || bottom !== null
      ? null
      : whole.ratio;
  return {
    figures,
    exact,
    ratios,
    total: figureFromFraction(ratio, indicator.precision, settings.rounding),
    totalExact: ratio,
    totalRatio: {
      numerator: { indicator: numerator, period, basis: numeratorBasis, figure: top ?? whole.numerator },
      denominator: { indicator: denominator, ...denominatorKey, figure: bottom ?? whole.denominator },
    },
    missing: isIssued ? [] : idsOf(whole.missing),
    whole: null,
  };
}

/** A ratio that cannot be computed says why by its state: 未报 where a part is missing, — where the denominator is 0. */
function ratioFigure(
  value: Fraction | null,
  numerator: RatioPart,
  denominator: RatioPart,
  indicator: StoredIndicator,
  rounding: Ctx['settings']['rounding'],
): Figure | null {
  if (value !== null) {
    const figure = figureFromFraction(value, indicator.precision, rounding);
    const isForecast = [numerator, denominator].some((part) => part.figure?.state === 'forecast');
    // A ratio that rounds to 0 is not zero: 0 is said only where the numerator is 0.
    if (isForecast) return { ...figure, state: 'forecast' };
    return { ...figure, state: value.n === 0n ? 'zero' : 'value' };
  }
  if (numerator.figure === null) return null;
  if (usableValue(numerator.figure) === null) return { ...NOT_SUBMITTED, state: numerator.figure.state };
  if (usableValue(denominator.figure) === 0n) return NOT_APPLICABLE;
  // The unit has done its part; a population that the bureau has not entered is no 未报 of the unit.
  if (denominator.indicator.category === 'base' && denominator.figure === null) return NOT_APPLICABLE;
  return { ...NOT_SUBMITTED, state: denominator.figure?.state ?? 'not_submitted' };
}

function isPeople(denominator: StoredIndicator): boolean {
  return denominator.category === 'base' && denominator.measure === '万人';
}

/** Which stored value divides: population of the year end before (rules.md 6), else the same period. */
function denominatorKeyOf(
  context: Computation,
  denominator: StoredIndicator,
  period: Period,
): { period: Period; basis: Basis } {
  if (denominator.kind === 'flow') return { period, basis: 'ytd' };
  if (denominator.category !== 'base') return { period, basis: 'asof' };
  if (!isPeople(denominator) && context.values.has(period, denominator.id, 'asof')) return { period, basis: 'asof' };
  const rule = context.settings.denominator === 'fixed' ? 'fixed' : 'own';
  return { period: populationPeriod(period, context.report, rule), basis: 'asof' };
}
