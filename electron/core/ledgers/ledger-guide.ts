// The sheet that explains how to fill in sheets of ledgers: what each column is, and the lists that drop-downs offer. One ledger in
// its own template, several in a 填报表. Not here: the sheets themselves (ledger-workbook.ts).

import type { Cell, CellStyle, WriteSheet } from 'hucre/xlsx';

import { headText, measureOf } from '../../../shared/ledgers/field-text.js';
import type { Field } from '../../../shared/ledgers/define.js';
import { allStages } from '../../../shared/ledgers/stages.js';
import { FONT, HEAD, PAGE, TEXT } from '../tables/fill-in-look.js';
import { textContent } from '../tables/text-cell.js';
import type { LedgerColumn, LedgerSheet } from './sheet-columns.js';

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

export interface List {
  /** Title of its ledger. */
  of: string;
  column: LedgerColumn;
  options: readonly string[];
  /** Column of the guide sheet that holds it. */
  at: number;
}

const FIRST_LIST_COLUMN = 5;

/** Of all sheets, one beside the other. */
export function listsOf(sheets: readonly LedgerSheet[]): List[] {
  return sheets
    .flatMap((sheet) =>
      sheet.columns.flatMap((column): Omit<List, 'at'>[] => {
        const options = optionsOf(sheet, column.field);
        return options === null || options.length === 0 ? [] : [{ column, options, of: sheet.ledger.title }];
      }),
    )
    .map((list, index) => ({ ...list, at: FIRST_LIST_COLUMN + index }));
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

/** Columns of each ledger one below the other, the notes under them, the lists to the right. */
export function guideSheet(name: string, sheets: readonly LedgerSheet[], lists: readonly List[]): WriteSheet {
  const cells = new Map<string, Partial<Cell>>();
  const put = (r: number, c: number, value: string, style: CellStyle): void =>
    void cells.set(`${r},${c}`, { ...textContent(value), style });
  const isSeveral = sheets.length > 1;
  ['栏目', '是否必填', '怎样填', '说明'].forEach((text, c) => put(0, c, text, HEAD));
  let r = 1;
  for (const { ledger, columns } of sheets) {
    if (isSeveral) {
      put(r, 0, ledger.title, HEAD);
      r += 1;
    }
    for (const { head, field } of columns) {
      put(r, 0, head, TEXT);
      put(r, 1, field.required === true && !('default' in field) ? '必填' : '', TEXT);
      put(r, 2, entryWords(field), TEXT);
      put(r, 3, field.help ?? '', TEXT);
      r += 1;
    }
  }
  const first = r + 1;
  const notes = [...new Set(sheets.flatMap((sheet) => sheet.notes))];
  notes.forEach((note, index) => put(first + index, 0, `${index + 1}．${note}`, { font: FONT }));
  for (const { column, options, at, of } of lists) {
    put(0, at, `${isSeveral ? of : ''}${column.field.label}选项`, HEAD);
    options.forEach((option, row) => put(row + 1, at, option, TEXT));
  }
  const width = lists.length === 0 ? 4 : FIRST_LIST_COLUMN + lists.length;
  const height = Math.max(first + notes.length, ...lists.map((list) => list.options.length + 1));
  return {
    name,
    columns: Array.from({ length: width }, (_, c) => ({ width: [22, 10, 30, 40, 3][c] ?? 22 })),
    rows: Array.from({ length: height }, () => Array.from({ length: width }, () => null)),
    cells,
    freezePane: { rows: 1, columns: 0 },
    pageSetup: PAGE,
  };
}
