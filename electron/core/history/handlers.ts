// Calls that show and undo what was done.

import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import type { Ctx } from '../context.js';
import { undoChangeSets } from './undo.js';

export function list(ctx: Ctx, params: ParsedParams<'history.list'>): Result<'history.list'> {
  const rows = ctx.store.db
    .prepare(
      `SELECT id, at, operator, label, kind, undone_by, import_batch_id FROM change_set
       WHERE id < ? ORDER BY id DESC LIMIT ?`,
    )
    .all(params.before ?? Number.MAX_SAFE_INTEGER, params.limit) as {
    id: number;
    at: string;
    operator: string;
    label: string;
    kind: string;
    undone_by: number | null;
    import_batch_id: number | null;
  }[];
  return {
    changes: rows.map((row) => ({
      id: row.id,
      at: row.at,
      operator: row.operator,
      label: row.label,
      kind: row.kind,
      undone: row.undone_by !== null,
      canUndo: row.undone_by === null && row.kind !== 'setup',
    })),
  };
}

export function undo(ctx: Ctx, params: ParsedParams<'history.undo'>): Result<'history.undo'> {
  const row = ctx.store.db.prepare('SELECT label, kind FROM change_set WHERE id = ?').get(params.id) as
    | { label: string; kind: string }
    | undefined;
  const label = row?.kind === 'undo' ? `重做：${row.label.replace(/^撤销：/, '')}` : `撤销：${row?.label ?? ''}`;
  undoChangeSets(ctx.store, [params.id], { label, operator: ctx.operator });
  return { label };
}

export function activity(ctx: Ctx, params: ParsedParams<'activity.list'>): Result<'activity.list'> {
  const entries = ctx.store.db
    .prepare('SELECT id, at, operator, action, detail FROM activity_log WHERE id < ? ORDER BY id DESC LIMIT ?')
    .all(params.before ?? Number.MAX_SAFE_INTEGER, params.limit) as Result<'activity.list'>['entries'];
  return { entries };
}
