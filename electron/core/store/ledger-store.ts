// SQL of any ledger, built from its declaration: insert, update, remove, find by key, list by page, group with subtotals.
// Every name in the SQL comes from a declared field; values are always bound. Not here: filters (ledger-filter.ts), roll-ups
// (ledger-rollup.ts), checks (shared/ledgers).

import {
  fieldOf,
  fieldsOf,
  statusFieldOf,
  unitFieldOf,
  type FieldValue,
  type Ledger,
  type LedgerRow,
} from '../../../shared/ledgers/define.js';
import { lineTotals, rowUntil } from '../../../shared/ledgers/line-totals.js';
import { isSummed } from '../../../shared/ledgers/summed.js';
import type { LedgerSort } from '../../../shared/contract/calls/ledgers.js';
import {
  columnOf,
  enterpriseIdOf,
  fromColumns,
  fromList,
  listedColumns,
  quoted,
  snake,
  tableOf,
  toSql,
  writtenColumns,
  writtenValues,
  type SqlValue,
} from './ledger-columns.js';
import { orderOf, type Where } from './ledger-filter.js';
import { prepared, preparedLists, preparedValues } from './prepared.js';
import type { Store } from './store.js';

export interface StoredRow {
  id: number;
  row: LedgerRow;
  /** The JSON column as it is: also what no field of the ledger shows any more. */
  extra: Readonly<Record<string, unknown>>;
}

type Columns = Record<string, SqlValue>;

export function stored(ledger: Ledger, columns: Readonly<Columns>): StoredRow {
  return {
    id: columns['id'] as number,
    row: fromColumns(ledger, columns),
    extra: JSON.parse(String(columns['extra'])) as Record<string, unknown>,
  };
}

/** The statement follows from the declaration, and a ledger of 100 000 rows asks for it as often. */
const INSERTS = new WeakMap<Ledger, string>();

