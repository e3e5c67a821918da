// Backups: made by the online backup API into a temporary name, opened and checked, then renamed (reliability.md A 10–13).
// Never a file copy: it would miss the WAL. Not here: putting one back (restore.ts).

import {
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  fsyncSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  readFileSync,
} from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { backupSchema, type Backup } from '../../../shared/contract/program-records.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import { fullCheck, translateSqliteError } from '../store/open.js';
import { getSettings } from '../store/settings-store.js';
import type { Store } from '../store/store.js';

export type BackupReason = Backup['reason'];

export function backupFolder(dataDir: string): string {
  return join(dataDir, 'backups');
}

/** 2022-08-03T09:05:06.007Z → 20220803-090506007 */
function stamp(at: string): string {
  return at.replaceAll(/[-:.Z]/g, '').replace('T', '-');
}

/** A name that no backup has yet. */
export function freeBackupId(folder: string, at: string, reason: BackupReason): string {
  let id = `${stamp(at)}-${reason}.sqlite`;
  for (let n = 2; existsSync(join(folder, id)); n += 1) id = `${stamp(at)}-${n}-${reason}.sqlite`;
  return id;
}

/** What a backup holds, read from the opened copy; throws AppError store.backup-damaged where it cannot be trusted. */
export function describeBackup(path: string): Omit<Backup, 'id' | 'reason' | 'size'> {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
    const problems = fullCheck(db);
    if (problems.length > 0)
      throw new AppError('store.backup-damaged', { name }, { detail: problems.slice(0, 5).join('; ') });
    const count = (table: string): number =>
      (db!.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
    const version = (db.prepare('SELECT coalesce(max(id), 0) AS v FROM change_set').get() as { v: number }).v;
    return { createdAt: '', observations: count('observation'), units: count('reporting_unit'), dataVersion: version };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('store.backup-damaged', { name }, { detail: String(cause), cause });
  } finally {
    db?.close();
  }
}

/** Makes and verifies a backup of an open database. Throws AppError store.backup-failed, store.full; earlier ones stay. */
export async function createBackup(
  db: Database.Database,
  dataDir: string,
  at: string,
  reason: BackupReason,
  onProgress?: (done: number, total: number) => void,
): Promise<Backup> {
  const folder = backupFolder(dataDir);
  const id = freeBackupId(folder, at, reason);
  const final = join(folder, id);
  const temporary = `${final}.part`;
  try {
    mkdirSync(folder, { recursive: true });
    await db.backup(temporary, {
      progress: ({ totalPages, remainingPages }) => {
        onProgress?.(totalPages - remainingPages, totalPages);
        return 2000;
      },
    });
    // One file without WAL, so that a copy of it elsewhere is complete.
    const copy = new Database(temporary);
    copy.pragma('journal_mode = DELETE');
    copy.close();
    const content = describeBackup(temporary);
    syncFile(temporary);
    renameSync(temporary, final);
    const backup: Backup = { ...content, id, reason, createdAt: at, size: statSync(final).size };
    writeFileSync(`${final}.json`, JSON.stringify(backup));
    return backup;
  } catch (error) {
    removeParts(folder, `${id}.part`);
    const translated = translateSqliteError(error, folder);
    if (translated instanceof AppError) throw translated;
    throw new AppError(
      'store.backup-failed',
      { why: (error as Error).message },
      { detail: String(error), cause: error },
    );
  }
}

/** Removes what an interrupted backup left. Never fails: it is the tidying, not the work. */
function removeParts(folder: string, prefix = ''): void {
  try {
    for (const name of readdirSync(folder))
      if (name.startsWith(prefix) && name.includes('.sqlite.part')) rmSync(join(folder, name), { force: true });
  } catch {
    // The folder itself is what is wrong; the error that led here says so.
  }
}

function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Backups, newest first. The small description beside a backup may be missing or broken: then it is read from the copy. */
export function listBackups(dataDir: string): Backup[] {
  const folder = backupFolder(dataDir);
  const result: Backup[] = [];
  for (const id of backupNames(folder)) {
    const path = join(folder, id);
    const reason = (/-(manual|daily|migration|restore|import|file)\.sqlite$/.exec(id)?.[1] ?? 'manual') as BackupReason;
    const createdAt = createdAtOf(id) ?? statSync(path).mtime.toISOString();
    try {
      result.push({
        ...backupSchema.parse(JSON.parse(readFileSync(`${path}.json`, 'utf8'))),
        id,
        reason,
        createdAt,
        size: statSync(path).size,
      });
    } catch {
      try {
        result.push({ ...describeBackup(path), id, reason, createdAt, size: statSync(path).size });
      } catch {
        result.push({ id, reason, createdAt, size: statSync(path).size, observations: -1, units: -1, dataVersion: -1 });
      }
    }
  }
  return result.sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : a.id < b.id ? 1 : -1));
}

/** The list is a way out of trouble, so it answers even where the folder cannot be read. */
function backupNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.sqlite'));
  } catch {
    return [];
  }
}

/** From a name that begins with a stamp; null where it does not. */
export function createdAtOf(id: string): string | null {
  const match = /^(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})(\d{3})/.exec(id);
  return match ? `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}.${match[7]}Z` : null;
}

/**
 * Removes the oldest backups beyond `keep`. The newest one that holds at least half as much as the fullest is never
 * removed: a run of backups of an emptied store must not push the good ones out (reliability.md 13). Nor is one that the officer
 * brought from elsewhere: it is older than the others and may be the only one of its kind.
 */
export function rotateBackups(dataDir: string, keep: number): void {
  const backups = listBackups(dataDir);
  const fullest = Math.max(0, ...backups.map((backup) => backup.observations));
  const newestFull = backups.find((backup) => backup.observations * 2 >= fullest && backup.observations > 0);
  for (const backup of backups.slice(keep)) {
    if (backup.id === newestFull?.id || backup.observations < 0 || backup.reason === 'file') continue;
    rmSync(join(backupFolder(dataDir), backup.id), { force: true });
    rmSync(join(backupFolder(dataDir), `${backup.id}.json`), { force: true });
  }
}

/** A backup a day, at the first start of the day, where there is something to keep. */
export async function dailyBackup(store: Store, dataDir: string): Promise<void> {
  removeParts(backupFolder(dataDir));
  const hasData = store.db.prepare('SELECT 1 FROM change_set LIMIT 1').get() !== undefined;
  if (!hasData) return;
  const today = chinaDate(store.now());
  if (listBackups(dataDir).some((backup) => chinaDate(backup.createdAt) === today)) return;
  await createBackup(store.db, dataDir, store.now(), 'daily');
  rotateBackups(dataDir, getSettings(store).keepBackups);
}

/** The verified copy without which no migration starts. */
export async function backupBeforeMigration(
  db: Database.Database,
  dataDir: string,
  at: string,
  fromVersion: number,
): Promise<void> {
  const backup = await createBackup(db, dataDir, at, 'migration');
  const copy = new Database(join(backupFolder(dataDir), backup.id), { readonly: true });
  try {
    const version = Number(copy.pragma('user_version', { simple: true }));
    if (version !== fromVersion) throw new AppError('store.backup-failed', { why: `版本 ${version}` });
  } finally {
    copy.close();
  }
}
