// RawBook → rows of a list, with an issue that names sheet and cell for all that cannot be taken. Columns are found by
// their heads in any order; a column that is missing leaves what is stored unchanged. Nothing is stored here.

import type { z } from 'zod';

import type { CheckIssue } from '../../../shared/import/plan.js';
import { cellAddress, isDay, type RawBook, type RawCell, type RawSheet } from '../workbook/1-read/raw-book.js';
import { Expected, monthOfSerial, plainNumber, type ListColumn } from './list-column.js';
import { HELP_SHEET } from './write-list.js';

export interface ListRow<Item> {
  draft: Item;
  existing: Item | null;
  sheet: string | null;
  /** Address of the cell of a column in this row; of the row's first cell where the column is not in the file. */
  address(key: string): string;
  /** Text of a column, null where the file has no such column. */
  text(key: string): string | null;
  /** True where every column reads as it is stored. */
  isSame: boolean;
}

export interface ListReading<Item> {
  /** Of the file, as far as they are known, in its order. */
  columns: { key: string; head: string }[];
  rows: ListRow<Item>[];
  issues: CheckIssue[];
}

export interface ListShape<Item> {
  columns: readonly ListColumn<Item>[];
  /** Heads that are known to hold nothing to take. */
  passedOver?: readonly string[];
  /** Column that names the row. */
  keyColumn: string;
  /** True for the key of a row that is none of the list, such as its 合计. */
  isLeftOut?: (key: string) => boolean;
  /** Checks the draft; fields beyond it are kept. */
  schema: z.ZodType<object>;
  /** Stored item that a row means, by the text of its key column, or by that of another ('' where the file has none). */
  find(key: string, text: (columnKey: string) => string): Item | null;
  /** Start of a new item. */
  create(key: string, index: number): Item;
  /** Two keys that mean the same; `text` where another column takes part. */
  normaliseKey(key: string, text: (columnKey: string) => string): string;
}

/** Rows to look for the heads in. */
const HEAD_ROWS = 20;

export function headKey(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s*＊]/g, '');
}

export function block(sheet: string | null, cell: string | null, rule: string, message: string): CheckIssue {
  return { severity: 'block', rule, sheet, cell, message };
}

export function readList<Item extends object>(book: RawBook, shape: ListShape<Item>): ListReading<Item> {
  const found = findHeads(book, shape);
  if (!found) {
    const heads = shape.columns.filter((column) => column.isRequired).map((column) => `“${column.head}”`);
    return {
      columns: [],
      rows: [],
      issues: [block(null, null, 'list.head', `没有找到列名${heads.join('、')}。请使用导出的清单填写，列名不要改动。`)],
    };
  }
  const { sheet, headRow, columns } = found;
  const issues: CheckIssue[] = [...found.issues];
  const hidden = sheet.hiddenRows.length + sheet.hiddenCols.length;
  if (hidden > 0)
    issues.push({
      severity: 'hint',
      rule: 'list.hidden',
      sheet: sheet.name,
      cell: null,
      message: `有${sheet.hiddenRows.length}行、${sheet.hiddenCols.length}列是隐藏的，同样读取。`,
    });
  const byRow = new Map<number, Map<number, RawCell>>();
  for (const cell of sheet.cells) {
    if (cell.r <= headRow) continue;
    let row = byRow.get(cell.r);
    if (!row) byRow.set(cell.r, (row = new Map()));
    row.set(cell.c, cell);
  }
  const rows: ListRow<Item>[] = [];
  const seen = new Map<string, string>();
  for (const [r, cells] of [...byRow].sort((a, b) => a[0] - b[0])) {
    const reading = readRow(book, shape, { sheet, r, cells, columns, index: rows.length });
    if (reading === null) continue;
    issues.push(...reading.issues);
    if (!reading.row) continue;
    const { row } = reading;
    const key = shape.normaliseKey(row.text(shape.keyColumn) ?? '', (columnKey) => row.text(columnKey) ?? '');
    const address = row.address(shape.keyColumn);
    const former = seen.get(key);
    if (former !== undefined) {
      const text = row.text(shape.keyColumn) ?? '';
      issues.push(block(sheet.name, address, 'list.duplicate', `“${text}”与${former}重复，同一项只能占一行。`));
      continue;
    }
    seen.set(key, address);
    rows.push(row);
  }
  return { columns: [...columns.values()].map(({ column: { key, head } }) => ({ key, head })), rows, issues };
}

type Heads<Item> = Map<string, { column: ListColumn<Item>; c: number }>;

