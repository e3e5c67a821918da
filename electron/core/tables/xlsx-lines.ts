// Lines above and below the cells of a printed table in a workbook: title, 填报单位, legend, notes, signature. Each stands in every
// block of columns, as each is a page. Not here: the cells of the table (xlsx-cells.ts), the order of all (to-xlsx.ts).

import type { ColumnBlock } from '../../../shared/reports/page-columns.js';
import type { PrintTable } from '../../../shared/reports/print-table.js';
import { textWidth } from '../../../shared/reports/text-width.js';
import type { SheetCell, SheetSpec } from './xlsx-writer.js';

const TITLE_FONT = '方正小标宋简体';
export const SONG = '宋体';
const FANG = '仿宋';
export const BLACK = '黑体';

/** A sheet while it is drawn from top to bottom. */
export interface Drawing {
  table: PrintTable;
  fontPt: number;
  blocks: readonly ColumnBlock[];
  columnWidths: readonly number[];
  /** Columns of a text over each block: of all but the first without the repeated ones, of which Excel would print a part on later pages. */
  spans: readonly { start: number; end: number }[];
  rows: (SheetCell | null)[][];
  merges: SheetSpec['merges'];
  rowHeights: Map<number, number>;
}

const LINE_FONT = { name: SONG, size: 10.5 };
/** Width of a character of the line in units of column width, and room at both ends. */
const LINE_CHARACTER = 10.5 / 11;
const LINE_ROOM = 1.5;

const lineParts = (table: PrintTable): string[] => [table.lineLeft, table.lineMiddle, table.lineRight];
export const sumOf = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0);

export function emptyCells({ columnWidths }: Pick<Drawing, 'columnWidths'>): (SheetCell | null)[] {
  return columnWidths.map(() => null);
}

function addLine(drawing: Drawing, height: number, cellOf: (index: number) => SheetCell | null): void {
  const { rows, merges, rowHeights } = drawing;
  const row = emptyCells(drawing);
  for (const [index, { start, end }] of drawing.spans.entries()) {
    row[start] = cellOf(index);
    merges.push({ row: rows.length, column: start, rows: 1, columns: end - start });
  }
  rowHeights.set(rows.length, height);
  rows.push(row);
}

/** 附件1 and 内部资料, where the table has them. */
export function addMarks(drawing: Drawing): void {
  const { enclosure, internalMark } = drawing.table;
  if (enclosure === '' && internalMark === '') return;
  const font = { name: BLACK, size: 12 };
  const row = emptyCells(drawing);
  row[0] = { text: enclosure, font, align: 'left' };
  if (internalMark !== '') row[Math.max(1, drawing.spans[0]!.end - 1)] = { text: internalMark, font, align: 'right' };
  drawing.rowHeights.set(0, 20);
  drawing.rows.push(row);
}

export function addTitle(drawing: Drawing): void {
  const { table, spans, columnWidths } = drawing;
  const titleOf = (index: number): string => (index === 0 ? table.title : `${table.title}（续表）`);
  const size = Math.min(
    ...spans.map(({ start, end }, index) => sizeInRoom(titleOf(index), sumOf(columnWidths.slice(start, end)))),
  );
  addLine(drawing, 34, (index) => ({ text: titleOf(index), font: { name: TITLE_FONT, size }, align: 'center' }));
}

/** Largest size of a title, from 二号 down, that is not cut in so many digits of the default font. */
function sizeInRoom(title: string, room: number): number {
  return Math.max(9, Math.min(20, Math.floor(((room - LINE_ROOM) * 11) / textWidth(title))));
}

