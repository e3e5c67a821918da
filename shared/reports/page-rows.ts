// How rows of a table stand on its pages: low ones where the usual ones would leave a few of them alone on a second page, and the last
// ones together. Printers and the page preview use the same answer. Heights are reckoned from texts and widths, not measured: a table
// that nearly fills its page is drawn with low rows too.

import {
  headParts,
  LEAST_FONT_PT,
  pageColumns,
  pageHeight,
  printableWidth,
  tablePart,
  type TablePart,
} from './page-columns.js';
import type { PrintCell, PrintTable } from './print-table.js';
import { textWidth } from './text-width.js';

/** Least height of a body row as a multiple of its font, and room above and below its text in points. */
export interface RowLook {
  em: number;
  paddingPt: number;
}

export const USUAL_ROWS: RowLook = { em: 2.1, paddingPt: 3 };
export const LOW_ROWS: RowLook = { em: 1.7, paddingPt: 1 };

/** Part of a page that may be filled by what was reckoned: fonts of other machines are a little wider. */
const FILLED = 0.975;
/** Rows that are never parted at the end of a table. */
const LAST_ROWS = 3;
const PT_PER_MM = 72 / 25.4;
/** Lines as multiples of their font: of heads, of cells, of notes (to-html.ts). */
const [HEAD_LINE, CELL_LINE, NOTE_PT] = [1.2, 1.25, 14.5];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Rows of a table on its paper. A form with low rows has a look of its own. */
export function rowLook(table: PrintTable): RowLook {
  if (table.density === 'compact') return USUAL_ROWS;
  const room = pageHeight(table) * PT_PER_MM * FILLED;
  if (table.bodyRows.length * LOW_ROWS.em * LEAST_FONT_PT > room) return USUAL_ROWS;
  if (heightOf(table, USUAL_ROWS) <= room) return USUAL_ROWS;
  return heightOf(table, LOW_ROWS) <= room ? LOW_ROWS : USUAL_ROWS;
}

/** How many rows at the end stand on one page, so that no total and no single unit is alone on the last one. Sentences may part. */
export function rowsAtEnd(table: PrintTable): number {
  if (table.bodyRows.length <= LAST_ROWS) return 1;
  const { fontPt, blocks } = pageColumns(table);
  const last = { ...table, bodyRows: table.bodyRows.slice(-LAST_ROWS) };
  const isLow = blocks.every((block) => {
    const part = tablePart(last, block);
    const charactersOf = widthsIn(table, part, fontPt);
    return part.bodyRows.every(({ cells }) => linesOf(cells, charactersOf) <= 2);
  });
  return isLow ? LAST_ROWS : 1;
}

/** Room of columns [from, to) of a part, in half-width characters: its columns fill the paper. */
function widthsIn(
  table: PrintTable,
  { columnWidths }: TablePart,
  fontPt: number,
): (from: number, to: number) => number {
  const whole = printableWidth(table.paper, table.orientation) * PT_PER_MM;
  const perUnit = whole / sum(columnWidths) / (fontPt / 2);
  return (from, to) => Math.max(2, sum(columnWidths.slice(from, to)) * perUnit - 5 / (fontPt / 2));
}

/** Lines of the highest cell of a row whose cells stand one after the other. */
function linesOf(cells: readonly PrintCell[], charactersOf: (from: number, to: number) => number): number {
  if (cells.some(({ rowSpan }) => rowSpan > 1)) return 1;
  let column = 0;
  return Math.max(
    1,
    ...cells.map(({ text, colSpan }) => {
      column += colSpan;
      return Math.ceil(textWidth(text) / charactersOf(column - colSpan, column));
    }),
  );
}

/** Height of all that is printed, in points. */
function heightOf(table: PrintTable, { em, paddingPt }: RowLook): number {
  const { fontPt, blocks } = pageColumns(table);
  const parts = blocks.map((block) => tablePart(table, block));
  const heights = parts.map((part, index) => {
    const charactersOf = widthsIn(table, part, fontPt);
    const rows = part.bodyRows.map(({ cells }) =>
      Math.max(em * fontPt, linesOf(cells, charactersOf) * CELL_LINE * fontPt + 2 * paddingPt + 0.5),
    );
    const caption = index === 0 ? 0 : 5 * PT_PER_MM + 13;
    return caption + headHeight(part, charactersOf, fontPt) + sum(rows) + 2;
  });
  return topHeight(table) + sum(heights) + footHeight(table);
}

function topHeight({ enclosure, internalMark }: PrintTable): number {
  return (enclosure === '' && internalMark === '' ? 14 : 17) + 7.5 * PT_PER_MM + 26 + 13;
}

function headHeight(part: TablePart, charactersOf: (from: number, to: number) => number, fontPt: number): number {
  const lines = part.headRows.map(() => 1);
  /** Columns of each row that a head from above covers still. */
  const covered = part.headRows.map(() => new Set<number>());
  for (const [row, cells] of part.headRows.entries()) {
    let column = 0;
    for (const { text, rowSpan, colSpan } of cells) {
      while (covered[row]!.has(column)) column += 1;
      const room = charactersOf(column, column + colSpan);
      const needed =
        textWidth(text) <= room ? 1 : sum(headParts(text).map((piece) => Math.ceil(textWidth(piece) / room)));
      for (let below = row; below < row + rowSpan; below += 1)
        for (let at = column; at < column + colSpan; at += 1) covered[below]?.add(at);
      const above = sum(lines.slice(row, row + rowSpan - 1));
      const last = row + rowSpan - 1;
      lines[last] = Math.max(lines[last]!, needed - above);
      column += colSpan;
    }
  }
  return sum(lines.map((count) => count * HEAD_LINE * fontPt + 5.5));
}

function footHeight(table: PrintTable): number {
  const room = (printableWidth(table.paper, table.orientation) * PT_PER_MM - 20) / 5;
  const notes = [...(table.legend === '' ? [] : [table.legend]), ...table.notes];
  const lines = sum(notes.map((note) => Math.ceil((textWidth(note) + 4) / room)));
  const signature = table.signature.length === 0 ? 0 : 4 * PT_PER_MM + 15;
  return lines === 0 && signature === 0 ? 0 : 2.5 * PT_PER_MM + lines * NOTE_PT + signature;
}
