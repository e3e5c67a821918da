// Declared roll-ups in SQL, by reporting unit. Not here: which rows they count (rollup-where.ts), and what the rows lack
// (rollup-blanks.ts).

import type { Ledger, Rollup } from '../../../shared/ledgers/define.js';
import { daysOfPeriod, usualBasis } from '../../../shared/ledgers/rollup.js';
import type { Basis, Period } from '../../../shared/model/period.js';
import { columnOf, enterpriseIdOf, tableOf } from './ledger-columns.js';
import type { Where } from './ledger-filter.js';
import { blanksBehind, type Blanks } from './rollup-blanks.js';
import { linesSql, rollupWhere, unitSql } from './rollup-where.js';
import type { Store } from './store.js';

function measureSql(ledger: Ledger, rollup: Rollup, days: { from: string; to: string }): Where {
  const { measure } = rollup;
  const plain = (sql: string): Where => ({ sql, values: [] });
  if (measure === 'rows') return plain('count(*)');
  if ('sum' in measure) {
    const sumOf = (field: string): string => `coalesce(sum(${columnOf(ledger, field)}), 0)`;
    return plain(measure.less === undefined ? sumOf(measure.sum) : `${sumOf(measure.sum)} - ${sumOf(measure.less)}`);
  }
  if ('sumOfLines' in measure) {
    if (rollup.when.kind !== 'lineIn') throw new Error(`${rollup.code}: sumOfLines without lineIn`);
    const amount = `coalesce(sum(json_extract(line.value, '$.${measure.sumOfLines}')), 0)`;
    const sum = linesSql(amount, columnOf(ledger, rollup.when.lines), rollup.when.on);
    return { sql: `coalesce(sum((${sum})), 0)`, values: [days.from, days.to] };
  }
  const { distinct } = measure;
  return plain(`count(DISTINCT coalesce('#' || ${enterpriseIdOf(ledger, distinct)}, ${columnOf(ledger, distinct)}))`);
}

/**
 * Number by reporting unit of then, the key null for rows without one; units without rows are absent. A number is null where every row
 * of the unit lacks what decides it: unknown, and no 0.
 */
export function rollUpStored(
  store: Store,
  ledger: Ledger,
  rollup: Rollup,
  period: Period,
  basis: Basis = usualBasis(rollup),
  blanks: readonly Blanks[] = blanksBehind(store, ledger, rollup, period, basis),
): Map<number | null, number | null> {
  const where = rollupWhere(ledger, rollup, period, basis);
  const measure = measureSql(ledger, rollup, daysOfPeriod(period, basis));
  const by = unitSql(store, ledger, rollup, period, basis);
  const rows = store.db
    .prepare(
      `SELECT ${by} AS unit, ${measure.sql} AS value FROM ${tableOf(ledger)} t WHERE ${where.sql} GROUP BY ${by}`,
    )
    .all([...measure.values, ...where.values]) as { unit: number | null; value: number }[];
  const found = new Map<number | null, number | null>(rows.map((row) => [row.unit, row.value]));
  for (const { unknown } of blanks) for (const unit of unknown) found.set(unit, null);
  return found;
}

/** Number of a unit: 0 without a row, null where it is unknown. */
export function numberOf(byUnit: ReadonlyMap<number | null, number | null>, unitId: number | null): number | null {
  return byUnit.has(unitId) ? byUnit.get(unitId)! : 0;
}

/** Sum of the numbers that are known; null where some are asked and none is. */
export function sumOf(numbers: Iterable<number | null>): number | null {
  const all = [...numbers];
  const known = all.filter((one) => one !== null);
  return all.length > 0 && known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0);
}