function findHeads<Item>(
  book: RawBook,
  shape: ListShape<Item>,
): { sheet: RawSheet; headRow: number; columns: Heads<Item>; issues: CheckIssue[] } | null {
  const byHead = new Map<string, ListColumn<Item>>();
  for (const column of shape.columns)
    for (const head of [column.head, ...(column.also ?? [])]) byHead.set(headKey(head), column);
  const required = shape.columns.filter((column) => column.isRequired);
  for (const sheet of book.sheets) {
    if (sheet.state !== 'visible' || sheet.name === HELP_SHEET) continue;
    const rows = Map.groupBy(
      sheet.cells.filter((cell) => cell.r < HEAD_ROWS && cell.t === 's'),
      (cell) => cell.r,
    );
    for (const [headRow, cells] of rows) {
      const columns: Heads<Item> = new Map();
      const issues: CheckIssue[] = [];
      for (const cell of cells) {
        const head = String(cell.v).trim();
        const column = byHead.get(headKey(head));
        const address = cellAddress(cell.r, cell.c);
        if (!column) {
          if (head !== '' && shape.passedOver?.includes(head) !== true)
            issues.push({
              severity: 'hint',
              rule: 'list.head',
              sheet: sheet.name,
              cell: address,
              message: `不认识列名“${head}”，这一列没有读取。`,
            });
        } else if (columns.has(column.key)) {
          issues.push(block(sheet.name, address, 'list.head', `列名“${head}”出现了两次，请只保留一列。`));
        } else {
          columns.set(column.key, { column, c: cell.c });
        }
      }
      if (required.every((column) => columns.has(column.key))) return { sheet, headRow, columns, issues };
    }
  }
  return null;
}

function readRow<Item extends object>(
  book: RawBook,
  shape: ListShape<Item>,
  at: { sheet: RawSheet; r: number; cells: Map<number, RawCell>; columns: Heads<Item>; index: number },
): { row: ListRow<Item> | null; issues: CheckIssue[] } | null {
  const { sheet, r, cells, columns } = at;
  const issues: CheckIssue[] = [];
  const texts = new Map<string, string>();
  const address = (key: string): string => cellAddress(r, columns.get(key)?.c ?? 0);
  for (const [key, { c, column }] of columns) {
    const cell = cells.get(c);
    const text = cell === undefined ? '' : textOf(cell, book.date1904);
    if (text === null)
      issues.push(
        block(
          sheet.name,
          address(key),
          'list.value',
          `“${column.head}”是没有结果的公式或错误值（${String(cell?.v ?? '公式')}），应填写内容本身。`,
        ),
      );
    texts.set(key, text ?? '');
  }
  if (issues.length === 0 && [...texts.values()].every((text) => text === '')) return null;
  const key = texts.get(shape.keyColumn) ?? '';
  if (key === '') {
    const head = columns.get(shape.keyColumn)!.column.head;
    issues.push(block(sheet.name, address(shape.keyColumn), 'list.value', `“${head}”是空的，这一行有内容，应填写。`));
    return { row: null, issues };
  }
  if (shape.isLeftOut?.(key) === true) return null;
  const existing = shape.find(key, (columnKey) => texts.get(columnKey) ?? '');
  let draft: Item = { ...(existing ?? shape.create(key, at.index)) };
  let isSame = existing !== null;
  for (const [columnKey, { column }] of columns) {
    const text = texts.get(columnKey) ?? '';
    // What the export writes means what is stored, whatever separators or spellings it holds.
    if (existing !== null && text === cleanText(column.write(existing))) continue;
    const read = column.read(text, draft);
    if (read instanceof Expected) {
      const what = text === '' ? '是空的' : `是“${text}”`;
      issues.push(block(sheet.name, address(columnKey), 'list.value', `“${column.head}”${what}，${read.what}。`));
      continue;
    }
    draft = { ...draft, ...read };
    if (existing === null || cleanText(column.write(draft)) !== cleanText(column.write(existing))) isSame = false;
  }
  if (issues.length > 0) return { row: null, issues };
  const checked = shape.schema.safeParse(draft);
  if (!checked.success) {
    for (const issue of checked.error.issues) {
      const column = shape.columns.find((candidate) => candidate.key === issue.path[0]);
      const head = column?.head ?? String(issue.path[0] ?? '');
      const text = column ? (texts.get(column.key) ?? '') : '';
      const message = `“${head}”是“${text}”，${column?.help ?? issue.message}`;
      issues.push(block(sheet.name, address(column?.key ?? shape.keyColumn), 'list.value', message));
    }
    return { row: null, issues };
  }
  const row: ListRow<Item> = {
    draft: { ...draft, ...checked.data },
    existing,
    sheet: sheet.name,
    address,
    text: (columnKey) => texts.get(columnKey) ?? null,
    isSame,
  };
  return { row, issues };
}

function cleanText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').trim();
}

/** Text of a cell; null for an error value and a formula without a stored result. */
function textOf(cell: RawCell, is1904: boolean): string | null {
  if (cell.t === 'e' || cell.t === 'f' || cell.v === null) return null;
  if (typeof cell.v === 'boolean') return cell.v ? '是' : '否';
  if (typeof cell.v === 'string') return cleanText(cell.v);
  if (isDay(cell)) return monthOfSerial(cell.v, is1904) ?? plainNumber(cell.v);
  return plainNumber(cell.v);
}
