// Columns that name a district once and leave the rows below it empty, as an office keeps its list by districts. Whether such an empty
// cell means the name above it is asked: a list of the province may just not know the district.

import { holdsTotalWord } from '../../../../shared/ledgers/total-words.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { LedgerTable } from '../2-recognise/ledger-table.js';

export interface EmptyBelow {
  /** The first empty cell, and the name above it. */
  cell: string;
  name: string;
  count: number;
}

/** Null where every record has a name, or one is repeated on the next record: then an empty cell is only nothing known. */
export function emptyBelow({ grid, head, columns }: LedgerTable, c: number): EmptyBelow | null {
  let above = '';
  let first: Omit<EmptyBelow, 'count'> | null = null;
  let count = 0;
  let names = 0;
  for (let r = head[1] + 1; r < grid.rowCount; r += 1) {
    const text = grid.headText(r, c).trim();
    if (text !== '' && text !== above) {
      names += 1;
      above = text;
      continue;
    }
    const filled = columns.filter((column) => column.c !== c && grid.text(r, column.c).trim() !== '').length;
    // Lines of totals, notes and heads are no records.
    if (columns.some((column) => holdsTotalWord(grid.text(r, column.c).replaceAll(/\s/g, '')))) continue;
    if (filled < 3 || filled * 2 < columns.length) continue;
    if (text === '') {
      if (above === '') return null;
      first ??= { cell: cellAddress(r, c), name: above };
      count += 1;
      continue;
    }
    if (!grid.isCovered(r, c)) return null;
  }
  return first === null || names === 0 ? null : { ...first, count };
}
