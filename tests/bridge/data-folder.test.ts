import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { expect, onTestFinished, test } from 'vitest';

import { describeRisk, findDataFolder, openDataFolder, STORE_FILE } from '../../electron/bridge/data-folder.js';
import { folderFailure, LOCK_FILE } from '../../electron/bridge/folder-lock.js';
import { openDatabase } from '../../electron/core/store/open.js';
import { bundleForNode } from '../helpers/bundle.js';
import { temporaryFolder } from '../helpers/temp-folder.js';

function place() {
  const base = temporaryFolder();
  const env = { IP_LEDGER_SETTINGS: join(base, 'settings') };
  const data = join(base, 'data');
  return { data, env, open: (more = {}) => openDataFolder({ argument: data, mayCreate: true, env, ...more }) };
}

test('the argument wins over the environment, the environment over the default', () => {
  const env = { IP_LEDGER_DATA: '/from/env', IP_LEDGER_SETTINGS: '/settings' };
  expect(findDataFolder({ argument: '/from/argument' }, env)).toBe('/from/argument');
  expect(findDataFolder({}, env)).toBe('/from/env');
  expect(findDataFolder({ userData: '/electron' }, {})).toBe('/electron/data');
  expect(findDataFolder({}, { IP_LEDGER_SETTINGS: '/settings' })).toBe('/settings/data');
});

test('a second program on the same folder is refused with store.busy, and may start once the first has ended', () => {
  const { open } = place();
  const first = open();
  expect(() => open()).toThrowError(expect.objectContaining({ code: 'store.busy' }));
  first.release();
  open().release();
});

test('a lock whose process has gone is taken over', async () => {
  const { data, open } = place();
  mkdirSync(data, { recursive: true });
  const child = spawn(process.execPath, ['-e', '0']);
  await new Promise((resolve) => child.once('exit', resolve));
  writeFileSync(join(data, LOCK_FILE), JSON.stringify({ pid: child.pid, started: null, host: hostname() }));
  open().release();
});

test('a process id that was given again to another program does not hold the lock', () => {
  const { data, open } = place();
  mkdirSync(data, { recursive: true });
  writeFileSync(
    join(data, LOCK_FILE),
    JSON.stringify({ pid: process.ppid, started: 'another boot/1', host: hostname() }),
  );
  open().release();
});

test('a fresh lock of another computer is respected, one without a heartbeat is not', () => {
  const { data, open } = place();
  mkdirSync(data, { recursive: true });
  const lock = join(data, LOCK_FILE);
  writeFileSync(lock, JSON.stringify({ pid: 1, started: null, host: 'another-computer' }));
  expect(() => open()).toThrowError(expect.objectContaining({ code: 'store.busy' }));
  const longAgo = new Date(Date.now() - 10 * 60_000);
  utimesSync(lock, longAgo, longAgo);
  open().release();
});

test('where starts of processes cannot be asked, a lock without a heartbeat is nobody’s, also after the clock was set back', () => {
  const { data, open } = place();
  mkdirSync(data, { recursive: true });
  const lock = join(data, LOCK_FILE);
  writeFileSync(lock, JSON.stringify({ pid: process.ppid, started: null, host: hostname() }));
  expect(() => open()).toThrowError(expect.objectContaining({ code: 'store.busy' }));
  const laterDay = new Date(Date.now() + 24 * 3_600_000);
  utimesSync(lock, laterDay, laterDay);
  open().release();
  // The clock of another computer may be ahead.
  writeFileSync(lock, JSON.stringify({ pid: 1, started: null, host: 'another-computer' }));
  utimesSync(lock, laterDay, laterDay);
  expect(() => open()).toThrowError(expect.objectContaining({ code: 'store.busy' }));
});

test('the lock is there with its content or not at all, and nothing else is left of it', () => {
  const { data, open } = place();
  const first = open();
  const seen = readFileSync(join(data, LOCK_FILE), 'utf8');
  expect(JSON.parse(seen)).toMatchObject({ pid: process.pid, host: hostname() });
  expect(() => open()).toThrowError(expect.objectContaining({ code: 'store.busy' }));
  expect(readFileSync(join(data, LOCK_FILE), 'utf8')).toBe(seen);
  const [old, young] = [join(data, `${LOCK_FILE}.77.new`), join(data, `${LOCK_FILE}.78`)];
  for (const path of [old, young]) writeFileSync(path, 'half');
  utimesSync(old, new Date(0), new Date(0));
  first.release();
  const second = open();
  expect(readdirSync(data).toSorted()).toEqual([LOCK_FILE, `${LOCK_FILE}.78`]);
  second.release();
});

