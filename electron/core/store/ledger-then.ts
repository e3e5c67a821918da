// A ledger as it was declared before a step: what a row held then is read by the kinds that its fields had then. Out of the journal of
// the definitions; shipped declarations are those of the program in use.

import type { Ledger } from '../../../shared/ledgers/define.js';
import { ledgerDefined, type DefinitionRow } from './ledger-list.js';
import { prepared } from './prepared.js';
import type { Store } from './store.js';

/** Gives the ledger as it was before any change set from the given number on; what nobody changed since is as it is now. */
export function ledgerThen(store: Store, ledger: Ledger): (changeSetId: number) => Ledger {
  const entries = prepared(
    store,
    `SELECT change_set_id AS changeSetId, before FROM journal
     WHERE table_name GLOB 'ledger_*' AND table_name = 'ledger_definition'
     AND json_extract(coalesce(after, before), '$.ledger') = ? ORDER BY id`,
  ).all(ledger.id) as { changeSetId: number; before: string | null }[];
  return (changeSetId) => {
    const next = entries.find((entry) => entry.changeSetId >= changeSetId);
    if (next === undefined) return ledger;
    const row = next.before === null ? null : (JSON.parse(next.before) as DefinitionRow);
    return ledgerDefined(store, ledger.id, row) ?? ledger;
  };
}
