// Rows of a table with a unit per row: units, totals, 其中 below a unit, and lines that say which figure the rows below them show.

import { isRestricting } from '../../../../shared/indicators/lookup.js';
import type { ColumnAxis } from './axes.js';
import { type ColumnFigure, type FigureMention, figureOf, figureOfLine } from './figure-words.js';
import type { FoundTable } from './find-table.js';
import type { Grid } from './grid.js';
import { isFooterText, isNumberLike } from './lines.js';
import { totalWord } from './names.js';
import { emptyRow, isColumnNumbers, type RowAxis, type RowInput } from './row-axes.js';
import { blockCells, isBlockEmpty, leadingText } from './row-block.js';

/** The rows of one block; a unit that left all its cells empty is one too. */
export function unitRows(
  { grid, table, words, year, isTargets }: RowInput,
  labelColumn: number,
  keys: ColumnAxis[],
): RowAxis[] {
  const rows: RowAxis[] = [];
  const seen = new Set<string>();
  let above = '';
  /** The row that 其中 below it are parts of: a total has units below it, a unit has its own parts. */
  let outer: RowAxis | null = null;
  let isInside = false;
  /** A line among the rows that says which figure those below it show. */
  let heading: FigureMention | null = null;
  let line: string | undefined;
  for (let r = table.data[0]; r <= table.data[1]; r += 1) {
    if (grid.rowCells(r).length === 0) continue;
    let label = grid.headText(r, labelColumn).trim();
    // 合计 often stands in the column before, merged or not.
    if (label === '') {
      const leading = leadingText(grid, r, labelColumn);
      if (totalWord(leading, words.place) !== null) label = leading;
    }
    if (label === '' && isBlockEmpty(grid, table, r, labelColumn)) continue; // a shorter block beside a longer one
    const hasNumbers = blockCells(grid, table, r, labelColumn).some(
      (cell) => isNumberLike(grid, r, cell.c) || cell.t === 'e',
    );
    if (label === '' && !hasNumbers) continue;
    // A unit written once over its rows, unmerged: the rows below belong to it while their keys go on being new.
    const key = keys.map((axis) => grid.headText(r, axis.c).trim()).join('|');
    if (label === '' && key.replaceAll('|', '') !== '' && above !== '' && !seen.has(key)) label = above;
    if (label !== above) seen.clear();
    seen.add(key);
    above = label;
    const total = totalWord(label, words.place);
    if (isColumnNumbers(label)) continue;
    const unit = total ? null : words.units.exact(label);
    // Notes and group lines among the rows: nothing to store, nothing to ask.
    if (unit?.kind === 'none' && !hasNumbers && isLine(grid, table, r, labelColumn)) {
      heading = figureOfLine(label, year) ?? heading;
      if (!isFooterText(label)) line = label;
      continue;
    }
    // 企业 and 高校 below a unit are parts of it.
    const isKind = outer !== null && isRestricting(label);
    if (unit?.kind === 'none' && !isTargets && (isKind || isComparison(label, year))) {
      rows.push({ ...emptyRow(r, labelColumn, label), total: 'comparison' });
      continue;
    }
    const row: RowAxis = { ...emptyRow(r, labelColumn, label), unit, total };
    if (line !== undefined) row.headings = [line];
    if (heading !== null && heading.figure !== 'current') {
      row.figure = heading.figure;
      row.period = heading.period;
    } else if (heading !== null) row.period = heading.period;
    const written = grid.headText(r, labelColumn);
    if (/^[\s\u3000]*其中/.test(written)) isInside = true;
    else if (!/^[\s\u3000]{2,}|^\u3000/.test(written)) isInside = false;
    if (isInside && total === null && outer?.total === null && outer.unit?.kind === 'found') {
      if (unit?.kind === 'found' && unit.unit.id !== outer.unit.unit.id)
        row.unit = { kind: 'ambiguous', candidates: [unit.unit] };
      row.within = outer.label;
    } else if (!isInside) outer = row;
    rows.push(row);
  }
  return rows;
}

const OF_NOW: ReadonlySet<ColumnFigure> = new Set(['current', 'ytd', 'month']);

/** 同比 or 上年同期 in the place of a unit's name, below the units or below each of them. */
function isComparison(label: string, year: number | null): boolean {
  const said = figureOf(label, year);
  return said !== null && !OF_NOW.has(said.figure);
}

function isLine(grid: Grid, table: FoundTable, r: number, labelColumn: number): boolean {
  return isFooterText(grid.text(r, labelColumn)) || blockCells(grid, table, r, labelColumn).length === 0;
}
