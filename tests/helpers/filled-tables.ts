// Rows in every table of whatever schema a data file has, made from what the schema itself says: types, checks, references. They mean
// nothing; they are there to be found again.

import type Database from 'better-sqlite3';

const ROWS = 3;

interface Column {
  name: string;
  type: string;
  notnull: number;
  pk: number;
  hidden: number;
}

export function tablesOf(db: Database.Database): string[] {
  return db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
}

/** Rows of a table, by columns it may have more of than these. */
export function rowsOf(db: Database.Database, table: string, columns: readonly string[]): unknown[] {
  const list = columns.map((name) => `"${name}"`).join(', ');
  return db.prepare(`SELECT ${list} FROM "${table}" ORDER BY ${list}`).all();
}

/** Stored columns: computed ones follow from others. */
export function columnsOf(db: Database.Database, table: string): Column[] {
  return (db.pragma(`table_xinfo("${table}")`) as Column[]).filter(({ hidden }) => hidden === 0);
}

/** Puts rows 1, 2, 3 into every empty table. Each names row n of what it refers to. */
export function fillTables(db: Database.Database): void {
  db.pragma('foreign_keys = OFF');
  for (const table of tablesOf(db)) {
    const sql = db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table) as string;
    const columns = columnsOf(db, table);
    const insert = db.prepare(
      `INSERT INTO "${table}" (${columns.map(({ name }) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    if (db.prepare(`SELECT 1 FROM "${table}"`).get() !== undefined) continue;
    // A table of one row says so.
    const rows = sql.includes('CHECK (id = 1)') ? 1 : ROWS;
    for (let row = 1; row <= rows; row += 1)
      insertFitting(
        insert,
        columns,
        columns.map((column) => candidates(sql, column, row)),
      );
  }
  const broken = db.pragma('foreign_key_check') as unknown[];
  if (broken.length > 0) throw new Error(`rows that refer to none: ${JSON.stringify(broken)}`);
  db.pragma('foreign_keys = ON');
}

/** Values for a column, likely ones first: what its CHECK lists, then what texts of this program are. */
function candidates(sql: string, { name, type, notnull }: Column, row: number): unknown[] {
  if (type === 'INTEGER')
    return sql.includes(`${name} INTEGER NOT NULL REFERENCES`) ? [row, 1, 2, ROWS] : [row, 1, 0, null];
  const check = new RegExp(`\\b${name}\\b[^,]*?\\b${name} IN \\(([^)]*)\\)`).exec(sql)?.[1] ?? '';
  const listed = [...check.matchAll(/'([^']*)'/g)].map((match) => match[1]);
  if (listed.length > 0) return [listed[row % listed.length], ...listed, null];
  if (sql.includes(`json_valid(${name})`)) return [`{"t":${row}}`, null];
  const texts = [`t${row}`, `z${row}`, `2022-0${row}`, `2022-01-0${row}`];
  if (type === 'BLOB') return [Buffer.from(`t${row}`)];
  return notnull === 1 ? texts : [...texts, null];
}

/** Begins with the likely row, and takes the next value of a column that a refusal names, until the table takes it. */
function insertFitting(
  insert: Database.Statement,
  columns: readonly Column[],
  choices: readonly (readonly unknown[])[],
): void {
  const at = columns.map(() => 0);
  for (;;)
    try {
      insert.run(choices.map((values, index) => values[at[index]!]));
      return;
    } catch (error) {
      const text = String(error);
      const next = columns.findLastIndex(
        ({ name }, index) => new RegExp(`\\b${name}\\b`).test(text) && at[index]! < choices[index]!.length - 1,
      );
      if (next < 0) throw new Error(insert.source, { cause: error });
      at[next]! += 1;
    }
}
