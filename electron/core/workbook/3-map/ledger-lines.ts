// Lines between the rows of a ledger that name whose rows stand below them: 一、滕州市, 薛城区（3件）. Taken only where such a line stands
// above all records and none says it itself; whether it is so is asked once. Below a line that names nobody known nothing is filled in.

import { holdsTotalWord } from '../../../../shared/ledgers/total-words.js';
import { hanNumber } from '../../../../shared/model/han-number.js';
import { isBlank, saidByLine, loneText } from './ledger-other-lines.js';
import { lackedFields, unitTotal, type LineColumn } from './ledger-unit-total.js';
import type { LedgerTable } from '../2-recognise/ledger-table.js';

/** A longer list comes from a program, which repeats the name on every row. */
const KEPT_BY_HAND = 3000;

/** The months that a line names: 1月份, 2022年第三季度, 下半年, 2021年度. Null for any other. */
export function timeOfLine(text: string): { year: number | null; from: number; to: number } | null {
  const said = saidByLine(text).replaceAll(/\s/g, '');
  const match = /^(?:(20\d{2})年度?)?(?:(.{1,3}?)月份?|第?([一二三四1-4])季度|([上下])半年)?$/.exec(said);
  if (!match || said === '') return null;
  const year = match[1] === undefined ? null : Number(match[1]);
  if (match[2] !== undefined) {
    const month = hanNumber(match[2]) ?? Number(match[2]);
    return month >= 1 && month <= 12 ? { year, from: month, to: month } : null;
  }
  if (match[3] !== undefined) {
    const quarter = hanNumber(match[3]) ?? Number(match[3]);
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
  /** 滕州市小计 below the rows that it is of, each with the unit that it names; null: the lines stand above their rows. */
  below: readonly LineBelow[] | null;
}

export interface LineBelow {
  r: number;
  text: string;
  /** Null: nobody known. */
  unit: string | null;
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

/** Null where the rows are not parted so. `unit`: the column of the unit, where the table has one; `read`: columns that are read. */
export function unitLines(
  { grid, head, columns, titleLines }: LedgerTable,
  { unit, read, isUnit }: { unit: number | null; read: readonly LineColumn[]; isUnit: (text: string) => boolean },
): UnitLines | null {
  const lines: (LineBelow & { c: number; isTotal: boolean })[] = [];
  let firstRecord: number | null = null;
  let lastRecord = -1;
  for (let r = head[1] + 1; r < Math.min(grid.rowCount, head[1] + KEPT_BY_HAND); r += 1) {
    const line = loneText(grid, r);
    if (line !== null) {
      const means = lineMeans(line.text, titleLines, isUnit);
      if (means === 'unit') lines.push({ r, ...line, unit: saidByLine(line.text), isTotal: false });
      continue;
    }
    const cells = grid.rowCells(r).filter((cell) => !isBlank(cell) && !grid.isCovered(r, cell.c));
    const total = cells.length === 0 ? null : unitTotal(grid, cells, read);
    if (total !== null && (isUnit(total.said) ? isTotalLine(total, cells, read) : total.isTold && total.said !== '')) {
      const isOfAll = /^(?:全[市省县区州盟]|本页|总|合|共)/.test(total.said);
      if (!isOfAll) lines.push({ r, ...total, unit: isUnit(total.said) ? total.said : null, isTotal: true });
      continue;
    }
    if (columns.some((column) => holdsTotalWord(grid.text(r, column.c).replaceAll(/\s/g, '')))) continue;
    const filled = columns.filter((column) => grid.text(r, column.c).trim() !== '').length;
    if (filled < 2 || filled * 3 < columns.length) continue;
    if (unit !== null && grid.headText(r, unit).trim() !== '') return null;
    firstRecord ??= r;
    lastRecord = r;
  }
  const named = lines.filter((line) => line.unit !== null);
  const [first] = named;
  if (first === undefined) return null;
  const base = { r: first.r, c: first.c, text: first.text, count: named.length };
  if (firstRecord === null || first.r < firstRecord) return { ...base, below: null };
  const isBelow = lines.every(({ isTotal }) => isTotal) && lines.at(-1)!.r > lastRecord;
  return isBelow ? { ...base, below: lines.map(({ r, text, unit: of }) => ({ r, text, unit: of })) } : null;
}

/** A line that names a unit and its amounts: told as a total, or without what every record has. */
function isTotalLine(
  { isTold }: { isTold: boolean },
  cells: Parameters<typeof lackedFields>[0],
  read: readonly LineColumn[],
): boolean {
  return isTold || lackedFields(cells, read).length > 0;
}
