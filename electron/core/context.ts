// What a handler gets: handed in, never imported, so that tests can build one.

import type { HostCapabilities, Job } from './core.js';
import type { FileTable } from './files.js';
import type { Store } from './store/store.js';
import type { Parser } from './workbook/1-read/parser-client.js';
import type { Settings } from '../../shared/contract/program-records.js';

export interface Ctx {
  store: Store;
  job: Job;
  /** The backup of the day is made. Calls wait for it before they begin, but those of readsBeforeItWrites(). */
  backedUp?: Promise<void>;
  files: FileTable;
  parser: Parser;
  host: HostCapabilities;
  settings: Settings;
  /** Office name of the person at the keyboard, from settings. */
  operator: string;
  version: string;
  dataDir: string;
  sampleDir: string | null;
}
