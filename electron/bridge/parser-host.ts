// Parse processes of the core, held by the host's main thread: a fork in loopback and batch, a utilityProcess in the
// shell (Electron's RunAsNode fuse forbids fork there). Only starts, relays and ends them; the protocol is core/workbook/1-read.

import type { FromCore, ToCore } from '../core/worker-protocol.js';
import type { ParserChannel } from '../core/workbook/1-read/parser-client.js';

export type SpawnParser = () => ParserChannel;

type FromParser = Extract<FromCore, { t: 'parser-spawn' | 'parser-send' | 'parser-kill' }>;

export interface ParserHost {
  receive(message: FromParser): void;
  /** Starts the process that the core will ask for first, while the core itself is being loaded. */
  warmUp(): void;
  killAll(): void;
}

export function createParserHost(spawn: SpawnParser, post: (message: ToCore) => void): ParserHost {
  const running = new Map<number, ParserChannel>();
  let warm: ParserChannel | undefined;
  const start = (): ParserChannel => {
    const started = warm ?? spawn();
    warm = undefined;
    return started;
  };
  return {
    warmUp() {
      try {
        const started = spawn();
        warm = started;
        started.onExit(() => {
          if (warm === started) warm = undefined;
        });
      } catch {
        // The core asks for one itself, and is told then why there is none.
      }
    },
    receive(message) {
      const { parser } = message;
      if (message.t === 'parser-send') running.get(parser)?.post(message.message);
      else if (message.t === 'parser-kill') running.get(parser)?.kill();
      else {
        let channel: ParserChannel;
        try {
          channel = start();
        } catch (error) {
          post({ t: 'parser-exit', parser, exit: { code: null, signal: `not started: ${String(error)}` } });
          return;
        }
        running.set(parser, channel);
        channel.onMessage((reply) => post({ t: 'parser-message', parser, message: reply }));
        channel.onExit((exit) => {
          running.delete(parser);
          post({ t: 'parser-exit', parser, exit });
        });
      }
    },
    killAll() {
      warm?.kill();
      warm = undefined;
      for (const channel of running.values()) channel.kill();
      running.clear();
    },
  };
}
