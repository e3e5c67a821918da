// Head and body cells of a printed table in a workbook: fonts, borders, merges, and rows as high as their texts need.
// Not here: the lines above and below them (xlsx-lines.ts).

import { headParts, placeCells } from '../../../shared/reports/page-columns.js';
import type { PrintCell, PrintTable } from '../../../shared/reports/print-table.js';
import { textWidth } from '../../../shared/reports/text-width.js';
import { USUAL_ROW } from './fill-pages.js';
import { sentenceLines } from './fit-cells.js';
import { BLACK, emptyCells, SONG, type Drawing } from './xlsx-lines.js';
import type { SheetCell } from './xlsx-writer.js';

/** The highest row that Excel draws, in points. */
const HIGHEST_ROW = 409;
/** Of sentences: height of a line as a multiple of its font, and room above and below, in points. */
const LINE_SPACING = 1.4;
const ROW_ROOM = 6;

/** Lines of a sentence that the highest row holds. */
export function mostLines(fontPt: number): number {
  return Math.floor((HIGHEST_ROW - ROW_ROOM) / (fontPt * LINE_SPACING));
}

/** Draws the rows of the table below what is drawn; returns the first of its heads and its last row. */
export function addTableRows(drawing: Drawing): { headStart: number; lastRow: number } {
  const { table, fontPt, blocks, columnWidths, rows, merges, rowHeights } = drawing;
  const headStart = rows.length;
  const tableRows: { cells: readonly PrintCell[]; kind: string }[] = [
    ...table.headRows.map((cells) => ({ cells, kind: 'head' })),
    ...table.bodyRows,
  ];
  const placed = placeCells(tableRows.map((row) => row.cells));
  const lastRow = headStart + tableRows.length - 1;
  for (const { kind } of tableRows) {
    const height = Math.round(fontPt * (table.density === 'compact' ? 1.4 : USUAL_ROW));
    rowHeights.set(rows.length, kind === 'head' ? 0 : height);
    rows.push(emptyCells(drawing));
  }
  const ends = new Set([...blocks.map((block) => block.end - 1), columnWidths.length - 1]);
  const starts = new Set([0, ...blocks.slice(1).map((block) => block.start)]);
  const strong = { name: BLACK, size: fontPt };
  const plain = { name: SONG, size: fontPt };
  const borderOf = sharedBorders();
  for (const { row, column, cell } of placed.flat()) {
    const { kind } = tableRows[row]!;
    merges.push({ row: headStart + row, column, rows: cell.rowSpan, columns: cell.colSpan });
    const look = {
      font: kind === 'head' || kind === 'total' || kind === 'group' ? strong : plain,
      align: cell.align,
      wrap: kind === 'head' || cell.kind === 'label',
    };
    for (let r = headStart + row; r < headStart + row + cell.rowSpan; r += 1)
      for (let c = column; c < column + cell.colSpan; c += 1) {
        const isFirst = r === headStart + row && c === column;
        rows[r]![c] = {
          ...(isFirst ? contentOf(table, column, cell, kind) : { text: '' }),
          ...look,
          border: borderOf(r === headStart, r === lastRow, starts.has(c), ends.has(c)),
        };
      }
  }
  setHeadHeights(table, placed, headStart, fontPt, rowHeights);
  growForWords(table, placed, headStart, fontPt, rowHeights);
  return { headStart, lastRow };
}

function contentOf(
  table: PrintTable,
  column: number,
  cell: PrintCell,
  kind: string,
): Pick<SheetCell, 'text' | 'number'> {
  const text = kind === 'head' ? headLines(cell, spanWidth(table, column, cell)).join('\n') : cell.text;
  if (cell.number === undefined) return { text };
  return { text, number: { plain: cell.number, decimals: cell.decimals ?? 0, ...(cell.plus ? { plus: true } : {}) } };
}

/** Lines around a cell, thick where the table or a page ends; each kind is one object that its cells share. */
function sharedBorders(): (top: boolean, bottom: boolean, left: boolean, right: boolean) => SheetCell['border'] {
  const side = (isThick: boolean): 'medium' | 'thin' => (isThick ? 'medium' : 'thin');
  const known: SheetCell['border'][] = [];
  return (top, bottom, left, right) =>
    (known[Number(top) + 2 * Number(bottom) + 4 * Number(left) + 8 * Number(right)] ??= {
      top: side(top),
      right: side(right),
      bottom: side(bottom),
      left: side(left),
    });
}

/** Sentences in a body row wrap: the row must be high enough, or they are cut in print. */
function growForWords(
  table: PrintTable,
  placed: ReturnType<typeof placeCells>,
  headStart: number,
  fontPt: number,
  rowHeights: Map<number, number>,
): void {
  for (const { row, column, cell } of placed.flat()) {
    if (cell.kind !== 'label' || cell.rowSpan > 1 || row < table.headRows.length) continue;
    const width = spanWidth(table, column, cell);
    const lines = sentenceLines(cell.text, width);
    if (lines < 2) continue;
    const height = Math.min(HIGHEST_ROW, Math.round(lines * fontPt * LINE_SPACING + ROW_ROOM));
    rowHeights.set(headStart + row, Math.max(rowHeights.get(headStart + row) ?? 0, height));
  }
}

/** Heads wrap: each head row is as high as its longest text needs. */
function setHeadHeights(
  table: PrintTable,
  placed: readonly { row: number; column: number; cell: PrintCell }[][],
  headStart: number,
  fontPt: number,
  rowHeights: Map<number, number>,
): void {
  const lineHeight = fontPt * 1.35;
  const lines = table.headRows.map(() => 1);
  const linesOf = (cell: PrintCell, column: number): number => {
    const width = spanWidth(table, column, cell);
    return headLines(cell, width).reduce(
      (count, part) => count + Math.ceil(textWidth(part) / Math.max(2, Math.floor(width / 2) * 2)),
      0,
    );
  };
  const heads = placed.slice(0, table.headRows.length).flat();
  for (const { row, column, cell } of heads)
    if (cell.rowSpan === 1) lines[row] = Math.max(lines[row]!, linesOf(cell, column));
  for (const { row, column, cell } of heads) {
    if (cell.rowSpan === 1) continue;
    const have = lines.slice(row, row + cell.rowSpan).reduce((sum, one) => sum + one, 0);
    lines[row + cell.rowSpan - 1]! += Math.max(0, linesOf(cell, column) - have);
  }
  lines.forEach((count, row) => rowHeights.set(headStart + row, Math.round(count * lineHeight + 6)));
}

function spanWidth(table: PrintTable, column: number, cell: PrintCell): number {
  return table.columnWidths.slice(column, column + cell.colSpan).reduce((sum, width) => sum + width, 0);
}

/** A head that does not fit on one line breaks before its measure: 商标申请 / （件）. */
function headLines(cell: PrintCell, width: number): string[] {
  if (textWidth(cell.text) <= width - 1) return [cell.text];
  return headParts(cell.text).filter((part) => part !== '');
}
