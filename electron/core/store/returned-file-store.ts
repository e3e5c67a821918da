// SQL of files of a plan that were sent back (退回修改) and wait for their correction. A record of the plan: no change set of
// its own; where the board was marked with it, undoing that mark takes this back, too.

import { z } from 'zod';

import type { PlannedFile, ReturnedFile } from '../../../shared/import/plan.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import type { Store } from './store.js';
import { writeRecord } from './write.js';

/** `isOnBoard`: the newest change set put it on the board of the reporting tasks. */
export function markFileReturned(
  store: Store,
  file: { planId: string; index: number; sha256: string },
  { due, isOnBoard }: { due: string | null; isOnBoard: boolean },
): void {
  writeRecord(store, () =>
    store.db
      .prepare(
        `UPDATE import_plan_file SET returned_at = ?, returned_due = ?, returned_sha256 = ?,
           returned_change = (SELECT coalesce(max(id), 0) FROM change_set),
           returned_mark = CASE WHEN ? THEN (SELECT max(id) FROM change_set) END
         WHERE plan_id = ? AND idx = ?`,
      )
      .run(store.now(), due, file.sha256, isOnBoard ? 1 : 0, file.planId, file.index),
  );
}

/** Where a received file of this content stands in the list of files; null where the list holds other files by now. */
export function placeOfReceived(store: Store, sha256: string): { planId: string; index: number } | null {
  const row = store.db
    .prepare(
      `SELECT plan_id AS planId, idx AS "index" FROM import_plan_file
       WHERE json_extract(header, '$.sha256') = ? AND json_extract(header, '$.status') = 'imported'`,
    )
    .get(sha256) as { planId: string; index: number } | undefined;
  return row ?? null;
}

interface Row {
  idx: number;
  at: string;
  due: string | null;
  sha256: string;
  change: number;
}

/** Files of a plan that stand as sent back, by index: with the content that was sent back, and not taken back since. */
export function returnedFiles(store: Store, planId: string): Map<number, Row> {
  const rows = store.db
    .prepare(
      `SELECT f.idx, f.returned_at AS at, f.returned_due AS due, f.returned_sha256 AS sha256, f.returned_change AS "change"
       FROM import_plan_file f LEFT JOIN change_set c ON c.id = f.returned_mark
       WHERE f.plan_id = ? AND f.returned_at IS NOT NULL AND c.undone_by IS NULL`,
    )
    .all(planId) as Row[];
  return new Map(rows.map((row) => [row.idx, row]));
}

/**
 * Files of a plan as the page shows them: one that was sent back is settled once a later file of its kind was received; where it still
 * waits it is ignored, with a reason. What was received since is looked through once for all of them.
 */
export function showReturned(
  store: Store,
  files: readonly PlannedFile[],
  returned: ReadonlyMap<number, Row>,
): PlannedFile[] {
  const since = Math.min(...[...returned.values()].map((row) => row.change));
  let received: Received[] | undefined;
  return files.map((header) => {
    const row = returned.get(header.index);
    if (row === undefined || header.sha256 !== row.sha256) return header;
    received ??= receivedSince(store, since);
    return asReturned(header, row, correctionOf(received, header, row));
  });
}

function asReturned(header: PlannedFile, row: Row, correction: Received | undefined): PlannedFile {
  const corrected =
    correction === undefined ? null : { file: correction.file.split('/').at(-1)!, on: chinaDate(correction.at) };
  const returned: ReturnedFile = { on: chinaDate(row.at), due: row.due, corrected };
  // What was received of it stays received, until the correction is.
  if (corrected === null || header.status === 'imported') return { ...header, returned };
  return {
    ...header,
    returned,
    status: 'ignored',
    reason: `这个文件已退回修改，更正后的“${corrected.file}”已在${corrected.on}接收；本文件不再接收。`,
  };
}

/** A file that was received and stands. */
interface Received {
  change: number;
  file: string;
  form: string;
  at: string;
  units: ReadonlySet<string>;
  periods: ReadonlySet<string>;
}

const namesSchema = z.array(z.string());

/** What was received after a change set, the newest first. */
function receivedSince(store: Store, change: number): Received[] {
  const rows = store.db
    .prepare(
      `SELECT c.id AS change, f.file, f.form, c.at,
         json_extract(f.report, '$.units') AS units, json_extract(f.report, '$.periods') AS periods
       FROM change_set c JOIN import_file f ON f.change_set_id = c.id
       WHERE c.id > ? AND c.undone_by IS NULL ORDER BY c.id DESC`,
    )
    .all(change) as (Pick<Received, 'change' | 'file' | 'form' | 'at'> & { units: string; periods: string })[];
  const names = (text: string): Set<string> => new Set(namesSchema.parse(JSON.parse(text)));
  return rows.map((row) => ({ ...row, units: names(row.units), periods: names(row.periods) }));
}

/** The newest file of its kind that was received since and holds every unit and period of this one. */
function correctionOf(
  received: readonly Received[],
  { form, units, periods }: PlannedFile,
  row: Row,
): Received | undefined {
  if (units.length === 0 || periods.length === 0) return undefined;
  return received.find(
    (one) =>
      one.change > row.change &&
      one.form === form &&
      units.every((unit) => one.units.has(unit)) &&
      periods.every((period) => one.periods.has(period)),
  );
}
