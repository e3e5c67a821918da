// What one receiving has brought in, as the card above the list says it. Pure.

import type { ImportBatch } from '../../../shared/contract/calls/import.js';
import { ledgerCounts, type PlannedFile } from '../../../shared/import/plan.js';

export interface Received {
  batchId: number | null;
  /** Values and ledger rows together. */
  stored: number;
  /** Ledger rows among them. */
  rows: number;
  files: readonly PlannedFile[];
  isUndone: boolean;
}

/** What a receiving that ended half-way brought in: files that are received `now` and were not `before`. Null: none. */
export function receivedSince(
  before: readonly PlannedFile[],
  now: readonly PlannedFile[],
  newest: ImportBatch | undefined,
): Received | null {
  const old = new Set(before.filter((file) => file.status === 'imported').map((file) => file.index));
  const files = now.filter((file) => file.status === 'imported' && !old.has(file.index));
  if (files.length === 0) return null;
  const names = new Set(files.map((file) => file.file));
  // Another window may have received its own meanwhile.
  const isOurs = newest?.files.length === files.length && newest.files.every(({ file }) => names.has(file));
  const rows = files.reduce((sum, file) => {
    const counts = ledgerCounts(file);
    return sum + (counts ? counts.new + counts.changed : 0);
  }, 0);
  const values = files.reduce((sum, { cells }) => sum + cells.new + cells.changed, 0);
  const stored = isOurs ? newest.files.reduce((sum, file) => sum + file.stored, 0) : values + rows;
  return { batchId: isOurs ? newest.id : null, stored, rows, files, isUndone: false };
}
