// Which comparison a 同比 or 增幅 column makes, by the numbers it stands behind: 本月 | 增幅 | 累计 | 增幅 is one of the month and one of
// all since January, 累计 | 上月累计 | 增幅 is none of last year. What may be another comparison is not computed anew.

import { CellsByName } from '../3-map/cells-by-name.js';
import type { ReadCell } from '../3-map/read-values.js';

/** Says itself that last year is compared with. */
const OF_LAST_YEAR = /同比|同期|去年|上年/;
const OF_MONTH_BEFORE = /上月|上个月|上期|上季/;

/** 同比 columns that may compare something else than the period's number with last year's. */
export function otherChanges(cells: readonly ReadCell[]): ReadonlySet<ReadCell> {
  const changes = cells.filter((cell) => cell.figure === 'change' && cell.unit && cell.indicator);
  const result = new Set<ReadCell>();
  if (changes.length === 0) return result;
  const filled = new CellsByName();
  for (const cell of cells) if (cell.text !== '' && cell.unit && cell.indicator) filled.of(cell).push(cell);
  for (const cell of changes) {
    const beside = filled.at(cell.unit!.id, cell.indicator!.id);
    if (
      isOther(
        cell,
        beside.filter((other) => other.sheetIndex === cell.sheetIndex),
      )
    )
      result.add(cell);
  }
  return result;
}

function isBefore(a: ReadCell, b: ReadCell): boolean {
  return a.r < b.r || (a.r === b.r && a.c < b.c);
}

function isOther(cell: ReadCell, beside: readonly ReadCell[]): boolean {
  const isOneOfSeveral = beside.some((other) => other.figure === 'change' && other !== cell);
  const isOfLastYear = OF_LAST_YEAR.test(cell.head);
  if (isOfLastYear && !isOneOfSeveral) return false;
  const numbers = beside.filter((other) => other.figure !== 'change');
  let nearest: ReadCell | undefined;
  for (const other of numbers)
    if (isBefore(other, cell) && (nearest === undefined || !isBefore(other, nearest))) nearest = other;
  if (isOneOfSeveral && nearest?.figure === 'month') return true;
  if (isOfLastYear) return false;
  const isMonthBefore = (other: ReadCell | undefined): boolean =>
    other !== undefined && (other.figure === 'previous' || OF_MONTH_BEFORE.test(other.head));
  if (isMonthBefore(nearest)) return true;
  return numbers.some(isMonthBefore) && !numbers.some((other) => other.figure === 'last-year');
}
