// Before and after of every changed row, written by temporary triggers so that no statement can forget it. Basis of undo.
// The triggers live in the connection, not in the file: the schema stays plain. See migrations/0001 for the kinds of tables.

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
  'own_target',
  'row_source',
] as const;

interface ColumnInfo {
  name: string;
  pk: number;
}

export function columnsOf(db: Database.Database, table: string): ColumnInfo[] {
  return db.pragma(`main.table_info(${table})`) as ColumnInfo[];
}

function rowJson(columns: ColumnInfo[], alias: string): string {
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
  db.exec('CREATE TEMP TABLE IF NOT EXISTS current_change (id INTEGER NOT NULL)');
  const ledgers = db
    .prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name GLOB ? ORDER BY name")
    .pluck()
    .all(LEDGER_TABLES) as string[];
  for (const table of [...JOURNALED, ...ledgers, ...APPENDED]) {
    const columns = columnsOf(db, table);
    const isAppended = (APPENDED as readonly string[]).includes(table);
    const trigger = (event: string, before: string, after: string): void => {
      db.exec(`CREATE TEMP TRIGGER journal_${table}_${event.toLowerCase()} AFTER ${event} ON main.${table}
        WHEN EXISTS (SELECT 1 FROM temp.current_change)
        BEGIN
          INSERT INTO journal (change_set_id, table_name, before, after)
          VALUES ((SELECT id FROM temp.current_change), '${table}', ${before}, ${after});
        END`);
    };
    if (!isAppended) trigger('INSERT', 'NULL', rowJson(columns, 'NEW'));
    trigger('UPDATE', rowJson(columns, 'OLD'), rowJson(columns, 'NEW'));
    trigger('DELETE', rowJson(columns, 'OLD'), 'NULL');
  }
}

export function isAppendedTable(table: string): boolean {
  return (APPENDED as readonly string[]).includes(table);
}
