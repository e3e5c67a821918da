// What happened to one row of a ledger: its changes from the journal and the moves of its stage.

import type { Ledger } from '../../../shared/ledgers/define.js';
import type { SqlValue } from './ledger-columns.js';
import { prepared } from './prepared.js';
import type { Store } from './store.js';

export interface StageMove {
  at: string;
  operator: string;
  from: string | null;
  to: string;
  on: string | null;
  /** 送交: who has it now. */
  toWhom: string;
  note: string;
}

/** Call inside write(). */
export function addStageMove(store: Store, ledger: Ledger, rowId: number, move: StageMove): void {
  prepared(
    store,
    `INSERT INTO ledger_stage (ledger, row_id, at, operator, from_stage, to_stage, on_date, to_whom, note)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(ledger.id, rowId, move.at, move.operator, move.from, move.to, move.on, move.toWhom, move.note);
}

/** Oldest first. */
export function stageMoves(store: Store, ledger: Ledger, rowId: number): StageMove[] {
  return store.db
    .prepare(
      `SELECT at, operator, from_stage AS "from", to_stage AS "to", on_date AS "on", to_whom AS toWhom, note FROM ledger_stage
       WHERE ledger = ? AND row_id = ? ORDER BY id`,
    )
    .all(ledger.id, rowId) as StageMove[];
}

export interface NewestChange {
  at: string;
  operator: string;
  label: string;
}

/** The last step that touched a ledger; null for one that nobody has touched. Goes through journal_ledger_newest. */
export function newestChange(store: Store, ledger: Ledger): NewestChange | null {
  const isOwn = ledger.isOwn === true;
  // All officer-made ledgers share a table: of those the newest entry of this one is looked for backwards.
  const newest = isOwn
    ? `SELECT n.id FROM journal n WHERE n.table_name GLOB 'ledger_*' AND n.table_name = ?
       AND json_extract(coalesce(n.after, n.before), '$.ledger') = ? ORDER BY n.id DESC LIMIT 1`
    : `SELECT max(n.id) FROM journal n WHERE n.table_name GLOB 'ledger_*' AND n.table_name = ?`;
  const found = prepared(
    store,
    `SELECT c.at, c.operator, c.label FROM change_set c WHERE c.id = (SELECT j.change_set_id FROM journal j WHERE j.id = (${newest}))`,
  ).get(...(isOwn ? [ledger.table, ledger.id] : [ledger.table])) as NewestChange | undefined;
  return found ?? null;
}

export interface RowChange {
  changeSetId: number;
  at: string;
  operator: string;
  label: string;
  before: Record<string, SqlValue> | null;
  after: Record<string, SqlValue> | null;
}

/** Changes of a row, newest first. The condition on table_name is that of the index journal_ledger_row, word for word. */
export function rowChanges(store: Store, ledger: Ledger, rowId: number): RowChange[] {
  const rows = store.db
    .prepare(
      `SELECT j.change_set_id AS id, c.at, c.operator, c.label, j.before, j.after FROM journal j
       JOIN change_set c ON c.id = j.change_set_id
       WHERE j.table_name GLOB 'ledger_*' AND j.table_name = ? AND json_extract(coalesce(j.after, j.before), '$.id') = ?
       ORDER BY j.id DESC`,
    )
    .all(ledger.table, rowId) as {
    id: number;
    at: string;
    operator: string;
    label: string;
    before: string | null;
    after: string | null;
  }[];
  const parse = (json: string | null): Record<string, SqlValue> | null =>
    json === null ? null : (JSON.parse(json) as Record<string, SqlValue>);
  return rows.map((row) => ({
    changeSetId: row.id,
    at: row.at,
    operator: row.operator,
    label: row.label,
    before: parse(row.before),
    after: parse(row.after),
  }));
}
