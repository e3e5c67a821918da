// Tables with an indicator per row, or with one half of its name per row and the other across (发明 under 授权量).

import { normaliseName } from '../../../../shared/indicators/normalise.js';
import type { RawCell } from '../1-read/raw-book.js';
import { findTogether } from './category-names.js';
import { isMeantAsData, isNoName, isRepeatedHead } from './data-rows.js';
import type { FoundTable, Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { headBlock, headPath, lastDataRow } from './head-block.js';
import { numberCount } from './lines.js';
import { areThings } from './thing-words.js';
import { columnsNaming, type ColumnCounts, type Kinds } from './name-kinds.js';

/** The first such table of rows `from` to before `to`, by the column with the most indicators; null where there is none. */
export function findIndicatorRows(
  grid: Grid,
  words: Vocabulary,
  kinds: Kinds,
  counts: Map<number, ColumnCounts>,
  from: number,
  to: number,
): FoundTable | null {
  const columns = columnsNaming(counts, 'indicatorRows');
  const best = columns[0];
  if (!best) return null;
  const [column, count] = best;
  const firstData =
    count.indicatorRows.find((r) => numberCount(grid, r) > 0 || count.indicatorRows.length > 1) ??
    count.indicatorRows.find((r) => isMeantAsData(grid, r, column));
  if (firstData === undefined) return null;
  const isIndicator = (text: string): boolean => kinds.of(text) === 'indicator';
  const { head, dataFrom } = headBlock(grid, firstData, from, column, isIndicator);
  if (head === null) return null;
  const last = lastDataRow(grid, firstData, to, column, isIndicator, (r) => isRepeatedHead(grid, words, r, column));
  // 本月 and 累计 may stand over the two blocks.
  const leafOf = (c: number): string => normaliseName(headPath(grid, head, c).at(-1) ?? '');
  const labelText = leafOf(column);
  const labelColumns = columns
    .filter(
      ([c, other]) =>
        c === column ||
        // Side by side: the same word heads the names of both blocks.
        (other.indicatorRows.some((r) => r >= dataFrom && r <= last) &&
          labelText !== '' &&
          leafOf(c) === labelText &&
          !isSameMerge(grid, head[1], column, c)),
    )
    .map(([c]) => c)
    .sort((a, b) => a - b);
  return {
    orientation: 'indicator-rows',
    from,
    head,
    // Rows between the head and the first known indicator are data too: an unknown indicator may stand there.
    data: [head[1] + 1, last],
    labelColumns,
    score: count.indicatorRows.filter((r) => r <= last).length,
  };
}

function isSameMerge(grid: Grid, r: number, a: number, b: number): boolean {
  const merge = grid.mergeOf(r, a);
  return merge !== undefined && merge === grid.mergeOf(r, b);
}

/** A matrix stands at the top of its sheet; a long list of other things is not searched for one. */
const MATRIX_ROWS = 20;

/** 发明, 实用新型 down and 申请量, 授权量 across: only both together name an indicator. */
export function findMatrix(grid: Grid, words: Vocabulary, from: number, to: number): FoundTable | null {
  for (let r = from; r < Math.min(to - 1, from + MATRIX_ROWS); r += 1) {
    const heads = grid.rowCells(r).filter((cell) => typeof cell.v === 'string' && cell.v.length <= 20);
    if (heads.length < 2) continue;
    const labelColumn = heads[0]!.c;
    const rows: number[] = [];
    const unnamed: string[] = [];
    for (let below = r + 1; below < Math.min(to, r + 40) && numberCount(grid, below) > 0; below += 1) {
      const label = grid.headText(below, labelColumn).trim();
      const isNamed = (cell: RawCell): boolean =>
        findTogether(label, String(cell.v), words.indicators).kind === 'found';
      if (label !== '' && heads.slice(1).some(isNamed)) rows.push(below);
      else unnamed.push(label);
    }
    // 合计 of firms is that of these firms.
    if (rows.length === 0 || areThings(unnamed)) continue;
    const { head, dataFrom } = headBlock(grid, rows[0]!, from, labelColumn, isNoName);
    if (head === null) continue;
    return {
      orientation: 'indicator-rows',
      from,
      head,
      data: [dataFrom, lastDataRow(grid, rows[0]!, to, labelColumn, isNoName, () => false)],
      labelColumns: [labelColumn],
      score: rows.length,
    };
  }
  return null;
}
