// Calls that show and undo what was done.

import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { Ctx } from '../context.js';
import { undoChangeSets } from './undo.js';

export function list(ctx: Ctx, params: ParsedParams<'history.list'>): Result<'history.list'> {
  const rows = ctx.store.db
    .prepare(
      `SELECT c.id, c.at, c.operator, c.label, c.kind, c.undone_by, t.kind AS undoes_kind
       FROM change_set c LEFT JOIN change_set t ON t.id = c.undoes
       WHERE c.id < ? ORDER BY c.id DESC LIMIT ?`,
    )
    .all(params.before ?? Number.MAX_SAFE_INTEGER, params.limit) as {
    id: number;
    at: string;
    operator: string;
    label: string;
    kind: string;
    undone_by: number | null;
    undoes_kind: string | null;
  }[];
  return {
    changes: rows.map((row) => ({
      id: row.id,
      at: row.at,
      operator: row.operator,
      label: row.label,
      kind: row.kind,
      undone: row.undone_by !== null,
      // A redo brought the original step back: that one is undone again, not the redo.
      canUndo: row.undone_by === null && row.kind !== 'setup' && !(row.kind === 'undo' && row.undoes_kind === 'undo'),
    })),
  };
}

export function undo(ctx: Ctx, params: ParsedParams<'history.undo'>): Result<'history.undo'> {
  const row = ctx.store.db.prepare('SELECT label, kind FROM change_set WHERE id = ?').get(params.id) as
    | { label: string; kind: string }
    | undefined;
  if (row?.kind === 'setup')
    throw new AppError('data.undo-conflict', {
      label: row.label,
      what: '建立单位是第一步，不能撤销；单位信息可以修改',
    });
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
