// Puts a backup in place. The present data are backed up first (or, where they cannot be opened, moved aside together with
// their -wal and -shm), so that a restore can itself be undone (reliability.md A 9–12).

import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

import Database from 'better-sqlite3';

import type { Backup } from '../../../shared/contract/program-records.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { writeFailure } from '../../../shared/errors/write-failure.js';
import type { Job } from '../core.js';
import type { CoreState } from '../create-core.js';
import { LATEST_VERSION, schemaVersion } from '../store/migrate.js';
import { translateSqliteError } from '../store/open.js';
import { localStamp } from './backup-name.js';
import { backupFolder, createBackup, describeBackup, incomingPath, listBackups } from './backup.js';
import { syncFile, syncFolder } from './sync-to-disk.js';

/** Restores a backup by id and opens the store again. Throws AppError data.not-found, store.backup-damaged; nothing is lost then. */
export async function restoreBackup(
  state: CoreState,
  id: string,
  job: Job,
): Promise<{ restored: Backup; replacedSavedAs: string | null }> {
  const dataDir = state.options.dataDir;
  const backup = listBackups(dataDir).find((candidate) => candidate.id === id);
  if (!backup) throw new AppError('data.not-found', { what: '备份' });
  const source = join(backupFolder(dataDir), backup.id);
  job.step({ done: 0, total: 3, stage: '检查备份' });
  describeBackup(source);
  refuseNewer(source);
  // A copy beside the data file first: the rename that follows cannot fail half way.
  const incoming = incomingPath(state.dataPath);
  let replacedSavedAs: string | null;
  let present: Aside | undefined;
  try {
    copyFileSync(source, incoming);
    syncFile(incoming);
    job.step({ done: 1, total: 3, stage: '保存现有数据' });
    present = await setPresentAside(state);
    replacedSavedAs = present.savedAs;
    job.step({ done: 2, total: 3, stage: '恢复' });
    renameSync(incoming, state.dataPath);
  } catch (error) {
    rmSync(incoming, { force: true });
    present?.putBack();
    // What was there is there still: go on with it.
    if (state.store === null && existsSync(state.dataPath)) await state.open();
    throw notRestored(error, state.dataPath);
  }
  syncFolder(state.options.dataDir);
  await state.open();
  if (state.startup.state !== 'ready' && state.startup.error) throw AppError.fromWire(state.startup.error);
  state.emit({
    type: 'data-changed',
    topics: ['bureau', 'units', 'indicators', 'values', 'imports', 'settings', 'backups', 'history', 'recognition'],
    version: 0,
  });
  return { restored: backup, replacedSavedAs };
}

function notRestored(error: unknown, path: string): AppError {
  const translated = translateSqliteError(error, path);
  if (translated instanceof AppError) return translated;
  const { name, why } = writeFailure(basename(path), error).params;
  return new AppError('store.restore-failed', { name: name!, why: why! }, { detail: String(error), cause: error });
}

interface Aside {
  /** Name of the backup or of the damaged file; null where there was nothing. */
  savedAs: string | null;
  /** Where nothing took its place. */
  putBack(): void;
}

async function setPresentAside(state: CoreState): Promise<Aside> {
  const stays = (): void => undefined;
  if (state.store) {
    const saved = await createBackup(state.store.db, state.options.dataDir, state.options.now(), 'restore');
    state.closeStore();
    // The file itself is replaced by the rename that follows: at no moment is there none.
    for (const ending of ['-wal', '-shm']) rmSync(`${state.dataPath}${ending}`, { force: true });
    return { savedAs: saved.id, putBack: stays };
  }
  // A -wal without its file would be applied to the restored one and damage it: it goes aside too.
  const present = ['', '-wal', '-shm'].filter((ending) => existsSync(`${state.dataPath}${ending}`));
  if (present.length === 0) return { savedAs: null, putBack: stays };
  const stem = `${state.dataPath}.damaged-${localStamp(state.options.now())}`;
  let name = stem;
  for (let n = 2; existsSync(name) || existsSync(`${name}-wal`); n += 1) name = `${stem}-${n}`;
  for (const ending of present) renameSync(`${state.dataPath}${ending}`, `${name}${ending}`);
  return {
    savedAs: basename(name),
    putBack: () => {
      for (const ending of present) renameSync(`${name}${ending}`, `${state.dataPath}${ending}`);
    },
  };
}

/** A backup of a newer program would replace data that can be opened by data that cannot. */
export function refuseNewer(path: string): void {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const found = schemaVersion(db);
    if (found > LATEST_VERSION) throw new AppError('store.newer-version', { found, supported: LATEST_VERSION });
  } finally {
    db.close();
  }
}
