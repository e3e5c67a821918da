// Entry of the batch host. stdout carries the result of the command and nothing else.

import '../bridge/runtime-guard.js';

import { endProcess } from '../bridge/end-process.js';
import { startPlainHost } from '../bridge/plain-host.js';

import { describeFailure, runBatch } from './run.js';
import { EXIT } from './terminal.js';

const pending: Promise<void>[] = [];

/** Pipes are written later than the call; the exit waits for them, so a long JSON is never cut. */
function write(stream: NodeJS.WriteStream, text: string): void {
  pending.push(new Promise((resolve) => stream.write(`${text}\n`, () => resolve())));
}
// `… | head` closes the pipe early; that is no error.
process.stdout.on('error', () => undefined);

let code: number = EXIT.failure;
try {
  code = await runBatch(process.argv.slice(2), (options) => startPlainHost(import.meta.dirname, options), {
    out: (text) => write(process.stdout, text),
    err: (text) => write(process.stderr, text),
    // npm changes into the project's folder; paths are meant from where the officer stands.
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
  });
} catch (error) {
  write(process.stderr, describeFailure(error));
}
await Promise.all(pending);
await endProcess(code);
