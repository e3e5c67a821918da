// A table whose names are all unknown: told by the words around them. What they mean is asked, or said by the title.

import { normaliseName } from '../../../../shared/indicators/normalise.js';
import type { FoundTable, Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { headBlock, lastDataRow } from './head-block.js';
import { isNumberLike } from './lines.js';
import { subjectsOf } from './title-subject.js';

/** Such a table stands at the top of its sheet; a long list of other things is not searched for one. */
const TOP_ROWS = 20;
const NO_NAME = (): boolean => false;

/**
 * A table headed 指标 of which no name is known alone: its names belong to the title's subject, or are asked about. Other lists
 * are left alone, so that a folder may hold them.
 */
export function findUnknownNames(grid: Grid, words: Vocabulary, from: number, to: number): FoundTable | null {
  for (let r = from + 1; r < Math.min(to - 1, from + TOP_ROWS); r += 1) {
    const name = grid.rowCells(r).find((cell) => typeof cell.v === 'string' && NAMES_ROWS.test(normaliseName(cell.v)));
    if (name === undefined) continue;
    const first = firstNamedNumber(grid, r + 1, to, name.c);
    if (first === null) continue;
    const above = textsAbove(grid, from, r);
    const isAsked =
      INDICATORS.test(normaliseName(String(name.v))) && [...above, grid.text(first, name.c)].some(isTrade);
    if (!isAsked && !isNamedByTitle(grid, words, above, first, name.c)) continue;
    const { head, dataFrom } = headBlock(grid, first, from, name.c, NO_NAME);
    if (head === null || head[0] > r || head[1] < r) continue;
    return {
      orientation: 'indicator-rows',
      from,
      head,
      data: [dataFrom, lastDataRow(grid, first, to, name.c, NO_NAME, () => false)],
      labelColumns: [name.c],
      score: 0,
    };
  }
  return null;
}

const NAMES_ROWS = /指标|^(统计)?(项目|内容|类别|类型|种类|专利类型|专利类别|专利种类)$/;
const INDICATORS = /指标/;
const TRADE = /专利|商标|知识产权|地理标志|版权|著作权|质押|发明/;

/** Of patents, trade marks and the like: worth a question. */
export function isTrade(text: string): boolean {
  return TRADE.test(text);
}

function firstNamedNumber(grid: Grid, from: number, to: number, labelColumn: number): number | null {
  for (let r = from; r < Math.min(to, from + 6); r += 1) {
    const isNumbered = grid.rowCells(r).some((cell) => cell.c > labelColumn && isNumberLike(grid, r, cell.c));
    if (isNumbered && grid.text(r, labelColumn).trim() !== '') return r;
  }
  return null;
}

function textsAbove(grid: Grid, from: number, head: number): string[] {
  const texts: string[] = [];
  for (let r = from; r < head; r += 1) texts.push(...grid.distinctTexts(r));
  return texts;
}

function isNamedByTitle(grid: Grid, words: Vocabulary, titles: readonly string[], first: number, c: number): boolean {
  const subjects = titles.flatMap((title) => subjectsOf(title, words));
  for (let r = first; r < Math.min(grid.rowCount, first + 6); r += 1)
    if (subjects.some((subject) => words.indicators.find([subject, grid.text(r, c)]).kind === 'found')) return true;
  return false;
}
