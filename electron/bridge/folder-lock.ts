// One program per data folder. A lock file names its process; a lock whose process is gone is taken over, any other
// refuses with store.busy. A process id alone does not prove anything (ids are given again), so its start is checked too.

import {
  constants,
  copyFileSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { AppError } from '../../shared/errors/app-error.js';

export const LOCK_FILE = 'in-use.lock';
const HEARTBEAT_MS = 10_000;
/** Where the start of a process cannot be asked (Windows, another machine), a lock this old belongs to nobody. */
const STALE_MS = 60_000;

export interface FolderLock {
  release(): void;
}

interface Owner {
  pid: number;
  started: string | null;
  host: string;
}

export function lockFolder(folder: string): FolderLock {
  const path = join(folder, LOCK_FILE);
  const own = JSON.stringify({ pid: process.pid, started: startOf(process.pid), host: hostname() } satisfies Owner);
  for (let attempt = 0; ; attempt++) {
    try {
      createWhole(path, own);
      break;
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw folderFailure(folder, error);
      if (attempt >= 3 || !takeAway(path))
        throw new AppError('store.busy', {}, { detail: `locked: ${path}`, cause: error });
    }
  }
  removeLeftovers(folder);
  const heartbeat = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date());
    } catch {
      // Folder unplugged: the store will say so; the lock has nothing to add.
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();
  let isHeld = true;
  const release = (): void => {
    if (!isHeld) return;
    isHeld = false;
    clearInterval(heartbeat);
    process.off('exit', release);
    try {
      if (readFileSync(path, 'utf8') === own) rmSync(path, { force: true });
    } catch {
      // Already gone.
    }
  };
  process.on('exit', release);
  return { release };
}

/**
 * Creates the lock with its content, or throws EEXIST: a program that is killed between creating and writing would leave a lock of
 * nobody, which looks like one that is just being written.
 */
function createWhole(path: string, content: string): void {
  const draft = `${path}.${process.pid}.new`;
  try {
    writeFileSync(draft, content);
    linkOrCopy(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

function linkOrCopy(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    if (isCode(error, 'EEXIST')) throw error;
    // File systems without links (memory sticks).
    copyFileSync(draft, path, constants.COPYFILE_EXCL);
  }
}

/** Why the data folder cannot be used: no room, or no right to write. */
export function folderFailure(path: string, cause: unknown): AppError {
  const detail = String(cause);
  return isCode(cause, 'ENOSPC') || isCode(cause, 'EDQUOT')
    ? new AppError('store.full', {}, { detail, cause })
    : new AppError('store.read-only', { path }, { detail, cause });
}

/** Drafts and stale locks that were on their way out when a program was killed. Younger ones may be somebody's right now. */
function removeLeftovers(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      if (!name.startsWith(`${LOCK_FILE}.`)) continue;
      const path = join(folder, name);
      if (Math.abs(Date.now() - statSync(path).mtimeMs) > STALE_MS) rmSync(path, { force: true });
    }
  } catch {
    // Tidying, not the work.
  }
}

/** Moves a stale lock out of the way. Two programs may try at once, so what was moved is looked at again. */
function takeAway(path: string): boolean {
  const before = read(path);
  if (before !== null && isAlive(before.owner, before.age)) return false;
  const moved = `${path}.${process.pid}`;
  try {
    renameSync(path, moved);
  } catch {
    return true;
  }
  const after = read(moved);
  if (after !== null && before !== null && after.text !== before.text) {
    // The other program was faster and this is its fresh lock: give it back.
    try {
      linkSync(moved, path);
    } finally {
      rmSync(moved, { force: true });
    }
    return false;
  }
  rmSync(moved, { force: true });
  return true;
}

function read(path: string): { text: string; owner: Owner | null; age: number } | null {
  try {
    const text = readFileSync(path, 'utf8');
    const age = Date.now() - statSync(path).mtimeMs;
    try {
      return { text, owner: JSON.parse(text) as Owner, age };
    } catch {
      return { text, owner: null, age };
    }
  } catch {
    return null;
  }
}

function isAlive(owner: Owner | null, age: number): boolean {
  // Half-written by a program that is starting right now, or by one that lost power.
  if (owner === null || typeof owner.pid !== 'number') return Math.abs(age) < 5_000;
  // Also from the future: another computer's clock may be ahead.
  if (owner.host !== hostname()) return age < STALE_MS;
  if (owner.pid === process.pid) return owner.started === startOf(process.pid);
  if (!processExists(owner.pid)) return false;
  const started = startOf(owner.pid);
  // From the future: this clock was set back since. A living program touches its lock again within a heartbeat.
  return started === null || owner.started === null ? Math.abs(age) < STALE_MS : started === owner.started;
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

/** Start time in clock ticks since boot plus the boot's id, where the system tells (Linux). */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`;
  } catch {
    return null;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
