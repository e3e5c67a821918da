// Components in files of their own: fetched when they are first shown, or before that when the page has nothing else to do. One that
// is there already is drawn at once; through React.lazy alone it would show its waiting text first, and that for 300 ms at least.

import { lazy, useState, type ComponentType } from 'react';

/** Files that are fetched ahead, in the order in which they were declared. */
const ahead: (() => Promise<unknown>)[] = [];

/** A component that `load` fetches; must stand inside a Suspense. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  const fetchIt = async (): Promise<ComponentType<P>> => (loaded ??= await load());
  // React asks for a component that takes any props; ours are checked where it is used.
  const Waiting = lazy(async () => ({ default: await fetchIt() })) as unknown as ComponentType<P>;
  ahead.push(fetchIt);
  return function Later(props: P) {
    // The choice of the first time holds: another component would lose what the officer has typed.
    const [Shown] = useState<ComponentType<P>>(() => loaded ?? Waiting);
    return <Shown {...props} />;
  };
}

const untilIdle = (): Promise<void> =>
  new Promise((resolve) => {
    requestIdleCallback(() => resolve());
  });

/** Fetches one after the other whenever the page is idle, and last does `then`. Returns how to stop it. */
export function fetchAhead(then: () => void): () => void {
  let isStopped = false;
  const run = async (): Promise<void> => {
    while (ahead.length > 0) {
      // oxlint-disable no-await-in-loop -- one after the other, so that a click waits for one at most
      await untilIdle();
      if (isStopped) return;
      // One that fails is fetched again when it is needed, and says then why it cannot be.
      await ahead
        .shift()?.()
        .catch(() => undefined);
      // oxlint-enable no-await-in-loop
    }
    await untilIdle();
    if (!isStopped) then();
  };
  void run();
  return () => {
    isStopped = true;
  };
}
