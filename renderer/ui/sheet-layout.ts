// Where the cells of a sheet lie on screen: widths from the texts, merges as larger boxes. Pure.

import type { z } from 'zod';

import type { gridCellSchema } from '../../shared/contract/calls/import.js';

export type GridCell = z.output<typeof gridCellSchema>;

export const SHEET_ROW = 24;
export const SHEET_HEAD = 40;

export interface Box {
  row: number;
  column: number;
  rowSpan: number;
  text: string;
  isNumeric: boolean;
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface SheetLayout {
  lefts: number[];
  widths: number[];
  width: number;
  height: number;
  /** By first row; cells under a merge are not drawn. */
  boxes: Map<number, Box[]>;
  tall: Box[];
}

function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += /[ᄀ-￦]/.test(character) ? 13 : 7;
  return width + 12;
}

const LEAST = 46;
const MOST = 200;
/** Longer texts run over empty neighbours, as in a spreadsheet, instead of widening their column. */
const MOST_TEXT = 90;

interface SheetData {
  rows: number;
  columns: number;
  cells: readonly GridCell[];
  merges: readonly (readonly [number, number, number, number])[];
}

/** Last column that a text reaches over empty neighbours. */
function overflowEnd(
  cell: GridCell,
  columns: number,
  widths: readonly number[],
  filled: ReadonlySet<string>,
  covered: ReadonlySet<string>,
): number {
  let end = cell.c;
  let width = widths[end] ?? LEAST;
  const wanted = cell.numeric ? 0 : textWidth(cell.text);
  while (width < wanted && end + 1 < columns) {
    const next = `${cell.r},${end + 1}`;
    if (filled.has(next) || covered.has(next)) break;
    end += 1;
    width += widths[end] ?? LEAST;
  }
  return end;
}

export function layoutSheet(sheet: SheetData): SheetLayout {
  const widths = Array.from({ length: sheet.columns }, () => LEAST);
  const merges = new Map(sheet.merges.map((merge) => [`${merge[0]},${merge[1]}`, merge]));
  const covered = new Set<string>();
  for (const [top, left, bottom, right] of sheet.merges) {
    if ((bottom - top + 1) * (right - left + 1) > 20_000) continue; // a merge over a whole sheet covers nothing we draw
    for (let r = top; r <= bottom; r++)
      for (let c = left; c <= right; c++) if (r !== top || c !== left) covered.add(`${r},${c}`);
  }
  const filled = new Set(sheet.cells.map((cell) => `${cell.r},${cell.c}`));
  for (const cell of sheet.cells) {
    const merge = merges.get(`${cell.r},${cell.c}`);
    if (merge && merge[3] > merge[1]) continue;
    const next = `${cell.r},${cell.c + 1}`;
    const isHemmedIn = cell.numeric || cell.c === sheet.columns - 1 || filled.has(next) || covered.has(next);
    const most = isHemmedIn ? MOST : MOST_TEXT;
    widths[cell.c] = Math.max(widths[cell.c] ?? LEAST, Math.min(most, textWidth(cell.text)));
  }
  const lefts: number[] = [];
  let x = 0;
  for (const width of widths) {
    lefts.push(x);
    x += width;
  }
  const boxes = new Map<number, Box[]>();
  const tall: Box[] = [];
  for (const cell of sheet.cells) {
    if (covered.has(`${cell.r},${cell.c}`)) continue;
    const merge = merges.get(`${cell.r},${cell.c}`);
    const lastColumn = merge
      ? Math.min(sheet.columns - 1, merge[3])
      : overflowEnd(cell, sheet.columns, widths, filled, covered);
    const rowSpan = Math.min(sheet.rows - cell.r, (merge?.[2] ?? cell.r) - cell.r + 1);
    const left = lefts[cell.c] ?? 0;
    const box: Box = {
      row: cell.r,
      column: cell.c,
      rowSpan,
      text: cell.text,
      isNumeric: cell.numeric,
      left,
      top: cell.r * SHEET_ROW,
      width: (lefts[lastColumn] ?? left) + (widths[lastColumn] ?? LEAST) - left,
      height: rowSpan * SHEET_ROW,
    };
    if (rowSpan > 1) tall.push(box);
    else boxes.set(cell.r, [...(boxes.get(cell.r) ?? []), box]);
  }
  return { lefts, widths, width: x, height: sheet.rows * SHEET_ROW, boxes, tall };
}
