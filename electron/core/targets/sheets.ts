// 目标任务分解表 and the sheets that go with 下达通知, as PrintTables: drawn by the same printers as every other table.

import type { PrintCell, PrintTable } from '../../../shared/reports/print-table.js';
import { TARGET_MODE_LABEL } from '../../../shared/statistics/target-progress.js';
import type { TargetCell, TargetColumn, TargetMatrix } from '../../../shared/targets/define.js';
import { textWidth } from '../../../shared/reports/text-width.js';

function head(text: string, rowSpan = 1, colSpan = 1): PrintCell {
  return { text, align: 'center', kind: 'head', rowSpan, colSpan };
}

export function label(text: string, align: PrintCell['align'] = 'left'): PrintCell {
  return { text, align, kind: 'label', rowSpan: 1, colSpan: 1 };
}

export function number(text: string): PrintCell {
  const isNumber = /^-?\d+(\.\d+)?$/.test(text);
  return {
    text: text === '' ? '—' : text,
    align: 'right',
    kind: isNumber ? 'number' : 'sign',
    rowSpan: 1,
    colSpan: 1,
    ...(isNumber ? { number: text, decimals: text.split('.')[1]?.length ?? 0 } : {}),
  };
}

/** A target as a table prints it: the number, or the words of a 定性 task. */
function targetText(cell: TargetCell): PrintCell {
  return cell.target === '' && cell.words !== '' ? label(cell.words) : number(cell.target);
}

function headOf(column: TargetColumn): string {
  return `${column.indicator}（${column.measure}）`;
}

function frame(
  matrix: TargetMatrix,
  bureau: string,
): Omit<PrintTable, 'title' | 'columnWidths' | 'headRows' | 'bodyRows'> {
  return {
    layout: 'target-split',
    enclosure: '附件',
    lineLeft: `下达单位：${bureau}`,
    lineMiddle: `${matrix.year}年度`,
    lineRight: '',
    internalMark: '',
    frozenColumns: 2,
    legend: '说明：— 没有下达',
    notes: [],
    signature: [],
    paper: 'A4',
    orientation: 'landscape',
    warnings: [],
  };
}

export interface SheetWords {
  bureau: string;
  /** 全市 without the office's own word. */
  scope: string;
}

/** As wide as the longest name, on two lines where that is very long. */
function nameWidth(names: readonly string[]): number {
  return Math.max(14, Math.min(24, Math.max(...names.map(textWidth)) + 2));
}

/** Units × indicators: what was handed on, its sum, and what the higher authority asks of us. */
export function splitSheet(matrix: TargetMatrix, words: SheetWords): PrintTable {
  const columns = matrix.columns;
  const hasHigher = columns.some((column) => column.higher.target !== '');
  const units = matrix.units.filter((_unit, index) =>
    columns.some((column) => column.cells[index]!.target !== '' || column.cells[index]!.words !== ''),
  );
  const indexOf = new Map(matrix.units.map((unit, index) => [unit.id, index]));
  const total = (name: string, pick: (column: TargetColumn) => string): PrintTable['bodyRows'][number] => ({
    kind: 'total',
    cells: [label('', 'center'), label(name), ...columns.map((column) => number(pick(column)))],
  });
  const totalName = `${matrix.totalLabel}（各单位合计）`;
  const open = columns.filter((column) => column.undistributed !== '' && !/^-?0(\.0*)?$/.test(column.undistributed));
  return {
    ...frame(matrix, words.bureau),
    title: `${matrix.year}年${words.scope}知识产权目标任务分解表`,
    columnWidths: [
      5,
      nameWidth([totalName, ...units.map((unit) => unit.name)]),
      ...columns.map((column) => Math.max(9, Math.min(16, Math.ceil(textWidth(column.indicator) / 2) + 2))),
    ],
    headRows: [
      ['序号', '填报单位', ...columns.map(headOf)].map((text) => head(text)),
      [head('考核方式', 1, 2), ...columns.map((column) => head(TARGET_MODE_LABEL[column.mode]))],
    ],
    bodyRows: [
      ...(hasHigher ? [total('上级下达任务', (column) => column.higher.target)] : []),
      total(totalName, (column) => column.sum.target),
      ...units.map((unit, index): PrintTable['bodyRows'][number] => ({
        kind: 'unit',
        cells: [
          label(String(index + 1), 'center'),
          label(unit.name),
          ...columns.map((column) => targetText(column.cells[indexOf.get(unit.id)!]!)),
        ],
      })),
    ],
    notes: [
      '累计：1月1日起累计完成数；净增：比上年末增加数，年度目标为年末应达到的数；期末达到：年末应达到的数；不低于、不高于：随时符合的要求。',
      ...(open.length === 0
        ? []
        : [
            `与上级下达任务相差：${open.map((column) => `${column.indicator}${column.undistributed}${column.measure}`).join('，')}（正数为未分解到单位的部分）。`,
          ]),
    ],
    paper: columns.length > 7 ? 'A3' : 'A4',
  };
}

/** 任务书 of one unit: its indicators with last year's end and the target. */
export function unitSheet(matrix: TargetMatrix, index: number, words: SheetWords): PrintTable | null {
  const unit = matrix.units[index]!;
  const rows = matrix.columns.flatMap((column) => {
    const cell = column.cells[index]!;
    return cell.target === '' && cell.words === '' ? [] : [{ column, cell }];
  });
  if (rows.length === 0) return null;
  return {
    ...frame(matrix, words.bureau),
    title: `${matrix.year}年${unit.name}知识产权目标任务`,
    frozenColumns: 2,
    columnWidths: [5, 26, 9, 10, 12, 12, 16],
    headRows: [['序号', '指标', '计量单位', '考核方式', '上年末值', '年度目标', '备注'].map((text) => head(text))],
    bodyRows: rows.map(({ column, cell }, at) => ({
      kind: 'unit',
      cells: [
        label(String(at + 1), 'center'),
        label(column.indicator),
        label(column.measure, 'center'),
        label(TARGET_MODE_LABEL[cell.mode ?? column.mode], 'center'),
        cell.base === '' && !isYearEnd(cell.mode ?? column.mode) ? label('/', 'center') : number(cell.base),
        targetText(cell),
        label(cell.document),
      ],
    })),
    legend: legendOf(rows.map(({ column, cell }) => ({ mode: cell.mode ?? column.mode, base: cell.base }))),
    orientation: 'portrait',
  };
}

/** Targets that are judged against the value at the end of last year. */
function isYearEnd(mode: TargetColumn['mode']): boolean {
  return mode === 'net_increase' || mode === 'year_end';
}

function legendOf(rows: readonly { mode: TargetColumn['mode']; base: string }[]): string {
  const signs = [
    rows.some(({ mode, base }) => base === '' && !isYearEnd(mode)) ? '/ 不按上年末值考核' : '',
    rows.some(({ mode, base }) => base === '' && isYearEnd(mode)) ? '— 没有上年末值' : '',
  ].filter((sign) => sign !== '');
  return signs.length === 0 ? '' : `说明：${signs.join('；')}`;
}
