// What the host does with messages to parse processes: a process never has two requests, so what ends it is known.

import { afterEach, expect, test, vi } from 'vitest';

import { AHEAD_PATIENCE, createParserHost } from '../../electron/bridge/parser-host.js';
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

afterEach(() => {
  vi.useRealTimers();
});

/** A host whose process waits for the core and has been given files; requests as `file` or as the number of the core's. */
function waiting(names: readonly string[], { endsLater = false } = {}) {
  const processes: { got: (string | number)[]; reply(kind: string): void; end(): void }[] = [];
  const posted: ToCore[] = [];
  const parsers = createParserHost(
    () => {
      const got: (string | number)[] = [];
      let onMessage: (message: unknown) => void = () => undefined;
      let onExit: (exit: ChannelExit) => void = () => undefined;
      const end = (): void => onExit({ code: null, signal: 'SIGKILL' });
      processes.push({ got, reply: (kind) => onMessage({ id: 0, kind }), end });
      return {
        post: (message) => void got.push((message as { name?: string }).name ?? (message as { id: number }).id),
        onMessage: (callback) => (onMessage = callback),
        onExit: (callback) => (onExit = callback),
        kill: endsLater ? () => undefined : end,
      };
    },
    (message) => void posted.push(message),
  );
  parsers.warmUp();
  parsers.readAhead(names.map((name) => ({ path: `/x/${name}`, name, size: 1000 })));
  return {
    parsers,
    processes,
    posted,
    spawn: () => parsers.receive({ t: 'parser-spawn', parser: 1 }),
    send: (id: number) => parsers.receive({ t: 'parser-send', parser: 1, message: { id } }),
  };
}

test('a process that waits for the core reads what will be asked for, one file at a time, until it is asked', () => {
  const { processes, posted, spawn, send } = waiting(['一', '二', '三']);
  const [first] = processes;
  expect(first!.got).toEqual(['一']);
  first!.reply('read-ahead');
  spawn();
  send(1);
  send(2);
  expect(first!.got).toEqual(['一', '二']);
  first!.reply('read-ahead');
  first!.reply('done');
  expect(first!.got).toEqual(['一', '二', 1, 2]);
  expect(processes).toHaveLength(1);
  expect(posted).toEqual([{ t: 'parser-message', parser: 1, message: { id: 0, kind: 'done' } }]);
});

test('only small files in small number are read ahead', () => {
  const { parsers, processes } = waiting([]);
  const files = Array.from({ length: 40 }, (_, n) => ({ path: `/x/${n}`, name: String(n), size: 40_000 }));
  parsers.readAhead([...files.slice(0, 2), { path: '/x/大', name: '大', size: 9_000_000 }, ...files]);
  for (let n = 0; n < 3; n += 1) processes[0]!.reply('read-ahead');
  expect(processes[0]!.got).toEqual(['0', '1']);
  parsers.readAhead(files);
  for (let n = 0; n < 40; n += 1) processes[0]!.reply('read-ahead');
  expect(processes[0]!.got).toHaveLength(2 + 16);
});

test('a process that ends over what nobody asked for is replaced, and the file that was asked for is read by the next', () => {
  const { processes, posted, spawn, send } = waiting(['一', '坏']);
  spawn();
  processes[0]!.reply('read-ahead');
  send(1);
  processes[0]!.end();
  expect(processes[1]!.got).toEqual([1]);
  processes[1]!.reply('done');
  send(2);
  expect(processes[1]!.got).toEqual([1, 2]);
  expect(posted.map((message) => message.t)).toEqual(['parser-message']);
  // Over what was asked for it is told, as ever.
  processes[1]!.end();
  expect(posted.at(-1)).toMatchObject({ t: 'parser-exit', parser: 1 });
  expect(processes).toHaveLength(2);
});

test('a process that hangs over what nobody asked for is ended soon after it is asked', () => {
  vi.useFakeTimers();
  const { processes, spawn, send } = waiting(['慢']);
  vi.advanceTimersByTime(10 * AHEAD_PATIENCE);
  spawn();
  send(1);
  vi.advanceTimersByTime(AHEAD_PATIENCE - 1);
  expect(processes).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(processes[1]!.got).toEqual([1]);
});

test('a process that answers while it is being ended gets no file that it would take along', () => {
  vi.useFakeTimers();
  const { processes, posted, spawn, send } = waiting(['慢'], { endsLater: true });
  spawn();
  send(1);
  vi.advanceTimersByTime(AHEAD_PATIENCE);
  processes[0]!.reply('read-ahead');
  processes[0]!.end();
  expect(processes.map(({ got }) => got)).toEqual([['慢'], [1]]);
  expect(posted).toEqual([]);
});

test('one that the core or the host ends is not replaced', () => {
  const { parsers, processes, posted, spawn } = waiting(['一']);
  spawn();
  parsers.receive({ t: 'parser-kill', parser: 1 });
  expect(posted).toMatchObject([{ t: 'parser-exit', parser: 1 }]);
  const other = waiting(['一']);
  other.parsers.killAll();
  expect([processes.length, other.processes.length]).toEqual([1, 1]);
});
