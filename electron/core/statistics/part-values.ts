// 当月 and 单季 of units and of an issued whole, from cumulative values.

import type { Basis } from '../../../shared/model/period.js';
import { beforePart, endsPart, partFromCumulative, type YearPart } from '../../../shared/statistics/cumulative.js';
import { usableValue, type Figure } from '../../../shared/statistics/figure.js';
import type { StoredIndicator } from '../store/indicator-store.js';
import { type Computation, type Side, NOT_APPLICABLE } from './computation.js';
import { figureOf } from './period-values.js';

/**
 * 当月 or 单季 of each unit: the difference of two cumulative values (indicators.md B.1); a single month or quarter that was handed
 * in stands in only where one of the two is not there (rules.md 1). Null for stocks and ratios, and where no such part ends with
 * the period. Values of different sources are never subtracted, nor is a part of another source than the cumulative value shown
 * beside it.
 */
export function partFigures(
  context: Computation,
  indicator: StoredIndicator,
  { basis, part }: { basis: Basis; part: YearPart },
  { figures, ratios }: Side,
): Map<number, Figure> | null {
  const { period, values } = context;
  if (indicator.kind !== 'flow' || !endsPart(period, part)) return null;
  const previous = beforePart(period, part);
  const nowValues = values.ofIndicator(period, indicator.id, basis);
  const storedValues = values.ofIndicator(period, indicator.id, part);
  const beforeValues = previous === null ? null : values.ofIndicator(previous, indicator.id, basis);
  const parts = new Map<number, Figure>();
  for (const { id } of context.units) {
    const now = nowValues.get(id);
    const stored = storedValues.get(id);
    const before = beforeValues?.get(id);
    const isMixed = now !== undefined && before !== undefined && now.from !== before.from;
    const { figure } = partFromCumulative(
      // Known already, unless what is printed is computed.
      ratios.size === 0 ? (figures.get(id) ?? null) : now === undefined ? null : figureOf(now, indicator),
      before === undefined || isMixed ? null : figureOf(before, indicator),
      previous === null,
    );
    const own = stored === undefined ? null : figureOf(stored, indicator);
    const isOwnSource = stored !== undefined && (now === undefined || now.from === stored.from);
    parts.set(id, usableValue(figure) === null && isOwnSource && usableValue(own) !== null ? own! : figure);
  }
  return parts;
}

/** The part of an issued whole: issued itself, or the difference of two issued values. */
export function wholePart(
  context: Computation,
  indicator: StoredIndicator,
  { basis, part }: { basis: Basis; part: YearPart },
  now: Figure,
): Figure {
  const { period, values } = context;
  const own = values.whole(period, indicator, part);
  if (own !== null) return own;
  const previous = beforePart(period, part);
  const before = previous === null ? null : values.whole(previous, indicator, basis);
  const { figure } = partFromCumulative(now, before, previous === null);
  return figure.state === 'not_submitted' ? NOT_APPLICABLE : figure;
}
