// SQL of office settings: one JSON value per key; what has none has its default.

import { settingsSchema, type Settings } from '../../../shared/contract/program-records.js';
import { DEFAULT_SETTINGS } from '../../../shared/model/default-settings.js';
import type { Store } from './store.js';

/** Settings with defaults; a broken entry falls back to its default and never blocks the data. */
export function getSettings(store: Store): Settings {
  const rows = store.db.prepare('SELECT key, value FROM setting').all() as { key: string; value: string }[];
  const stored = new Map(rows.map((row) => [row.key, readJson(row.value)]));
  const result: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  for (const [key, schema] of Object.entries(settingsSchema.shape)) {
    const parsed = schema.safeParse(stored.get(key));
    if (parsed.success) result[key] = parsed.data;
  }
  return result as Settings;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Call inside write(). */
export function saveSettings(store: Store, changes: Partial<Settings>): void {
  const upsert = store.db.prepare(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  for (const [key, value] of Object.entries(changes)) if (value !== undefined) upsert.run(key, JSON.stringify(value));
}
