// Rows right below the heads of a list that belong to them: 计量单位 of the columns, and numbers of the columns: 甲 | 乙 | 1 | 2, (1) | (2).

import { normaliseMeasure } from '../../../../shared/indicators/normalise.js';
import type { RawCell } from '../1-read/raw-book.js';
import { cellText, type Grid } from './grid.js';

/** Fewer columns may be numbered by chance. */
const FEWEST_NUMBERED = 4;
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';
/** Also 7=5/6, which says how a column follows from others. */
const MAY_NUMBER = /^[(（]?(?:\d{1,2}|[甲乙丙丁戊己庚辛壬癸A-Z])[)）]?(?:[=＝].{1,20})?$|^[①-⑳]$/;
const FIRST = /^[(（]?[1甲A][)）]?$|^①$/;

/** （万元） | （件）, whatever columns have one. `cells`: those of the row that are not blank. */
export function areMeasures(cells: readonly RawCell[], is1904: boolean): boolean {
  return cells.length > 0 && cells.every((cell) => cell.t === 's' && normaliseMeasure(cellText(cell, is1904)) !== null);
}

/** Below a head that no merged cell spreads over its parts: 拨付金额 | 拨付时间 below 拨付情况 | (blank). */
export function headsParts(grid: Grid, r: number, isKnown: (head: string) => boolean): boolean {
  const [, second] = filledCells(grid, r);
  const parts = filledCells(grid, r + 1);
  if (second === undefined || parts.length < 2 || parts.some(({ t, c }) => t !== 's' || c <= second.c)) return false;
  const known = parts.filter((cell) => isKnown(cellText(cell, grid.is1904)));
  return known.length * 2 >= parts.length && parts.some(({ c }) => grid.headText(r, c) === '');
}

/** 万元 as a head says it behind its name. */
export function inBrackets(measure: string): string {
  return /^[(（]/.test(measure) ? measure : `（${measure}）`;
}

/** The first cell of such a row. */
export function beginsNumbers(text: string): boolean {
  return FIRST.test(text.trim());
}

/** Every column that has anything has the number that follows the one before it: 甲 乙 1 2 3, (1) (2) (3), A B C. */
export function numbersColumns(cells: readonly RawCell[], is1904: boolean): boolean {
  const [first] = cells;
  if (first === undefined || cells.length < FEWEST_NUMBERED || !beginsNumbers(cellText(first, is1904))) return false;
  let last: { kind: string; n: number } | null = null;
  for (const cell of cells) {
    const place = placeOf(cellText(cell, is1904).replaceAll(/\s/g, ''));
    if (place === null || place.n !== (last !== null && place.kind === last.kind ? last.n + 1 : 1)) return false;
    last = place;
  }
  return true;
}

/** A row of either, wherever it stands again. */
export function belongsToHead(cells: readonly RawCell[], is1904: boolean): boolean {
  return areMeasures(cells, is1904) || numbersColumns(cells, is1904);
}

/** The cells of a row that are not blank. */
export function filledCells(grid: Grid, r: number): RawCell[] {
  return grid.rowCells(r).filter((cell) => cellText(cell, grid.is1904).trim() !== '');
}

function placeOf(text: string): { kind: string; n: number } | null {
  if (!MAY_NUMBER.test(text)) return null;
  const circled = CIRCLED.indexOf(text);
  if (circled >= 0) return { kind: 'circled', n: circled + 1 };
  const bare = text.replace(/[=＝].*$/, '').replaceAll(/[()（）]/g, '');
  if (/^\d/.test(bare)) return { kind: 'number', n: Number(bare) };
  const stem = STEMS.indexOf(bare);
  return stem >= 0 ? { kind: 'stem', n: stem + 1 } : { kind: 'letter', n: bare.charCodeAt(0) - 64 };
}
