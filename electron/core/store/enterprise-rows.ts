// SQL of what the ledgers hold about an enterprise: its rows by the register's id, and by known name where a ledger only names a party.

import { fieldsOf, type Ledger } from '../../../shared/ledgers/define.js';
import { spellingsOf, type Enterprise } from '../../../shared/model/enterprise.js';
import { columnOf, enterpriseIdOf, tableOf, type SqlValue } from './ledger-columns.js';
import { allLedgersOf } from './ledger-list.js';
import type { Where } from './ledger-filter.js';
import type { Store } from './store.js';

function enterpriseColumns(ledger: Ledger): string[] {
  return fieldsOf(ledger)
    .filter(([, field]) => field.kind === 'enterprise')
    .map(([name]) => enterpriseIdOf(ledger, name));
}

/** Rows of a ledger about an enterprise; null where the ledger names no enterprises. */
export function rowsAbout(ledger: Ledger, enterprise: Enterprise): Where | null {
  const parts: string[] = [];
  const values: SqlValue[] = [];
  for (const column of enterpriseColumns(ledger)) {
    parts.push(`${column} = ?`);
    values.push(enterprise.id);
  }
  // A short name is too common to stand for a party.
  const names = [enterprise.name, ...enterprise.formerNames].flatMap(spellingsOf);
  for (const [name, field] of fieldsOf(ledger))
    if (field.kind === 'text' && field.isParty === true) {
      parts.push(`${columnOf(ledger, name)} IN (${names.map(() => '?').join(', ')})`);
      values.push(...names);
    }
  return parts.length === 0 ? null : { sql: parts.join(' OR '), values };
}

/** How many rows of all ledgers point to each of these entries. */
export function countRowsOf(store: Store, ids: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  const list = JSON.stringify(ids);
  for (const ledger of allLedgersOf(store))
    for (const column of enterpriseColumns(ledger)) {
      const rows = store.db
        .prepare(
          `SELECT ${column} AS id, count(*) AS n FROM ${tableOf(ledger)} t
           WHERE ${column} IN (SELECT value FROM json_each(?)) GROUP BY ${column}`,
        )
        .all(list) as { id: number; n: number }[];
      for (const { id, n } of rows) counts.set(id, (counts.get(id) ?? 0) + n);
    }
  return counts;
}
