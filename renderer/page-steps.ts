// Steps back and forth of the page that is open, where it holds more than the history of the application knows: what was typed and is
// not stored. The buttons above and the keys take the same step then, wherever the focus is.

import { useSyncExternalStore } from 'react';

import type { Seen } from './api/seen.js';

export interface PageSteps {
  /** What the next step back is called where it is one of the page alone; null: the newest of the application's history. */
  undoLabel: string | null;
  /** The data over which that was typed: what this page stored since goes back before it. */
  undoSeen?: Seen | undefined;
  redoLabel: string | null;
  /** Asks and tells by itself; null: the application takes the newest of its history. */
  undo: (() => Promise<void>) | null;
  redo: (() => Promise<void>) | null;
}

let offered: PageSteps | null = null;
const listeners = new Set<() => void>();

function put(steps: PageSteps | null): void {
  if (offered === steps) return;
  offered = steps;
  for (const listener of listeners) listener();
}

/** From now on until the answer is called. */
export function offerSteps(steps: PageSteps): () => void {
  put(steps);
  return () => {
    if (offered === steps) put(null);
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePageSteps(): PageSteps | null {
  return useSyncExternalStore(subscribe, () => offered);
}
