// SQL of ledgers that came in: which ledger of which unit for which period, and what says so. Kept beside the rows, which carry no
// period, and also where there was no row (本期无). Undo of an import or a mark takes them out by the journal.

import { periodToInt, type Period } from '../../../shared/model/period.js';
import type { ToldBy } from '../../../shared/tasks/board.js';
import type { DateText } from '../../../shared/tasks/working-days.js';
import { prepared } from './prepared.js';
import type { Store } from './store.js';

export interface LedgerSubmission {
  ledger: string;
  unitId: number;
  changeSetId: number;
  /** When it was received, or marked. */
  at: string;
  importFileId: number | null;
  file: string;
  toldBy: ToldBy;
  rows: number;
  /** Rows among them that were new or changed. */
  stored: number;
  receivedOn: DateText | null;
  reason: string;
}

/** Of all units for a period, oldest first. */
export function ledgerSubmissions(store: Store, period: Period): LedgerSubmission[] {
  return prepared(
    store,
    `SELECT s.ledger, s.unit_id AS unitId, s.change_set_id AS changeSetId, c.at, s.import_file_id AS importFileId,
       coalesce(f.file, '') AS file, s.told_by AS toldBy, s.row_count AS rows, s.stored, s.received_on AS receivedOn, s.reason
     FROM ledger_submission s JOIN change_set c ON c.id = s.change_set_id LEFT JOIN import_file f ON f.id = s.import_file_id
     WHERE s.period = ? ORDER BY s.id`,
  ).all(periodToInt(period)) as LedgerSubmission[];
}

export interface NewLedgerSubmission {
  ledger: string;
  unitId: number;
  period: Period;
  changeSetId: number;
  importFileId: number | null;
  toldBy: ToldBy;
  rows: number;
  stored: number;
  receivedOn: DateText | null;
  reason: string;
}

/** Call inside write(). */
export function addLedgerSubmission(store: Store, one: NewLedgerSubmission): void {
  prepared(
    store,
    `INSERT INTO ledger_submission (ledger, unit_id, period, change_set_id, import_file_id, told_by, row_count, stored, received_on, reason)
     VALUES (:ledger, :unitId, :period, :changeSetId, :importFileId, :toldBy, :rows, :stored, :receivedOn, :reason)`,
  ).run({ ...one, period: periodToInt(one.period) });
}

/** A file has brought it. */
export function hasLedgerFile(store: Store, key: { ledger: string; unitId: number; period: Period }): boolean {
  const row = prepared(
    store,
    `SELECT 1 FROM ledger_submission WHERE unit_id = :unitId AND period = :period AND ledger = :ledger AND told_by <> 'hand'`,
  ).get({ ...key, period: periodToInt(key.period) });
  return row !== undefined;
}

/** Takes back what the officer marked by hand. Call inside write(). */
export function removeHandMarks(store: Store, key: { ledger: string; unitId: number; period: Period }): void {
  prepared(
    store,
    `DELETE FROM ledger_submission WHERE unit_id = :unitId AND period = :period AND ledger = :ledger AND told_by = 'hand'`,
  ).run({ ...key, period: periodToInt(key.period) });
}
