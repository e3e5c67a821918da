// Parse processes in the shell: the RunAsNode fuse is off in the shipped program, so fork does not work and Electron's
// utilityProcess takes its place. Same messages, same life as core/workbook/1-read/fork-channel.ts.

import { utilityProcess } from 'electron';

import type { SpawnParser } from '../bridge/parser-host.js';
import type { ChannelExit } from '../core/workbook/1-read/parser-client.js';

/** Heap of one process; the same as a forked one gets (DEFAULT_LIMITS of 1-read). */
const HEAP_MB = 2048;
/**
 * As heapArguments() of fork-channel.ts, where the reasons are, but for those of the compiler: their names belong to one version
 * of V8, Electron's is another, and a process with an argument that it does not know does not start at all.
 */
const HEAP_ARGUMENTS = [
  `--max-old-space-size=${HEAP_MB}`,
  '--max-semi-space-size=8',
  '--single-threaded-gc',
  '--expose-gc',
];
/** Nothing but what a process needs to run; secrets and proxies of the desktop stay outside. */
const KEPT_ENVIRONMENT = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'TZ', 'LANG'];

export function spawnUtilityParser(parseFile: string): SpawnParser {
  return () => {
    const child = utilityProcess.fork(parseFile, [], {
      serviceName: '知产台账 读表',
      execArgv: HEAP_ARGUMENTS,
      env: Object.fromEntries(
        KEPT_ENVIRONMENT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
      ),
      stdio: 'ignore',
    });
    let isOutOfMemory = false;
    // V8's fatal errors (out of memory) come as this event before the exit.
    child.on('error', (type: string) => (isOutOfMemory = type === 'FatalError'));
    return {
      post: (message) => child.postMessage(message),
      onMessage: (callback) => void child.on('message', callback),
      onExit: (callback: (exit: ChannelExit) => void) =>
        void child.on('exit', (code) => callback({ code, isOutOfMemory })),
      kill: () => void child.kill(),
    };
  };
}
