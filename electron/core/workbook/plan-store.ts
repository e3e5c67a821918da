// Plans in the store: a draft that survives a restart. They are records, not data: no change set, no undo.

import { basename } from 'node:path';

import { cellRef, pendingFiles, type ImportPlan, type PlannedFile } from '../../../shared/import/plan.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { prepared } from '../store/prepared.js';
import type { Store } from '../store/store.js';
import { savePlanRows } from '../store/plan-row-store.js';
import { returnedFiles, showReturned } from '../store/returned-file-store.js';
import { writeRecord } from '../store/write.js';
import { joinEntry, splitEntry } from './1-read/archive-path.js';
import { whoseOf, type Whose } from './5-preview/batch-conflicts.js';
import { openedLightly, packedWhole, unpacked } from './5-preview/packed-plan.js';
import type { FilePlan } from './5-preview/plan-file.js';

/** To be raised where stored plans no longer mean what they meant: those of earlier versions of the program are read once more. */
const PLAN_FORMAT = 2;
/** More than there will ever be change sets. */
const FORMAT_STEP = 1e12;

/** False for a plan that an earlier version of the program left. */
export function isOfThisFormat(plan: Pick<FilePlan, 'vocabulary'>): boolean {
  return Math.floor((plan.vocabulary ?? 0) / FORMAT_STEP) === PLAN_FORMAT;
}

/** What names and indicators mean may change between plan and commit, and so may the program: then the plan is stale. */
export function vocabularyVersion(store: Store): number {
  const row = store.db
    .prepare(
      `SELECT coalesce(max(id), 0) AS v FROM change_set WHERE kind IN ('units', 'indicators', 'settings', 'setup', 'rules', 'recognition') OR topics LIKE '%units%' OR topics LIKE '%indicators%'
       OR (kind = 'undo' AND (topics LIKE '%checks%' OR (topics LIKE '%recognition%' AND topics NOT LIKE '%imports%')))`,
    )
    .get() as { v: number };
  return PLAN_FORMAT * FORMAT_STEP + row.v;
}

/** Starts a plan; earlier unfinished plans are dropped. */
export function createPlan(store: Store, planId: string): void {
  writeRecord(store, () => {
    store.db.prepare('DELETE FROM import_plan').run();
    store.db
      .prepare('INSERT INTO import_plan (id, created_at, data_version) VALUES (?, ?, ?)')
      .run(planId, store.now(), vocabularyVersion(store));
  });
}

/** A file as it is kept in a plan. */
export interface ToSave {
  plan: FilePlan;
  path: string;
  /** From the officer, for a file that states none. */
  period: string | null;
}

export function savePlanFile(
  store: Store,
  planId: string,
  plan: FilePlan,
  path: string,
  periodHint: string | null,
): void {
  savePlanFiles(store, planId, [{ plan, path, period: periodHint }]);
}

/** Several files at once: the disk is waited for once for all of them, and none is stored without the others. */
export function savePlanFiles(store: Store, planId: string, files: readonly ToSave[]): void {
  writeRecord(store, () => {
    for (const { plan, path, period } of files) {
      prepared(
        store,
        `INSERT INTO import_plan_file (plan_id, idx, path, period_hint, header, cells, whose) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET header = excluded.header, cells = excluded.cells, whose = excluded.whose`,
      ).run(
        planId,
        plan.header.index,
        path,
        period,
        JSON.stringify(plan.header),
        packedWhole(plan),
        JSON.stringify([...whoseOf(plan)]),
      );
      if (plan.ledgers) savePlanRows(store, planId, plan.header.index, plan.ledgers);
    }
  });
}

/** What other files of its plan may change of a file, as text: where it is the same, nothing is to be stored anew. */
export function plannedAs({ header, cells }: FilePlan): string {
  const aside = cells.flatMap((cell) => (cell.aside === undefined ? [] : [[cellRef(cell), cell.fate, cell.reason]]));
  return JSON.stringify([header, aside]);
}

export function updateHeader(store: Store, planId: string, header: PlannedFile): void {
  store.db
    .prepare('UPDATE import_plan_file SET header = ? WHERE plan_id = ? AND idx = ?')
    .run(JSON.stringify(header), planId, header.index);
}

interface PlanRow {
  id: string;
  created_at: string;
  data_version: number;
}

