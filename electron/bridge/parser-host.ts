// Parse processes of the core, held by the host's main thread: a fork in loopback and batch, a utilityProcess in the
// shell (Electron's RunAsNode fuse forbids fork there). Only starts, relays and ends them; the protocol is core/workbook/1-read.

import type { FromCore, ToCore } from '../core/worker-protocol.js';
import type { ParserChannel } from '../core/workbook/1-read/parser-client.js';
import type { ParseReply } from '../core/workbook/1-read/wire.js';

export type SpawnParser = () => ParserChannel;

type FromParser = Extract<FromCore, { t: 'parser-spawn' | 'parser-send' | 'parser-kill' }>;

/** Replies after which a parse process is free. */
const LAST: ReadonlySet<unknown> = new Set<ParseReply['kind']>(['done', 'entries', 'error']);

/** One process. It never has more than one request: whatever it falls over is the one that was not answered. */
interface Running {
  channel: ParserChannel;
  isBusy: boolean;
  /** Sent ahead by the core; each goes as soon as the one before is answered, whether the core has time to take that or not. */
  held: unknown[];
}

export interface ParserHost {
  receive(message: FromParser): void;
  /** Starts the process that the core will ask for first, while the core itself is being loaded. */
  warmUp(): void;
  killAll(): void;
}

export function createParserHost(spawn: SpawnParser, post: (message: ToCore) => void): ParserHost {
  const running = new Map<number, Running>();
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
      if (message.t === 'parser-send') send(running.get(parser), message.message);
      else if (message.t === 'parser-kill') running.get(parser)?.channel.kill();
      else {
        let channel: ParserChannel;
        try {
          channel = start();
        } catch (error) {
          post({ t: 'parser-exit', parser, exit: { code: null, signal: `not started: ${String(error)}` } });
          return;
        }
        const started: Running = { channel, isBusy: false, held: [] };
        running.set(parser, started);
        channel.onMessage((reply) => {
          post({ t: 'parser-message', parser, message: reply });
          if (!LAST.has((reply as ParseReply).kind)) return;
          started.isBusy = false;
          if (started.held.length > 0) send(started, started.held.shift());
        });
        channel.onExit((exit) => {
          running.delete(parser);
          post({ t: 'parser-exit', parser, exit });
        });
      }
    },
    killAll() {
      warm?.kill();
      warm = undefined;
      for (const { channel } of running.values()) channel.kill();
      running.clear();
    },
  };
}

function send(to: Running | undefined, message: unknown): void {
  if (to === undefined) return;
  if (to.isBusy) to.held.push(message);
  else {
    to.isBusy = true;
    to.channel.post(message);
  }
}
