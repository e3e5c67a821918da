// SQL of one year's flows by month, quarter and 累计: what has to add up, whenever it was received.

import { BASES, periodFromInt, periodToInt, type Basis, type Period } from '../../../shared/model/period.js';
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

/** A month, a quarter or what has come since January, by its last month. */
export interface YearSpan {
  period: Period;
  basis: Basis;
}

/** Under which months and bases of a year anything is stored of an indicator, of any unit; in their order. */
export function spansOfYear(store: Store, indicatorId: number, year: number): YearSpan[] {
  const rows = prepared(
    store,
    `${YEAR_SQL}, b (basis) AS (VALUES (${YTD}), (${MONTH}), (${QUARTER}))
     SELECT ? * 100 + m.n AS period, b.basis FROM m CROSS JOIN b WHERE EXISTS (SELECT 1 FROM observation o
       WHERE o.period = ? * 100 + m.n AND o.indicator_id = ? AND o.basis = b.basis) ORDER BY m.n, b.basis`,
  ).all(year, year, indicatorId) as { period: number; basis: number }[];
  return rows.map(({ period, basis }) => ({ period: periodFromInt(period), basis: BASES[basis]! }));
}

/** What is stored of a unit under these. Numbers alone, neither 未报 nor 预计, no claims. */
export function partsOfYear(
  store: Store,
  unitId: number,
  indicatorId: number,
  spans: readonly YearSpan[],
): StoredPart[] {
  if (spans.length === 0) return [];
  const value = preparedValues(
    store,
    'SELECT value FROM observation WHERE period = ? AND indicator_id = ? AND basis = ? AND unit_id = ? AND state IN (0, 1)',
  );
  const parts: StoredPart[] = [];
  for (const { period, basis } of spans) {
    const found = value.get(periodToInt(period), indicatorId, BASES.indexOf(basis), unitId) as number | undefined;
    if (found !== undefined) parts.push({ period, basis, value: BigInt(found) });
  }
  return parts;
}

/** Where the number at a key came from: file, cell, the instant it was received at; null for none. */
export function originOf(
  store: Store,
  key: StoredKey,
): { file: string | null; sheet: string | null; cell: string | null; at: string } | null {
  return revisionsOf(store, key)[0] ?? null;
}
