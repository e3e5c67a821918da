// Submissions of one file: one per unit and period, 第n次, and whether it says anything new.

import { periodToInt, type Period } from '../../../../shared/model/period.js';
import { prepared, preparedValues } from '../../store/prepared.js';
import type { Store } from '../../store/store.js';
import type { FilePlan } from '../5-preview/plan-file.js';

/** What the rows of one file refer to. */
export interface FileIds {
  changeSetId: number;
  importFileId: number;
  /** The officer's, of a correction; may be empty. */
  reason: string;
}

export class FileSubmissions {
  readonly #submissions = new Map<string, number>();
  /** The one that was asked for last: cells of one row belong to one unit. */
  #last: { unitId: number; period: Period; id: number } | undefined;

  constructor(
    readonly store: Store,
    readonly plan: FilePlan,
    readonly ids: FileIds,
  ) {}

  /** Id of the file's submission for a unit and period, which is added where it is asked for first; its revision number is 第n次. */
  of(unitId: number, period: Period): number {
    if (this.#last?.unitId === unitId && this.#last.period === period) return this.#last.id;
    const key = `${unitId}|${period}`;
    let id = this.#submissions.get(key);
    if (id === undefined) this.#submissions.set(key, (id = this.#addSubmission(unitId, period)));
    this.#last = { unitId, period, id };
    return id;
  }

  #addSubmission(unitId: number, period: Period): number {
    const { store } = this;
    const number = periodToInt(period);
    // Hardly ever is there one: the plain question first, the join costs ten times as much. And never within the statement that adds.
    const isFirst =
      prepared(store, 'SELECT 1 FROM submission WHERE unit_id = ? AND period = ? LIMIT 1').get(unitId, number) ===
      undefined;
    const standing = isFirst
      ? 0
      : (preparedValues(
          store,
          `SELECT count(*) FROM submission s JOIN import_file f ON f.id = s.import_file_id JOIN change_set c ON c.id = f.change_set_id
           WHERE s.unit_id = ? AND s.period = ? AND c.undone_by IS NULL`,
        ).get(unitId, number) as number);
    const added = prepared(
      store,
      'INSERT INTO submission (import_file_id, unit_id, period, revision, reason) VALUES (?, ?, ?, ?, ?)',
    ).run(this.ids.importFileId, unitId, number, standing + 1, this.ids.reason || null);
    return Number(added.lastInsertRowid);
  }

  /**
   * A unit's own report that only repeats what a city table had given is still that unit's first submission; and one that was
   * sent back is answered by another file, also where that leaves the numbers and explains them.
   */
  noteRepeated(): void {
    if (this.plan.header.form !== 'unit-report') return;
    for (const cell of this.plan.cells) {
      if (cell.role !== 'value' || cell.fate !== 'same' || cell.unitId === null || cell.period === null) continue;
      if (this.#submissions.has(`${cell.unitId}|${cell.period}`)) continue;
      if (!this.#hasOwn(cell.unitId, cell.period) || this.#isAnswer(cell.unitId, cell.period))
        this.of(cell.unitId, cell.period);
    }
  }

  /** The unit has given a report of its own for the period before. */
  #hasOwn(unitId: number, period: Period): boolean {
    const own = prepared(
      this.store,
      `SELECT 1 FROM submission s JOIN import_file f ON f.id = s.import_file_id JOIN change_set c ON c.id = f.change_set_id
       WHERE s.unit_id = ? AND s.period = ? AND f.form = 'unit-report' AND f.id <> ? AND c.undone_by IS NULL LIMIT 1`,
    );
    return own.get(unitId, periodToInt(period), this.ids.importFileId) !== undefined;
  }

  /** Its newest report was sent back, and this is not that very file again. */
  #isAnswer(unitId: number, period: Period): boolean {
    const sentBack = prepared(
      this.store,
      `SELECT 1 FROM task_state t WHERE t.unit_id = :unitId AND t.period = :period AND t.returned_at IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM import_file f JOIN import_file mine ON mine.sha256 = f.sha256
           WHERE mine.id = :fileId AND f.id <> mine.id)
         AND coalesce(t.returned_change, 0) >= (
           SELECT coalesce(max(f.change_set_id), 0) FROM submission s JOIN import_file f ON f.id = s.import_file_id
             JOIN change_set c ON c.id = f.change_set_id
           WHERE s.unit_id = t.unit_id AND s.period = t.period AND f.id <> :fileId AND c.undone_by IS NULL) LIMIT 1`,
    );
    return sentBack.get({ unitId, period: periodToInt(period), fileId: this.ids.importFileId }) !== undefined;
  }

  /** Submissions that say nothing new: no value, no target, no other 去年同期 than the unit had given, and nothing that was sent back. */
  markRepeats(): void {
    if (this.plan.header.form !== 'unit-report') return;
    const { store } = this;
    const brings = prepared(
      store,
      'SELECT 1 FROM observation_revision WHERE change_set_id = ? AND submission_id = ? LIMIT 1',
    );
    const newTarget = prepared(store, 'SELECT 1 FROM target WHERE change_set_id = ? AND unit_id = ? LIMIT 1');
    // By the change set, which is indexed; compared with what the unit said last, not with all that it ever said.
    const newClaim = prepared(
      store,
      `SELECT 1 FROM claim c WHERE c.change_set_id = :change AND c.submission_id = :id AND NOT EXISTS (
         SELECT 1 FROM claim o WHERE o.period = c.period AND o.indicator_id = c.indicator_id AND o.basis = c.basis
           AND o.unit_id = c.unit_id AND o.state = c.state AND o.value IS c.value AND o.submission_id = (
             SELECT max(x.submission_id) FROM claim x WHERE x.period = c.period AND x.indicator_id = c.indicator_id
               AND x.basis = c.basis AND x.unit_id = c.unit_id AND x.submission_id < c.submission_id)) LIMIT 1`,
    );
    const mark = prepared(store, 'UPDATE submission SET is_repeat = 1 WHERE id = ?');
    for (const [key, id] of this.#submissions) {
      const [unitId, period] = key.split('|') as [string, string];
      if (!this.#hasOwn(Number(unitId), period) || this.#isAnswer(Number(unitId), period)) continue;
      const change = this.ids.changeSetId;
      if (brings.get(change, id) !== undefined || newClaim.get({ change, id }) !== undefined) continue;
      if (newTarget.get(change, unitId) !== undefined) continue;
      mark.run(id);
    }
  }
}
