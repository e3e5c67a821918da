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
 * Two subjects (years, indicators) need two names, or what was typed for one is shown for the other.
 */
export function useKept<T>(name: string, empty: T): [T, (next: T) => void] {
  const value = useSyncExternalStore(subscribe, () => (kept.has(name) ? (kept.get(name) as T) : empty));
  const set = useCallback(
    (next: T) => {
      noteDrafts(name, !Object.is(next, empty));
      if (Object.is(next, empty)) kept.delete(name);
      else kept.set(name, next);
      for (const listener of listeners) listener();
    },
    [name, empty],
  );
  return [value, set];
}
