// What a cell of a ledger table gives to its field.

import type { FieldInput } from '../../../../shared/ledgers/read-field.js';
import { serialToText } from '../1-read/iso-date.js';
import type { Field } from '../../../../shared/ledgers/define.js';
import { isDay, type RawCell } from '../1-read/raw-book.js';
import { dayInput, type DayRule } from './ledger-days.js';

/** What a text that is crossed out begins with. */
export const STRUCK = '（划去：';

/** `text`: as it is written, without spaces around it. */
export function inputOf(cell: RawCell, text: string, is1904: boolean): FieldInput {
  if (typeof cell.v !== 'number') return cell.v;
  if (isDay(cell)) return serialToText(cell.v, is1904) ?? text;
  if (cell.z === 'scaled') return `${text}（按缩小的格式显示）`;
  if (cell.z === 'struck') return `${STRUCK}${text}）`;
  // 490 shown as 490万元 is that, whatever the head says.
  const shown = SHOWN_MONEY[cell.z ?? ''];
  if (shown !== undefined) return `${text}${shown}`;
  return cell.z === undefined || cell.z === 'in-sign' ? cell.v : text;
}

/** What the format of a number writes behind it. */
const SHOWN_MONEY: Readonly<Record<string, string>> = {
  'in-yuan': '元',
  'in-wan': '万元',
  'in-yi': '亿元',
  'times-wan': '万',
  'wan-people': '万',
  'wan-households': '万',
};

/** What inputOfColumn() has to know of a column. */
export interface InputColumn {
  field: Field;
  isCount: boolean;
  days: DayRule | null;
  words: ReadonlyMap<string, string> | null;
}

/**
 * The same for a column: of amounts or counts a number is looked at as it is written in any case, of days one that is not written in
 * full is what the rule of the column says.
 */
export function inputOfColumn(column: InputColumn, cell: RawCell, text: string, is1904: boolean): FieldInput {
  const isPlain = cell.z === undefined && (cell.t === 'n' || cell.t === 's');
  const day =
    isPlain && column.days !== null && mayBeOdd(text)
      ? dayInput(text, column.days, column.field, is1904, cell.t === 'n')
      : null;
  if (day !== null) return day;
  const word = column.words?.get(text);
  if (word !== undefined) return word;
  return column.isCount && typeof cell.v === 'number' && cell.z === undefined ? text : inputOf(cell, text, is1904);
}

/** Most days are written in full: the year in front, and two signs. */
function mayBeOdd(text: string): boolean {
  return text.length < 10 ? !/^\d{8}$/.test(text) : /^\d{1,2}(?!\d)/.test(text.trim());
}
