// Single months out of cumulative values: the difference of two of them, January being the cumulative value itself (indicators.md
// B.1, flow). Only for flows; a stock is never added or taken apart over periods.

import { atScale, known, usableValue, type Figure } from './figure.js';

export interface MonthFigure {
  figure: Figure;
  /** The cumulative value fell: a correction that needs a reason, the figure is negative (indicators.md B.1). */
  falls: boolean;
}

/**
 * 当月 of month 1–12 from the cumulative values of that month and the one before, which of January is ignored. Missing parts give a
 * missing figure, never 0.
 */
export function monthFromCumulative(current: Figure | null, previous: Figure | null, month: number): MonthFigure {
  const isJanuary = month === 1;
  const parts = isJanuary ? [current] : [current, previous];
  const missing = parts.map(missingState).find((state) => state !== null);
  if (missing) return { figure: { state: missing, value: null, scale: current?.scale ?? 0 }, falls: false };
  if (isJanuary) return { figure: current!, falls: false };
  const scale = Math.max(current!.scale, previous!.scale);
  const value =
    atScale(usableValue(current)!, current!.scale, scale) - atScale(usableValue(previous)!, previous!.scale, scale);
  const isForecast = parts.some((part) => part!.state === 'forecast');
  return { figure: isForecast ? { state: 'forecast', value, scale } : known(value, scale), falls: value < 0n };
}

function missingState(figure: Figure | null): 'not_submitted' | 'not_applicable' | 'masked' | null {
  if (figure?.state === 'masked' || figure?.state === 'not_applicable') return figure.state;
  return usableValue(figure) === null ? 'not_submitted' : null;
}
