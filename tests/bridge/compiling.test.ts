// V8 takes an argument that it does not know for an error at the start of a process, and passes over it where it is set later.

import { spawnSync } from 'node:child_process';

import { expect, test } from 'vitest';

import { COMMAND_COMPILING } from '../../electron/bridge/plain-host.js';
import { heapArguments } from '../../electron/core/workbook/1-read/fork-channel.js';

const node = (args: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, args, { encoding: 'utf8' });

test('this V8 knows the arguments of a parse process', () => {
  expect(node([...heapArguments(64), '-e', 'console.log(typeof gc)'])).toMatchObject({
    status: 0,
    stdout: 'function\n',
    stderr: '',
  });
});

test('and those that a command sets while it runs', () => {
  const set = `for (const one of ${JSON.stringify(COMMAND_COMPILING)}) require('node:v8').setFlagsFromString(one)`;
  expect(node(['-e', set])).toMatchObject({ status: 0, stderr: '' });
  expect(node(['-e', `require('node:v8').setFlagsFromString('--no-such-argument=1')`]).stderr).toContain(
    'unrecognized',
  );
});
