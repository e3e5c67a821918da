// Composition root of the core: opens the data file (backup and migration first), builds a context per call, closes.
// system.status and the calls that list, adopt and restore backups answer even where the store could not be opened: they are the way out.

import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import type { HostEvent, Reply, Startup } from '../../shared/contract/envelope.js';
import { AppError } from '../../shared/errors/app-error.js';
import { SHIPPED_DEFINITIONS } from '../../shared/ledgers/own-shipped.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import { localStamp } from './backup/backup-name.js';
import {
  backupBeforeMigration,
  backupFolder,
  createBackup,
  dailyBackup,
  incomingPath,
  removeParts,
} from './backup/backup.js';
import type { Core, CoreOptions, Job } from './core.js';
import { dispatch } from './dispatcher.js';
import { readsBeforeItWrites } from './find-call.js';
import { FileTable } from './files.js';
import { createLog, type Log } from './log.js';
import { fileMissingMarker, rememberDataFile } from './store/data-file-marker.js';
import { syncCatalogue } from './store/indicator-store.js';
import { syncDefinitions } from './store/ledger-list.js';
import { LATEST_VERSION, migrate } from './store/migrate.js';
import { openDatabase, translateSqliteError } from './store/open.js';
import { closeDatabase, exchangeOf, leaveExchanged } from './store/still-there.js';
import { createStore, dataVersion, type Store } from './store/store.js';
import type { Parser } from './workbook/1-read/parser-client.js';
import { createParserPool } from './workbook/1-read/parser-pool.js';
import { settleBatches } from './workbook/6-commit/receive.js';
import { followFiles, pathsOfPlans } from './workbook/plan-store.js';

export const DATA_FILE = 'ledger.sqlite';
/** Milliseconds that the backup of the day waits for the call of a command line, which is on its way. */
const CALL_COMES = 200;

export class CoreState {
  store: Store | null = null;
  startup: Startup = { state: 'opening', error: null };
  #isOutboxEmptied = false;
  #leaving: Promise<void> = Promise.resolve();
  #leftUploads: readonly string[];
  readonly #hasOpened = Promise.withResolvers<void>();
  readonly #hasBegun = Promise.withResolvers<void>();
  readonly files: FileTable;
  readonly parser: Parser;
  readonly log: Log;

  constructor(readonly options: CoreOptions) {
    this.#leftUploads = options.leftUploads ?? [];
    this.files = new FileTable(join(options.dataDir, 'outbox'));
    this.parser = createParserPool(() => options.host.spawnParser());
    this.log = createLog(join(options.dataDir, 'log'));
  }

  /** The store is there, or there is none: earlier than open() returns, while the daily backup is made. */
  get opened(): Promise<void> {
    return this.#hasOpened.promise;
  }

  /** There is work, or nothing to wait for: the backup of the day goes on beside it. */
  begin(): void {
    this.#hasBegun.resolve();
  }

  /** Where the file itself lies: what is renamed to the name of a link takes the link's place, and its -wal is not beside the link. */
  get dataPath(): string {
    const path = join(this.options.dataDir, DATA_FILE);
    return existsSync(path) && lstatSync(path).isSymbolicLink() ? realpathSync(path) : path;
  }

  emit(event: HostEvent): void {
    this.options.emit(event);
  }

  setStartup(startup: Startup): void {
    this.startup = startup;
    this.emit({ type: 'startup', startup });
  }

