// Undo of a change set: puts journaled rows back and takes appended rows out, or says what prevents it. An undo is itself a
// change set, so undoing it is the redo. Restores every table but the records to the exact prior content (rules.md 22).

import type Database from 'better-sqlite3';

import { AppError } from '../../../shared/errors/app-error.js';
import type { Topic } from '../../../shared/contract/envelope.js';
import { periodTitle } from '../../../shared/model/period.js';
import { undoneLabel } from '../../../shared/model/undo-steps.js';
import { fillPlaces, placesOf } from '../store/confirmation-store.js';
import { APPENDED, columnsOf, isAppendedTable, isEntryOf } from '../store/journal.js';
import { prepared } from '../store/prepared.js';
import type { Store } from '../store/store.js';
import { reproject } from '../store/value-store.js';
import { lockedPeriodOf } from '../store/period-lock.js';
import { write } from '../store/write.js';
import { ChangedLater } from './changed-later.js';
import { rowLeftBehind, type DefinitionChange } from './fields-in-use.js';
import { enterprisesOf, namedSince } from './named-since.js';

interface ChangeSetRow {
  id: number;
  label: string;
  topics: string;
  kind: string;
  undone_by: number | null;
  undoes: number | null;
}

type Row = Record<string, unknown>;

const IN_USE = '已有其他数据在使用它';
const LOST = '它所属的内容已被撤销';

const DEEP_EQUAL_KEYS = (a: Row, b: Row): boolean => Object.keys(a).every((key) => a[key] === b[key]);

/** Undoes one or more change sets, newest first, in one transaction. Throws AppError data.undo-conflict and changes nothing then. */
export function undoChangeSets(
  store: Store,
  ids: number[],
  options: { label: string; operator: string; batchId?: number },
): number {
  if (ids.length === 0) throw new AppError('data.not-found', { what: '这一步操作' });
  const rows = [...ids]
    .sort((a, b) => b - a)
    .map(
      (id) =>
        store.db.prepare('SELECT id, label, topics, kind, undone_by, undoes FROM change_set WHERE id = ?').get(id) as
          | ChangeSetRow
          | undefined,
    );
  if (rows.some((row) => row === undefined)) throw new AppError('data.not-found', { what: '这一步操作' });
  const sets = rows as ChangeSetRow[];
  const done = sets.find((set) => set.undone_by !== null);
  if (done) throw refused(done, done.kind === 'undo' ? '这一步已经重做过' : '这一步已经撤销过');
  for (const set of sets) if (isRedo(store, set)) throw refused(set, '这一步是重做，请直接撤销原来的操作');
  const topics = [...new Set([...sets.flatMap((set) => JSON.parse(set.topics) as Topic[]), 'history' as const])];
  try {
    return write(
      store,
      {
        kind: 'undo',
        label: options.label,
        operator: options.operator,
        topics,
        undoes: sets[0]!.id,
        ...(options.batchId === undefined ? {} : { importBatchId: options.batchId }),
      },
      (changeSetId) => {
        // A unit and its aliases may come back in either order; the check runs at COMMIT.
        store.db.pragma('defer_foreign_keys = ON');
        let touched = 0;
        for (const set of sets) {
          touched += takeOutAppended(store, set, changeSetId);
          putBackJournaled(store, set, ids);
          store.db.prepare('UPDATE change_set SET undone_by = ? WHERE id = ?').run(changeSetId, set.id);
          // Undoing an undo makes the original step live again.
          if (set.kind === 'undo')
            store.db.prepare('UPDATE change_set SET undone_by = NULL WHERE undone_by = ?').run(set.id);
        }
        return touched;
      },
    );
  } catch (cause) {
    if ((cause as { code?: unknown }).code !== 'SQLITE_CONSTRAINT_FOREIGNKEY') throw cause;
    throw refused(sets[0]!, IN_USE, { cause });
  }
}

/** A redo is the undo of an undo. It brings the original step back to life, and that one is what can be undone again. */
function isRedo(store: Store, set: ChangeSetRow): boolean {
  if (set.kind !== 'undo' || set.undoes === null) return false;
  const target = store.db.prepare('SELECT kind FROM change_set WHERE id = ?').get(set.undoes) as { kind: string };
  return target.kind === 'undo';
}

interface Key {
  period: number;
  indicatorId: number;
  basis: number;
  unitId: number;
}

