// How high the rows of a sheet are, so that a table that misses one page by a few rows stands on one, and no total or single unit is
// alone on the last page: a sheet that is fitted to the width of its paper knows no page breaks of its own.

import { pageHeight, printableWidth } from '../../../shared/reports/page-columns.js';
import type { PrintTable } from '../../../shared/reports/print-table.js';

/** Height of a body row as a multiple of its font. */
export const USUAL_ROW = 2.6;
/** Lower ones in the order in which they are tried, then higher ones. */
const LOWER = [2.5, 2.4, 2.3, 2.2, 2.1, 2, 1.9, 1.8, 1.7];
const HIGHER = [2.7, 2.8, 2.9, 3];
/** Rows that the last page holds at least, and the part of all below which they should rather stand on the page before. */
const LAST_ROWS = 3;
const FEW = 1 / 3;
/** Column widths are of 7 pixels of an inch of 96. */
const PT_PER_UNIT = 5.25;
const PT_PER_MM = 72 / 25.4;
/** Part of a page that may be filled: programs round each row to pixels of their own. */
const FILLED = 0.97;

/** Rows [first, end). */
interface Rows {
  first: number;
  end: number;
}

export interface SheetPages {
  fontPt: number;
  /** Number of rows of the sheet. */
  rows: number;
  /** Title and heads, which are printed on every page. */
  repeated: Rows;
  body: Rows;
  /** Height of a page, in points of the sheet. */
  room: number;
}

/** Height of a page in points of the sheet, which is made smaller where its columns are wider than the paper. */
export function pageRoom(table: PrintTable, widthInUnits: number): number {
  const width = printableWidth(table.paper, table.orientation) * PT_PER_MM;
  const scale = Math.min(1, width / (widthInUnits * PT_PER_UNIT));
  return (pageHeight(table) * PT_PER_MM * FILLED) / scale;
}

interface Pages {
  count: number;
  /** Body rows on the last page. */
  onLast: number;
}

/** Changes the heights of body rows that have the usual one. */
export function fillPages(rowHeights: Map<number, number>, sheet: SheetPages): void {
  const usual = Math.round(sheet.fontPt * USUAL_ROW);
  const low: number[] = [];
  for (let row = sheet.body.first; row < sheet.body.end; row += 1) if (rowHeights.get(row) === usual) low.push(row);
  const withRows = (em: number): Map<number, number> => {
    const heights = new Map(rowHeights);
    for (const row of low) heights.set(row, Math.round(sheet.fontPt * em));
    return heights;
  };
  const before = pagesOf(rowHeights, sheet);
  if (before.count === 1) return;
  const isFew = before.onLast <= FEW * (sheet.body.end - sheet.body.first);
  const isWhole = ({ count, onLast }: Pages): boolean => count === 1 || onLast >= LAST_ROWS;
  const found =
    (isFew ? LOWER.find((em) => pagesOf(withRows(em), sheet).count < before.count) : undefined) ??
    [USUAL_ROW, ...LOWER, ...HIGHER].find((em) => isWhole(pagesOf(withRows(em), sheet)));
  if (found === undefined) return;
  for (const [row, height] of withRows(found)) rowHeights.set(row, height);
}

function pagesOf(heights: ReadonlyMap<number, number>, { rows, repeated, body, room }: SheetPages): Pages {
  const heightOf = (row: number): number => heights.get(row) ?? 0;
  let again = 0;
  for (let row = repeated.first; row < repeated.end; row += 1) again += heightOf(row);
  const pages: Pages = { count: 1, onLast: 0 };
  let used = 0;
  for (let row = 0; row < rows; row += 1) {
    if (used + heightOf(row) > room && used > 0) {
      pages.count += 1;
      pages.onLast = 0;
      used = again;
    }
    used += heightOf(row);
    if (row >= body.first && row < body.end) pages.onLast += 1;
  }
  return pages;
}
