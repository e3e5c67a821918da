// The host over 127.0.0.1: calls by POST, progress and changes by server-sent events. Counterpart: electron/loopback/server.ts.

import type { HostBridge } from '../../shared/contract/host-bridge.js';
import type { HostEvent, Reply } from '../../shared/contract/envelope.js';
import { LOOPBACK_PATHS } from '../../shared/contract/loopback.js';
import { fewAtOnce } from './few-at-once.js';
import { receiveEvents } from './loopback-events.js';
import { postJson } from './loopback-http.js';
import { loopbackServices } from './loopback-services.js';
import { countTab, inSharedSlot, slotsFor } from './shared-slots.js';

/** Of one tab alone; of several, fewer (shared-slots.ts). */
const MOST_CALLS = slotsFor(1);

const CANCELLED: Reply = { ok: false, error: { code: 'job.cancelled', params: {}, detail: 'never sent' } };

function gone(error: unknown): Reply {
  const detail = `loopback server did not answer: ${error instanceof Error ? error.message : String(error)}`;
  return { ok: false, error: { code: 'job.worker-gone', params: {}, detail } };
}

export function createLoopbackHost(): HostBridge {
  const listeners = new Set<(event: HostEvent) => void>();
  const calls = fewAtOnce(MOST_CALLS);
  let isListening = false;
  // Browsers of before 2022 may have none.
  const locks = navigator.locks as LockManager | undefined;
  if (locks) countTab(locks);

  return {
    async call(name, params, requestId, seen) {
      try {
        const reply = await calls.send(requestId, () =>
          inSharedSlot(locks, async () => {
            // What is not a call takes the first connection that is free, and not the place behind all calls.
            const response = await postJson(LOOPBACK_PATHS.call, { requestId, name, params, seen }, 'low');
            return (await response.json()) as Reply;
          }),
        );
        return reply ?? CANCELLED;
      } catch (error) {
        return gone(error);
      }
    },
    async cancel(requestId) {
      if (!calls.takeBack(requestId)) await postJson(LOOPBACK_PATHS.cancel, { requestId });
    },
    on(listener) {
      listeners.add(listener);
      if (!isListening)
        receiveEvents((event) => {
          for (const one of listeners) one(event);
        });
      isListening = true;
      return () => listeners.delete(listener);
    },
    services: loopbackServices,
  };
}
