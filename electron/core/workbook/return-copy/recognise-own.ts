// What comes back of ours: the 问题清单 sheet is known by its marker row (hidden) and, where a program dropped that, by its
// headings; comments by their author. None of it is ever data. The district's answers in 填报单位说明 are read here.
// Not here: writing them (list-sheet.ts, remark-book.ts).

import { textsDownTo } from '../1-read/cell-columns.js';
import type { RawBook, RawCell, RawSheet } from '../1-read/raw-book.js';
import { readShades } from './mark-fills.js';

export const LIST_SHEET_NAME = '问题清单';
export const COMMENT_AUTHOR = '知产台账';
/** First line of a comment of ours; by it our part of a district's comment is known. */
export const COMMENT_HEAD = '【知产台账审核】';
/** Stands in the hidden first row. Frozen: sheets with it are in the districts' hands. */
export const SHEET_MARKER = '知产台账/审核问题清单/1';
/** Ends the title line of a sheet that only quotes a district's rows. */
export const QUOTED_MARK = '（摘录，不作为数据）';

export const LIST_HEADS = [
  '序号',
  '工作表',
  '单元格',
  '指标',
  '填报内容',
  '问题',
  '要求',
  '级别',
  '填报单位说明',
  '期限',
] as const;
/** The hidden last column: the key, which begins with its rule id; by it an answer finds its issue. */
export const RULE_HEAD = '规则';

/** An answer of the district to one listed issue. */
export interface Explanation {
  sheet: string | null;
  cell: string | null;
  /** Rule id; '' where a program dropped the hidden column. */
  rule: string;
  /** The key, wherever its cell has moved; '' where there is none. */
  key: string;
  text: string;
}

const text = (cell: RawCell | undefined): string =>
  cell?.v === null || cell === undefined ? '' : String(cell.v).trim();

const HEADS: ReadonlySet<string> = new Set([...LIST_HEADS, RULE_HEAD]);
/** Without these it is no list of ours. */
const NEEDED = ['序号', '单元格', '问题', '级别', '填报单位说明'] as const;
const LAST_HEAD_ROW = 30;

/** Column by heading of the row that holds the list's headings. */
function listHead(sheet: RawSheet): { row: number; columns: Map<string, number> } | null {
  const rows = new Map<number, Map<string, number>>();
  for (const { r, c, text: written } of textsDownTo(sheet, LAST_HEAD_ROW)) {
    const head = written.replaceAll(/\s/g, '');
    if (!HEADS.has(head)) continue;
    let columns = rows.get(r);
    if (columns === undefined) rows.set(r, (columns = new Map()));
    columns.set(head, c);
  }
  for (const [row, columns] of rows) if (NEEDED.every((head) => columns.has(head))) return { row, columns };
  return null;
}

/** True for a sheet that this program added to a district's workbook or to a remark workbook. */
export function isReturnSheet(sheet: RawSheet): boolean {
  for (const { text: written } of textsDownTo(sheet, 2)) {
    const value = written.trim();
    if (value.startsWith(SHEET_MARKER) || value.endsWith(QUOTED_MARK)) return true;
  }
  return listHead(sheet) !== null;
}

/** The district's fills below the marks of an earlier return copy, by shade (mark-fills.ts). */
export function notedShades(book: RawBook): ReadonlyMap<number, string> {
  for (const sheet of book.sheets)
    if (isReturnSheet(sheet))
      for (const { text: written } of textsDownTo(sheet, LAST_HEAD_ROW)) {
        const shades = readShades(written);
        if (shades !== undefined) return shades;
      }
  return new Map();
}

/** What the district wrote in 填报单位说明, by the issue it answers. */
export function explanations(book: RawBook): Explanation[] {
  return book.sheets.flatMap((sheet) => {
    if (sheet.state !== 'visible' || !isReturnSheet(sheet)) return [];
    const head = listHead(sheet);
    if (!head) return [];
    const rows = new Map<number, Map<number, RawCell>>();
    for (const cell of sheet.cells)
      if (cell.r > head.row) rows.set(cell.r, (rows.get(cell.r) ?? new Map<number, RawCell>()).set(cell.c, cell));
    const at = (row: ReadonlyMap<number, RawCell>, name: string): string => {
      const column = head.columns.get(name);
      return column === undefined ? '' : text(row.get(column));
    };
    return [...rows.values()].flatMap((row): Explanation[] => {
      const answer = at(row, '填报单位说明');
      if (answer === '') return [];
      const cell = at(row, '单元格');
      const key = at(row, RULE_HEAD);
      const isCell = /^[A-Z]{1,3}\d+$/.test(cell);
      return [
        {
          sheet: at(row, '工作表') || null,
          cell: isCell ? cell : null,
          rule: key.split('|')[0]!,
          key,
          text: answer.slice(0, 500),
        },
      ];
    });
  });
}
