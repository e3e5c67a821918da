// Asks whether the empty cells of a column mean what stands above them: a unit or an enterprise that is written once for several rows.

import { unitFieldOf, type Ledger } from '../../../../shared/ledgers/define.js';
import { emptyBelow } from './ledger-above.js';
import type { LedgerAsking } from './ledger-asking.js';
import type { LedgerColumn } from './ledger-columns.js';
import { shorten } from './shorten.js';

/** Enterprises that are written once for several records, each as the officer says. Null: not said yet. */
export function askEnterprisesAbove(
  asking: LedgerAsking,
  ledger: Ledger,
  columns: readonly LedgerColumn[],
): number[] | null {
  const found: number[] = [];
  let isOpen = false;
  for (const { c, head, field } of columns) {
    if (field === null || ledger.fields[field]?.kind !== 'enterprise') continue;
    const empty = emptyBelow(asking.table, c);
    if (empty === null) continue;
    const answer = asking.ask(`above-${field}`, {
      kind: 'ledger-above',
      cell: empty.cell,
      text: `“${head}”一栏有${empty.count}行是空的（例如${empty.cell}），是与上一行的“${shorten(empty.name)}”相同吗？`,
      options: [
        { value: 'same', label: '相同，按上一行填写' },
        { value: 'none', label: '不是，就是没有填写' },
      ],
      default: null,
      // A name that the next file lacks may have been forgotten.
      remembered: false,
    });
    if (answer === undefined) isOpen = true;
    if (answer !== 'same') continue;
    asking.reasons.push(`“${head}”空着的${empty.count}行按您的选择与上一行相同`);
    found.push(c);
  }
  return isOpen ? null : found;
}

/** The column of the unit where its empty cells mean what stands above them, as the officer says. */
export function askUnitAbove(
  asking: LedgerAsking,
  ledger: Ledger,
  columns: readonly LedgerColumn[],
): number | 'open' | null {
  const column = columns.find(({ field }) => field !== null && field === unitFieldOf(ledger));
  const empty = column === undefined ? null : emptyBelow(asking.table, column.c);
  if (column === undefined || empty === null) return null;
  const answer = asking.ask('above', {
    kind: 'ledger-above',
    cell: empty.cell,
    text: `“${column.head}”一栏有${empty.count}行是空的（例如${empty.cell}），是与上一行的“${empty.name}”相同吗？`,
    options: [
      { value: 'same', label: '相同，按上一行填写' },
      { value: 'none', label: '不是，就是没有填写' },
    ],
    default: null,
    remembered: true,
  });
  if (answer === 'same') asking.reasons.push(`“${column.head}”空着的${empty.count}行按您的选择与上一行相同`);
  return answer === undefined ? 'open' : answer === 'same' ? column.c : null;
}
