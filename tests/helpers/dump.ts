// All rows of a store, for "exactly as before". Records are left out: undo never takes them back (rules.md 22).

import type Database from 'better-sqlite3';

const RECORDS = new Set(['change_set', 'journal', 'activity_log', 'original_file', 'submission']);

/** Table → rows, ordered by all columns. */
export function dump(db: Database.Database): Record<string, unknown[]> {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    tables
      .filter((table) => !RECORDS.has(table) && !table.startsWith('import_'))
      .map((table) => {
        const columns = (db.pragma(`table_info(${table})`) as { name: string }[]).map((column) => `"${column.name}"`);
        return [table, db.prepare(`SELECT * FROM ${table} ORDER BY ${columns.join(', ')}`).all()];
      }),
  );
}

/** Rows of every table, records included: nothing at all has changed. */
export function countAll(db: Database.Database): Record<string, number> {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    tables.map((table) => [table, db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number]),
  );
}
