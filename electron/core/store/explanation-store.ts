// SQL of the reasons why a submitted value and its roll-up differ. A reason holds for the two figures it was given for.

import { periodToInt, type Period } from '../../../shared/model/period.js';
import type { DifferenceReason } from '../../../shared/ledgers/reconcile.js';
import type { Store } from './store.js';

export interface Explanation {
  indicatorId: number;
  ledger: string;
  unitId: number;
  submitted: number | null;
  counted: number;
  reason: DifferenceReason;
  note: string;
  operator: string;
  at: string;
}

export function explanationsOf(store: Store, period: Period): Explanation[] {
  return store.db
    .prepare(
      `SELECT indicator_id AS indicatorId, ledger, unit_id AS unitId, submitted, counted, reason, note, operator, at
       FROM ledger_explanation WHERE period = ?`,
    )
    .all(periodToInt(period)) as Explanation[];
}

/** Call inside write(). */
export function saveExplanation(store: Store, period: Period, explanation: Explanation): void {
  store.db
    .prepare(
      `INSERT INTO ledger_explanation (period, indicator_id, ledger, unit_id, submitted, counted, reason, note, operator, at)
       VALUES (:period, :indicatorId, :ledger, :unitId, :submitted, :counted, :reason, :note, :operator, :at)
       ON CONFLICT DO UPDATE SET submitted = excluded.submitted, counted = excluded.counted, reason = excluded.reason,
         note = excluded.note, operator = excluded.operator, at = excluded.at`,
    )
    .run({ ...explanation, period: periodToInt(period) });
}

/** Call inside write(). */
export function removeExplanation(
  store: Store,
  period: Period,
  key: Pick<Explanation, 'indicatorId' | 'ledger' | 'unitId'>,
): void {
  store.db
    .prepare('DELETE FROM ledger_explanation WHERE period = ? AND indicator_id = ? AND ledger = ? AND unit_id = ?')
    .run(periodToInt(period), key.indicatorId, key.ledger, key.unitId);
}
