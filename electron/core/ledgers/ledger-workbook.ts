// Columns of a ledger → .xlsx: heads with rows, drop-downs and checks of entries, a guide sheet and the hidden note.
// Texts are strings, never formulas (reliability.md 47). Long ledgers are continued row by row (export.ts).

import { writeXlsx } from 'hucre/xlsx';
import type { Cell, CellStyle, DataValidation, WriteSheet } from 'hucre/xlsx';

import { headText, measureOf } from '../../../shared/ledgers/field-text.js';
import { allStages } from '../../../shared/ledgers/stages.js';
import type { Field, Ledger } from '../../../shared/ledgers/define.js';
import { OWN_PROPERTY, OWN_SHEET } from '../workbook/1-read/own-metadata.js';
import { cellAddress } from '../workbook/1-read/raw-book.js';
import { textOfCell } from '../tables/xlsx-writer.js';
import { GUIDE, ledgerMetaProperty, ledgerMetaRows, type LedgerMeta } from './ledger-meta.js';
import type { CellContent, LedgerColumn } from './sheet-columns.js';

const FONT = { name: '宋体', size: 11 };
const LINE = { style: 'thin', color: { rgb: 'BFBFBF' } } as const;
const BORDER = { top: LINE, right: LINE, bottom: LINE, left: LINE };
const TITLE: CellStyle = {
  font: { name: '方正小标宋简体', size: 18 },
  alignment: { horizontal: 'center', vertical: 'center' },
};
const HEAD: CellStyle = {
  font: { name: '黑体', size: 11 },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DCE6F1' } },
  border: BORDER,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};
const REQUIRED_HEAD: CellStyle = {
  ...HEAD,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FCE4D6' } },
};
const GUIDE_CELL: CellStyle = {
  font: FONT,
  border: BORDER,
  alignment: { horizontal: 'left', vertical: 'center', wrapText: true },
  numFmt: '@',
};
const PAGE = { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 } as const;
/** Excel keeps at most this many characters of a list that is written into the rule itself. */
const INLINE_LIST = 250;

export interface LedgerSheet {
  ledger: Ledger;
  columns: readonly LedgerColumn[];
  title: string;
  rows: readonly (readonly CellContent[])[];
  /** Empty rows below that are formatted for entry. */
  spare: number;
  unitNames: readonly string[];
  notes: readonly string[];
}

