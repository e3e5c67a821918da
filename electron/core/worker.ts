// Thread entry: the whole core, not just SQL, lives here (style.md §5), so a long transaction never stalls a window.

import { parentPort, workerData } from 'node:worker_threads';

import { createCore } from './create-core.js';
import { loadAllCalls } from './find-call.js';
import { serveCore } from './serve.js';
import type { CoreWorkerData } from './worker-protocol.js';

const port = parentPort;
if (port === null) throw new Error('worker.ts runs as a worker thread only');

const data = workerData as CoreWorkerData;
serveCore(
  {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', listener),
  },
  createCore,
  data,
);
if (data.isForPage) void loadAllCalls();
