// Parse processes of the core, held by the host: a fork in loopback and batch, a utilityProcess in the shell
// (Electron's RunAsNode fuse forbids fork there). Only starts, relays and ends them; the protocol is core/workbook/1-read.

import { fork } from 'node:child_process';

import type { FromCore, ToCore } from '../core/worker-protocol.js';

export interface ParserProcess {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number | null, signal: string | null) => void): void;
  kill(): void;
}

export type SpawnParser = () => ParserProcess;

type FromParser = Extract<FromCore, { t: 'parser-spawn' | 'parser-send' | 'parser-kill' }>;

export function createParserHost(
  spawn: SpawnParser,
  post: (message: ToCore) => void,
): { receive(message: FromParser): void; killAll(): void } {
  const running = new Map<number, ParserProcess>();
  return {
    receive(message) {
      const id = message.parser;
      if (message.t === 'parser-send') running.get(id)?.send(message.message);
      else if (message.t === 'parser-kill') running.get(id)?.kill();
      else {
        let child: ParserProcess;
        try {
          child = spawn();
        } catch (error) {
          post({ t: 'parser-exit', parser: id, code: null, signal: `not started: ${String(error)}` });
          return;
        }
        running.set(id, child);
        child.onMessage((reply) => post({ t: 'parser-message', parser: id, message: reply }));
        child.onExit((code, signal) => {
          running.delete(id);
          post({ t: 'parser-exit', parser: id, code, signal });
        });
      }
    },
    killAll() {
      for (const child of running.values()) child.kill();
      running.clear();
    },
  };
}

/** Environment of a parse process: nothing but what Node needs to run; secrets and proxies stay outside. */
export function parserEnvironment(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'TZ', 'LANG']) {
    const value = env[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

/** For loopback and batch. `heapMb` bounds the process, so a hostile workbook ends it and nothing else. */
export function forkParser(parseFile: string, heapMb: number): SpawnParser {
  return () => {
    const child = fork(parseFile, [], {
      execArgv: [`--max-old-space-size=${heapMb}`],
      env: parserEnvironment(),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    });
    let hasEnded = false;
    const enders: ((code: number | null, signal: string | null) => void)[] = [];
    const end = (code: number | null, signal: string | null): void => {
      if (hasEnded) return;
      hasEnded = true;
      for (const listener of enders) listener(code, signal);
    };
    child.on('exit', end);
    child.on('error', () => end(null, 'error'));
    return {
      // A process that is just ending has closed its channel; its exit is reported anyway.
      send: (message) => void (child.connected && child.send(message as never, () => undefined)),
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => enders.push(listener),
      kill: () => child.kill('SIGKILL'),
    };
  };
}
