// Rows that steps which still stand changed after another one. Taking that one back would take their changes along, without a word
// where a row has meanwhile come back to what it was. After: in the order in which the steps were done, a redo included.

import type { Store } from '../store/store.js';

export class ChangedLater {
  readonly #store: Store;
  readonly #steps: string;
  readonly #byTable = new Map<string, Map<string, string>>();

  /** After change set `id`; those of `together` are taken back with it. */
  constructor(store: Store, id: number, together: readonly number[]) {
    this.#store = store;
    this.#steps = JSON.stringify(laterSteps(store, id, together));
  }

  /** Label of the step that changed the row with these keys (columns `primary`); null where none did. */
  labelOf(table: string, primary: readonly string[], keys: readonly unknown[]): string | null {
    if (this.#steps === '[]') return null;
    return this.#rowsOf(table, primary).get(JSON.stringify(keys)) ?? null;
  }

  /** The same for rows with ids in a range. */
  labelInRange(table: string, first: number, last: number): string | null {
    if (this.#steps === '[]') return null;
    for (const [key, label] of this.#rowsOf(table, ['id'])) {
      const [id] = JSON.parse(key) as [number];
      if (id >= first && id <= last) return label;
    }
    return null;
  }

  #rowsOf(table: string, primary: readonly string[]): Map<string, string> {
    let rows = this.#byTable.get(table);
    if (rows === undefined) {
      const keys = primary.map((name) => `json_extract(coalesce(j.after, j.before), '$."${name}"')`).join(', ');
      // The unary plus: only few change sets are later, and their entries are found by change set.
      const found = this.#store.db
        .prepare(
          `SELECT c.label, json_array(${keys}) AS key FROM json_each(?) s JOIN change_set c ON c.id = s.value
           JOIN journal j ON j.change_set_id = c.id
           WHERE +j.table_name = ? AND j.first_id IS NULL AND j.before IS NOT j.after ORDER BY j.id`,
        )
        .all(this.#steps, table) as { label: string; key: string }[];
      this.#byTable.set(table, (rows = new Map(found.map(({ key, label }) => [key, label]))));
    }
    return rows;
  }
}

/** Redone since `id`: which step, and the import that it belongs to, as its files are redone together under one of them. */
const REDONE = `SELECT u.undoes AS step, u.import_batch_id AS batch, r.id AS redo FROM change_set r JOIN change_set u ON u.id = r.undoes
  WHERE r.id > ? AND r.kind = 'undo' AND u.kind = 'undo'`;

/** Steps that stand and were done after `id`, without those of `together`. */
function laterSteps(store: Store, id: number, together: readonly number[]): number[] {
  const since = store.db
    .prepare(
      `SELECT max(c.id, coalesce((SELECT max(redo) FROM (${REDONE}) x WHERE x.step = c.id OR x.batch = c.import_batch_id), 0))
       FROM change_set c WHERE c.id = ?`,
    )
    .pluck()
    .get(id, id) as number;
  return store.db
    .prepare(
      `WITH redone AS MATERIALIZED (${REDONE})
       SELECT c.id FROM change_set c WHERE c.undone_by IS NULL AND c.kind NOT IN ('undo', 'setup')
         AND c.id NOT IN (SELECT value FROM json_each(?))
         AND (c.id > ? OR EXISTS (SELECT 1 FROM redone x WHERE x.step = c.id OR x.batch = c.import_batch_id))`,
    )
    .pluck()
    .all(since, JSON.stringify(together), since) as number[];
}
