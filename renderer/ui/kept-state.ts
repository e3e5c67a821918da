// What was typed and is not saved yet outlives a visit to another page. It ends with the window, which asks before it closes.

import { useCallback, useSyncExternalStore } from 'react';

import { noteDrafts } from '../api/seen.js';

const kept = new Map<string, unknown>();
const listeners = new Set<() => void>();

function askBeforeClosing(event: BeforeUnloadEvent): void {
  if (kept.size > 0) event.preventDefault();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('beforeunload', askBeforeClosing);
  listeners.add(listener);
  // The window goes on asking after the page that typed is left.
  return () => listeners.delete(listener);
}

/**
 * State under a name that stays when its page is left; `empty` must be one and the same object, and setting it forgets the name.
 * Two subjects (years, indicators) need two names, or what was typed for one is shown for the other. A function is given what is kept
 * by then: for what ends later than it was begun, while typing goes on.
 */
export function useKept<T extends object | null>(name: string, empty: T): [T, (next: T | ((now: T) => T)) => void] {
  const valueOf = useCallback((): T => (kept.has(name) ? (kept.get(name) as T) : empty), [name, empty]);
  const value = useSyncExternalStore(subscribe, valueOf);
  const set = useCallback(
    (change: T | ((now: T) => T)) => {
      const next = typeof change === 'function' ? change(valueOf()) : change;
      noteDrafts(name, !Object.is(next, empty));
      if (Object.is(next, empty)) kept.delete(name);
      else kept.set(name, next);
      for (const listener of listeners) listener();
    },
    [name, empty, valueOf],
  );
  return [value, set];
}
