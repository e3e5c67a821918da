// Fields of the office that an undo takes out, or gives another kind, while rows hold what a later step wrote into them: it would be
// out of sight, or be read as something else (5万元 as 5000000件). Not here: the rows themselves (undo.ts).

import { isOwnId } from '../../../shared/ledgers/own.js';
import { ledgerOf } from '../../../shared/ledgers/registry.js';
import { quoted } from '../store/ledger-columns.js';
import type { Store } from '../store/store.js';

/** What the office defined of a ledger, before and after, as JSON; null: nothing. */
export interface DefinitionChange {
  ledger: string;
  from: string | null;
  to: string | null;
}

/** Kinds by the name of the field, those taken out included. */
function kindsOf(definition: string | null): Map<string, string> {
  if (definition === null) return new Map();
  const { fields } = JSON.parse(definition) as { fields: { name: string; kind: string }[] };
  return new Map(fields.map(({ name, kind }) => [name, kind]));
}

/**
 * A row that holds what no longer is what it was, once change set `id` was taken back and the definition with it, and that was not
 * written anew by it; null where there is none.
 */
export function rowLeftBehind(
  store: Store,
  id: number,
  { ledger, from, to }: DefinitionChange,
): { table: string; id: number } | null {
  const isOwn = isOwnId(ledger);
  const table = isOwn ? 'ledger_own' : ledgerOf(ledger)?.table;
  if (table === undefined) return null;
  const kinds = kindsOf(to);
  const lost = [...kindsOf(from)]
    .filter(([name, kind]) => kinds.get(name) !== kind)
    .map(([name]) => `$.${quoted(name)}`);
  const isGone = isOwn && to === null;
  if (lost.length === 0 && !isGone) return null;
  const found = store.db
    .prepare(
      `SELECT t.id FROM ${table} t WHERE ${isOwn ? 't.ledger = :ledger' : ':ledger IS NOT NULL'}
         AND (:isGone OR EXISTS (SELECT 1 FROM json_each(:lost) f WHERE json_extract(t.extra, f.value) IS NOT NULL))
         AND t.id NOT IN (SELECT json_extract(coalesce(j.after, j.before), '$.id') FROM journal j
           WHERE j.change_set_id = :id AND j.table_name = :table AND j.first_id IS NULL) LIMIT 1`,
    )
    .pluck()
    .get({ ledger, isGone: Number(isGone), lost: JSON.stringify(lost), id, table }) as number | undefined;
  return found === undefined ? null : { table, id: found };
}
