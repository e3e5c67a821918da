// PrintTable → sheet: real numbers at their precision, merged heads, print titles, page breaks between column blocks.
// Fonts are named, not embedded: the bureau's machines have them.

import { sentenceLines, withoutTallRows, withRoomForNumbers } from './fit-cells.js';
import { fillPages, pageRoom, USUAL_ROW } from './fill-pages.js';
import { writeWorkbook, type SheetCell, type SheetSpec } from './xlsx-writer.js';
import {
  headParts,
  marginsOf,
  pageColumns,
  placeCells,
  printableWidth,
  type ColumnBlock,
} from '../../../shared/reports/page-columns.js';
import type { PrintCell, PrintTable } from '../../../shared/reports/print-table.js';
import { textWidth } from '../../../shared/reports/text-width.js';

const TITLE_FONT = '方正小标宋简体';
const SONG = '宋体';
const FANG = '仿宋';
const BLACK = '黑体';
/** The highest row that Excel draws, in points. */
const HIGHEST_ROW = 409;
/** Of sentences: height of a line as a multiple of its font, and room above and below, in points. */
const LINE_SPACING = 1.4;
const ROW_ROOM = 6;

export async function tableToXlsx(table: PrintTable): Promise<Uint8Array> {
  return writeWorkbook([sheetOf(table)], table.title);
}

export function sheetOf(drawn: PrintTable): SheetSpec {
  const roomy = withRoomForNumbers(drawn);
  const { fontPt, blocks } = pageColumns(roomy);
  const table = withoutTallRows(roomy, Math.floor((HIGHEST_ROW - ROW_ROOM) / (fontPt * LINE_SPACING)));
  const columns = table.columnWidths.length;
  const columnWidths = excelWidths(table, fontPt, blocks);
  const rows: (SheetCell | null)[][] = [];
  const merges: SheetSpec['merges'] = [];
  const rowHeights = new Map<number, number>();
  // The repeated first columns belong to no merged text: on later pages Excel would print their part of it.
  const spans = blocks.map((block, index) =>
    blocks.length === 1 ? { start: 0, end: columns, index } : { ...block, index },
  );

  const addLine = (height: number, cellOf: (index: number) => SheetCell | null): void => {
    const row: (SheetCell | null)[] = Array.from({ length: columns }, () => null);
    for (const span of spans) {
      row[span.start] = cellOf(span.index);
      merges.push({ row: rows.length, column: span.start, rows: 1, columns: span.end - span.start });
    }
    rowHeights.set(rows.length, height);
    rows.push(row);
  };
  const text = (
    value: string,
    font: SheetCell['font'],
    align: SheetCell['align'],
    changes: Partial<SheetCell> = {},
  ): SheetCell => ({ text: value, font, align, ...changes });

  if (table.enclosure !== '' || table.internalMark !== '') {
    const row: (SheetCell | null)[] = Array.from({ length: columns }, () => null);
    row[0] = text(table.enclosure, { name: BLACK, size: 12 }, 'left');
    if (table.internalMark !== '')
      row[Math.max(1, spans[0]!.end - 1)] = text(table.internalMark, { name: BLACK, size: 12 }, 'right');
    rowHeights.set(0, 20);
    rows.push(row);
  }
  const titleRow = rows.length;
  const titleOf = (index: number): string => (index === 0 ? table.title : `${table.title}（续表）`);
  const titleSize = Math.min(
    ...spans.map(({ index, start, end }) => sizeInRoom(titleOf(index), sumOf(columnWidths.slice(start, end)))),
  );
  addLine(34, (index) => text(titleOf(index), { name: TITLE_FONT, size: titleSize }, 'center'));
  addSpreadLine(table, spans, columnWidths, { rows, merges, rowHeights });

  const headStart = rows.length;
  const tableRows: { cells: readonly PrintCell[]; kind: string }[] = [
    ...table.headRows.map((cells) => ({ cells, kind: 'head' })),
    ...table.bodyRows,
  ];
  const placed = placeCells(tableRows.map((row) => row.cells));
  const lastRow = headStart + tableRows.length - 1;
  tableRows.forEach((row, index) => {
    rows.push(Array.from({ length: columns }, () => null));
    rowHeights.set(
      headStart + index,
      row.kind === 'head' ? 0 : Math.round(fontPt * (table.density === 'compact' ? 1.4 : USUAL_ROW)),
    );
  });
  const widthOf = (column: number, cell: PrintCell): number => spanWidth(table, column, cell);
  const blockEnds = new Set(blocks.map((block) => block.end - 1));
  const blockStarts = new Set([0, ...blocks.slice(1).map((block) => block.start)]);
  const strong = { name: BLACK, size: fontPt };
  const plain = { name: SONG, size: fontPt };
  const borderOf = sharedBorders();
  for (const { row, column, cell } of placed.flat()) {
    const kind = tableRows[row]!.kind;
    const font = kind === 'head' || kind === 'total' || kind === 'group' ? strong : plain;
    merges.push({ row: headStart + row, column, rows: cell.rowSpan, columns: cell.colSpan });
    for (let r = row; r < row + cell.rowSpan; r += 1)
      for (let c = column; c < column + cell.colSpan; c += 1) {
        const sheetRow = headStart + r;
        rows[sheetRow]![c] = {
          text:
            r === row && c === column
              ? kind === 'head'
                ? headLines(cell, widthOf(column, cell)).join('\n')
                : cell.text
              : '',
          ...(cell.number !== undefined && r === row && c === column
            ? { number: { plain: cell.number, decimals: cell.decimals ?? 0, ...(cell.plus ? { plus: true } : {}) } }
            : {}),
          font,
          align: cell.align,
          wrap: kind === 'head' || cell.kind === 'label',
          border: borderOf(
            sheetRow === headStart,
            sheetRow === lastRow,
            blockStarts.has(c),
            blockEnds.has(c) || c === columns - 1,
          ),
        };
      }
  }
  setHeadHeights(table, placed, headStart, fontPt, rowHeights);
  growForWords(table, placed, headStart, fontPt, rowHeights);

  const below = [
    ...(table.legend === '' ? [] : [table.legend]),
    ...table.notes.map((note, index) =>
      table.notes.length === 1 ? `注：${note}` : `${index === 0 ? '注：' : '　　'}${index + 1}. ${note}`,
    ),
  ];
  // Each page explains its own signs; people sign the last one.
  const narrowest = Math.min(
    ...spans.map((span) => columnWidths.slice(span.start, span.end).reduce((sum, width) => sum + width, 0)),
  );
  for (const note of below)
    addLine(15 * Math.max(1, Math.ceil(textWidth(note) / (narrowest * 1.05))), () =>
      text(note, { name: FANG, size: 10 }, 'left', { wrap: true, vertical: 'top' }),
    );
  if (table.signature.length > 0) {
    rowHeights.set(rows.length, 8);
    rows.push(Array.from({ length: columns }, () => null));
    addLine(20, (index) =>
      index === spans.length - 1
        ? text(table.signature.join('　　　　　　'), { name: SONG, size: 10.5 }, 'left')
        : null,
    );
  }

  if (table.density !== 'compact')
    fillPages(rowHeights, {
      fontPt,
      rows: rows.length,
      repeated: { first: titleRow, end: headStart + table.headRows.length },
      body: { first: headStart + table.headRows.length, end: lastRow + 1 },
      room: pageRoom(table, sumOf(columnWidths.slice(spans[0]!.start, spans[0]!.end))),
    });

  return {
    name: '汇总表',
    columnWidths,
    rows,
    rowHeights,
    merges,
    freeze: { rows: headStart + table.headRows.length, columns: table.frozenColumns },
    page: {
      paper: table.paper,
      orientation: table.orientation,
      marginsMm: marginsOf(table),
      titleRows: [titleRow + 1, headStart + table.headRows.length],
      titleColumns: table.frozenColumns,
      breaksBefore: blocks.slice(1).map((block) => block.start),
    },
    ...footersOf(table.pageNumbers ?? 'centre'),
  };
}

