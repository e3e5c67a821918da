// Room for one more request among all tabs of this browser: they share its connections to the host, and what waits in the core holds
// one until it is answered. Without it two tabs took them all, and 取消 came only when there was nothing left to cancel.

/** What a browser opens to one host. */
const CONNECTIONS = 6;
const TAB = 'ip-ledger-tab';

/** Each tab holds one for its events, and one stays free for what must not wait. */
export function slotsFor(tabs: number): number {
  return Math.max(1, CONNECTIONS - 1 - Math.max(1, tabs));
}

type Locks = Pick<LockManager, 'request' | 'query'>;

/** Told to the others as long as this tab is open. */
export function countTab(locks: Locks): void {
  locks.request(TAB, { mode: 'shared' }, () => new Promise(() => undefined)).catch(() => undefined);
}

/** The first slot that is free; resolves with what frees it again. */
function takeSlot(locks: Locks, slots: number): Promise<() => void> {
  const others = new AbortController();
  return new Promise((resolve, reject) => {
    const take = (): Promise<void> | undefined => {
      if (others.signal.aborted) return undefined; // granted with another one
      others.abort();
      return new Promise((release) => resolve(() => release()));
    };
    for (let slot = 0; slot < slots; slot++)
      locks.request(`ip-ledger-call-${slot}`, { signal: others.signal }, take).catch((error: unknown) => {
        if (!others.signal.aborted) reject(error as Error);
      });
  });
}

/** Sends when there is room; at once where the browser knows no locks. */
export async function inSharedSlot<T>(locks: Locks | undefined, send: () => Promise<T>): Promise<T> {
  if (locks === undefined) return send();
  const tabs = (await locks.query()).held?.filter(({ name }) => name === TAB).length ?? 1;
  const free = await takeSlot(locks, slotsFor(tabs));
  try {
    return await send();
  } finally {
    free();
  }
}
