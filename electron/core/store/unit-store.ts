// SQL of the bureau and its reporting units. Not here: saving one (unit-edit-store.ts), after which layouts that name it follow.

import type { Bureau, ReportingUnit, UnitKind } from '../../../shared/model/unit.js';
import { bureauSchema } from '../../../shared/model/unit-schema.js';
import type { Store } from './store.js';
import { unitWord } from '../../../shared/model/unit-word.js';

export function getBureau(store: Store): Bureau | null {
  const row = store.db.prepare('SELECT name, place, level, code FROM bureau WHERE id = 1').get() as
    | Record<keyof Bureau, string | null>
    | undefined;
  if (row === undefined) return null;
  const parsed = bureauSchema.safeParse(row);
  if (parsed.success) return parsed.data;
  // A field that no longer passes must not lock the officer out of the data: the rest is shown and can be corrected.
  const { shape } = bureauSchema;
  return {
    name: shape.name.safeParse(row.name).data ?? '（单位名称待补）',
    place: shape.place.safeParse(row.place).data ?? '（地区待补）',
    level: shape.level.safeParse(row.level).data ?? 'city',
    code: shape.code.safeParse(row.code).data ?? null,
  };
}

/** Call inside write(). */
export function saveBureau(store: Store, bureau: Bureau): void {
  store.db
    .prepare(
      `INSERT INTO bureau (id, name, place, level, code) VALUES (1, :name, :place, :level, :code)
       ON CONFLICT DO UPDATE SET name = excluded.name, place = excluded.place, level = excluded.level, code = excluded.code`,
    )
    .run(bureau);
}

interface UnitRow {
  id: number;
  name: string;
  kind: UnitKind;
  sort: number;
  counts_in_total: number;
  ranked: number;
  parent_id: number | null;
  gb_code: string | null;
  valid_from: string | null;
  valid_to: string | null;
  contact: string;
  phone: string;
}

/** What the units are called together: 区（市）, 县（市、区）, 镇（街道）. */
export function unitWordOf(store: Store): string {
  return unitWord(getBureau(store)?.level ?? 'city', listUnits(store));
}

/** All units in registered order, those of the past included. */
export function listUnits(store: Store): ReportingUnit[] {
  const aliases = new Map<number, string[]>();
  const aliasRows = store.db.prepare('SELECT unit_id, alias FROM unit_alias ORDER BY unit_id, sort').all() as {
    unit_id: number;
    alias: string;
  }[];
  for (const row of aliasRows) aliases.set(row.unit_id, [...(aliases.get(row.unit_id) ?? []), row.alias]);
  const rows = store.db.prepare('SELECT * FROM reporting_unit ORDER BY sort, id').all() as UnitRow[];
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    aliases: aliases.get(row.id) ?? [],
    kind: row.kind,
    order: row.sort,
    countsInTotal: row.counts_in_total === 1,
    ranked: row.ranked === 1,
    parentId: row.parent_id,
    gbCode: row.gb_code,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    contact: row.contact,
    phone: row.phone,
  }));
}

/** Removes a unit with its aliases and what was remembered about its files. Call inside write(). */
export function removeUnit(store: Store, id: number): void {
  store.db.prepare('DELETE FROM recognition_memory WHERE unit_id = ?').run(id);
  store.db.prepare('DELETE FROM reporting_unit WHERE id = ?').run(id);
}

/** Sets the registered order. Call inside write(). */
export function reorderUnits(store: Store, ids: number[]): void {
  const update = store.db.prepare('UPDATE reporting_unit SET sort = ? WHERE id = ?');
  ids.forEach((id, index) => update.run(index + 1, id));
}
