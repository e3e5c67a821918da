// Confirmations: an import gave exactly the value that another one had stored, so nothing new was stored for it (or a city table
// gave another one than the unit's own report, which outweighs it). When that other import is undone, the oldest confirmation takes its
// place (its row, with the freed number), so that what stays is what the remaining imports would have given alone. Undoing the undo takes
// it out again: the insert is journaled under the undo.

import type Database from 'better-sqlite3';

import { BASES, periodToInt } from '../../../shared/model/period.js';
import { ORIGINS, VALUE_STATES } from '../../../shared/model/observation.js';
import {
  addBlocks,
  ConfirmedElsewhere,
  KEY_COLUMNS,
  keyOf,
  takeFromBlock,
  type BlockRow,
  type ConfirmedRow as Row,
  type ConfirmedTable,
} from './confirmation-block.js';
import { journalInsert } from './journal.js';
import type { Store } from './store.js';
import type { RevisionInput } from './value-store.js';

export interface Confirmation {
  table: ConfirmedTable;
  row: Row;
  /** File whose submission a revision would belong to, once it takes a place. */
  importFileId?: number;
}

/** A revision as its row without number. */
export function confirmedRevision(changeSetId: number, input: RevisionInput): Confirmation {
  return {
    table: 'observation_revision',
    row: {
      period: periodToInt(input.period),
      indicator_id: input.indicatorId,
      basis: BASES.indexOf(input.basis),
      unit_id: input.unitId,
      state: VALUE_STATES.indexOf(input.state),
      value: input.value,
      origin: ORIGINS.indexOf(input.origin),
      change_set_id: changeSetId,
      submission_id: input.submissionId,
      sheet: input.sheet,
      cell: input.cell,
      text: input.text,
      source_measure: input.sourceMeasure,
      reason: input.reason,
    },
  };
}

/** Keeps what an import confirms; call inside write(), once. */
export function addConfirmations(store: Store, changeSetId: number, list: readonly Confirmation[]): void {
  const tables = new Map<ConfirmedTable, Row[]>();
  for (const { table, row, importFileId } of list) {
    const kept = importFileId === undefined ? row : { ...row, [FILE]: importFileId };
    const known = tables.get(table);
    if (known) known.push(kept);
    else tables.set(table, [kept]);
  }
  for (const [table, rows] of tables) addBlocks(store, changeSetId, table, rows);
}

/** In the kept row: the import file, from which the submission is found or made only when it is needed. */
const FILE = 'import_file_of_revision';

/** A row that an undo takes out of the middle of a chain, or of a key that others confirmed. */
interface Place {
  table: ConfirmedTable;
  row: Row;
  packed: ConfirmedElsewhere;
}

/** Rows that an undo of `changeSetId` takes out of the middle of a chain: call before they go, and `fillPlaces` after. */
export function placesOf(store: Store, changeSetId: number): Place[] {
  return (Object.keys(KEY_COLUMNS) as ConfirmedTable[]).flatMap((table) => {
    const columns = KEY_COLUMNS[table];
    const packed = new ConfirmedElsewhere(store, table, changeSetId);
    const isPlace = `(
           EXISTS (SELECT 1 FROM ${table} x WHERE ${columns.map((c) => `x."${c}" = r."${c}"`).join(' AND ')} AND x.no > r.no)
           OR EXISTS (SELECT 1 FROM confirmation k WHERE k.table_name = ? AND k.key = ${columns.map((c) => `r."${c}"`).join(" || '|' || ")}))`;
    // Most undone rows are the newest of their key and confirmed by nobody: those need no mending and are not even read.
    const sql = packed.isEmpty
      ? `SELECT r.* FROM ${table} r WHERE ${isPlace} AND r.change_set_id = ?`
      : `SELECT r.*, ${isPlace} AS is_place FROM ${table} r WHERE r.change_set_id = ?`;
    const rows = store.db.prepare(sql).all(table, changeSetId) as Row[];
    return rows
      .filter((row) => packed.isEmpty || row['is_place'] === 1 || packed.has(keyOf(table, row)))
      .map((row) => ({ table, row, packed }));
  });
}

/**
 * Mends the chains after an undo, as if the undone import had never been: of what others gave in that place, the value that would
 * have been stored takes it; where the row after now only repeats the one before it, that row becomes a confirmation.
 * `undoId` is the change set that does it.
 */
export function fillPlaces(store: Store, undoId: number, places: readonly Place[]): void {
  const { db } = store;
  // An import of years has a hundred thousand places: each statement is prepared once.
  const within = db.prepare(
    `SELECT id, change_set_id AS changeSetId, row FROM confirmation
     WHERE table_name = ? AND key = ? AND change_set_id > ? AND change_set_id < ? ORDER BY change_set_id, id`,
  );
  const remove = db.prepare('DELETE FROM confirmation WHERE id = ?');
  const formOf = formReader(store);
  const neighbours = new Map<ConfirmedTable, ReturnType<typeof neighbourReader>>();
  for (const { table, row, packed } of places) {
    let read = neighbours.get(table);
    if (!read) neighbours.set(table, (read = neighbourReader(store, table)));
    const after = read('after', row);
    const before = read('before', row);
    const key = keyOf(table, row);
    // What was given after the row before and before the row after; later confirmations belong to that later change.
    const from = Number(before?.['change_set_id'] ?? 0);
    const until = Number(after?.['change_set_id'] ?? Number.MAX_SAFE_INTEGER);
    const single = (within.all(table, key, from, until) as SingleRow[]).map(
      ({ id, changeSetId, row: json }): Given => ({ id, changeSetId, row: JSON.parse(json) as Row }),
    );
    // Of one import, what it packed was there first: single rows beside that are what an undo made of its values.
    const given = [...packed.between(key, from, until), ...single].sort((a, b) => a.changeSetId - b.changeSetId);
    const found = successorOf(before, given, formOf);
    if (found) {
      takePlace(store, undoId, table, found.row, row['no'] ?? 1);
      if ('id' in found) remove.run(found.id);
      else {
        takeFromBlock(store, undoId, found);
        packed.forget(key, found);
      }
    }
    const now = found?.row ?? before;
    if (now && after && isSameValue(now, after)) stepBack(store, undoId, table, after);
  }
}