function takeOutAppended(store: Store, set: ChangeSetRow, undoId: number): number {
  const { db } = store;
  const keys = db
    .prepare(
      'SELECT period, indicator_id AS indicatorId, basis, unit_id AS unitId FROM observation_revision WHERE change_set_id = ?',
    )
    .all(set.id) as Key[];
  const places = placesOf(store, set.id);
  for (const table of APPENDED) db.prepare(`DELETE FROM ${table} WHERE change_set_id = ?`).run(set.id);
  fillPlaces(store, undoId, places);
  reproject(store, keys);
  return keys.length;
}

/** `together`: the change sets that are taken back with this one. */
function putBackJournaled(store: Store, set: ChangeSetRow, together: readonly number[]): void {
  const { db } = store;
  // A redo is asked for by name and comes on top of whatever stands.
  const later = set.kind === 'undo' ? null : new ChangedLater(store, set.id, together);
  const entries = db
    .prepare(
      'SELECT id, table_name, before, after, first_id, last_id FROM journal WHERE change_set_id = ? ORDER BY id DESC',
    )
    .all(set.id) as {
    id: number;
    table_name: string;
    before: string | null;
    after: string | null;
    first_id: number | null;
    last_id: number | null;
  }[];
  const keys: Key[] = [];
  const definitions: DefinitionChange[] = [];
  const enterprises = enterprisesOf(store, set.id);
  const primaryKeys = new Map<string, string[]>();
  // A redo of a big import puts tens of thousands of rows back; preparing each statement anew took five times as long.
  const statements = new Map<string, Database.Statement>();
  const prepare = (sql: string): Database.Statement => {
    let statement = statements.get(sql);
    if (!statement) statements.set(sql, (statement = db.prepare(sql)));
    return statement;
  };
  for (const entry of entries) {
    if (entry.first_id !== null) {
      takeOutTogether(store, set, {
        id: entry.id,
        table: entry.table_name,
        first: entry.first_id,
        last: entry.last_id!,
        later,
      });
      continue;
    }
    // Written as it was: nothing to put back, and nothing that another step could lose.
    if (entry.before !== null && entry.before === entry.after) continue;
    const before = entry.before === null ? null : (JSON.parse(entry.before) as Row);
    const after = entry.after === null ? null : (JSON.parse(entry.after) as Row);
    // Appended rows that this very change set added and something took out are no longer ours to put back.
    if (isAppendedTable(entry.table_name) && set.kind !== 'undo') continue;
    let primary = primaryKeys.get(entry.table_name);
    if (!primary) {
      primary = columnsOf(db, entry.table_name)
        .filter((column) => column.pk > 0)
        .map((column) => column.name);
      primaryKeys.set(entry.table_name, primary);
    }
    const where = primary.map((name) => `"${name}" IS ?`).join(' AND ');
    const names = primary;
    const keyOf = (row: Row): unknown[] => names.map((name) => row[name]);
    const current = prepare(`SELECT * FROM ${entry.table_name} WHERE ${where}`).get(...keyOf((after ?? before)!)) as
      | Row
      | undefined;
    const changedBy = later?.labelOf(entry.table_name, names, keyOf((after ?? before)!)) ?? null;
    if (
      (after === null) !== (current === undefined) ||
      (after !== null && current !== undefined && !DEEP_EQUAL_KEYS(after, current))
    )
      throw changedSince(set, changedBy ?? laterChange(store, set.id, entry.table_name, names, (after ?? before)!));
    if (changedBy !== null) throw changedSince(set, changedBy);
    if (before === null) refuseTakingAlong(store, set, entry.table_name, [after!['id']]);
    try {
      putBack(prepare, entry.table_name, { where, keyOf, before, after });
    } catch (cause) {
      // A full or damaged disk is no conflict; write() says what it is.
      if (!String((cause as { code?: unknown }).code).startsWith('SQLITE_CONSTRAINT')) throw cause;
      if (lockedPeriodOf(cause) !== null) throw cause;
      throw refused(set, IN_USE, { cause, detail: entry.table_name });
    }
    const touched = before ?? after;
    if (entry.table_name === 'ledger_definition') definitions.push(definitionChange(after, before));
    if (touched !== null && entry.table_name === 'observation_revision')
      keys.push({
        period: touched['period'] as number,
        indicatorId: touched['indicator_id'] as number,
        basis: touched['basis'] as number,
        unitId: touched['unit_id'] as number,
      });
  }
  reproject(store, keys);
  for (const change of definitions) refuseLeavingBehind(store, set, change);
  const since = namedSince(store, set.id, enterprises);
  if (since !== null) throw conflict(set, '之后又按这样改动的企业名称或代码登记过记录', since);
}

