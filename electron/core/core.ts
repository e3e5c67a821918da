// The product without a face: opens the data folder and answers calls of the contract. It has never heard of Electron,
// HTTP or a terminal; what it needs from a host is named in HostCapabilities.
// Life of one call: host → bridge/core-host → worker.ts → dispatcher.ts → handlers.ts → reply. See README.md here.

import type { HostEvent, Progress, Reply, Startup } from '../../shared/contract/envelope.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import type { ParserChannel } from './workbook/1-read/parser-client.js';

/** What only a host can do. */
export interface HostCapabilities {
  /** A fresh parse process (forked Node process, or utilityProcess in the shell). */
  spawnParser(): ParserChannel;
  /** Prints an HTML file to PDF, page size from its CSS. Throws AppError host.no-browser where no browser is. */
  printPdf(job: { htmlPath: string; pdfPath: string }): Promise<void>;
}

export interface CoreOptions {
  /** Data folder: ledger.sqlite, backups/, outbox/ (produced files, emptied at start), log/. Created when `createFolder`. */
  dataDir: string;
  /** Where the sample workbooks lie (resources/samples/zaozhuang-2022-07), null where they are not shipped. */
  sampleDir: string | null;
  version: string;
  /** What the host was sent in an earlier run, as paths; what no waiting plan needs is removed once the data are open. */
  leftUploads?: readonly string[];
  /** False: a command line makes its call as soon as it can. */
  isForPage?: boolean;
  /** ISO date-time now; handed in so that tests can stand still. */
  now(): string;
  host: HostCapabilities;
  /** Events for the host: data-changed, startup. */
  emit(event: HostEvent): void;
}

/** One running call: progress and cancel. `step` throws AppError job.cancelled once the officer has cancelled. */
export interface Job {
  step(progress: Progress): void;
  isCancelled(): boolean;
  /** Aborted on cancel, for waits that are not steps. */
  signal: AbortSignal;
}

export interface Core {
  startup(): Startup;
  /** Validates, runs and answers a call; never throws. `seen`: version of the data that the caller showed. */
  call(name: string, params: unknown, job: Job, seen?: number): Promise<Reply>;
  /** Makes a file of the host known; `name` is relative to what the officer chose. */
  registerFile(path: string, name: string, size: number): FileRef;
  /** Path of a file that is registered or was produced; throws AppError data.not-found. */
  filePath(id: string): string;
  close(): Promise<void>;
}

/** createCore(options): see create-core.ts. Opening runs in the background; system.status answers at once. */
export type CreateCore = (options: CoreOptions) => Core;