/** Largest size of a title, from 二号 down, that is not cut in so many digits of the default font. */
function sizeInRoom(title: string, room: number): number {
  return Math.max(9, Math.min(20, Math.floor(((room - LINE_ROOM) * 11) / textWidth(title))));
}

const LINE_FONT = { name: SONG, size: 10.5 };
/** Width of a character of the line in units of column width, and room at both ends. */
const LINE_CHARACTER = 10.5 / 11;
const LINE_ROOM = 1.5;

/** Digits of the default font, 7 pixels wide, in an inch of 96. */
const UNITS_PER_INCH = 96 / 7;

const lineParts = (table: PrintTable): string[] => [table.lineLeft, table.lineMiddle, table.lineRight];
const sumOf = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0);

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

/** 填报单位, 统计期间, 单位: left, middle and right as on the paper; in one where a narrow table has no room for that. */
function addSpreadLine(
  table: PrintTable,
  spans: readonly { start: number; end: number }[],
  columnWidths: readonly number[],
  { rows, merges, rowHeights }: Pick<SheetSpec, 'rows' | 'merges'> & { rowHeights: Map<number, number> },
): void {
  const parts = lineParts(table);
  const row: (SheetCell | null)[] = columnWidths.map(() => null);
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
  const isTooNarrow = blocks.length === 1 && whole < room && spreadColumns(widths, lineParts(table)) === null;
  return widths.map((width) => Math.floor(width * (isTooNarrow ? room / whole : 1) * 100) / 100);
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

/** Page numbers as the table asks for: bottom centre, or as in documents odd pages right and even pages left. */
function footersOf(place: 'centre' | 'outer' | 'none'): Pick<SheetSpec, 'footer' | 'evenFooter'> {
  if (place === 'none') return { footer: '' };
  if (place === 'outer') return { footer: '&R&"宋体,Regular"&14— &P —　', evenFooter: '&L&"宋体,Regular"&14　— &P —' };
  return { footer: '&C&"宋体,Regular"&10— &P —' };
}
