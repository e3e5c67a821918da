// What a page finds at `window.host` in the shell. The preload builds it and knows no call names; the renderer's client
// builds the same shape over HTTP for the loopback host (loopback.ts).

import type { HostEvent, Reply } from './envelope.js';
import type { HostServices } from './host-services.js';

export interface HostBridge {
  /**
   * `requestId` names the call for progress events and cancel; any text that is unique on the page. `seen`: version of the data that
   * the page showed; a step that would take back what was stored since is refused (data.changed-since).
   */
  call(name: string, params: unknown, requestId?: string, seen?: number): Promise<Reply>;
  cancel(requestId: string): Promise<void>;
  /** Returns the function that stops listening. */
  on(listener: (event: HostEvent) => void): () => void;
  /** In the shell they reject with an Error whose message is the WireError as JSON. */
  readonly services: HostServices;
}
