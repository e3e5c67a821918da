// Stage 6: writes exactly the stored plan of one file, in one transaction: all of it or nothing (rules.md 18). Refused where
// the file, the vocabulary or a stored value changed since the plan was made.

import { fileInWords } from '../../../../shared/model/file-ref.js';
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { AppError } from '../../../../shared/errors/app-error.js';
import { isAcceptable, isBlocking, openQuestions } from '../../../../shared/import/plan.js';
import type { Ctx } from '../../context.js';
import { listIndicators } from '../../store/indicator-store.js';
import { waiverLookup } from '../../store/check-store.js';
import { keepOriginal, packedBytes } from '../../store/original-file-store.js';
import { prepared } from '../../store/prepared.js';
import { write } from '../../store/write.js';
import { splitEntry } from '../1-read/archive-path.js';
import { entryOf } from '../1-read/archive.js';
import { DEFAULT_LIMITS } from '../1-read/raw-book.js';
import type { FilePlan } from '../5-preview/plan-file.js';
import { vocabularyVersion } from '../plan-store.js';
import { remember } from '../recognition-memory.js';
import { CellWriter } from './cell-writer.js';
import { writeLedgers } from './ledger-writer.js';

export interface CommittedFile {
  /** Values and ledger rows together. */
  stored: number;
  /** Ledger rows among them. */
  rows: number;
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
    throw new AppError('file.not-found', { name: fileInWords(plan.header.file) }, { cause });
  }
  if (hash('sha256', bytes) !== plan.header.sha256)
    throw new AppError('data.stale', { what: `文件“${fileInWords(plan.header.file)}”的内容已修改` });
  return bytes;
}

/** A reason that was taken back since the plan was made no longer lets an issue pass. */
function checkWaivers(ctx: Ctx, plan: FilePlan): void {
  const waived = plan.header.issues.filter(({ waiver, rule }) => waiver && rule !== 'claim-differs');
  if (waived.length === 0) return;
  const waiverOf = waiverLookup(ctx.store);
  for (const { key, figures } of waived)
    if (!waiverOf(key ?? '', figures ?? '')) throw new AppError('data.stale', { what: '有一处“核实通过”已取消' });
}

/** A plan with what its commit needs to know of where it came from. */
export interface ReadyPlan {
  plan: FilePlan;
  path: string;
  partial: boolean;
  reason: string;
  /** Called inside the transaction, once the values are written. */
  onStored?: (header: FilePlan['header']) => void;
}

/** What is the same for all files of one receiving: taken once, as nothing else runs between them. */
export interface CommitContext {
  batchId: number;
  vocabulary: number;
  indicatorIds: ReadonlyMap<string, number>;
}

export function commitContext(ctx: Ctx, batchId: number): CommitContext {
  return {
    batchId,
    vocabulary: vocabularyVersion(ctx.store),
    indicatorIds: new Map(listIndicators(ctx.store).map((indicator) => [indicator.code, indicator.id])),
  };
}

/** Receives one file. `partial`: the officer chose to receive the cells that are not rejected. */
export function commitFile(ctx: Ctx, ready: ReadyPlan, context: CommitContext): CommittedFile {
  const { plan } = ready;
  const { header } = plan;
  const { store } = ctx;
  const isAllowed =
    isAcceptable(header) || (ready.partial && (header.status === 'asks' || header.status === 'planned'));
  if (!isAllowed) {
    const count = header.issues.filter(isBlocking).length + openQuestions(header).length;
    throw new AppError('data.blocked', { name: fileInWords(header.file), count });
  }
  if (context.vocabulary !== plan.vocabulary)
    throw new AppError('data.stale', { what: '填报单位、指标、审核规则、识别规则或设置已修改，或程序已升级' });
  checkWaivers(ctx, plan);
  const bytes = readOriginal(ready.path, plan);
  const packed = packedBytes(bytes);
  let stored = 0;
  let rows = 0;
  let changeSet = 0;
  write(
    store,
    {
      kind: 'import',
      label: `接收“${fileInWords(header.file)}”`,
      operator: ctx.operator,
      topics: [
        'values',
        'imports',
        'history',
        'recognition',
        ...((plan.ledgers ?? []).length > 0 ? ['ledgers' as const] : []),
      ],
      importBatchId: context.batchId,
      detail: header.units.join('、'),
    },
    (changeSetId) => {
      changeSet = changeSetId;
      keepOriginal(store, header.sha256, bytes.length, packed);
      const importFileId = Number(
        prepared(
          store,
          'INSERT INTO import_file (batch_id, change_set_id, file, sha256, form, stored, report) VALUES (?, ?, ?, ?, ?, 0, ?)',
        ).run(
          context.batchId,
          changeSetId,
          header.file,
          header.sha256,
          header.form,
          JSON.stringify({ ...header, ratioChecks: plan.detail.ratioChecks }),
        ).lastInsertRowid,
      );
      stored = new CellWriter(ctx, plan, context.indicatorIds, {
        changeSetId,
        importFileId,
        reason: ready.reason,
      }).writeAll();
      rows = writeLedgers(ctx, plan, { changeSetId, importFileId });
      stored += rows;
      remember(store, plan.detail.remember);
      header.status = 'imported';
      prepared(store, 'UPDATE import_file SET stored = ? WHERE id = ?').run(stored, importFileId);
      ready.onStored?.(header);
    },
  );
  return { stored, rows, changeSetId: changeSet };
}
