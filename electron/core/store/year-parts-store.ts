// SQL of one year's flows by month, quarter and 累计: what has to add up, whenever it was received.

import { BASES, periodFromInt, type Basis, type Period } from '../../../shared/model/period.js';
import { prepared, preparedValues } from './prepared.js';
import type { Store } from './store.js';
import { revisionsOf, type StoredKey } from './value-store.js';

export interface StoredPart {
  period: Period;
  basis: Basis;
  /** Integer at the indicator's store scale. */
  value: bigint;
}

const MONTHS = Array.from({ length: 12 }, (_, month) => month + 1).join(', ');
const [YTD, MONTH, QUARTER] = (['ytd', 'month', 'quarter'] as const).map((basis) => BASES.indexOf(basis));
/** Months first: the key of the table begins with the period, so this is a few look-ups and no scan. */
const YEAR_SQL = `WITH m (n) AS (VALUES ${MONTHS.replaceAll(/\d+/g, '($&)')})`;

/** Numbers of single months or quarters are stored of the year; most offices keep 累计 alone. */
export function holdsMonths(store: Store, indicatorId: number, year: number): boolean {
  const found = preparedValues(
    store,
    `${YEAR_SQL} SELECT 1 FROM m CROSS JOIN observation o ON o.period = ? * 100 + m.n AND o.indicator_id = ?
      AND o.basis IN (${MONTH}, ${QUARTER}) LIMIT 1`,
  ).get(year, indicatorId);
  return found !== undefined;
}

/** What is stored of a unit's year: months, quarters, 累计. Numbers alone, neither 未报 nor 预计, no claims. */
export function partsOfYear(store: Store, unitId: number, indicatorId: number, year: number): StoredPart[] {
  const rows = prepared(
    store,
    `${YEAR_SQL} SELECT o.period, o.basis, o.value FROM m CROSS JOIN observation o ON o.period = ? * 100 + m.n
      AND o.indicator_id = ? AND o.basis IN (${YTD}, ${MONTH}, ${QUARTER}) AND o.unit_id = ? WHERE o.state IN (0, 1)`,
  ).all(year, indicatorId, unitId) as { period: number; basis: number; value: number }[];
  return rows.map(({ period, basis, value }) => ({
    period: periodFromInt(period),
    basis: BASES[basis]!,
    value: BigInt(value),
  }));
}

/** Where the number at a key came from: file, cell, the instant it was received at; null for none. */
export function originOf(
  store: Store,
  key: StoredKey,
): { file: string | null; sheet: string | null; cell: string | null; at: string } | null {
  return revisionsOf(store, key)[0] ?? null;
}
