// SQL of notes on single values: a comment and a follow-up mark. They belong to the key, not to a revision.

import { BASES, periodFromInt, periodToInt, type Period } from '../../../shared/model/period.js';
import type { Store } from './store.js';
import type { StoredKey } from './value-store.js';

export interface CellNote extends StoredKey {
  comment: string;
  isFollowed: boolean;
  at: string;
  operator: string;
}

interface Row {
  period: number;
  indicator_id: number;
  basis: number;
  unit_id: number;
  comment: string;
  follow_up: number;
  at: string;
  operator: string;
}

/** Notes of a period, or of all; newest first. */
export function cellNotes(store: Store, period: Period | null): CellNote[] {
  const rows = store.db
    .prepare('SELECT * FROM cell_note WHERE :period IS NULL OR period = :period ORDER BY at DESC, id DESC')
    .all({ period: period === null ? null : periodToInt(period) }) as Row[];
  return rows.map((row) => ({
    period: periodFromInt(row.period),
    indicatorId: row.indicator_id,
    basis: BASES[row.basis]!,
    unitId: row.unit_id,
    comment: row.comment,
    isFollowed: row.follow_up === 1,
    at: row.at,
    operator: row.operator,
  }));
}

/** Sets the note of a key; an empty one is removed. Call inside write(). */
export function setCellNote(store: Store, note: Omit<CellNote, 'at'>): void {
  const key = [periodToInt(note.period), note.indicatorId, BASES.indexOf(note.basis), note.unitId] as const;
  if (note.comment === '' && !note.isFollowed) {
    store.db
      .prepare('DELETE FROM cell_note WHERE period = ? AND indicator_id = ? AND basis = ? AND unit_id = ?')
      .run(...key);
    return;
  }
  store.db
    .prepare(
      `INSERT INTO cell_note (period, indicator_id, basis, unit_id, comment, follow_up, at, operator)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (period, indicator_id, basis, unit_id)
       DO UPDATE SET comment = excluded.comment, follow_up = excluded.follow_up, at = excluded.at, operator = excluded.operator`,
    )
    .run(...key, note.comment, note.isFollowed ? 1 : 0, store.now(), note.operator);
}
