// PrintTable → sheet: real numbers at their precision, merged heads, print titles, page breaks between column blocks.
// Fonts are named, not embedded: the bureau's machines have them. Not here: single lines (xlsx-lines.ts), cells (xlsx-cells.ts).

import { marginsOf, pageColumns, printableWidth, type ColumnBlock } from '../../../shared/reports/page-columns.js';
import type { PrintTable } from '../../../shared/reports/print-table.js';
import { fillPages, pageRoom } from './fill-pages.js';
import { withoutTallRows, withRoomForNumbers } from './fit-cells.js';
import { addTableRows, mostLines } from './xlsx-cells.js';
import { addMarks, addSpreadLine, addTitle, addWordsBelow, hasRoomForLine, sumOf, type Drawing } from './xlsx-lines.js';
import { writeWorkbook, type SheetSpec } from './xlsx-writer.js';

export async function tableToXlsx(table: PrintTable): Promise<Uint8Array> {
  return writeWorkbook([sheetOf(table)], table.title);
}

export function sheetOf(drawn: PrintTable): SheetSpec {
  const roomy = withRoomForNumbers(drawn);
  const { fontPt, blocks } = pageColumns(roomy);
  const table = withoutTallRows(roomy, mostLines(fontPt));
  const columnWidths = excelWidths(table, fontPt, blocks);
  const drawing: Drawing = {
    table,
    fontPt,
    blocks,
    columnWidths,
    spans: blocks.length === 1 ? [{ start: 0, end: columnWidths.length }] : blocks,
    rows: [],
    merges: [],
    rowHeights: new Map(),
  };
  const { rows, merges, rowHeights, spans } = drawing;
  addMarks(drawing);
  const titleRow = rows.length;
  addTitle(drawing);
  addSpreadLine(drawing);
  const { headStart, lastRow } = addTableRows(drawing);
  addWordsBelow(drawing);
  const bodyStart = headStart + table.headRows.length;
  if (table.density !== 'compact')
    fillPages(rowHeights, {
      fontPt,
      rows: rows.length,
      repeated: { first: titleRow, end: bodyStart },
      body: { first: bodyStart, end: lastRow + 1 },
      room: pageRoom(table, sumOf(columnWidths.slice(spans[0]!.start, spans[0]!.end))),
    });
  return {
    name: '汇总表',
    columnWidths,
    rows,
    rowHeights,
    merges,
    freeze: { rows: bodyStart, columns: table.frozenColumns },
    page: {
      paper: table.paper,
      orientation: table.orientation,
      marginsMm: marginsOf(table),
      titleRows: [titleRow + 1, bodyStart],
      titleColumns: table.frozenColumns,
      breaksBefore: blocks.slice(1).map((block) => block.start),
    },
    ...footersOf(table.pageNumbers ?? 'centre'),
  };
}

/** Digits of the default font, 7 pixels wide, in an inch of 96. */
const UNITS_PER_INCH = 96 / 7;

/**
 * Column widths in digits of the default font, with room for padding. Blocks are made equally wide: fitted to as many pages
 * as there are blocks, Excel then breaks exactly between them, whatever the widths of the fonts on that machine.
 */
function excelWidths(table: PrintTable, fontPt: number, blocks: readonly ColumnBlock[]): number[] {
  const widths = table.columnWidths.map((width) => (width * fontPt) / 11 + 0.8);
  const widthOf = (block: ColumnBlock): number =>
    widths.slice(block.start, block.end).reduce((sum, width) => sum + width, 0);
  const widest = Math.max(...blocks.map(widthOf));
  for (const block of blocks) {
    const stretch = widest / widthOf(block);
    for (let column = block.start; column < block.end; column += 1) widths[column]! *= stretch;
  }
  // A narrow table is as wide as the paper where the line above it needs that, as it always is in print.
  const whole = sumOf(widths);
  const room = (printableWidth(table.paper, table.orientation) / 25.4) * UNITS_PER_INCH;
  const isTooNarrow = blocks.length === 1 && whole < room && !hasRoomForLine(table, widths);
  return widths.map((width) => Math.floor(width * (isTooNarrow ? room / whole : 1) * 100) / 100);
}

/** Page numbers as the table asks for: bottom centre, or as in documents odd pages right and even pages left. */
function footersOf(place: 'centre' | 'outer' | 'none'): Pick<SheetSpec, 'footer' | 'evenFooter'> {
  if (place === 'none') return { footer: '' };
  if (place === 'outer') return { footer: '&R&"宋体,Regular"&14— &P —　', evenFooter: '&L&"宋体,Regular"&14　— &P —' };
  return { footer: '&C&"宋体,Regular"&10— &P —' };
}
