// Finds the tables of a sheet: where the head is, which column names the rows, where the data end. Three shapes: an indicator
// per row (one unit, or units across), a unit per row (indicators across), a figure per row (one unit, indicators across;
// rows are 本月, 累计, months, or one nameless row). What heads and rows mean: axes.ts.

import type { IndicatorLookup } from '../../../../shared/indicators/lookup.js';
import { type CrossTable, findCross } from './cross-table.js';
import { findFigureRows } from './find-figure-rows.js';
import { findIndicatorRows, findMatrix } from './find-indicator-rows.js';
import { findPlaceRows, findUnitRows } from './find-unit-rows.js';
import type { Grid } from './grid.js';
import type { Span } from './head-block.js';
import { findHeadlessList } from './headless-list.js';
import { countNames, kindsOf } from './name-kinds.js';
import type { UnitNames } from './names.js';
import { findTitledMonths } from './titled-months.js';
import { findUnknownNames } from './unknown-names.js';

export interface Vocabulary {
  units: UnitNames;
  indicators: IndicatorLookup;
  place: string;
}

export interface FoundTable {
  orientation: 'indicator-rows' | 'unit-rows' | 'figure-rows';
  /** First row of what belongs to the table, its title included. */
  from: number;
  /** Head rows, inclusive; null where the table has no head (its title names its single indicator, or its rows theirs). */
  head: Span | null;
  data: Span;
  /** Columns that name the rows; several where blocks stand side by side; -1 for rows without a name. */
  labelColumns: number[];
  /** How sure: number of matched names. */
  score: number;
  /** Without a head: the column that counts the rows although it stands behind their names. */
  serialColumn?: number;
  /** Neither rows nor columns name an indicator, its title does: 合计 among the columns is a total of units or of months. */
  isOfTitle?: true;
  /** Its rows are parts of one unit, and add up to one of them. */
  isOfParts?: true;
  /** Kinds of patents by kinds of applicants. */
  cross?: CrossTable;
}

/** All tables of a sheet from top to bottom. */
export function findTables(grid: Grid, words: Vocabulary): FoundTable[] {
  const kinds = kindsOf(words);
  const tables: FoundTable[] = [];
  let from = 0;
  while (from < grid.rowCount && tables.length < 50) {
    const counts = countNames(grid, kinds, from, grid.rowCount);
    const byIndicator = findIndicatorRows(grid, words, kinds, counts, from, grid.rowCount);
    const byUnit = findUnitRows(grid, words, kinds, counts, from, grid.rowCount);
    const candidates = [byIndicator, byUnit].filter((table): table is FoundTable => table !== null);
    const places =
      candidates.length === 0 || (byUnit !== null && byUnit.score <= 2 && byIndicator === null)
        ? findPlaceRows(grid, words, from, grid.rowCount)
        : null;
    if (places && (byUnit === null || places.score > byUnit.score)) candidates.splice(0, candidates.length, places);
    const byFigure = findFigureRows(grid, words, kinds, from, grid.rowCount);
    // Rows that name units or indicators say more than a head alone: it counts only for a table of its own.
    const isOver = (other: FoundTable): boolean =>
      byFigure !== null && other.data[0] <= byFigure.data[1] && byFigure.data[0] <= other.data[1];
    // But 商标, 专利 and 地理标志 that add up to 合计 under 立案数 and 办结数 are no indicators.
    if (byFigure?.isOfParts === true && candidates.every((other) => !isOver(other) || other.score < byFigure.score))
      candidates.splice(0, candidates.length, ...candidates.filter((other) => !isOver(other)));
    if (byFigure && !candidates.some(isOver)) candidates.push(byFigure);
    const chosen = chooseFirst(candidates);
    // Months under a title of their own, above a table that says more of itself.
    const above = chosen && findTitledMonths(grid, words, from, chosen.head?.[0] ?? chosen.data[0]);
    const table =
      above ??
      chosen ??
      findMatrix(grid, words, from, grid.rowCount) ??
      findCross(grid, words, from, grid.rowCount) ??
      findHeadlessList(grid, words, from, grid.rowCount) ??
      findTitledMonths(grid, words, from, grid.rowCount) ??
      findUnknownNames(grid, words, from, grid.rowCount);
    if (table === null) break;
    tables.push(table);
    from = table.data[1] + 1;
  }
  return tables;
}

/** The surest candidate; but one that ends before the surest begins is a table of its own, above it. */
function chooseFirst(candidates: FoundTable[]): FoundTable | null {
  const [best, ...others] = candidates.sort((a, b) => b.score - a.score);
  if (!best) return null;
  const start = best.head?.[0] ?? best.data[0];
  return others.find((other) => other.data[1] < start) ?? best;
}
