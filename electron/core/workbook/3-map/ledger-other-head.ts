// The head of another table among the rows of a ledger: its columns mean something else, and nothing below it is read.

import { headKey } from '../../../../shared/ledgers/heads.js';
import type { CheckIssue } from '../../../../shared/import/plan.js';
import { cellAddress, type RawCell } from '../1-read/raw-book.js';
import { cellText, type Grid } from '../2-recognise/grid.js';
import type { LedgerTable } from '../2-recognise/ledger-table.js';
import { isEntryWord } from '../2-recognise/ledger-words.js';
import { shorten } from './shorten.js';

/** A row with fewer texts may be a note with its value. */
const FEWEST = 3;

/** True where most texts of a row are what ledgers call their columns, and no number is among them. `own`: of this ledger. */
export function isOtherHead(grid: Grid, cells: readonly RawCell[], own: ReadonlyMap<string, string>): boolean {
  if (cells.length < FEWEST || cells.some(({ t }) => t !== 's')) return false;
  const texts = cells.map((cell) => cellText(cell, grid.is1904).replaceAll(/\s/g, ''));
  const known = texts.filter((text) => text.length <= 30 && (own.has(headKey(text)) || isEntryWord(text))).length;
  return known >= FEWEST && known * 2 > texts.length;
}

export function otherHeadIssue(table: LedgerTable, r: number, cells: readonly RawCell[]): CheckIssue {
  const { grid, head, sheetName } = table;
  const cell = cellAddress(r, cells[0]!.c);
  const texts = cells.slice(0, 4).map((one) => shorten(cellText(one, grid.is1904).trim()));
  return {
    severity: 'block',
    rule: 'ledger-other-head',
    canWaive: false,
    sheet: sheetName,
    cell,
    message: `第${r + 1}行“${texts.join('、')}…”是另一张表的表头，栏目与第${head[1] + 1}行的不同，这一行以下没有读取。请把两张表放到两张工作表中，再重新导入。`,
  };
}
