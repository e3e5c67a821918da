// Our own 数据来源表 (tables/sources.ts) that comes back: numbers of the store with where they are from, nobody's submission.

import { SOURCE_HEADS } from '../../../../shared/reports/source-heads.js';
import { textsDownTo } from '../1-read/cell-columns.js';
import type { RawSheet } from '../1-read/raw-book.js';

/** Its title stands in the first row; a line put in above it moves the heads down. */
const LAST_HEAD_ROW = 5;

export function isSourceList(sheet: RawSheet): boolean {
  const rows = Map.groupBy(textsDownTo(sheet, LAST_HEAD_ROW), ({ r }) => r);
  return [...rows.values()].some((row) => {
    const heads = new Set(row.map(({ text }) => text.replaceAll(/\s/g, '')));
    return SOURCE_HEADS.every((head) => heads.has(head));
  });
}
