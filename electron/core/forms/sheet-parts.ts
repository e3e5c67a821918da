// Cells and lines that the sheets of a form share: fonts, grounds, what is open for entry.

import { standsBelowWhole } from '../../../shared/indicators/below-whole.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import type { Indicator } from '../../../shared/indicators/define.js';
import { textWidth } from '../../../shared/reports/text-width.js';
import type { SheetCell } from '../tables/sheet-cell.js';
import type { SheetSpec, SheetValidation } from '../tables/xlsx-writer.js';

export const FORM_SHEET = '填报表';
export const GUIDE_SHEET = '填报说明';
/** Beside it, where the form holds sheets of ledgers. */
export const LEDGER_GUIDE = '台账填写说明';

const SONG = '宋体';
const LINE = { top: 'thin', right: 'thin', bottom: 'thin', left: 'thin' } as const;
export const GREY = 'EDEDED';
const HEAD_FILL = 'DCE6F1';
const GIVEN_COLOUR = '7F7F7F';

/** What the importer and the reader of a returned form look for. */
export const HEADS = {
  code: '代码',
  name: '指标名称',
  unit: '填报单位',
  measure: '计量单位',
  lastYear: '上年同期',
  lastMonth: '上月累计',
  input: '本月累计',
  check: '自查',
  explanation: '情况说明',
} as const;

export const SUBMISSION_KINDS = ['首次报送', '更正重报'] as const;
export const SUBMISSION_LABEL = '报送类型';

export function plainText(
  text: string,
  align: SheetCell['align'] = 'left',
  changes: Partial<SheetCell> = {},
): SheetCell {
  return { text, font: { name: SONG, size: 11 }, align, ...changes };
}

export function titleCell(text: string): SheetCell {
  return { text, font: { name: '方正小标宋简体', size: 18 }, align: 'center' };
}

export function headCell(text: string): SheetCell {
  return {
    text,
    font: { name: '黑体', size: 11 },
    align: 'center',
    wrap: true,
    border: LINE,
    fill: HEAD_FILL,
  };
}

export function lockedCell(text: string, align: SheetCell['align'] = 'left'): SheetCell {
  return { text, font: { name: SONG, size: 11 }, align, wrap: true, border: LINE, fill: GREY };
}

/** A figure that the program gives, to compare with. */
export function givenCell(plain: string): SheetCell {
  const cell: SheetCell = {
    text: plain,
    font: { name: 'Times New Roman', size: 11, colour: GIVEN_COLOUR },
    align: 'right',
    border: LINE,
    fill: GREY,
  };
  // Beyond 15 digits a spreadsheet would change the number: then it stays text.
  return plain !== '' && plain.replace(/\D/g, '').length <= 15
    ? { ...cell, number: { plain, decimals: plain.split('.')[1]?.length ?? 0 } }
    : cell;
}

export function inputCell(): SheetCell {
  return {
    text: '',
    blank: 'number',
    isOpen: true,
    font: { name: 'Times New Roman', size: 12 },
    align: 'right',
    border: LINE,
  };
}

export function explanationCell(): SheetCell {
  return {
    text: '',
    blank: 'text',
    isOpen: true,
    font: { name: SONG, size: 10 },
    align: 'left',
    wrap: true,
    border: LINE,
  };
}

/** Result of a formula of ours: grey, locked. */
export function formulaCell(formula: string | null, align: SheetCell['align']): SheetCell {
  const cell = lockedCell('', align);
  return formula === null ? cell : { ...cell, formula, font: { name: SONG, size: 10 } };
}

/** Accepts no text, no negative number and no more decimals than the store keeps. */
export function inputValidation(indicator: Indicator, range: string, firstCell: string): SheetValidation {
  const scale = scaleOf(indicator.measure);
  const rule: SheetValidation['rule'] =
    scale === 0
      ? { kind: 'whole' }
      : {
          kind: 'formula',
          formula: `AND(ISNUMBER(${firstCell}),${firstCell}>=0,ROUND(${firstCell},${scale})=${firstCell})`,
        };
  const message =
    scale === 0
      ? `请填写不小于0的整数（${indicator.measure}）。没有数据请留空，并在“情况说明”中说明。`
      : `请填写不小于0的数字（${indicator.measure}，最多${scale}位小数）。没有数据请留空，并在“情况说明”中说明。`;
  return { range, rule, title: indicator.shortName || indicator.name.slice(0, 20), message };
}

export function printedName(indicators: readonly Indicator[], index: number): string {
  const { name } = indicators[index]!;
  return standsBelowWhole(indicators, index) ? `　其中：${name}` : name;
}

/** In points, of the body font. */
export const LINE_HEIGHT = 15;

/** Lines that a text takes in a column of this width; a Chinese character never stands in two. */
export function linesOf(text: string, width: number): number {
  return Math.max(1, Math.ceil(textWidth(text) / (Math.floor((width - 1) / 2) * 2)));
}

/** A line across the sheet: texts over column ranges [from, to]. */
export function line(
  width: number,
  row: number,
  parts: readonly { from: number; to: number; cell: SheetCell }[],
  merges: SheetSpec['merges'],
): (SheetCell | null)[] {
  const cells: (SheetCell | null)[] = Array.from({ length: width }, () => null);
  for (const { from, to, cell } of parts) {
    // Every cell of a merge carries the protection, or a click beside the first one meets a locked cell.
    for (let column = from; column <= to; column += 1)
      cells[column] = column === from ? cell : { ...cell, text: '', blank: 'text' };
    if (to > from) merges.push({ row, column: from, rows: 1, columns: to - from + 1 });
  }
  return cells;
}

/** 填报人, 审核人, 联系电话, 填报日期: typed behind the colon. The columns in four runs from left to right. */
export function signatureLine(
  starts: readonly [number, number, number, number],
  width: number,
  row: number,
  merges: SheetSpec['merges'],
): (SheetCell | null)[] {
  const labels = ['填报人：', '审核人：', '联系电话：', '填报日期：'];
  const parts = labels.map((label, index) => ({
    from: starts[index]!,
    to: (starts[index + 1] ?? width) - 1,
    cell: plainText(label, 'left', { isOpen: true }),
  }));
  return line(width, row, parts, merges);
}

/** Rows below the form that stay open for remarks of the unit; they are not printed. */
export function openRows(count: number, width: number): (SheetCell | null)[][] {
  return Array.from({ length: count }, () =>
    Array.from({ length: width }, () => plainText('', 'left', { blank: 'text', isOpen: true })),
  );
}

export const MARGINS_MM = { top: 15, right: 12, bottom: 15, left: 12 } as const;
