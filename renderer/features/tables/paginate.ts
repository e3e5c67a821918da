// Where pages end: rows joined by a row span stay together; notes follow the last row or go to a page of their own. Pure.

import type { PrintTable } from '../../../shared/reports/print-table.js';

/** Paper in millimetres, as it lies. */
export function paperSize(table: Pick<PrintTable, 'paper' | 'orientation'>): { width: number; height: number } {
  const [short, long] = table.paper === 'A3' ? [297, 420] : [210, 297];
  return table.orientation === 'landscape' ? { width: long, height: short } : { width: short, height: long };
}

/** Rows that must stay on one page: [first, end) of each block. */
export function rowBlocks(table: Pick<PrintTable, 'bodyRows'>): [number, number][] {
  const blocks: [number, number][] = [];
  let first = 0;
  let until = 0;
  for (const [index, row] of table.bodyRows.entries()) {
    if (index >= until && index > first) {
      blocks.push([first, index]);
      first = index;
    }
    for (const cell of row.cells) until = Math.max(until, index + cell.rowSpan);
    until = Math.max(until, index + 1);
  }
  if (table.bodyRows.length > 0) blocks.push([first, table.bodyRows.length]);
  return blocks;
}

export interface Heights {
  /** Title and line above the table: first page only. */
  top: number;
  /** Column heads: every page. */
  head: number;
  rows: number[];
  /** Legend, notes, signature. */
  foot: number;
  /** Text area of a page. */
  page: number;
}

export interface PaperPage {
  first: number;
  end: number;
  hasFoot: boolean;
}

export function paginate(blocks: readonly (readonly [number, number])[], heights: Heights): PaperPage[] {
  const pages: PaperPage[] = [];
  let first = 0;
  let end = 0;
  let used = heights.top + heights.head;
  for (const [from, to] of blocks) {
    const height = heights.rows.slice(from, to).reduce((sum, row) => sum + row, 0);
    if (used + height > heights.page && end > first) {
      pages.push({ first, end, hasFoot: false });
      first = from;
      used = heights.head;
    }
    used += height;
    end = to;
  }
  const fits = used + heights.foot <= heights.page;
  pages.push({ first, end, hasFoot: fits });
  if (!fits) pages.push({ first: end, end, hasFoot: true });
  return pages;
}
