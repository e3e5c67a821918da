// Rows of a table with indicators across and nothing but figures down: 本月, 累计, months, or one row without a name.

import { figureOf, isBareYear } from './figure-words.js';
import { isFooterText, isMeantAsNumber, numberCount } from './lines.js';
import { totalWord } from './names.js';
import { emptyRow, type RowAxis, type RowInput } from './row-axes.js';

/** Rows of one unit: 本月, 累计, 去年同期, a month each, or one row without a name. Any other name makes the row unknown. */
export function figureRows({ grid, table, words, year }: RowInput, labelColumn: number): RowAxis[] {
  const rows: RowAxis[] = [];
  for (let r = table.data[0]; r <= table.data[1]; r += 1) {
    const label = labelColumn < 0 ? '' : grid.headText(r, labelColumn).trim();
    if (grid.rowCells(r).length === 0 || isFooterText(label)) continue;
    if (label === '' && numberCount(grid, r) === 0 && !grid.rowCells(r).some(isMeantAsNumber)) continue;
    const row = emptyRow(r, labelColumn, label);
    const figure = label === '' ? null : figureOf(label, year);
    row.total = label === '' ? null : totalWord(label, words.place);
    if (figure) {
      row.figure = figure.figure;
      row.period = figure.period;
      row.isBareYear = isBareYear(label, year);
    } else if (label !== '' && row.total === null) row.indicator = { kind: 'unknown' };
    rows.push(row);
  }
  // Two nameless rows cannot both be the unit's figures.
  const nameless = rows.filter((row) => row.label === '');
  if (nameless.length > 1) for (const row of nameless) row.indicator = { kind: 'unknown' };
  return rows;
}
