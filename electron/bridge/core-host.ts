// The host's end of the core: starts the worker thread, keeps the table of requests, hands out progress and events,
// starts the worker again after a crash. Every host (shell, loopback, batch) uses this and nothing else of the core.

import { Worker } from 'node:worker_threads';

import type { CallName } from '../../shared/contract/index.js';
import type { HostEvent, Progress, Reply, Startup } from '../../shared/contract/envelope.js';
import { AppError } from '../../shared/errors/app-error.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import type { CoreWorkerData, FromCore, Settled, ToCore } from '../core/worker-protocol.js';

import { createParserHost, type SoonWanted, type SpawnParser } from './parser-host.js';

/** What the bridge uses of a worker thread; tests hand in a port instead. */
export interface CoreThread {
  post(message: ToCore): void;
  onMessage(listener: (message: FromCore) => void): void;
  /** Once, when the thread has gone, expected or not. */
  onGone(listener: (reason: string) => void): void;
  terminate(): Promise<unknown>;
}

export interface CoreHostOptions {
  startThread(): CoreThread;
  spawnParser: SpawnParser;
  printPdf(job: { htmlPath: string; pdfPath: string }): Promise<void>;
}

export interface CallOptions {
  /** Chosen by the caller, for progress events and cancel. */
  requestId?: string | undefined;
  /** Version of the data that the caller showed (shared/contract/host-bridge.ts). */
  seen?: number | undefined;
  onProgress?(progress: Progress): void;
}

export interface CoreHost {
  /** The core refuses names that are not in the contract; a host that is spoken to from outside asks isCallName() before. */
  call(name: string, params: unknown, options?: CallOptions): Promise<Reply>;
  cancel(requestId: string): void;
  on(listener: (event: HostEvent) => void): () => void;
  /** What the core said last while it is at work on the data file, too busy to answer a page that comes now; null: it answers. */
  startingUp(): Startup | null;
  registerFile(path: string, name: string, size: number): Promise<FileRef>;
  /** Files that will be imported in this order: they can be read while the core is still being loaded. Changes no result. */
  readAhead(files: readonly SoonWanted[]): void;
  filePath(id: string): Promise<string>;
  /** Cancels what may be cancelled, lets the rest finish, closes the store. */
  close(): Promise<void>;
}

/** Jobs that write at their end; closing the program waits for them instead of throwing the officer's work away. */
const FINISHES_ON_CLOSE: ReadonlySet<CallName> = new Set<CallName>([
  'import.commit',
  'backup.create',
  'backup.restore',
]);
/** A worker that dies this often in a row is not started again by itself. */
const MAX_CRASHES_IN_A_ROW = 3;
const CLOSE_TIMEOUT_MS = 60_000;

interface Pending {
  name: string;
  requestId: string | null;
  flag: Int32Array;
  onProgress?: ((progress: Progress) => void) | undefined;
  resolve(reply: Reply): void;
}

