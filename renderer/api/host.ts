// The host of this page: the Electron preload puts `window.host` there; in a browser the loopback host is used.
// The page cannot tell them apart beyond what HostServices says. Not here: typed calls (client.ts).

import type { HostBridge } from '../../shared/contract/host-bridge.js';
import { createLoopbackHost } from './loopback-host.js';

declare global {
  interface Window {
    host?: HostBridge;
  }
}

export const host: HostBridge = window.host ?? createLoopbackHost();
