// SQL of files that belong to a row of a ledger. Their bytes lie with the originals (attachment-store.ts).

import type { RowFile } from '../../../shared/contract/calls/ledger-grid.js';
import type { Ledger } from '../../../shared/ledgers/define.js';
import type { Store } from './store.js';

const SELECT = `SELECT f.id, f.name, o.size, f.at, f.operator FROM ledger_file f JOIN original_file o ON o.sha256 = f.sha256`;

/** Oldest first. */
export function filesOfRow(store: Store, ledger: Ledger, rowId: number): RowFile[] {
  return store.db
    .prepare(`${SELECT} WHERE f.ledger = ? AND f.row_id = ? ORDER BY f.id`)
    .all(ledger.id, rowId) as RowFile[];
}

/** How many files rows have; rows without any are absent. */
export function fileCounts(store: Store, ledger: Ledger, rowIds: readonly number[]): Map<number, number> {
  const rows = store.db
    .prepare(
      `SELECT row_id AS id, count(*) AS files FROM ledger_file
       WHERE ledger = ? AND row_id IN (SELECT value FROM json_each(?)) GROUP BY row_id`,
    )
    .all(ledger.id, JSON.stringify(rowIds)) as { id: number; files: number }[];
  return new Map(rows.map(({ id, files }) => [id, files]));
}

/** Call inside write(). The same bytes a second time stay one file, under the newer name. */
export function addRowFile(
  store: Store,
  ledger: Ledger,
  rowId: number,
  file: { name: string; sha256: string; operator: string },
): number {
  return store.db
    .prepare(
      `INSERT INTO ledger_file (ledger, row_id, name, sha256, at, operator) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (ledger, row_id, sha256) DO UPDATE SET name = excluded.name RETURNING id`,
    )
    .pluck()
    .get(ledger.id, rowId, file.name, file.sha256, store.now(), file.operator) as number;
}

/** Call inside write(). */
export function removeRowFile(store: Store, id: number): void {
  store.db.prepare('DELETE FROM ledger_file WHERE id = ?').run(id);
}

/** Hash of a file that a row really has; null otherwise. */
export function hashOfRowFile(store: Store, ledger: Ledger, rowId: number, fileId: number): string | null {
  const hash = store.db
    .prepare('SELECT sha256 FROM ledger_file WHERE id = ? AND ledger = ? AND row_id = ?')
    .pluck()
    .get(fileId, ledger.id, rowId) as string | undefined;
  return hash ?? null;
}
