// Whether the data file is still where it was opened. A folder that is removed or moved while the program runs keeps open files
// alive: what is written then is said to be stored and found by nobody (reliability.md 20). Windows refuses to remove open files.

import { statSync } from 'node:fs';

import type Database from 'better-sqlite3';

import { AppError } from '../../../shared/errors/app-error.js';

const IDENTITY = new WeakMap<Database.Database, string>();

/** Null where nothing is there. */
function identityOf(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (found === undefined) return null;
  // Numbers of files are not to be relied on there, least of all on network drives.
  return process.platform === 'win32' ? 'there' : `${found.dev}.${found.ino}`;
}

/** Call after opening a file for writing. */
export function rememberIdentity(db: Database.Database, path: string): void {
  const identity = path === ':memory:' ? null : identityOf(path);
  if (identity !== null) IDENTITY.set(db, identity);
}

/** Throws AppError store.unreachable; call before what was written is committed, or copied as the officer's data. */
export function refuseGone(db: Database.Database): void {
  const opened = IDENTITY.get(db);
  if (opened === undefined) return;
  const now = identityOf(db.name);
  if (now !== opened)
    throw new AppError('store.unreachable', { path: db.name }, { detail: now === null ? 'no file' : 'another file' });
}
