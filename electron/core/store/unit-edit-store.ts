// Saving a reporting unit with all that names it.

import type { UnitDraft } from '../../../shared/model/unit.js';
import { renameUnitInLayouts } from './layout-store.js';
import type { Store } from './store.js';

/** Inserts (id null) or updates a unit with its aliases. Returns its id. Call inside write(). */
export function saveUnit(store: Store, id: number | null, unit: UnitDraft): number {
  const row = {
    name: unit.name,
    kind: unit.kind,
    sort: unit.order,
    countsInTotal: unit.countsInTotal ? 1 : 0,
    ranked: unit.ranked ? 1 : 0,
    parentId: unit.parentId,
    gbCode: unit.gbCode,
    validFrom: unit.validFrom,
    validTo: unit.validTo,
    contact: unit.contact,
    phone: unit.phone,
  };
  let unitId = id;
  if (unitId === null) {
    unitId = Number(
      store.db
        .prepare(
          `INSERT INTO reporting_unit (name, kind, sort, counts_in_total, ranked, parent_id, gb_code, valid_from, valid_to, contact, phone)
           VALUES (:name, :kind, :sort, :countsInTotal, :ranked, :parentId, :gbCode, :validFrom, :validTo, :contact, :phone)`,
        )
        .run(row).lastInsertRowid,
    );
  } else {
    const before = store.db.prepare('SELECT name FROM reporting_unit WHERE id = ?').pluck().get(unitId) as string;
    if (before !== unit.name) renameUnitInLayouts(store, before, unit.name);
    store.db
      .prepare(
        `UPDATE reporting_unit SET name = :name, kind = :kind, sort = :sort, counts_in_total = :countsInTotal, ranked = :ranked,
         parent_id = :parentId, gb_code = :gbCode, valid_from = :validFrom, valid_to = :validTo, contact = :contact, phone = :phone WHERE id = :id`,
      )
      .run({ ...row, id: unitId });
  }
  store.db.prepare('DELETE FROM unit_alias WHERE unit_id = ?').run(unitId);
  const insert = store.db.prepare('INSERT INTO unit_alias (unit_id, alias, sort) VALUES (?, ?, ?)');
  [...new Set(unit.aliases)].forEach((alias, index) => insert.run(unitId, alias, index));
  return unitId;
}
