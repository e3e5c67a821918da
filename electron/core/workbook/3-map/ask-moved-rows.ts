// Rows of our own form for all units whose names have changed places while 序号 stayed: whole rows that were sorted, or names alone.
// Only who sent it knows; asked once, and nothing of these rows is stored before. Not here: a name that another unit's row has, too,
// which is refused (core/forms/locate-units.ts).

import { cellAddress } from '../1-read/raw-book.js';
import type { MappedCell } from './map-cells.js';
import type { TableAsking } from './table-asking.js';
import { leaveOut } from './undecided.js';

export function askMovedRows(asking: TableAsking, cells: readonly MappedCell[]): void {
  const { table } = asking;
  const { movedRows } = table;
  const own = cells.filter((cell) => movedRows?.has(cell.r) === true);
  const first = own.find((cell) => cell.raw !== undefined);
  if (first === undefined) return;
  const at = cellAddress(first.r, table.found.labelColumns[0]!);
  const answer = asking.ask({
    id: `moved-rows:${table.id}`,
    kind: 'unit',
    cell: at,
    text: `填报表中${movedRows!.size}行的单位名称与下发时的次序不同（例如${at}“${first.unit?.name ?? ''}”），“序号”却没有跟着动。是整行排过序，还是只改动了名称？`,
    options: [
      { value: 'sorted', label: '整行排过序，各行的数就是现在所写单位的，导入' },
      { value: 'skip', label: '只改动了名称，或者说不清，这几行不导入' },
    ],
    memory: null,
  });
  if (answer === 'sorted') return;
  for (const cell of own)
    if (answer === 'skip') leaveOut(cell, '按您的选择不采用单位名称换过位置的行');
    else cell.undecided ||= '是整行排过序还是只改动了单位名称待回答';
}
