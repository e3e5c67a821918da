// What the host does with messages to parse processes: a process never has two requests, so what ends it is known.

import { expect, test } from 'vitest';

import { createParserHost } from '../../electron/bridge/parser-host.js';
import type { ToCore } from '../../electron/core/worker-protocol.js';
import type { ChannelExit } from '../../electron/core/workbook/1-read/parser-client.js';

function host() {
  const got: unknown[] = [];
  const posted: ToCore[] = [];
  let onMessage: (message: unknown) => void = () => undefined;
  let onExit: (exit: ChannelExit) => void = () => undefined;
  const parsers = createParserHost(
    () => ({
      post: (message) => void got.push(message),
      onMessage: (callback) => (onMessage = callback),
      onExit: (callback) => (onExit = callback),
      kill: () => onExit({ code: null, signal: 'SIGKILL' }),
    }),
    (message) => void posted.push(message),
  );
  parsers.receive({ t: 'parser-spawn', parser: 1 });
  const send = (id: number): void => parsers.receive({ t: 'parser-send', parser: 1, message: { id } });
  return { parsers, got, posted, send, reply: (message: object) => onMessage(message) };
}

test.each(['done', 'error', 'entries'])(
  'the next request goes when the one before is answered by %s, not earlier',
  (kind) => {
    const { got, posted, send, reply } = host();
    send(1);
    send(2);
    send(3);
    reply({ id: 1, kind: 'packed-json', json: '' });
    expect(got).toEqual([{ id: 1 }]);
    reply({ id: 1, kind });
    expect(got).toEqual([{ id: 1 }, { id: 2 }]);
    expect(posted.map((message) => message.t)).toEqual(['parser-message', 'parser-message']);
    reply({ id: 2, kind: 'done' });
    reply({ id: 3, kind: 'done' });
    send(4);
    expect(got).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }]);
  },
);

test('what a process that ended never got is given to no other: the core sends it again', () => {
  const { parsers, got, posted, send } = host();
  send(1);
  send(2);
  parsers.receive({ t: 'parser-kill', parser: 1 });
  send(3);
  parsers.receive({ t: 'parser-spawn', parser: 2 });
  parsers.receive({ t: 'parser-send', parser: 2, message: { id: 4 } });
  expect(got).toEqual([{ id: 1 }, { id: 4 }]);
  expect(posted.at(-1)).toMatchObject({ t: 'parser-exit', parser: 1 });
});
