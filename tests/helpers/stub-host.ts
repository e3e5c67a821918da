// The host of a page in tests without a browser: calls are answered by the test, events go to `listeners`. Undone by
// vi.unstubAllGlobals().

import { vi } from 'vitest';

import type { HostEvent, Reply } from '../../shared/contract/envelope.js';

export function stubHost(
  listeners: Set<(event: HostEvent) => void>,
  call: (name: string, params: Record<string, unknown>, requestId: string, seen?: number) => Promise<Reply>,
): void {
  vi.stubGlobal('window', {
    host: {
      call,
      cancel: () => Promise.resolve(),
      on: (listener: (event: HostEvent) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      services: {},
    },
  });
}