export function startCoreHost(options: CoreHostOptions): CoreHost {
  const calls = new Map<number, Pending>();
  const asks = new Map<number, (outcome: Settled<unknown>) => void>();
  const listeners = new Set<(event: HostEvent) => void>();
  let lastId = 0;
  let startup: Startup | null = null;
  let crashes = 0;
  let isClosing = false;
  let onIdle: (() => void) | null = null;
  let thread: CoreThread | null = null;
  const parsers = createParserHost(options.spawnParser, (message) => thread?.post(message));

  const publish = (event: HostEvent): void => {
    if (event.type === 'startup') startup = event.startup;
    for (const listener of listeners) listener(event);
  };

  const receive = (from: CoreThread, message: FromCore): void => {
    switch (message.t) {
      case 'reply': {
        const pending = calls.get(message.id);
        calls.delete(message.id);
        crashes = 0;
        pending?.resolve(message.reply);
        if (calls.size === 0) onIdle?.();
        break;
      }
      case 'progress': {
        const pending = calls.get(message.id);
        pending?.onProgress?.(message.progress);
        if (pending?.requestId) publish({ type: 'progress', requestId: pending.requestId, progress: message.progress });
        break;
      }
      case 'event':
        publish(message.event);
        break;
      case 'registered':
      case 'path': {
        const settle = asks.get(message.id);
        asks.delete(message.id);
        settle?.(message.outcome);
        break;
      }
      case 'closed': {
        const settle = asks.get(message.id);
        asks.delete(message.id);
        settle?.({ ok: true, value: null });
        break;
      }
      case 'parser-spawn':
      case 'parser-send':
      case 'parser-kill':
        parsers.receive(message);
        break;
      case 'pdf': {
        const { id, htmlPath, pdfPath } = message;
        options.printPdf({ htmlPath, pdfPath }).then(
          () => from.post({ t: 'pdf-done', id, outcome: { ok: true, value: null } }),
          (error: unknown) => from.post({ t: 'pdf-done', id, outcome: { ok: false, error: asWire(error) } }),
        );
        break;
      }
    }
  };

  const start = (): CoreThread => {
    const started = options.startThread();
    started.onMessage((message) => receive(started, message));
    started.onGone((reason) => {
      if (thread !== started) return;
      thread = null;
      parsers.killAll();
      const gone = new AppError('job.worker-gone', {}, { detail: reason }).toWire();
      const lost = [...calls.values()];
      const lostAsks = [...asks.values()];
      calls.clear();
      asks.clear();
      crashes += 1;
      for (const pending of lost) pending.resolve({ ok: false, error: gone });
      for (const settle of lostAsks) settle({ ok: false, error: gone });
      onIdle?.();
      if (isClosing) return;
      // A crash rolled its transaction back; the next thread opens the same store, and screens ask again on `startup`.
      if (crashes < MAX_CRASHES_IN_A_ROW) thread = start();
      // Once: screens ask again on it, which starts the next one; later tries are told by their own answers.
      else if (crashes === MAX_CRASHES_IN_A_ROW)
        publish({ type: 'startup', startup: { state: 'failed', error: gone } });
    });
    return started;
  };
  thread = start();
  parsers.warmUp();

  const current = (): CoreThread => {
    if (isClosing) throw new AppError('job.worker-gone', {}, { detail: 'the program is closing' });
    // The officer tries again after repeated crashes: one more start per try.
    thread ??= start();
    return thread;
  };

  const ask = async <T>(build: (id: number) => ToCore): Promise<T> => {
    const to = current();
    const id = ++lastId;
    const outcome = await new Promise<Settled<unknown>>((resolve) => {
      asks.set(id, resolve);
      to.post(build(id));
    });
    if (!outcome.ok) throw AppError.fromWire(outcome.error);
    return outcome.value as T;
  };

  const cancelPending = (id: number, pending: Pending): void => {
    Atomics.store(pending.flag, 0, 1);
    thread?.post({ t: 'abort', id });
  };

  return {
    call: (name, params, callOptions = {}) =>
      new Promise<Reply>((resolve) => {
        let id = 0;
        try {
          const to = current();
          id = ++lastId;
          const flag = new SharedArrayBuffer(4);
          calls.set(id, {
            name,
            requestId: callOptions.requestId ?? null,
            flag: new Int32Array(flag),
            onProgress: callOptions.onProgress,
            resolve,
          });
          post(to, { t: 'call', id, name, params, seen: callOptions.seen, flag });
        } catch (error) {
          // Never sent: closing would wait for its answer.
          calls.delete(id);
          resolve({ ok: false, error: asWire(error) });
        }
      }),
    cancel: (requestId) => {
      for (const [id, pending] of calls) if (pending.requestId === requestId) cancelPending(id, pending);
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    startingUp: () => (startup === null || startup.state === 'ready' || startup.state === 'failed' ? null : startup),
    registerFile: (path, name, size) => ask<FileRef>((id) => ({ t: 'register', id, path, name, size })),
    readAhead: (files) => parsers.readAhead(files),
    filePath: (fileId) => ask<string>((id) => ({ t: 'file-path', id, fileId })),
    close: async () => {
      if (isClosing) return;
      isClosing = true;
      const open = thread;
      if (open === null) return;
      if (calls.size > 0) {
        const mustFinish = await finishing();
        for (const [id, pending] of calls) if (!mustFinish(pending.name)) cancelPending(id, pending);
        await within(CLOSE_TIMEOUT_MS, new Promise<void>((resolve) => (onIdle = resolve)));
        // The thread may have died while we waited.
        if (thread === null) return parsers.killAll();
      }
      const closed = new Promise<Settled<unknown>>((resolve) => {
        const id = ++lastId;
        asks.set(id, resolve);
        open.post({ t: 'close', id });
      });
      await within(CLOSE_TIMEOUT_MS, closed);
      parsers.killAll();
      thread = null;
      await open.terminate();
    },
  };
}

/** Which calls should finish before the program ends. The contract is large, and a host that closes idle does without it. */
async function finishing(): Promise<(name: string) => boolean> {
  const { isCallName, kindOf } = await import('../../shared/contract/index.js');
  return (name) => isCallName(name) && (kindOf(name) === 'write' || FINISHES_ON_CLOSE.has(name));
}

/** Throws AppError input.invalid where the message cannot travel: lists inside lists by the hundred thousand, a function. */
function post(to: CoreThread, message: ToCore): void {
  try {
    to.post(message);
  } catch (cause) {
    throw new AppError('input.invalid', { what: '内容无法传送（嵌套太深）' }, { detail: String(cause), cause });
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}

function asWire(error: unknown): ReturnType<AppError['toWire']> {
  if (error instanceof AppError) return error.toWire();
  return new AppError('bug.unexpected', { reference: 'host' }, { detail: String(error), cause: error }).toWire();
}

/** Left alone, the space for new objects grows by 100 MB while 100 000 rows go through; it gains no time. */
const YOUNG = { maxYoungGenerationSizeMb: 48 };

/** The core in a worker thread, from its built file. */
export function startCoreThread(workerFile: string, data: CoreWorkerData): CoreThread {
  // Results are checked against the contract unless in production; tests and development say which they are.
  const env = { ...process.env, NODE_ENV: process.env['NODE_ENV'] ?? 'production' };
  const worker = new Worker(workerFile, { workerData: data, env, resourceLimits: YOUNG });
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => worker.on('message', listener),
    onGone: (listener) => {
      let reason = '';
      worker.on(
        'error',
        (error: unknown) => (reason = error instanceof Error ? (error.stack ?? error.message) : String(error)),
      );
      worker.on('exit', (code) => listener(reason || `core worker ended with code ${code}`));
    },
    terminate: () => worker.terminate(),
  };
}
