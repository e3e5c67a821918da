// Columns of a ledger → .xlsx: heads with rows, drop-downs and checks of entries, the hidden note. The sheet that explains: ledger-guide.ts.
// Texts are strings, never formulas (reliability.md 47). Long ledgers are continued row by row (export.ts).

import { writeXlsx } from 'hucre/xlsx';
import type { Cell, CellStyle, DataValidation, WriteSheet } from 'hucre/xlsx';

import { measureOf } from '../../../shared/ledgers/field-text.js';
import { plainText } from '../../../shared/model/plain-text.js';
import { textWidth } from '../../../shared/reports/text-width.js';
import { OWN_PROPERTY, OWN_SHEET } from '../workbook/1-read/own-metadata.js';
import { cellAddress } from '../workbook/1-read/raw-book.js';
import { dropDown } from '../tables/drop-down.js';
import { BORDER, FONT, HEAD, PAGE } from '../tables/fill-in-look.js';
import { sheetName } from '../tables/sheet-name.js';
import { textContent } from '../tables/text-cell.js';
import { guideSheet, listsOf, type List } from './ledger-guide.js';
import { GUIDE, ledgerMetaProperty, ledgerMetaRows, type LedgerMeta } from './ledger-meta.js';
import type { LedgerColumn, LedgerSheet } from './sheet-columns.js';

const TITLE: CellStyle = {
  font: { name: '方正小标宋简体', size: 18 },
  alignment: { horizontal: 'center', vertical: 'center' },
};
const REQUIRED_HEAD: CellStyle = {
  ...HEAD,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FCE4D6' } },
};
/** In characters; names of firms and of projects fit on a line. */
const MAX_TEXT_WIDTH = 44;
/** Wider than that, a sheet fitted to the width of A4 is too small to read. */
const A4_CHARACTERS = 180;
/** And wider than that one page of A3: it goes on beside it. */
const A3_CHARACTERS = 280;
/** In points: a line of the body font, and the highest row that Excel draws. */
const LINE_HEIGHT = 15;
const HIGHEST_ROW = 409;

function cellStyleOf(column: LedgerColumn): CellStyle {
  return {
    font: FONT,
    border: BORDER,
    alignment: { horizontal: column.align, vertical: 'center', wrapText: column.align === 'left' },
    numFmt: column.format,
  };
}

/** Rows of title and heads in front of the rows of a ledger. */
export const HEAD_ROWS = 2;

/**
 * The workbook of a long ledger with its first row empty, to be continued by writeLongSheet(). `count`: rows that will be there,
 * for filter and checks of entries.
 */
export function longLedgerModel(sheet: Omit<LedgerSheet, 'rows' | 'spare'>, count: number): Promise<Uint8Array> {
  return writeLedgerWorkbook({ ...sheet, rows: [], spare: 1 }, count);
}

export async function writeLedgerWorkbook(
  sheet: LedgerSheet,
  rowCount: number = sheet.rows.length,
): Promise<Uint8Array> {
  const meta: LedgerMeta = {
    ledger: sheet.ledger.id,
    columns: sheet.columns.map(({ name, head }) => ({ field: name, head })),
  };
  const lists = listsOf([sheet]);
  return writeXlsx({
    sheets: [dataSheet(sheet, lists, rowCount), guideSheet(GUIDE, [sheet], lists), metaSheet(meta)],
    defaultFont: FONT,
    properties: { title: sheet.title, custom: { [OWN_PROPERTY]: ledgerMetaProperty(meta) } },
  });
}

/** Sheets of several ledgers in one workbook of another kind, and the sheet that explains them: `guide` is its name. */
export function ledgerSheets(sheets: readonly LedgerSheet[], guide: string): WriteSheet[] {
  const lists = listsOf(sheets);
  return [...sheets.map((sheet) => dataSheet(sheet, lists, 0, guide)), guideSheet(guide, sheets, lists)];
}

