// SQL of stored numbers: observations (projection and revisions), claims, targets, benchmarks.
// Values are integers at the indicator's store scale. Statistics over them live in core/statistics.

import { BASES, periodFromInt, periodToInt, type Basis, type Period } from '../../../shared/model/period.js';
import {
  ORIGINS,
  VALUE_STATES,
  type CellSource,
  type Origin,
  type ValueState,
} from '../../../shared/model/observation.js';
import { byKey, manyRows, sqlForMany } from './many-rows.js';
import { prepared, preparedLists, preparedValues } from './prepared.js';
import type { Store } from './store.js';

export interface StoredKey {
  unitId: number;
  indicatorId: number;
  period: Period;
  basis: Basis;
}

export interface StoredValue extends StoredKey {
  state: ValueState;
  /** Integer at the indicator's store scale; null for states without a number. */
  value: number | null;
  /** True where it is only a claim: 来源：本年报表同期栏 (rules.md 14). */
  isClaim: boolean;
}

export interface RevisionInput extends StoredKey {
  state: ValueState;
  value: number | null;
  origin: Origin;
  submissionId: number | null;
  sheet: string | null;
  cell: string | null;
  text: string | null;
  sourceMeasure: string | null;
  reason: string | null;
}

export interface Revision extends RevisionInput {
  id: number;
  no: number;
  changeSetId: number;
  at: string;
  operator: string;
  /** Import file that it came from, and its name; null for typed values. */
  importFileId: number | null;
  file: string | null;
}

interface ObservationRow {
  period: number;
  indicator_id: number;
  basis: number;
  unit_id: number;
  state: number;
  value: number | null;
  is_claim: number;
}

function fromRow(row: ObservationRow): StoredValue {
  return {
    period: periodFromInt(row.period),
    indicatorId: row.indicator_id,
    basis: BASES[row.basis]!,
    unitId: row.unit_id,
    state: VALUE_STATES[row.state]!,
    value: row.value,
    isClaim: row.is_claim === 1,
  };
}

const PERIOD_SQL = `
  SELECT indicator_id, basis, unit_id, state, value, 0 FROM observation WHERE period = :period
  UNION ALL
  SELECT c.indicator_id, c.basis, c.unit_id, c.state, c.value, 1 FROM claim c
  WHERE c.period = :period
    AND c.submission_id = (SELECT max(d.submission_id) FROM claim d
      WHERE d.period = c.period AND d.indicator_id = c.indicator_id AND d.basis = c.basis AND d.unit_id = c.unit_id)
    AND NOT EXISTS (SELECT 1 FROM observation o
      WHERE o.period = c.period AND o.indicator_id = c.indicator_id AND o.basis = c.basis AND o.unit_id = c.unit_id)`;

/** All values of one end month; claims stand in where nothing is stored. */
export function valuesOfPeriod(store: Store, period: Period): StoredValue[] {
  const rows = preparedLists(store, PERIOD_SQL).all({ period: periodToInt(period) }) as [
    indicatorId: number,
    basis: number,
    unitId: number,
    state: number,
    value: number | null,
    isClaim: number,
  ][];
  return rows.map(([indicatorId, basis, unitId, state, value, isClaim]) => ({
    period,
    indicatorId,
    basis: BASES[basis]!,
    unitId,
    state: VALUE_STATES[state]!,
    value,
    isClaim: isClaim === 1,
  }));
}

/** The stored value of one key (no claim), or null. */
export function storedValue(store: Store, key: StoredKey): StoredValue | null {
  const row = prepared(
    store,
    `SELECT period, indicator_id, basis, unit_id, state, value, 0 AS is_claim FROM observation
     WHERE period = ? AND indicator_id = ? AND basis = ? AND unit_id = ?`,
  ).get(periodToInt(key.period), key.indicatorId, BASES.indexOf(key.basis), key.unitId) as ObservationRow | undefined;
  return row ? fromRow(row) : null;
}

/** What stands at a key now. `no`: its place in the revision chain. */
export interface Standing {
  state: ValueState;
  value: number | null;
  no: number;
}

const KEYS_AT_ONCE = 64;
const standingSql = sqlForMany(
  `WITH k (n, period, indicator_id, basis, unit_id) AS (VALUES ROWS)
  SELECT k.n, o.state, o.value, (SELECT max(r.no) FROM observation_revision r WHERE r.period = o.period
    AND r.indicator_id = o.indicator_id AND r.basis = o.basis AND r.unit_id = o.unit_id) AS no
  FROM k CROSS JOIN observation o ON o.period = k.period AND o.indicator_id = k.indicator_id AND o.basis = k.basis AND o.unit_id = k.unit_id`,
  (n) => `(${n}, ?, ?, ?, ?)`,
);

