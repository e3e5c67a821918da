// A parse process does not outlive its host, in whatever moment that is killed: starting, waiting, reading or answering.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { bundleForNode } from '../helpers/bundle.js';
import { temporaryFolder } from '../helpers/temp-folder.js';

let parent: { path: string; remove(): void };
let parser: { path: string; remove(): void };
beforeAll(async () => {
  parent = await bundleForNode('tests/bridge/parser-parent.ts');
  parser = await bundleForNode('electron/core/workbook/1-read/parse-process.ts');
});
afterAll(() => {
  parent.remove();
  parser.remove();
});

/** A process that has ended but was not waited for by anybody is a zombie. */
function isAlive(pid: number): boolean {
  const path = `/proc/${pid}/stat`;
  try {
    return existsSync(path) && !/\) Z /.test(readFileSync(path, 'utf8'));
  } catch {
    return false;
  }
}

async function killParent(file: string | null, delayMs: number): Promise<number> {
  const host = spawn(process.execPath, [parent.path, parser.path, ...(file === null ? [] : [file])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await new Promise<number>((resolve) => host.stdout.once('data', (data: Buffer) => resolve(Number(data))));
  expect(isAlive(pid)).toBe(true);
  await wait(delayMs);
  host.kill('SIGKILL');
  return pid;
}

test.runIf(process.platform === 'linux')(
  'whenever its host is killed, a parse process ends',
  async () => {
    const file = join(temporaryFolder(), '报表.csv');
    writeFileSync(file, Array.from({ length: 60_000 }, (_, n) => `滕州市${n},${n},${n * 2},甲乙丙`).join('\n'));
    const pids: number[] = [];
    for (const [path, delay] of [null, file].flatMap((one) => [0, 60, 250].map((ms) => [one, ms] as const)))
      pids.push(await killParent(path, delay));
    for (let tries = 0; tries < 100 && pids.some(isAlive); tries += 1) await wait(100);
    const left = pids.filter(isAlive);
    for (const pid of left) process.kill(pid, 'SIGKILL');
    expect(left).toEqual([]);
  },
  60_000,
);
