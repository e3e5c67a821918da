import { describe, expect, test } from 'vitest';

import { startCoreHost, type CoreHost } from '../../electron/bridge/core-host.js';
import type { ParserChannel } from '../../electron/core/workbook/1-read/parser-client.js';
import type { HostEvent, Startup } from '../../shared/contract/envelope.js';
import { AppError } from '../../shared/errors/app-error.js';
import { fakeThread, type Answer } from '../helpers/fake-core.js';

function start(
  answers: Record<string, Answer>,
  options: { spawnParser?: () => ParserChannel; pdf?: () => Promise<void> } = {},
) {
  const threads: ReturnType<typeof fakeThread>[] = [];
  const host: CoreHost = startCoreHost({
    startThread: () => {
      const thread = fakeThread(answers);
      threads.push(thread);
      return thread;
    },
    spawnParser: options.spawnParser ?? (() => expect.fail('no parser asked for')),
    printPdf: options.pdf ?? (async () => undefined),
  });
  return { host, threads, thread: () => threads.at(-1)! };
}

const untilCancelled: Answer = (_params, job) =>
  new Promise((_, reject) => {
    job.signal.addEventListener('abort', () => reject(job.signal.reason as AppError));
  });

test('what the core is at work on before it answers is known until it is done', async () => {
  const { host, thread } = start({ 'units.list': () => ({}) });
  const say = async (state: Startup['state']): Promise<void> => {
    thread()
      .core()
      .options.emit({ type: 'startup', startup: { state, error: null } });
    await host.call('units.list', {}); // messages keep their order
  };
  expect(host.startingUp()).toBeNull();
  await say('checking');
  expect(host.startingUp()).toEqual({ state: 'checking', error: null });
  for (const state of ['ready', 'failed'] as const) {
    await say(state);
    expect(host.startingUp()).toBeNull();
  }
  await host.close();
});

describe('calls', () => {
  test('an answer reaches the one who asked', async () => {
    const { host } = start({ 'units.list': (params) => ({ echo: params }) });
    expect(await host.call('units.list', { a: 1 })).toEqual({ ok: true, value: { echo: { a: 1 } } });
    await host.close();
  });

  test('a name that is not in the contract is refused', async () => {
    const { host } = start({});
    const reply = await host.call('constructor', {});
    expect(reply).toMatchObject({ ok: false, error: { code: 'input.unknown-call' } });
    await host.close();
  });

  test('one whose params cannot travel is refused, and closing does not wait for its answer', async () => {
    const { host } = start({ 'units.list': () => ({}) });
    let deep: unknown = 1;
    for (let n = 0; n < 300_000; n += 1) deep = [deep];
    for (const params of [deep, { run: () => 1 }]) {
      const reply = await host.call('units.list', params);
      expect(reply).toMatchObject({ ok: false, error: { code: 'input.invalid' } });
    }
    expect(await host.call('units.list', {})).toEqual({ ok: true, value: {} });
    await host.close();
  }, 10_000);

  test('an error of the core arrives with its code and params', async () => {
    const { host } = start({
      'units.list': () => {
        throw new AppError('data.exists', { what: '单位' });
      },
    });
    expect(await host.call('units.list', {})).toMatchObject({
      ok: false,
      error: { code: 'data.exists', params: { what: '单位' } },
    });
    await host.close();
  });

  test('progress is thinned out, but the last step and each stage arrive', async () => {
    const { host } = start({
      'import.plan': (_params, job) => {
        for (let done = 1; done <= 1000; done++) job.step({ done, total: 1000, stage: '读取' });
        job.step({ done: 0, total: 0, stage: '核对' });
        return {};
      },
    });
    const seen: HostEvent[] = [];
    host.on((event) => seen.push(event));
    await host.call('import.plan', {}, { requestId: 'r1' });
    const steps = seen.filter((event) => event.type === 'progress');
    expect(steps.length).toBeGreaterThanOrEqual(3);
    expect(steps.length).toBeLessThan(50);
    expect(steps.every((event) => event.requestId === 'r1')).toBe(true);
    expect(steps.map((event) => event.progress)).toContainEqual({ done: 1000, total: 1000, stage: '读取' });
    expect(steps.at(-1)?.progress.stage).toBe('核对');
    await host.close();
  });

  test('files are registered and found; an unknown id is data.not-found', async () => {
    const { host } = start({});
    const ref = await host.registerFile('a/b.xlsx', 'b.xlsx', 3);
    expect(await host.filePath(ref.id)).toBe('a/b.xlsx');
    await expect(host.filePath('nothing')).rejects.toMatchObject({ code: 'data.not-found' });
    await host.close();
  });
});

describe('cancel', () => {
  test('a waiting job hears of it by its signal', async () => {
    const { host } = start({ 'import.plan': untilCancelled });
    const reply = host.call('import.plan', {}, { requestId: 'r1' });
    host.cancel('r1');
    expect(await reply).toMatchObject({ ok: false, error: { code: 'job.cancelled' } });
    await host.close();
  });

  test('a busy job hears of it by the flag at its next step, without reading messages', async () => {
    const { host } = start({
      'import.plan': (_params, job) => {
        host.cancel('r1'); // sets the shared flag; the message cannot be read before this function returns
        job.step({ done: 1, total: 2, stage: '读取' });
        return 'not reached';
      },
    });
    const reply = await host.call('import.plan', {}, { requestId: 'r1' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'job.cancelled' } });
    await host.close();
  });

  test('cancelling one request leaves the others alone', async () => {
    const { host } = start({ 'import.plan': untilCancelled, 'units.list': () => 'fine' });
    const first = host.call('import.plan', {}, { requestId: 'r1' });
    const second = host.call('units.list', {}, { requestId: 'r2' });
    host.cancel('r1');
    expect(await second).toEqual({ ok: true, value: 'fine' });
    expect((await first).ok).toBe(false);
    await host.close();
  });
});

