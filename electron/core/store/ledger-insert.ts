// Inserting many rows of a ledger: by one statement that names only what any of them has (of 40 columns a file fills 20, and binding the
// others is a third of the time), and with the indexes made afterwards where most rows are new. One row at a time: ledger-store.ts.

import type Database from 'better-sqlite3';

import {
  fieldsOf,
  type EnterpriseRef,
  type Field,
  type Ledger,
  type LedgerRow,
} from '../../../shared/ledgers/define.js';
import { columnsOf, lastIdOf } from './journal.js';
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

/** Rows of one statement: measured best among 1 … 40, a statement per row costs a third more. */
const ROWS_AT_ONCE = 4;

/**
 * Inserts rows with nothing in other fields than `filled`, several at once: a row is in the table when later ones came or after
 * finish(). Nobody else may add rows to the table meanwhile. Use it inside write().
 */
export class RowInserter {
  readonly #columns: string[];
  readonly #plain: readonly { name: string; field: Field }[];
  readonly #json: readonly string[];
  readonly #values: SqlValue[];
  readonly #inOne: Database.Statement;
  readonly #inMany: Database.Statement;
  #waiting = 0;
  #lastId: number;

  constructor(
    readonly store: Store,
    readonly ledger: Ledger,
    filled: ReadonlySet<string>,
  ) {
    // What has a value of its own in the table must be written, also where it is nothing.
    const preset = new Set(
      columnsOf(store.db, ledger.table).flatMap(({ name, dflt_value: value }) => (value === null ? [] : [name])),
    );
    const fields = fieldsOf(ledger);
    this.#json = fields.filter(([name, field]) => isInJson(ledger, field) && filled.has(name)).map(([name]) => name);
    const plain = fields
      .filter(([, field]) => !isInJson(ledger, field))
      .map(([name, field]) => ({ name, field, columns: columnsOfField(name, field).map((column) => column.name) }))
      .filter(({ name, columns }) => filled.has(name) || columns.some((column) => preset.has(column)));
    this.#plain = plain;
    this.#columns = [...(ledger.isOwn === true ? ['ledger'] : []), ...plain.flatMap((one) => one.columns), 'extra'];
    this.#values = Array.from({ length: this.#columns.length * ROWS_AT_ONCE }, () => null);
    this.#inOne = this.#statement(1);
    this.#inMany = this.#statement(ROWS_AT_ONCE);
    this.#lastId = lastIdOf(store.db, ledger.table);
  }

  #statement(rows: number): Database.Statement {
    const row = `(${this.#columns.map(() => '?').join(', ')})`;
    const all = Array.from({ length: rows }, () => row).join(', ');
    return prepared(
      this.store,
      `INSERT INTO ${this.ledger.table} (${this.#columns.map(quoted).join(', ')}) VALUES ${all}`,
    );
  }

  /** `enterprises`: what is written for these fields instead of what the row has. Returns the id of the row. */
  add(row: LedgerRow, enterprises: Readonly<Record<string, EnterpriseRef>> = AS_IN_ROW): number {
    const { ledger } = this;
    const values = this.#values;
    let at = this.#waiting * this.#columns.length;
    if (ledger.isOwn === true) values[at++] = ledger.id;
    for (const { name, field } of this.#plain) {
      if (field.kind === 'enterprise') {
        const value = enterprises[name] ?? row[name] ?? null;
        const ref = value !== null && typeof value === 'object' && 'name' in value ? value : null;
        values[at++] = ref?.name ?? null;
        values[at++] = ref?.id ?? null;
      } else values[at++] = writtenValue(row[name] ?? null);
    }
    values[at] = this.#json.length === 0 ? '{}' : JSON.stringify(extraOf({ ...row, ...enterprises }, this.#json));
    this.#waiting += 1;
    this.#lastId += 1;
    if (this.#waiting === ROWS_AT_ONCE) {
      this.#run(this.#inMany, values, this.#lastId);
      this.#waiting = 0;
    }
    return this.#lastId;
  }

  /** Inserts the rows that wait. */
  finish(): void {
    const width = this.#columns.length;
    for (let n = 0; n < this.#waiting; n += 1) {
      const id = this.#lastId - this.#waiting + 1 + n;
      this.#run(this.#inOne, this.#values.slice(n * width, (n + 1) * width), id);
    }
    this.#waiting = 0;
  }

  #run(statement: Database.Statement, values: readonly SqlValue[], lastId: number): void {
    // One by one: the binding fetches the elements of a list by themselves, which takes a tenth longer.
    const given = Number(statement.run(...values).lastInsertRowid);
    if (given !== lastId) throw new Error(`a row of ${this.ledger.table} got the id ${given}, not ${lastId}`);
  }
}

const AS_IN_ROW: Readonly<Record<string, EnterpriseRef>> = {};

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
  return withRoom(db, () => {
    for (const { name } of indexes) db.exec(`DROP INDEX main.${quoted(name)}`);
    const result = insert();
    for (const { sql } of indexes) db.exec(sql);
    return result;
  });
}

/** Pages of 100 000 rows with their indexes, in KB. */
const ROOM_KB = 160 * 1024;

/**
 * Runs `work` with room for all the pages that it writes. Of those that have no place in the cache a fifth is written to the log twice,
 * and the table is read from there again for each of its indexes. Cached pages are given back as they are needed elsewhere.
 */
function withRoom<T>(db: Database.Database, work: () => T): T {
  const before = Number(db.pragma('cache_size', { simple: true }));
  db.pragma(`cache_size = -${ROOM_KB}`);
  try {
    return work();
  } finally {
    db.pragma(`cache_size = ${before}`);
  }
}