/** Columns [from, to) for the parts of a line that stand left, in the middle and right; null where they do not fit so. */
function spreadColumns(widths: readonly number[], parts: readonly string[]): [number, number][] | null {
  const [needLeft, needMiddle, needRight] = parts.map((part) =>
    part === '' ? 0 : textWidth(part) * LINE_CHARACTER + LINE_ROOM,
  ) as [number, number, number];
  let left = 0;
  while (left < widths.length && sumOf(widths.slice(0, left)) < needLeft) left += 1;
  let right = widths.length;
  while (right > left && sumOf(widths.slice(right)) < needRight) right -= 1;
  const [ofLeft, ofRight] = [sumOf(widths.slice(0, left)), sumOf(widths.slice(right))];
  if (ofLeft < needLeft || ofRight < needRight || sumOf(widths.slice(left, right)) < needMiddle) return null;
  // The shorter side grows towards the middle, so that what stands there stands in the middle of the table.
  const hasRoom = (from: number, to: number): boolean => from < to && sumOf(widths.slice(from, to)) >= needMiddle;
  while (sumOf(widths.slice(0, left + 1)) <= ofRight && hasRoom(left + 1, right)) left += 1;
  while (sumOf(widths.slice(right - 1)) <= ofLeft && hasRoom(left, right - 1)) right -= 1;
  return [
    [0, left],
    [left, right],
    [right, widths.length],
  ];
}

/** The line above the table has room for its parts in columns of these widths. */
export function hasRoomForLine(table: PrintTable, widths: readonly number[]): boolean {
  return spreadColumns(widths, lineParts(table)) !== null;
}

/** 填报单位, 统计期间, 单位: left, middle and right as on the paper; in one where a narrow table has no room for that. */
export function addSpreadLine(drawing: Drawing): void {
  const { table, spans, columnWidths, rows, merges, rowHeights } = drawing;
  const parts = lineParts(table);
  const row = emptyCells(drawing);
  let lines = 1;
  for (const span of spans) {
    const merge = (from: number, to: number): number =>
      merges.push({ row: rows.length, column: from, rows: 1, columns: to - from });
    const places = spreadColumns(columnWidths.slice(span.start, span.end), parts);
    if (places === null) {
      const text = parts.filter((part) => part !== '').join('　　　　');
      const room = sumOf(columnWidths.slice(span.start, span.end)) - LINE_ROOM;
      lines = Math.max(lines, Math.ceil((textWidth(text) * LINE_CHARACTER) / room));
      row[span.start] = { text, font: LINE_FONT, align: 'center', wrap: true };
      merge(span.start, span.end);
    } else
      for (const [index, [from, to]] of places.entries()) {
        if (parts[index] === '' || to <= from) continue;
        const align = (['left', 'center', 'right'] as const)[index]!;
        row[span.start + from] = { text: parts[index]!, font: LINE_FONT, align };
        merge(span.start + from, span.start + to);
      }
  }
  rowHeights.set(rows.length, lines === 1 ? 20 : lines * 15 + 4);
  rows.push(row);
}

/** Legend, notes and signature: each page explains its own signs; people sign the last one. */
export function addWordsBelow(drawing: Drawing): void {
  const { table, spans, columnWidths, rows, rowHeights } = drawing;
  const { legend, notes, signature } = table;
  const below = [
    ...(legend === '' ? [] : [legend]),
    ...notes.map((note, index) =>
      notes.length === 1 ? `注：${note}` : `${index === 0 ? '注：' : '　　'}${index + 1}. ${note}`,
    ),
  ];
  const narrowest = Math.min(...spans.map(({ start, end }) => sumOf(columnWidths.slice(start, end))));
  for (const text of below)
    addLine(drawing, 15 * Math.max(1, Math.ceil(textWidth(text) / (narrowest * 1.05))), () => ({
      text,
      font: { name: FANG, size: 10 },
      align: 'left',
      wrap: true,
      vertical: 'top',
    }));
  if (signature.length === 0) return;
  rowHeights.set(rows.length, 8);
  rows.push(emptyCells(drawing));
  addLine(drawing, 20, (index) =>
    index === spans.length - 1
      ? { text: signature.join('　　　　　　'), font: { name: SONG, size: 10.5 }, align: 'left' }
      : null,
  );
}
