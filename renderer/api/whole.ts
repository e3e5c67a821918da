// Lists that are stored as a whole and changed one item at a time: each change is made of what the one before has left, also where
// the page does not show that yet. Changes of what another window has stored meanwhile are refused by the core (seen.ts).

import { useCallback, useRef } from 'react';

import { seenOf, type Seen } from './seen.js';

/** One after the other, however fast they come. The promise is that of the work. */
export function useInTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  return useCallback((work) => {
    const turn = queue.current.then(work);
    queue.current = turn.catch(() => undefined);
    return turn;
  }, []);
}

interface Whole<T> {
  key: string | number;
  list: T;
  /** Version of the data that `list` is of. */
  version: number;
}

/** `key`: which list it is; `answer`: the newest that the page shows, and `list` in it. */
export function useWhole<T>(
  key: string | number,
  answer: object | null,
  list: T,
): (change: (list: T) => T, store: (list: T, seen: Seen) => Promise<unknown>) => Promise<void> {
  const inTurn = useInTurn();
  const shown: Whole<T> = { key, list, version: seenOf(answer).version };
  const latest = useRef({ shown, now: shown });
  latest.current.shown = shown;
  // An answer that was on its way while something was stored does not have that yet.
  if (key !== latest.current.now.key || shown.version >= latest.current.now.version) latest.current.now = shown;
  return useCallback(
    (change, store) =>
      inTurn(async () => {
        const { now } = latest.current;
        const next = change(now.list);
        const seen = { version: now.version };
        try {
          await store(next, seen);
        } catch (error) {
          latest.current.now = latest.current.shown;
          throw error;
        }
        // The answer to what was stored says which version that made.
        if (latest.current.now.key === now.key && seen.version >= latest.current.now.version)
          latest.current.now = { key: now.key, list: next, version: seen.version };
      }),
    [inTurn],
  );
}
