// What reading found beside the rules: remarks on the file, the same value twice, numbers that no decision covers.

import { cellRef, OWN_SHEET, type CheckIssue, type PlannedFile } from '../../../../shared/import/plan.js';
import { errorText } from '../../../../shared/errors/app-error.js';
import { ERROR_CODES, type ErrorCode } from '../../../../shared/errors/codes.js';
import { monthOf } from '../../../../shared/model/period.js';
import type { RawBook } from '../1-read/raw-book.js';
import { CIRCULAR_FORMULA, STALE_FORMULA } from '../1-read/formulas/stale-formulas.js';
import { isNumberLike } from '../2-recognise/lines.js';
import { totalWord } from '../2-recognise/names.js';
import type { Vocabulary } from '../2-recognise/find-table.js';
import { rowsWithoutHead } from '../2-recognise/no-table.js';
import { NO_TABLE } from '../2-recognise/recognise-sheet.js';
import type { RecognisedSheet, RecognisedTable } from '../2-recognise/recognise.js';
import { isColumnNumbers } from '../2-recognise/row-axes.js';
import { CellsByName } from '../3-map/cells-by-name.js';
import type { MappedTable } from '../3-map/map-cells.js';
import { holderName } from '../3-map/cell-label.js';
import { isStored, type ReadCell } from '../3-map/read-values.js';

/** A sheet without a head beside sheets that were read: rows that go on from the sheet before it, or of something else. */
export function addHeadless(
  header: PlannedFile,
  book: RawBook,
  sheets: readonly RecognisedSheet[],
  words: Vocabulary,
): void {
  for (const sheet of sheets) {
    if (sheet.state !== 'skipped' || sheet.reason !== NO_TABLE) continue;
    const rows = rowsWithoutHead(book, sheet, words);
    if (rows === null) continue;
    header.issues.push({
      severity: 'warn',
      rule: 'numbers-not-read',
      sheet: sheet.name,
      cell: rows.at,
      message: `工作表“${sheet.name ?? ''}”有“${rows.name}”（${rows.at}）等${rows.count}个指标名称和数字，但没有表头，看不出是哪一期的，没有读取。请核实；如是接上一张表的，请补上表头后重报。`,
    });
  }
}

export function addRemarks(header: PlannedFile, book: RawBook, sheets: readonly RecognisedSheet[]): void {
  for (const remark of book.remarks)
    if (remark.code !== STALE_FORMULA && remark.code !== CIRCULAR_FORMULA && Object.hasOwn(ERROR_CODES, remark.code))
      header.issues.push({
        severity: 'hint',
        rule: remark.code,
        sheet: null,
        cell: null,
        message: errorText(remark.code as ErrorCode, remark.params),
      });
  header.sheets.forEach((sheet, index) => {
    if (sheet.state === 'hidden' && sheet.name !== OWN_SHEET)
      header.issues.push({
        severity: 'hint',
        rule: 'hidden-sheet',
        sheet: sheet.name,
        cell: null,
        message: `工作表“${sheet.name}”是隐藏的，没有读取。`,
      });
    const isOfOwnMonth = sheets[index]?.isOfOwnMonth === true;
    if (sheet.state === 'older' || isOfOwnMonth)
      header.issues.push({
        severity: isOfOwnMonth || sheets[index]?.isUnfilled === true ? 'warn' : 'hint',
        rule: 'older-sheet',
        sheet: sheet.name,
        cell: null,
        message: `工作表“${sheet.name}”${sheet.reason}。`,
      });
    if (sheet.state === 'used' && sheet.hiddenRows + sheet.hiddenColumns > 0)
      header.issues.push({
        severity: 'hint',
        rule: 'hidden-rows',
        sheet: sheet.name,
        cell: null,
        message: `${sheet.name === null ? '表中' : `工作表“${sheet.name}”`}有${hiddenParts(sheet)}是隐藏的，已和看得见的一样读取。`,
      });
  });
}

function hiddenParts({ hiddenRows, hiddenColumns }: Pick<RecognisedSheet, 'hiddenRows' | 'hiddenColumns'>): string {
  return [hiddenRows > 0 ? `${hiddenRows}行` : '', hiddenColumns > 0 ? `${hiddenColumns}列` : '']
    .filter(Boolean)
    .join('、');
}

/**
 * 本月 is stored as `month` only where no cumulative value is given; otherwise it serves a check (rules.md 1). That of January alone
 * is all since January, this year's and last year's.
 */
