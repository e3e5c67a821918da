// Inserting many rows of a ledger: by one statement that names only what any of them has (of 40 columns a file fills 20, and binding the
// others is a third of the time), and with the indexes made afterwards where most rows are new. One row at a time: ledger-store.ts.

import { fieldsOf, type Ledger, type LedgerRow } from '../../../shared/ledgers/define.js';
import { columnsOf } from './journal.js';
import { columnsOfField, isInJson, quoted, writtenValue, type SqlValue } from './ledger-columns.js';
import { prepared } from './prepared.js';
import type { Store } from './store.js';

/** Fields that at least one of the rows has a value in. */
export function filledFields(ledger: Ledger, rows: Iterable<LedgerRow>): Set<string> {
  const filled = new Set<string>();
  // Names not seen filled yet: soon only those that no row fills.
  let open = fieldsOf(ledger).map(([name]) => name);
  for (const row of rows) {
    const before = filled.size;
    for (const name of open) if (row[name] !== null && row[name] !== undefined) filled.add(name);
    if (filled.size > before) open = open.filter((name) => !filled.has(name));
  }
  return filled;
}

/** Returns what inserts a row with nothing in other fields than these, and gives its id. Call both inside write(). */
export function rowInserter(store: Store, ledger: Ledger, filled: ReadonlySet<string>): (row: LedgerRow) => number {
  // What has a value of its own in the table must be written, also where it is nothing.
  const preset = new Set(
    columnsOf(store.db, ledger.table).flatMap(({ name, dflt_value: value }) => (value === null ? [] : [name])),
  );
  const fields = fieldsOf(ledger);
  const json = fields.filter(([name, field]) => isInJson(ledger, field) && filled.has(name)).map(([name]) => name);
  const plain = fields
    .filter(([, field]) => !isInJson(ledger, field))
    .map(([name, field]) => ({ name, field, columns: columnsOfField(name, field).map((column) => column.name) }))
    .filter(({ name, columns }) => filled.has(name) || columns.some((column) => preset.has(column)));
  const columns = [...(ledger.isOwn === true ? ['ledger'] : []), ...plain.flatMap((one) => one.columns), 'extra'];
  const statement = prepared(
    store,
    `INSERT INTO ${ledger.table} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const values: SqlValue[] = columns.map(() => null);
  return (row) => {
    let at = 0;
    if (ledger.isOwn === true) values[at++] = ledger.id;
    for (const { name, field } of plain) {
      const value = row[name] ?? null;
      if (field.kind === 'enterprise') {
        const ref = value !== null && typeof value === 'object' && 'name' in value ? value : null;
        values[at++] = ref?.name ?? null;
        values[at++] = ref?.id ?? null;
      } else values[at++] = writtenValue(value);
    }
    values[at] = json.length === 0 ? '{}' : JSON.stringify(extraOf(row, json));
    return Number(statement.run(values).lastInsertRowid);
  };
}

function extraOf(row: LedgerRow, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => ((row[name] ?? null) === null ? [] : [[name, row[name]]])));
}

/** From so many rows on, if there are not more already, sorting them once for each index takes less than finding a place for each. */
const MANY_ROWS = 20_000;

/**
 * Runs `insert`, which adds about `rows` rows and reads none of the table but by id. Its indexes are taken off before and made anew
 * after it where that is less work; with the transaction that fails they are there again. Call inside write().
 */
export function insertManyRows<T>(store: Store, table: string, rows: number, insert: () => T): T {
  const { db } = store;
  const stored = db.prepare(`SELECT count(*) FROM ${table}`).pluck();
  if (rows < MANY_ROWS || (stored.get() as number) > rows) return insert();
  const indexes = db
    .prepare(
      `SELECT name, sql FROM main.sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql LIKE 'CREATE INDEX %'`,
    )
    .all(table) as { name: string; sql: string }[];
  for (const { name } of indexes) db.exec(`DROP INDEX main.${quoted(name)}`);
  const result = insert();
  for (const { sql } of indexes) db.exec(sql);
  return result;
}
