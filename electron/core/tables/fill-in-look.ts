// How sheets look that officers fill in and send back: lists, sheets of ledgers, their 填写说明. Printed tables: xlsx-writer.ts.

import type { CellStyle } from 'hucre/xlsx';

export const FONT = { name: '宋体', size: 11 };
const LINE = { style: 'thin', color: { rgb: 'BFBFBF' } } as const;
export const BORDER = { top: LINE, right: LINE, bottom: LINE, left: LINE };

export const HEAD: CellStyle = {
  font: { name: '黑体', size: 11 },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DCE6F1' } },
  border: BORDER,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};

/** Formatted as text, so that what looks like a number or a date stays as it was typed. */
export const TEXT: CellStyle = {
  font: FONT,
  border: BORDER,
  alignment: { horizontal: 'left', vertical: 'center', wrapText: true },
  numFmt: '@',
};

export const PAGE = {
  paperSize: 'a4',
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
} as const;
