// ParserChannels of the worker thread, whose processes live in the host's main thread: each has a number, and messages
// for it go by as they are.

import type { FromCore, ToCore } from './worker-protocol.js';
import type { ChannelExit, ParserChannel } from './workbook/1-read/parser-client.js';

export interface ParserRelay {
  spawn(): ParserChannel;
  deliver(message: Extract<ToCore, { t: 'parser-message' | 'parser-exit' }>): void;
}

interface Ends {
  onMessage: ((message: unknown) => void)[];
  onExit: ((exit: ChannelExit) => void)[];
}

export function createParserRelay(post: (message: FromCore) => void): ParserRelay {
  const channels = new Map<number, Ends>();
  let last = 0;
  return {
    spawn() {
      const parser = ++last;
      const ends: Ends = { onMessage: [], onExit: [] };
      channels.set(parser, ends);
      post({ t: 'parser-spawn', parser });
      return {
        post: (message) => post({ t: 'parser-send', parser, message }),
        onMessage: (callback) => void ends.onMessage.push(callback),
        onExit: (callback) => void ends.onExit.push(callback),
        kill: () => post({ t: 'parser-kill', parser }),
      };
    },
    deliver(message) {
      const ends = channels.get(message.parser);
      if (message.t === 'parser-message') for (const callback of ends?.onMessage ?? []) callback(message.message);
      else {
        channels.delete(message.parser);
        for (const callback of ends?.onExit ?? []) callback(message.exit);
      }
    },
  };
}
