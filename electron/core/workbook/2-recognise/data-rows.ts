// What tells rows of data from others, for all shapes of tables.

import { normaliseName } from '../../../../shared/indicators/normalise.js';
import { roleOf } from './figure-words.js';
import type { Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { isMeantAsNumber, numberCount } from './lines.js';

/** For tables whose rows are told by something else than names that we know. */
export const isNoName = (): boolean => false;

/** A row whose numbers are all written as something else: 12（第3位）. */
export function isMeantAsData(grid: Grid, r: number, c: number): boolean {
  return grid.rowCells(r).some((cell) => cell.c > c && isMeantAsNumber(cell));
}

/** 单位 | 指标 | … once more among the rows, as on each page of a printed table. */
export function isRepeatedHead(grid: Grid, words: Vocabulary, r: number, column: number): boolean {
  const text = grid.text(r, column);
  if (roleOf(text) !== 'unit' && roleOf(text) !== 'name' && normaliseName(text) !== '单位') return false;
  return (
    grid.rowCells(r).filter((cell) => typeof cell.v === 'string').length >= 2 && words.units.exact(text).kind === 'none'
  );
}

/** Texts of a column in the rows that have numbers. */
export function textsOf(grid: Grid, first: number, last: number, c: number): string[] {
  const texts: string[] = [];
  for (let r = first; r <= last; r += 1) {
    const text = grid.headText(r, c).trim();
    if (text !== '' && numberCount(grid, r) > 0) texts.push(text);
  }
  return texts;
}
