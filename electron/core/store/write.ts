// The only door to a write transaction: opens it, names the change set, journals rows, and tells what changed after commit.
// Synchronous all the way; better-sqlite3 refuses a promise inside, and that is good.

import type { Topic } from '../../../shared/contract/envelope.js';
import { translateSqliteError } from './open.js';
import { prepared } from './prepared.js';
import { refuseOverwriting } from './seen-rows.js';
import { committed } from './still-there.js';
import type { Store } from './store.js';

export interface ChangeLabel {
  /** import, undo, manual, settings, units … */
  kind: string;
  /** Chinese, for the undo button and the activity log. */
  label: string;
  operator: string;
  topics: Topic[];
  importBatchId?: number;
  undoes?: number;
  /** Activity log detail; the label when absent. */
  detail?: string;
}

interface Group {
  /** What its change sets touch. */
  topics: Set<Topic>;
  isWhole: boolean;
  hasFailed: boolean;
}

/** Stores inside together(). */
const GROUPS = new WeakMap<Store, Group>();

/**
 * Several change sets in one synced transaction: each write() inside is complete or absent by itself (a savepoint), and all of
 * them are stored when this returns. For work that is acknowledged only as a whole; the disk is waited for once.
 * `isWhole`: nothing at all stays where one of them fails. Without a savepoint for each, which keeps a copy of every page that
 * it touches, inserting takes a fifth less.
 */
export function together<T>(store: Store, fn: () => T, options: { isWhole?: boolean } = {}): T {
  const group: Group = { topics: new Set(), isWhole: options.isWhole === true, hasFailed: false };
  GROUPS.set(store, group);
  const { topics } = group;
  let result: T;
  try {
    result = committed(store.db, () => {
      const done = fn();
      if (group.isWhole && group.hasFailed) throw new Error('one of a whole failed');
      return done;
    });
  } catch (error) {
    throw translateSqliteError(error, store.path);
  } finally {
    GROUPS.delete(store);
  }
  if (topics.size > 0) store.changed([...topics]);
  return result;
}

/** Runs `fn` in one IMMEDIATE transaction as one change set. Returns its result; nothing is stored when it throws. */
export function write<T>(store: Store, change: ChangeLabel, fn: (changeSetId: number) => T): T {
  const { db } = store;
  // Inside another write the outer change set would lose its journal from here on.
  const group = GROUPS.get(store);
  if (db.inTransaction && !group) throw new Error(`write “${change.label}” inside another transaction`);
  let changeSetId = 0;
  const run = (): T => {
    const at = store.now();
    changeSetId = Number(
      prepared(
        store,
        `INSERT INTO change_set (at, operator, kind, label, topics, import_batch_id, undoes) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        at,
        change.operator,
        change.kind,
        change.label,
        JSON.stringify(change.topics),
        change.importBatchId ?? null,
        change.undoes ?? null,
      ).lastInsertRowid,
    );
    prepared(store, 'DELETE FROM temp.current_change').run();
    prepared(store, 'INSERT INTO temp.current_change (id) VALUES (?)').run(changeSetId);
    const value = fn(changeSetId);
    prepared(store, 'DELETE FROM temp.current_change').run();
    prepared(store, 'INSERT INTO activity_log (at, operator, action, detail) VALUES (?, ?, ?, ?)').run(
      at,
      change.operator,
      change.label,
      change.detail ?? '',
    );
    refuseOverwriting(store, changeSetId);
    return value;
  };
  let result: T;
  try {
    if (group?.isWhole) result = run();
    else result = group ? db.transaction(run)() : committed(db, run);
  } catch (error) {
    if (group) group.hasFailed = true;
    throw translateSqliteError(error, store.path);
  }
  if (group) for (const topic of change.topics) group.topics.add(topic);
  else store.changed(change.topics);
  return result;
}

/** A transaction for records that are not data (plans, log): no change set, no undo. */
export function writeRecord<T>(store: Store, fn: () => T): T {
  try {
    return committed(store.db, fn);
  } catch (error) {
    throw translateSqliteError(error, store.path);
  }
}

/** Runs `work` inside a transaction of which nothing stays: what would follow from a change that is not made yet. */
export function rolledBack<T>(store: Store, work: () => T): T {
  const stop = new Error('rolled back');
  let result: T | undefined;
  try {
    store.db.transaction(() => {
      // Change sets and import records that rows name need not exist: the check would run at COMMIT, which never comes.
      store.db.pragma('defer_foreign_keys = ON');
      result = work();
      throw stop;
    })();
  } catch (error) {
    if (error !== stop) throw translateSqliteError(error, store.path);
  }
  return result!;
}
