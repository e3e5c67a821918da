// What was done in a ledger since it was opened, as steps that can be taken back. Pure.

import type { Seen } from '../../api/seen.js';
import type { PageSteps } from '../../page-steps.js';
import type { Drafts } from './drafts.js';

/** One thing to take back: a stored step, or only drafts (changeSetId null). */
export interface Step {
  changeSetId: number | null;
  before: Drafts;
  after: Drafts;
  /** Of drafts alone: the data over which they were typed. What this page stored since (by the panel of a row) goes back first. */
  seen: Seen;
}

export interface Steps {
  done: Step[];
  undone: Step[];
}

/** What the next step back and forth is called where it takes drafts alone; null: it is one of the application's history. */
export function draftLabels({ done, undone }: Steps): Pick<PageSteps, 'undoLabel' | 'undoSeen' | 'redoLabel'> {
  const label = '未保存的填写';
  return {
    undoLabel: done.at(-1)?.changeSetId === null ? label : null,
    undoSeen: done.at(-1)?.seen,
    redoLabel: undone.at(-1)?.changeSetId === null ? label : null,
  };
}

/**
 * Drafts as they were before a step that stored rows, `from` being those when it was asked for. The cells of a new row were steps of
 * their own while it was typed: stored, the row is one step, and those before it are taken out of `done`. A row that was refused and
 * put right goes back to what was refused.
 */
export function beforeStored(done: Step[], from: Drafts, becameRows: ReadonlySet<number>): Drafts {
  if (becameRows.size === 0) return from;
  let before = from;
  while (done.at(-1)?.changeSetId === null && [...becameRows].some((id) => done.at(-1)!.after.has(id)))
    before = done.pop()!.before;
  return new Map([...before].filter(([id]) => !becameRows.has(id)));
}

/** The last own step that stands, where `standing` is the newest step of all: what is newer was taken back elsewhere. */
export function lastStanding(done: Step[], standing: number | null): Step | undefined {
  for (;;) {
    const own = done.at(-1);
    if (own === undefined || own.changeSetId === null || own.changeSetId <= (standing ?? 0)) return own;
    done.pop();
  }
}

/** Drafts as they were at a step, with what was typed while it was taken back or done again; `asked`: how they were when it was asked for. */
export function withNewer(then: Drafts, asked: Drafts, now: Drafts): Drafts {
  if (now === asked) return then;
  const drafts = new Map(then);
  for (const [id, draft] of now) if (asked.get(id) !== draft) drafts.set(id, draft);
  return drafts;
}
