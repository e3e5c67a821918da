// The months of a year next to one, of which a unit's 累计 is known: the month before, or the quarter before where a unit reports
// by quarters; and the next one that is stored already, where an earlier month comes or is corrected later.

import type { Period } from '../../../../shared/model/period.js';
import { addMonths, periodTitle, yearOf } from '../../../../shared/model/period.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { CheckEnv } from './check-env.js';
import { earlierValue, type Group, type OwnClaims } from './groups.js';

export interface Neighbour {
  /** `上月`, otherwise the months that it counts (`1—3月`). */
  when: string;
  value: bigint;
}

/** The newest 累计 of the unit before the group's month, of the same year; of the month before it also as the file itself says it. */
export function cumulativeBefore(
  { unitId, period, basis }: Group,
  cell: ReadCell,
  claims: OwnClaims,
  env: CheckEnv,
): Neighbour | null {
  if (basis !== 'ytd' || period.endsWith('-01')) return null;
  const indicator = cell.indicator!;
  const lastMonth = addMonths(period, -1);
  const own = claims.byName.at(unitId, indicator.id).flatMap((other) => other.period ?? []);
  const months = new Set([lastMonth, ...knownMonths(unitId, indicator.id, period, env), ...own]);
  const earlier = [...months].filter((month) => month < period && yearOf(month) === yearOf(period));
  for (const month of earlier.toSorted().toReversed()) {
    const { value } = earlierValue({ unitId, indicator, period: month, basis }, claims, env);
    if (value !== null) return { when: month === lastMonth ? '上月' : monthsOf(month), value };
  }
  return null;
}

/** The oldest 累计 of the unit after the group's month, of the same year, that is stored and not replaced by this very import. */
export function cumulativeAfter(
  { unitId, period, basis }: Group,
  cell: ReadCell,
  claims: OwnClaims,
  env: CheckEnv,
): Neighbour | null {
  if (basis !== 'ytd') return null;
  const { id } = cell.indicator!;
  const own = claims.byName.at(unitId, id);
  for (const month of knownMonths(unitId, id, period, env)) {
    if (month <= period) continue;
    if (own.some((other) => other.role === 'value' && other.period === month)) return null;
    const known = env.view.correction(unitId, id, month, 'ytd') ?? env.view.best(unitId, id, month, 'ytd');
    if (known !== null && !known.isClaim && known.value !== null) return { when: monthsOf(month), value: known.value };
  }
  return null;
}

/** In their order. */
function knownMonths(unitId: number, indicatorId: number, period: Period, { view }: CheckEnv): Period[] {
  const year = yearOf(period);
  const stored = view.spans(indicatorId, year);
  const pending = view.pendingSpans(unitId, indicatorId, year);
  if (stored.length + pending.length === 0) return [];
  const months = [...stored, ...pending].flatMap((span) => (span.basis === 'ytd' ? [span.period] : []));
  return [...new Set(months)].toSorted();
}

function monthsOf(month: Period): string {
  return periodTitle(month, 'ytd').replace(/^\d+年/u, '');
}
