// 审核意见: a workbook of our own for a file that must not be patched (.xls, CSV, web page, signed, encrypted …). The same list
// as 问题清单, and the rows concerned as the district wrote them.

import { textWidth } from '../../../../shared/reports/text-width.js';
import { writeWorkbook, type SheetCell, type SheetSpec } from '../../tables/xlsx-writer.js';
import type { RawBook } from '../1-read/raw-book.js';
import { Grid } from '../2-recognise/grid.js';
import { columnLetters } from '../../../../shared/model/cell-address.js';
import { linesIn, LIST_ADVICE, listLines } from './list-sheet.js';
import { LIST_HEADS, LIST_SHEET_NAME, QUOTED_MARK } from './recognise-own.js';
import { levelOf, type ReturnList } from './return-list.js';
import { cleanText } from './xml-edit.js';

const WIDTHS = [5, 11, 8, 19, 12, 44, 28, 8, 26, 13];
const MAX_QUOTED_ROWS = 1000;
const MAX_QUOTED_COLUMNS = 30;
const SONG = '宋体';
const BORDER = { top: 'thin', right: 'thin', bottom: 'thin', left: 'thin' } as const;

const line = (text: string, size = 10.5, bold = false, align: SheetCell['align'] = 'left'): SheetCell => ({
  text: cleanText(text),
  font: { name: SONG, size, bold },
  align,
  wrap: true,
});
const boxed = (text: string, align: SheetCell['align'] = 'left', bold = false): SheetCell => ({
  ...line(text, 10.5, bold, align),
  border: BORDER,
});

const PAGE: SheetSpec['page'] = {
  paper: 'A4',
  orientation: 'landscape',
  marginsMm: { top: 15, right: 10, bottom: 15, left: 10 },
  titleRows: null,
  titleColumns: 0,
  breaksBefore: [],
};

/** `why`: the reason for a separate workbook, as a clause; '' where none needs saying. */
export async function remarkWorkbook(
  list: ReturnList,
  book: RawBook | null,
  file: string,
  why: string,
): Promise<Uint8Array> {
  const quoted = book ? quotedRows(list, book) : null;
  return writeWorkbook([listSheet(list, file, why), ...(quoted ? [quoted] : [])], `审核意见 ${file}`);
}

function listSheet(list: ReturnList, file: string, why: string): SheetSpec {
  const columns = LIST_HEADS.length;
  const rows: SheetSpec['rows'] = [];
  const rowHeights = new Map<number, number>();
  const merges: SheetSpec['merges'] = [];
  const wide = (cell: SheetCell, height: number): void => {
    merges.push({ row: rows.length, column: 0, rows: 1, columns });
    rowHeights.set(rows.length, height);
    rows.push([cell, ...Array.from({ length: columns - 1 }, () => null)]);
  };
  const total = WIDTHS.reduce((sum, width) => sum + width, 0);
  wide(line('审核问题清单', 18, true, 'center'), 32);
  const about = `报送文件：${file}${why === '' ? '' : `（${why}，未在原表上标注，请对照本表改正）`}`;
  for (const text of [about, ...listLines(list, LIST_ADVICE.remark)]) wide(line(text), linesIn(text, total) * 15 + 4);
  const headRow = rows.length;
  rows.push(LIST_HEADS.map((name) => boxed(name, 'center', true)));
  rowHeights.set(headRow, 22);
  list.entries.forEach((entry, index) => {
    const values = [
      String(index + 1),
      entry.sheet ?? '',
      entry.cell ?? '整表',
      entry.indicator,
      entry.found,
      entry.message,
      entry.expected,
      levelOf(entry),
      entry.explanation,
      entry.isSettled ? '' : list.deadline,
    ];
    const height = Math.max(...WIDTHS.map((width, column) => linesIn(values[column]!, width))) * 14 + 6;
    rowHeights.set(rows.length, Math.min(height, 400));
    rows.push(values.map((value, column) => boxed(value, [0, 2, 7, 9].includes(column) ? 'center' : 'left')));
  });
  return {
    name: LIST_SHEET_NAME,
    columnWidths: WIDTHS,
    rows,
    rowHeights,
    merges,
    freeze: { rows: headRow + 1, columns: 0 },
    page: { ...PAGE, titleRows: [headRow + 1, headRow + 1] },
    footer: '&C第 &P 页，共 &N 页',
  };
}