export function getPlan(
  store: Store,
  planId: string,
): { planId: string; createdAt: string; dataVersion: number; files: PlannedFile[] } {
  const row = store.db.prepare('SELECT id, created_at, data_version FROM import_plan WHERE id = ?').get(planId) as
    | PlanRow
    | undefined;
  if (!row) throw new AppError('data.plan-gone');
  const files = store.db.prepare('SELECT header FROM import_plan_file WHERE plan_id = ? ORDER BY idx').all(planId) as {
    header: string;
  }[];
  return {
    planId: row.id,
    createdAt: row.created_at,
    dataVersion: row.data_version,
    files: showReturned(
      store,
      files.map(({ header }) => JSON.parse(header) as PlannedFile),
      returnedFiles(store, planId),
    ),
  };
}

/** The plan as the page shows it. */
export function shownPlan(store: Store, planId: string): ImportPlan {
  const { createdAt, dataVersion, files } = getPlan(store, planId);
  return {
    planId,
    createdAt,
    files,
    isStale: pendingFiles(files).length > 0 && dataVersion !== vocabularyVersion(store),
  };
}

/** All that waits was read against the units, indicators and rules of `vocabulary`. */
export function renewPlan(store: Store, planId: string, vocabulary: number): void {
  writeRecord(store, () =>
    store.db.prepare('UPDATE import_plan SET data_version = ? WHERE id = ?').run(vocabulary, planId),
  );
}

export function newestPlanId(store: Store): string | null {
  return (
    (
      store.db.prepare('SELECT id FROM import_plan ORDER BY created_at DESC LIMIT 1').get() as
        | { id: string }
        | undefined
    )?.id ?? null
  );
}

export type StoredFile = FilePlan & { path: string; periodHint: string | null };

export function getPlanFile(store: Store, planId: string, index: number): StoredFile {
  return planFileReader(store, planId)(index);
}

/**
 * Opens files of a plan by their index: for several, what is the same for all of them is asked once. `isLight`: the cells that serve
 * checks stay packed (packed-plan.ts).
 */
export function planFileReader(
  store: Store,
  planId: string,
  { isLight = false }: { isLight?: boolean } = {},
): (index: number) => StoredFile {
  const returned = returnedFiles(store, planId);
  const fetch = store.db.prepare(
    'SELECT path, period_hint, header, cells FROM import_plan_file WHERE plan_id = ? AND idx = ?',
  );
  return (index) => {
    const row = fetch.get(planId, index) as
      | { path: string; period_hint: string | null; header: string; cells: Buffer }
      | undefined;
    if (!row) throw new AppError('data.plan-gone');
    const header = JSON.parse(row.header) as PlannedFile;
    const file: StoredFile = {
      header,
      ...unpacked(row.cells),
      isSentBack: returned.get(index)?.sha256 === header.sha256,
      path: row.path,
      periodHint: row.period_hint,
    };
    return isLight ? openedLightly(file, row.cells) : file;
  };
}

/** Whose values each file of a plan gives (whoseOf), by its index; null where that is not known. */
export function whoseOfPlan(store: Store, planId: string): Map<number, Whose[] | null> {
  const rows = store.db.prepare('SELECT idx, whose FROM import_plan_file WHERE plan_id = ?').all(planId) as {
    idx: number;
    whose: string | null;
  }[];
  return new Map(rows.map(({ idx, whose }) => [idx, whose === null ? null : (JSON.parse(whose) as Whose[])]));
}

/** Gives files of plans the paths that they have now, known by their names, which are unique: the folder they lie in may have moved. */
export function followFiles(store: Store, paths: readonly string[]): void {
  const now = new Map(paths.map((path) => [basename(path), path]));
  const rows = store.db.prepare('SELECT plan_id, idx, path FROM import_plan_file').all() as Record<
    'plan_id' | 'idx' | 'path',
    string
  >[];
  const moved = rows.flatMap((row) => {
    const { path, entry } = splitEntry(row.path);
    const found = now.get(basename(path));
    if (found === undefined || found === path) return [];
    return [{ ...row, path: entry === undefined ? found : joinEntry(found, entry) }];
  });
  if (moved.length === 0) return;
  const update = store.db.prepare('UPDATE import_plan_file SET path = @path WHERE plan_id = @plan_id AND idx = @idx');
  writeRecord(store, () => {
    for (const row of moved) update.run(row);
  });
}

/** Files that a plan may read again, to be received or planned anew. */
export function pathsOfPlans(store: Store): Set<string> {
  const paths = store.db.prepare('SELECT path FROM import_plan_file').pluck().all() as string[];
  return new Set(paths.map((path) => splitEntry(path).path));
}

export function dropPlan(store: Store, planId: string): void {
  writeRecord(store, () => store.db.prepare('DELETE FROM import_plan WHERE id = ?').run(planId));
}