test(`killed at any moment of the start, a program leaves a lock that the next one takes over at once`, async () => {
  const { data, env } = place();
  const program = await bundleForNode('tests/bridge/lock-holder.ts');
  onTestFinished(() => program.remove());
  for (let round = 0; round < 12; round += 1) {
    const child = spawn(process.execPath, [program.path, data], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await wait(Math.random() * 3);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    openDataFolder({ argument: data, mayCreate: true, env }).release();
  }
});

test.each([
  ['ENOSPC', 'store.full'],
  ['EDQUOT', 'store.full'],
  ['EROFS', 'store.read-only'],
  ['EACCES', 'store.read-only'],
])('a folder that cannot be used for %s says so: %s', (code, told) => {
  expect(folderFailure('/data', Object.assign(new Error(code), { code }))).toMatchObject({ code: told });
});

test('releasing removes the lock file', () => {
  const { data, open } = place();
  open().release();
  expect(existsSync(join(data, LOCK_FILE))).toBe(false);
});

test('a folder that was used before and vanished is not created again by itself', () => {
  const { data, open } = place();
  const first = open();
  writeFileSync(join(data, STORE_FILE), 'x');
  first.release();
  rmSync(data, { recursive: true });
  expect(() => open()).toThrowError(expect.objectContaining({ code: 'store.missing' }));
  expect(existsSync(data)).toBe(false);
  open({ isExplicitNew: true }).release();
});

test.skipIf(process.platform === 'win32')(
  'a path that SQLite cannot open is refused as what it is, and nothing is made',
  () => {
    const { data, open } = place();
    const within = (bytes: number): string => {
      const free = bytes - Buffer.byteLength(join(data, 'x'.repeat(200), STORE_FILE)) - 1;
      return join(data, 'x'.repeat(200), 'y'.repeat(free));
    };
    expect(() => open({ argument: within(505) })).toThrowError(
      expect.objectContaining({ code: 'store.path-too-long' }),
    );
    expect(existsSync(data)).toBe(false);
    const longest = within(504);
    open({ argument: longest }).release();
    openDatabase(join(longest, STORE_FILE)).close();
  },
);

test('a folder that may not be created is refused, and nothing is made', () => {
  const { data, open } = place();
  expect(() => open({ mayCreate: false })).toThrowError(expect.objectContaining({ code: 'data.not-set-up' }));
  expect(existsSync(data)).toBe(false);
});

test.skipIf(process.platform === 'win32')(
  'a new folder is its owner’s alone, one that is there keeps its rights',
  () => {
    const { data, open } = place();
    const before = process.umask(0o022);
    onTestFinished(() => void process.umask(before));
    open().release();
    expect(statSync(data).mode & 0o777).toBe(0o700);
    chmodSync(data, 0o750);
    open().release();
    expect(statSync(data).mode & 0o777).toBe(0o750);
  },
);

test('a folder with backups but no store opens, so that the core can offer to restore', () => {
  const { data, open } = place();
  mkdirSync(join(data, 'backups'), { recursive: true });
  writeFileSync(join(data, 'backups', 'one'), 'x');
  open({ mayCreate: false }).release();
});

test('a file where the backups should be does not keep a command from saying what is wrong', () => {
  const { data, open } = place();
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'backups'), 'x');
  open({ mayCreate: false }).release();
});

test('a link to a synchronised folder is warned about like the folder itself', () => {
  const { data, env } = place();
  mkdirSync(join(data, 'OneDrive'), { recursive: true });
  symlinkSync(join(data, 'OneDrive'), join(data, '台账'));
  const folder = openDataFolder({ argument: join(data, '台账'), mayCreate: true, env });
  expect(folder.warning).toContain('同步盘');
  folder.release();
});

test('the memory of folders is small and survives being damaged', () => {
  const { data, env, open } = place();
  const first = open();
  writeFileSync(join(data, STORE_FILE), 'x');
  first.release();
  const memory = join(env.IP_LEDGER_SETTINGS, 'data-folders.json');
  expect(JSON.parse(readFileSync(memory, 'utf8'))).toEqual({ version: 1, folders: [data] });
  writeFileSync(memory, '{ half');
  open().release();
});

test.each([
  ['/mnt/share/data', '/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/share nfs4 rw 0 0', true],
  ['/mnt/shared-not/data', '/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/share nfs4 rw 0 0', false],
  ['/mnt/my share/d', '/dev/sda1 / ext4 rw 0 0\n//s/x /mnt/my\\040share cifs rw 0 0', true],
  ['\\\\server\\share\\data', '', true],
  ['/home/a/OneDrive/data', '', true],
  ['/home/a/data', '/dev/sda1 / ext4 rw 0 0', false],
])('network and synchronised places are warned about: %s', (path, mounts, isRisky) => {
  expect(describeRisk(path, mounts) !== '').toBe(isRisky);
});
