// Tables with a unit per row and indicators across: our own units, units unknown beside them, or places that are none of ours.

import { normaliseMeasure } from '../../../../shared/indicators/normalise.js';
import { isMeantAsData, isNoName, isRepeatedHead, textsOf } from './data-rows.js';
import { roleOf } from './figure-words.js';
import type { FoundTable, Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { headBlock, headPath, headsUnits, lastDataRow, type Span } from './head-block.js';
import { isNumberLike, numberCount } from './lines.js';
import { columnsNaming, type ColumnCounts, type Kinds } from './name-kinds.js';
import { totalWord } from './names.js';

/** The first such table of rows `from` to before `to`, by the column with the most units; null where there is none. */
export function findUnitRows(
  grid: Grid,
  words: Vocabulary,
  kinds: Kinds,
  counts: Map<number, ColumnCounts>,
  from: number,
  to: number,
): FoundTable | null {
  const columns = columnsNaming(counts, 'unitRows');
  for (const [column, count] of columns) {
    const numbered = count.unitRows.find((r) => hasNumberRightOf(grid, r, column));
    const known = numbered ?? count.unitRows.find((r) => isMeantAsData(grid, r, column));
    if (known === undefined) continue;
    const isUnit = (text: string): boolean => kinds.of(text) === 'unit';
    const { head, dataFrom } = headBlock(grid, known, from, column, isUnit);
    // Without a number only the name of an indicator above it makes it a table.
    if (numbered === undefined && (head === null || headMatches(grid, words, head, [column]) === 0)) continue;
    const last = lastDataRow(
      grid,
      known,
      to,
      column,
      isUnit,
      (r) => head !== null && isRepeatedHead(grid, words, r, column),
    );
    const labelColumns = columns
      .map(([c]) => c)
      .filter((c) => c === column || isUnitColumnToo(grid, head, counts.get(c)!, known, c));
    // A block beside it whose units are all unknown is a block all the same: its numbers are nobody else's.
    for (let c = 0; c < grid.columnCount; c += 1)
      if (!labelColumns.includes(c) && isUnknownBlock(grid, head, labelColumns, known, last, c)) labelColumns.push(c);
    // A unit that left all its cells empty is a row too: it did not submit.
    const firstUnit = count.unitRows.find((r) => r > (head?.[1] ?? from - 1)) ?? dataFrom;
    const score = head === null ? 0 : headMatches(grid, words, head, labelColumns);
    return {
      orientation: 'unit-rows',
      from,
      head,
      data: [Math.min(dataFrom, firstUnit), last],
      labelColumns: labelColumns.sort((a, b) => a - b),
      score: score + count.unitRows.filter((r) => r <= last).length,
    };
  }
  return null;
}

function hasNumberRightOf(grid: Grid, r: number, c: number): boolean {
  return numberCount(grid, r) > 0 || grid.rowCells(r).some((cell) => cell.c > c && cell.t === 'e');
}

function isUnitColumnToo(grid: Grid, head: Span | null, count: ColumnCounts, firstData: number, c: number): boolean {
  if (head === null || count.unitRows.length === 0 || count.unitRows[0]! > firstData + 2) return false;
  // Under the head's last level there may be a row of measures.
  return headPath(grid, head, c).some(headsUnits);
}

/** Headed like a unit column, with names in it, and numbers on both of its sides. */
function isUnknownBlock(
  grid: Grid,
  head: Span | null,
  labelColumns: readonly number[],
  first: number,
  last: number,
  c: number,
): boolean {
  if (head === null || !headPath(grid, head, c).some(headsUnits)) return false;
  const names = textsOf(grid, first, last, c).filter((text) => normaliseMeasure(text) === null && !/^\d/.test(text));
  if (names.length === 0) return false;
  const main = labelColumns[0]!;
  return (
    hasNumbersBetween(grid, first, last, Math.min(main, c), Math.max(main, c)) &&
    hasNumbersBetween(grid, first, last, c, grid.columnCount)
  );
}

function hasNumbersBetween(grid: Grid, first: number, last: number, left: number, right: number): boolean {
  for (let r = first; r <= last; r += 1)
    for (let c = left + 1; c < right; c += 1) if (isNumberLike(grid, r, c)) return true;
  return false;
}

/** Number of columns whose head path names an indicator. */
function headMatches(grid: Grid, words: Vocabulary, head: Span, labelColumns: number[]): number {
  let matches = 0;
  for (let c = 0; c < grid.columnCount; c += 1) {
    if (labelColumns.includes(c)) continue;
    const path = headPath(grid, head, c);
    if (path.length > 0 && words.indicators.find(path).kind === 'found') matches += 1;
  }
  return matches;
}

/** A table of places that are not our units (province table): place names in one column, numbers beside them. */
export function findPlaceRows(grid: Grid, words: Vocabulary, from: number, to: number): FoundTable | null {
  for (let c = 0; c < Math.min(grid.columnCount, 4); c += 1) {
    const rows: number[] = [];
    for (let r = from; r < to; r += 1) {
      const text = grid.text(r, c).trim();
      if (
        /^\p{Script=Han}{1,10}[市县区州盟省旗]$/u.test(text) &&
        totalWord(text, '') === null &&
        roleOf(text) === null &&
        words.units.exact(text).kind !== 'found' &&
        numberCount(grid, r) > 0
      )
        rows.push(r);
    }
    if (rows.length < 3) continue;
    const { head, dataFrom } = headBlock(grid, rows[0]!, from, c, isNoName);
    return {
      orientation: 'unit-rows',
      from,
      head,
      data: [dataFrom, lastDataRow(grid, rows[0]!, to, c, isNoName, (r) => isRepeatedHead(grid, words, r, c))],
      labelColumns: [c],
      score: rows.length,
    };
  }
  return null;
}
