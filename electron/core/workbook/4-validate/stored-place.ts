// Where a number that a rule compares with came from, in words: the officer opens that file to see which of the two is wrong.

import { fileInWords } from '../../../../shared/model/file-ref.js';
import { chinaDate } from '../../../../shared/tasks/working-days.js';
import type { Store } from '../../store/store.js';
import type { StoredKey } from '../../store/value-store.js';
import { originOf } from '../../store/year-parts-store.js';

/** 2024-04-02接收的“3月报表.xlsx”Sheet1!C4 */
export function storedPlace(store: Store, key: StoredKey): string {
  const origin = originOf(store, key);
  if (origin === null) return '已存';
  const on = chinaDate(origin.at);
  if (origin.file === null) return `${on}填写`;
  const at = [origin.sheet, origin.cell].filter((part) => part !== null && part !== '').join('!');
  return `${on}接收的“${fileInWords(origin.file)}”${at}`;
}

/** Of another file of the same plan. */
export function pendingPlace(file: string): string {
  return `本次的“${fileInWords(file)}”`;
}
