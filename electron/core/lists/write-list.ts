// A list → .xlsx: one sheet with heads, drop-downs and a filter, and a sheet 填写说明. Read back by read-list.ts.
// Texts are written as strings, never as formulas (reliability.md 47). Printed tables are written by tables/xlsx-writer.ts.

import { writeFileSync } from 'node:fs';

import { writeXlsx } from 'hucre/xlsx';
import type { Cell, CellStyle, DataValidation, WriteSheet } from 'hucre/xlsx';

import { plainText } from '../../../shared/model/plain-text.js';
import { dropDown, fitsIntoRule } from '../tables/drop-down.js';
import { BORDER, FONT, HEAD, PAGE, TEXT } from '../tables/fill-in-look.js';
import { textContent } from '../tables/text-cell.js';
import { cellAddress } from '../workbook/1-read/raw-book.js';
import type { ListColumn } from './list-column.js';

const NUMBER: CellStyle = {
  font: FONT,
  border: BORDER,
  alignment: { horizontal: 'right', vertical: 'center' },
  numFmt: 'General',
};
const { border: _textBorder, ...SPARE_TEXT } = TEXT;
const { border: _numberBorder, ...SPARE_NUMBER } = NUMBER;
/** Rows below the list for additions: formatted as text and with drop-downs, without lines so that they are not printed. */
const SPARE_ROWS = 50;

export interface ListSheet<Item> {
  name: string;
  columns: readonly ListColumn<Item>[];
  items: readonly Item[];
  /** General lines of the 填写说明, before one line per column. */
  notes: readonly string[];
}

export async function writeList<Item>(path: string, list: ListSheet<Item>): Promise<void> {
  const bytes = await writeXlsx({
    sheets: [listSheet(list), helpSheet(list)],
    defaultFont: FONT,
    properties: { creator: '知产台账', title: list.name },
  });
  writeFileSync(path, bytes);
}

function listSheet<Item>(list: ListSheet<Item>): WriteSheet {
  const { columns, items } = list;
  const cells = new Map<string, Partial<Cell>>();
  columns.forEach((column, c) => {
    cells.set(`0,${c}`, { ...textContent(column.head), style: HEAD });
    for (let r = 0; r < items.length + SPARE_ROWS; r += 1) {
      const item = items[r];
      const text = item === undefined ? '' : column.write(item);
      cells.set(`${r + 1},${c}`, cellOf(text, column.isNumber === true, item === undefined));
    }
  });
  const heights = new Map([[0, { height: 32 }]]);
  items.forEach((item, r) => {
    const lines = Math.max(...columns.map((column) => lineCount(column.write(item), column.width)));
    heights.set(r + 1, { height: Math.min(400, 4 + 14 * lines) });
  });
  const lastRow = items.length + SPARE_ROWS;
  const validations = columns.flatMap((column, c): DataValidation[] => {
    if (!column.options && column.optionsFrom === undefined) return [];
    return [
      {
        type: 'list',
        ...(column.options
          ? dropDown(column.options.map(plainText), optionsRange(list, column))
          : { formula1: column.optionsFrom! }),
        allowBlank: true,
        showErrorMessage: true,
        errorTitle: column.head,
        errorMessage: '请从下拉列表中选择。',
        range: `${cellAddress(1, c)}:${cellAddress(lastRow, c)}`,
      },
    ];
  });
  return {
    name: list.name,
    columns: columns.map((column) => ({ width: column.width })),
    // An empty row grid makes the writer walk every row; the cells themselves come from the map.
    rows: Array.from({ length: lastRow + 1 }, () => columns.map(() => null)),
    cells,
    dataValidations: validations,
    freezePane: { rows: 1, columns: 1 },
    autoFilter: { range: `A1:${cellAddress(items.length, columns.length - 1)}` },
    pageSetup: {
      ...PAGE,
      printTitlesRow: '$1:$1',
      printArea: `$A$1:${absolute(items.length, columns.length - 1)}`,
    },
    rowDefs: heights,
  };
}

function absolute(row: number, column: number): string {
  return cellAddress(row, column).replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2');
}

/** Lines that a text takes in a column: a Chinese character is as wide as two others. */
function lineCount(text: string, width: number): number {
  return text
    .split('\n')
    .map((line) => [...line].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0))
    .reduce((sum, length) => sum + Math.max(1, Math.ceil(length / (width - 2))), 0);
}

function cellOf(text: string, isNumber: boolean, isSpare: boolean): Partial<Cell> {
  if (isSpare) return { value: null, type: 'empty', style: isNumber ? SPARE_NUMBER : SPARE_TEXT };
  if (text === '') return { value: null, type: 'empty', style: isNumber ? NUMBER : TEXT };
  // Beyond 15 digits Excel changes the number: then it stays text, and is read back as text.
  if (isNumber && /^\d+(\.\d+)?$/.test(text) && text.replace('.', '').length <= 15)
    return { value: Number(text), type: 'number', style: NUMBER };
  return { ...textContent(text), style: TEXT };
}

/** Columns of the help sheet before those with options. */
const HELP_COLUMNS = 3;

/** Columns whose options do not fit into the rule of their cells: they stand beside the help. */
function longLists<Item>(list: ListSheet<Item>): ListColumn<Item>[] {
  return list.columns.filter(({ options }) => options !== undefined && !fitsIntoRule(options));
}

function optionsRange<Item>(list: ListSheet<Item>, column: ListColumn<Item>): string {
  const c = HELP_COLUMNS + longLists(list).indexOf(column);
  return `'${HELP_SHEET}'!${absolute(1, c)}:${absolute(column.options!.length, c)}`;
}

function helpSheet<Item>(list: ListSheet<Item>): WriteSheet {
  const cells = new Map<string, Partial<Cell>>();
  const put = (r: number, c: number, value: string, style: CellStyle): void => {
    cells.set(`${r},${c}`, { ...textContent(value), style });
  };
  list.notes.forEach((note, r) => put(r, 0, note, { font: FONT, alignment: { vertical: 'center' } }));
  const first = list.notes.length + 1;
  ['列', '可填内容', '说明'].forEach((text, c) => put(first, c, text, HEAD));
  list.columns.forEach((column, index) => {
    const r = first + 1 + index;
    put(r, 0, column.head, TEXT);
    put(r, 1, column.options?.join('、') ?? (column.isNumber ? '数字' : '文字'), TEXT);
    put(r, 2, column.help, TEXT);
  });
  const long = longLists(list);
  long.forEach((column, index) => {
    put(0, HELP_COLUMNS + index, column.head, HEAD);
    column.options!.forEach((option, r) => put(r + 1, HELP_COLUMNS + index, option, TEXT));
  });
  const rows = Math.max(first + 1 + list.columns.length, ...long.map(({ options }) => options!.length + 1));
  return {
    name: HELP_SHEET,
    columns: [{ width: 24 }, { width: 40 }, { width: 70 }, ...long.map(({ width }) => ({ width }))],
    rows: Array.from({ length: rows }, () => Array.from({ length: HELP_COLUMNS + long.length }, () => null)),
    cells,
    merges: list.notes.map((_note, r) => ({ startRow: r, startCol: 0, endRow: r, endCol: 2 })),
    pageSetup: PAGE,
    rowDefs: new Map(list.notes.map((_note, r) => [r, { height: 20 }])),
  };
}

export const HELP_SHEET = '填写说明';
