// Not a test: the program that kills.test.ts kills. Opens the core over a folder, does one thing, says when it begins and when it is done.

import { writeSync } from 'node:fs';

import { createCore } from '../../electron/core/create-core.js';
import type { Job } from '../../electron/core/core.js';
import { IDLE_HOST } from '../helpers/idle-host.js';

const [dataDir, name, params] = process.argv.slice(2) as [string, string, string];
const job: Job = { step: () => undefined, isCancelled: () => false, signal: new AbortController().signal };
writeSync(1, 'begin\n');
const core = createCore({
  dataDir,
  sampleDir: null,
  version: '0.0.0',
  now: () => '2022-08-05T09:00:00.000Z',
  host: IDLE_HOST,
  emit: () => undefined,
});
const reply = await core.call(name, JSON.parse(params), job);
writeSync(1, reply.ok ? 'done\n' : `${reply.error.code}\n`);
// Waits for the end that the test gives it.
setInterval(() => undefined, 1000);
