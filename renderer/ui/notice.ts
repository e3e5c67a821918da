// The last thing that was done, in words, for the status bar: it covers nothing and leaves by itself.

import { useSyncExternalStore } from 'react';

const SHOWN_MS = 8000;

let notice = '';
let timer = 0;
const listeners = new Set<() => void>();

function set(text: string): void {
  notice = text;
  for (const listener of listeners) listener();
}

export function showNotice(text: string): void {
  window.clearTimeout(timer);
  set(text);
  timer = window.setTimeout(() => set(''), SHOWN_MS);
}

export function useNotice(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notice,
  );
}
