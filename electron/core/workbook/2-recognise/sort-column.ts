// 质押类型: a column that says of each row which of two ledgers with the same heads it is of. Not here: lines and titles between the
// rows that say it (3-map/ledger-other-ledger.ts).

import type { Ledger } from '../../../../shared/ledgers/define.js';
import { headKey } from '../../../../shared/ledgers/heads.js';
import { isTotalWord } from '../../../../shared/ledgers/total-words.js';
import type { LedgerCandidate, LedgerTable } from './ledger-table.js';

/** What such a column says: its head, and each text with its first row. */
interface SortColumn {
  c: number;
  head: string;
  texts: ReadonlyMap<string, number>;
}

/** Null where the table has no such column, or nothing stands in it. */
export function sortColumn(
  { grid, head, columns }: Pick<LedgerTable, 'grid' | 'head' | 'columns'>,
  { sort }: Ledger,
): SortColumn | null {
  const keys = new Set(sort?.heads.map(headKey));
  const column = columns.find((one) => keys.has(headKey(one.head)));
  if (column === undefined) return null;
  const texts = new Map<string, number>();
  for (let r = head[1] + 1; r < grid.rowCount; r += 1) {
    const text = grid.text(r, column.c).replaceAll(/\s/g, '');
    if (text !== '' && !isTotalWord(text) && !texts.has(text)) texts.set(text, r);
  }
  return texts.size === 0 ? null : { ...column, texts };
}

/** The ledger of which all rows are by such a column goes before the others that have one; else the order stays. */
export function sortedFirst(table: Omit<LedgerTable, 'candidates'>, candidates: LedgerCandidate[]): LedgerCandidate[] {
  const own = candidates.find(({ ledger }) => {
    const texts = sortColumn(table, ledger)?.texts;
    return texts !== undefined && [...texts.keys()].every((text) => ledger.sort!.words.test(text));
  });
  return own === undefined ? candidates : [own, ...candidates.filter(({ ledger }) => ledger.sort === undefined)];
}
