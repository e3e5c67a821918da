// The rows that a declared roll-up counts, as SQL, and the unit that it counts each of them for. The same rules as
// shared/ledgers/rollup.ts, which says what they mean. Not here: the numbers (ledger-rollup.ts).

import { unitFieldOf, type Ledger, type Rollup, type RowFilter } from '../../../shared/ledgers/define.js';
import {
  basesOf,
  daysOfPeriod,
  plainFilters,
  startsOf,
  usualBasis,
  type PlainFilter,
} from '../../../shared/ledgers/rollup.js';
import { yearOf, type Basis, type Period } from '../../../shared/model/period.js';
import { endsPart } from '../../../shared/statistics/cumulative.js';
import { columnOf, enterpriseIdOf, tableOf, toSql, type SqlValue } from './ledger-columns.js';
import { hasFormerUnits, unitThen } from './former-unit-store.js';
import { both, type Where } from './ledger-filter.js';
import type { Store } from './store.js';

/** Rows of alias t that a roll-up counts for a period; matches nothing where it does not serve the basis, and where no quarter ends. */
export function rollupWhere(ledger: Ledger, rollup: Rollup, period: Period, basis: Basis = usualBasis(rollup)): Where {
  const isServed = basesOf(rollup).includes(basis) && (basis !== 'quarter' || endsPart(period, basis));
  if (!isServed) return { sql: '0', values: [] };
  const column = (name: string): string => columnOf(ledger, name);
  const { from, to } = daysOfPeriod(period, basis);
  const { when } = rollup;
  const parts: string[] = [];
  const values: SqlValue[] = [];
  switch (when.kind) {
    case 'dateIn': {
      const day = firstKnown(when.fields.map(column));
      const isOfYear = when.orYear !== undefined && basis === 'ytd';
      parts.push(
        isOfYear
          ? `(${day} BETWEEN ? AND ? OR ${day} IS NULL AND ${column(when.orYear!)} = ?)`
          : `${day} BETWEEN ? AND ?`,
      );
      values.push(from, to, ...(isOfYear ? [yearOf(period)] : []));
      break;
    }
    case 'validAt':
      parts.push(
        `${firstKnown(startsOf(when).map(column))} <= ?`,
        ...when.to.map((end) => `(${column(end)} IS NULL OR ${column(end)} >= ?)`),
        ...(when.gone ?? []).map((day) => `(${column(day)} IS NULL OR ${column(day)} > ?)`),
      );
      values.push(to, ...when.to.map(() => to), ...(when.gone ?? []).map(() => to));
      break;
    case 'lineIn':
      // The newest date first: it has an index, the entries have none.
      parts.push(
        `${column(when.last)} BETWEEN ? AND '9999-12-31'`,
        `EXISTS (${linesSql('1', column(when.lines), when.on)})`,
      );
      values.push(from, from, to);
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
        `${column(batch)} = (SELECT max(of.batch) FROM (
          SELECT ${other(batch)} AS batch, min(${other(on)}) AS day FROM ${tableOf(ledger)} n
          WHERE ${other(year)} = ? GROUP BY ${other(batch)}) of WHERE of.day IS NULL OR of.day <= ?)`,
      );
      values.push(yearOf(period), yearOf(period), to);
      break;
    }
  }
  const isWholeYear = when.kind === 'yearIs' && to.endsWith('-12-31');
  if ('by' in when && when.by !== undefined && !isWholeYear) {
    parts.push(`(${column(when.by)} IS NULL OR ${column(when.by)} <= ?)`);
    values.push(to);
  }
  for (const filter of rollup.where ?? []) {
    const one = filterWhere(ledger, filter);
    parts.push(one.sql);
    values.push(...one.values);
  }
  return { sql: parts.join(' AND '), values };
}

function firstKnown(columns: readonly string[]): string {
  return columns.length === 1 ? columns[0]! : `coalesce(${columns.join(', ')})`;
}

/** Entries of a list column whose date lies between two days that are bound. */
export function linesSql(what: string, lines: string, on: string): string {
  return `SELECT ${what} FROM json_each(${lines}) line WHERE json_extract(line.value, '$.${on}') BETWEEN ? AND ?`;
}

/** The same of one unit, or of all. */
export function unitRollupWhere(
  ledger: Ledger,
  rollup: Rollup,
  { period, basis, unitId }: { period: Period; basis?: Basis | undefined; unitId: number | null },
): Where {
  const all = rollupWhere(ledger, rollup, period, basis);
  const unit = unitId === null ? null : unitThen(ledger, rollup, period, basis);
  return unit === null ? all : both(all, { sql: `${unit} = ?`, values: [unitId] });
}

/** A filter of a declaration over a row. */
export function filterWhere(ledger: Ledger, filter: RowFilter, alias = 't'): Where {
  const alternatives = plainFilters(ledger, filter).map((all) => all.map((one) => plainWhere(ledger, one, alias)));
  return {
    sql: `(${alternatives.map((all) => all.map(({ sql }) => sql).join(' AND ')).join(' OR ')})`,
    values: alternatives.flat().flatMap(({ values }) => values),
  };
}

function plainWhere(ledger: Ledger, plain: PlainFilter, alias: string): Where {
  if ('tag' in plain)
    return {
      sql: `${enterpriseIdOf(ledger, plain.field, alias)} IN
        (SELECT e.id FROM enterprise e, json_each(e.tags) tag WHERE tag.value = ?)`,
      values: [plain.tag],
    };
  const at = columnOf(ledger, plain.field, alias);
  if ('says' in plain) return { sql: `instr(coalesce(${at}, ''), ?) > 0`, values: [plain.says] };
  if ('isKnown' in plain) return { sql: `${at} IS ${plain.isKnown ? 'NOT ' : ''}NULL`, values: [] };
  const list = 'in' in plain ? plain.in : plain.notIn;
  const marks = list.map(() => '?').join(', ');
  return {
    sql: 'in' in plain ? `${at} IN (${marks})` : `(${at} IS NULL OR ${at} NOT IN (${marks}))`,
    values: list.map(toSql),
  };
}

/** Unit of a row of alias t that a roll-up counts it for, as SQL; NULL where the ledger has none. */
export function unitSql(store: Store, ledger: Ledger, rollup: Rollup, period: Period, basis: Basis): string {
  const unit = unitFieldOf(ledger);
  const now = unit === null ? null : columnOf(ledger, unit);
  return (hasFormerUnits(store, ledger) ? unitThen(ledger, rollup, period, basis) : now) ?? 'NULL';
}