export function settleMonths(cells: ReadCell[]): void {
  for (const cell of cells) if (cell.role === 'claim') settleJanuary(cell);
  const cumulative = new CellsByName();
  for (const cell of cells)
    if (cell.role === 'value' && cell.basis === 'ytd' && cell.state !== 'not_submitted') cumulative.of(cell).push(cell);
  for (const cell of cells) {
    // A sheet 当月 beside a sheet 累计: its heads do not say it.
    if ((cell.figure !== 'month' && cell.basis !== 'month') || cell.role !== 'value') continue;
    if (cell.state !== null && !cumulative.of(cell).some((other) => other.period === cell.period)) {
      settleJanuary(cell);
      continue;
    }
    if (cell.state === null && cell.figure !== 'month') continue;
    cell.role = 'check';
    cell.figure = 'month';
  }
}

function settleJanuary(cell: ReadCell): void {
  if (cell.basis === 'month' && cell.period !== null && monthOf(cell.period) === 1) cell.basis = 'ytd';
}

/**
 * 1,234 in a text file without quotes is two fields: the first is no number of its own, and in a row that goes on behind the last head
 * each number after it stands under the head of another.
 */
export function rejectSplitNumbers(
  { kind }: RawBook,
  mapped: readonly MappedTable[],
  cells: readonly ReadCell[],
): void {
  if (kind !== 'csv') return;
  for (const { table, issues } of mapped) {
    const split = splitRows(table);
    for (const cell of cells) {
      const isOwn =
        cell.sheetIndex === table.sheetIndex && cell.r >= table.found.data[0] && cell.r <= table.found.data[1];
      if (!isOwn || cell.state === null || cell.role === 'check') continue;
      const next = table.grid.text(cell.r, cell.c + 1).trim();
      const from = split.get(cell.r);
      if (from !== undefined && cell.c > from) {
        cell.rejected = '前面的数被千分位逗号分成了两格，各格错开了';
        continue;
      }
      if (!isSplit(table, cell.r, cell.c)) continue;
      const head = table.columns.find((axis) => axis.c === cell.c + 1);
      const isHeaded = head !== undefined && head.label !== '';
      if (from !== cell.c && isHeaded) continue;
      cell.rejected = '像是千分位逗号把一个数分成了两格';
      issues.push({
        severity: 'block',
        rule: 'split-number',
        sheet: cell.sheet,
        cell: cell.cell,
        message: `${cell.cell}“${cell.indicator?.name ?? cell.rowLabel}”是${cell.text}，右边${isHeaded ? '一' : '没有表头的'}格是${next}，像是“${cell.text},${next}”中的逗号把一个数分成了两格，${isHeaded ? '这一行后面的数都错开了，' : ''}没有采用。请去掉千分位逗号后重报。`,
      });
    }
  }
}

/** Rows that go on behind the last head, by the column of the first number that a comma has split. */
function splitRows(table: RecognisedTable): Map<number, number> {
  const { grid, found, columns } = table;
  const last = Math.max(...columns.flatMap((axis) => (axis.label === '' ? [] : [axis.c])), ...found.labelColumns);
  const rows = new Map<number, number>();
  for (let r = found.data[0]; r <= found.data[1]; r += 1) {
    const row = grid.rowCells(r);
    if (!row.some(({ c }) => c > last && /^\d+(\.\d+)?$/.test(grid.text(r, c).trim()))) continue;
    const first = row.find(({ c }) => isSplit(table, r, c));
    if (first !== undefined) rows.set(r, first.c);
  }
  return rows;
}

function isSplit({ grid }: RecognisedTable, r: number, c: number): boolean {
  return /^[-+]?\d{1,3}$/.test(grid.text(r, c).trim()) && /^\d{3}(\.\d+)?$/.test(grid.text(r, c + 1).trim());
}