/** The rows that the list names, as they were read. */
function quotedRows(list: ReturnList, book: RawBook): SheetSpec | null {
  const lines: { sheet: string; row: number; texts: string[] }[] = [];
  for (const sheet of book.sheets) {
    const wanted = new Set(
      list.entries.filter((entry) => entry.sheet === sheet.name && entry.row >= 0).map((entry) => entry.row),
    );
    if (wanted.size === 0) continue;
    const grid = new Grid(sheet, book.date1904);
    for (let row = 0; row < headRows(grid); row += 1) wanted.add(row);
    for (const row of [...wanted].sort((a, b) => a - b)) {
      const texts = Array.from({ length: Math.min(grid.columnCount, MAX_QUOTED_COLUMNS) }, (_, c) => grid.text(row, c));
      if (lines.length < MAX_QUOTED_ROWS) lines.push({ sheet: sheet.name ?? '', row, texts });
    }
  }
  if (lines.length === 0) return null;
  const columns = Math.max(...lines.map(({ texts }) => texts.length));
  const marked = new Set(
    list.entries.map((entry) => `${entry.sheet ?? ''}|${String(entry.row)}|${String(entry.column)}`),
  );
  const head = ['工作表', '行号', ...Array.from({ length: columns }, (_, c) => columnLetters(c))];
  const titleRow: (SheetCell | null)[] = [
    line(`问题所在行的原文${QUOTED_MARK}`, 14, true),
    ...Array.from({ length: head.length - 1 }, () => null),
  ];
  const rows: SheetSpec['rows'] = [
    titleRow,
    head.map((text) => boxed(text, 'center', true)),
    ...lines.map(({ sheet, row, texts }) => [
      boxed(sheet),
      boxed(String(row + 1), 'center'),
      ...Array.from({ length: columns }, (_, c) =>
        boxed(texts[c] ?? '', 'left', marked.has(`${sheet}|${String(row)}|${String(c)}`)),
      ),
    ]),
  ];
  const widths = [
    Math.max(11, widthOf(lines.map(({ sheet }) => sheet))),
    6,
    ...Array.from({ length: columns }, (_, c) => widthOf(lines.map(({ texts }) => texts[c] ?? ''))),
  ];
  const heights = lines.map(({ sheet, texts }) =>
    Math.max(...[sheet, '', ...texts].map((text, c) => linesIn(cleanText(text), widths[c]!))),
  );
  return {
    name: '原文摘录',
    columnWidths: widths,
    rows,
    rowHeights: new Map([
      [0, 26],
      ...heights.map((count, n): [number, number] => [n + 2, Math.min(count * 14 + 4, 400)]),
    ]),
    merges: [{ row: 0, column: 0, rows: 1, columns: head.length }],
    freeze: { rows: 2, columns: 0 },
    page: { ...PAGE, titleRows: [2, 2] },
    footer: '&C第 &P 页，共 &N 页',
  };
}

/** Title and heads: the rows above the first figure, without which a quoted row says little. */
function headRows(grid: Grid): number {
  for (let row = 0; row < 8; row += 1)
    if (grid.rowCells(row).some((cell) => cell.t === 'n' && cell.z === undefined)) return row;
  return 0;
}

/** As wide as the widest text, within reason: a longer one takes several lines. */
function widthOf(texts: string[]): number {
  return Math.min(30, Math.max(8, ...texts.flatMap((text) => text.split('\n')).map((text) => textWidth(text) + 3)));
}
