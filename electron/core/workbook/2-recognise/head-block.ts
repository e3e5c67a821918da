// Where the head of a table is, given a row that is surely data, and where its data end.

import { normaliseMeasure, normaliseName } from '../../../../shared/indicators/normalise.js';
import { isBareUnitWord, roleOf } from './figure-words.js';
import type { Grid } from './grid.js';
import { isDataRow, isFooterText, isMetaRow, isMetaText, numberCount, unitOfLine } from './lines.js';
import { statedLine } from './period-cells.js';
import { isSignatureLabel } from './signatures.js';

export type Span = readonly [first: number, last: number];

/** 指标＼单位, 单位/指标: the corner of a head. */
const CORNER = /(指标|项目|区县|单位|地区)/;
const MAX_HEAD_ROWS = 6;

/** The label column's cell names what the rows are: certainly a head, whatever numbers (years, months) stand beside it. */
function namesTheRows(grid: Grid, r: number, labelColumn: number): boolean {
  const text = grid.headText(r, labelColumn);
  // 填报单位： with its value beside it is a line above the table.
  if (isMetaText(text) || /[:：]\s*$/.test(text)) return false;
  const role = roleOf(text);
  return (
    role === 'unit' || role === 'name' || isBareUnitWord(text) || (CORNER.test(text) && /[\\/＼／|｜\n]/.test(text))
  );
}

/** A row with a name of its own below the row that says what the names are: data, even where it left its numbers empty. */
function isUnderNamingRow(grid: Grid, r: number, from: number, labelColumn: number): boolean {
  const label = grid.headText(r, labelColumn).trim();
  if (label === '' || isMeasureRow(grid, r) || isMetaRow(grid, r)) return false;
  for (let above = r - 1; above >= Math.max(from, r - MAX_HEAD_ROWS); above -= 1)
    if (namesTheRows(grid, above, labelColumn)) return grid.headText(above, labelColumn).trim() !== label;
  return false;
}

/** Head rows above a data row, from the bottom up, and the first data row under them. */
export function headBlock(
  grid: Grid,
  knownData: number,
  from: number,
  labelColumn: number,
  isName: (text: string) => boolean,
): { head: Span | null; dataFrom: number } {
  let top = -1;
  let bottom = -1;
  let dataFrom = knownData;
  for (let r = knownData - 1; r >= from; r -= 1) {
    const texts = grid.distinctTexts(r);
    if (texts.length === 0) {
      if (bottom < 0) continue;
      break;
    }
    const isData =
      isDataRow(grid, r, labelColumn) ||
      isName(grid.headText(r, labelColumn)) ||
      (bottom < 0 && isUnderNamingRow(grid, r, from, labelColumn));
    if (bottom < 0 && !namesTheRows(grid, r, labelColumn) && isData) {
      dataFrom = r; // a row of data whose name is not known, or that left its numbers empty
      continue;
    }
    // 区县 | 联系人 | 专利授权量 is a head.
    if (isMetaRow(grid, r) && !namesTheRows(grid, r, labelColumn)) {
      if (bottom < 0 && !isMeasureRow(grid, r)) continue;
      if (!isMeasureRow(grid, r)) break;
    }
    // 2022年 | 7月, 年度 | 2022 | 月份 | 7 above the head of the names: a line of the title.
    if (bottom >= 0 && (grid.rowCells(r)[0]?.c ?? 0) <= labelColumn && statedLine(grid, r) !== null) break;
    if (bottom >= 0 && isMeasureLine(grid, r) && !isBelowNames(grid, r, from, labelColumn)) break;
    if (texts.length === 1) {
      // Below the head: a group row (一、创造). Above it: the title, unless it heads some columns only.
      // A measure below the head that stands in the column of its numbers is theirs.
      const isOfColumn = bottom < 0 && isMeasureRow(grid, r) && grid.rowCells(r).every((cell) => cell.c > labelColumn);
      if (bottom < 0 && !isOfColumn) continue;
      const isTitle =
        grid.headText(r, labelColumn).trim() !== '' ||
        grid.rowCells(r).some((cell) => cell.c <= labelColumn) ||
        /[表]$|情况$/.test(texts[0]!);
      if (isTitle) break;
    }
    if (!namesTheRows(grid, r, labelColumn) && numberCount(grid, r) > texts.length / 2) break;
    top = r;
    if (bottom < 0) bottom = r;
    if (bottom - top + 1 >= MAX_HEAD_ROWS) break;
  }
  return { head: bottom < 0 ? null : [top, bottom], dataFrom };
}

/** Between the rows of a head: 区县 | 质押金额 above it, 本期 | 同期 below. */
function isBelowNames(grid: Grid, r: number, from: number, labelColumn: number): boolean {
  for (let above = r - 1; above >= Math.max(from, r - MAX_HEAD_ROWS); above -= 1)
    if (namesTheRows(grid, above, labelColumn)) return true;
  return false;
}

/** 单位：元 alone above the head, wherever in its row: of the whole table. 元 merged over some of the columns is of these. */
function isMeasureLine(grid: Grid, r: number): boolean {
  // 单位 | 元 in two cells.
  const [cell, ...others] = grid.rowCells(r).filter((one) => {
    const text = grid.textOf(one).trim();
    return text !== '' && !isBareUnitWord(text);
  });
  if (cell === undefined || others.length > 0 || !isMeasureRow(grid, r)) return false;
  const merge = grid.mergeOf(r, cell.c);
  return /单\s*位/u.test(grid.textOf(cell)) || merge === undefined || merge[3] === merge[1];
}

