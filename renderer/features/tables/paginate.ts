// Where pages end: rows joined by a row span stay together, a column block may follow another on the same page, notes follow
// the last row and run on to the next page, a signature block has a row above it. Pure; the same rules as the browser's page
// breaks in to-html.ts.

import { rowsAtEnd } from '../../../shared/reports/page-rows.js';
import type { PrintTable } from '../../../shared/reports/print-table.js';

/** Paper in millimetres, as it lies. */
export function paperSize(table: Pick<PrintTable, 'paper' | 'orientation'>): { width: number; height: number } {
  const [short, long] = table.paper === 'A3' ? [297, 420] : [210, 297];
  return table.orientation === 'landscape' ? { width: long, height: short } : { width: short, height: long };
}

/** Rows that must stay on one page: [first, end) of each block. Those at the end of the table are one. */
export function rowBlocks(table: PrintTable): [number, number][] {
  const blocks = spannedBlocks(table);
  const from = table.bodyRows.length - rowsAtEnd(table);
  const parted = blocks.filter(([, end]) => end <= from);
  const [first] = blocks[parted.length] ?? [0];
  return blocks.length > parted.length ? [...parted, [first, table.bodyRows.length]] : parted;
}

/** Rows that are joined by a cell that reaches over several of them. */
function spannedBlocks(table: Pick<PrintTable, 'bodyRows'>): [number, number][] {
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
  /** What stands below the table: legend and notes one by one, the gap above included in the first. */
  notes: number[];
  /** Signature block; 0 where there is none. */
  signature: number;
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
  /** Legend and notes [first, end) below the sections. */
  notes: { first: number; end: number };
  hasSignature: boolean;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Pages one after the other, and how full the last of them is. */
class Pages {
  readonly all: PaperPage[] = [];
  used = 0;

  constructor(
    private readonly height: number,
    top: number,
  ) {
    this.turn();
    this.used = top;
  }

  get last(): PaperPage {
    return this.all[this.all.length - 1]!;
  }

  turn(): void {
    this.all.push({ sections: [], notes: { first: 0, end: 0 }, hasSignature: false });
    this.used = 0;
  }

  fits(height: number): boolean {
    return this.used + height <= this.height;
  }
}

type Blocks = readonly (readonly [number, number])[];

function addRows(pages: Pages, blocks: Blocks, heights: Heights): void {
  for (const [part, { caption, head, rows }] of heights.parts.entries()) {
    const whole = head + caption + sum(rows);
    // A further block of columns is not torn where a page of its own holds it.
    if (part > 0 && !pages.fits(whole) && whole - caption <= heights.page && pages.last.sections.length > 0)
      pages.turn();
    let section: Section | null = null;
    for (const [from, to] of blocks) {
      const height = sum(rows.slice(from, to));
      const opening = section ? 0 : head + (from === 0 ? caption : 0);
      const isBlank = pages.last.sections.length === 0;
      if (!pages.fits(opening + height) && !(isBlank && section === null)) {
        pages.turn();
        section = null;
      }
      if (!section) {
        section = { part, first: from, end: from, hasCaption: from === 0 && part > 0 };
        pages.last.sections.push(section);
        pages.used += head + (section.hasCaption ? caption : 0);
      }
      section.end = to;
      pages.used += height;
    }
  }
}

/** Nobody signs under nothing: where the foot does not fit, the last rows go over to its page. */
function takeLastRowsAlong(pages: Pages, blocks: Blocks, { parts }: Heights): void {
  const section = pages.last.sections.at(-1);
  const block = blocks.at(-1);
  if (!section || !block || section.first === block[0]) {
    pages.turn();
    return;
  }
  section.end = block[0];
  pages.turn();
  pages.last.sections.push({ part: section.part, first: block[0], end: block[1], hasCaption: false });
  const { head, rows } = parts[section.part]!;
  pages.used = head + sum(rows.slice(...block));
}

export function paginate(blocks: Blocks, heights: Heights): PaperPage[] {
  const { notes, signature } = heights;
  const pages = new Pages(heights.page, heights.top);
  addRows(pages, blocks, heights);
  if (signature > 0 && !pages.fits(sum(notes) + signature)) takeLastRowsAlong(pages, blocks, heights);
  pages.last.notes = { first: 0, end: 0 };
  for (const [index, note] of notes.entries()) {
    const height = note + (index === notes.length - 1 ? signature : 0);
    const isBlank = pages.last.sections.length === 0 && pages.last.notes.end === pages.last.notes.first;
    if (!pages.fits(height) && !isBlank) {
      pages.turn();
      pages.last.notes = { first: index, end: index };
    }
    pages.last.notes.end = index + 1;
    pages.used += height;
  }
  pages.last.hasSignature = signature > 0;
  return pages.all;
}
