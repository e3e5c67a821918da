// The stream of events that all tabs of a browser share: who listens, and what happens when the host refuses who does.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { HostEvent } from '../../shared/contract/envelope.js';

class Stream {
  static readonly CLOSED = 2;
  static all: Stream[] = [];
  readyState = 0;
  onmessage: ((message: { data: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    Stream.all.push(this);
  }
  /** `isForGood`: the host refuses it; else the browser connects again by itself. */
  fail(isForGood: boolean): void {
    this.readyState = isForGood ? Stream.CLOSED : 0;
    this.onerror!();
  }
}

/** One name, one holder, the others in the order in which they asked. */
class Locks {
  #line: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  request(_name: string, ...rest: unknown[]): Promise<unknown> {
    const work = rest.at(-1) as (lock: object | null) => unknown;
    const { ifAvailable } = rest.length > 1 ? (rest[0] as { ifAvailable: boolean }) : { ifAvailable: false };
    if (ifAvailable && this.#waiting > 0) return Promise.resolve(work(null));
    this.#waiting += 1;
    const done = this.#line.then(() => work({})).finally(() => (this.#waiting -= 1));
    this.#line = done.catch(() => undefined);
    return done;
  }
}

/** Tells the other tabs at once. */
class Channel {
  static all: Channel[] = [];
  onmessage: ((message: { data: HostEvent }) => void) | null = null;
  constructor() {
    Channel.all.push(this);
  }
  postMessage(data: HostEvent): void {
    for (const one of Channel.all) if (one !== this) one.onmessage?.({ data });
  }
}

/** The session of a page that begins when the host has told of five changes. */
const fetched = vi.fn(() => Promise.resolve(Response.json({ token: 'of-the-session', told: 5 })));
let receiveEvents: typeof import('../../renderer/api/loopback-events.js').receiveEvents;

beforeEach(async () => {
  // A page of its own each: the session is asked for once.
  vi.resetModules();
  ({ receiveEvents } = await import('../../renderer/api/loopback-events.js'));
  vi.useFakeTimers();
  Stream.all = [];
  Channel.all = [];
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('EventSource', Stream);
  vi.stubGlobal('BroadcastChannel', Channel);
  vi.stubGlobal('navigator', { locks: new Locks() });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

test('a tab that the host refuses lets the next one listen; the refused one stands in line again', async () => {
  const [old, young] = [vi.fn<(event: HostEvent) => void>(), vi.fn<(event: HostEvent) => void>()];
  receiveEvents(old);
  receiveEvents(young);
  await settle();
  expect(Stream.all).toHaveLength(1);
  const changed: HostEvent = { type: 'data-changed', topics: ['values'], version: 7 };
  Stream.all[0]!.onmessage!({ data: JSON.stringify(changed) });
  expect([old, young].map((one) => one.mock.calls)).toEqual([[[changed]], [[changed]]]);
  // A break alone: the browser connects again.
  Stream.all[0]!.fail(false);
  await settle();
  expect(Stream.all).toHaveLength(1);
  // Another host has the port: the session of the first tab is over.
  Stream.all[0]!.fail(true);
  await settle();
  expect(Stream.all).toHaveLength(2);
  Stream.all[1]!.fail(true);
  await vi.advanceTimersByTimeAsync(5000);
  expect(Stream.all).toHaveLength(3);
});

test('a stream says since when its page asks the core, so that nothing is missed before it stands; a host that does not answer is asked again', async () => {
  fetched
    .mockRejectedValueOnce(new TypeError('Failed to fetch'))
    .mockRejectedValueOnce(new TypeError('Failed to fetch'));
  receiveEvents(vi.fn());
  await settle();
  expect(Stream.all).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(5000);
  expect(Stream.all.map(({ url }) => url)).toEqual(['/events?since=5']);
});

test('a tab that opens while the data file is checked is told so by the tab that listens, and once it is open by nobody', async () => {
  const [old, young, late] = [vi.fn(), vi.fn(), vi.fn()];
  const tell = (state: 'checking' | 'ready'): HostEvent => {
    const event: HostEvent = { type: 'startup', startup: { state, error: null } };
    Stream.all[0]!.onmessage!({ data: JSON.stringify(event) });
    return event;
  };
  receiveEvents(old);
  await settle();
  const checking = tell('checking');
  receiveEvents(young);
  await settle();
  expect(young.mock.calls).toEqual([[checking]]);
  tell('ready');
  receiveEvents(late);
  await settle();
  expect(late).not.toHaveBeenCalled();
});
