// SQL of versions of a 人口分母 that are kept beside the one in use. The one in use is an observation like any other.

import { periodToInt, type Period } from '../../../shared/model/period.js';
import type { Store } from './store.js';

export interface DenominatorVersion {
  id: number;
  name: string;
  source: string;
  /** unit id → store integer. */
  values: Map<number, number>;
}

export function denominatorVersions(store: Store, indicatorId: number, period: Period): DenominatorVersion[] {
  const rows = store.db
    .prepare('SELECT id, name, source FROM denominator_version WHERE indicator_id = ? AND period = ? ORDER BY id')
    .all(indicatorId, periodToInt(period)) as { id: number; name: string; source: string }[];
  const valuesOf = store.db.prepare('SELECT unit_id AS unitId, value FROM denominator_value WHERE version_id = ?');
  return rows.map((row) => ({
    ...row,
    values: new Map(
      (valuesOf.all(row.id) as { unitId: number; value: number }[]).map((one) => [one.unitId, one.value]),
    ),
  }));
}

/** Period of a version, null where there is none. */
export function denominatorPeriod(store: Store, id: number): number | null {
  const row = store.db.prepare('SELECT period FROM denominator_version WHERE id = ?').get(id) as
    | { period: number }
    | undefined;
  return row?.period ?? null;
}

/** Adds a version, or replaces the values of the one with that name. Call inside write(). Returns its id. */
export function saveDenominatorVersion(
  store: Store,
  key: { indicatorId: number; period: Period; name: string },
  source: string,
  values: ReadonlyMap<number, number>,
): number {
  const found = store.db
    .prepare('SELECT id FROM denominator_version WHERE indicator_id = ? AND period = ? AND name = ?')
    .get(key.indicatorId, periodToInt(key.period), key.name) as { id: number } | undefined;
  const id =
    found?.id ??
    Number(
      store.db
        .prepare('INSERT INTO denominator_version (indicator_id, period, name, source) VALUES (?, ?, ?, ?)')
        .run(key.indicatorId, periodToInt(key.period), key.name, source).lastInsertRowid,
    );
  if (found) {
    store.db.prepare('UPDATE denominator_version SET source = ? WHERE id = ?').run(source, id);
    store.db.prepare('DELETE FROM denominator_value WHERE version_id = ?').run(id);
  }
  const insert = store.db.prepare('INSERT INTO denominator_value (version_id, unit_id, value) VALUES (?, ?, ?)');
  for (const [unitId, value] of values) insert.run(id, unitId, value);
  return id;
}

/** Call inside write(). The values go first, one by one, so that the journal has them. */
export function removeDenominatorVersion(store: Store, id: number): void {
  store.db.prepare('DELETE FROM denominator_value WHERE version_id = ?').run(id);
  store.db.prepare('DELETE FROM denominator_version WHERE id = ?').run(id);
}
