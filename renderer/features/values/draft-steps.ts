// Steps back and forth of what was typed into 统计数据 and is not stored: Ctrl+Z takes the last of it back before it touches anything
// that is stored. Pure.

import { countOf, entriesOf, NO_DRAFTS, typedSince, type Drafts, type Entry } from './drafts.js';

export interface DraftSteps {
  now: Drafts;
  /** As it was before each step, the last one last. */
  past: readonly Drafts[];
  /** What was taken back, the last one last. */
  future: readonly Drafts[];
}

/** Nothing typed, or all of it stored: from here on the history of the application holds what can be taken back. */
export const NO_STEPS: DraftSteps = { now: NO_DRAFTS, past: [], future: [] };

function isSame(a: Drafts, b: Drafts): boolean {
  return (
    countOf(a) === countOf(b) && entriesOf(a).every(({ unitId, code, text }) => b.get(unitId)?.get(code)?.text === text)
  );
}

/** Typing what stood there already is no step. */
export function withStep(steps: DraftSteps, now: Drafts): DraftSteps {
  if (isSame(steps.now, now)) return withNow(steps, now);
  return { now, past: [...steps.past, steps.now], future: [] };
}

/** The same entries with what the core said of them: not a step. */
export function withNow(steps: DraftSteps, now: Drafts): DraftSteps {
  return { ...steps, now };
}

/** Once these entries are stored. What was typed meanwhile is all that can be taken back here. */
export function afterStoring({ now }: DraftSteps, stored: readonly Entry[]): DraftSteps {
  const rest = typedSince(now, stored);
  return rest.size === 0 ? NO_STEPS : { now: rest, past: [NO_DRAFTS], future: [] };
}

export function stepBack(steps: DraftSteps): DraftSteps {
  const before = steps.past.at(-1);
  if (before === undefined) return steps;
  return { now: before, past: steps.past.slice(0, -1), future: [...steps.future, steps.now] };
}

export function stepForth(steps: DraftSteps): DraftSteps {
  const after = steps.future.at(-1);
  if (after === undefined) return steps;
  return { now: after, past: [...steps.past, steps.now], future: steps.future.slice(0, -1) };
}