/** Call inside write(). Returns the new id. */
export function insertRow(
  store: Store,
  ledger: Ledger,
  row: LedgerRow,
  extra: Readonly<Record<string, unknown>> = {},
): number {
  let sql = INSERTS.get(ledger);
  if (sql === undefined) {
    const names = writtenColumns(ledger);
    sql = `INSERT INTO ${ledger.table} (${names.map(quoted).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    INSERTS.set(ledger, sql);
  }
  return Number(prepared(store, sql).run(writtenValues(ledger, row, extra)).lastInsertRowid);
}

/** Call inside write(). */
export function updateRow(store: Store, ledger: Ledger, { id, row, extra }: StoredRow): void {
  const sql = `UPDATE ${ledger.table} SET ${writtenColumns(ledger)
    .map((name) => `${quoted(name)} = ?`)
    .join(', ')} WHERE id = ?`;
  prepared(store, sql).run([...writtenValues(ledger, row, extra), id]);
}

/** Removes rows with the history of their stages and units, and their files. Call inside write(). Returns how many there were. */
export function removeRows(store: Store, ledger: Ledger, ids: readonly number[]): number {
  const remove = prepared(store, `DELETE FROM ${ledger.table} WHERE id = ?`);
  const stages = prepared(store, 'DELETE FROM ledger_stage WHERE ledger = ? AND row_id = ?');
  const files = prepared(store, 'DELETE FROM ledger_file WHERE ledger = ? AND row_id = ?');
  const units = prepared(store, 'DELETE FROM ledger_former_unit WHERE ledger = ? AND row_id = ?');
  let removed = 0;
  for (const id of ids) {
    removed += remove.run(id).changes;
    stages.run(ledger.id, id);
    units.run(ledger.id, id);
    files.run(ledger.id, id);
  }
  return removed;
}

/** Made once per declaration, as a file of 100 000 rows asks for as many. */
const GETS = new WeakMap<Ledger, string>();

export function getRow(store: Store, ledger: Ledger, id: number): StoredRow | null {
  let sql = GETS.get(ledger);
  if (sql === undefined) {
    sql = `SELECT ${listedColumns(ledger)} FROM ${tableOf(ledger)} t WHERE t.id = ?`;
    GETS.set(ledger, sql);
  }
  const values = preparedLists(store, sql).get(id) as SqlValue[] | undefined;
  return values ? fromList(ledger, values) : null;
}

/** Rows of these ids in their order; one that is not there is left out. */
export function rowsOf(store: Store, ledger: Ledger, ids: readonly number[]): LedgerRow[] {
  const rows = prepared(
    store,
    `SELECT t.* FROM json_each(?) j CROSS JOIN ${tableOf(ledger)} t ON t.id = j.value ORDER BY j.key`,
  ).all(JSON.stringify(ids)) as Columns[];
  return rows.map((columns) => fromColumns(ledger, columns));
}

/** A value as the column that filters look at holds it. */
function comparable(value: FieldValue): SqlValue {
  if (value === null || typeof value !== 'object') return toSql(value);
  return 'name' in value ? value.name : JSON.stringify(value);
}

/** Rows that have the same key (the best key of the row that is known), oldest first. */
export function rowsWithKey(store: Store, ledger: Ledger, row: LedgerRow): { ids: number[]; key: readonly string[] } {
  const key = ledger.keys.find((names) => row[names[0]!] !== null && row[names[0]!] !== undefined);
  if (!key) return { ids: [], key: [] };
  const sql = `SELECT t.id FROM ${tableOf(ledger)} t WHERE ${key
    .map((name) => `${columnOf(ledger, name)} IS ?`)
    .join(' AND ')} ORDER BY t.id`;
  return {
    ids: preparedValues(store, sql).all(key.map((name) => comparable(row[name] ?? null))) as number[],
    key,
  };
}

/** Other rows that have the same values in these fields, end states left out; none where one of the values is unknown. */
export function rowsLike(
  store: Store,
  ledger: Ledger,
  row: LedgerRow,
  about: { fields: readonly string[]; exceptId: number | null },
): number[] {
  if (about.fields.some((name) => (row[name] ?? null) === null)) return [];
  const status = statusFieldOf(ledger);
  const ends = status === null ? [] : (ledger.stages?.ends ?? []);
  const isLive =
    ends.length === 0 ? '' : ` AND ${columnOf(ledger, status!)} NOT IN (${ends.map(() => '?').join(', ')})`;
  const sql = `SELECT t.id FROM ${tableOf(ledger)} t WHERE ${about.fields
    .map((name) => `${columnOf(ledger, name)} = ?`)
    .join(' AND ')} AND t.id IS NOT ?${isLive} ORDER BY t.id`;
  const values = about.fields.map((name) => comparable(row[name] ?? null));
  return preparedValues(store, sql).all([...values, about.exceptId, ...ends]) as number[];
}

/** The first day of rows that have the same values in these fields; null where none of them has one. `ids`: rows that do not count. */
export function firstDayLike(
  store: Store,
  ledger: Ledger,
  row: LedgerRow,
  about: { fields: readonly string[]; on: string; ids: readonly number[] },
): string | null {
  const sql = `SELECT min(${columnOf(ledger, about.on)}) FROM ${tableOf(ledger)} t WHERE ${about.fields
    .map((name) => `${columnOf(ledger, name)} = ?`)
    .join(' AND ')} AND t.id NOT IN (SELECT value FROM json_each(?))`;
  const values = about.fields.map((name) => comparable(row[name] ?? null));
  return preparedValues(store, sql).get([...values, JSON.stringify(about.ids)]) as string | null;
}

/** How many rows speak of an enterprise and pass the conditions: by its code, by the register entry of its name, or by the very name. */
export function rowsOfEnterprise(
  store: Store,
  ledger: Ledger,
  about: { name: string; uscc: string | null; where: readonly Where[] },
): number {
  const name = fieldsOf(ledger).find(([, field]) => field.kind === 'enterprise')?.[0];
  if (name === undefined) return 0;
  const conditions = about.where.map((one) => ` AND ${one.sql}`).join('');
  let count = 0;
  const sql = `SELECT count(*) FROM ${tableOf(ledger)} t WHERE (
      ${enterpriseIdOf(ledger, name)} IN (
        SELECT e.id FROM enterprise e WHERE e.uscc = :uscc OR e.name = :name
        UNION SELECT e.id FROM enterprise e, json_each(e.former_codes) c WHERE e.former_codes <> '[]' AND c.value = :uscc
        UNION SELECT n.enterprise_id FROM enterprise_name n WHERE n.name = :name)
      OR ${columnOf(ledger, name)} = :name)${conditions.replaceAll('?', () => `:v${(count += 1)}`)}`;
  const values = Object.fromEntries(
    about.where.flatMap((one) => one.values).map((value, index) => [`v${index + 1}`, value]),
  );
  return preparedValues(store, sql).get({ uscc: about.uscc, name: about.name, ...values }) as number;
}

/** Fields that can be summed: amounts (分) and counts. */
export function summedFields(ledger: Ledger): string[] {
  return fieldsOf(ledger)
    .filter(([, field]) => isSummed(field))
    .map(([name]) => name);
}

/** What a summed field adds of a row of alias t; `until`: without the entries of its list after that day. Binds nothing. */
function summand(ledger: Ledger, name: string, until: string | undefined): string {
  const column = columnOf(ledger, name);
  const list = until === undefined ? undefined : lineTotals(ledger).find(({ field }) => field === name);
  if (list === undefined || !DAY.test(until!)) return column;
  return `(${column} - (SELECT coalesce(sum(json_extract(line.value, '$.${list.sum}')), 0)
    FROM json_each(${columnOf(ledger, list.lines)}) line WHERE json_extract(line.value, '$.${list.on}') > '${until}'))`;
}

/** Checked here once more, as it stands in the SQL text. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export interface ListedRows {
  total: number;
  /** Sums over all rows that match, by field. */
  sums: Record<string, number>;
  rows: StoredRow[];
}

/** One page of rows with the totals of all that match. */
export function listRows(
  store: Store,
  ledger: Ledger,
  query: {
    where: Where;
    sort: readonly LedgerSort[];
    offset: number;
    limit: number;
    /** Day up to which entries of lists are added. */
    until?: string | undefined;
  },
): ListedRows {
  const { where } = query;
  const sums = summedFields(ledger);
  const sumSql = sums
    .map((name) => `, coalesce(sum(${summand(ledger, name, query.until)}), 0) AS ${quoted(`sum ${name}`)}`)
    .join('');
  const totals = store.db
    .prepare(`SELECT count(*) AS "rows"${sumSql} FROM ${tableOf(ledger)} t WHERE ${where.sql}`)
    .get(where.values) as Record<string, number>;
  const rows = store.db
    .prepare(
      `SELECT t.* FROM ${tableOf(ledger)} t WHERE ${where.sql} ORDER BY ${orderOf(ledger, query.sort)} LIMIT ? OFFSET ?`,
    )
    .all([...where.values, query.limit, query.offset]) as Columns[];
  return {
    total: totals['rows']!,
    sums: Object.fromEntries(sums.map((name) => [name, totals[`sum ${name}`]!])),
    rows: rows.map((columns) => {
      const one = stored(ledger, columns);
      return query.until === undefined ? one : { ...one, row: rowUntil(ledger, one.row, query.until) };
    }),
  };
}

/** The rows that match and came last, newest first. */
export function newestRows(store: Store, ledger: Ledger, where: Where, limit: number): StoredRow[] {
  const rows = store.db
    .prepare(`SELECT t.* FROM ${tableOf(ledger)} t WHERE ${where.sql} ORDER BY t.id DESC LIMIT ?`)
    .all([...where.values, limit]) as Columns[];
  return rows.map((columns) => stored(ledger, columns));
}

/** Ids of all rows in the order they came; in that of a view: ledger-order.ts. */
export function rowIds(store: Store, ledger: Ledger): number[] {
  return store.db
    .prepare(`SELECT t.id FROM ${tableOf(ledger)} t ORDER BY t.id`)
    .pluck()
    .all() as number[];
}

/** The newest row's id, 0 where there is none. */
export function lastRowId(store: Store, ledger: Ledger): number {
  return (prepared(store, `SELECT max(id) AS id FROM ${ledger.table}`).get() as { id: number | null }).id ?? 0;
}

/** All rows in the order they came, one by one. */
export function* storedRows(store: Store, ledger: Ledger): Generator<StoredRow> {
  const sql = `SELECT ${listedColumns(ledger)} FROM ${tableOf(ledger)} t ORDER BY t.id`;
  for (const values of store.db.prepare(sql).raw().iterate()) yield fromList(ledger, values as SqlValue[]);
}

export interface RowGroup {
  /** Value of each grouping field; a month is `YYYY-MM`. */
  keys: FieldValue[];
  count: number;
  sums: Record<string, number>;
}

/** Groups with subtotals, in the order of their keys. */
export function groupRows(
  store: Store,
  ledger: Ledger,
  query: {
    where: Where;
    by: readonly { field: string; part: 'value' | 'month' | 'year' }[];
    /** SQL that stands for the unit of a row instead of its present one. */
    unit?: string | null;
    /** Day up to which entries of lists are added. */
    until?: string;
  },
): RowGroup[] {
  const keys = query.by.map(({ field, part }) => {
    const column = (field === unitFieldOf(ledger) ? query.unit : null) ?? columnOf(ledger, field);
    return part === 'value' ? column : `substr(${column}, 1, ${part === 'month' ? 7 : 4})`;
  });
  const sums = summedFields(ledger);
  const rows = store.db
    .prepare(
      `SELECT ${keys.map((key, index) => `${key} AS "key ${index}"`).join(', ')}, count(*) AS "rows"${sums
        .map((name) => `, coalesce(sum(${summand(ledger, name, query.until)}), 0) AS ${quoted(`sum ${name}`)}`)
        .join('')} FROM ${tableOf(ledger)} t WHERE ${query.where.sql} GROUP BY ${keys.join(', ')} ORDER BY ${query.by
        .map(({ field }, index) =>
          fieldOf(ledger, field)?.kind === 'unit'
            ? `(SELECT u.sort FROM reporting_unit u WHERE u.id = ${keys[index]})`
            : keys[index],
        )
        .join(', ')}`,
    )
    .all(query.where.values) as Record<string, SqlValue>[];
  return rows.map((row) => ({
    keys: query.by.map((_, index) => row[`key ${index}`] ?? null),
    count: row['rows'] as number,
    sums: Object.fromEntries(sums.map((name) => [name, row[`sum ${name}`] as number])),
  }));
}

export function countRows(store: Store, ledger: Ledger): number {
  return store.db
    .prepare(`SELECT count(*) FROM ${tableOf(ledger)}`)
    .pluck()
    .get() as number;
}

export function anyRow(store: Store, ledger: Ledger, { sql, values }: Where): boolean {
  return store.db.prepare(`SELECT 1 FROM ${tableOf(ledger)} t WHERE ${sql} LIMIT 1`).get(values) !== undefined;
}

export function hasRows(store: Store, ledger: Ledger): boolean {
  return store.db.prepare(`SELECT 1 FROM ${tableOf(ledger)} LIMIT 1`).get() !== undefined;
}

/** Puts every row of one enterprise under another: the register's merge. Call inside write(). */
export function moveEnterprise(store: Store, ledger: Ledger, from: number, to: number): number {
  if (ledger.isOwn === true) return moveOwnRows(store, ledger, from, to);
  let moved = 0;
  for (const [name, field] of fieldsOf(ledger)) {
    if (field.kind !== 'enterprise') continue;
    const column = quoted(`${snake(name)}_id`);
    moved += store.db
      .prepare(`UPDATE ${ledger.table} SET ${column} = :to WHERE ${column} = :from`)
      .run({ from, to }).changes;
  }
  return moved;
}

/** The same of an officer-made ledger, which has one enterprise under a fixed name: rows keep it while the field is taken out. */
function moveOwnRows(store: Store, ledger: Ledger, from: number, to: number): number {
  // `|| ''`: SQLite marks what json_set gives as JSON, and the journal would nest it as an object in its own.
  const sql = `UPDATE ${ledger.table} SET extra = json_set(extra, '$.enterprise.id', CAST(:to AS INTEGER)) || ''
    WHERE ledger = :ledger AND enterprise_id = :from`;
  return store.db.prepare(sql).run({ from, to, ledger: ledger.id }).changes;
}
