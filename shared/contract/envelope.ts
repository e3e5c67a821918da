// Shapes that travel between a host and the core, the same over IPC, HTTP and worker messages.

import type { WireError } from '../errors/app-error.js';

/** `version`: of the data that the value was made of; absent where no data file is open. `own`: first and last step that the call made. */
export type Reply<T = unknown> =
  | { ok: true; value: T; version?: number | undefined; own?: OwnSteps | undefined }
  | { ok: false; error: WireError };
export type OwnSteps = readonly [first: number, last: number];

/** A count of real work, never a timer. `total` 0: not known yet. `stage` is Chinese text for the officer. */
export interface Progress {
  done: number;
  total: number;
  stage: string;
}

/** What changed, so that open screens ask again. */
export const TOPICS = [
  'bureau',
  'units',
  'indicators',
  'values',
  'imports',
  'settings',
  'backups',
  'history',
  'recognition',
  'checks',
  'tasks',
  'ledgers',
  'tables',
] as const;
export type Topic = (typeof TOPICS)[number];

export type HostEvent =
  | { type: 'data-changed'; topics: Topic[]; version: number }
  | { type: 'progress'; requestId: string; progress: Progress }
  | { type: 'startup'; startup: Startup };

/** `checking`: the whole file, as the program that wrote it did not end well. */
export const STARTUP_STATES = ['opening', 'checking', 'backing-up', 'migrating', 'ready', 'failed'] as const;

/** State of the data folder as the worker found it; screens other than recovery need `ready`. */
export interface Startup {
  state: (typeof STARTUP_STATES)[number];
  /** Set in state failed: store.busy, store.damaged, store.newer-version, store.missing, store.read-only … */
  error: WireError | null;
}