function definitionChange(from: Row | null, to: Row | null): DefinitionChange {
  const of = (row: Row | null): string | null => (row?.['definition'] ?? null) as string | null;
  return { ledger: (from ?? to)!['ledger'] as string, from: of(from), to: of(to) };
}

function refuseLeavingBehind(store: Store, set: ChangeSetRow, change: DefinitionChange): void {
  const row = rowLeftBehind(store, set.id, change);
  if (row !== null) throw conflict(set, IN_USE, laterChange(store, set.id, row.table, ['id'], { id: row.id }));
}

/** Takes out rows that were inserted together (store/journal.ts), where each is still what was inserted. */
function takeOutTogether(
  store: Store,
  set: ChangeSetRow,
  range: { id: number; table: string; first: number; last: number; later: ChangedLater | null },
): void {
  const { table, first, last } = range;
  const changedBy = range.later?.labelInRange(table, first, last) ?? null;
  if (changedBy !== null) throw changedSince(set, changedBy);
  // Only rows that were changed since can differ; the first change has what was inserted.
  const later = prepared(
    store,
    `SELECT json_extract(coalesce(after, before), '$.id') AS id, before FROM journal
     WHERE ${isEntryOf(table)}
       AND json_extract(coalesce(after, before), '$.id') BETWEEN ? AND ? AND id > ? ORDER BY journal.id`,
  ).all(first, last, range.id) as { id: number; before: string | null }[];
  const current = prepared(store, `SELECT * FROM ${table} WHERE id = ?`);
  const seen = new Set<number>();
  for (const { id, before } of later) {
    if (seen.has(id)) continue;
    seen.add(id);
    const inserted = JSON.parse(before!) as Row;
    const now = current.get(id) as Row | undefined;
    if (now === undefined || !DEEP_EQUAL_KEYS(inserted, now))
      throw changedSince(set, laterChange(store, set.id, table, ['id'], inserted));
  }
  refuseTakingAlong(store, set, table, [first, last]);
  let removed: number;
  try {
    removed = prepared(store, `DELETE FROM ${table} WHERE id BETWEEN ? AND ?`).run(first, last).changes;
  } catch (cause) {
    if (!String((cause as { code?: unknown }).code).startsWith('SQLITE_CONSTRAINT')) throw cause;
    throw refused(set, IN_USE, { cause, detail: table });
  }
  if (removed !== last - first + 1) throw new Error(`rows ${first} to ${last} of ${table}: ${removed} found`);
}

/**
 * Rows that go with another one (the tasks of a unit, the points typed into a scheme) and are still there when it is taken out were
 * added by a later step: undo goes backwards through its own. They would be lost without a word.
 */
function refuseTakingAlong(store: Store, set: ChangeSetRow, table: string, [first, last = first]: unknown[]): void {
  for (const { child, column, primary } of takenAlong(store.db, table)) {
    const row = prepared(store, `SELECT * FROM ${child} WHERE "${column}" BETWEEN ? AND ? LIMIT 1`).get(first, last) as
      | Row
      | undefined;
    if (row === undefined) continue;
    const later = laterChange(store, set.id, child, primary, row);
    throw conflict(set, IN_USE, later);
  }
}

interface TakenAlong {
  child: string;
  column: string;
  primary: string[];
}
const alongTables = new WeakMap<Database.Database, Map<string, TakenAlong[]>>();

/** Tables whose rows are removed with a row of `table`, by its id. */
function takenAlong(db: Database.Database, table: string): TakenAlong[] {
  let known = alongTables.get(db);
  if (known === undefined) {
    const keys = db
      .prepare(
        `SELECT f."table" AS parent, m.name AS child, f."from" AS "column"
         FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f.on_delete = 'CASCADE'`,
      )
      .all() as { parent: string; child: string; column: string }[];
    const named = keys.map(({ parent, child, column }) => {
      const primary = columnsOf(db, child).filter((one) => one.pk > 0);
      return { parent, along: { child, column, primary: primary.map((one) => one.name) } };
    });
    known = new Map(
      [...Map.groupBy(named, ({ parent }) => parent)].map(([parent, rows]) => [parent, rows.map(({ along }) => along)]),
    );
    alongTables.set(db, known);
  }
  return known.get(table) ?? [];
}

function changedSince(set: ChangeSetRow, by: string): AppError {
  return conflict(set, '之后又修改过同样的内容', by);
}

