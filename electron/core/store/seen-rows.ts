// Two windows on the same data: what was typed over an older state must not silently take back what another window has stored since.
// A call may say which version of the data its page showed (`seen`); a step of that call is refused where it changes what another step
// has changed since. Rows are compared column by column by the journal: two forms that change different things of a row agree.

import { AppError } from '../../../shared/errors/app-error.js';
import { columnsOf } from './journal.js';
import type { Store } from './store.js';

type Row = Record<string, unknown>;

/** Stores inside withSeen(), with the version that the page showed. */
const SEEN = new WeakMap<Store, number>();

/** Runs the synchronous part of a call whose page showed the data of `version`; undefined: it does not say. */
export function withSeen<T>(store: Store, version: number | undefined, call: () => T): T {
  if (version === undefined) return call();
  SEEN.set(store, version);
  try {
    return call();
  } finally {
    SEEN.delete(store);
  }
}

/** Say when and by whom, not what: they differ with every step. */
const BOOKKEEPING: ReadonlySet<string> = new Set(['at', 'operator']);

/** Appended tables of which the newest row of a key is what holds, with the columns of that key. */
const NEWEST_HOLDS: Readonly<Record<string, readonly string[]>> = {
  observation_revision: ['period', 'indicator_id', 'basis', 'unit_id'],
  issued_value: ['period', 'indicator_id', 'basis', 'unit_id'],
  target: ['year', 'indicator_id', 'unit_id'],
  own_target: ['year', 'indicator_id', 'level'],
};

/** Throws AppError data.changed-since. Call inside the transaction of change set `id`, when all of it is written. */
export function refuseOverwriting(store: Store, id: number): void {
  const seen = SEEN.get(store);
  if (seen === undefined) return;
  // A restored backup counts from a lower number.
  if (seen >= id) throw new AppError('data.changed-since', { step: '恢复备份' });
  const later = seen === id - 1 ? null : (overwrittenRow(store, id, seen) ?? overwrittenValue(store, id, seen));
  if (later !== null) {
    const step = store.db.prepare('SELECT label FROM change_set WHERE id = ?').pluck().get(later) as string;
    throw new AppError('data.changed-since', { step });
  }
  // What the call writes after this step may change it.
  SEEN.set(store, id);
}

interface Entry {
  change_set_id: number;
  table_name: string;
  before: string | null;
  after: string | null;
}

/** Change set that changed a journaled row after `seen` in what change set `id` changes again; null where none did. */
function overwrittenRow(store: Store, id: number, seen: number): number | null {
  const entries = store.db
    .prepare(
      `SELECT change_set_id, table_name, before, after FROM journal
       WHERE change_set_id > ? AND change_set_id <= ? AND first_id IS NULL AND table_name IN
         (SELECT table_name FROM journal WHERE change_set_id = ? AND first_id IS NULL) ORDER BY id`,
    )
    .all(seen, id, id) as Entry[];
  const keys = new Map<string, readonly string[]>();
  /** How a row was when the page looked, before this step, and after it; and the last step in between. */
  const rows = new Map<string, { seen: Row | null; before: Row | null; after: Row | null; by: number | null }>();
  for (const { change_set_id: by, table_name: table, before, after } of entries) {
    let key = keys.get(table);
    if (key === undefined) {
      key = columnsOf(store.db, table).flatMap(({ name, pk }) => (pk > 0 ? [name] : []));
      keys.set(table, key);
    }
    const [was, is] = [rowOf(before), rowOf(after)];
    const of = JSON.stringify([table, ...key.map((name) => (is ?? was)![name])]);
    const row = rows.get(of) ?? { seen: was, before: was, after: was, by: null };
    rows.set(of, by === id ? { ...row, after: is } : { ...row, before: is, after: is, by });
  }
  for (const row of rows.values())
    if (row.by !== null && hasBothChanged(row.seen, row.before, row.after)) return row.by;
  return null;
}

function rowOf(json: string | null): Row | null {
  return json === null ? null : (JSON.parse(json) as Row);
}

/** Others made `before` of what the page showed, and this step makes `after` of it: in the same column, or of the whole row. */
function hasBothChanged(seen: Row | null, before: Row | null, after: Row | null): boolean {
  const columns = Object.keys(seen ?? before ?? after ?? {}).filter((name) => !BOOKKEEPING.has(name));
  const differ = (a: Row | null, b: Row | null, names: readonly string[]): boolean =>
    (a === null) !== (b === null) || (a !== null && b !== null && names.some((name) => a[name] !== b[name]));
  if (seen === null || before === null || after === null)
    return differ(seen, before, columns) && differ(before, after, columns);
  return columns.some((name) => differ(seen, before, [name]) && differ(before, after, [name]));
}

/**
 * The same for values, of which each change is a row of its own, and each one taken back an entry of the journal, each one redone as it was
 * first stored.
 */
function overwrittenValue(store: Store, id: number, seen: number): number | null {
  for (const [table, key] of Object.entries(NEWEST_HOLDS)) {
    const sameRow = key.map((name) => `other."${name}" = own."${name}"`).join(' AND ');
    const sameEntry = key.map((name) => `own."${name}" = json_extract(j.before, '$."${name}"')`).join(' AND ');
    // CROSS JOIN and + : an entry finds its value by the key; all entries for each of a thousand values would take seconds.
    const later = store.db
      .prepare(
        `SELECT other.change_set_id FROM ${table} own JOIN ${table} other ON ${sameRow}
         WHERE own.change_set_id = @id AND other.change_set_id < @id AND (other.change_set_id > @seen OR other.change_set_id IN
           (SELECT undone.undoes FROM change_set redo JOIN change_set undone ON undone.id = redo.undoes
            WHERE redo.id > @seen AND redo.id < @id))
         UNION ALL
         SELECT j.change_set_id FROM journal j CROSS JOIN ${table} own ON ${sameEntry}
         WHERE +own.change_set_id = @id AND j.change_set_id > @seen AND j.change_set_id < @id AND +j.table_name = '${table}'
         LIMIT 1`,
      )
      .pluck()
      .get({ id, seen }) as number | undefined;
    if (later !== undefined) return later;
  }
  return null;
}
