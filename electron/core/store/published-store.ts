// SQL of values and places as a higher authority published them: stored as given (rules.md 7).

import { periodFromInt, periodToInt, type Period } from '../../../shared/model/period.js';
import type { Store } from './store.js';

export interface Published {
  id: number;
  period: Period;
  indicatorId: number;
  figure: 'value' | 'growth';
  scope: string;
  place: string;
  /** At the indicator's store scale; of a growth in ten-thousandths of a percent. */
  value: number | null;
  placeNo: number | null;
  places: number | null;
  source: string;
  document: string;
  asOf: string;
  note: string;
}

const SELECT = `SELECT id, period, indicator_id AS indicatorId, figure, scope, place, value, place_no AS placeNo, places, source,
  document, as_of AS asOf, note FROM published`;

function fromRow(row: unknown): Published {
  const read = row as Omit<Published, 'period'> & { period: number };
  return { ...read, period: periodFromInt(read.period) };
}

export function publishedOf(store: Store, period: Period): Published[] {
  return store.db.prepare(`${SELECT} WHERE period = ? ORDER BY id`).all(periodToInt(period)).map(fromRow);
}

/** Of every period, newest first. */
export function allPublished(store: Store): Published[] {
  return store.db.prepare(`${SELECT} ORDER BY period DESC, id`).all().map(fromRow);
}

/** Call inside write(). */
export function savePublished(store: Store, row: Omit<Published, 'id'> & { id: number | null }): number {
  const values = { ...row, period: periodToInt(row.period) };
  if (row.id === null)
    return Number(
      store.db
        .prepare(
          `INSERT INTO published (period, indicator_id, figure, scope, place, value, place_no, places, source, document, as_of, note)
           VALUES (:period, :indicatorId, :figure, :scope, :place, :value, :placeNo, :places, :source, :document, :asOf, :note)`,
        )
        .run(values).lastInsertRowid,
    );
  store.db
    .prepare(
      `UPDATE published SET period = :period, indicator_id = :indicatorId, figure = :figure, scope = :scope, place = :place,
         value = :value, place_no = :placeNo, places = :places, source = :source, document = :document, as_of = :asOf,
         note = :note WHERE id = :id`,
    )
    .run(values);
  return row.id;
}

/** Call inside write(). False where there is none. */
export function removePublished(store: Store, id: number): boolean {
  return store.db.prepare('DELETE FROM published WHERE id = ?').run(id).changes > 0;
}
