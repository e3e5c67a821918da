// SQL of 考核方案 and of the points that were typed for their items.

import { schemeDraftSchema, type Scheme, type SchemeDraft } from '../../../shared/targets/scheme.js';
import type { Store } from './store.js';

export function listSchemes(store: Store): Scheme[] {
  const rows = store.db.prepare('SELECT id, definition FROM scheme ORDER BY year DESC, name').all() as {
    id: number;
    definition: string;
  }[];
  return rows.flatMap((row) => {
    const parsed = schemeDraftSchema.safeParse(JSON.parse(row.definition));
    return parsed.success ? [{ ...parsed.data, id: row.id }] : [];
  });
}

/** Call inside write(). Returns the id. */
export function saveScheme(store: Store, id: number | null, scheme: SchemeDraft): number {
  const definition = JSON.stringify(scheme);
  if (id === null)
    return Number(
      store.db
        .prepare('INSERT INTO scheme (year, name, definition) VALUES (?, ?, ?)')
        .run(scheme.year, scheme.name, definition).lastInsertRowid,
    );
  store.db
    .prepare('UPDATE scheme SET year = ?, name = ?, definition = ? WHERE id = ?')
    .run(scheme.year, scheme.name, definition, id);
  return id;
}

/** Call inside write(). The scores go first, one by one, so that the journal has them. */
export function removeScheme(store: Store, id: number): void {
  store.db.prepare('DELETE FROM scheme_score WHERE scheme_id = ?').run(id);
  store.db.prepare('DELETE FROM scheme WHERE id = ?').run(id);
}

export interface TypedScore {
  key: string;
  /** 0: our own bureau. */
  unitId: number;
  /** Ten-thousandths. */
  points: number;
  note: string;
}

export function scoresOf(store: Store, schemeId: number): TypedScore[] {
  return store.db
    .prepare('SELECT item_key AS key, unit_id AS unitId, points, note FROM scheme_score WHERE scheme_id = ?')
    .all(schemeId) as TypedScore[];
}

/** Call inside write(). */
export function saveScore(
  store: Store,
  schemeId: number,
  score: Omit<TypedScore, 'points'> & { points: number | null },
): void {
  if (score.points === null)
    store.db
      .prepare('DELETE FROM scheme_score WHERE scheme_id = ? AND item_key = ? AND unit_id = ?')
      .run(schemeId, score.key, score.unitId);
  else
    store.db
      .prepare(
        `INSERT INTO scheme_score (scheme_id, item_key, unit_id, points, note) VALUES (:schemeId, :key, :unitId, :points, :note)
         ON CONFLICT DO UPDATE SET points = excluded.points, note = excluded.note`,
      )
      .run({ ...score, schemeId });
}
