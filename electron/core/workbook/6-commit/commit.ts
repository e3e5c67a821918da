// Stage 6: writes exactly the stored plan of one file, in one transaction: all of it or nothing (rules.md 18). Refused where
// the file, the vocabulary or a stored value changed since the plan was made.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { zstdCompressSync } from 'node:zlib';

import { AppError } from '../../../../shared/errors/app-error.js';
import { isAcceptable, isBlocking, openQuestions } from '../../../../shared/import/plan.js';
import type { Ctx } from '../../context.js';
import { listIndicators } from '../../store/indicator-store.js';
import { waiverLookup } from '../../store/check-store.js';
import { write } from '../../store/write.js';
import { splitEntry } from '../1-read/archive-path.js';
import { entryOf } from '../1-read/archive.js';
import { DEFAULT_LIMITS } from '../1-read/raw-book.js';
import type { FilePlan } from '../5-preview/plan-file.js';
import { getPlanFile, updateHeader, vocabularyVersion } from '../plan-store.js';
import { remember } from '../recognition-memory.js';
import { CellWriter } from './cell-writer.js';

export interface CommittedFile {
  stored: number;
  changeSetId: number;
}

/** Reads the original again and makes sure that it is the one that was planned; of an archive, the file inside. */
function readOriginal(given: string, plan: FilePlan): Buffer {
  const { path, entry } = splitEntry(given);
  let bytes: Buffer;
  try {
    const file = readFileSync(path);
    bytes = entry === undefined ? file : entryOf(file, entry, DEFAULT_LIMITS);
  } catch (cause) {
    throw new AppError('file.not-found', { name: plan.header.file }, { cause });
  }
  if (createHash('sha256').update(bytes).digest('hex') !== plan.header.sha256)
    throw new AppError('data.stale', { what: `文件“${plan.header.file}”的内容已修改` });
  return bytes;
}

/** A reason that was taken back since the plan was made no longer lets an issue pass. */
function checkWaivers(ctx: Ctx, plan: FilePlan): void {
  const waiverOf = waiverLookup(ctx.store);
  for (const { waiver, rule, key, figures } of plan.header.issues)
    if (waiver && rule !== 'claim-differs' && !waiverOf(key ?? '', figures ?? ''))
      throw new AppError('data.stale', { what: '有一处“核实通过”已取消' });
}

/** Receives one file of a plan. `partial`: the officer chose to receive the cells that are not rejected. */
export function commitFile(
  ctx: Ctx,
  planId: string,
  index: number,
  options: { partial: boolean; batchId: number; reason?: string },
): CommittedFile {
  const plan = getPlanFile(ctx.store, planId, index);
  const { header } = plan;
  const isAllowed =
    isAcceptable(header) || (options.partial && (header.status === 'asks' || header.status === 'planned'));
  if (!isAllowed) {
    const count = header.issues.filter(isBlocking).length + openQuestions(header).length;
    throw new AppError('data.blocked', { name: header.file, count });
  }
  if (vocabularyVersion(ctx.store) !== plan.vocabulary)
    throw new AppError('data.stale', { what: '填报单位、指标、审核规则或设置已修改' });
  checkWaivers(ctx, plan);
  const bytes = readOriginal(plan.path, plan);
  const packed = zstdCompressSync(bytes);
  const indicators = new Map(listIndicators(ctx.store).map((indicator) => [indicator.code, indicator.id]));
  let stored = 0;
  let changeSet = 0;
  write(
    ctx.store,
    {
      kind: 'import',
      label: `接收“${header.file}”`,
      operator: ctx.operator,
      topics: ['values', 'imports', 'history', 'recognition'],
      importBatchId: options.batchId,
      detail: header.units.join('、'),
    },
    (changeSetId) => {
      changeSet = changeSetId;
      ctx.store.db
        .prepare(
          'INSERT INTO original_file (sha256, size, encoding, bytes, kept_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
        )
        .run(header.sha256, bytes.length, 'zstd', packed, ctx.store.now());
      const importFileId = Number(
        ctx.store.db
          .prepare(
            'INSERT INTO import_file (batch_id, change_set_id, file, sha256, form, stored, report) VALUES (?, ?, ?, ?, ?, 0, ?)',
          )
          .run(
            options.batchId,
            changeSetId,
            header.file,
            header.sha256,
            header.form,
            JSON.stringify({ ...header, ratioChecks: plan.detail.ratioChecks }),
          ).lastInsertRowid,
      );
      stored = new CellWriter(ctx, plan, indicators, {
        changeSetId,
        importFileId,
        reason: options.reason ?? '',
      }).writeAll();
      remember(ctx.store, plan.detail.remember);
      header.status = 'imported';
      ctx.store.db.prepare('UPDATE import_file SET stored = ? WHERE id = ?').run(stored, importFileId);
      updateHeader(ctx.store, planId, header);
    },
  );
  return { stored, changeSetId: changeSet };
}
