// Opens the data file with the pragmas that durability needs (reliability.md A 1–2, 7, 19): WAL, synchronous FULL, foreign
// keys, quick_check before the first write. Not here: finding and locking the folder (bridge/data-folder.ts).

import { existsSync, statSync } from 'node:fs';

import Database from 'better-sqlite3';

import { AppError } from '../../../shared/errors/app-error.js';
import { periodTitle } from '../../../shared/model/period.js';
import { lockedPeriodOf } from './period-lock.js';
import { mayContinue, readAt } from './file-mark.js';
import { rememberFile } from './still-there.js';

/** True for SQLite's answers to a damaged file. */
function isDamage(error: unknown): boolean {
  const code = (error as { code?: unknown })?.code;
  return typeof code === 'string' && (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB');
}

/** Translates SQLite's error codes to ours; anything else comes back unchanged. */
export function translateSqliteError(error: unknown, path: string): unknown {
  const code = (error as { code?: unknown })?.code;
  if (typeof code !== 'string' || error instanceof AppError) return error;
  const detail = `${code}: ${String((error as Error).message)}`;
  const locked = lockedPeriodOf(error);
  if (locked !== null)
    return new AppError('data.locked', { period: periodTitle(locked, 'ytd') }, { detail, cause: error });
  if (isDamage(error)) return new AppError('store.damaged', {}, { detail, cause: error });
  // Also the -shm beside the file needs room.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE')
    return new AppError('store.full', {}, { detail, cause: error });
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'EACCES' || code === 'EROFS')
    return new AppError('store.read-only', { path }, { detail, cause: error });
  if (code === 'ENOSPC') return new AppError('store.full', {}, { detail, cause: error });
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO')
    return new AppError('store.unreachable', { path }, { detail, cause: error });
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new AppError('store.busy', {}, { detail, cause: error });
  return error;
}

/**
 * Opens a file or `:memory:`. Throws AppError store.damaged, store.replaced, store.read-only, store.busy; never creates over something else.
 * `supported`: a file of a newer schema is refused with store.newer-version before anything is written to it. `onFullCheck` is told
 * before the whole file is read, at about 80 MB a second.
 */
export function openDatabase(
  path: string,
  options: { readonly?: boolean; supported?: number; onFullCheck?(): void } = {},
): Database.Database {
  const isFile = path !== ':memory:' && existsSync(path) && statSync(path).size > 0;
  if (isFile && !hasSqliteHeader(path))
    throw new AppError('store.damaged', {}, { detail: 'file does not start with the SQLite header' });
  if (isFile && hasForeignWal(path))
    throw new AppError('store.replaced', {}, { detail: 'the -wal continues another file, or another state of it' });
  // Left by a program that was killed, or lost power: also what SQLite only finds by comparing indexes and references is looked for.
  const isFull = isFile && hasWal(path);
  const check = isFull ? checkInFull : quickCheck;
  if (isFull) options.onFullCheck?.();
  let isChecked = false;
  if (isFile && !options.readonly) isChecked = inspect(path, check, options.supported);
  let db: Database.Database | undefined;
  try {
    db = new Database(path, {
      readonly: options.readonly ?? false,
      fileMustExist: options.readonly ?? false,
      timeout: 3000,
    });
    setPragmas(db, { isWriting: !options.readonly });
    if (!isChecked) check(db);
    if (!options.readonly) rememberFile(db, path);
    return db;
  } catch (error) {
    db?.close();
    throw translateSqliteError(error, path);
  }
}

/** What holds for every connection, and for one that writes. */
export function setPragmas(db: Database.Database, { isWriting }: { isWriting: boolean }): void {
  if (isWriting) {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('trusted_schema = OFF');
  }
  db.pragma('foreign_keys = ON');
  db.pragma('cache_size = -65536');
  db.pragma('temp_store = MEMORY');
}

/**
 * Version and `check` over a connection that cannot write: a writing one would turn a backup to WAL and, when closed,
 * move a WAL into a damaged file. False where it could not look (a rollback to be done, another process): the writing
 * connection checks then.
 */
function inspect(path: string, check: (db: Database.Database) => void, supported: number | undefined): boolean {
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true, timeout: 3000 });
    const found = Number(db.pragma('user_version', { simple: true }));
    if (supported !== undefined && found > supported) throw new AppError('store.newer-version', { found, supported });
    check(db);
    return true;
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (isDamage(error)) throw translateSqliteError(error, path);
    return false;
  } finally {
    db?.close();
  }
}

function hasSqliteHeader(path: string): boolean {
  return headOf(path).toString('latin1', 0, 16) === 'SQLite format 3\0';
}

/**
 * A backup, or an older copy of the file, was put in place of a data file whose program had not ended well: SQLite would apply what is
 * left of the one to the pages of the other, and show the old data again, or a mixture. Backups are files without WAL, the data file
 * always is one with it.
 */
function hasForeignWal(path: string): boolean {
  return hasWal(path) && (headOf(path)[WRITE_VERSION] === ROLLBACK_JOURNAL || !mayContinue(`${path}-wal`, path));
}

function hasWal(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** Offset in the header of the file format, and its value for a file without WAL. */
const WRITE_VERSION = 18;
const ROLLBACK_JOURNAL = 1;

function headOf(path: string): Buffer {
  return readAt(path, 0, WRITE_VERSION + 1);
}

/** quick_check; throws AppError store.damaged with the first findings. */
function quickCheck(db: Database.Database): void {
  const rows = db.pragma('quick_check(5)') as { quick_check: string }[];
  if (rows.length !== 1 || rows[0]!.quick_check !== 'ok')
    throw new AppError('store.damaged', {}, { detail: rows.map((row) => row.quick_check).join('; ') });
}

/** The same after an unclean end: a -wal of another state of the file may fit its pages, and not their indexes (reliability.md 7). */
function checkInFull(db: Database.Database): void {
  const problems = fullCheck(db);
  if (problems.length > 0) throw new AppError('store.damaged', {}, { detail: problems.slice(0, 5).join('; ') });
}

/** integrity_check and foreign_key_check; returns the findings, none for a sound file. */
export function fullCheck(db: Database.Database): string[] {
  const problems = (db.pragma('integrity_check(100)') as { integrity_check: string }[])
    .map((row) => row.integrity_check)
    .filter((text) => text !== 'ok');
  const orphans = db.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[];
  return [...problems, ...orphans.map((row) => `${row.table} ${row.rowid} → ${row.parent}`)];
}
