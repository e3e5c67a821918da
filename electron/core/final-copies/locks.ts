// Calls of 锁定本期. A lock is no step that undo takes back: reopening is a decision of its own, with a reason that stays.
// What a lock keeps out: store/period-lock-store.ts.

import type { Ctx } from '../context.js';
import { addLock, listLocks, openLock } from '../store/period-lock-store.js';
import { writeRecord } from '../store/write.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { periodTitle } from '../../../shared/model/period.js';

export function list(ctx: Ctx, _params: ParsedParams<'locks.list'>): Result<'locks.list'> {
  return { locks: listLocks(ctx.store) };
}

export function lock(ctx: Ctx, { period, note }: ParsedParams<'locks.lock'>): Result<'locks.lock'> {
  change(ctx, `锁定${periodTitle(period, 'ytd')}`, note, () => {
    if (!addLock(ctx.store, period, { operator: ctx.operator, note }))
      throw new AppError('data.exists', { what: `${periodTitle(period, 'ytd')}的锁定` });
  });
  return list(ctx, {});
}

export function reopen(ctx: Ctx, { period, reason }: ParsedParams<'locks.reopen'>): Result<'locks.reopen'> {
  change(ctx, `重新打开${periodTitle(period, 'ytd')}`, reason, () => {
    if (!openLock(ctx.store, period, { operator: ctx.operator, reason }))
      throw new AppError('data.not-found', { what: `${periodTitle(period, 'ytd')}的锁定` });
  });
  return list(ctx, {});
}

function change(ctx: Ctx, action: string, detail: string, fn: () => void): void {
  const { store } = ctx;
  writeRecord(store, () => {
    fn();
    store.db
      .prepare('INSERT INTO activity_log (at, operator, action, detail) VALUES (?, ?, ?, ?)')
      .run(store.now(), ctx.operator, action, detail);
  });
  store.changed(['tables', 'imports']);
}