/** What is stored at each of these keys (no claims), null where nothing is. Many keys at once: a file has hundreds. */
export function standingValues(store: Store, keys: readonly StoredKey[]): (Standing | null)[] {
  const found: (Standing | null)[] = Array.from({ length: keys.length }, () => null);
  for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
    const count = Math.min(KEYS_AT_ONCE, keys.length - from);
    const parts: number[] = [];
    for (let n = from; n < from + count; n += 1) {
      const { period, indicatorId, basis, unitId } = keys[n]!;
      parts.push(periodToInt(period), indicatorId, BASES.indexOf(basis), unitId);
    }
    for (const row of prepared(store, standingSql(count)).all(parts) as {
      n: number;
      state: number;
      value: number | null;
      no: number;
    }[])
      found[from + row.n] = { state: VALUE_STATES[row.state]!, value: row.value, no: row.no };
  }
  return found;
}

export function sourceKey(key: Pick<StoredKey, 'unitId' | 'indicatorId' | 'basis'>): string {
  return `${key.indicatorId}|${BASES.indexOf(key.basis)}|${key.unitId}`;
}

/** File › sheet › cell of every imported value of a period that holds, by sourceKey(). */
export function sourceCells(store: Store, period: Period): ReadonlyMap<string, string> {
  const rows = prepared(
    store,
    `SELECT r.indicator_id || '|' || r.basis || '|' || r.unit_id AS key, f.file, r.sheet, r.cell FROM observation_revision r
     JOIN submission s ON s.id = r.submission_id JOIN import_file f ON f.id = s.import_file_id
     WHERE r.period = ? AND r.cell IS NOT NULL AND r.no = (SELECT max(x.no) FROM observation_revision x
       WHERE x.period = r.period AND x.indicator_id = r.indicator_id AND x.basis = r.basis AND x.unit_id = r.unit_id)`,
  ).all(periodToInt(period)) as { key: string; file: string; sheet: string | null; cell: string }[];
  return new Map(
    rows.map(({ key, file, sheet, cell }) => [key, [file, sheet, cell].filter((part) => part).join(' › ')]),
  );
}

/** Claim that stands in for a key, with its source, or null. */
export function claimOf(
  store: Store,
  key: StoredKey,
): (StoredValue & { source: CellSource; importFileId: number }) | null {
  const row = store.db
    .prepare(
      `SELECT c.period, c.indicator_id, c.basis, c.unit_id, c.state, c.value, 1 AS is_claim, c.sheet, c.cell, c.text, f.file, f.id AS file_id
       FROM claim c JOIN submission s ON s.id = c.submission_id JOIN import_file f ON f.id = s.import_file_id
       WHERE c.period = ? AND c.indicator_id = ? AND c.basis = ? AND c.unit_id = ? ORDER BY c.submission_id DESC LIMIT 1`,
    )
    .get(periodToInt(key.period), key.indicatorId, BASES.indexOf(key.basis), key.unitId) as
    | (ObservationRow & { sheet: string | null; cell: string; text: string; file: string; file_id: number })
    | undefined;
  if (!row) return null;
  return {
    ...fromRow(row),
    source: { file: row.file, sheet: row.sheet, cell: row.cell, text: row.text },
    importFileId: row.file_id,
  };
}

/** Periods with observations, newest first. */
export function periodsWithValues(store: Store): { period: Period; units: number; values: number }[] {
  const rows = store.db
    .prepare(
      `SELECT period, count(DISTINCT unit_id) AS units, count(*) AS n FROM observation
       WHERE state <> 2 GROUP BY period ORDER BY period DESC`,
    )
    .all() as { period: number; units: number; n: number }[];
  return rows.map((row) => ({ period: periodFromInt(row.period), units: row.units, values: row.n }));
}

/** The period at work: newest with flows of a month. Populations and other year-end stocks may be newer, or far older. */
export function newestPeriod(store: Store): Period | null {
  const row = (store.db
    .prepare('SELECT period FROM observation WHERE state <> 2 AND basis <> ? ORDER BY period DESC LIMIT 1')
    .get(BASES.indexOf('asof')) ??
    store.db.prepare('SELECT period FROM observation WHERE state <> 2 ORDER BY period DESC LIMIT 1').get()) as
    | { period: number }
    | undefined;
  return row ? periodFromInt(row.period) : null;
}

interface RevisionRow {
  id: number;
  period: number;
  indicator_id: number;
  basis: number;
  unit_id: number;
  no: number;
  state: number;
  value: number | null;
  origin: number;
  change_set_id: number;
  submission_id: number | null;
  sheet: string | null;
  cell: string | null;
  text: string | null;
  source_measure: string | null;
  reason: string | null;
  at: string;
  operator: string;
  file_id: number | null;
  file: string | null;
}

const REVISION_SQL = `SELECT r.*, cs.at, cs.operator, f.id AS file_id, f.file FROM observation_revision r
  JOIN change_set cs ON cs.id = r.change_set_id
  LEFT JOIN submission s ON s.id = r.submission_id
  LEFT JOIN import_file f ON f.id = s.import_file_id`;

