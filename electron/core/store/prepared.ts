// Statements that run once per row, prepared once per connection: preparing anew takes longer than running.
// For SQL that is made of declarations or is constant; not for the filters of a grid, which are endless.

import type Database from 'better-sqlite3';

import type { Store } from './store.js';

const STATEMENTS = new WeakMap<Database.Database, Map<string, Database.Statement>>();

function cached(store: Store, key: string, make: () => Database.Statement): Database.Statement {
  let ofStore = STATEMENTS.get(store.db);
  if (!ofStore) STATEMENTS.set(store.db, (ofStore = new Map<string, Database.Statement>()));
  let statement = ofStore.get(key);
  if (!statement) ofStore.set(key, (statement = make()));
  return statement;
}

export function prepared(store: Store, sql: string): Database.Statement {
  return cached(store, sql, () => store.db.prepare(sql));
}

/** The same for rows as lists of their columns: of thousands of rows half the time goes into naming columns. */
export function preparedLists(store: Store, sql: string): Database.Statement {
  return cached(store, `raw ${sql}`, () => store.db.prepare(sql).raw());
}

/** The same for single values: pluck() changes the statement itself, so these are kept apart. */
export function preparedValues(store: Store, sql: string): Database.Statement {
  return cached(store, `pluck ${sql}`, () => store.db.prepare(sql).pluck());
}
