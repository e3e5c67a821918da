// Which step 撤销 means, and what stands in the way of 重做: the one that was done last. A step that was redone was done when it was redone,
// not when it was first done: what came between was done without it, and can only be taken back without it again.

import type { Store } from '../store/store.js';
import { undoObstacle } from './undo.js';

/** Steps behind the newest that are looked at where it cannot be taken back. */
const LOOKED_AT = 20;

interface Standing {
  id: number;
  /** The change set that did it: itself, or its newest redo. */
  since: number;
}

/** Steps that stand, the one done last first; the files of one import are one step. */
function standing(store: Store): Standing[] {
  const fresh = store.db
    .prepare(
      `SELECT max(id) AS id, max(id) AS since FROM change_set WHERE undone_by IS NULL AND kind NOT IN ('undo', 'setup')
       GROUP BY CASE WHEN kind = 'import' AND import_batch_id IS NOT NULL THEN -import_batch_id ELSE id END
       ORDER BY max(id) DESC LIMIT ${LOOKED_AT}`,
    )
    .all() as Standing[];
  const redone = store.db
    .prepare(
      `SELECT c.id, r.id AS since FROM change_set r JOIN change_set u ON u.id = r.undoes JOIN change_set c ON c.id = u.undoes
       WHERE r.kind = 'undo' AND u.kind = 'undo' AND c.undone_by IS NULL AND c.kind NOT IN ('undo', 'setup')
       ORDER BY r.id DESC LIMIT ${LOOKED_AT}`,
    )
    .all() as Standing[];
  return [...fresh, ...redone].sort((a, b) => b.since - a.since);
}

/** Something older was taken back after this step: its place may rest on that. */
function hasLostOlder(store: Store, { since }: Standing): boolean {
  return (
    store.db
      .prepare(
        `SELECT 1 FROM change_set c JOIN change_set t ON t.id = c.undoes
         WHERE c.id > ? AND c.kind = 'undo' AND (CASE WHEN t.kind = 'undo' THEN t.undoes ELSE t.id END) < ? LIMIT 1`,
      )
      .get(since, since) !== undefined
  );
}

/**
 * The newest change set of the step that is taken back next; null where there is none that can. The one done last, or where a step before
 * it was taken back meanwhile and it cannot go without that, the last that can. `ofStep`: the change sets that go together with one.
 */
export function nextToUndo(store: Store, ofStep: (id: number) => number[]): number | null {
  const steps = standing(store);
  const [last] = steps;
  if (last === undefined) return null;
  const newestOf = ({ id }: Standing): number => Math.max(...ofStep(id));
  if (!hasLostOlder(store, last)) return newestOf(last);
  const free = steps
    .slice(0, LOOKED_AT)
    .find(({ id }) => undoObstacle(store, ofStep(id), { withReferences: true }) === '');
  return free === undefined ? null : newestOf(free);
}

/**
 * What prevents doing again what `undoId` took back, or ''. Steps come back in order; only where one that was taken back before it has
 * come back already (设置 › 操作日志 offers any) can something stand in the way, so only then is it tried.
 */
export function redoObstacle(store: Store, undoId: number): string {
  const isOutOfOrder = store.db
    .prepare("SELECT 1 FROM change_set WHERE id > ? AND kind = 'undo' AND undone_by IS NULL AND undoes < ? LIMIT 1")
    .get(undoId, undoId);
  return isOutOfOrder === undefined ? '' : undoObstacle(store, [undoId], { withReferences: true });
}