function revisionFromRow(row: RevisionRow): Revision {
  return {
    id: row.id,
    no: row.no,
    period: periodFromInt(row.period),
    indicatorId: row.indicator_id,
    basis: BASES[row.basis]!,
    unitId: row.unit_id,
    state: VALUE_STATES[row.state]!,
    value: row.value,
    origin: ORIGINS[row.origin]!,
    changeSetId: row.change_set_id,
    submissionId: row.submission_id,
    sheet: row.sheet,
    cell: row.cell,
    text: row.text,
    sourceMeasure: row.source_measure,
    reason: row.reason,
    at: row.at,
    operator: row.operator,
    importFileId: row.file_id,
    file: row.file,
  };
}

/** Revision chain of one key, newest first. */
export function revisionsOf(store: Store, key: StoredKey): Revision[] {
  const rows = store.db
    .prepare(
      `${REVISION_SQL} WHERE r.period = ? AND r.indicator_id = ? AND r.basis = ? AND r.unit_id = ? ORDER BY r.no DESC`,
    )
    .all(periodToInt(key.period), key.indicatorId, BASES.indexOf(key.basis), key.unitId) as RevisionRow[];
  return rows.map(revisionFromRow);
}

/** Newest revision of every key of a period: the sources of values.list and of the table of sources. */
export function currentRevisions(store: Store, period: Period): Revision[] {
  const rows = store.db
    .prepare(
      `${REVISION_SQL} WHERE r.period = ? AND r.no = (SELECT max(x.no) FROM observation_revision x
        WHERE x.period = r.period AND x.indicator_id = r.indicator_id AND x.basis = r.basis AND x.unit_id = r.unit_id)`,
    )
    .all(periodToInt(period)) as RevisionRow[];
  return rows.map(revisionFromRow);
}

const REVISION_ROWS = manyRows(
  `INSERT INTO observation_revision (period, indicator_id, basis, unit_id, no, state, value, origin, change_set_id, submission_id, sheet, cell, text, source_measure, reason) VALUES`,
  15,
);
/** The projection of what was just added, as it came: of the same key twice the last holds. Without handing each value over again. */
const PROJECT_ADDED = `INSERT INTO observation (period, indicator_id, basis, unit_id, state, value)
  SELECT period, indicator_id, basis, unit_id, state, value FROM observation_revision WHERE id > ? ORDER BY id
  ON CONFLICT DO UPDATE SET state = excluded.state, value = excluded.value`;

/**
 * Adds revisions and moves the projection to them. Call inside write(). Returns how many were added. `standing`: what
 * standingValues() has just given for these keys, where the caller has asked already.
 */
export function addRevisions(
  store: Store,
  changeSetId: number,
  inputs: readonly RevisionInput[],
  standing: readonly (Standing | null)[] = standingValues(store, inputs),
): number {
  const revisions: (string | number | null)[][] = [];
  for (const [index, input] of inputs.entries()) {
    const [period, basis] = [periodToInt(input.period), BASES.indexOf(input.basis)];
    const state = VALUE_STATES.indexOf(input.state);
    const no = (standing[index]?.no ?? 0) + 1;
    revisions.push([
      period,
      input.indicatorId,
      basis,
      input.unitId,
      no,
      state,
      input.value,
      ORIGINS.indexOf(input.origin),
      changeSetId,
      input.submissionId,
      input.sheet,
      input.cell,
      input.text,
      input.sourceMeasure,
      input.reason,
    ]);
  }
  // In the order of the key, rows land side by side in the tree: half the time of the order in which a sheet gives them.
  revisions.sort(byKey);
  // The same key twice in one change set: one after the other, as they came.
  for (let n = 1; n < revisions.length; n += 1) {
    const [one, before] = [revisions[n]!, revisions[n - 1]!];
    if (one[0] === before[0] && one[1] === before[1] && one[2] === before[2] && one[3] === before[3])
      one[4] = Number(before[4]) + 1;
  }
  const last = preparedValues(store, 'SELECT coalesce(max(id), 0) FROM observation_revision').get() as number;
  REVISION_ROWS(store, revisions);
  prepared(store, PROJECT_ADDED).run(last);
  return revisions.length;
}

/** Rebuilds the projection of the keys that `keysSql` selects (period, indicator_id, basis, unit_id). Call inside write(). */
export function reproject(
  store: Store,
  keys: { period: number; indicatorId: number; basis: number; unitId: number }[],
): void {
  const remove = store.db.prepare(
    'DELETE FROM observation WHERE period = ? AND indicator_id = ? AND basis = ? AND unit_id = ?',
  );
  const restore = store.db.prepare(
    `INSERT INTO observation (period, indicator_id, basis, unit_id, state, value)
     SELECT period, indicator_id, basis, unit_id, state, value FROM observation_revision
     WHERE period = ? AND indicator_id = ? AND basis = ? AND unit_id = ? ORDER BY no DESC LIMIT 1`,
  );
  for (const key of keys) {
    const parts = [key.period, key.indicatorId, key.basis, key.unitId] as const;
    remove.run(...parts);
    restore.run(...parts);
  }
}
