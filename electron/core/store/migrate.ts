// Brings a data file to the schema of this program: newer files are refused, older ones are backed up, the copy is opened and
// verified, then all steps run in one transaction. A failure leaves the old file as it was.
// Not here: what a migration does (migrations/), restoring (core/backup).

import type Database from 'better-sqlite3';

import { AppError } from '../../../shared/errors/app-error.js';
import { MIGRATIONS } from './migrations/index.js';
import { committed } from './still-there.js';

export interface Migration {
  version: number;
  name: string;
  up(db: Database.Database): void;
}

export function schemaVersion(db: Database.Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

export const LATEST_VERSION = MIGRATIONS.at(-1)!.version;

/**
 * Migrates to `target` (default: latest). `backUp` runs before the first step of a file that holds data and must throw when
 * its copy cannot be verified. Throws AppError store.newer-version, store.migrate-failed.
 */
export async function migrate(
  db: Database.Database,
  backUp: (fromVersion: number) => Promise<void>,
  options: { target?: number; migrations?: readonly Migration[]; onStep?: (done: number, total: number) => void } = {},
): Promise<void> {
  const migrations = options.migrations ?? MIGRATIONS;
  const target = options.target ?? migrations.at(-1)!.version;
  const from = schemaVersion(db);
  if (from > target) throw new AppError('store.newer-version', { found: from, supported: target });
  const steps = migrations.filter((m) => m.version > from && m.version <= target);
  if (steps.length === 0) return;
  if (from > 0) await backUp(from);
  // foreign_keys has no effect inside a transaction, and a table rebuild with it on empties child tables.
  db.pragma('foreign_keys = OFF');
  try {
    committed(db, () => {
      steps.forEach((step, index) => {
        options.onStep?.(index, steps.length);
        step.up(db);
      });
      const broken = db.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0) throw new Error(`foreign_key_check: ${broken.length} rows`);
      db.pragma(`user_version = ${target}`);
    });
  } catch (cause) {
    throw new AppError('store.migrate-failed', {}, { detail: `from ${from} to ${target}: ${String(cause)}`, cause });
  } finally {
    db.pragma('foreign_keys = ON');
  }
}
