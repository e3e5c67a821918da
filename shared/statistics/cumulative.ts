// Single months and quarters out of cumulative values: the difference of two of them, the first of a year being the cumulative value
// itself (indicators.md B.1, flow). Only for flows; a stock is never added or taken apart over periods.

import { addMonths, monthOf, type Basis, type Period } from '../model/period.js';
import { atScale, known, usableValue, type Figure } from './figure.js';

/** A part of the year that a flow is looked at in by itself: 当月, 单季. */
export type YearPart = Extract<Basis, 'month' | 'quarter'>;

const MONTHS: Record<YearPart, number> = { month: 1, quarter: 3 };

/** True where a part ends with this month: every month does, a quarter in 3, 6, 9 and 12. */
export function endsPart(period: Period, part: YearPart): boolean {
  return monthOf(period) % MONTHS[part] === 0;
}

/** The month before the part that ends here, whose cumulative value is subtracted; null where the part is the first of its year. */
export function beforePart(period: Period, part: YearPart): Period | null {
  return monthOf(period) <= MONTHS[part] ? null : addMonths(period, -MONTHS[part]);
}

export interface PartFigure {
  figure: Figure;
  /** The cumulative value fell: a correction that needs a reason, the figure is negative (indicators.md B.1). */
  falls: boolean;
}

/**
 * A part of the year from the cumulative values at its end and before it, which is ignored where the part `isFirst` of its year.
 * Missing parts give a missing figure, never 0.
 */
export function partFromCumulative(current: Figure | null, previous: Figure | null, isFirst: boolean): PartFigure {
  const parts = isFirst ? [current] : [current, previous];
  const missing = parts.map(missingState).find((state) => state !== null);
  if (missing) return { figure: { state: missing, value: null, scale: current?.scale ?? 0 }, falls: false };
  if (isFirst) return { figure: current!, falls: false };
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
