// Serves one Core over a message port: calls in, replies, progress and events out. What only a host can do (parse
// processes, PDF) goes out as a message and comes back as one. worker.ts runs this in the thread; tests run it over a MessageChannel.

import { AppError } from '../../shared/errors/app-error.js';

import type { CreateCore, HostCapabilities } from './core.js';
import { createJob, type FlaggedJob } from './job.js';
import { createParserRelay } from './parser-relay.js';
import type { CoreWorkerData, FromCore, Settled, ToCore } from './worker-protocol.js';

export interface CorePort {
  post(message: FromCore): void;
  onMessage(listener: (message: ToCore) => void): void;
}

export function serveCore(port: CorePort, createCore: CreateCore, data: CoreWorkerData): void {
  const jobs = new Map<number, FlaggedJob>();
  const parsers = createParserRelay((message) => port.post(message));
  const pdfs = new Map<number, { resolve(): void; reject(error: AppError): void }>();
  let lastPdf = 0;

  const host: HostCapabilities = {
    spawnParser: () => parsers.spawn(),
    printPdf: ({ htmlPath, pdfPath }) =>
      new Promise((resolve, reject) => {
        const id = ++lastPdf;
        pdfs.set(id, { resolve, reject });
        port.post({ t: 'pdf', id, htmlPath, pdfPath });
      }),
  };
  const core = createCore({
    ...data,
    now: () => new Date().toISOString(),
    host,
    emit: (event) => port.post({ t: 'event', event }),
  });

  const call = async (message: Extract<ToCore, { t: 'call' }>): Promise<void> => {
    const { id } = message;
    const job = createJob(message.flag, (progress) => port.post({ t: 'progress', id, progress }));
    jobs.set(id, job);
    try {
      port.post({ t: 'reply', id, reply: await core.call(message.name, message.params, job, message.seen) });
    } finally {
      jobs.delete(id);
    }
  };

  port.onMessage((message) => {
    switch (message.t) {
      case 'call':
        void call(message);
        break;
      case 'abort':
        jobs.get(message.id)?.abort();
        break;
      case 'register':
        port.post({
          t: 'registered',
          id: message.id,
          outcome: settle(() => core.registerFile(message.path, message.name, message.size)),
        });
        break;
      case 'file-path':
        port.post({ t: 'path', id: message.id, outcome: settle(() => core.filePath(message.fileId)) });
        break;
      case 'parser-message':
      case 'parser-exit':
        parsers.deliver(message);
        break;
      case 'pdf-done': {
        const waiting = pdfs.get(message.id);
        pdfs.delete(message.id);
        if (message.outcome.ok) waiting?.resolve();
        else waiting?.reject(AppError.fromWire(message.outcome.error));
        break;
      }
      case 'close':
        void core.close().finally(() => port.post({ t: 'closed', id: message.id }));
        break;
    }
  });
}

function settle<T>(work: () => T): Settled<T> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    const known =
      error instanceof AppError
        ? error
        : new AppError('bug.unexpected', { reference: 'port' }, { detail: String(error), cause: error });
    return { ok: false, error: known.toWire() };
  }
}