/** A confirmation that stands alone, as the store has it. */
interface SingleRow {
  id: number;
  changeSetId: number;
  row: string;
}

/** What was given in a place: alone or as a row of an entry. */
type Given = { id: number; changeSetId: number; row: Row } | BlockRow;

/** The last value that would have been stored, had the undone import never been; null where the row before simply stands. */
function successorOf(
  before: Row | undefined,
  given: readonly Given[],
  formOf: (row: Row) => string | null,
): Given | null {
  let current = before;
  let found: Given | null = null;
  for (const one of given) {
    if (current && isSameValue(current, one.row)) continue;
    // A city table never overrides a unit's own submission (rules.md 15).
    if (current && formOf(current) === 'unit-report' && formOf(one.row) === 'unit-table') continue;
    current = one.row;
    found = one;
  }
  return found;
}

/** Asks for the form of the file behind a row or a kept row. */
function formReader(store: Store): (row: Row) => string | null {
  const ofFile = store.db.prepare('SELECT form FROM import_file WHERE id = ?');
  const ofSubmission = store.db.prepare(
    'SELECT f.form FROM submission s JOIN import_file f ON f.id = s.import_file_id WHERE s.id = ?',
  );
  return (row) => {
    const found =
      typeof row[FILE] === 'number' ? ofFile.get(row[FILE]) : ofSubmission.get(row['submission_id'] ?? null);
    return (found as { form: string } | undefined)?.form ?? null;
  };
}

/** Reads the rows of the same key before and after the place of a row. */
function neighbourReader(store: Store, table: ConfirmedTable): (side: 'before' | 'after', row: Row) => Row | undefined {
  const columns = KEY_COLUMNS[table];
  const where = columns.map((column) => `"${column}" = ?`).join(' AND ');
  const prepare = (rest: string): Database.Statement =>
    store.db.prepare(`SELECT * FROM ${table} WHERE ${where} AND ${rest} LIMIT 1`);
  const statements = { before: prepare('no < ? ORDER BY no DESC'), after: prepare('no > ? ORDER BY no') };
  return (side, row) => statements[side].get(...columns.map((column) => row[column]), row['no']) as Row | undefined;
}

/** Targets, benchmarks and issued values have no state. */
function isSameValue(a: Row, b: Row): boolean {
  return a['value'] === b['value'] && a['state'] === b['state'];
}

function takePlace(store: Store, undoId: number, table: ConfirmedTable, kept: Row, no: string | number): void {
  const successor: Row = { ...kept, no };
  if (typeof successor[FILE] === 'number')
    successor['submission_id'] = submissionOf(store, successor[FILE], successor['unit_id'], successor['period']);
  delete successor[FILE];
  const names = Object.keys(successor);
  store.db
    .prepare(
      `INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    )
    .run(...names.map((name) => successor[name]));
  const columns = [...KEY_COLUMNS[table], 'no'];
  journalInsert(store.db, undoId, table, {
    sql: columns.map((column) => `"${column}" IS ?`).join(' AND '),
    values: columns.map((column) => successor[column]),
  });
}

/** A row that now repeats the one before it becomes a confirmation of it. A typed value stays: somebody meant it. */
function stepBack(store: Store, undoId: number, table: ConfirmedTable, row: Row): void {
  const { id: _id, no, ...kept } = row;
  if (kept[table === 'observation_revision' ? 'submission_id' : 'import_file_id'] === null) return;
  const columns = [...KEY_COLUMNS[table], 'no'];
  store.db
    .prepare(`DELETE FROM ${table} WHERE ${columns.map((column) => `"${column}" IS ?`).join(' AND ')}`)
    .run(...columns.map((column) => (column === 'no' ? no : row[column])));
  const added = store.db
    .prepare('INSERT INTO confirmation (table_name, key, change_set_id, row) VALUES (?, ?, ?, ?)')
    .run(table, keyOf(table, row), row['change_set_id'], JSON.stringify(kept));
  journalInsert(store.db, undoId, 'confirmation', { sql: 'id = ?', values: [added.lastInsertRowid] });
}

/** The file's submission for the unit and period; made where only now one is needed (submissions are records). */
function submissionOf(store: Store, importFileId: number, unitId: unknown, period: unknown): number {
  const known = store.db
    .prepare('SELECT id FROM submission WHERE import_file_id = ? AND unit_id = ? AND period = ?')
    .get(importFileId, unitId, period) as { id: number } | undefined;
  if (known) return known.id;
  return Number(
    store.db
      .prepare('INSERT INTO submission (import_file_id, unit_id, period, revision) VALUES (?, ?, ?, 1)')
      .run(importFileId, unitId, period).lastInsertRowid,
  );
}
