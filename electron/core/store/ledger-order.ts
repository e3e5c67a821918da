// The rows of a view in their order: ids first, contents as they come into sight. An id list of 100 000 rows is asked for once;
// pages by OFFSET would sort again for each of them, and rows would change places under the officer's hands.

import { fieldOf, type FieldValue, type Ledger } from '../../../shared/ledgers/define.js';
import type { GroupBy } from '../../../shared/contract/calls/ledger-grid.js';
import type { LedgerSort } from '../../../shared/contract/calls/ledgers.js';
import { allStages } from '../../../shared/ledgers/stages.js';
import { columnOf, quoted, tableOf, type SqlValue } from './ledger-columns.js';
import { stored, summedFields, type RowGroup, type StoredRow, type Where } from './ledger-store.js';
import type { Store } from './store.js';

export interface RowOrder {
  ids: number[];
  sums: Record<string, number>;
  groups: RowGroup[];
}

interface OrderQuery {
  where: Where;
  sort: readonly LedgerSort[];
  groupBy: readonly GroupBy[];
}

/** What a field is ordered by: units as registered, stages as they follow each other, everything else by its own value. */
function orderTerm(ledger: Ledger, field: string, column: string): string {
  const kind = fieldOf(ledger, field)?.kind;
  if (kind === 'unit') return `u_${field}.sort`;
  if (kind === 'status' && ledger.stages) {
    // Words of the declaration; an officer may have written it, so quotes are doubled.
    const cases = allStages(ledger.stages).map((stage, index) => `WHEN '${stage.replaceAll("'", "''")}' THEN ${index}`);
    return `CASE ${column} ${cases.join(' ')} ELSE 999 END`;
  }
  return column;
}

function keyOf(ledger: Ledger, { field, part }: GroupBy): string {
  const column = columnOf(ledger, field);
  return part === 'value' ? column : `substr(${column}, 1, ${part === 'month' ? 7 : 4})`;
}

/** Ids of all rows of a view, grouped first and sorted then; the id makes the order complete. Groups stand in the same order. */
export function orderRows(store: Store, ledger: Ledger, { where, sort, groupBy }: OrderQuery): RowOrder {
  const keys = groupBy.map((by) => ({ ...by, column: keyOf(ledger, by) }));
  const groupTerms = keys.map((key) => orderTerm(ledger, key.field, key.column));
  const sortTerms = sort.map(({ field, isDescending }) => {
    return `${orderTerm(ledger, field, columnOf(ledger, field))} ${isDescending ? 'DESC' : 'ASC'}`;
  });
  const unitFields = [
    ...new Set(
      [...keys.map((key) => key.field), ...sort.map(({ field }) => field)].filter(
        (field) => fieldOf(ledger, field)?.kind === 'unit',
      ),
    ),
  ];
  const from = `${tableOf(ledger)} t ${unitFields
    .map((field) => `LEFT JOIN reporting_unit u_${field} ON u_${field}.id = ${columnOf(ledger, field)}`)
    .join(' ')}`;
  const order = [
    ...groupTerms,
    // Two names of one rank must not be mixed: the key itself parts them.
    ...keys.map((key) => key.column),
    ...sortTerms,
    `t.id ${sort.at(-1)?.isDescending === true ? 'DESC' : 'ASC'}`,
  ].join(', ');
  const ids = store.db
    .prepare(`SELECT t.id FROM ${from} WHERE ${where.sql} ORDER BY ${order}`)
    .pluck()
    .all(where.values) as number[];

  const summed = summedFields(ledger);
  const sumSql = summed
    .map((name) => `, coalesce(sum(${columnOf(ledger, name)}), 0) AS ${quoted(`sum ${name}`)}`)
    .join('');
  const sumsOf = (row: Record<string, SqlValue>): Record<string, number> =>
    Object.fromEntries(summed.map((name) => [name, row[`sum ${name}`] as number]));
  if (keys.length === 0) {
    const totals = store.db
      .prepare(`SELECT count(*) AS "rows"${sumSql} FROM ${tableOf(ledger)} t WHERE ${where.sql}`)
      .get(where.values) as Record<string, SqlValue>;
    return { ids, sums: sumsOf(totals), groups: [] };
  }
  const grouped = store.db
    .prepare(
      `SELECT ${keys.map(({ column }, index) => `${column} AS "key ${index}"`).join(', ')}, count(*) AS "rows"${sumSql}
       FROM ${from} WHERE ${where.sql} GROUP BY ${keys.map(({ column }) => column).join(', ')}
       ORDER BY ${[...groupTerms, ...keys.map(({ column }) => column)].join(', ')}`,
    )
    .all(where.values) as Record<string, SqlValue>[];
  const groups = grouped.map((row) => ({
    keys: keys.map((_, index): FieldValue => row[`key ${index}`] ?? null),
    count: row['rows'] as number,
    sums: sumsOf(row),
  }));
  // 分 are integers well below 2^53; a sum of sums is as exact as the sum.
  const sums = Object.fromEntries(
    summed.map((name) => [name, groups.reduce((total, group) => total + (group.sums[name] ?? 0), 0)]),
  );
  return { ids, sums, groups };
}

