// Names with 1, 2, 3 … beside them and no head: the numbers count the rows, or they are what is reported. Nobody can tell by looking,
// so it is asked; a number is never taken for a value because nothing else was there.

import { cellAddress } from '../1-read/raw-book.js';
import { runsFromOne } from '../2-recognise/headless-list.js';
import type { TableAsking } from './table-asking.js';

/** What the only numbers of a headless list are; null where they do not run from 1. */
export function askSerial(asking: TableAsking): 'serial' | 'value' | 'open' | null {
  const { found, grid, columns: all, rows: names } = asking.table;
  if (found.head !== null || found.orientation !== 'indicator-rows') return null;
  const columns = all.filter((axis) => axis.role === null && axis.hasNumbers);
  const [column] = columns;
  if (column === undefined || columns.length > 1) return null;
  const rows = names.filter((row) => grid.text(row.r, column.c).trim() !== '');
  if (!runsFromOne(rows.map((row) => grid.text(row.r, column.c)))) return null;
  const [first] = rows;
  const answer = asking.ask({
    id: `serial:${asking.table.id}`,
    kind: 'layout',
    cell: cellAddress(first!.r, column.c),
    text: `表没有表头，“${first!.label}”等${rows.length}项旁边的数正好是1到${rows.length}。是序号，还是填报的数？`,
    options: [
      { value: 'serial', label: '是序号，不采用' },
      { value: 'value', label: '是填报的数' },
    ],
    // The next report of this layout may have other numbers.
    memory: null,
  });
  return answer ?? 'open';
}
