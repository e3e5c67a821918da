// Months (or 本月, 累计) down and units across, or months across one row 数量, under a title that names the only indicator. Rows and
// columns say nothing of an indicator here, so the title must: without it the numbers could be anything, and nothing is read.

import { figureOf } from './figure-words.js';
import type { FoundTable, Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { headBlock, headPath, lastDataRow, type Span } from './head-block.js';
import { isFooterText, isMetaText, isNumberLike, numberCount } from './lines.js';
import { totalWord } from './names.js';
import { titleIndicator } from './title-indicator.js';
import { isTrade } from './unknown-names.js';

/** Such a table stands at the top of its sheet, or of what is left of it. */
const TOP_ROWS = 20;

const isNoName = (): boolean => false;

export function findTitledMonths(grid: Grid, words: Vocabulary, from: number, to: number): FoundTable | null {
  const first = firstRow(grid, from, Math.min(to, from + TOP_ROWS));
  if (first === null) return null;
  const { r, c } = first;
  const { head, dataFrom } = headBlock(grid, r, from, c, isNoName);
  if (head === null || dataFrom !== r) return null;
  const titles = titlesAbove(grid, from, head[0]);
  // A title of the trade that names nothing known is asked about; other lists are left alone, so that a folder may hold them.
  const isTitled = titles.some((title) => titleIndicator(title, words) !== null || isTrade(title));
  if (!isTitled) return null;
  let last = lastDataRow(grid, r, to, c, isNoName, (row) => isHead(grid, words, row, c));
  // The title of a table below that begins at once.
  while (last > r && numberCount(grid, last) === 0 && !isFigure(grid.headText(last, c).trim(), words)) last -= 1;
  const labels = labelsOf(grid, r, last, c);
  if (!labels.every((label) => isFigure(label, words))) return null;
  const heads = headsOf(grid, head, r, last, c);
  // What stands over another column is asked about, or listed as not read.
  if (!heads.some((path) => path.some((text) => isKnownHead(text, words)))) return null;
  // Some side must name months, 本月 or 去年同期: 数量 alone under a title is a table of anything.
  if (![...labels, ...heads.flat()].some(namesSpan)) return null;
  return {
    orientation: 'figure-rows',
    from,
    head,
    data: [r, last],
    labelColumns: [c],
    score: labels.length,
    isOfTitle: true,
  };
}

/** First row that names a month or a figure before its numbers. */
function firstRow(grid: Grid, from: number, to: number): { r: number; c: number } | null {
  for (let r = from; r < to; r += 1) {
    const label = grid.rowCells(r).find((cell) => grid.textOf(cell).trim() !== '');
    if (label === undefined || typeof label.v !== 'string' || isMetaText(label.v)) continue;
    if (figureOf(label.v, null) === null) continue;
    if (grid.rowCells(r).some((cell) => cell.c > label.c && isNumberLike(grid, r, cell.c))) return { r, c: label.c };
  }
  return null;
}

/** 月份 | 江北区 | 江南区 without a number: the head of another table below this one. */
function isHead(grid: Grid, words: Vocabulary, r: number, labelColumn: number): boolean {
  const cells = grid.rowCells(r).filter((cell) => cell.c > labelColumn);
  return (
    cells.some((cell) => typeof cell.v === 'string' && isKnownHead(cell.v.trim(), words)) &&
    !cells.some((cell) => isNumberLike(grid, r, cell.c))
  );
}

function titlesAbove(grid: Grid, from: number, headTop: number): string[] {
  const titles: string[] = [];
  for (let r = from; r < headTop; r += 1) titles.push(...grid.distinctTexts(r));
  return titles;
}

function labelsOf(grid: Grid, first: number, last: number, c: number): string[] {
  const labels: string[] = [];
  for (let r = first; r <= last; r += 1) {
    const label = grid.headText(r, c).trim();
    if (grid.rowCells(r).length > 0 && !isFooterText(label)) labels.push(label);
  }
  return labels;
}

/** Head paths of the columns that hold numbers. */
function headsOf(grid: Grid, head: Span, first: number, last: number, labelColumn: number): string[][] {
  const heads: string[][] = [];
  for (let c = labelColumn + 1; c < grid.columnCount; c += 1)
    for (let r = first; r <= last; r += 1)
      if (isNumberLike(grid, r, c)) {
        heads.push(headPath(grid, head, c));
        break;
      }
  return heads;
}

function isFigure(label: string, words: Vocabulary): boolean {
  return figureOf(label, null) !== null || totalWord(label, words.place) !== null;
}

function namesSpan(text: string): boolean {
  const mention = figureOf(text, null);
  return mention !== null && (mention.period !== null || mention.figure !== 'current');
}

function isKnownHead(text: string, words: Vocabulary): boolean {
  return words.units.exact(text).kind === 'found' || isFigure(text, words);
}
