// How a target of a year is judged: 考核方式, pace, 上年末值, each own or usual.

import { scaleOf } from '../../../shared/indicators/measures.js';
import { makePeriod, yearOf } from '../../../shared/model/period.js';
import { pow10, type Fraction } from '../../../shared/model/scaled-number.js';
import { figureFraction } from '../../../shared/statistics/figure.js';
import { add } from '../../../shared/statistics/fraction.js';
import { paceAt } from '../../../shared/statistics/target-pace.js';
import { defaultTargetMode, targetModesFor, type TargetMode } from '../../../shared/statistics/target-progress.js';
import type { StoredIndicator } from '../store/indicator-store.js';
import type { Computation, Side } from './computation.js';

/** 考核方式 of a holder: its own, else the indicator's of that year, else the one that fits the kind of indicator. */
export function targetModeOf(context: Computation, indicator: StoredIndicator, unitId: number): TargetMode {
  const stored =
    context.bases.get(`${indicator.id}/${unitId}`)?.mode ?? context.bases.get(`${indicator.id}/0`)?.mode ?? null;
  // A mode that no longer fits the kind (a stock is never 累计) does not hold, whatever is stored.
  return stored !== null && targetModesFor(indicator.kind).includes(stored) ? stored : defaultTargetMode(indicator);
}

export function paceOf(context: Computation, indicator: StoredIndicator): Fraction {
  const points = context.paces.get(indicator.id);
  return points ? paceAt(points, context.period) : context.time;
}

/** 上年末值 of a stock by unit: as stored for December of last year, else as typed with the target. */
export function lastYearEndsOf(context: Computation, indicator: StoredIndicator): (unitId: number) => Fraction | null {
  if (indicator.kind !== 'stock') return () => null;
  const end = makePeriod(yearOf(context.period) - 1, 12);
  return (unitId) => {
    const stored = figureFraction(context.values.baseFigure(end, indicator, 'asof', unitId));
    if (stored !== null) return stored;
    const typed = context.bases.get(`${indicator.id}/${unitId}`)?.base ?? null;
    return typed === null ? null : { n: BigInt(typed), d: pow10(scaleOf(indicator.measure)) };
  };
}

/**
 * 上年末值 of a total: that of the units `ids`, all of which must have a value now, or where the total was issued what was issued for
 * that day. Null where value and base would not be of the same: a unit that has not reported is no decrease.
 */
export function lastYearEndOfTotal(
  context: Computation,
  indicator: StoredIndicator,
  now: Side,
  of: { ids: Iterable<number>; isIssued: boolean },
): Fraction | null {
  if (indicator.kind !== 'stock') return null;
  if (of.isIssued)
    return figureFraction(context.values.whole(makePeriod(yearOf(context.period) - 1, 12), indicator, 'asof'));
  const lastYearEnds = lastYearEndsOf(context, indicator);
  let sum: Fraction | null = null;
  for (const id of of.ids) {
    if (now.figures.get(id)?.state === 'not_applicable') continue;
    const end = now.exact.get(id) == null ? null : lastYearEnds(id);
    if (end === null) return null;
    sum = sum ? add(sum, end) : end;
  }
  return sum;
}
