// Which comparison a 同比 or 增幅 column makes, by the numbers it stands behind: 本月 | 增幅 | 累计 | 增幅 is one of the month and one of
// all since January, 累计 | 上月累计 | 增幅 is none of last year. What may be another comparison is not computed anew.

import type { ReadCell } from '../3-map/read-values.js';

/** Says itself that last year is compared with. */
const OF_LAST_YEAR = /同比|同期|去年|上年/;
const OF_MONTH_BEFORE = /上月|上个月|上期|上季/;

/** 同比 columns that may compare something else than the period's number with last year's. */
export function otherChanges(cells: readonly ReadCell[]): ReadonlySet<ReadCell> {
  const changes = cells.filter((cell) => cell.figure === 'change' && cell.unit && cell.indicator);
  const result = new Set<ReadCell>();
  if (changes.length === 0) return result;
  const keyOf = (cell: ReadCell): string => `${cell.sheetIndex}|${cell.unit?.id}|${cell.indicator?.code}`;
  const beside = new Map<string, ReadCell[]>(changes.map((cell) => [keyOf(cell), []]));
  for (const cell of cells) if (cell.text !== '') beside.get(keyOf(cell))?.push(cell);
  for (const cell of changes) if (isOther(cell, beside.get(keyOf(cell))!)) result.add(cell);
  return result;
}

function isOther(cell: ReadCell, beside: readonly ReadCell[]): boolean {
  const numbers = beside.filter((other) => other.figure !== 'change');
  const before = numbers.filter(({ r, c }) => r < cell.r || (r === cell.r && c < cell.c));
  const nearest = before.toSorted((a, b) => a.r - b.r || a.c - b.c).at(-1);
  const isOneOfSeveral = beside.some((other) => other.figure === 'change' && other !== cell);
  if (isOneOfSeveral && nearest?.figure === 'month') return true;
  if (OF_LAST_YEAR.test(cell.head)) return false;
  const isMonthBefore = (other: ReadCell | undefined): boolean =>
    other !== undefined && (other.figure === 'previous' || OF_MONTH_BEFORE.test(other.head));
  if (isMonthBefore(nearest)) return true;
  return numbers.some(isMonthBefore) && !numbers.some((other) => other.figure === 'last-year');
}
