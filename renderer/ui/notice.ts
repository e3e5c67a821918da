// The last thing that was done, or that was not done and why, in words, for the status bar: it covers nothing and leaves by itself.

import { useSyncExternalStore } from 'react';

const SHOWN_MS = 8000;

export interface Notice {
  text: string;
  /** False: a step that did not happen, which must not look like one that did. */
  isDone: boolean;
}

const NOTHING: Notice = { text: '', isDone: true };

let notice = NOTHING;
let timer = 0;
const listeners = new Set<() => void>();

function set(next: Notice): void {
  notice = next;
  for (const listener of listeners) listener();
}

function show(next: Notice): void {
  window.clearTimeout(timer);
  set(next);
  timer = window.setTimeout(() => set(NOTHING), SHOWN_MS);
}

export function showNotice(text: string): void {
  show({ text, isDone: true });
}

/** A key or a paste that changed nothing, or not all: no failure, and no success either. */
export function showRefusal(text: string): void {
  show({ text, isDone: false });
}

/** What was refused in another month is not refused in this one. */
export function forgetRefusal(): void {
  if (!notice.isDone) set(NOTHING);
}

export function useNotice(): Notice {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notice,
  );
}
