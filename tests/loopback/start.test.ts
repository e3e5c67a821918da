// `npm start` and the guard in front of it, as processes.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { ROOT } from '../helpers/loopback.js';
import { temporaryFolder } from '../helpers/temp-folder.js';

const SCRIPTS = join(ROOT, 'resources', 'scripts');

function until(isTrue: () => boolean, describe: () => string): Promise<void> {
  const end = Date.now() + 60_000;
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (isTrue()) resolve();
      else if (Date.now() > end) reject(new Error(`not in time: ${describe()}`));
      else setTimeout(look, 50);
    };
    look();
  });
}

test('a Node without Node-API 10 is refused in one sentence, Chinese and English, before anything else', () => {
  const asOnNode20 = `Object.defineProperty(process, 'versions', { value: { ...process.versions, napi: '9' } });`;
  const guard = createRequire(import.meta.url).resolve(join(SCRIPTS, 'runtime-guard.cjs'));
  const run = spawnSync(
    process.execPath,
    [
      '-e',
      `${asOnNode20} const { isTooOld, explain } = require(${JSON.stringify(guard)}); if (isTooOld()) { explain(); process.exit(1); }`,
    ],
    { encoding: 'utf8' },
  );
  expect(run.status).toBe(1);
  expect(run.stdout).toBe('');
  expect(run.stderr).toMatch(/版本太低.*\n.*too old/);
  expect(spawnSync(process.execPath, [guard]).status).toBe(0);
});

test.skipIf(process.platform === 'win32')(
  'without a desktop the program says so, starts in the browser host, and ends with the shell that npm runs it through',
  { timeout: 120_000 },
  async () => {
    const folder = temporaryFolder();
    const data = join(folder, 'data');
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
    const shell = spawn(
      'sh',
      ['-c', `"${process.execPath}" "${join(SCRIPTS, 'start.mjs')}" --no-open --data "${data}" & echo pid $!; wait`],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { ...env, IP_LEDGER_SETTINGS: join(folder, 'settings') } },
    );
    onTestFinished(() => void shell.kill('SIGTERM'));
    let out = '';
    let err = '';
    shell.stdout.on('data', (part: Buffer) => (out += part.toString()));
    shell.stderr.on('data', (part: Buffer) => (err += part.toString()));
    await until(
      () => out.includes('/?k=') || shell.exitCode !== null,
      () => `start: ${out}${err}`,
    );
    expect(out, err).toContain('/?k=');
    expect(err).toMatch(/改在本机浏览器中打开.*Opening in the browser/);
    const pid = Number(/pid (\d+)/.exec(out)?.[1]);
    expect(existsSync(join(data, 'in-use.lock'))).toBe(true);
    shell.kill('SIGTERM');
    const isGone = (): boolean => {
      try {
        process.kill(pid, 0);
        return false;
      } catch {
        return true;
      }
    };
    await until(isGone, () => `end of the program: ${out}${err}`);
    expect(existsSync(join(data, 'in-use.lock'))).toBe(false);
  },
);