function dataSheet(sheet: LedgerSheet, lists: readonly List[], rowCount: number, guide = GUIDE): WriteSheet {
  const { columns, rows, spare } = sheet;
  const cells = new Map<string, Partial<Cell>>();
  cells.set('0,0', { ...textContent(sheet.title), style: TITLE });
  columns.forEach((column, c) => {
    const head = column.field.required === true ? REQUIRED_HEAD : HEAD;
    cells.set(`1,${c}`, { ...textContent(column.head), style: head });
    const style = cellStyleOf(column);
    const { border: _none, ...spareStyle } = style;
    for (let r = 0; r < rows.length + spare; r += 1) {
      const value = rows[r]?.[c] ?? null;
      const content: Partial<Cell> =
        value === null
          ? { value: null, type: 'empty' }
          : typeof value === 'number'
            ? { value, type: 'number' }
            : textContent(value);
      cells.set(`${r + 2},${c}`, { ...content, style: r < rows.length ? style : spareStyle });
    }
  });
  const widths = columns.map((column, c) => widthFor(column, rows, c));
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const pages = Math.ceil(whole / A3_CHARACTERS);
  const lastOfTitle = pages === 1 ? columns.length - 1 : lastOfFirstPage(widths, whole / pages);
  const drawn = rows.length + spare + 1;
  const last = Math.max(drawn, rowCount + 1);
  return {
    name: sheetName(sheet.ledger.title),
    columns: widths.map((width) => ({ width })),
    // An empty row grid makes the writer walk every row; the cells themselves come from the map.
    rows: Array.from({ length: drawn + 1 }, () => columns.map(() => null)),
    cells,
    merges: lastOfTitle > 0 ? [{ startRow: 0, startCol: 0, endRow: 0, endCol: lastOfTitle }] : [],
    dataValidations: columns.flatMap((column, c) => {
      const rule = validationOf(
        column,
        lists.find((list) => list.column === column),
        guide,
      );
      return rule === null ? [] : [{ ...rule, range: `${cellAddress(2, c)}:${cellAddress(Math.max(last, 2), c)}` }];
    }),
    freezePane: { rows: 2, columns: 0 },
    autoFilter: { range: `A2:${cellAddress(Math.max(rowCount + 1, 1), columns.length - 1)}` },
    pageSetup: {
      ...PAGE,
      paperSize: whole > A4_CHARACTERS ? 'a3' : PAGE.paperSize,
      fitToWidth: pages,
      printTitlesRow: '$1:$2',
    },
    headerFooter: { oddFooter: '&C第&P页 共&N页' },
    rowDefs: new Map([
      [0, { height: 32 }],
      [1, { height: 32 }],
      ...rows.flatMap((row, r): [number, { height: number }][] => {
        const lines = linesOfRow(row, widths);
        return lines < 2 ? [] : [[r + HEAD_ROWS, { height: Math.min(lines * LINE_HEIGHT + 4, HIGHEST_ROW) }]];
      }),
    ]),
  };
}

/** As wide as what stands in it, within reason: beyond that a text takes several lines. */
function widthFor(column: LedgerColumn, rows: LedgerSheet['rows'], c: number): number {
  let widest = 0;
  for (const row of rows) {
    const value = row[c] ?? null;
    if (typeof value === 'string') widest = Math.max(widest, textWidth(value) + 2);
  }
  return Math.max(column.width, Math.min(widest, MAX_TEXT_WIDTH));
}

/** The title stands over these columns alone: across the edge of a page half of it would be printed on each. */
function lastOfFirstPage(widths: readonly number[], room: number): number {
  let used = 0;
  const past = widths.findIndex((width) => (used += width) > room);
  return Math.max(0, past - 1);
}

/** Lines of the longest text of a row: not every program makes a row as high as its texts by itself. */
function linesOfRow(row: LedgerSheet['rows'][number], widths: readonly number[]): number {
  let most = 1;
  for (const [c, value] of row.entries())
    if (typeof value === 'string')
      most = Math.max(
        most,
        value.split('\n').reduce((sum, line) => sum + linesOf(line, widths[c]!), 0),
      );
  return most;
}

const linesOf = (line: string, width: number): number => Math.max(1, Math.ceil(textWidth(line) / (width - 2)));

/** What may be typed. An open catalogue offers its entries and admits others; a wrong date or number is refused at once. */
function validationOf(
  column: LedgerColumn,
  list: List | undefined,
  guide: string,
): Omit<DataValidation, 'range'> | null {
  const { field, head } = column;
  const base = { allowBlank: true, showErrorMessage: true, errorTitle: head.slice(0, 30) };
  if (list) {
    const letters = cellAddress(0, list.at).replace(/\d+$/, '');
    return {
      ...base,
      type: 'list',
      ...dropDown(list.options.map(plainText), `'${guide}'!$${letters}$2:$${letters}$${list.options.length + 1}`),
      ...(field.kind === 'choice' && field.isOpen === true ? { showErrorMessage: false } : {}),
      errorMessage: '请从下拉列表中选择。',
    };
  }
  switch (field.kind) {
    case 'integer':
    case 'personCount':
      return {
        ...base,
        type: 'whole',
        operator: 'greaterThanOrEqual',
        formula1: '0',
        errorMessage: '请填写不小于0的整数。',
      };
    case 'amount':
      return {
        ...base,
        type: 'decimal',
        operator: 'greaterThanOrEqual',
        formula1: '0',
        errorMessage: `请填写不小于0的金额，计量单位${measureOf(field)}。`,
      };
    case 'date':
      if (field.maySpan === true) return null;
      return {
        ...base,
        type: 'date',
        operator: 'between',
        formula1: '25569',
        formula2: '73050',
        errorMessage: '请填写日期，如2022-07-31。',
      };
    case 'code':
      return field.check === 'uscc'
        ? {
            ...base,
            type: 'textLength',
            operator: 'equal',
            formula1: '18',
            errorMessage: '统一社会信用代码为18位，请按文字填写。',
          }
        : null;
    default:
      return null;
  }
}

function metaSheet(meta: LedgerMeta): WriteSheet {
  const rows = ledgerMetaRows(meta);
  const cells = new Map<string, Partial<Cell>>();
  rows.forEach((row, r) =>
    row.forEach((value, c) => cells.set(`${r},${c}`, { value, type: 'string', style: { numFmt: '@' } })),
  );
  return { name: OWN_SHEET, veryHidden: true, rows: rows.map((row) => row.map(() => null)), cells };
}
