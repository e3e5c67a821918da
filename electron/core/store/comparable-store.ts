// SQL of 同口径调整: last year's value as this year's counting rule would give it, kept beside the stored value and never in its
// place. 同比 is computed from it and printed with the note 同口径 (indicators.md B.5). Appended rows; the newest of a key holds.

import { BASES, periodFromInt, periodToInt, type Period } from '../../../shared/model/period.js';
import { VALUE_STATES, type ValueState } from '../../../shared/model/observation.js';
import type { Store } from './store.js';
import type { StoredKey } from './value-store.js';

export interface ComparableBase extends StoredKey {
  /** Null: withdrawn. */
  state: ValueState | null;
  value: number | null;
  note: string;
}

interface Row {
  period: number;
  indicator_id: number;
  basis: number;
  unit_id: number;
  state: number | null;
  value: number | null;
  note: string;
}

const NEWEST = `SELECT b.* FROM comparable_base b WHERE b.no = (SELECT max(x.no) FROM comparable_base x
  WHERE x.period = b.period AND x.indicator_id = b.indicator_id AND x.basis = b.basis AND x.unit_id = b.unit_id)
  AND b.state IS NOT NULL`;

function fromRow(row: Row): ComparableBase {
  return {
    period: periodFromInt(row.period),
    indicatorId: row.indicator_id,
    basis: BASES[row.basis]!,
    unitId: row.unit_id,
    state: row.state === null ? null : VALUE_STATES[row.state]!,
    value: row.value,
    note: row.note,
  };
}

/** Comparable bases in force, of one (last year's) period or of all. */
export function comparableBases(store: Store, period: Period | null): ComparableBase[] {
  const rows = store.db
    .prepare(`${NEWEST} AND (:period IS NULL OR b.period = :period) ORDER BY b.period DESC, b.indicator_id, b.unit_id`)
    .all({ period: period === null ? null : periodToInt(period) }) as Row[];
  return rows.map(fromRow);
}

/** Sets or withdraws (state null) the comparable base of a key; call inside write(). */
export function addComparableBase(
  store: Store,
  changeSetId: number,
  base: ComparableBase,
  source: { importFileId: number | null; sheet: string | null; cell: string | null; text: string | null },
): void {
  store.db
    .prepare(
      `INSERT INTO comparable_base (period, indicator_id, basis, unit_id, no, state, value, note, change_set_id, import_file_id, sheet, cell, text)
       SELECT :period, :indicatorId, :basis, :unitId, coalesce(max(no), 0) + 1, :state, :value, :note, :changeSetId, :importFileId, :sheet, :cell, :text
       FROM comparable_base WHERE period = :period AND indicator_id = :indicatorId AND basis = :basis AND unit_id = :unitId`,
    )
    .run({
      ...source,
      period: periodToInt(base.period),
      indicatorId: base.indicatorId,
      basis: BASES.indexOf(base.basis),
      unitId: base.unitId,
      state: base.state === null ? null : VALUE_STATES.indexOf(base.state),
      value: base.value,
      note: base.note,
      changeSetId,
    });
}
