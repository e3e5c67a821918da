// Other programs that a figure is set beside. They are no part of the project: IP_LEDGER_BENCH_PEERS names a folder in which
// `npm install exceljs@4.4.0 @duckdb/node-api@1.5.6-r.1` was run. What is not there is said, not guessed.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Path of an installed peer, or null. */
export function peerPath(name: string): string | null {
  const folder = process.env['IP_LEDGER_BENCH_PEERS'];
  if (folder === undefined || folder === '') return null;
  try {
    return createRequire(join(resolve(folder), 'package.json')).resolve(name);
  } catch {
    return null;
  }
}

export async function loadPeer<T>(name: string): Promise<T | null> {
  const path = peerPath(name);
  if (path === null) return null;
  return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as T;
}

export const NOT_CHECKED = 'not checked, it is not installed here';

/** Whether the command line of SQLite is here (Debian: sqlite3). */
export function hasSqliteShell(): boolean {
  return spawnSync('sqlite3', ['--version'], { stdio: 'ignore' }).status === 0;
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
