// 当月 of units and of an issued whole, from cumulative values.

import { addMonths, monthOf, type Basis } from '../../../shared/model/period.js';
import { monthFromCumulative } from '../../../shared/statistics/cumulative.js';
import { usableValue, type Figure } from '../../../shared/statistics/figure.js';
import type { StoredIndicator } from '../store/indicator-store.js';
import { type Computation, type Side, NOT_APPLICABLE } from './computation.js';
import { figureOf } from './period-values.js';

/**
 * 当月 of each unit: the difference of two cumulative values (indicators.md B.1); a single month that was handed in stands in
 * only where one of the two is not there (rules.md 1). Null for stocks and ratios. Values of
 * different sources are never subtracted, nor is a month of another source than the cumulative value shown beside it.
 */
export function monthFigures(
  context: Computation,
  indicator: StoredIndicator,
  basis: Basis,
  { figures, ratios }: Side,
): Map<number, Figure> | null {
  if (indicator.kind !== 'flow') return null;
  const { period, values } = context;
  const month = monthOf(period);
  const nowValues = values.ofIndicator(period, indicator.id, basis);
  const storedValues = values.ofIndicator(period, indicator.id, 'month');
  const beforeValues = month === 1 ? null : values.ofIndicator(addMonths(period, -1), indicator.id, basis);
  const months = new Map<number, Figure>();
  for (const { id } of context.units) {
    const now = nowValues.get(id);
    const stored = storedValues.get(id);
    const before = beforeValues?.get(id);
    const isMixed = now !== undefined && before !== undefined && now.from !== before.from;
    const { figure } = monthFromCumulative(
      // Known already, unless what is printed is computed.
      ratios.size === 0 ? (figures.get(id) ?? null) : now === undefined ? null : figureOf(now, indicator),
      before === undefined || isMixed ? null : figureOf(before, indicator),
      month,
    );
    const own = stored === undefined ? null : figureOf(stored, indicator);
    const isOwnSource = stored !== undefined && (now === undefined || now.from === stored.from);
    months.set(id, usableValue(figure) === null && isOwnSource && usableValue(own) !== null ? own! : figure);
  }
  return months;
}

/** 当月 of an issued whole: issued itself, or the difference of two issued values. */
export function wholeMonth(context: Computation, indicator: StoredIndicator, basis: Basis, now: Figure): Figure {
  const { period, values } = context;
  const own = values.whole(period, indicator, 'month');
  if (own !== null) return own;
  const month = monthOf(period);
  const before = month === 1 ? null : values.whole(addMonths(period, -1), indicator, basis);
  const { figure } = monthFromCumulative(now, before, month);
  return figure.state === 'not_submitted' ? NOT_APPLICABLE : figure;
}
