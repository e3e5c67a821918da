// Which comparison a 同比 or 增幅 column makes, by the numbers it stands behind: 本月 | 增幅 | 累计 | 增幅 is one of the month and one of
// all since January, 累计 | 上月累计 | 增幅 is none of last year. What may be another comparison is not computed anew.

import type { ReadCell } from '../3-map/read-values.js';

/** Says itself that last year is compared with. */
const OF_LAST_YEAR = /同比|同期|去年|上年/;
const OF_MONTH_BEFORE = /上月|上个月|上期|上季/;

function isBefore(a: ReadCell, b: ReadCell): boolean {
  return a.r < b.r || (a.r === b.r && a.c < b.c);
}

/**
 * A 同比 column that may compare something else than the period's number with last year's. `sameName`: cells of its unit and
 * indicator.
 */
export function isOtherChange(cell: ReadCell, sameName: readonly ReadCell[]): boolean {
  const beside = sameName.filter((other) => other.sheetIndex === cell.sheetIndex && other.text !== '');
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
