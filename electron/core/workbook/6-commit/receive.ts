// Receiving of several files under one import record: each file whole or not at all, one after the other. One that fails
// leaves those before it as they are and says why.

import { fileInWords } from '../../../../shared/model/file-ref.js';
import type { Ctx } from '../../context.js';
import { withoutNeedlessGuard } from '../../store/period-lock-store.js';
import type { Store } from '../../store/store.js';
import { together, writeRecord } from '../../store/write.js';
import { commitContext, commitFile, type ReadyPlan } from './commit.js';

/** A file to be received; its plan is fetched when its turn comes. */
export interface Receivable {
  name: string;
  /** False: there are none for certain. */
  hasLedgers?: boolean;
  load(): ReadyPlan;
}

/**
 * Receives files. `atOnce`: files per synced transaction; more than 1 only where nothing is acknowledged before this returns.
 * The returned batch is the import record.
 */
export function receive(
  ctx: Ctx,
  files: readonly Receivable[],
  options: { atOnce: number },
): { batchId: number; stored: number; rows: number } {
  const { db } = ctx.store;
  const label = files.length === 1 ? `导入“${fileInWords(files[0]!.name)}”` : labelOf(files.length);
  const batchId = writeRecord(ctx.store, () =>
    Number(
      db
        .prepare('INSERT INTO import_batch (at, operator, label) VALUES (?, ?, ?)')
        .run(ctx.store.now(), ctx.operator, label).lastInsertRowid,
    ),
  );
  const context = commitContext(ctx, batchId);
  let stored = 0;
  let rows = 0;
  let received = 0;
  /** The next file; false where it was the last before `until`. */
  const commitNext = (until: number): boolean => {
    const { name, load } = files[received]!;
    ctx.job.step({ done: received, total: files.length, stage: `接收 ${name}` });
    const committed = commitFile(ctx, load(), context);
    stored += committed.stored;
    rows += committed.rows;
    received += 1;
    return received < until;
  };
  try {
    withoutNeedlessGuard(ctx.store, () => {
      while (received < files.length) {
        const until = Math.min(received + options.atOnce, files.length);
        // One alone is its own transaction: inside another it would be a savepoint, which copies every page that it touches.
        if (until - received === 1) commitNext(until);
        else commitTogether(until);
      }
    });
  } finally {
    if (received === 0) writeRecord(ctx.store, () => db.prepare('DELETE FROM import_batch WHERE id = ?').run(batchId));
    else if (received < files.length)
      writeRecord(ctx.store, () =>
        db.prepare('UPDATE import_batch SET label = ? WHERE id = ?').run(labelOf(received), batchId),
      );
  }
  return { batchId, stored, rows };

  /**
   * False where one of them fails: nothing of them is stored then. With ledger rows, of which more is kept in memory than a
   * rollback takes back, it is not tried.
   */
  function commitWhole(until: number): boolean {
    const next = files.slice(received, until);
    if (!next.every((file) => file.hasLedgers === false)) return false;
    const before = { received, stored, rows };
    const headers: { header: ReadyPlan['plan']['header']; status: ReadyPlan['plan']['header']['status'] }[] = [];
    let stop: { error: unknown } | undefined;
    const commitAll = (): void => {
      for (const { name, load } of next) {
        try {
          ctx.job.step({ done: received, total: files.length, stage: `接收 ${name}` });
        } catch (error) {
          // Cancelled between two files: those before stay.
          stop = { error };
          return;
        }
        const ready = load();
        headers.push({ header: ready.plan.header, status: ready.plan.header.status });
        const committed = commitFile(ctx, ready, context);
        stored += committed.stored;
        rows += committed.rows;
        received += 1;
      }
    };
    try {
      together(ctx.store, commitAll, { isWhole: true });
    } catch {
      ({ received, stored, rows } = before);
      for (const { header, status } of headers) header.status = status;
      return false;
    }
    if (stop) throw stop.error;
    return true;
  }

  function commitTogether(until: number): void {
    // Hardly ever does one fail; where it does, each once more by itself, so that those before it stay and it is named.
    if (commitWhole(until)) return;
    const before = received;
    let failure: { error: unknown } | undefined;
    try {
      together(ctx.store, () => {
        try {
          while (commitNext(until));
        } catch (error) {
          // A full disk ends the whole transaction; anything else only this file's part of it.
          if (!db.inTransaction) throw error;
          failure = { error };
        }
      });
    } catch (error) {
      received = before;
      throw error;
    }
    if (failure) throw failure.error;
  }
}

/**
 * Import records after a crash in the middle of a receiving say what was received: one of which no file came is none. Called
 * when the data file is opened.
 */
export function settleBatches(store: Store): void {
  writeRecord(store, () => {
    store.db
      .prepare(
        `DELETE FROM import_batch WHERE NOT EXISTS (SELECT 1 FROM import_file f WHERE f.batch_id = import_batch.id)
           AND NOT EXISTS (SELECT 1 FROM change_set c WHERE c.import_batch_id = import_batch.id)`,
      )
      .run();
    const newest = store.db
      .prepare(
        `SELECT b.id, b.label, count(f.id) AS files FROM import_batch b JOIN import_file f ON f.batch_id = b.id
         WHERE b.id = (SELECT max(id) FROM import_batch)`,
      )
      .get() as { id: number | null; label: string; files: number };
    if (newest.id === null || newest.label === labelOf(newest.files) || !LABEL.test(newest.label)) return;
    store.db.prepare('UPDATE import_batch SET label = ? WHERE id = ?').run(labelOf(newest.files), newest.id);
  });
}

const LABEL = /^导入\d+个文件$/;

function labelOf(count: number): string {
  return `导入${count}个文件`;
}
