// What the office says to the rows of any ledger, typed or imported: today, the last of a number of working days by its calendar, and
// what another of its ledgers has for them.

import { columnOf } from '../store/ledger-columns.js';
import { findLedger } from '../store/ledger-list.js';
import { hasRows, listRows } from '../store/ledger-store.js';
import type { Store } from '../store/store.js';
import { workCalendar } from '../store/task-store.js';
import type { FieldValue, LedgerRow } from '../../../shared/ledgers/define.js';
import type { RowEnv } from '../../../shared/ledgers/validate.js';
import { addWorkingDays, chinaDate, isWorkingDay } from '../../../shared/tasks/working-days.js';

export function dayEnv(store: Store): Required<Pick<RowEnv, 'today' | 'lastDay' | 'lookUp'>> {
  const calendar = workCalendar(store);
  const known = new Map<string, LedgerRow | null>();
  return {
    today: chinaDate(store.now()),
    lastDay: (from, days, counts) => {
      const isCounted = counts === 'from-first' && isWorkingDay(from, calendar);
      const left = isCounted ? days - 1 : days;
      return left === 0 ? from : addWorkingDays(from, left, calendar);
    },
    // A file names few categories on many rows.
    lookUp: (ledger, by) => {
      const key = JSON.stringify([ledger, by]);
      let row = known.get(key);
      if (row === undefined) known.set(key, (row = oneRow(store, ledger, by)));
      return row;
    },
  };
}

function oneRow(store: Store, id: string, by: Readonly<Record<string, FieldValue>>): LedgerRow | null {
  const ledger = findLedger(store, id);
  if (ledger === null || !hasRows(store, ledger)) return null;
  const names = Object.keys(by);
  const where = {
    sql: names.map((name) => `${columnOf(ledger, name)} = ?`).join(' AND '),
    values: Object.values(by) as (string | number)[],
  };
  const { rows, total } = listRows(store, ledger, { where, sort: [], offset: 0, limit: 1 });
  return total === 1 ? rows[0]!.row : null;
}
