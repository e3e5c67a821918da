// What would be cut in print: numbers wider than the columns of a sheet that was laid out for smaller ones (a spreadsheet shows
// ####), and sentences higher than the highest row that a spreadsheet draws. Not here: columns and pages (page-columns.ts).

import { pageColumns, placeCells } from '../../../shared/reports/page-columns.js';
import type { PrintCell, PrintRow, PrintTable } from '../../../shared/reports/print-table.js';
import { textWidth } from '../../../shared/reports/text-width.js';

/** Columns of words wider than this may give room away, at most this part of their width: their texts take more lines then. */
const GIVES_FROM = 12;
const GIVES_PART = 0.4;

/** The table with each column as wide as its widest number; the very same where all have room. */
export function withRoomForNumbers(table: PrintTable): PrintTable {
  const widths = [...table.columnWidths];
  const ofNumbers = new Set<number>();
  for (const { column, cell } of placeCells(table.bodyRows.map((row) => row.cells)).flat()) {
    if (cell.kind !== 'number' || cell.colSpan > 1) continue;
    ofNumbers.add(column);
    widths[column] = Math.max(widths[column]!, textWidth(cell.text) + 1);
  }
  if (widths.every((width, column) => width === table.columnWidths[column])) return table;
  const wider = { ...table, columnWidths: widths };
  if (pageColumns(wider).blocks.length === pageColumns(table).blocks.length) return wider;
  // Columns of words give way before the table is cut in two.
  const sum = (all: readonly number[]): number => all.reduce((total, width) => total + width, 0);
  const most = widths.map((width, column) => (width > GIVES_FROM && !ofNumbers.has(column) ? width * GIVES_PART : 0));
  const part = Math.min(1, (sum(widths) - sum(table.columnWidths)) / Math.max(1, sum(most)));
  return { ...table, columnWidths: widths.map((width, column) => width - most[column]! * part) };
}

/** Lines that a sentence takes in a column of this width. */
export function sentenceLines(text: string, width: number): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((textWidth(line) * 1.08) / width)), 0);
}

/** The table with rows that need more than `maxLines` continued in rows below them; the very same where there are none. */
export function withoutTallRows(table: PrintTable, maxLines: number): PrintTable {
  const bodyRows = table.bodyRows.flatMap((row) => continued(row, table.columnWidths, maxLines));
  return bodyRows.length === table.bodyRows.length ? table : { ...table, bodyRows };
}

/** Rows with cells over several rows or columns hold no sentences and stay as they are. */
function continued(row: PrintRow, widths: readonly number[], maxLines: number): PrintRow[] {
  if (row.cells.some((cell) => cell.rowSpan > 1 || cell.colSpan > 1)) return [row];
  const pieces = row.cells.map((cell, column) =>
    cell.kind === 'label' ? inPieces(cell.text, widths[column]!, maxLines) : [cell.text],
  );
  const count = Math.max(...pieces.map(({ length }) => length));
  if (count < 2) return [row];
  return Array.from({ length: count }, (_, n) => ({
    ...row,
    cells: row.cells.map((cell, column): PrintCell => {
      if (n === 0) return { ...cell, text: pieces[column]![0]! };
      const { rowSpan, colSpan, align } = cell;
      return { text: pieces[column]![n] ?? '', align, kind: 'label', rowSpan, colSpan };
    }),
  }));
}

/** Cut behind a sentence or a clause where there is one, so that each piece reads by itself. */
function inPieces(text: string, width: number, maxLines: number): string[] {
  if (sentenceLines(text, width) <= maxLines) return [text];
  const pieces: string[] = [];
  let piece = '';
  for (const part of text.match(/[^；。\n]*[；。\n]|[^；。\n]+$/g) ?? [text]) {
    if (piece !== '' && sentenceLines(piece + part, width) > maxLines) {
      pieces.push(piece);
      piece = '';
    }
    piece += part;
    while (sentenceLines(piece, width) > maxLines) {
      // One clause longer than a row: wherever the row is full.
      const characters = [...piece];
      const room = Math.max(1, Math.floor((maxLines * width) / 2.2));
      pieces.push(characters.slice(0, room).join(''));
      piece = characters.slice(room).join('');
    }
  }
  if (piece !== '') pieces.push(piece);
  return pieces.map((one) => one.replace(/\n$/, ''));
}
