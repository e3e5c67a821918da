// What happened to one entry of the enterprise register, from the journal: its own fields and its names, by change set.

import type { SqlValue } from './ledger-columns.js';
import { rowAsJournaled } from './ledger-history.js';
import { prepared } from './prepared.js';
import type { Store } from './store.js';

type Columns = Record<string, SqlValue>;

export interface EnterpriseChange {
  changeSetId: number;
  at: string;
  operator: string;
  label: string;
  /** Columns of the table `enterprise` before and after; null where the change added or removed the entry. */
  before: Columns | null;
  after: Columns | null;
  /** True where only names changed: then before and after are both null. */
  isNamesOnly: boolean;
  addedNames: string[];
  removedNames: string[];
}

interface JournalRow {
  id: number;
  at: string;
  operator: string;
  label: string;
  before: string | null;
  after: string | null;
  /** Inserted together with others (journal.ts): what it was is in the entry after this one. */
  together: number;
}

function parse(json: string | null): Columns | null {
  return json === null ? null : (JSON.parse(json) as Columns);
}

/** Newest first. The conditions are those of the partial indexes, word for word. */
export function enterpriseChanges(store: Store, id: number): EnterpriseChange[] {
  const select = `SELECT j.id AS entry, j.change_set_id AS id, c.at, c.operator, c.label, j.before, j.after,
    j.first_id IS NOT NULL AS together FROM journal j JOIN change_set c ON c.id = j.change_set_id`;
  const own = prepared(
    store,
    `${select} WHERE j.table_name = 'enterprise' AND json_extract(coalesce(j.after, j.before), '$.id') = :id
     UNION ALL ${select} WHERE j.first_id IS NOT NULL AND j.table_name = 'enterprise' AND j.first_id <= :id AND j.last_id >= :id
     ORDER BY entry`,
  ).all({ id }) as JournalRow[];
  for (const [index, row] of own.entries())
    if (row.together === 1) row.after = own[index + 1]?.before ?? rowAsJournaled(store, 'enterprise', id);
  const names = prepared(
    store,
    `${select} WHERE j.table_name = 'enterprise_name' AND json_extract(coalesce(j.after, j.before), '$.enterprise_id') = ? ORDER BY j.id`,
  ).all(id) as JournalRow[];
  const changes = new Map<number, EnterpriseChange>();
  const of = (row: JournalRow): EnterpriseChange => {
    let change = changes.get(row.id);
    if (!change) {
      const { id: changeSetId, at, operator, label } = row;
      change = {
        changeSetId,
        at,
        operator,
        label,
        before: null,
        after: null,
        isNamesOnly: true,
        addedNames: [],
        removedNames: [],
      };
      changes.set(row.id, change);
    }
    return change;
  };
  for (const row of own) {
    const change = of(row);
    if (change.isNamesOnly) change.before = parse(row.before);
    change.after = parse(row.after);
    change.isNamesOnly = false;
  }
  // Names are written anew with each save: what was taken out and put back is no change.
  for (const row of names) {
    const change = of(row);
    const [before, after] = [parse(row.before)?.['name'], parse(row.after)?.['name']];
    const take = (list: string[], other: string[], name: unknown): void => {
      if (typeof name !== 'string') return;
      const at = other.indexOf(name);
      if (at >= 0) other.splice(at, 1);
      else list.push(name);
    };
    if (before !== after) {
      take(change.removedNames, change.addedNames, before);
      take(change.addedNames, change.removedNames, after);
    }
  }
  return [...changes.values()].sort((x, y) => y.changeSetId - x.changeSetId);
}
