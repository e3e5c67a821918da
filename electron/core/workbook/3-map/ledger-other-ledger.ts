// 二、商标权质押 among the rows of 专利权质押, the title of a second table, 商标 in a column 质押类型: rows of another ledger that has the same heads.
// They would be stored in this one, and counted in its figures, so the sheet is refused. Not here: tables below each other that are all of
// this ledger (ledger-sections.ts), heads in other columns (ledger-other-head.ts).

import type { CheckIssue } from '../../../../shared/import/plan.js';
import type { Ledger } from '../../../../shared/ledgers/define.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { LedgerTable } from '../2-recognise/ledger-table.js';
import { isSortOf, sortColumn } from '../2-recognise/sort-column.js';
import { isBlank, loneText } from './ledger-other-lines.js';
import { shorten } from './shorten.js';

/** A longer list comes from a program, which has no such lines. */
const KEPT_BY_HAND = 3000;

/** Null where no column, and no line between the rows, names another ledger. */
export function otherLedgerIssue(table: LedgerTable, ledger: Ledger): CheckIssue | null {
  const { grid, head, candidates, sheetName } = table;
  const sort = sortColumn(table, ledger);
  const odd = [...(sort?.texts ?? [])].find(([text]) => !isSortOf(ledger, text));
  if (sort !== null && odd !== undefined)
    return {
      severity: 'block',
      rule: 'ledger-other-ledger',
      canWaive: false,
      sheet: sheetName,
      cell: cellAddress(odd[1], sort.c),
      message: `第${odd[1] + 1}行的“${sort.head}”是“${shorten(odd[0])}”，不是台账“${ledger.title}”的记录，这张工作表没有导入。请按“${sort.head}”把各类记录分到几张工作表中，写明标题，再重新导入。`,
    };
  const others = candidates.flatMap(({ ledger: one, heads }) =>
    one.id !== ledger.id && heads.missing.length === 0 ? [one] : [],
  );
  if (others.length === 0) return null;
  let named: { r: number; c: number; text: string; other: Ledger } | null = null;
  for (let r = head[1] + 1; r < Math.min(grid.rowCount, head[1] + KEPT_BY_HAND); r += 1) {
    const line = loneText(grid, r);
    const other = line === null ? undefined : others.find((one) => isOf(line.text, one, ledger));
    if (line !== null && other !== undefined) named ??= { r, ...line, other };
    // Below the last record it is a note.
    else if (named !== null && grid.rowCells(r).filter((cell) => !isBlank(cell)).length * 2 > table.columns.length)
      return {
        severity: 'block',
        rule: 'ledger-other-ledger',
        canWaive: false,
        sheet: sheetName,
        cell: cellAddress(named.r, named.c),
        message: `第${named.r + 1}行“${shorten(named.text)}”下面像是另一本台账“${named.other.title}”的记录，这张工作表没有导入。请把两类记录放到两张工作表中，写明标题，再重新导入。`,
      };
  }
  return null;
}

/**
 * 商标质押融资 is of 商标质押, although 质押融资 is a word of the other ledger: without the longer name nothing of it is left. 专利、商标混合质押
 * is of both.
 */
function isOf(text: string, other: Ledger, own: Ledger): boolean {
  if (text.includes(own.title.slice(0, 2))) return false;
  const words = other.titleWords.filter((word) => text.includes(word));
  const rest = words.reduce((left, word) => left.replaceAll(word, ' '), text);
  return words.length > 0 && !own.titleWords.some((word) => rest.includes(word));
}
