// The open store: one writing connection in the core worker. Rooms beside this file hold the SQL of one subject each.

import type Database from 'better-sqlite3';

import type { Topic } from '../../../shared/contract/envelope.js';
import { installInitials } from './initials.js';
import { installJournal } from './journal.js';
import { installPeriodLocks } from './period-lock-store.js';

export interface Store {
  readonly db: Database.Database;
  /** Path of the data file, `:memory:` in tests. */
  readonly path: string;
  now(): string;
  /** Told after each commit. */
  changed(topics: Topic[]): void;
}

export function createStore(
  db: Database.Database,
  path: string,
  now: () => string,
  onChanged: (topics: Topic[]) => void,
): Store {
  installInitials(db);
  installJournal(db);
  installPeriodLocks(db);
  return { db, path, now, changed: onChanged };
}

/** Grows with every change set, undo included; part of no exported number, only of caches and stale checks. */
export function dataVersion(store: Store): number {
  return (store.db.prepare('SELECT coalesce(max(id), 0) AS v FROM change_set').get() as { v: number }).v;
}
