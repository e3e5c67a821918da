// The store of a program that a test kills: a file, and a small limit of the WAL, so that some kills fall into a checkpoint.

import { migrate } from '../../electron/core/store/migrate.js';
import { openDatabase } from '../../electron/core/store/open.js';
import { syncCatalogue } from '../../electron/core/store/indicator-store.js';
import { createStore, type Store } from '../../electron/core/store/store.js';

export async function openCrashStore(path: string): Promise<Store> {
  const db = openDatabase(path);
  await migrate(db, () => Promise.resolve());
  db.pragma('wal_autocheckpoint = 20');
  const store = createStore(
    db,
    path,
    () => new Date().toISOString(),
    () => undefined,
  );
  syncCatalogue(store);
  return store;
}
