// Calls about the program itself: state, settings, backups.

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';

import { TOPICS } from '../../../shared/contract/envelope.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import type { Settings } from '../../../shared/contract/program-records.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { SETTING_LABEL } from '../../../shared/model/setting-labels.js';
import {
  backupFolder,
  createBackup as makeBackup,
  describeBackup,
  listBackups as allBackups,
  rotateBackups,
} from '../backup/backup.js';
import { adoptBackup } from '../backup/adopt.js';
import { restoreBackup } from '../backup/restore.js';
import type { Ctx } from '../context.js';
import type { Job } from '../core.js';
import type { CoreState } from '../create-core.js';
import { fullCheck } from '../store/open.js';
import { getSettings as readSettings, saveSettings as storeSettings } from '../store/settings-store.js';
import { dataVersion } from '../store/store.js';
import { getBureau, unitWordOf } from '../store/unit-store.js';
import { newestPeriod } from '../store/value-store.js';
import { write } from '../store/write.js';
import { clockWarning } from './clock-warning.js';

export function status(state: CoreState): Result<'system.status'> {
  const store = state.store;
  const backups = allBackups(state.options.dataDir);
  return {
    version: state.options.version,
    startup: state.startup,
    dataFolder: state.options.dataDir,
    warning: [folderWarning(state.options.dataDir), store ? clockWarning(store) : ''].join(''),
    bureau: store ? getBureau(store) : null,
    unitWord: store ? unitWordOf(store) : '',
    dataVersion: store ? dataVersion(store) : 0,
    lastBackupAt: backups[0]?.createdAt ?? null,
    sampleAvailable: state.options.sampleDir !== null,
    latestPeriod: store ? newestPeriod(store) : null,
  };
}

function folderWarning(dataDir: string): string {
  return /^(\\\\|\/\/)/.test(dataDir) ? '数据文件夹在网络位置上，断网可能损坏数据。请改放到本机磁盘。' : '';
}

/** Only after a failure: an open store is never closed by it, and a second request while opening waits for nothing. */
export async function reopen(state: CoreState): Promise<Result<'system.reopen'>> {
  if (state.startup.state === 'failed') {
    await state.open();
    if (state.store) state.emit({ type: 'data-changed', topics: [...TOPICS], version: dataVersion(state.store) });
  }
  return { state: state.startup.state };
}

export function getSettings(ctx: Ctx): Result<'settings.get'> {
  return ctx.settings;
}

export function saveSettings(ctx: Ctx, changes: ParsedParams<'settings.save'>): Result<'settings.save'> {
  write(
    ctx.store,
    {
      kind: 'settings',
      label: '修改设置',
      operator: ctx.operator,
      topics: ['settings', 'values'],
      detail: (Object.keys(changes) as (keyof Settings)[]).map((key) => SETTING_LABEL[key]).join('、'),
    },
    () => storeSettings(ctx.store, changes),
  );
  return readSettings(ctx.store);
}

export function listBackups(state: CoreState): Result<'backup.list'> {
  return { backups: allBackups(state.options.dataDir), folder: backupFolder(state.options.dataDir) };
}

export async function createBackup(ctx: Ctx): Promise<Result<'backup.create'>> {
  const backup = await makeBackup(ctx.store.db, ctx.dataDir, ctx.store.now(), 'manual', (done, total) =>
    ctx.job.step({ done, total, stage: '备份数据' }),
  );
  rotateBackups(ctx.dataDir, ctx.settings.keepBackups, backup.id);
  ctx.store.changed(['backups']);
  return backup;
}

export function restore(
  state: CoreState,
  params: ParsedParams<'backup.restore'>,
  job: Job,
): Promise<Result<'backup.restore'>> {
  return restoreBackup(state, params.id, job);
}

export function adopt(state: CoreState, { file }: ParsedParams<'backup.adopt'>): Result<'backup.adopt'> {
  return adoptBackup(state, file);
}

export function exportBackup(ctx: Ctx, params: ParsedParams<'backup.export'>): Result<'backup.export'> {
  const backup = allBackups(ctx.dataDir).find((candidate) => candidate.id === params.id);
  if (!backup) throw new AppError('data.not-found', { what: '备份' });
  const source = join(backupFolder(ctx.dataDir), backup.id);
  describeBackup(source);
  const output = ctx.files.output(`知产台账备份-${backup.id}`);
  copyFileSync(source, output.path);
  return output.finish();
}

export function check(ctx: Ctx): Result<'backup.check'> {
  const problems = fullCheck(ctx.store.db);
  return { ok: problems.length === 0, problems };
}
