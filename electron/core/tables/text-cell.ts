// A text as the content of a cell that hucre writes: always a string, whatever it looks like (reliability.md 47).

import type { Cell } from 'hucre/xlsx';

import { cleanText } from '../workbook/return-copy/xml-edit.js';

/** Without what XML cannot carry; `_x0041_` would be read as a character code, so its first sign is written as one. */
export function textOfCell(text: string): string {
  return cleanText(text).replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/** hucre writes a string like `#N/A` as an error value; of a run of text it makes no guess. */
export function textContent(text: string): Partial<Cell> {
  const value = textOfCell(text);
  return value.startsWith('#') ? { value, type: 'richText', richText: [{ text: value }] } : { value, type: 'string' };
}
