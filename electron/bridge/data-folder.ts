// Finds, locks and describes the data folder. Never creates one silently where a folder that was used before has vanished:
// an unplugged disk must not look like an empty ledger. One program per folder, by a lock file that outlives no process.

import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

import { AppError } from '../../shared/errors/app-error.js';

import { folderFailure, lockFolder, type FolderLock } from './folder-lock.js';
import { realPath } from './real-path.js';
import { writeSmallFile } from './small-file.js';

export const STORE_FILE = 'ledger.sqlite';
const MEMORY_FILE = 'data-folders.json';
const REMEMBERED = 20;
/** Bytes of UTF-8 that SQLite takes for a path on other systems than Windows: 512 with the -journal behind it. */
const LONGEST_PATH = 504;

export interface DataFolderOptions {
  /** From the command line; wins over IP_LEDGER_DATA, which wins over the default. */
  argument?: string | undefined;
  /** Electron's userData; other hosts leave it out and get the same place by the rules of the system. */
  userData?: string | undefined;
  /** False: refuse a folder without data (batch commands other than setup). */
  mayCreate: boolean;
  /** True: ask for it by name, so a remembered folder that vanished is created again (batch setup). */
  isExplicitNew?: boolean;
  env?: NodeJS.ProcessEnv;
}

export interface DataFolder {
  path: string;
  /** Chinese sentence about a risky place, '' = none. */
  warning: string;
  release(): void;
}

export function openDataFolder(options: DataFolderOptions): DataFolder {
  const env = options.env ?? process.env;
  const path = findDataFolder(options, env);
  if (process.platform !== 'win32' && Buffer.byteLength(join(path, STORE_FILE)) > LONGEST_PATH)
    throw new AppError('store.path-too-long', { path });
  const memory = join(settingsFolder(env), MEMORY_FILE);
  if (!hasData(path)) {
    const isRemembered = readMemory(memory).includes(path) && options.isExplicitNew !== true;
    if (isRemembered) throw new AppError('store.missing', { path }, { detail: 'used before, now empty or gone' });
    if (!options.mayCreate) throw new AppError('data.not-set-up', {}, { detail: `no data in ${path}` });
  }
  try {
    // A new one is its owner's alone, where the system has such rights; one that is there keeps those that it was given.
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw folderFailure(path, error);
  }
  const lock: FolderLock = lockFolder(path);
  remember(memory, path);
  return {
    path,
    // Also where a link or a drive letter stands for it: the real path names the server.
    warning: describeRisk(path) || describeRisk(realPath(path)),
    release: () => {
      remember(memory, path);
      lock.release();
    },
  };
}

export function findDataFolder(options: Pick<DataFolderOptions, 'argument' | 'userData'>, env = process.env): string {
  const named = options.argument ?? env['IP_LEDGER_DATA'];
  if (named !== undefined && named !== '') return resolve(named);
  if (options.userData !== undefined) return join(options.userData, 'data');
  return join(settingsFolder(env), 'data');
}

/** The folder Electron calls userData, found without Electron, so that all hosts share one default. */
function settingsFolder(env = process.env): string {
  const own = env['IP_LEDGER_SETTINGS'];
  if (own !== undefined && own !== '') return resolve(own);
  if (process.platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'ip-ledger');
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'ip-ledger');
}

/** A store, or backups from which the core can offer to restore one. */
function hasData(path: string): boolean {
  if (existsSync(join(path, STORE_FILE))) return true;
  const backups = join(path, 'backups');
  try {
    return existsSync(backups) && readdirSync(backups).length > 0;
  } catch {
    // A file in its place, or no right to look: not empty. The core says what is wrong when it opens.
    return true;
  }
}

/**
 * Remembers a folder once it holds data: one that was opened and closed empty may vanish unnoticed. Losing the memory
 * costs a warning later, never data, so a failure here must not keep the program from starting or ending.
 */
function remember(memory: string, path: string): void {
  try {
    const known = readMemory(memory);
    if (known[0] === path || !hasData(path)) return;
    const folders = [path, ...known.filter((one) => one !== path)].slice(0, REMEMBERED);
    writeSmallFile(memory, JSON.stringify({ version: 1, folders }));
  } catch {
    process.emitWarning('the list of data folders could not be written');
  }
}

function readMemory(file: string): string[] {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const folders =
      typeof content === 'object' && content !== null && 'folders' in content ? content.folders : undefined;
    return Array.isArray(folders) ? folders.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

const NETWORK_FILE_SYSTEMS = /^(nfs4?|cifs|smb3?|smbfs|fuse\.sshfs|davfs|fuse\.davfs2|9p|afs|ncpfs)$/;
const NETWORK_WARNING =
  '数据文件夹在网络位置上。网络中断可能损坏数据，多台电脑也不能同时使用；请把数据文件夹放在本机磁盘。';
const SYNC_WARNING = '数据文件夹在同步盘中。同步程序可能在使用时替换数据文件；请把数据文件夹放在本机普通文件夹。';

export function describeRisk(path: string, mounts: string = readMounts()): string {
  if (path.startsWith('\\\\') || path.startsWith('//')) return NETWORK_WARNING;
  if (/[\\/](OneDrive|Dropbox|Nutstore|坚果云|百度云同步盘|BaiduSyncdisk|WPSDrive|WPS云盘)/i.test(path))
    return SYNC_WARNING;
  let best = { point: '', kind: '' };
  for (const line of mounts.split('\n')) {
    const [, rawPoint, kind] = line.split(' ');
    if (rawPoint === undefined || kind === undefined) continue;
    const point = rawPoint.replaceAll('\\040', ' ');
    const isAbove = path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`);
    if (isAbove && point.length >= best.point.length) best = { point, kind };
  }
  return NETWORK_FILE_SYSTEMS.test(best.kind) ? NETWORK_WARNING : '';
}

function readMounts(): string {
  try {
    return process.platform === 'linux' ? readFileSync('/proc/mounts', 'utf8') : '';
  } catch {
    return '';
  }
}
