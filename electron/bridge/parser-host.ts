// Parse processes of the core, held by the host's main thread: a fork in loopback and batch, a utilityProcess in the
// shell (Electron's RunAsNode fuse forbids fork there). Only starts, relays and ends them; the protocol is core/workbook/1-read.

import type { FromCore, ToCore } from '../core/worker-protocol.js';
import { splitEntry } from '../core/workbook/1-read/archive-path.js';
import type { ParserChannel } from '../core/workbook/1-read/parser-client.js';
import { DEFAULT_LIMITS } from '../core/workbook/1-read/raw-book.js';
import type { ParseReply, ParseRequest } from '../core/workbook/1-read/wire.js';

export type SpawnParser = () => ParserChannel;

type FromParser = Extract<FromCore, { t: 'parser-spawn' | 'parser-send' | 'parser-kill' }>;

/** Replies after which a parse process is free. */
const LAST: ReadonlySet<unknown> = new Set<ParseReply['kind']>(['done', 'entries', 'error', 'read-ahead']);
/** Files that are read before the core asks for them, in number and in bytes together. */
const MOST_AHEAD = 16;
const BYTES_AHEAD = 1024 * 1024;
/** Milliseconds that a request waits for a file which is read ahead; a small one takes some ten. */
export const AHEAD_PATIENCE = 2000;

/** One process. It never has more than one request: whatever it falls over is the one that was not answered. */
interface Running {
  channel: ParserChannel;
  /** As the core numbers it; undefined while it only waits for the core. */
  parser: number | undefined;
  isBusy: boolean;
  /** Sent ahead by the core; each goes as soon as the one before is answered, whether the core has time to take that or not. */
  held: unknown[];
  /** What it reads as long as the core asks for nothing. */
  ahead: ParseRequest[];
  /** Busy with one of those: nobody asked for it, so nobody is told when the process falls over it. */
  isReadingAhead: boolean;
  patience?: NodeJS.Timeout | undefined;
  /** Out of patience: it is being ended, and what it still says comes too late. */
  isGivenUp?: true;
}

export interface SoonWanted {
  path: string;
  name: string;
  size: number;
}

export interface ParserHost {
  receive(message: FromParser): void;
  /** Starts the process that the core will ask for first, while the core itself is being loaded. */
  warmUp(): void;
  /** Files that the core will ask for in this order: the first of them are read as long as it does not. */
  readAhead(files: readonly SoonWanted[]): void;
  killAll(): void;
}

export function createParserHost(spawn: SpawnParser, post: (message: ToCore) => void): ParserHost {
  const running = new Map<number, Running>();
  let warm: Running | undefined;

  const start = (parser?: number): Running => {
    const channel = spawn();
    const started: Running = { channel, parser, isBusy: false, held: [], ahead: [], isReadingAhead: false };
    channel.onMessage((reply) => {
      if (started.isGivenUp) return;
      if (!started.isReadingAhead) post({ t: 'parser-message', parser: started.parser!, message: reply });
      if (LAST.has((reply as ParseReply).kind)) goOn(started);
    });
    channel.onExit((exit) => {
      clearTimeout(started.patience);
      if (warm === started) warm = undefined;
      if (started.parser === undefined) return;
      if (started.isReadingAhead) startAgain(started.parser, started.held);
      else {
        running.delete(started.parser);
        post({ t: 'parser-exit', parser: started.parser, exit });
      }
    });
    return started;
  };

  const startFor = (parser: number): Running | undefined => {
    try {
      const started = warm ?? start();
      warm = undefined;
      started.parser = parser;
      running.set(parser, started);
      return started;
    } catch (error) {
      running.delete(parser);
      post({ t: 'parser-exit', parser, exit: { code: null, signal: `not started: ${String(error)}` } });
      return undefined;
    }
  };

  /** In place of one that ended over what nobody had asked for. */
  const startAgain = (parser: number, held: readonly unknown[]): void => {
    const started = startFor(parser);
    for (const message of held) send(started, message);
  };

  return {
    warmUp() {
      try {
        warm = start();
      } catch {
        // The core asks for one itself, and is told then why there is none.
      }
    },
    readAhead(files) {
      if (warm === undefined) return;
      let bytes = 0;
      for (const { path, name, size } of files.slice(0, MOST_AHEAD)) {
        bytes += size;
        if (bytes > BYTES_AHEAD) break;
        warm.ahead.push({ kind: 'ahead', id: 0, ...splitEntry(path), name, limits: DEFAULT_LIMITS });
      }
      if (!warm.isBusy) goOn(warm);
    },
    receive(message) {
      const { parser } = message;
      if (message.t === 'parser-send') send(running.get(parser), message.message);
      else if (message.t === 'parser-spawn') startFor(parser);
      else end(running.get(parser));
    },
    killAll() {
      end(warm);
      warm = undefined;
      for (const one of running.values()) end(one);
      running.clear();
    },
  };
}

function send(to: Running | undefined, message: unknown): void {
  if (to === undefined) return;
  // Asked for now: there is nothing to read ahead any more.
  to.ahead.length = 0;
  if (to.isBusy) to.held.push(message);
  else {
    to.isBusy = true;
    to.channel.post(message);
  }
  if (to.isReadingAhead) to.patience ??= setTimeout(() => giveUp(to), AHEAD_PATIENCE);
}

function giveUp(one: Running): void {
  one.isGivenUp = true;
  one.channel.kill();
}

/** The next request for a process that is free: what the core holds for it, else what can be read ahead. */
function goOn(one: Running): void {
  clearTimeout(one.patience);
  const asked = one.held.shift();
  const next = asked ?? one.ahead.shift();
  one.isReadingAhead = asked === undefined && next !== undefined;
  one.isBusy = next !== undefined;
  if (one.isBusy) one.channel.post(next);
}

/** On purpose: no other takes its place. */
function end(one: Running | undefined): void {
  if (one === undefined) return;
  one.isReadingAhead = false;
  one.channel.kill();
}
