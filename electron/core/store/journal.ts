// Before and after of every changed row, written by temporary triggers so that no statement can forget it. Basis of undo.
// The triggers live in the connection, not in the file: the schema stays plain. See migrations/0001 for the kinds of tables.
// Many rows inserted at once are one entry with their first and last id: a copy of each would be larger than the rows, and what
// a row was when it was inserted is what the next entry about it has as `before`, or the row itself where there is none.

import type Database from 'better-sqlite3';

/** Every change of these is journaled. */
const JOURNALED = [
  'bureau',
  'setting',
  'reporting_unit',
  'unit_alias',
  'indicator',
  'recognition_memory',
  'check_rule',
  'waiver',
  'reporting_task',
  'task_unit',
  'task_indicator',
  'task_ledger',
  'task_state',
  'holiday',
  'attachment',
  'contact',
  'enterprise',
  'enterprise_name',
  'table_layout',
  'final_copy',
  'enterprise_pair',
  'target_basis',
  'target_pace',
  'scheme',
  'scheme_score',
  'published',
  'insight_rule',
  'insight_mark',
  'denominator_version',
  'denominator_value',
  'cell_note',
  'upward_form',
] as const;
/** Tables of ledgers and what belongs to their rows: whatever has such a name is journaled, so that a new ledger cannot be forgotten. */
const LEDGER_TABLES = 'ledger_*';
/** Rows are added with their change set and never changed; only taking them out is journaled (that is what redo needs). */
export const APPENDED = [
  'observation_revision',
  'claim',
  'target',
  'benchmark',
  'issued_value',
  'comparable_base',
  'confirmation',
  'confirmation_block',
  'confirmation_taken',
  'own_target',
  'row_source',
  'row_source_block',
] as const;

interface ColumnInfo {
  name: string;
  pk: number;
  /** As SQL; null where it has none. */
  dflt_value: string | null;
}

export function columnsOf(db: Database.Database, table: string): ColumnInfo[] {
  return db.pragma(`main.table_info(${table})`) as ColumnInfo[];
}

/** A row as the journal keeps it. */
export function rowJson(columns: readonly Pick<ColumnInfo, 'name'>[], alias: string): string {
  return `json_object(${columns.map((c) => `'${c.name}', ${alias}."${c.name}"`).join(', ')})`;
}

/** Notes a row that was inserted into an appended table under the name of another change set: the one insert that redo must know. */
export function journalInsert(
  db: Database.Database,
  changeSetId: number,
  table: (typeof APPENDED)[number],
  where: { sql: string; values: unknown[] },
): void {
  db.prepare(
    `INSERT INTO journal (change_set_id, table_name, before, after)
     SELECT ?, ?, NULL, ${rowJson(columnsOf(db, table), table)} FROM ${table} WHERE ${where.sql}`,
  ).run(changeSetId, table, ...where.values);
}

/** Installs the journal on a writing connection. */
export function installJournal(db: Database.Database): void {
  const ledgers = db
    .prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name GLOB ? ORDER BY name")
    .pluck()
    .all(LEDGER_TABLES) as string[];
  const known = columnsByTable(db);
  const triggers = [...JOURNALED, ...ledgers, ...APPENDED].flatMap((table) => {
    const columns = known.get(table);
    if (columns === undefined) throw new Error(`no table ${table}`);
    return [
      ...(isAppendedTable(table) ? [] : [insertTrigger(table, columns)]),
      triggerOf(table, 'UPDATE', rowJson(columns, 'OLD'), rowJson(columns, 'NEW')),
      triggerOf(table, 'DELETE', rowJson(columns, 'OLD'), 'NULL'),
    ];
  });
  // At once: some two hundred at every start.
  db.exec(
    ['CREATE TEMP TABLE IF NOT EXISTS current_change (id INTEGER NOT NULL)', ...triggers]
      .map((sql) => `${sql};`)
      .join('\n'),
  );
}

