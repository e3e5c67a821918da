// A list that officers edit in Excel (填报单位, 指标): its columns as data. Writing, reading and the 填写说明 follow from it.
// Not here: the columns of a list (units/units-workbook.ts, indicators/indicators-workbook.ts), reports (core/workbook).

import { decimalFromSpreadsheetNumber } from '../../../shared/model/scaled-number.js';

export interface ListColumn<Item> {
  /** Field of the draft that schema issues name; columns beyond the draft use their own word. */
  key: string;
  head: string; //                        Chinese head as written
  also?: readonly string[]; //            other heads that are accepted
  isRequired?: boolean; //                the head must be there
  width: number; //                       characters
  help: string; //                        line of the 填写说明 sheet
  options?: readonly string[]; //         closed list: drop-down, and what an issue says is allowed
  optionsFrom?: string; //                or a drop-down from a range, such as $A$2:$A$500
  isNumber?: boolean; //                  right-aligned and written as a number
  /** Text in the cell; '' = empty. */
  write(item: Item): string;
  /** Changes to the draft, or what the cell should hold. Not called where the cell reads as `write` of the stored item. */
  read(text: string, draft: Item): Partial<Item> | Expected;
}

/** What a cell should have held, in Chinese: 应为…. */
export class Expected {
  constructor(readonly what: string) {}
}

export const YES_NO = ['是', '否'] as const;

export function yesNo(value: boolean): string {
  return value ? '是' : '否';
}

export function readYesNo(text: string): boolean | null {
  if (/^(是|√|✓|yes|y|1|true)$/i.test(text)) return true;
  if (/^(否|×|✗|no|n|0|false)$/i.test(text)) return false;
  return null;
}

/** Key of a closed list by its Chinese label or the key itself, or null. */
export function byLabel<K extends string>(labels: Readonly<Record<K, string>>, text: string): K | null {
  const found = (Object.entries(labels) as [K, string][]).find(([key, label]) => label === text || key === text);
  return found?.[0] ?? null;
}

/** Whole number without sign, or null. */
export function readInteger(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** `2022-07`, `2022年7月`, `2022.7`, `202207` → `2022-07`; null otherwise. */
export function readMonth(text: string): string | null {
  const match = /^((?:19|20)\d{2})\s*[-./年]?\s*(0?[1-9]|1[0-2])\s*月?$/.exec(text.normalize('NFKC'));
  return match ? `${match[1]}-${match[2]!.padStart(2, '0')}` : null;
}

/** Month of a date cell; null where the serial is outside the years of the program. */
export function monthOfSerial(serial: number, is1904: boolean): string | null {
  // The 1900 system counts a 29 February 1900; every month of use lies after it.
  const days = Math.floor(serial) + (is1904 ? 1462 : 0) - 25_569;
  const date = new Date(days * 86_400_000);
  return Number.isNaN(date.getTime())
    ? null
    : readMonth(`${date.getUTCFullYear()}-${String(date.getUTCMonth() + 1).padStart(2, '0')}`);
}

/** Splits a list of names at | ； and line breaks (also at 、 where asked). */
export function splitNames(text: string, also = ''): string[] {
  const names = text
    .split(also === '' ? /[|｜；;\n]/ : new RegExp(`[|｜；;\\n${also}]`))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return [...new Set(names)];
}

export function plainNumber(value: number): string {
  return decimalFromSpreadsheetNumber(value) ?? '';
}