export function cellStyleOf(column: LedgerColumn): CellStyle {
  return {
    font: FONT,
    border: BORDER,
    alignment: { horizontal: column.align, vertical: 'center', wrapText: column.field.kind === 'longText' },
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
  const lists = listsOf(sheet);
  return writeXlsx({
    sheets: [dataSheet(sheet, lists, rowCount), guideSheet(sheet, lists), metaSheet(meta)],
    defaultFont: FONT,
    properties: { title: sheet.title, custom: { [OWN_PROPERTY]: ledgerMetaProperty(meta) } },
  });
}

/** Allowed entries by field; null where anything of the right kind may be typed. */
function optionsOf({ ledger, unitNames }: LedgerSheet, field: Field): readonly string[] | null {
  switch (field.kind) {
    case 'choice':
      return field.options;
    case 'unit':
      return unitNames;
    case 'yesNo':
      return ['是', '否'];
    case 'status':
      return ledger.stages ? allStages(ledger.stages) : null;
    default:
      return null;
  }
}

interface List {
  column: LedgerColumn;
  options: readonly string[];
  /** Column of the guide sheet that holds it. */
  at: number;
}

const FIRST_LIST_COLUMN = 5;

function listsOf(sheet: LedgerSheet): List[] {
  return sheet.columns
    .flatMap((column): Omit<List, 'at'>[] => {
      const options = optionsOf(sheet, column.field);
      return options === null || options.length === 0 ? [] : [{ column, options }];
    })
    .map((list, index) => ({ ...list, at: FIRST_LIST_COLUMN + index }));
}

function dataSheet(sheet: LedgerSheet, lists: readonly List[], rowCount: number): WriteSheet {
  const { columns, rows, spare } = sheet;
  const cells = new Map<string, Partial<Cell>>();
  cells.set('0,0', { value: sheet.title, type: 'string', style: TITLE });
  columns.forEach((column, c) => {
    const head = column.field.required === true ? REQUIRED_HEAD : HEAD;
    cells.set(`1,${c}`, { value: column.head, type: 'string', style: head });
    const style = cellStyleOf(column);
    const { border: _none, ...spareStyle } = style;
    for (let r = 0; r < rows.length + spare; r += 1) {
      const value = rows[r]?.[c] ?? null;
      const content: Partial<Cell> =
        value === null
          ? { value: null, type: 'empty' }
          : typeof value === 'number'
            ? { value, type: 'number' }
            : { value: textOfCell(value), type: 'string' };
      cells.set(`${r + 2},${c}`, { ...content, style: r < rows.length ? style : spareStyle });
    }
  });
  const drawn = rows.length + spare + 1;
  const last = Math.max(drawn, rowCount + 1);
  return {
    name: sheetName(sheet.ledger.title),
    columns: columns.map(({ width }) => ({ width })),
    // An empty row grid makes the writer walk every row; the cells themselves come from the map.
    rows: Array.from({ length: drawn + 1 }, () => columns.map(() => null)),
    cells,
    merges: columns.length > 1 ? [{ startRow: 0, startCol: 0, endRow: 0, endCol: columns.length - 1 }] : [],
    dataValidations: columns.flatMap((column, c) => {
      const rule = validationOf(
        column,
        lists.find((list) => list.column === column),
      );
      return rule === null ? [] : [{ ...rule, range: `${cellAddress(2, c)}:${cellAddress(Math.max(last, 2), c)}` }];
    }),
    freezePane: { rows: 2, columns: 0 },
    autoFilter: { range: `A2:${cellAddress(Math.max(rowCount + 1, 1), columns.length - 1)}` },
    pageSetup: { ...PAGE, printTitlesRow: '$1:$2' },
    headerFooter: { oddFooter: '&C第&P页 共&N页' },
    rowDefs: new Map([
      [0, { height: 32 }],
      [1, { height: 32 }],
    ]),
  };
}

function sheetName(name: string): string {
  return name.replaceAll(/[\\/?*[\]:]/g, '_').slice(0, 31);
}

/** What may be typed. An open catalogue offers its entries and admits others; a wrong date or number is refused at once. */
function validationOf(column: LedgerColumn, list: List | undefined): Omit<DataValidation, 'range'> | null {
  const { field, head } = column;
  const base = { allowBlank: true, showErrorMessage: true, errorTitle: head.slice(0, 30) };
  if (list) {
    const letters = cellAddress(0, list.at).replace(/\d+$/, '');
    const isInline =
      list.options.join(',').length <= INLINE_LIST && !list.options.some((option) => option.includes(','));
    return {
      ...base,
      type: 'list',
      ...(isInline
        ? { values: [...list.options] }
        : { formula1: `'${GUIDE}'!$${letters}$2:$${letters}$${list.options.length + 1}` }),
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
        errorMessage: `请填写不小于0的金额，单位${measureOf(field)}。`,
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

const KIND_WORDS: Record<Field['kind'], string> = {
  text: '文字',
  longText: '文字',
  integer: '不小于0的整数',
  personCount: '不小于0的整数',
  amount: '金额（万元），精确到分',
  date: '日期，如2022-07-31',
  period: '年月，如2022-07',
  choice: '从下拉列表中选择',
  multiChoice: '可填几项，用；分开',
  unit: '已登记的填报单位',
  enterprise: '企业全称',
  code: '号码，按文字填写',
  yesNo: '是或否',
  attachment: '',
  lines: '逐条填写',
  status: '从下拉列表中选择',
};

function entryWords(field: Field): string {
  if (field.kind === 'amount') return `金额（${measureOf(field)}），精确到分`;
  if (field.kind === 'multiChoice') return `${field.options.join('、')}；可填几项，用；分开`;
  if (field.kind === 'lines')
    return `每条各项用｜分开（${Object.values(field.fields)
      .map((one) => headText(one))
      .join('、')}），几条之间用；分开`;
  if (field.kind === 'code' && field.many === true) return '号码，多个用；分开';
  if (field.kind === 'choice' && field.isOpen === true) return '从下拉列表中选择，也可另填';
  return KIND_WORDS[field.kind];
}

function guideSheet(sheet: LedgerSheet, lists: readonly List[]): WriteSheet {
  const cells = new Map<string, Partial<Cell>>();
  const put = (r: number, c: number, value: string, style: CellStyle): void =>
    void cells.set(`${r},${c}`, { value, type: 'string', style });
  ['栏目', '是否必填', '怎样填', '说明'].forEach((text, c) => put(0, c, text, HEAD));
  sheet.columns.forEach(({ head, field }, index) => {
    put(index + 1, 0, head, GUIDE_CELL);
    put(index + 1, 1, field.required === true && !('default' in field) ? '必填' : '', GUIDE_CELL);
    put(index + 1, 2, entryWords(field), GUIDE_CELL);
    put(index + 1, 3, field.help ?? '', GUIDE_CELL);
  });
  const first = sheet.columns.length + 2;
  sheet.notes.forEach((note, index) => put(first + index, 0, `${index + 1}．${note}`, { font: FONT }));
  for (const { column, options, at } of lists) {
    put(0, at, `${column.field.label}选项`, HEAD);
    options.forEach((option, r) => put(r + 1, at, option, GUIDE_CELL));
  }
  const width = lists.length === 0 ? 4 : FIRST_LIST_COLUMN + lists.length;
  const height = Math.max(first + sheet.notes.length, ...lists.map((list) => list.options.length + 1));
  return {
    name: GUIDE,
    columns: Array.from({ length: width }, (_, c) => ({ width: [22, 10, 30, 40, 3][c] ?? 22 })),
    rows: Array.from({ length: height }, () => Array.from({ length: width }, () => null)),
    cells,
    freezePane: { rows: 1, columns: 0 },
    pageSetup: PAGE,
  };
}

function metaSheet(meta: LedgerMeta): WriteSheet {
  const rows = ledgerMetaRows(meta);
  const cells = new Map<string, Partial<Cell>>();
  rows.forEach((row, r) =>
    row.forEach((value, c) => cells.set(`${r},${c}`, { value, type: 'string', style: { numFmt: '@' } })),
  );
  return { name: OWN_SHEET, veryHidden: true, rows: rows.map((row) => row.map(() => null)), cells };
}
