// A text that stays the same exactly as long as nothing in the data file changes: what was made out of the store under a mark is
// still right while the mark is. It moves with every row that anything inserts, changes or deletes, stored in the end or rolled
// back, journaled or not (plans, views and notes are not); with another program's commits; and with the opening of a store, so that
// a restored backup, whose change sets count from lower numbers, never looks like what it replaced.

import { randomBytes } from 'node:crypto';

import { preparedValues } from './prepared.js';
import type { Store } from './store.js';

const OPENINGS = new WeakMap<Store, string>();

function openingOf(store: Store): string {
  let opening = OPENINGS.get(store);
  if (opening === undefined) OPENINGS.set(store, (opening = randomBytes(8).toString('hex')));
  return opening;
}

/**
 * Changes too often rather than too rarely: an entry of the log moves it as well. Null inside a transaction: rolling back moves
 * nothing, so that what was seen inside would pass for stored.
 */
export function storeMark(store: Store): string | null {
  if (store.db.inTransaction) return null;
  const ours = preparedValues(store, 'SELECT total_changes()').get() as number;
  const others = preparedValues(store, 'PRAGMA data_version').get() as number;
  return `${openingOf(store)}.${ours}.${others}`;
}
