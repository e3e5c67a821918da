// The end of a command or host under plain Node, when its work is done and said.

import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds that V8's own threads get to finish in. Far more than one of their jobs takes, far less than anybody notices. */
export const REST = 20;

/**
 * Ends the process with an exit code. First the loop runs idle for a moment: `process.exit` joins V8's compiling threads, and one that
 * waits for a garbage collection of this thread would wait for ever, so would the officer (https://github.com/nodejs/node/issues/54918).
 */
export async function endProcess(code: number): Promise<never> {
  await wait(REST);
  process.exit(code);
}
