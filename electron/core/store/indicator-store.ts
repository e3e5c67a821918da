// SQL of indicators: the shipped catalogue seen through the officer's changes. The integer id is what observations refer to.

import { CATALOGUE } from '../../../shared/indicators/catalogue.js';
import { indicatorDraftSchema, type Indicator, type IndicatorDraft } from '../../../shared/indicators/define.js';
import { getSettings } from './settings-store.js';
import { committed } from './still-there.js';
import type { Store } from './store.js';

/** An indicator with the integer id that the store uses for it. */
export type StoredIndicator = Indicator & { id: number };

const SHIPPED = new Map(CATALOGUE.map((indicator) => [indicator.code, indicator]));

/** Gives every shipped code its row, at each start. A program update may bring new codes; the officer's definitions stay. */
export function syncCatalogue(store: Store): void {
  const insert = store.db.prepare('INSERT INTO indicator (code, definition) VALUES (?, NULL) ON CONFLICT DO NOTHING');
  committed(store.db, () => {
    for (const indicator of CATALOGUE) insert.run(indicator.code);
  });
}

/** All indicators in print order: shipped order first, own ones after, by code. */
export function listIndicators(store: Store): StoredIndicator[] {
  const rows = store.db.prepare('SELECT id, code, definition FROM indicator').all() as {
    id: number;
    code: string;
    definition: string | null;
  }[];
  const result: StoredIndicator[] = [];
  const withdrawalRate = withdrawalRateOf(store);
  for (const row of rows) {
    const shipped = row.code === WITHDRAWAL_RATE ? withdrawalRate : SHIPPED.get(row.code);
    if (row.definition === null) {
      if (shipped) result.push({ ...shipped, id: row.id });
      continue;
    }
    const draft = readDefinition(row.definition);
    // A broken definition never blocks the data: the shipped one stands in, an own one is left out.
    if (draft === null) {
      if (shipped) result.push({ ...shipped, id: row.id });
      continue;
    }
    result.push({
      ...draft,
      code: row.code,
      order: shipped?.order ?? 100_000,
      shipped: shipped !== undefined,
      id: row.id,
    });
  }
  return result.sort((a, b) => a.order - b.order || (a.code < b.code ? -1 : 1));
}

/** 非正常撤回率: what it is divided by is a setting of the office; a definition of its own stands above it. */
export const WITHDRAWAL_RATE = 'C39';
export const NOTIFIED_LESS_UPHELD = 'C37a';

function withdrawalRateOf(store: Store): Indicator {
  const shipped = SHIPPED.get(WITHDRAWAL_RATE)!;
  return getSettings(store).abnormalBase === 'less-upheld'
    ? { ...shipped, denominator: NOTIFIED_LESS_UPHELD }
    : shipped;
}

function readDefinition(json: string): IndicatorDraft | null {
  try {
    return indicatorDraftSchema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}

/** Stores a definition for a code; the shipped one again when it is equal to it. Call inside write(). */
export function saveIndicator(store: Store, code: string, draft: IndicatorDraft): void {
  const shipped = SHIPPED.get(code);
  const definition = JSON.stringify(indicatorDraftSchema.parse(draft));
  const isAsShipped = shipped !== undefined && JSON.stringify(indicatorDraftSchema.parse(shipped)) === definition;
  store.db
    .prepare(
      'INSERT INTO indicator (code, definition) VALUES (?, ?) ON CONFLICT DO UPDATE SET definition = excluded.definition',
    )
    .run(code, isAsShipped ? null : definition);
}
