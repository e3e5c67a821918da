// 锁定本期: SQL of the locks, and the guard that keeps every path (import, typing, set-up, undo, redo) out of a locked period.
// The guard is made of triggers, so that no statement can forget it. They live in the connection, as the journal's do.
// Guarded: values and their revisions, issued values, what a submission of that month claims about last year, and comparable bases of a
// locked comparison; targets, 考核方式, own paces and 考核方案 of a year whose December is locked. Not guarded: targets of a year that still
// runs (they are adjusted in its course, with a document; 定稿 keeps what was printed), points that are typed for items of a 考核方案
// (units are judged after the figures of the year are closed; each change is in the log), ledgers and the choice of a source, which
// 定稿后变动 tells of, and claims of later months about a locked one, which never override a stored value.

import type Database from 'better-sqlite3';

import { periodFromInt, periodToInt, type Period } from '../../../shared/model/period.js';
import { LOCKED_MESSAGE } from './period-lock.js';
import type { Store } from './store.js';

const OPEN = 'l.reopened_at IS NULL';

/** A year is closed with its December: its targets have the figures of that month as their result. */
function closedYear(row: string): string {
  return `SELECT l.period FROM main.period_lock l WHERE l.period = ${row}.year * 100 + 12 AND ${OPEN}`;
}
/** The locked period of a row, by table; `row` is OLD or NEW. */
const LOCKED_PERIOD: Record<string, (row: string) => string> = {
  observation_revision: (row) => `SELECT l.period FROM main.period_lock l WHERE l.period = ${row}.period AND ${OPEN}`,
  issued_value: (row) => `SELECT l.period FROM main.period_lock l WHERE l.period = ${row}.period AND ${OPEN}`,
  // A comparable base of 2021-07 changes what 2022-07 is compared with.
  comparable_base: (row) =>
    `SELECT l.period FROM main.period_lock l WHERE l.period IN (${row}.period, ${row}.period + 100) AND ${OPEN}`,
  target: closedYear,
  own_target: closedYear,
  target_basis: closedYear,
  target_pace: closedYear,
  scheme: closedYear,
  claim: (row) =>
    `SELECT l.period FROM main.submission s JOIN main.period_lock l ON l.period = s.period WHERE s.id = ${row}.submission_id AND ${OPEN}`,
};

const GUARDS = [
  { event: 'INSERT', row: 'NEW' },
  { event: 'UPDATE', row: 'OLD' },
  // Nor is a row moved into it.
  { event: 'UPDATE', row: 'NEW' },
  { event: 'DELETE', row: 'OLD' },
] as const;
type Guard = (typeof GUARDS)[number];
const ON_INSERT = GUARDS[0];

function nameOf(table: string, { event, row }: Guard): string {
  return `lock_${table}_${event.toLowerCase()}_${row.toLowerCase()}`;
}

function install(db: Database.Database, table: string, guard: Guard): void {
  const lockedPeriod = LOCKED_PERIOD[table]!(guard.row);
  db.exec(`CREATE TEMP TRIGGER ${nameOf(table, guard)} BEFORE ${guard.event} ON main.${table}
    WHEN EXISTS (${lockedPeriod})
    BEGIN
      SELECT RAISE(ABORT, '${LOCKED_MESSAGE} ' || (${lockedPeriod} LIMIT 1));
    END`);
}

/** Installs the guard on a writing connection. */
export function installPeriodLocks(db: Database.Database): void {
  for (const table of Object.keys(LOCKED_PERIOD)) for (const guard of GUARDS) install(db, table, guard);
}

/** Of these a report brings hundreds of rows. */
const RECEIVED = ['observation_revision', 'claim', 'target'] as const;

/**
 * Runs `work`, which adds many values and locks no period. Where no period is locked there is nothing to guard: to ask for each row
 * takes a tenth of the time of storing. Not inside a transaction; `work` ends before anybody else can write.
 */
export function withoutNeedlessGuard<T>(store: Store, work: () => T): T {
  const { db } = store;
  if (lockedPeriods(store).size > 0) return work();
  for (const table of RECEIVED) db.exec(`DROP TRIGGER temp.${nameOf(table, ON_INSERT)}`);
  try {
    return work();
  } finally {
    // A damaged file may have been closed meanwhile.
    if (db.open) for (const table of RECEIVED) install(db, table, ON_INSERT);
  }
}

export interface PeriodLock {
  period: Period;
  lockedAt: string;
  lockedBy: string;
  note: string;
  reopenedAt: string | null;
  reopenedBy: string | null;
  reopenReason: string | null;
}

/** Every lock that there was, newest first. */
export function listLocks(store: Store): PeriodLock[] {
  const rows = store.db
    .prepare(
      `SELECT period, locked_at AS lockedAt, locked_by AS lockedBy, note, reopened_at AS reopenedAt,
         reopened_by AS reopenedBy, reopen_reason AS reopenReason
       FROM period_lock ORDER BY id DESC`,
    )
    .all() as (Omit<PeriodLock, 'period'> & { period: number })[];
  return rows.map((row) => ({ ...row, period: periodFromInt(row.period) }));
}

export function lockedPeriods(store: Store): ReadonlySet<Period> {
  const rows = store.db.prepare('SELECT period FROM period_lock WHERE reopened_at IS NULL').pluck().all() as number[];
  return new Set(rows.map(periodFromInt));
}

/** Call inside writeRecord(). False where it is locked already. */
export function addLock(store: Store, period: Period, by: { operator: string; note: string }): boolean {
  return (
    store.db
      .prepare(
        `INSERT INTO period_lock (period, locked_at, locked_by, note) VALUES (?, ?, ?, ?)
         ON CONFLICT DO NOTHING`,
      )
      .run(periodToInt(period), store.now(), by.operator, by.note).changes > 0
  );
}

/** Call inside writeRecord(). False where it is not locked. */
export function openLock(store: Store, period: Period, by: { operator: string; reason: string }): boolean {
  return (
    store.db
      .prepare(
        `UPDATE period_lock SET reopened_at = ?, reopened_by = ?, reopen_reason = ? WHERE period = ? AND reopened_at IS NULL`,
      )
      .run(store.now(), by.operator, by.reason, periodToInt(period)).changes > 0
  );
}
