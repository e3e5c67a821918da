// Two rows of heads, 学员 over 姓名 and 联系电话, → one name for each column of a table that is to become a ledger. The officer sees the
// names before anything is made. Not here: how a ledger finds its own fields under two rows of heads (2-recognise/ledger-table.ts).

import { headMeasure } from '../../../shared/ledgers/heads.js';
import type { Grid } from '../workbook/2-recognise/grid.js';

/** Names of this many characters say alone what they are: 联系电话, but not 日期. */
const TELLING = 3;

const plain = (text: string): string => text.replaceAll(/\s+/g, '');

/** The row of groups where the row of heads `at`, or the one above it, is one; null where the heads are one row. */
export function groupRow(grid: Grid, at: number): number | null {
  if (isGroupRow(grid, at)) return at;
  // A line of two merged texts above the heads groups nothing: 填报单位：… | 单位：元.
  const isHeld = Array.from({ length: grid.columnCount }, (_, c) => c).some((c) => isDown(grid, at - 1, c));
  return at > 0 && isHeld && isGroupRow(grid, at - 1) ? at - 1 : null;
}

/** Some heads lie across columns, and below all others nothing begins. */
function isGroupRow(grid: Grid, r: number): boolean {
  if (r + 1 >= grid.rowCount) return false;
  let hasGroup = false;
  for (let c = 0; c < grid.columnCount; c += 1) {
    const [r1, c1, r2, c2] = grid.mergeOf(r, c) ?? [r, c, r, c];
    const isAcross = r1 === r && r2 === r && c2 > c1 && c2 - c1 + 1 < grid.columnCount && grid.text(r1, c1) !== '';
    hasGroup ||= isAcross;
    if (!isAcross && !isDown(grid, r, c) && grid.text(r + 1, c) !== '') return false;
  }
  return hasGroup;
}

/** One head stands in both rows. */
function isDown(grid: Grid, r: number, c: number): boolean {
  const merge = grid.mergeOf(r, c);
  return merge !== undefined && merge[0] === r && merge[2] === r + 1;
}

/** One name for each column under the groups of row `r`; null where a column has none. */
export function namesOfTwo(grid: Grid, r: number): (string | null)[] {
  const pairs = Array.from({ length: grid.columnCount }, (_, c) => ({
    top: plain(grid.headText(r, c)),
    bottom: plain(grid.headText(r + 1, c)),
  }));
  return pairs.map(({ top, bottom }) => {
    if (bottom === '' || bottom === top) return top === '' ? null : top;
    const isAlone = pairs.filter((other) => other.bottom === bottom).length === 1;
    if (top === '' || (isAlone && bottom.length >= TELLING)) return bottom;
    return headMeasure(top) === null ? `${top}${bottom}` : `${bottom}${top}`;
  });
}
