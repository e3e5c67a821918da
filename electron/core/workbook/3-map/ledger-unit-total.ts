// Lines of a ledger that name a unit and have its amounts and nothing else: 滕州市 小计 120.5, 一 | 滕州市 | 2笔 | 120.5.

import type { RawCell } from '../1-read/raw-book.js';
import { cellText, type Grid } from '../2-recognise/grid.js';
import { isCountText } from '../../../../shared/ledgers/total-words.js';
import { saidByLine } from './ledger-other-lines.js';
import type { Field } from '../../../../shared/ledgers/define.js';

/** A column that is read, as far as it tells a total from a record. */
export interface LineColumn {
  c: number;
  field: Field;
  isCount: boolean;
}

export interface UnitTotal {
  c: number;
  /** As it is written. */
  text: string;
  /** The name without 小计, numbering and counts. */
  said: string;
  /** 小计 stands behind the name. */
  isTold: boolean;
}

const TOTAL_BEHIND = /(?:的)?(?:小计|合计|总计|共计)[:：]?(?:[(（].*[)）])?$/;
const NUMBERING = /^[(（]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]?$/;
const NUMBER = /^[\d,.]+%?$/;
/** Fields without which a line is no record. */
const OF_RECORDS: ReadonlySet<string> = new Set(['code', 'date', 'enterprise']);

/** What a line of totals names; null where it has anything else that a record has. `columns`: those that are read. */
export function unitTotal(grid: Grid, cells: readonly RawCell[], columns: readonly LineColumn[]): UnitTotal | null {
  let named: { c: number; text: string } | null = null;
  let isToldApart = false;
  let hasNumber = false;
  for (const cell of cells) {
    const text = cellText(cell, grid.is1904).trim();
    const column = columns.find(({ c }) => c === cell.c);
    if (cell.t === 'n' || NUMBER.test(text)) {
      if (column !== undefined && !column.isCount) return null;
      hasNumber ||= column !== undefined;
      continue;
    }
    if (cell.t === 'f' || cell.t === 'e') continue;
    if (/^(?:小计|合计)[:：]?$/.test(text.replaceAll(/\s/g, ''))) {
      isToldApart = true;
      continue;
    }
    if (isCountText(text) || (NUMBERING.test(text) && column === undefined)) continue;
    if (named !== null) return null;
    named = { c: cell.c, text };
  }
  if (named === null || !hasNumber) return null;
  const tight = named.text.replaceAll(/\s/g, '');
  const said = saidByLine(tight.replace(TOTAL_BEHIND, ''));
  return { ...named, said, isTold: isToldApart || TOTAL_BEHIND.test(tight) };
}

/** Labels of fields that every record has and this line has not; empty where it may be a record as it stands. */
export function lackedFields(cells: readonly RawCell[], columns: readonly LineColumn[]): string[] {
  return columns.flatMap(({ c, field }) =>
    field.required === true && OF_RECORDS.has(field.kind) && !cells.some((cell) => cell.c === c) ? [field.label] : [],
  );
}
