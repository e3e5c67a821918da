// Which step 重做 means, from the list of steps (newest first). Pure; what 撤销 means is said by core/history/next-to-undo.ts.

import type { ChangeSet } from '../contract/calls/system.js';

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
