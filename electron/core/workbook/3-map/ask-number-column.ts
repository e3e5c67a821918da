// 数量 | 去重后, 上报数 | 认可数: several columns of which each may be the number. Which of them counts is asked once for unit and layout.

import type { ColumnAxis } from '../2-recognise/axes.js';
import type { MappedCell } from './map-cells.js';
import { headOf, isOtherVersion, mayBeNumber } from './other-columns.js';
import { shortName } from './shorten.js';
import type { TableAsking } from './table-asking.js';
import { MANY_COLUMNS } from './undecided.js';
import { SKIP } from './unit-options.js';

/** Of a cell whose column was not chosen. */
export const NOT_CHOSEN = '按您的选择不采用这一栏';

/**
 * Asks where `cells` leave it open; true where an answer changes how the table is read. Columns that their heads do not tell apart, that
 * are not all of one indicator, or that may be parts of it (城区 | 乡镇) are left to the finding that the file has to be mended.
 */
export function askNumberColumn(asking: TableAsking, cells: readonly MappedCell[]): boolean {
  const { table, decisions } = asking;
  const open = cells.filter((cell) => cell.undecided === MANY_COLUMNS && cell.raw !== undefined);
  const first = open[0];
  const column = first && table.columns.find(({ c }) => c === first.c);
  if (first === undefined || column === undefined) return false;
  const all = table.columns.filter((axis) => mayBeNumber(axis, column));
  // 本月 | 累计 | 核定数: 本月 stays what it is beside 累计, whichever of the other two counts.
  const months = all.some(({ figure }) => figure === 'ytd') ? all.filter(({ figure }) => figure === 'month') : [];
  const rivals = all.filter((axis) => !months.includes(axis));
  const heads = rivals.map((axis) => headOf(axis));
  if (rivals.length < 2 || heads.includes('') || new Set(heads).size < heads.length) return false;
  if (!rivals.some(isOtherVersion) || !rivals.every((axis) => isOfSame(open, cells, axis))) return false;
  const answer = asking.ask({
    id: `number-column:${table.id}`,
    kind: 'number-column',
    cell: first.cell,
    text: `表中${quoted(heads)}都可能是本期数（例如${first.cell}“${first.indicator!.name}”）。采用哪一栏？`,
    options: [
      ...heads.map((head) => ({ value: head, label: `采用“${shortName(head)}”` })),
      { value: SKIP, label: '都不采用' },
    ],
    memory: {
      topic: asking.topicOf('number-column'),
      unitId: asking.reporterId,
      asks: `${quoted(heads)}几栏，采用哪一栏`,
    },
  });
  const isOpen = answer === undefined;
  decisions.numberColumns = new Map([
    ...rivals.map((axis, at) => [axis.c, isOpen ? undefined : heads[at] === answer] as const),
    ...months.map((axis) => [axis.c, isOpen ? undefined : answer !== SKIP && !isOtherVersion(axis)] as const),
  ]);
  return true;
}

function quoted(heads: readonly string[]): string {
  return heads.map((head) => `“${shortName(head)}”`).join('');
}

/** Each number of the column is of the indicator that its row leaves open. */
function isOfSame(open: readonly MappedCell[], cells: readonly MappedCell[], { c }: ColumnAxis): boolean {
  const codes = new Map(open.map(({ r, indicator }) => [r, indicator?.code]));
  return cells.every(
    (cell) =>
      cell.c !== c || cell.raw === undefined || !codes.has(cell.r) || codes.get(cell.r) === cell.indicator?.code,
  );
}