/** Rows by id in the order asked for; those that are gone are left out. */
export function readRows(store: Store, ledger: Ledger, ids: readonly number[]): StoredRow[] {
  const found = store.db
    .prepare(`SELECT t.* FROM ${tableOf(ledger)} t WHERE t.id IN (SELECT value FROM json_each(?))`)
    .all(JSON.stringify(ids)) as Record<string, SqlValue>[];
  const byId = new Map(found.map((columns) => [columns['id'] as number, columns]));
  return ids.flatMap((id) => {
    const columns = byId.get(id);
    return columns ? [stored(ledger, columns)] : [];
  });
}

export interface ColumnFigures {
  filled: number;
  numbers: number;
  sum: number | null;
  max: number | null;
  min: number | null;
  isAmount: boolean;
}

/** Figures over the cells of chosen rows and columns. Amounts (分) and counts are never added to each other. */
export function figuresOf(
  store: Store,
  ledger: Ledger,
  ids: readonly number[],
  fields: readonly string[],
): ColumnFigures {
  const kinds = fields.map((field) => fieldOf(ledger, field)?.kind);
  const isAmount = (index: number): boolean => kinds[index] === 'amount';
  // Years and numbers of batches are whole numbers too, but nobody adds them.
  const summed = new Set(summedFields(ledger));
  const isNumber = (index: number): boolean => summed.has(fields[index]!);
  const columns = fields.map((field) => columnOf(ledger, field));
  const numeric = fields.map((_, index) => index).filter(isNumber);
  if (fields.length === 0) return { filled: 0, numbers: 0, sum: null, max: null, min: null, isAmount: false };
  const row = store.db
    .prepare(
      `SELECT ${columns.map((column, index) => `count(${column}) AS n${index}`).join(', ')}${numeric
        .map(
          (index) =>
            `, sum(${columns[index]}) AS s${index}, max(${columns[index]}) AS x${index}, min(${columns[index]}) AS m${index}`,
        )
        .join('')} FROM ${tableOf(ledger)} t WHERE t.id IN (SELECT value FROM json_each(?))`,
    )
    .get(JSON.stringify(ids)) as Record<string, number | null>;
  const filled = fields.reduce((total, _, index) => total + (row[`n${index}`] ?? 0), 0);
  const numbers = numeric.reduce((total, index) => total + (row[`n${index}`] ?? 0), 0);
  const used = numeric.filter((index) => (row[`n${index}`] ?? 0) > 0);
  const isMixed = new Set(used.map(isAmount)).size > 1;
  if (used.length === 0 || isMixed) return { filled, numbers, sum: null, max: null, min: null, isAmount: false };
  return {
    filled,
    numbers,
    sum: used.reduce((total, index) => total + row[`s${index}`]!, 0),
    max: Math.max(...used.map((index) => row[`x${index}`]!)),
    min: Math.min(...used.map((index) => row[`m${index}`]!)),
    isAmount: isAmount(used[0]!),
  };
}

/** Values that a field has, the most frequent first. Lists (several choices, several numbers) are counted as they are stored. */
export function valuesOfField(
  store: Store,
  ledger: Ledger,
  field: string,
  limit: number,
): { value: FieldValue; count: number }[] {
  const column = columnOf(ledger, field);
  const isYesNo = fieldOf(ledger, field)?.kind === 'yesNo';
  const rows = store.db
    .prepare(
      `SELECT ${column} AS value, count(*) AS "rows" FROM ${tableOf(ledger)} t WHERE ${column} IS NOT NULL
       GROUP BY ${column} ORDER BY count(*) DESC, ${column} LIMIT ?`,
    )
    .all(limit) as { value: SqlValue; rows: number }[];
  return rows.map(({ value, rows: count }) => ({ value: isYesNo ? value === 1 : value, count }));
}
