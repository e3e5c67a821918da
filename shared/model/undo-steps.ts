// Which step 撤销 and 重做 mean, from the list of steps (newest first). Pure; the whole list is in 设置 › 操作日志.

import type { ChangeSet } from '../contract/calls/system.js';

/** Newest step that stands. An undo is a step too, but taking it back is 重做. */
export function stepToUndo(changes: readonly ChangeSet[]): ChangeSet | null {
  return changes.find((change) => change.kind !== 'undo' && change.canUndo && !change.undone) ?? null;
}

/** Newest 撤销 that stands, until something else was done after it. */
export function stepToRedo(changes: readonly ChangeSet[]): ChangeSet | null {
  for (const change of changes) {
    if (change.kind === 'undo') {
      if (change.canUndo && !change.undone) return change;
    } else if (!change.undone) return null;
  }
  return null;
}

/** 撤销：导入7个文件 → 导入7个文件 */
export function undoneLabel(change: ChangeSet): string {
  return change.label.replace(/^撤销：/, '');
}
