// Declared roll-ups in SQL, by reporting unit. The same rules as shared/ledgers/rollup.ts, which says what they mean.

import { unitFieldOf, type Ledger, type Rollup } from '../../../shared/ledgers/define.js';
import { basesOf, daysOfPeriod, plainFilter, usualBasis } from '../../../shared/ledgers/rollup.js';
import { yearOf, type Basis, type Period } from '../../../shared/model/period.js';
import { columnOf, enterpriseIdOf, tableOf, toSql, type SqlValue } from './ledger-columns.js';
import type { Where } from './ledger-store.js';
import type { Store } from './store.js';

/** Rows of alias t that a roll-up counts for a period; matches nothing where the roll-up does not serve the basis. */
export function rollupWhere(ledger: Ledger, rollup: Rollup, period: Period, basis: Basis = usualBasis(rollup)): Where {
  if (!basesOf(rollup).includes(basis)) return { sql: '0', values: [] };
  const column = (name: string): string => columnOf(ledger, name);
  const { from, to } = daysOfPeriod(period, basis);
  const { when } = rollup;
  const parts: string[] = [];
  const values: SqlValue[] = [];
  switch (when.kind) {
    case 'dateIn': {
      const days = when.fields.map(column);
      parts.push(`${days.length === 1 ? days[0]! : `coalesce(${days.join(', ')})`} BETWEEN ? AND ?`);
      values.push(from, to);
      break;
    }
    case 'validAt':
      parts.push(
        `${column(when.from)} <= ?`,
        ...when.to.map((end) => `(${column(end)} IS NULL OR ${column(end)} >= ?)`),
      );
      values.push(to, ...when.to.map(() => to));
      break;
    case 'yearIs':
      parts.push(`${column(when.field)} = ?`);
      values.push(yearOf(period));
      break;
    case 'newestBatch': {
      const { year, batch, on } = when;
      const other = (name: string): string => columnOf(ledger, name, 'n');
      parts.push(
        `${column(year)} = ?`,
        `(${column(on)} IS NULL OR ${column(on)} <= ?)`,
        `${column(batch)} = (SELECT max(${other(batch)}) FROM ${tableOf(ledger)} n
          WHERE ${other(year)} = ? AND (${other(on)} IS NULL OR ${other(on)} <= ?))`,
      );
      values.push(yearOf(period), to, yearOf(period), to);
      break;
    }
  }
  for (const filter of rollup.where ?? []) {
    const plain = plainFilter(ledger, filter);
    const list = 'in' in plain ? plain.in : plain.notIn;
    const marks = list.map(() => '?').join(', ');
    const at = column(plain.field);
    parts.push('in' in plain ? `${at} IN (${marks})` : `(${at} IS NULL OR ${at} NOT IN (${marks}))`);
    values.push(...list.map(toSql));
  }
  return { sql: parts.join(' AND '), values };
}

function measureSql(ledger: Ledger, rollup: Rollup): string {
  const { measure } = rollup;
  if (measure === 'rows') return 'count(*)';
  if ('sum' in measure) return `coalesce(sum(${columnOf(ledger, measure.sum)}), 0)`;
  const { distinct } = measure;
  return `count(DISTINCT coalesce('#' || ${enterpriseIdOf(ledger, distinct)}, ${columnOf(ledger, distinct)}))`;
}

/** Number by reporting unit, null for rows without one; units without rows are absent. */
export function rollUpStored(
  store: Store,
  ledger: Ledger,
  rollup: Rollup,
  period: Period,
  basis: Basis = usualBasis(rollup),
): Map<number | null, number> {
  const where = rollupWhere(ledger, rollup, period, basis);
  const unit = unitFieldOf(ledger);
  const by = unit === null ? 'NULL' : columnOf(ledger, unit);
  const rows = store.db
    .prepare(
      `SELECT ${by} AS unit, ${measureSql(ledger, rollup)} AS value FROM ${tableOf(ledger)} t WHERE ${where.sql} GROUP BY ${by}`,
    )
    .all(where.values) as { unit: number | null; value: number }[];
  return new Map(rows.map((row) => [row.unit, row.value]));
}
