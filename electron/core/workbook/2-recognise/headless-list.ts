// A list without a head: the name of an indicator and its number beside it, row by row. What several numbers of a row would be
// nobody says, so rows of one number each are read and no others; 1, 2, 3 … between name and number count the rows.

import { normaliseMeasure } from '../../../../shared/indicators/normalise.js';
import type { FoundTable, Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { isFooterText, isMetaText, isNumberLike } from './lines.js';

/** A title of other numbers than this year's: which of them a column without a head holds nobody says. */
const OTHER_NUMBERS = /目标|任务|计划|预[计测期]|去年|上年|同期/;

/** Such a list stands at the top of its sheet. */
const TOP_ROWS = 20;
const FEWEST_NAMES = 2;

/** The first such list below `from`; null where there is none. */
export function findHeadlessList(grid: Grid, words: Vocabulary, from: number, to: number): FoundTable | null {
  for (let r = from; r < Math.min(to, from + TOP_ROWS); r += 1) {
    const name = grid.rowCells(r).find((cell) => typeof cell.v === 'string' && isIndicator(cell.v, words));
    if (name === undefined) {
      const above = grid.rowCells(r).map((cell) => grid.textOf(cell));
      if (above.some((text) => OTHER_NUMBERS.test(text) && !/完成/.test(text))) return null;
      continue;
    }
    const list = listFrom(grid, words, r, to, name.c);
    return list === null ? null : { ...list, from };
  }
  return null;
}

function isIndicator(text: string, words: Vocabulary): boolean {
  return words.indicators.find([text]).kind === 'found';
}

/** Fewer may be numbers that happen to be 1 and 2. */
const FEWEST_SERIALS = 3;

/** 1, 2, 3 … to the end, at least two of them. */
export function runsFromOne(texts: readonly string[]): boolean {
  return texts.length >= 2 && texts.every((text, index) => text.normalize('NFKC').trim() === String(index + 1));
}

/** Of two columns of numbers the one that counts the rows; null where neither or both do. */
function serialAmong(columns: ReadonlyMap<number, readonly string[]>): number | null {
  const rows = Math.max(...[...columns.values()].map((texts) => texts.length));
  if (columns.size !== 2 || rows < FEWEST_SERIALS) return null;
  const serial = [...columns].filter(([, texts]) => texts.length === rows && runsFromOne(texts));
  return serial.length === 1 ? serial[0]![0] : null;
}

function listFrom(grid: Grid, words: Vocabulary, first: number, to: number, c: number): FoundTable | null {
  let names = 0;
  let last = first;
  const columns = new Map<number, string[]>();
  for (let r = first; r < to; r += 1) {
    const cells = grid.rowCells(r).filter((cell) => grid.textOf(cell).trim() !== '');
    if (cells.length === 0) continue;
    const label = grid.text(r, c).trim();
    if (label === '' || isMetaText(label) || isFooterText(label)) break;
    const numbers = cells.filter((cell) => cell.c > c && isNumberLike(grid, r, cell.c));
    const others = cells.filter((cell) => cell.c > c && !numbers.includes(cell));
    if (numbers.length === 0 || others.some((cell) => normaliseMeasure(grid.textOf(cell)) === null)) return null;
    for (const { c: at } of numbers) columns.set(at, [...(columns.get(at) ?? []), grid.text(r, at)]);
    last = r;
    if (isIndicator(label, words)) names += 1;
  }
  if (names < FEWEST_NAMES) return null;
  const serial = serialAmong(columns);
  if (columns.size > 1 && serial === null) return null;
  return {
    ...(serial === null ? {} : { serialColumn: serial }),
    orientation: 'indicator-rows',
    from: first,
    head: null,
    data: [first, last],
    labelColumns: [c],
    score: names,
  };
}
