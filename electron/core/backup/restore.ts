// Puts a backup in place. The present data are backed up first (or, where they cannot be opened, moved aside together with
// their -wal and -shm), so that a restore can itself be undone (reliability.md A 9–12).

import { copyFileSync, existsSync, renameSync, rmSync, openSync, fsyncSync, closeSync } from 'node:fs';
import { join } from 'node:path';

import type { Backup } from '../../../shared/contract/calls/system.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { Job } from '../core.js';
import type { CoreState } from '../create-core.js';
import { backupFolder, createBackup, describeBackup, listBackups } from './backup.js';

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
  // A copy beside the data file first: the rename that follows cannot fail half way.
  const incoming = `${state.dataPath}.incoming`;
  copyFileSync(source, incoming);
  syncPath(incoming);
  job.step({ done: 1, total: 3, stage: '保存现有数据' });
  const replacedSavedAs = await setPresentAside(state);
  job.step({ done: 2, total: 3, stage: '恢复' });
  renameSync(incoming, state.dataPath);
  await state.open();
  if (state.startup.state !== 'ready' && state.startup.error) throw AppError.fromWire(state.startup.error);
  state.emit({
    type: 'data-changed',
    topics: ['bureau', 'units', 'indicators', 'values', 'imports', 'settings', 'backups', 'history', 'recognition'],
    version: 0,
  });
  return { restored: backup, replacedSavedAs };
}

async function setPresentAside(state: CoreState): Promise<string | null> {
  if (state.store) {
    const saved = await createBackup(state.store.db, state.options.dataDir, state.options.now(), 'restore');
    state.closeStore();
    for (const ending of ['', '-wal', '-shm']) rmSync(`${state.dataPath}${ending}`, { force: true });
    return saved.id;
  }
  if (!existsSync(state.dataPath)) return null;
  const name = `${state.dataPath}.damaged-${state.options.now().replaceAll(/[:.]/g, '-')}`;
  for (const ending of ['', '-wal', '-shm'])
    if (existsSync(`${state.dataPath}${ending}`)) renameSync(`${state.dataPath}${ending}`, `${name}${ending}`);
  return name.split(/[\\/]/).at(-1) ?? null;
}

function syncPath(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
