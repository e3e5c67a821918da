// The end of a command: the loop rests before the process is ended, so that V8's threads can be joined.

import { setTimeout as wait } from 'node:timers/promises';

import { afterEach, expect, test, vi } from 'vitest';

import { endProcess, REST } from '../../electron/bridge/end-process.js';

afterEach(() => vi.restoreAllMocks());

test('the loop runs idle before the process is ended, once, with the code of the command', async () => {
  const order: string[] = [];
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    order.push(`exit ${code}`);
    return undefined as never;
  });
  const ended = endProcess(2);
  expect(order).toEqual([]);
  void wait(REST / 2).then(() => order.push('the loop ran'));
  await ended;
  expect(order).toEqual(['the loop ran', 'exit 2']);
});
