// SQL of targets and benchmarks: append-only rows with a running number; the newest holds.

import { BASES, periodFromInt, periodToInt, type Basis, type Period } from '../../../shared/model/period.js';
import type { CellSource } from '../../../shared/model/observation.js';
import { manyRows, sqlForMany } from './many-rows.js';
import { prepared, preparedLists } from './prepared.js';
import type { Store } from './store.js';

export interface Target {
  year: number;
  indicatorId: number;
  unitId: number;
  value: number | null;
  source: CellSource | null;
  /** File that it came in; null where it was typed. */
  importFileId: number | null;
  /** Running number of the revision; 1 is the first. */
  no: number;
  /** 文号 of a typed target, '' where none was given. */
  document: string;
  reason: string;
}

export interface Benchmark {
  period: Period;
  basis: Basis;
  indicatorId: number;
  place: string;
  value: number | null;
  source: CellSource | null;
}

interface SourceColumns {
  file: string | null;
  sheet: string | null;
  cell: string | null;
  text: string | null;
}

function sourceOf(row: SourceColumns): CellSource | null {
  return row.file !== null && row.cell !== null
    ? { file: row.file, sheet: row.sheet, cell: row.cell, text: row.text ?? '' }
    : null;
}

type TargetRow = {
  year: number;
  indicator_id: number;
  unit_id: number;
  value: number | null;
  no: number;
  document: string | null;
  reason: string | null;
  import_file_id: number | null;
} & SourceColumns;

function targetOf(row: TargetRow): Target {
  return {
    year: row.year,
    indicatorId: row.indicator_id,
    unitId: row.unit_id,
    value: row.value,
    source: sourceOf(row),
    importFileId: row.import_file_id,
    no: row.no,
    document: row.document ?? '',
    reason: row.reason ?? '',
  };
}

/** Targets in force for a year. */
export function targetsOfYear(store: Store, year: number): Target[] {
  const rows = store.db
    .prepare(
      `SELECT t.year, t.indicator_id, t.unit_id, t.value, t.no, t.document, t.reason, t.sheet, t.cell, t.text, t.import_file_id, f.file
       FROM target t
       LEFT JOIN import_file f ON f.id = t.import_file_id
       WHERE t.year = ? AND t.no = (SELECT max(x.no) FROM target x WHERE x.year = t.year AND x.indicator_id = t.indicator_id AND x.unit_id = t.unit_id)`,
    )
    .all(year) as TargetRow[];
  return rows.map(targetOf);
}

/** What a target is kept under. */
export interface TargetKey {
  year: number;
  indicatorId: number;
  unitId: number;
}

const KEYS_AT_ONCE = 64;
const standingSql = sqlForMany(
  `WITH k (n, year, indicator_id, unit_id) AS (VALUES ROWS)
  SELECT k.n, t.no, t.value FROM k CROSS JOIN target t ON t.year = k.year AND t.indicator_id = k.indicator_id
    AND t.unit_id = k.unit_id`,
  (n) => `(${n}, ?, ?, ?)`,
);

/** The target in force at each of these keys (its value null where it was withdrawn), undefined where there never was one. */
export function standingTargets(
  store: Store,
  keys: readonly TargetKey[],
): ({ no: number; value: number | null } | undefined)[] {
  const found: ({ no: number; value: number | null } | undefined)[] = Array.from({ length: keys.length });
  for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
    const count = Math.min(KEYS_AT_ONCE, keys.length - from);
    const parts: number[] = [];
    for (let n = from; n < from + count; n += 1) {
      const { year, indicatorId, unitId } = keys[n]!;
      parts.push(year, indicatorId, unitId);
    }
    for (const [n, no, value] of preparedLists(store, standingSql(count)).all(parts) as [
      number,
      number,
      number | null,
    ][])
      if (no > (found[from + n]?.no ?? 0)) found[from + n] = { no, value };
  }
  return found;
}