/** `by`: the step that stands in the way; '' where none is known. */
function conflict(set: ChangeSetRow, why: string, by: string): AppError {
  const named = by === '' ? '' : `（${by}）`;
  return refused(set, `${why}${named}，请先撤销后面的操作`);
}

/** To the officer, taking back 撤销：X is 重做 of X. A 重做 is named as it is: taking it back would be a 撤销. */
function refused(set: ChangeSetRow, what: string, options: { cause?: unknown; detail?: string } = {}): AppError {
  const label = undoneLabel(set);
  const step = set.kind === 'undo' && label !== set.label ? '重做' : '撤销';
  return new AppError('data.undo-conflict', { step, label, what }, options);
}

/** Name of the step that changed the same row afterwards, of a 撤销 only where there is no other; '' where none is found. */
function laterChange(store: Store, id: number, table: string, primary: readonly string[], row: Row): string {
  const same = primary.map((name) => `json_extract(coalesce(j.after, j.before), '$."${name}"') IS ?`).join(' AND ');
  const later = store.db
    .prepare(
      `SELECT c.label FROM journal j JOIN change_set c ON c.id = j.change_set_id
       WHERE j.table_name = ? AND j.change_set_id > ? AND c.undone_by IS NULL AND ${same} ORDER BY c.kind = 'undo', j.id DESC LIMIT 1`,
    )
    .get(table, id, ...primary.map((name) => row[name])) as { label: string } | undefined;
  return later?.label ?? '';
}

/**
 * What prevents undoing these change sets, or ''. Values, claims and targets can always be taken out; only rows that are edited
 * in place (remembered answers) can stand in the way, so only those are tried, in a transaction that is rolled back.
 * `withReferences`: also whether what a row that comes back refers to is still there, which takes a look at every row of its table.
 */
export function undoObstacle(store: Store, ids: readonly number[], options: { withReferences?: boolean } = {}): string {
  const { db } = store;
  const touched = db.prepare(
    `SELECT c.id, c.label, c.topics, c.kind, c.undone_by, c.undoes FROM change_set c WHERE c.id = ? AND EXISTS (
       SELECT 1 FROM journal j WHERE j.change_set_id = c.id AND j.table_name NOT IN (${APPENDED.map(() => '?').join(', ')}))`,
  );
  const sets = [...ids].sort((a, b) => b - a).flatMap((id) => (touched.get(id, ...APPENDED) as ChangeSetRow) ?? []);
  if (sets.length === 0) return '';
  const stop = new Error('rolled back');
  let lost = '';
  try {
    db.transaction(() => {
      db.pragma('defer_foreign_keys = ON');
      for (const set of sets) putBackJournaled(store, set, ids);
      if (options.withReferences === true && hasLostReference(store, sets)) lost = LOST;
      throw stop;
    })();
  } catch (error) {
    if (error instanceof AppError && error.code === 'data.undo-conflict') return String(error.params['what']);
    const locked = lockedPeriodOf(error);
    if (locked !== null) return `${periodTitle(locked, 'ytd')}已锁定`;
    if (error !== stop) throw error;
  }
  return lost;
}

/** The check that COMMIT makes of deferred references, on the tables that the sets touch. */
function hasLostReference(store: Store, sets: readonly ChangeSetRow[]): boolean {
  const tables = store.db
    .prepare('SELECT DISTINCT table_name FROM journal WHERE change_set_id IN (SELECT value FROM json_each(?))')
    .pluck()
    .all(JSON.stringify(sets.map(({ id }) => id))) as string[];
  return tables.some((table) => (store.db.pragma(`foreign_key_check(${table})`) as unknown[]).length > 0);
}

function putBack(
  prepare: (sql: string) => Database.Statement,
  table: string,
  row: { where: string; keyOf: (row: Row) => unknown[]; before: Row | null; after: Row | null },
): void {
  const { where, keyOf, before, after } = row;
  if (before === null) {
    prepare(`DELETE FROM ${table} WHERE ${where}`).run(...keyOf(after!));
    return;
  }
  const names = Object.keys(before);
  if (after === null) {
    prepare(
      `INSERT INTO ${table} (${names.map((n) => `"${n}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ).run(...names.map((name) => before[name]));
  } else {
    prepare(`UPDATE ${table} SET ${names.map((n) => `"${n}" = ?`).join(', ')} WHERE ${where}`).run(
      ...names.map((name) => before[name]),
      ...keyOf(after),
    );
  }
}
