// SQL of how targets are judged (考核方式, 上年末值, pace) and of the bureau's own tasks. Values of unit targets: target-store.ts.

import type { TargetMode } from '../../../shared/statistics/target-progress.js';
import type { CellSource } from '../../../shared/model/observation.js';
import type { Store } from './store.js';
import type { AppendSource } from './target-store.js';

export interface TargetBasis {
  indicatorId: number;
  /** 0: every holder of the indicator. */
  unitId: number;
  mode: TargetMode;
  /** Value at the end of last year, typed because none is stored. */
  base: number | null;
  words: string;
  done: boolean | null;
}

export function targetBasesOfYear(store: Store, year: number): TargetBasis[] {
  const rows = store.db
    .prepare(
      'SELECT indicator_id AS indicatorId, unit_id AS unitId, mode, base, words, done FROM target_basis WHERE year = ?',
    )
    .all(year) as (Omit<TargetBasis, 'done'> & { done: number | null })[];
  return rows.map((row) => ({ ...row, done: row.done === null ? null : row.done === 1 }));
}

/** Call inside write(). */
export function saveTargetBasis(store: Store, year: number, basis: TargetBasis): void {
  store.db
    .prepare(
      `INSERT INTO target_basis (year, indicator_id, unit_id, mode, base, words, done)
       VALUES (:year, :indicatorId, :unitId, :mode, :base, :words, :done)
       ON CONFLICT DO UPDATE SET mode = excluded.mode, base = excluded.base, words = excluded.words, done = excluded.done`,
    )
    .run({ ...basis, year, done: basis.done === null ? null : basis.done ? 1 : 0 });
}

/** Call inside write(). */
export function removeTargetBasis(store: Store, year: number, indicatorId: number, unitId: number): void {
  store.db
    .prepare('DELETE FROM target_basis WHERE year = ? AND indicator_id = ? AND unit_id = ?')
    .run(year, indicatorId, unitId);
}

/** indicator id → planned completion at the end of each month in hundredths of a percent. */
export function targetPacesOfYear(store: Store, year: number): Map<number, number[]> {
  const rows = store.db.prepare('SELECT indicator_id AS id, points FROM target_pace WHERE year = ?').all(year) as {
    id: number;
    points: string;
  }[];
  return new Map(rows.map((row) => [row.id, JSON.parse(row.points) as number[]]));
}

/** Null goes back to the office's rule. Call inside write(). */
export function saveTargetPace(
  store: Store,
  year: number,
  indicatorId: number,
  points: readonly number[] | null,
): void {
  if (points === null)
    store.db.prepare('DELETE FROM target_pace WHERE year = ? AND indicator_id = ?').run(year, indicatorId);
  else
    store.db
      .prepare(
        `INSERT INTO target_pace (year, indicator_id, points) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET points = excluded.points`,
      )
      .run(year, indicatorId, JSON.stringify(points));
}

const OWN_LEVELS = ['higher', 'own'] as const;
export type OwnLevel = (typeof OWN_LEVELS)[number];

export interface OwnTarget {
  year: number;
  indicatorId: number;
  level: OwnLevel;
  value: number | null;
  no: number;
  document: string;
  reason: string;
  /** Null for a typed one. */
  source: CellSource | null;
}

/** The bureau's own tasks in force for a year. */
export function ownTargetsOfYear(store: Store, year: number): OwnTarget[] {
  const rows = store.db
    .prepare(
      `SELECT t.year, t.indicator_id AS indicatorId, t.level, t.value, t.no, coalesce(t.document, '') AS document,
         coalesce(t.reason, '') AS reason, t.sheet, t.cell, t.text, f.file
       FROM own_target t LEFT JOIN import_file f ON f.id = t.import_file_id
       WHERE t.year = ? AND t.no = (SELECT max(x.no) FROM own_target x
         WHERE x.year = t.year AND x.indicator_id = t.indicator_id AND x.level = t.level)`,
    )
    .all(year) as (Omit<OwnTarget, 'source'> & {
    file: string | null;
    sheet: string | null;
    cell: string | null;
    text: string | null;
  })[];
  return rows.map(({ file, sheet, cell, text, ...row }) => ({
    ...row,
    source: file === null || cell === null ? null : { file, sheet, cell, text: text ?? '' },
  }));
}

/** Adds an own task as the newest of its key; null withdraws it. Call inside write(). */
export function addOwnTarget(
  store: Store,
  changeSetId: number,
  target: Omit<OwnTarget, 'no' | 'source'>,
  source: Pick<AppendSource, 'importFileId' | 'sheet' | 'cell' | 'text' | 'sourceMeasure'> = TYPED,
): void {
  store.db
    .prepare(
      `INSERT INTO own_target (year, indicator_id, level, no, value, change_set_id, document, reason, import_file_id, sheet,
         cell, text, source_measure)
       SELECT :year, :indicatorId, :level, coalesce(max(no), 0) + 1, :value, :changeSetId, :document, :reason, :importFileId,
         :sheet, :cell, :text, :sourceMeasure
       FROM own_target WHERE year = :year AND indicator_id = :indicatorId AND level = :level`,
    )
    .run({ ...target, ...source, changeSetId });
}

const TYPED = { importFileId: null, sheet: null, cell: null, text: null, sourceMeasure: null };

export interface TargetRevision {
  no: number;
  value: number | null;
  at: string;
  operator: string;
  document: string;
  reason: string;
  file: string;
  sheet: string;
  cell: string;
}

/** Revisions of one target, newest first. `unitId` null with a level: of the bureau's own task. */
export function targetRevisions(
  store: Store,
  key: { year: number; indicatorId: number; unitId: number | null; level: OwnLevel },
): TargetRevision[] {
  const [table, of, id] =
    key.unitId === null ? (['own_target', 'level', key.level] as const) : (['target', 'unit_id', key.unitId] as const);
  return store.db
    .prepare(
      `SELECT t.no, t.value, c.at, c.operator, coalesce(t.document, '') AS document, coalesce(t.reason, '') AS reason,
         coalesce(f.file, '') AS file, coalesce(t.sheet, '') AS sheet, coalesce(t.cell, '') AS cell
       FROM ${table} t JOIN change_set c ON c.id = t.change_set_id LEFT JOIN import_file f ON f.id = t.import_file_id
       WHERE t.year = ? AND t.indicator_id = ? AND t.${of} = ? ORDER BY t.no DESC`,
    )
    .all(key.year, key.indicatorId, id) as TargetRevision[];
}
