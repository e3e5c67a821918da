// Whether the data file is still the one that was opened, where it was opened. A folder that is removed or moved while the program
// runs keeps open files alive: what is written then is said to be stored and found by nobody (reliability.md 20). A file that is copied
// over it, or put in its place, would be read mixed with what is in memory and in the -wal, and damaged by the next checkpoint.
// Windows refuses to remove, replace or copy over open files, and tells neither numbers of files nor times of open ones reliably.

import { closeSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';

import type Database from 'better-sqlite3';

import { AppError } from '../../../shared/errors/app-error.js';
import { HEADER_BYTES, markAfter, markOf, readAt } from './file-mark.js';

/** `copied-over`: other content in the same file; `exchanged`: another file under the name. */
type Fate = 'there' | 'gone' | 'copied-over' | 'exchanged';

interface Opened {
  /** Device and number of the file. */
  identity: string;
  /** Size and time of the last change, when this program had written to it last. */
  stamp: string;
  /** SQLite's header, as it was then. */
  head: Buffer;
  /** Stays open as long as the database: closing it would take SQLite's own locks on the file away. Null where it is not needed. */
  handle: number | null;
  /** What this program has put into the header last, to know it by; null before the first commit. */
  mark: number | null;
  /** The mark that the file had when ours was put; once it has another one, copies of it may have ours, and a new one is due. */
  over: number | null;
  /** Another file lies there, and these data are only read any more, to save them. */
  isLeft: boolean;
  /** Changes when another program stores something through SQLite, which is no copy. */
  others: unknown;
}

const othersOf = (db: Database.Database): unknown => db.pragma('data_version', { simple: true });

const OPENED = new WeakMap<Database.Database, Opened>();

/** Null where nothing is there. Throws what the system says of a drive that is gone. */
function look(path: string): Pick<Opened, 'identity' | 'stamp'> | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (found === undefined) return null;
  if (process.platform === 'win32') return { identity: 'there', stamp: '' };
  return { identity: `${found.dev}.${found.ino}`, stamp: `${found.size}.${found.mtimeNs}` };
}

function headOf(handle: number): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  readSync(handle, head, 0, HEADER_BYTES, 0);
  return head;
}

/** Call after opening a file for writing. */
export function rememberFile(db: Database.Database, path: string): void {
  const now = path === ':memory:' ? null : look(path);
  if (now === null) return;
  const handle = now.stamp === '' ? null : openSync(path, 'r');
  const head = handle === null ? Buffer.alloc(0) : headOf(handle);
  OPENED.set(db, { ...now, head, handle, mark: null, over: null, isLeft: false, others: othersOf(db) });
}

function fateOf(db: Database.Database): Fate {
  const opened = OPENED.get(db);
  if (opened === undefined) return 'there';
  try {
    const now = look(db.name);
    if (now === null) return 'gone';
    if (now.identity !== opened.identity) return 'exchanged';
    return now.stamp === opened.stamp || isOurs(db, opened) ? 'there' : 'copied-over';
  } catch {
    // Nothing can be told of a drive that does not answer but that nothing can be stored there.
    return 'gone';
  }
}

/** Touched by another program, and not written to; or written to as it should be, by a checkpoint or through SQLite. */
function isOurs(db: Database.Database, { handle, head, mark, others }: Opened): boolean {
  if (handle === null) return true;
  const now = headOf(handle);
  return now.equals(head) || markOf(now) === mark || othersOf(db) !== others;
}

/** Throws AppError store.unreachable, store.exchanged; call before what was written is committed, or copied as the officer's data. */
export function refuseGone(db: Database.Database): void {
  if (OPENED.get(db)?.isLeft) return;
  const fate = fateOf(db);
  if (fate === 'gone') throw new AppError('store.unreachable', { path: db.name }, { detail: 'no file to be seen' });
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

/** A job may outlive its store: a restore has put another file in place meanwhile, or it lies there. */
export function closedMeanwhile(cause?: unknown): AppError {
  return new AppError('store.closed', {}, { cause });
}

/**
 * Runs `work` in one transaction and commits it, if the file is still there. The only way to commit: a commit may write the -wal into
 * the file (a checkpoint), and what this program itself has written must not be taken for a copy.
 */
export function committed<T>(db: Database.Database, work: () => T): T {
  if (!db.open) throw closedMeanwhile();
  const opened = OPENED.get(db);
  let put: Pick<Opened, 'mark' | 'over'> | null = null;
  const result = db
    .transaction((): T => {
      if (opened?.isLeft) throw exchangedAs('exchanged');
      const value = work();
      refuseGone(db);
      if (opened !== undefined) put = putMark(db, opened);
      return value;
    })
    .immediate();
  if (opened !== undefined) noteOwn(db, opened, put);
  return result;
}

/**
 * Gives the header a number that no copy of the file has, and that says which one it had; null where it has one. A copy of the file as
 * it once was could have the same header otherwise.
 */
function putMark(db: Database.Database, { handle, over }: Opened): Pick<Opened, 'mark' | 'over'> | null {
  // As the file itself has it, without what is in the -wal.
  const has = markOf(handle === null ? readAt(db.name, 0, HEADER_BYTES) : headOf(handle));
  if (has === over) return null;
  const mark = markAfter(has);
  db.pragma(`application_id = ${mark | 0}`);
  return { mark, over: has };
}

function noteOwn(db: Database.Database, opened: Opened, put: Pick<Opened, 'mark' | 'over'> | null): void {
  if (put !== null) Object.assign(opened, put);
  try {
    const now = look(db.name);
    if (opened.handle === null || now?.identity !== opened.identity || now.stamp === opened.stamp) return;
    opened.stamp = now.stamp;
    opened.head = headOf(opened.handle);
    opened.others = othersOf(db);
  } catch {
    // It is stored; what was written into the file is known by its mark.
  }
}

/** Closes the database. SQLite writes the -wal into the file then. */
export function closeDatabase(db: Database.Database): void {
  const handle = OPENED.get(db)?.handle ?? null;
  OPENED.delete(db);
  db.close();
  if (handle !== null) closeSync(handle);
}

/**
 * Closes a database whose file was exchanged or copied over, and writes nothing into what lies there now; the -wal, which belongs to
 * what was there, goes aside to `aside`-wal. `save` is called where the data can still be read whole, before they are left; nothing is
 * stored in them meanwhile.
 */
export async function leaveExchanged(
  db: Database.Database,
  aside: string,
  save: () => Promise<unknown>,
): Promise<void> {
  const path = db.name;
  const opened = OPENED.get(db);
  const isSameFile = fateOf(db) === 'copied-over';
  if (opened !== undefined) opened.isLeft = true;
  if (!isSameFile) await save();
  // SQLite leaves a file alone that is not under its name any more.
  const elsewhere = `${aside}.moving`;
  if (isSameFile) renameSync(path, elsewhere);
  try {
    closeDatabase(db);
  } finally {
    if (isSameFile) renameSync(elsewhere, path);
  }
  if (statSync(`${path}-wal`, { throwIfNoEntry: false }) !== undefined) renameSync(`${path}-wal`, `${aside}-wal`);
  rmSync(`${path}-shm`, { force: true });
}