function columnsByTable(db: Database.Database): Map<string, Pick<ColumnInfo, 'name'>[]> {
  const rows = db
    .prepare(
      `SELECT s.name AS "table", c.name FROM main.sqlite_schema s JOIN pragma_table_info(s.name, 'main') c
       WHERE s.type = 'table' ORDER BY s.name, c.cid`,
    )
    .all() as { table: string; name: string }[];
  return Map.groupBy(rows, ({ table }) => table);
}

function triggerOf(table: string, event: string, before: string, after: string): string {
  return `CREATE TEMP TRIGGER journal_${table}_${event.toLowerCase()} AFTER ${event} ON main.${table}
    WHEN EXISTS (SELECT 1 FROM temp.current_change)
    BEGIN
      INSERT INTO journal (change_set_id, table_name, before, after)
      VALUES ((SELECT id FROM temp.current_change), '${table}', ${before}, ${after});
    END`;
}

function insertTrigger(table: string, columns: readonly Pick<ColumnInfo, 'name'>[]): string {
  return triggerOf(table, 'INSERT', 'NULL', rowJson(columns, 'NEW'));
}

/**
 * Tables whose rows may be journaled together, as SQL over a journal entry of `table`; word for word the conditions of the indexes
 * that find the entries of one row. Their ids are AUTOINCREMENT: never given twice, so that a range stays that of its rows.
 */
export function isEntryOf(table: string): string {
  if (table === 'enterprise') return "table_name = 'enterprise'";
  if (!/^ledger_[a-z_]+$/.test(table)) throw new Error(`rows of ${table} are journaled one by one`);
  return `table_name GLOB 'ledger_*' AND table_name = '${table}'`;
}

/** The last id that a row of the table has or had: the next one gets the next (AUTOINCREMENT). */
export function lastIdOf(db: Database.Database, table: string): number {
  return db
    .prepare(
      `SELECT max(coalesce((SELECT max(id) FROM ${table}), 0), coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0))`,
    )
    .pluck()
    .get(table) as number;
}

/**
 * Runs `insert`, which adds many rows to these tables, and journals the rows of each as one entry. What it updates or removes is
 * journaled as ever. Call inside write(). `ledger`: whose rows they are.
 */
export function insertTogether<T>(
  db: Database.Database,
  tables: readonly string[],
  ledger: string,
  insert: () => T,
): T {
  // Before the rows: undo goes backwards, and a row that `insert` changes as well must be changed back before it goes.
  const begin = db.prepare(
    `INSERT INTO journal (change_set_id, table_name, before, after, first_id)
     VALUES ((SELECT id FROM temp.current_change), ?, NULL, json_object('ledger', ?), ?)`,
  );
  const ranges = tables.map((table) => {
    isEntryOf(table);
    const first = lastIdOf(db, table) + 1;
    return { table, first, entry: begin.run(table, ledger, first).lastInsertRowid };
  });
  // Temporary triggers come and go with the transaction: after a failure they are there again.
  for (const { table } of ranges) db.exec(`DROP TRIGGER temp.journal_${table}_insert`);
  const result = insert();
  for (const { table, first, entry } of ranges) {
    db.exec(insertTrigger(table, columnsOf(db, table)));
    const { last, count } = db
      .prepare(`SELECT max(id) AS last, count(*) AS count FROM ${table} WHERE id >= ?`)
      .get(first) as { last: number | null; count: number };
    if (last === null) db.prepare('DELETE FROM journal WHERE id = ?').run(entry);
    else if (count === last - first + 1) db.prepare('UPDATE journal SET last_id = ? WHERE id = ?').run(last, entry);
    else throw new Error(`rows of ${table} from ${first} to ${last} are ${count}`);
  }
  return result;
}

export function isAppendedTable(table: string): boolean {
  return (APPENDED as readonly string[]).includes(table);
}
