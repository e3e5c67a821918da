// Builds out/. `--if-stale`: only when a source file is newer than the last build or one has gone. Quiet on success;
// everything it prints goes to stderr, because `npm run batch` promises its stdout to the command.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const stampFile = join(root, 'out', 'build-stamp.json');
const OUTPUTS = [
  'main/main.js',
  'main/loopback.js',
  'main/batch.js',
  'main/check-corpus.js',
  'main/core-worker.js',
  'preload/preload.cjs',
  'renderer/index.html',
];

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (!entry.name.endsWith('.tsbuildinfo')) yield path;
  }
}

/** Names and contents of what goes into a build; a hash and not times, because git and unpacking set times at will. */
function fingerprint() {
  const hash = createHash('sha256');
  const files = [
    'package-lock.json',
    ...['shared', 'electron', 'renderer'].flatMap((room) =>
      [...sources(join(root, room))].map((path) => relative(root, path)),
    ),
  ];
  for (const file of files.toSorted()) {
    const path = join(root, file);
    if (!existsSync(path)) continue;
    hash.update(file).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function isFresh(now) {
  if (!existsSync(stampFile) || !OUTPUTS.every((file) => existsSync(join(root, 'out', file)))) return false;
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8')).fingerprint === now;
  } catch {
    return false;
  }
}

/** Two builds at once would read each other's half-written files: the second waits for the first, unless that one died. */
function withLock(work) {
  const lock = join(root, 'out', 'build.lock');
  mkdirSync(join(root, 'out'), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isHeld(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
      else rmSync(lock, { force: true });
    }
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isHeld(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    // Empty for the moment between creating and writing.
    if (pid === 0) return Date.now() - statSync(lock).mtimeMs < 5_000;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

export function build({ ifStale }) {
  return withLock(() => {
    const now = fingerprint();
    if (ifStale && isFresh(now)) return true;
    process.stderr.write('正在编译 … building …\n');
    rmSync(stampFile, { force: true });
    const packageFile = createRequire(import.meta.url).resolve('electron-vite/package.json');
    const bin = join(dirname(packageFile), 'bin', 'electron-vite.js');
    const run = spawnSync(
      process.execPath,
      [bin, 'build', '-c', 'electron/electron.vite.config.ts', '--logLevel', 'warn'],
      {
        cwd: root,
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
        env: { ...process.env, NODE_ENV: 'production' },
      },
    );
    if (run.status !== 0) {
      process.stderr.write(`${run.stdout ?? ''}${run.stderr ?? ''}\n编译没有成功。The build failed.\n`);
      return false;
    }
    writeFileSync(stampFile, JSON.stringify({ fingerprint: now }));
    return true;
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { isTooOld, explain } = createRequire(import.meta.url)('./runtime-guard.cjs');
  if (isTooOld()) {
    explain();
    process.exit(1);
  }
  process.exit(build({ ifStale: process.argv.includes('--if-stale') }) ? 0 : 1);
}
