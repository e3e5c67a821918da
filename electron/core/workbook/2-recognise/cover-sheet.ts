// A cover sheet says for the tables behind it who reports and for when. What a table says itself goes before it.

import { eachCell } from '../1-read/cell-columns.js';
import type { RawBook } from '../1-read/raw-book.js';
import { readContext, type Located } from './context.js';
import type { FoundTable, Vocabulary } from './find-table.js';
import { Grid } from './grid.js';
import type { UnitMatch } from './names.js';
import { findPeriods, withoutPeriods } from './period-text.js';

export interface Cover {
  /** Lines that name a period. */
  periods: Located[];
  units: { text: string; match: UnitMatch }[];
}

/** A cover is short; a page of explanations is none. */
const MOST_CELLS = 30;
const LONGEST_LINE = 60;
const EXPLAINS = /说明|解释|目录|须知|要求/;

/** Reads the sheets at `indexes`, which hold no table; null where none says anything. */
export function readCover(book: RawBook, indexes: readonly number[], words: Vocabulary): Cover | null {
  const cover: Cover = { periods: [], units: [] };
  for (const index of indexes) {
    const sheet = book.sheets[index]!;
    if (EXPLAINS.test(sheet.name ?? '') || countUpTo(eachCell(sheet), MOST_CELLS + 1) > MOST_CELLS) continue;
    const grid = new Grid(sheet, book.date1904);
    const end = grid.rowCount;
    const none: FoundTable = {
      orientation: 'indicator-rows',
      from: 0,
      head: null,
      data: [end, end - 1],
      labelColumns: [],
      score: 0,
    };
    const { titles, unitLine, periodLines } = readContext(grid, none, end);
    const lines = titles.filter(({ text }) => text.length <= LONGEST_LINE);
    cover.periods.push(...periodLines, ...lines.filter(({ text }) => isOfPeriod(text)));
    if (unitLine) cover.units.push({ text: unitLine.text, match: words.units.exact(unitLine.text) });
    for (const { text } of lines) cover.units.push({ text, match: words.units.inText(text) });
  }
  cover.units = cover.units.filter(({ match }) => match.kind === 'found');
  return cover.periods.length + cover.units.length > 0 ? cover : null;
}

/** 根据2023年12月通知, 2024年2月印发: the period of another paper. */
const OF_OTHERS = /根据|依据|按照|通知|文件|文号|印发|[〔［[]/u;
const SAYS_REPORT = /统计|报表|[月季年]报|情况|数据|台账|汇总|[告表属]期|期间/;
const SAYS_DAY = /(报出|报送|上报|填报|填表|编制|编印)|日期|[制印]\s*$/;

/** 2024年1—3月统计报表, 报告期：2024年3月; 2024年4月 alone, behind the name of an office or as 报出时间 is the day of the cover. */
function isOfPeriod(text: string): boolean {
  const mentions = findPeriods(text);
  const rest = withoutPeriods(text);
  const isSpan = mentions.every(({ shape }) => shape !== 'single' && shape !== 'year');
  // 2024年1—3月 alone: a span is no day of the cover.
  if (mentions.length === 1 && isSpan && rest.trim() === '') return true;
  if (mentions.length === 0 || !/\p{Script=Han}{2}/u.test(rest) || OF_OTHERS.test(rest)) return false;
  return isSpan || (SAYS_REPORT.test(rest) && !SAYS_DAY.test(rest));
}

function countUpTo(cells: Iterable<unknown>, most: number): number {
  let count = 0;
  for (const _ of cells) {
    count += 1;
    if (count >= most) break;
  }
  return count;
}
