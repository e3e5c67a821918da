// SQL of the officer's own table layouts: one JSON definition each, of the same shape as the shipped ones.

import { layoutSchema, type TableLayout } from '../../../shared/reports/define.js';
import type { Store } from './store.js';

/** In the order of the list. A definition that this program cannot read is left out and stays in the file as it is. */
export function ownLayouts(store: Store): TableLayout[] {
  const rows = store.db.prepare('SELECT name, definition FROM table_layout ORDER BY sort, name').all() as {
    name: string;
    definition: string;
  }[];
  return rows.flatMap(({ name, definition }) => {
    const parsed = layoutSchema.safeParse({ ...(JSON.parse(definition) as object), name });
    return parsed.success ? [parsed.data] : [];
  });
}

/** Call inside write(). */
export function saveOwnLayout(store: Store, layout: TableLayout): void {
  const { name, ...definition } = layout;
  store.db
    .prepare(
      `INSERT INTO table_layout (name, sort, definition) VALUES (?, (SELECT coalesce(max(sort), 0) + 1 FROM table_layout), ?)
       ON CONFLICT DO UPDATE SET definition = excluded.definition`,
    )
    .run(name, JSON.stringify(definition));
}

/** A unit is called otherwise from now on: so it is in the layouts that name it. Call inside write(). */
export function renameUnitInLayouts(store: Store, from: string, to: string): void {
  const renamed = (name: string): string => (name === from ? to : name);
  for (const layout of ownLayouts(store)) {
    const { rows } = layout;
    if (rows.axis === 'indicators' && rows.unit === from)
      saveOwnLayout(store, { ...layout, rows: { ...rows, unit: to } });
    if (rows.axis === 'groups' && rows.groups.some((group) => group.units.includes(from)))
      saveOwnLayout(store, {
        ...layout,
        rows: { ...rows, groups: rows.groups.map((group) => ({ ...group, units: group.units.map(renamed) })) },
      });
  }
}

/** Call inside write(). False where there is none. */
export function removeOwnLayout(store: Store, name: string): boolean {
  return store.db.prepare('DELETE FROM table_layout WHERE name = ?').run(name).changes > 0;
}

/** A name that no own layout has or had: undo may bring a removed one back, and final copies speak of it. */
export function freshLayoutName(store: Store): string {
  const used = store.db
    .prepare(
      `SELECT max(CAST(substr(name, 5) AS INTEGER)) FROM (
         SELECT name FROM table_layout UNION SELECT name FROM final_copy
         UNION SELECT json_extract(coalesce(after, before), '$.name') FROM journal WHERE table_name = 'table_layout')
       WHERE name GLOB 'own-[0-9]*'`,
    )
    .pluck()
    .get() as number | null;
  return `own-${(used ?? 0) + 1}`;
}
