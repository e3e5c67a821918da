// Which step 重做 means, from the list of steps (newest first), and which steps go without a question. Pure; what 撤销 means is said
// by core/history/next-to-undo.ts.

import type { ChangeSet } from '../contract/calls/system.js';

/** Kind of a step that stored what was typed or pasted into 统计数据, or a note there. */
export const TYPED = 'typed';

/** What was typed, into a ledger or into 统计数据, comes back by 重做 as fast as it goes: a question would only be in the way. */
export function isTakenBackAtOnce({ kind }: Pick<ChangeSet, 'kind'>): boolean {
  return kind === 'ledgers' || kind === TYPED;
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
export function undoneLabel(change: Pick<ChangeSet, 'label'>): string {
  return change.label.replace(/^撤销：/, '');
}
