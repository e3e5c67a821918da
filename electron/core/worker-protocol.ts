// Messages between a host's main thread and the core's worker thread. Types only; bridge/core-host.ts is the other end.
// Parser messages are relayed as they are (text or bytes), never opened here: a large workbook must cost one copy, not two.

import type { HostEvent, Progress, Reply } from '../../shared/contract/envelope.js';
import type { WireError } from '../../shared/errors/app-error.js';
import type { FileRef } from '../../shared/model/file-ref.js';

import type { ChannelExit } from './workbook/1-read/parser-client.js';

/** workerData of the thread. */
export interface CoreWorkerData {
  dataDir: string;
  sampleDir: string | null;
  version: string;
  leftUploads?: readonly string[];
  /** Calls of all kinds will come, the first of them soon; a command line makes one or two. */
  isForPage?: boolean;
}

export type Settled<T> = { ok: true; value: T } | { ok: false; error: WireError };

export type ToCore =
  | { t: 'call'; id: number; name: string; params: unknown; seen?: number | undefined; flag: SharedArrayBuffer }
  | { t: 'abort'; id: number }
  | { t: 'register'; id: number; path: string; name: string; size: number }
  | { t: 'file-path'; id: number; fileId: string }
  | { t: 'close'; id: number }
  | { t: 'parser-message'; parser: number; message: unknown }
  | { t: 'parser-exit'; parser: number; exit: ChannelExit }
  | { t: 'pdf-done'; id: number; outcome: Settled<null> };

export type FromCore =
  | { t: 'reply'; id: number; reply: Reply }
  | { t: 'progress'; id: number; progress: Progress }
  | { t: 'event'; event: HostEvent }
  | { t: 'registered'; id: number; outcome: Settled<FileRef> }
  | { t: 'path'; id: number; outcome: Settled<string> }
  | { t: 'closed'; id: number }
  | { t: 'parser-spawn'; parser: number }
  | { t: 'parser-send'; parser: number; message: unknown }
  | { t: 'parser-kill'; parser: number }
  | { t: 'pdf'; id: number; htmlPath: string; pdfPath: string };

/** Index into the cancel flag of a call: 0 running, 1 cancelled. A flag, because a synchronous transaction reads no messages. */
export const CANCELLED = 1;
