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

/** The file as the page shows it: settled (ignored, with a reason) once a later file of its kind was received. */
export function asReturned(store: Store, header: PlannedFile, row: Row): PlannedFile {
  if (header.sha256 !== row.sha256 || header.status === 'imported') return header;
  const corrected = correctionOf(store, header, row);
  const returned: ReturnedFile = { on: chinaDate(row.at), due: row.due, corrected };
  if (corrected === null) return { ...header, returned };
  return {
    ...header,
    returned,
    status: 'ignored',
    reason: `这个文件已退回修改，更正后的“${corrected.file}”已在${corrected.on}接收；本文件不再接收。`,
  };
}

const coveredSchema = z.object({ units: z.array(z.string()), periods: z.array(z.string()) });

/** The newest file of its kind that was received since and holds every unit and period of this one. */
function correctionOf(store: Store, header: PlannedFile, row: Row): ReturnedFile['corrected'] {
  if (header.units.length === 0 || header.periods.length === 0) return null;
  const later = store.db
    .prepare(
      `SELECT f.file, c.at, json_object('units', json_extract(f.report, '$.units'), 'periods', json_extract(f.report, '$.periods')) AS covers
       FROM change_set c JOIN import_file f ON f.change_set_id = c.id
       WHERE c.id > ? AND f.form = ? AND c.undone_by IS NULL ORDER BY c.id DESC`,
    )
    .all(row.change, header.form) as { file: string; at: string; covers: string }[];
  const found = later.find(({ covers }) => {
    const { units, periods } = coveredSchema.parse(JSON.parse(covers));
    return (
      header.units.every((unit) => units.includes(unit)) && header.periods.every((period) => periods.includes(period))
    );
  });
  return found === undefined ? null : { file: found.file.split('/').at(-1)!, on: chinaDate(found.at) };
}
