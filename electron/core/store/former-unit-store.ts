// SQL of the 填报单位 that rows belonged to before they moved. What they mean: shared/ledgers/former-units.ts.

import { unitFieldOf, type Ledger, type Rollup } from '../../../shared/ledgers/define.js';
import { keepsUnits, type FormerUnit } from '../../../shared/ledgers/former-units.js';
import { daysOfPeriod, usualBasis } from '../../../shared/ledgers/rollup.js';
import type { Basis, Period } from '../../../shared/model/period.js';
import { columnOf } from './ledger-columns.js';
import { prepared, preparedValues } from './prepared.js';
import type { Store } from './store.js';

/** By row, in the order of their months; rows that never moved are absent. */
export function formerUnits(store: Store, ledger: Ledger, rowIds: readonly number[]): Map<number, FormerUnit[]> {
  const found = new Map<number, FormerUnit[]>();
  if (!keepsUnits(ledger)) return found;
  const rows = prepared(
    store,
    `SELECT row_id AS id, until, unit_id AS unitId FROM ledger_former_unit
     WHERE ledger = ? AND row_id IN (SELECT value FROM json_each(?)) ORDER BY row_id, until`,
  ).all(ledger.id, JSON.stringify(rowIds)) as (FormerUnit & { id: number })[];
  for (const { id, until, unitId } of rows) {
    const list = found.get(id);
    if (list) list.push({ until, unitId });
    else found.set(id, [{ until, unitId }]);
  }
  return found;
}

/** Call inside write(). */
export function setFormerUnits(store: Store, ledger: Ledger, rowId: number, former: readonly FormerUnit[]): void {
  prepared(store, 'DELETE FROM ledger_former_unit WHERE ledger = ? AND row_id = ?').run(ledger.id, rowId);
  const insert = prepared(store, 'INSERT INTO ledger_former_unit (ledger, row_id, until, unit_id) VALUES (?, ?, ?, ?)');
  for (const { until, unitId } of former) insert.run(ledger.id, rowId, until, unitId);
}

/** Whether a row of the ledger ever moved. */
export function hasFormerUnits(store: Store, ledger: Ledger): boolean {
  const sql = 'SELECT EXISTS (SELECT 1 FROM ledger_former_unit WHERE ledger = ?)';
  return keepsUnits(ledger) && preparedValues(store, sql).get(ledger.id) === 1;
}

/** Unit of a row of alias t as a roll-up counts it for a period; null where the ledger has none. Binds nothing. */
export function unitThen(
  ledger: Ledger,
  rollup: Rollup,
  period: Period,
  basis: Basis = usualBasis(rollup),
): string | null {
  const field = unitFieldOf(ledger);
  if (field === null) return null;
  const now = columnOf(ledger, field);
  if (!keepsUnits(ledger)) return now;
  const { when } = rollup;
  const end = `'${daysOfPeriod(period, basis).to}'`;
  const day =
    when.kind === 'dateIn'
      ? `coalesce(${[...when.fields.map((name) => columnOf(ledger, name)), end].join(', ')})`
      : end;
  return `coalesce((SELECT f.unit_id FROM ledger_former_unit f
    WHERE f.ledger = '${ledger.id}' AND f.row_id = t.id AND f.until > ${day} ORDER BY f.until LIMIT 1), ${now})`;
}
