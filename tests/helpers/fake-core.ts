// A core for tests of the hosts: answers system.status with what a test hands it, counts, waits for cancel. Product code
// never sees it; the real one is tests/contract.

import { MessageChannel } from 'node:worker_threads';

import type { Core, CoreOptions, Job } from '../../electron/core/core.js';
import { serveCore } from '../../electron/core/serve.js';
import type { FromCore, ToCore } from '../../electron/core/worker-protocol.js';
import type { CoreThread } from '../../electron/bridge/core-host.js';
import type { Reply } from '../../shared/contract/envelope.js';
import { AppError } from '../../shared/errors/app-error.js';

export interface FakeCore extends Core {
  options: CoreOptions;
  isClosed: boolean;
}

export type Answer = (params: unknown, job: Job, core: FakeCore) => unknown;

/** A CoreThread over a MessageChannel in this thread; `crash` ends it as an exception would. */
export function fakeThread(answers: Record<string, Answer>): CoreThread & { core(): FakeCore; crash(): void } {
  const { port1, port2 } = new MessageChannel();
  let core: FakeCore | null = null;
  let gone: ((reason: string) => void) | null = null;
  let isGone = false;
  const end = (reason: string): void => {
    if (isGone) return;
    isGone = true;
    port1.close();
    port2.close();
    gone?.(reason);
  };
  serveCore(
    {
      post: (message) => void (isGone || port2.postMessage(message)),
      onMessage: (listener) => port2.on('message', (message: ToCore) => listener(message)),
    },
    (options) => (core = createFakeCore(options, answers)),
    { dataDir: 'nowhere', sampleDir: null, version: '0' },
  );
  return {
    post: (message) => port1.postMessage(message),
    onMessage: (listener) => void port1.on('message', (message: FromCore) => listener(message)),
    onGone: (listener) => (gone = listener),
    terminate: async () => end('terminated'),
    core: () => core as FakeCore,
    crash: () => end('crashed'),
  };
}

function createFakeCore(options: CoreOptions, answers: Record<string, Answer>): FakeCore {
  const files = new Map<string, string>();
  const core: FakeCore = {
    options,
    isClosed: false,
    startup: () => ({ state: 'ready', error: null }),
    async call(name, params, job): Promise<Reply> {
      try {
        const answer = Object.hasOwn(answers, name) ? answers[name] : undefined;
        if (answer === undefined) throw new AppError('input.unknown-call', { name });
        return { ok: true, value: await answer(params, job, core) };
      } catch (error) {
        const known = error instanceof AppError ? error : new AppError('bug.unexpected', { reference: String(error) });
        return { ok: false, error: known.toWire() };
      }
    },
    registerFile(path, name, size) {
      const id = `file-${files.size + 1}`;
      files.set(id, path);
      return { id, name, size };
    },
    filePath(id) {
      const path = files.get(id);
      if (path === undefined) throw new AppError('data.not-found', { what: '文件' });
      return path;
    },
    async close() {
      core.isClosed = true;
    },
  };
  return core;
}
