// Single months and quarters out of cumulative values: the difference of two of them, January being the cumulative value
// itself (indicators.md B.1, flow). Only for flows; a stock is never added or taken apart over periods.

import { atScale, known, usableValue, type Figure } from './figure.js';

export interface IntervalFigure {
  figure: Figure;
  /** The cumulative value fell: a correction that needs a reason, the figure is negative (indicators.md B.1). */
  falls: boolean;
}

/**
 * Value of the interval that ends with `end` and follows `before`, both cumulative since 1 January.
 * `before` is ignored where the interval starts the year. Missing parts give a missing figure, never 0.
 */
function intervalFromCumulative(end: Figure | null, before: Figure | null, startsYear: boolean): IntervalFigure {
  const parts = startsYear ? [end] : [end, before];
  const missing = parts.map(missingState).find((state) => state !== null);
  if (missing) return { figure: { state: missing, value: null, scale: end?.scale ?? 0 }, falls: false };
  if (startsYear) return { figure: end!, falls: false };
  const scale = Math.max(end!.scale, before!.scale);
  const value = atScale(usableValue(end)!, end!.scale, scale) - atScale(usableValue(before)!, before!.scale, scale);
  const isForecast = parts.some((part) => part!.state === 'forecast');
  return { figure: isForecast ? { state: 'forecast', value, scale } : known(value, scale), falls: value < 0n };
}

/** 当月 of month 1–12 from the cumulative values of that month and the one before. */
export function monthFromCumulative(current: Figure | null, previous: Figure | null, month: number): IntervalFigure {
  return intervalFromCumulative(current, previous, month === 1);
}

/** 单季 of quarter 1–4 from the cumulative values of its last month and of the quarter before. */
export function quarterFromCumulative(
  current: Figure | null,
  previous: Figure | null,
  quarter: number,
): IntervalFigure {
  return intervalFromCumulative(current, previous, quarter === 1);
}

function missingState(figure: Figure | null): 'not_submitted' | 'not_applicable' | 'masked' | null {
  if (figure?.state === 'masked' || figure?.state === 'not_applicable') return figure.state;
  return usableValue(figure) === null ? 'not_submitted' : null;
}