/** A row of 计量单位 under the head: 计量单位 | 件 | 万元. */
function isMeasureRow(grid: Grid, r: number): boolean {
  const texts = grid
    .rowCells(r)
    .flatMap((cell) => (typeof cell.v === 'string' && cell.v.trim() !== '' ? [cell.v] : []))
    .filter((text) => roleOf(text) !== 'measure' && !isBareUnitWord(text));
  return texts.length > 0 && texts.every((text) => normaliseMeasure(text) !== null);
}

/** Heading texts of a column from the outermost to the leaf, merges filled, repeats dropped. */
export function headPath(grid: Grid, head: Span, c: number): string[] {
  const path: string[] = [];
  for (let r = head[0]; r <= head[1]; r += 1) {
    const text = grid.headText(r, c).trim();
    if (text !== '' && path.at(-1) !== text) path.push(text);
  }
  return path;
}

/**
 * The path with blanks of the upper rows filled from the left: CSV and unmerged heads write 江北区 once over 本月 and 累计.
 * Only where the head has no merged cell at all (else the merges say how far a text reaches), and not past an empty column.
 */
export function filledHeadPath(grid: Grid, head: Span, c: number): string[] {
  const path = headPath(grid, head, c);
  if (path.length === 0 || head[0] === head[1] || grid.hasMergesIn(head[0], head[1])) return path;
  const filled: string[] = [];
  for (let r = head[0]; r <= head[1]; r += 1) {
    let text = grid.nameText(r, c).trim();
    const isOverText =
      r < head[1] &&
      Array.from({ length: head[1] - r }, (_, n) => r + 1 + n).some((row) => grid.text(row, c).trim() !== '');
    if (isOverText)
      for (let left = c - 1; text === '' && left >= 0; left -= 1) {
        if (headPath(grid, head, left).length === 0) break;
        text = grid.nameText(r, left).trim();
      }
    if (text !== '' && filled.at(-1) !== text) filled.push(text);
  }
  return filled;
}

/** Last row that belongs to the table: before its footer, and before the title or head of a table below. */
export function lastDataRow(
  grid: Grid,
  first: number,
  to: number,
  labelColumn: number,
  isName: (text: string) => boolean,
  isNextHead: (r: number) => boolean,
): number {
  let last = first;
  for (let r = first; r < to; r += 1) {
    const cells = grid.rowCells(r);
    if (cells.length === 0) continue;
    const leading = cells.find((cell) => typeof cell.v === 'string' && cell.v.trim() !== '');
    if (leading && typeof leading.v === 'string' && isSignatureLabel(leading.v)) break;
    if (leading && typeof leading.v === 'string' && (isFooterText(leading.v) || isMetaText(leading.v))) {
      // A note between two rows of data does not end them.
      // Nor does 填报单位：江南区 above rows of its own.
      const isBetween = isFooterText(leading.v) || (unitOfLine(leading.v) ?? '') !== '';
      if (isBetween && continuesBelow(grid, r, to, labelColumn, isName, isNextHead)) continue;
      break;
    }
    if (r > first && (isNextHead(r) || isTitleOfNext(grid, r, to, isNextHead))) break;
    last = r;
  }
  return withoutTail(grid, first, last, labelColumn);
}

/** Lines under a blank row, or without a name, that hold no number (a stamp, a date) are no rows of the table. */
function withoutTail(grid: Grid, first: number, last: number, labelColumn: number): number {
  for (let r = last; r > first; r -= 1) {
    if (numberCount(grid, r) > 0) return r;
    const isApart = grid.rowCells(r - 1).length === 0;
    if (grid.rowCells(r).length > 0 && !isApart && grid.headText(r, labelColumn).trim() !== '') {
      // Named rows without numbers count only where they hang together with the data above.
      let above = r;
      while (above > first && numberCount(grid, above) === 0 && grid.rowCells(above).length > 0) above -= 1;
      if (grid.rowCells(above).length > 0) return r;
    }
  }
  return first;
}

function continuesBelow(
  grid: Grid,
  note: number,
  to: number,
  labelColumn: number,
  isName: (text: string) => boolean,
  isNextHead: (r: number) => boolean,
): boolean {
  let blanks = 0;
  for (let r = note + 1; r < to; r += 1) {
    if (isNextHead(r)) return false;
    if (grid.rowCells(r).length === 0) {
      blanks += 1;
      if (blanks > 1) return false;
      continue;
    }
    if (isDataRow(grid, r, labelColumn) || isName(grid.headText(r, labelColumn))) return true;
    // Rows that left their numbers empty, further notes and one blank row may stand between.
    const isNamed = grid.headText(r, labelColumn).trim() !== '';
    if (!isNamed && !isMetaRow(grid, r)) return false;
  }
  return false;
}

/** A line of one text, with the head of another table below it (titles and 填报单位 lines may lie between). */
function isTitleOfNext(grid: Grid, r: number, to: number, isNextHead: (r: number) => boolean): boolean {
  if (numberCount(grid, r) > 0 || grid.distinctTexts(r).length !== 1) return false;
  for (let below = r + 1; below < Math.min(to, r + 5); below += 1) {
    if (isNextHead(below)) return true;
    if (numberCount(grid, below) > 0) return false;
  }
  return false;
}

/** True where a head text is what a unit column is called. */
export function headsUnits(text: string): boolean {
  return roleOf(text) === 'unit' || normaliseName(text) === '单位';
}
