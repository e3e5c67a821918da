// Whether the data file is still the one that was opened, where it was opened. A folder that is removed or moved while the program
// runs keeps open files alive: what is written then is said to be stored and found by nobody (reliability.md 20). A file that is copied
// over it, or put in its place, would be read mixed with what is in memory and in the -wal, and damaged by the next checkpoint.
// Windows refuses to remove, replace or copy over open files, and tells neither numbers of files nor times of open ones reliably.

import { randomInt } from 'node:crypto';
import { closeSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';

import type Database from 'better-sqlite3';

import { AppError } from '../../../shared/errors/app-error.js';

/** `copied-over`: other content in the same file; `exchanged`: another file under the name. */
type Fate = 'there' | 'gone' | 'copied-over' | 'exchanged';

interface Opened {
  /** Device and number of the file. */
  identity: string;
  /** Size and time of the last change, when this program had written to it last. */
  stamp: string;
  /** SQLite's header, as it was then. */
  head: Buffer;
  /** Stays open as long as the database: closing it would take SQLite's own locks on the file away. */
  handle: number;
  isMarked: boolean;
  /** Changes when another program stores something through SQLite, which is no copy. */
  others: unknown;
}

const othersOf = (db: Database.Database): unknown => db.pragma('data_version', { simple: true });

const OPENED = new WeakMap<Database.Database, Opened>();

/** Null where nothing is there. */
function look(path: string): Pick<Opened, 'identity' | 'stamp'> | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (found === undefined) return null;
  if (process.platform === 'win32') return { identity: 'there', stamp: '' };
  return { identity: `${found.dev}.${found.ino}`, stamp: `${found.size}.${found.mtimeNs}` };
}

const HEADER_BYTES = 100;

function headOf(handle: number): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  readSync(handle, head, 0, HEADER_BYTES, 0);
  return head;
}

/** Call after opening a file for writing. */
export function rememberFile(db: Database.Database, path: string): void {
  const now = path === ':memory:' ? null : look(path);
  if (now === null) return;
  const handle = openSync(path, 'r');
  OPENED.set(db, { ...now, head: headOf(handle), handle, isMarked: false, others: othersOf(db) });
}

function fateOf(db: Database.Database): Fate {
  const opened = OPENED.get(db);
  if (opened === undefined) return 'there';
  const now = look(db.name);
  if (now === null) return 'gone';
  if (now.identity !== opened.identity) return 'exchanged';
  if (now.stamp === opened.stamp) return 'there';
  // Touched by another program, and not written to; or written to as it should be.
  const isOurs = headOf(opened.handle).equals(opened.head) || othersOf(db) !== opened.others;
  return isOurs ? 'there' : 'copied-over';
}

/** Throws AppError store.unreachable, store.exchanged; call before what was written is committed, or copied as the officer's data. */
export function refuseGone(db: Database.Database): void {
  const fate = fateOf(db);
  if (fate === 'gone') throw new AppError('store.unreachable', { path: db.name }, { detail: 'no file' });
  if (fate !== 'there') throw exchangedAs(fate);
}

/** What to tell where other data lie under the name than were opened; null where they do not. Call before they are read. */
export function exchangeOf(db: Database.Database): AppError | null {
  const fate = fateOf(db);
  return fate === 'exchanged' || fate === 'copied-over' ? exchangedAs(fate) : null;
}

function exchangedAs(fate: Fate): AppError {
  return new AppError('store.exchanged', {}, { detail: fate });
}

/**
 * Runs `work` in one transaction and commits it, if the file is still there. The only way to commit: a commit may write the -wal into
 * the file (a checkpoint), and what this program itself has written must not be taken for a copy.
 */
export function committed<T>(db: Database.Database, work: () => T): T {
  const opened = OPENED.get(db);
  const result = db
    .transaction((): T => {
      const value = work();
      if (opened?.isMarked === false) mark(db);
      refuseGone(db);
      return value;
    })
    .immediate();
  if (opened !== undefined) noteOwn(db, opened);
  return result;
}

/** Gives the header a number of this opening: a copy of the file as it once was could have the same header otherwise. */
function mark(db: Database.Database): void {
  db.pragma(`application_id = ${randomInt(1, 2 ** 31)}`);
}

function noteOwn(db: Database.Database, opened: Opened): void {
  opened.isMarked = true;
  const now = look(db.name);
  if (now === null || now.identity !== opened.identity || now.stamp === opened.stamp) return;
  opened.stamp = now.stamp;
  opened.head = headOf(opened.handle);
  opened.others = othersOf(db);
}

/** Closes the database. SQLite writes the -wal into the file then. */
export function closeDatabase(db: Database.Database): void {
  const handle = OPENED.get(db)?.handle;
  OPENED.delete(db);
  db.close();
  if (handle !== undefined) closeSync(handle);
}

/**
 * Closes a database whose file was exchanged or copied over, and writes nothing into what lies there now; the -wal, which belongs to
 * what was there, goes aside to `aside`-wal. `save` is called where the data can still be read whole, before they are left.
 */
export async function leaveExchanged(
  db: Database.Database,
  aside: string,
  save: () => Promise<unknown>,
): Promise<void> {
  const path = db.name;
  const handle = OPENED.get(db)?.handle;
  const isSameFile = fateOf(db) === 'copied-over';
  OPENED.delete(db);
  if (!isSameFile) await save();
  // SQLite leaves a file alone that is not under its name any more.
  const elsewhere = `${aside}.moving`;
  if (isSameFile) renameSync(path, elsewhere);
  try {
    db.close();
  } finally {
    if (isSameFile) renameSync(elsewhere, path);
  }
  if (handle !== undefined) closeSync(handle);
  if (statSync(`${path}-wal`, { throwIfNoEntry: false }) !== undefined) renameSync(`${path}-wal`, `${aside}-wal`);
  rmSync(`${path}-shm`, { force: true });
}
