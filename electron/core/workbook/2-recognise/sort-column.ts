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

/** Null where the table has no such column, or nothing stands in it that names a right: 最高额质押, 续贷 are of any ledger. */
export function sortColumn(
  { grid, head, columns }: Pick<LedgerTable, 'grid' | 'head' | 'columns'>,
  { sort }: Ledger,
): SortColumn | null {
  const keys = new Set(sort?.heads.map(headKey));
  const column = columns.find((one) => keys.has(headKey(one.head)));
  if (column === undefined || sort === undefined) return null;
  const texts = new Map<string, number>();
  for (let r = head[1] + 1; r < grid.rowCount; r += 1) {
    const text = grid.text(r, column.c).replaceAll(/\s/g, '');
    if (text !== '' && !isTotalWord(text) && !texts.has(text)) texts.set(text, r);
  }
  const namesRight = (text: string): boolean => sort.words.test(text) || sort.others.test(text);
  return [...texts.keys()].some(namesRight) ? { ...column, texts } : null;
}

/** True for what such a column says of a row of this ledger: 专利, 发明、实用新型; not 专利和商标. */
export function isSortOf({ sort }: Ledger, text: string): boolean {
  return sort !== undefined && sort.words.test(text) && !sort.others.test(text);
}

/**
 * The ledger of which all rows are by such a column goes before the others that have one; else the order stays. Where the column says
 * something else of them, it is one that the ledger does not know.
 */
export function sortedFirst(table: Omit<LedgerTable, 'candidates'>, found: LedgerCandidate[]): LedgerCandidate[] {
  const candidates = found.map((one) => {
    const keys = new Set(one.ledger.sort?.heads.map(headKey));
    const other = table.columns.filter(({ head }) => keys.has(headKey(head)));
    if (other.length === 0 || sortColumn(table, one.ledger) !== null) return one;
    return { ...one, heads: { ...one.heads, unknown: [...one.heads.unknown, ...other.map(({ head }) => head)] } };
  });
  const own = candidates.find(({ ledger }) => {
    const texts = sortColumn(table, ledger)?.texts;
    return texts !== undefined && [...texts.keys()].every((text) => isSortOf(ledger, text));
  });
  return own === undefined ? candidates : [own, ...candidates.filter(({ ledger }) => ledger.sort === undefined)];
}
