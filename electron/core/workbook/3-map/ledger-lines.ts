// Lines between the rows of a ledger that name whose rows stand below them: 一、滕州市, 薛城区（3件）. Taken only where such a line stands
// above all records and none says it itself; whether it is so is asked once. Below a line that names nobody known nothing is filled in.

import { saidByLine, loneText } from './ledger-other-lines.js';
import type { LedgerTable } from '../2-recognise/ledger-table.js';

const TOTAL = /^.{0,12}(?:合计|总计|小计|共计|累计)/;
/** A longer list comes from a program, which repeats the name on every row. */
const KEPT_BY_HAND = 3000;
const MONTHS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

/** The months that a line names: 1月份, 2022年第三季度, 下半年, 2021年度. Null for any other. */
export function timeOfLine(text: string): { year: number | null; from: number; to: number } | null {
  const said = saidByLine(text).replaceAll(/\s/g, '');
  const match = /^(?:(20\d{2})年度?)?(?:(.{1,3}?)月份?|第?([一二三四1-4])季度|([上下])半年)?$/.exec(said);
  if (!match || said === '') return null;
  const year = match[1] === undefined ? null : Number(match[1]);
  if (match[2] !== undefined) {
    const month = MONTHS.indexOf(match[2]) + 1 || Number(match[2]);
    return month >= 1 && month <= 12 ? { year, from: month, to: month } : null;
  }
  if (match[3] !== undefined) {
    const quarter = '一二三四'.indexOf(match[3]) + 1 || Number(match[3]);
    return { year, from: quarter * 3 - 2, to: quarter * 3 };
  }
  if (match[4] !== undefined) return match[4] === '上' ? { year, from: 1, to: 6 } : { year, from: 7, to: 12 };
  return { year, from: 1, to: 12 };
}

export interface UnitLines {
  /** Column in which the lines stand. */
  c: number;
  /** The first one: its row from 0, and its text. */
  r: number;
  text: string;
  count: number;
}

/** What a line between the rows says: the rows below are of this unit, it parts them by time, or nobody can tell. */
export function lineMeans(
  text: string,
  titleLines: readonly string[],
  isUnit: (text: string) => boolean,
): 'unit' | 'time' | 'other' {
  const said = saidByLine(text);
  if (isUnit(said)) return 'unit';
  return timeOfLine(text) !== null || titleLines.includes(text) ? 'time' : 'other';
}

/** Null where the rows are not parted so. `unit`: the column of the unit, where the table has one. */
export function unitLines(
  { grid, head, columns, titleLines }: LedgerTable,
  unit: number | null,
  isUnit: (text: string) => boolean,
): UnitLines | null {
  let first: Omit<UnitLines, 'count'> | null = null;
  let count = 0;
  for (let r = head[1] + 1; r < Math.min(grid.rowCount, head[1] + KEPT_BY_HAND); r += 1) {
    const line = loneText(grid, r);
    if (line !== null) {
      const means = lineMeans(line.text, titleLines, isUnit);
      if (means === 'unit') {
        first ??= { r, ...line };
        count += 1;
      }
      continue;
    }
    if (columns.some((column) => TOTAL.test(grid.text(r, column.c).replaceAll(/\s/g, '')))) continue;
    const filled = columns.filter((column) => grid.text(r, column.c).trim() !== '').length;
    if (filled < 2 || filled * 3 < columns.length) continue;
    if (unit !== null && grid.headText(r, unit).trim() !== '') return null;
    if (first === null) return null;
  }
  return first === null ? null : { ...first, count };
}
