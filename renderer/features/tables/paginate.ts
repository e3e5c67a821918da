// Where pages end: rows joined by a row span stay together, a column block may follow another on the same page, notes
// follow the last row or go to a page of their own. Pure; the same rules as the browser's page breaks in to-html.ts.

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

export interface PartHeights {
  /** 续表 line above, gap included; 0 for the first part. */
  caption: number;
  /** Column heads: repeated on every page. */
  head: number;
  rows: number[];
}

export interface Heights {
  /** Title and line above the table: first page only. */
  top: number;
  parts: PartHeights[];
  /** Legend, notes, signature. */
  foot: number;
  /** Text area of a page. */
  page: number;
}

export interface Section {
  part: number;
  first: number;
  end: number;
  hasCaption: boolean;
}

export interface PaperPage {
  sections: Section[];
  hasFoot: boolean;
}

export function paginate(blocks: readonly (readonly [number, number])[], heights: Heights): PaperPage[] {
  const pages: PaperPage[] = [{ sections: [], hasFoot: false }];
  let used = heights.top;
  const newPage = (): void => {
    pages.push({ sections: [], hasFoot: false });
    used = 0;
  };
  const last = (): PaperPage => pages[pages.length - 1] as PaperPage;

  for (const [part, { caption, head, rows }] of heights.parts.entries()) {
    let section: Section | null = null;
    for (const [from, to] of blocks) {
      const height = rows.slice(from, to).reduce((sum, row) => sum + row, 0);
      const opening = section ? 0 : head + (from === 0 ? caption : 0);
      const isBlank = last().sections.length === 0;
      if (used + opening + height > heights.page && !(isBlank && section === null)) {
        newPage();
        section = null;
      }
      if (!section) {
        section = { part, first: from, end: from, hasCaption: from === 0 && part > 0 };
        last().sections.push(section);
        used += head + (section.hasCaption ? caption : 0);
      }
      section.end = to;
      used += height;
    }
  }
  if (used + heights.foot > heights.page) newPage();
  last().hasFoot = true;
  return pages;
}