describe('a worker that dies', () => {
  test('answers what was pending with job.worker-gone and is started again', async () => {
    const { host, threads, thread } = start({ 'import.plan': untilCancelled, 'units.list': () => 'again' });
    const lost = host.call('import.plan', {});
    thread().crash();
    expect(await lost).toMatchObject({ ok: false, error: { code: 'job.worker-gone' } });
    expect(await host.call('units.list', {})).toEqual({ ok: true, value: 'again' });
    expect(threads).toHaveLength(2);
    await host.close();
  });

  test('is not started for ever: after the third crash in a row screens are told', async () => {
    const { host, threads, thread } = start({});
    const seen: HostEvent[] = [];
    host.on((event) => seen.push(event));
    for (let crash = 0; crash < 3; crash++) thread().crash();
    expect(threads).toHaveLength(3);
    const failed = [{ type: 'startup', startup: { state: 'failed', error: { code: 'job.worker-gone' } } }];
    expect(seen).toMatchObject(failed);
    // A screen that asks again on that and is refused as well must not be told to ask once more.
    const asked = host.call('units.list', {});
    thread().crash();
    expect(await asked).toMatchObject({ ok: false, error: { code: 'job.worker-gone' } });
    expect(threads).toHaveLength(4);
    expect(seen).toMatchObject(failed);
    await host.close();
  });
});

describe('closing', () => {
  test('lets a commit finish, cancels a plan, then closes the store', async () => {
    let finish: (value: string) => void = () => undefined;
    const { host, thread } = start({
      'import.commit': () => new Promise((resolve) => (finish = resolve)),
      'import.plan': untilCancelled,
    });
    const commit = host.call('import.commit', {});
    const plan = host.call('import.plan', {});
    await new Promise((resolve) => setTimeout(resolve, 20));
    const closing = host.close();
    expect(await plan).toMatchObject({ ok: false, error: { code: 'job.cancelled' } });
    expect(thread().core().isClosed).toBe(false);
    finish('stored');
    expect(await commit).toEqual({ ok: true, value: 'stored' });
    await closing;
    expect(thread().core().isClosed).toBe(true);
    expect(await host.call('units.list', {})).toMatchObject({ ok: false });
  });
});

describe('what only a host can do', () => {
  test('a PDF is printed by the host, and its failure comes back with its code', async () => {
    const { host } = start(
      {
        'tables.export': (_params, _job, core) => core.options.host.printPdf({ htmlPath: 'a.html', pdfPath: 'a.pdf' }),
      },
      { pdf: () => Promise.reject(new AppError('host.no-browser')) },
    );
    expect(await host.call('tables.export', {})).toMatchObject({ ok: false, error: { code: 'host.no-browser' } });
    await host.close();
  });

  test('a parse process is spawned in the host; its messages and its end are relayed, and it is ended on close', async () => {
    const posted: unknown[] = [];
    let isKilled = false;
    let say: (message: unknown) => void = () => undefined;
    const { host } = start(
      {
        'import.plan': (_params, _job, core) => {
          const channel = core.options.host.spawnParser();
          return new Promise((resolve) => {
            channel.onMessage(resolve);
            channel.post('read this');
          });
        },
      },
      {
        spawnParser: () => ({
          post: (message) => {
            posted.push(message);
            say('{"sheets":[]}');
          },
          onMessage: (callback) => (say = callback),
          onExit: () => undefined,
          kill: () => (isKilled = true),
        }),
      },
    );
    expect(await host.call('import.plan', {})).toEqual({ ok: true, value: '{"sheets":[]}' });
    expect(posted).toEqual(['read this']);
    await host.close();
    expect(isKilled).toBe(true);
  });

  test('the first parse process is started with the host, handed to the first who asks, and never to a second', async () => {
    const spawned: ParserChannel[] = [];
    const posted: [process: number, message: unknown][] = [];
    const { host } = start(
      {
        'import.plan': (_params, _job, core) => {
          core.options.host.spawnParser().post('first');
          core.options.host.spawnParser().post('second');
        },
      },
      {
        spawnParser: () => {
          const number = spawned.length;
          spawned.push({
            post: (message) => posted.push([number, message]),
            onMessage: () => undefined,
            onExit: () => undefined,
            kill: () => undefined,
          });
          return spawned[number]!;
        },
      },
    );
    expect(spawned).toHaveLength(1);
    await host.call('import.plan', {});
    expect(posted).toEqual([
      [0, 'first'],
      [1, 'second'],
    ]);
    await host.close();
  });

  test('a parse process that died before anybody asked for it is not handed out', async () => {
    let spawned = 0;
    let die: (exit: { code: number | null }) => void = () => undefined;
    const { host } = start(
      { 'import.plan': (_params, _job, core) => core.options.host.spawnParser().post('read this') },
      {
        spawnParser: () => {
          spawned += 1;
          return {
            post: () => undefined,
            onMessage: () => undefined,
            onExit: (callback) => (die = callback),
            kill: () => undefined,
          };
        },
      },
    );
    die({ code: 1 });
    await host.call('import.plan', {});
    expect(spawned).toBe(2);
    await host.close();
  });
});
