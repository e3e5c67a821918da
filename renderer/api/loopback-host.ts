// The host over 127.0.0.1: calls by POST, progress and changes by server-sent events. Counterpart: electron/loopback/server.ts.

import type { HostBridge } from '../../shared/contract/host-bridge.js';
import type { HostEvent, Reply } from '../../shared/contract/envelope.js';
import { LOOPBACK_PATHS } from '../../shared/contract/loopback.js';
import { receiveEvents } from './loopback-events.js';
import { postJson } from './loopback-http.js';
import { loopbackServices } from './loopback-services.js';

function gone(error: unknown): Reply {
  const detail = `loopback server did not answer: ${error instanceof Error ? error.message : String(error)}`;
  return { ok: false, error: { code: 'job.worker-gone', params: {}, detail } };
}

export function createLoopbackHost(): HostBridge {
  const listeners = new Set<(event: HostEvent) => void>();
  let isListening = false;

  return {
    async call(name, params, requestId, seen) {
      try {
        // The browser opens six connections. More calls than that wait for one another, as the core answers them one by one; the
        // file of a page that is opened meanwhile, and 取消, take the first connection that is free and not the place behind them.
        const response = await postJson(LOOPBACK_PATHS.call, { requestId, name, params, seen }, 'low');
        return (await response.json()) as Reply;
      } catch (error) {
        return gone(error);
      }
    },
    async cancel(requestId) {
      await postJson(LOOPBACK_PATHS.cancel, { requestId });
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
