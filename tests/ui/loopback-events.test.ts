// The stream of events that all tabs of a browser share: who listens, and what happens when the host refuses who does.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { receiveEvents } from '../../renderer/api/loopback-events.js';
import type { HostEvent } from '../../shared/contract/envelope.js';

class Stream {
  static readonly CLOSED = 2;
  static all: Stream[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  constructor() {
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
    this.#line = done;
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

beforeEach(() => {
  vi.useFakeTimers();
  Stream.all = [];
  Channel.all = [];
  vi.stubGlobal('EventSource', Stream);
  vi.stubGlobal('BroadcastChannel', Channel);
  vi.stubGlobal('navigator', { locks: new Locks() });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

test('a tab that the host refuses lets the next one listen, which asks all to read anew; the refused one stands in line again', async () => {
  const [old, young] = [vi.fn<(event: HostEvent) => void>(), vi.fn<(event: HostEvent) => void>()];
  receiveEvents(old);
  receiveEvents(young);
  await settle();
  expect(Stream.all).toHaveLength(1);
  Stream.all[0]!.onopen!();
  expect(old).not.toHaveBeenCalled();
  // A break alone: the browser connects again, and nothing may have been missed without a word.
  Stream.all[0]!.fail(false);
  await settle();
  expect(Stream.all).toHaveLength(1);
  Stream.all[0]!.onopen!();
  expect([old, young].map((one) => one.mock.calls.length)).toEqual([1, 1]);
  // Another host has the port: the session of the first tab is over.
  Stream.all[0]!.fail(true);
  await settle();
  expect(Stream.all).toHaveLength(2);
  Stream.all[1]!.onopen!();
  expect(young).toHaveBeenLastCalledWith(expect.objectContaining({ type: 'data-changed' }));
  Stream.all[1]!.fail(true);
  await vi.advanceTimersByTimeAsync(5000);
  expect(Stream.all).toHaveLength(3);
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
