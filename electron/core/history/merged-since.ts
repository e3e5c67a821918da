// Rows that came after two enterprises were merged and name the one that is gone: they were put under the other. Taking the merge back
// would leave them there, and count two enterprises as one. Not here: rows that the merge itself moved (undo.ts puts them back).

import { enterpriseFieldsOf } from '../../../shared/ledgers/define.js';
import type { Enterprise } from '../../../shared/model/enterprise.js';
import { getEnterprise } from '../store/enterprise-store.js';
import { columnOf, enterpriseIdOf, tableOf } from '../store/ledger-columns.js';
import { allLedgersOf } from '../store/ledger-list.js';
import type { Store } from '../store/store.js';

/**
 * Label of a step after change set `id` that wrote a row of an enterprise which is there again (`back`) under one that it was merged
 * into (`kept`); null where there is none. Asked with the merge taken back.
 */
export function mergedSince(
  store: Store,
  id: number,
  { back, kept }: { back: readonly number[]; kept: readonly number[] },
): string | null {
  for (const other of back) {
    const enterprise = getEnterprise(store, other);
    if (enterprise === null) continue;
    for (const one of kept) {
      const label = stepThatNamed(store, id, enterprise, getEnterprise(store, one));
      if (label !== null) return label;
    }
  }
  return null;
}

function stepThatNamed(store: Store, id: number, back: Enterprise, kept: Enterprise | null): string | null {
  if (kept === null) return null;
  const own = new Set(namesOf(kept));
  const names = JSON.stringify(namesOf(back).filter((name) => !own.has(name)));
  const codes = JSON.stringify([back.uscc, ...back.formerCodes]);
  for (const ledger of allLedgersOf(store))
    for (const { name, codeField } of enterpriseFieldsOf(ledger)) {
      const isOfCode =
        codeField === undefined ? '0' : `${columnOf(ledger, codeField)} IN (SELECT value FROM json_each(:codes))`;
      const label = store.db
        .prepare(
          `SELECT c.label FROM ${tableOf(ledger)} t
           JOIN journal j ON j.table_name = :table AND j.change_set_id > :id AND (t.id BETWEEN j.first_id AND j.last_id
             OR j.first_id IS NULL AND json_extract(coalesce(j.after, j.before), '$.id') = t.id)
           JOIN change_set c ON c.id = j.change_set_id AND c.undone_by IS NULL AND c.kind <> 'undo'
           WHERE ${enterpriseIdOf(ledger, name)} = :kept AND
             (${columnOf(ledger, name)} IN (SELECT value FROM json_each(:names)) OR ${isOfCode}) AND :codes IS NOT NULL
           ORDER BY j.id DESC LIMIT 1`,
        )
        .pluck()
        .get({ table: ledger.table, id, kept: kept.id, names, codes }) as string | undefined;
      if (label !== undefined) return label;
    }
  return null;
}

function namesOf({ name, formerNames, shortNames }: Enterprise): string[] {
  return [name, ...formerNames, ...shortNames];
}
