// Full days and 批次 in the cells of a sheet: a list has one in each row, statistics are of months. Not here: days of a ledger as they are stored
// (3-map/ledger-days.ts), and the day on which a list was made (stated-year.ts).

import type { RawCell } from '../1-read/raw-book.js';
import type { Grid } from './grid.js';
import { withoutDays } from './stated-year.js';

/** So many rows and cells of each are looked at for a day: a sheet may have a million of the one, and 16 384 of the other. */
const SEARCHED = { rows: 40, cells: 60 };

/** 7月5日, 7月5日至6日. */
const YEARLESS = /^\d{1,2}月\d{1,2}[日号](?:[至到~～—–-]+(?:\d{1,2}[月.])?\d{1,2}[日号]?)?$/;
/** What stands between or behind the full days of a cell: 2022年7月5日至7日. */
const BESIDE_DAYS = /^(?:[至到~～—–-]+(?:(?:\d{1,2}[月.])?\d{1,2}[日号]?)?)?$/;

/** True for a cell with one or several days and nothing else; readDay() knows more, and is not loaded where files are read. */
function isDay(grid: Grid, cell: RawCell): boolean {
  if (cell.z === 'date' || cell.z === 'datetime') return true;
  if (cell.t !== 's') return false;
  const text = grid.textOf(cell).normalize('NFKC').trim();
  const rest = withoutDays(text).trim();
  return rest === text ? YEARLESS.test(text) : BESIDE_DAYS.test(rest);
}

/**
 * True where one of the first rows holds a full day beside other cells, or names a 批次: most statistics name months at most, and need no
 * second look.
 */
export function writesDaysOrRounds(grid: Grid): boolean {
  for (let r = 0; r < Math.min(grid.rowCount, SEARCHED.rows); r += 1) {
    const cells = grid.rowCells(r).slice(0, SEARCHED.cells);
    if (cells.length >= 3 && cells.some((cell) => isDay(grid, cell))) return true;
    if (cells.some((cell) => cell.t === 's' && grid.textOf(cell).includes('批'))) return true;
  }
  return false;
}

/** True where most of what is written in a column from a row on is a full day. */
export function isOfDays(grid: Grid, c: number, from: number): boolean {
  const cells: RawCell[] = [];
  for (let r = from; r < Math.min(grid.rowCount, from + SEARCHED.rows); r += 1) {
    const cell = grid.cell(r, c);
    if (cell !== undefined && grid.textOf(cell).trim() !== '') cells.push(cell);
  }
  return cells.filter((cell) => isDay(grid, cell)).length * 2 > cells.length;
}
