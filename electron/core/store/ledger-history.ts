// What happened to one row of a ledger: its changes from the journal and the moves of its stage.

import type { Ledger } from '../../../shared/ledgers/define.js';
import { columnsOf, rowJson } from './journal.js';
import { columnOf, tableOf, type SqlValue } from './ledger-columns.js';
import { manyRows } from './many-rows.js';
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

const insertMoves = manyRows(
  `INSERT INTO ledger_stage (ledger, row_id, at, operator, from_stage, to_stage, on_date, to_whom, note) VALUES`,
  9,
);

/** Call inside write(). */
export function addStageMoves(
  store: Store,
  ledger: Ledger,
  moves: readonly { rowId: number; move: StageMove }[],
): void {
  insertMoves(
    store,
    moves.map(({ rowId, move }) => [
      ledger.id,
      rowId,
      move.at,
      move.operator,
      move.from,
      move.to,
      move.on,
      move.toWhom,
      move.note,
    ]),
  );
}

/**
 * The stages at which rows begin that were inserted one after the other, as moves from nowhere: read from the rows themselves. Call
 * inside write().
 */
export function addFirstStages(
  store: Store,
  ledger: Ledger,
  rows: { status: string; firstId: number; lastId: number; at: string; operator: string },
): void {
  const stage = columnOf(ledger, rows.status);
  store.db
    .prepare(
      `INSERT INTO ledger_stage (ledger, row_id, at, operator, from_stage, to_stage, on_date, to_whom, note)
       SELECT :ledger, t.id, :at, :operator, NULL, ${stage}, NULL, '', '' FROM ${tableOf(ledger)} t
       WHERE t.id BETWEEN :first AND :last AND ${stage} IS NOT NULL ORDER BY t.id`,
    )
    .run({ ledger: ledger.id, at: rows.at, operator: rows.operator, first: rows.firstId, last: rows.lastId });
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

/** A row of a table as a journal entry about it would have it now. */
export function rowAsJournaled(store: Store, table: string, rowId: number): string | null {
  const json = rowJson(columnsOf(store.db, table), 't');
  return (
    (
      prepared(store, `SELECT ${json} AS json FROM ${table} t WHERE t.id = ?`).get(rowId) as
        | { json: string }
        | undefined
    )?.json ?? null
  );
}

export interface RowChange {
  changeSetId: number;
  at: string;
  operator: string;
  label: string;
  before: Record<string, SqlValue> | null;
  after: Record<string, SqlValue> | null;
}

interface ChangeEntry {
  entry: number;
  id: number;
  at: string;
  operator: string;
  label: string;
  before: string | null;
  after: string | null;
  /** Inserted together with others (journal.ts): what it was is in the entry after this one. */
  together: number;
}

/** Changes of a row, newest first. The conditions on table_name and first_id are those of the indexes, word for word. */
export function rowChanges(store: Store, ledger: Ledger, rowId: number): RowChange[] {
  const rows = store.db
    .prepare(
      `SELECT j.id AS entry, j.change_set_id AS id, c.at, c.operator, c.label, j.before, j.after, 0 AS together FROM journal j
       JOIN change_set c ON c.id = j.change_set_id
       WHERE j.table_name GLOB 'ledger_*' AND j.table_name = :table AND json_extract(coalesce(j.after, j.before), '$.id') = :row
       UNION ALL SELECT j.id, j.change_set_id, c.at, c.operator, c.label, NULL, NULL, 1 FROM journal j
       JOIN change_set c ON c.id = j.change_set_id
       WHERE j.first_id IS NOT NULL AND j.table_name = :table AND j.first_id <= :row AND j.last_id >= :row
       ORDER BY entry DESC`,
    )
    .all({ table: ledger.table, row: rowId }) as ChangeEntry[];
  for (const [index, row] of rows.entries())
    if (row.together === 1) row.after = rows[index - 1]?.before ?? rowAsJournaled(store, ledger.table, rowId);
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
