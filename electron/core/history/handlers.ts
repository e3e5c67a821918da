// Calls that show and undo what was done.

import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import type { ChangeSet } from '../../../shared/contract/calls/system.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { stepToRedo, undoneLabel } from '../../../shared/model/undo-steps.js';
import type { Ctx } from '../context.js';
import { nextToUndo, redoObstacle } from './next-to-undo.js';
import { undoChangeSets } from './undo.js';

interface StepRow {
  id: number;
  at: string;
  operator: string;
  label: string;
  kind: string;
  undone_by: number | null;
  undoes_kind: string | null;
  batch_label: string | null;
  files: number;
}

/** Steps, newest first. The files of one import are one step, as they were one decision of the officer. */
export function list(ctx: Ctx, params: ParsedParams<'history.list'>): Result<'history.list'> {
  const rows = ctx.store.db
    .prepare(
      `SELECT max(c.id) AS id, max(c.at) AS at, c.operator, c.label, c.kind, min(c.undone_by) AS undone_by, t.kind AS undoes_kind,
         b.label AS batch_label, count(*) AS files
       FROM change_set c LEFT JOIN change_set t ON t.id = c.undoes
       LEFT JOIN import_batch b ON b.id = c.import_batch_id AND c.kind = 'import'
       GROUP BY CASE WHEN c.kind = 'import' AND c.import_batch_id IS NOT NULL THEN -c.import_batch_id ELSE c.id END, c.undone_by IS NULL
       HAVING max(c.id) < ? ORDER BY max(c.id) DESC LIMIT ?`,
    )
    .all(params.before ?? Number.MAX_SAFE_INTEGER, params.limit) as StepRow[];
  return {
    changes: rows.map((row) => ({
      id: row.id,
      at: row.at,
      operator: row.operator,
      label: row.batch_label ?? row.label,
      kind: row.kind,
      undone: row.undone_by !== null,
      // A redo brought the original step back: that one is undone again, not the redo.
      canUndo: row.undone_by === null && row.kind !== 'setup' && !(row.kind === 'undo' && row.undoes_kind === 'undo'),
    })),
  };
}

const PAGE = 100;

/** Each step back is a step too: behind thirty of them the next one is the sixtieth of the list. */
export function next(ctx: Ctx): Result<'history.next'> {
  const id = nextToUndo(ctx.store, (one) => stepOf(ctx, one).ids);
  const undo = id === null ? null : list(ctx, { limit: 1, before: id + 1 }).changes[0]!;
  const seen: ChangeSet[] = [];
  for (;;) {
    const { changes } = list(ctx, { limit: PAGE, before: seen.at(-1)?.id });
    seen.push(...changes);
    // No redo is further back than the newest step that stands.
    const isEnd = changes.length < PAGE || changes.some((change) => change.kind !== 'undo' && !change.undone);
    if (!isEnd) continue;
    const redo = stepToRedo(seen);
    const obstacle = redo === null ? '' : redoObstacle(ctx.store, redo.id);
    if (redo === null || obstacle === '') return { undo, redo, redoObstacle: '' };
    return { undo, redo: null, redoObstacle: `不能重做“${undoneLabel(redo)}”：${obstacle}` };
  }
}

/** Change sets that belong to the step of one: all live files of the same import. */
function stepOf(ctx: Ctx, id: number): { ids: number[]; label: string; kind: string; batchId: number | null } {
  const row = ctx.store.db
    .prepare(
      `SELECT c.label, c.kind, c.import_batch_id, b.label AS batch_label FROM change_set c
       LEFT JOIN import_batch b ON b.id = c.import_batch_id WHERE c.id = ?`,
    )
    .get(id) as { label: string; kind: string; import_batch_id: number | null; batch_label: string | null } | undefined;
  if (!row) throw new AppError('data.not-found', { what: '这一步操作' });
  if (row.kind !== 'import' || row.import_batch_id === null)
    return { ids: [id], label: row.label, kind: row.kind, batchId: null };
  const ids = ctx.store.db
    .prepare("SELECT id FROM change_set WHERE import_batch_id = ? AND kind = 'import' AND undone_by IS NULL")
    .pluck()
    .all(row.import_batch_id) as number[];
  return {
    ids: ids.length > 0 ? ids : [id],
    label: row.batch_label ?? row.label,
    kind: row.kind,
    batchId: row.import_batch_id,
  };
}

export function effect(ctx: Ctx, params: ParsedParams<'history.effect'>): Result<'history.effect'> {
  const { ids, batchId } = stepOf(ctx, params.id);
  if (batchId === null) return { imported: null };
  const files = ctx.store.db
    .prepare(
      `SELECT form, stored FROM import_file
       WHERE batch_id = ? AND change_set_id IN (SELECT value FROM json_each(?))`,
    )
    .all(batchId, JSON.stringify(ids)) as { form: string; stored: number }[];
  return {
    imported: {
      files: files.length,
      stored: files.reduce((sum, file) => sum + file.stored, 0),
      isLedgers: files.every((file) => file.form === 'ledger'),
    },
  };
}

export function undo(ctx: Ctx, params: ParsedParams<'history.undo'>): Result<'history.undo'> {
  const step = stepOf(ctx, params.id);
  if (step.kind === 'setup')
    throw new AppError('data.undo-conflict', {
      step: '撤销',
      label: step.label,
      what: '建立本单位是第一步，不能撤销；本单位信息可以修改',
    });
  const label = step.kind === 'undo' ? `重做：${step.label.replace(/^撤销：/, '')}` : `撤销：${step.label}`;
  undoChangeSets(ctx.store, step.ids, {
    label,
    operator: ctx.operator,
    ...(step.batchId === null ? {} : { batchId: step.batchId }),
  });
  return { label };
}

export function activity(ctx: Ctx, params: ParsedParams<'activity.list'>): Result<'activity.list'> {
  const entries = ctx.store.db
    .prepare('SELECT id, at, operator, action, detail FROM activity_log WHERE id < ? ORDER BY id DESC LIMIT ?')
    .all(params.before ?? Number.MAX_SAFE_INTEGER, params.limit) as Result<'activity.list'>['entries'];
  return { entries };
}