/** Numbers of the targets in force for a year, without what they came from: `value` null where one was withdrawn. */
export function targetValuesOfYear(
  store: Store,
  year: number,
): [indicatorId: number, unitId: number, value: number | null][] {
  // In the order of the key: of each the newest comes last.
  const rows = preparedLists(
    store,
    'SELECT indicator_id, unit_id, value FROM target WHERE year = ? ORDER BY indicator_id, unit_id, no',
  ).all(year) as [number, number, number | null][];
  return rows.filter(([indicatorId, unitId], index) => {
    const next = rows[index + 1];
    return next === undefined || next[0] !== indicatorId || next[1] !== unitId;
  });
}

/** Benchmark values of an end month, all places. */
export function benchmarksOfPeriod(store: Store, period: Period): Benchmark[] {
  const rows = store.db
    .prepare(
      `SELECT b.period, b.indicator_id, b.basis, b.place, b.value, b.sheet, b.cell, b.text, f.file FROM benchmark b
       LEFT JOIN import_file f ON f.id = b.import_file_id
       WHERE b.period = ? AND b.no = (SELECT max(x.no) FROM benchmark x
         WHERE x.period = b.period AND x.indicator_id = b.indicator_id AND x.basis = b.basis AND x.place = b.place)`,
    )
    .all(periodToInt(period)) as ({
    period: number;
    indicator_id: number;
    basis: number;
    place: string;
    value: number | null;
  } & SourceColumns)[];
  return rows.map((row) => ({
    period: periodFromInt(row.period),
    basis: BASES[row.basis]!,
    indicatorId: row.indicator_id,
    place: row.place,
    value: row.value,
    source: sourceOf(row),
  }));
}

export interface AppendSource {
  importFileId: number | null;
  sheet: string | null;
  cell: string | null;
  text: string | null;
  sourceMeasure: string | null;
  /** Of a typed target. */
  document?: string;
  reason?: string;
}

/** A target to be added, with where it came from. */
export interface TargetInput extends TargetKey {
  value: number | null;
  source: AppendSource;
}

const TARGET_ROWS = manyRows(
  'INSERT INTO target (year, indicator_id, unit_id, no, value, change_set_id, import_file_id, sheet, cell, text, source_measure, document, reason) VALUES',
  13,
);

/**
 * Adds targets, each as the newest of its key. Call inside write(). `standing`: what stands at each key before it, where the
 * caller has asked already; without it no key twice.
 */
export function addTargets(
  store: Store,
  changeSetId: number,
  targets: readonly TargetInput[],
  standing: ReturnType<typeof standingTargets> = standingTargets(store, targets),
): void {
  TARGET_ROWS(
    store,
    targets.map(({ year, indicatorId, unitId, value, source }, n) => [
      year,
      indicatorId,
      unitId,
      (standing[n]?.no ?? 0) + 1,
      value,
      changeSetId,
      source.importFileId,
      source.sheet,
      source.cell,
      source.text,
      source.sourceMeasure,
      source.document ?? null,
      source.reason ?? null,
    ]),
  );
}

/** Adds a target as the newest of its key. Call inside write(). */
export function addTarget(
  store: Store,
  changeSetId: number,
  target: TargetKey & { value: number | null },
  source: AppendSource,
): void {
  addTargets(store, changeSetId, [{ ...target, source }]);
}

/** Adds a benchmark value as the newest of its key. Call inside write(). */
export function addBenchmark(
  store: Store,
  changeSetId: number,
  benchmark: { period: Period; basis: Basis; indicatorId: number; place: string; value: number | null },
  source: AppendSource,
): void {
  prepared(
    store,
    `INSERT INTO benchmark (period, indicator_id, basis, place, no, value, change_set_id, import_file_id, sheet, cell, text, source_measure)
       SELECT :period, :indicatorId, :basis, :place, coalesce(max(no), 0) + 1, :value, :changeSetId, :importFileId, :sheet, :cell, :text, :sourceMeasure
       FROM benchmark WHERE period = :period AND indicator_id = :indicatorId AND basis = :basis AND place = :place`,
  ).run({
    ...source,
    period: periodToInt(benchmark.period),
    basis: BASES.indexOf(benchmark.basis),
    indicatorId: benchmark.indicatorId,
    place: benchmark.place,
    value: benchmark.value,
    changeSetId,
  });
}
