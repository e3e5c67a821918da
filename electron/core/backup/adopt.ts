// A backup from elsewhere (a stick, another computer) put beside the own ones, so that it can be restored like them: checked in
// full before it gets a name, and never removed by rotation, because the officer brought it.

import { copyFileSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Backup } from '../../../shared/contract/program-records.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import type { CoreState } from '../create-core.js';
import { createdAtOf, freeBackupId } from './backup-name.js';
import { backupFolder, describeBackup } from './backup.js';
import { refuseNewer } from './restore.js';

/** Throws AppError store.backup-damaged (no data file of ours, or broken), store.newer-version; nothing is kept then. */
export function adoptBackup(state: CoreState, file: FileRef): Backup {
  const folder = backupFolder(state.options.dataDir);
  mkdirSync(folder, { recursive: true });
  // The name that 另存 gave says when it was made.
  const createdAt = createdAtOf(file.name) ?? state.options.now();
  const id = freeBackupId(folder, createdAt, 'file');
  const part = join(folder, `${id}.part`);
  try {
    copyFileSync(state.files.path(file.id), part);
    const content = describeBackup(part);
    refuseNewer(part);
    const backup: Backup = { ...content, id, reason: 'file', createdAt, size: statSync(part).size };
    renameSync(part, join(folder, id));
    writeFileSync(join(folder, `${id}.json`), JSON.stringify(backup));
    state.emit({ type: 'data-changed', topics: ['backups'], version: 0 });
    return backup;
  } catch (error) {
    rmSync(part, { force: true });
    if (error instanceof AppError && error.code === 'store.backup-damaged')
      throw new AppError('store.backup-damaged', { name: file.name }, { detail: error.detail, cause: error });
    throw error;
  }
}