/** The same key twice in one file: equal values count once, different ones must be corrected. */
export function settleDuplicates(cells: ReadCell[], issues: CheckIssue[]): Set<ReadCell> {
  const firsts = new CellsByName();
  const dropped = new Set<ReadCell>();
  for (const cell of cells) {
    if (
      !isStored(cell.role) ||
      // 合计 of a table of our own.
      (!cell.unit && (cell.role === 'value' || cell.role === 'claim')) ||
      !cell.period ||
      cell.state === null ||
      // Not taken for another reason, which is said: two columns of which neither is known to be the number contradict nothing.
      cell.undecided !== ''
    )
      continue;
    const known = firsts.of(cell);
    const at = known.findIndex(
      (first) =>
        first.role === cell.role &&
        first.period === cell.period &&
        first.basis === cell.basis &&
        first.place === cell.place &&
        first.level === cell.level,
    );
    if (at < 0) {
      known.push(cell);
      continue;
    }
    const other = known[at]!;
    dropped.add(cell);
    if (other.state === cell.state && other.value === cell.value) continue;
    if (cell.state === 'not_submitted') continue;
    if (other.state === 'not_submitted') {
      known[at] = cell;
      dropped.delete(cell);
      dropped.add(other);
      continue;
    }
    dropped.add(other);
    // B3 of one sheet and B3 of another are told apart.
    const placeOf = (one: ReadCell): string => (other.sheet === cell.sheet ? one.cell : cellRef(one));
    const message = `“${holderName(cell)}”的“${cell.indicator!.name}”填了两次且数值不同（${placeOf(other)}为${other.text}，${placeOf(cell)}为${cell.text}），都没有采用。请核实后只保留一处。`;
    for (const involved of [other, cell]) {
      involved.rejected = '同一数值填了两次且不同';
      issues.push({
        // What other places published is no number of ours, and nobody here can correct it.
        severity: cell.role === 'claim' || cell.role === 'benchmark' ? 'warn' : 'block',
        rule: 'duplicate-value',
        sheet: involved.sheet,
        cell: involved.cell,
        message,
      });
    }
  }
  return dropped;
}

/** Numbers that no decision covered are listed, so that nothing is lost in silence. */
export function unreadNumbers(mapped: MappedTable, cells: ReadCell[]): CheckIssue[] {
  const { grid, found, columns, computedRows } = mapped.table;
  const [first, last] = found.data;
  // A byte per place of the table: a set of places takes longer than all the rest.
  const read = new Uint8Array(Math.max(0, last - first + 1) * grid.columnCount);
  for (const { sheetIndex, r, c } of cells)
    if (sheetIndex === mapped.table.sheetIndex && r >= first && r <= last) read[(r - first) * grid.columnCount + c] = 1;
  const unread: string[] = [];
  const axes = new Map<number, (typeof columns)[number]>();
  for (const axis of columns) if (!axes.has(axis.c)) axes.set(axis.c, axis);
  for (let r = first; r <= last; r += 1) {
    if (computedRows?.has(r) === true) continue;
    if (found.labelColumns.some((c) => c >= 0 && isColumnNumbers(grid.text(r, c)))) continue;
    for (const cell of grid.rowCells(r)) {
      const column = axes.get(cell.c);
      if (
        column === undefined ||
        column.role !== null ||
        read[(r - first) * grid.columnCount + cell.c] === 1 ||
        !isNumberLike(grid, r, cell.c)
      )
        continue;
      unread.push(grid.text(r, cell.c));
    }
  }
  // 同比 beside 授权量 of 发明: the row's name is known where its number stands.
  const named = new Set(cells.filter((cell) => cell.indicator !== null).map((cell) => cell.r));
  const unknown = cells.filter(
    (cell) =>
      cell.sheetIndex === mapped.table.sheetIndex &&
      cell.role === 'unknown' &&
      cell.figure !== 'rank' &&
      !(cell.figure === 'change' && named.has(cell.r)),
  );
  const issues: CheckIssue[] = [];
  if (unread.length > 0)
    issues.push({
      severity: 'warn',
      rule: 'numbers-not-read',
      sheet: mapped.table.sheetName,
      cell: null,
      message: `表中有${unread.length}个数字没有对应的指标或填报单位，没有采用（例如“${unread[0]}”）。请核实。`,
    });
  const labels = new Map<string, ReadCell>();
  for (const cell of unknown) if (!labels.has(cell.undecided)) labels.set(cell.undecided, cell);
  for (const [reason, cell] of labels)
    issues.push({
      severity: 'warn',
      rule: 'unknown-indicator',
      sheet: cell.sheet,
      cell: cell.cell,
      // 小计 and 平均 are no indicators that somebody might want to add.
      message:
        cell.rowLabel === '' || totalWord(cell.rowLabel, '') === null
          ? `${cell.cell}：${reason}。${reason.startsWith('指标库') ? '需要的话，请在“设置 › 指标”中新增该指标或给已有指标加上这个别名，再重新导入。' : ''}`
          : `${cell.cell}：“${cell.rowLabel}”是几行相加或平均的数，不是指标，没有采用。`,
    });
  return issues;
}
