// Backups: made by the online backup API into a temporary name, opened and checked, then renamed (reliability.md A 10–13).
// Never a file copy: it would miss the WAL. Not here: putting one back (restore.ts).

import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { backupSchema, type Backup } from '../../../shared/contract/program-records.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { writeFailure } from '../../../shared/errors/write-failure.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import { fullCheck, translateSqliteError } from '../store/open.js';
import { getSettings } from '../store/settings-store.js';
import { refuseGone } from '../store/still-there.js';
import type { Store } from '../store/store.js';
import { syncFile, syncFolder } from './sync-to-disk.js';
import { createdAtOf, freeBackupId, reasonOf, type BackupReason } from './backup-name.js';

export function backupFolder(dataDir: string): string {
  return join(dataDir, 'backups');
}

/** Where a backup that is restored waits for its place; what is found there at a start was left by a restore that was cut off. */
export function incomingPath(dataPath: string): string {
  return `${dataPath}.incoming`;
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
    // Before the folder is made: it would be made again where it was taken away.
    refuseGone(db);
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
    syncFolder(folder);
    const backup: Backup = { ...content, id, reason, createdAt: at, size: statSync(final).size };
    writeFileSync(`${final}.json`, JSON.stringify(backup));
    return backup;
  } catch (error) {
    removeParts(folder, `${id}.part`);
    const translated = translateSqliteError(error, folder);
    if (translated instanceof AppError) throw translated;
    const { why } = writeFailure(id, error).params;
    throw new AppError('store.backup-failed', { why: why! }, { detail: String(error), cause: error });
  }
}

/** Removes what an interrupted backup or rotation left. Never fails: it is the tidying, not the work. */
export function removeParts(folder: string, prefix = ''): void {
  try {
    const names = new Set(readdirSync(folder));
    for (const name of names) {
      const isAlone = name.endsWith('.sqlite.json') && !names.has(name.replace(/\.json$/, ''));
      if (name.startsWith(prefix) && (isAlone || name.includes('.sqlite.part')))
        rmSync(join(folder, name), { force: true });
    }
  } catch {
    // The folder itself is what is wrong; the error that led here says so.
  }
}

/** Backups, newest first. The small description beside a backup may be missing or broken: then it is read from the copy. */
export function listBackups(dataDir: string): Backup[] {
  const folder = backupFolder(dataDir);
  const result: Backup[] = [];
  for (const id of backupNames(folder)) {
    const path = join(folder, id);
    const reason = reasonOf(id);
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

/**
 * Removes the oldest backups beyond `keep`. The newest one that holds at least half as much as the fullest is never
 * removed: a run of backups of an emptied store must not push the good ones out (reliability.md 13). Nor is one that the officer
 * brought from elsewhere: it is older than the others and may be the only one of its kind. Nor is `made`, the one that this is for:
 * on a computer whose clock was set back it looks like the oldest.
 */
export function rotateBackups(dataDir: string, keep: number, made: string): void {
  const backups = listBackups(dataDir);
  const fullest = Math.max(0, ...backups.map((backup) => backup.observations));
  const newestFull = backups.find((backup) => backup.observations * 2 >= fullest && backup.observations > 0);
  for (const backup of backups.slice(keep)) {
    if (backup.id === made || backup.id === newestFull?.id || backup.observations < 0 || backup.reason === 'file')
      continue;
    rmSync(join(backupFolder(dataDir), backup.id), { force: true });
    rmSync(join(backupFolder(dataDir), `${backup.id}.json`), { force: true });
  }
}

/** A backup a day, at the first start of the day, where there is something to keep. */
export async function dailyBackup(store: Store, dataDir: string): Promise<void> {
  const hasData = store.db.prepare('SELECT 1 FROM change_set LIMIT 1').get() !== undefined;
  if (!hasData) return;
  const today = chinaDate(store.now());
  if (listBackups(dataDir).some((backup) => chinaDate(backup.createdAt) === today)) return;
  const { id } = await createBackup(store.db, dataDir, store.now(), 'daily');
  rotateBackups(dataDir, getSettings(store).keepBackups, id);
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
