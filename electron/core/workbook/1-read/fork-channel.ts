// ParserChannel over child_process.fork, for hosts without Electron (loopback, batch, tests).
// The heap of the child is limited, its stderr is kept short and only looked at for "out of memory".
// Not for the packaged program: RunAsNode is off there, fork() would start a second window (reliability.md 57).

import { fork } from 'node:child_process';
import { DEFAULT_LIMITS } from './raw-book.js';
import type { ChannelExit, ParserChannel } from './parser-client.js';

export interface ForkOptions {
  heapMb?: number;
  /** Node to run, where it is not the running one. */
  execPath?: string;
}

/**
 * V8's arguments of a parse process. What reading makes by the million lives in typed arrays, so a small nursery costs it no
 * time and saves some 40 MB at 100 000 rows; understanding makes objects, and with less than this it spends a third of its
 * time collecting them. --expose-gc lets it drop the read parts before it sends. Collecting in one thread: several processes
 * work beside each other, and with helpers of their own they only take the processors from one another. The slow compiler comes
 * late: dozens of small files end before what it made pays (a quarter of the time of thirteen), a long one gets there at once. The
 * middle compiler too waits for what is really used often.
 */
export function heapArguments(heapMb: number): string[] {
  return [
    `--max-old-space-size=${String(heapMb)}`,
    '--max-semi-space-size=8',
    '--single-threaded-gc',
    '--expose-gc',
    '--invocation-count-for-turbofan=100000',
    '--invocation-count-for-osr=5000',
    '--invocation-count-for-maglev=3000',
    '--invocation-count-for-maglev-osr=1000',
  ];
}

/** Starts a parse process from its built entry file. */
export function forkChannel(entry: string, options: ForkOptions = {}): ParserChannel {
  const child = fork(entry, [], {
    execArgv: heapArguments(options.heapMb ?? DEFAULT_LIMITS.heapMb),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    ...(options.execPath === undefined ? {} : { execPath: options.execPath }),
  });
  let stderr = '';
  child.stderr?.on('data', (data: Buffer) => {
    stderr = (stderr + data.toString('latin1')).slice(-8192);
  });
  let isOver = false;
  const onExit = new Set<(exit: ChannelExit) => void>();
  const over = (code: number | null, signal: string | null): void => {
    if (isOver) return;
    isOver = true;
    const isOutOfMemory = /heap out of memory|Allocation failed|OOM/i.test(stderr);
    for (const callback of onExit) callback({ code, signal, isOutOfMemory });
  };
  child.on('close', over); // after stderr has been read
  child.on('error', () => over(child.exitCode, child.signalCode));
  // A child must not keep a batch command alive once nothing is being read; a read holds the loop by its timer.
  child.unref();
  child.channel?.unref();
  (child.stderr as { unref?: () => void } | null)?.unref?.();
  return {
    post(message) {
      if (child.connected) child.send(message as object, (error) => error && over(child.exitCode, child.signalCode));
      else setImmediate(() => over(child.exitCode, child.signalCode));
    },
    onMessage: (callback) => void child.on('message', callback),
    onExit: (callback) => void onExit.add(callback),
    kill: () => void child.kill('SIGKILL'),
  };
}