  /** Opens the data file; leaves `startup` ready or failed. Never throws. */
  async open(): Promise<void> {
    try {
      this.setStartup({ state: 'opening', error: null });
      mkdirSync(this.options.dataDir, { recursive: true });
      // Once: a restore opens again, and files that were produced before it may still be waiting to be saved.
      if (!this.#isOutboxEmptied) this.files.reset();
      this.#isOutboxEmptied = true;
      this.#removeLeftovers();
      const isNew = !existsSync(this.dataPath);
      if (isNew && fileMissingMarker(this.options.dataDir))
        throw new AppError('store.missing', { path: this.dataPath });
      // Cut to nothing by a full disk or a copying tool: SQLite would take it for a new file.
      if (!isNew && statSync(this.dataPath).size === 0 && fileMissingMarker(this.options.dataDir))
        throw new AppError('store.damaged', {}, { detail: 'file of 0 bytes' });
      const db = openDatabase(this.dataPath, {
        supported: LATEST_VERSION,
        onFullCheck: () => this.setStartup({ state: 'checking', error: null }),
      });
      try {
        await migrate(db, async (from) => {
          this.setStartup({ state: 'backing-up', error: null });
          await backupBeforeMigration(db, this.options.dataDir, this.options.now(), from);
          this.setStartup({ state: 'migrating', error: null });
        });
        const store: Store = createStore(db, this.dataPath, this.options.now, (topics) => {
          this.emit({ type: 'data-changed', topics, version: dataVersion(store) });
        });
        syncCatalogue(store);
        syncDefinitions(store, SHIPPED_DEFINITIONS);
        settleBatches(store);
        this.#removeUploads(store);
        rememberDataFile(this.options.dataDir);
        this.store = store;
        this.#hasOpened.resolve();
        // A command that reads first has its files read by other processes meanwhile.
        if (this.options.isForPage === false)
          await Promise.race([this.#hasBegun.promise, wait(CALL_COMES, undefined, { ref: false })]);
        await this.#dailyBackup(store);
      } catch (error) {
        this.store = null;
        closeDatabase(db);
        throw error;
      }
      this.setStartup({ state: 'ready', error: null });
    } catch (error) {
      const failure = openFailure(error, this.options.dataDir);
      this.log.write({ level: 'error', what: 'open', code: failure.code, detail: failure.detail });
      this.setStartup({ state: 'failed', error: failure.toWire() });
    } finally {
      this.#hasOpened.resolve();
    }
  }

  /** What a backup or a restore left that was cut off: each may be as large as the data. */
  #removeLeftovers(): void {
    removeParts(backupFolder(this.options.dataDir));
    removeIfPossible(incomingPath(this.dataPath));
  }

  /** Once: a store that is restored afterwards may be exchanged for this one again, with its plan. */
  #removeUploads(store: Store): void {
    followFiles(store, this.#leftUploads);
    // By their names, which are unique: a data folder can be reached by several paths.
    const needed = new Set([...pathsOfPlans(store)].map((path) => basename(path)));
    for (const path of this.#leftUploads) if (!needed.has(basename(path))) removeIfPossible(path);
    this.#leftUploads = [];
  }

  /** A backup that cannot be made is logged; it never keeps the officer from the data. */
  async #dailyBackup(store: Store): Promise<void> {
    try {
      await dailyBackup(store, this.options.dataDir);
    } catch (error) {
      this.#logFailedBackup('daily backup', error);
    }
  }

  closeStore(): void {
    if (this.store) closeDatabase(this.store.db);
    this.store = null;
  }

  /**
   * Another file may lie under the data file's name, or its content in it: then only recovery answers from now on, and that once what
   * was open is left: its -wal lies beside the other file until then. Never throws.
   */
  async leaveIfExchanged(): Promise<void> {
    const { store } = this;
    const error = store && exchangeOf(store.db);
    if (store && error) this.#leaving = this.#leave(store, error);
    await this.#leaving;
  }

  async #leave(store: Store, error: AppError): Promise<void> {
    this.store = null;
    this.log.write({ level: 'error', what: 'data file', code: error.code, detail: error.detail });
    this.setStartup({ state: 'failed', error: error.toWire() });
    const at = this.options.now();
    const save = (): Promise<unknown> => createBackup(store.db, this.options.dataDir, at, 'restore');
    try {
      await leaveExchanged(store.db, `${this.dataPath}.replaced-${localStamp(at)}`, async () => {
        await save().catch((failure: unknown) => this.#logFailedBackup('backup of exchanged data', failure));
      });
    } catch (failure) {
      this.log.write({ level: 'error', what: 'leave', code: 'store.exchanged', detail: String(failure) });
    }
  }

  #logFailedBackup(what: string, error: unknown): void {
    const detail = error instanceof AppError ? error.detail : String(error);
    this.log.write({ level: 'error', what, code: 'store.backup-failed', detail });
  }
}

function removeIfPossible(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Tidying, not the work.
  }
}

/** Why the data file could not be opened, as a code; an exception that nobody foresaw stays one. */
function openFailure(raw: unknown, dataDir: string): AppError {
  const error = translateSqliteError(raw, dataDir);
  if (error instanceof AppError) return error;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  // A system error of mkdir, stat or readdir: the folder is not usable (a file in its place, a removed drive, no rights).
  if (error instanceof Error && 'syscall' in error)
    return new AppError('store.read-only', { path: dataDir }, { detail, cause: error });
  return new AppError('bug.unexpected', { reference: randomBytes(3).toString('hex') }, { detail, cause: error });
}

/** Creates a core over a data folder; opening runs in the background and calls wait for it. */
export function createCore(options: CoreOptions): Core {
  const state = new CoreState(options);
  const opening = state.open();
  return {
    startup: () => state.startup,
    async call(name: string, params: unknown, job: Job, seen?: number): Promise<Reply> {
      if (!readsBeforeItWrites(name)) {
        state.begin();
        await opening;
        return dispatch(state, name, params, { job, backedUp: opening, seen });
      }
      await state.opened;
      const reply = dispatch(state, name, params, { job, backedUp: opening, seen });
      // Once its first files are asked for.
      setImmediate(() => state.begin());
      return reply;
    },
    registerFile: (path: string, name: string, size: number): FileRef => state.files.register(path, name, size),
    filePath: (id: string): string => state.files.path(id),
    async close(): Promise<void> {
      state.begin();
      await opening;
      state.parser.close();
      await state.leaveIfExchanged();
      state.closeStore();
    },
  };
}
