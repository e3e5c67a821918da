// Thread entry: the whole core, not just SQL, lives here (style.md §5), so a long transaction never stalls a window.

import { parentPort, workerData } from 'node:worker_threads';

import { createCore } from './create-core.js';
import { serveCore } from './serve.js';
import type { CoreWorkerData } from './worker-protocol.js';

const port = parentPort;
if (port === null) throw new Error('worker.ts runs as a worker thread only');

serveCore(
  {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', listener),
  },
  createCore,
  workerData as CoreWorkerData,
);
