// A sheet as recognising sees it: cells by address, merges filled for headings only, texts as written.
// A value under a merged range other than in its first cell is never taken (rules.md 10); `isCovered` tells.

import { decimalFromSpreadsheetNumber, shiftDecimal } from '../../../../shared/model/scaled-number.js';
import { serialToText } from '../1-read/iso-date.js';
import { type RowSource, rowsOf } from '../1-read/cell-columns.js';
import type { RawCell, RawSheet } from '../1-read/raw-book.js';
import { joinPeriodCells } from './period-cells.js';

export type Range = readonly [r1: number, c1: number, r2: number, c2: number];

interface Row {
  /** From left to right. */
  cells: readonly RawCell[];
  /** By index of the cell, made on first use. */
  texts: string[];
  /** Number of cells that hold a number, counted on first use. */
  numbers?: number;
  /** Distinct heading texts, found on first use. */
  distinct?: readonly string[];
}

/** A year and month written as one number, whose last 0 a number does not keep. */
const LOST_ZERO = /^20\d{2}\.1$/;

/** 2026.9, 2026.11, and 2026.09 or 2026.08 where months have two digits. */
const OCTOBER_BESIDE = /\.(?:9|11|0[1-9])$/;

/** More rows than any report has; a ledger of 100 000 is walked through. */
const KEPT_ROWS = 4000;

/** Index of the cell in this column, -1 where there is none. Most rows have no gap before it. */
function indexOf(cells: readonly RawCell[], c: number): number {
  if (cells[c]?.c === c) return c;
  let low = 0;
  let high = cells.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = cells[middle]!.c;
    if (at === c) return middle;
    if (at < c) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

export class Grid {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly #source: RowSource;
  readonly #rows = new Map<number, Row>();
  readonly #mergeAt = new Map<number, Range>();
  /** Rows under a merged range; most rows are under none. */
  readonly #mergedRows = new Set<number>();
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;

  constructor(
    readonly sheet: RawSheet,
    readonly is1904: boolean,
    /** False for text files, web pages and tables in texts, whose cells may have been numbers before they were written. */
    readonly isTyped = true,
  ) {
    this.#source = rowsOf(sheet);
    const { rowCount: rows, columnCount: columns } = this.#source;
    this.rowCount = rows;
    this.columnCount = columns;
    for (const merge of sheet.merges) {
      const [r1, c1, r2, c2] = merge;
      // Whole-column merges of decorated sheets: only the used part matters.
      for (let r = r1; r <= Math.min(r2, rows); r += 1) {
        this.#mergedRows.add(r);
        for (let c = c1; c <= Math.min(c2, columns); c += 1) this.#mergeAt.set(r * 20_000 + c, merge);
      }
    }
    this.hiddenRows = new Set(sheet.hiddenRows);
    this.hiddenColumns = new Set(sheet.hiddenCols);
  }

  cell(r: number, c: number): RawCell | undefined {
    const { cells } = this.#row(r);
    return cells[indexOf(cells, c)];
  }

  /** Rows are made when they are looked at; of a long ledger only the last ones are kept. */
  #row(r: number): Row {
    let row = this.#rows.get(r);
    if (row === undefined) {
      if (this.#rows.size >= KEPT_ROWS) this.#rows.clear();
      row = { cells: joinPeriodCells(this.#source.cells(r)), texts: [] };
      this.#rows.set(r, row);
    }
    return row;
  }

  /** Cells of a row from left to right. */
  rowCells(r: number): readonly RawCell[] {
    return this.#row(r).cells;
  }

  /** The same for a row that is looked at once: nothing of it is kept. */
  passingCells(r: number): readonly RawCell[] {
    return this.#source.cells(r);
  }

  /** How many cells of a row are numbers by `isNumber`, which must always be the same test: asked often, counted once. */
  numbersIn(r: number, isNumber: (cell: RawCell) => boolean): number {
    const row = this.#row(r);
    if (row.numbers === undefined) {
      row.numbers = 0;
      for (const cell of row.cells) if (isNumber(cell)) row.numbers += 1;
    }
    return row.numbers;
  }

  mergeOf(r: number, c: number): Range | undefined {
    return this.#mergedRows.has(r) ? this.#mergeAt.get(r * 20_000 + c) : undefined;
  }

  /** True where a merged range lies across this row. */
  isMergedRow(r: number): boolean {
    return this.#mergedRows.has(r);
  }

  /** True where a merged range lies across these rows. */
  hasMergesIn(first: number, last: number): boolean {
    return this.sheet.merges.some((merge) => merge[0] <= last && merge[2] >= first);
  }

  /** Inside a merged range but not its first cell. */
  isCovered(r: number, c: number): boolean {
    const merge = this.mergeOf(r, c);
    return merge !== undefined && (merge[0] !== r || merge[1] !== c);
  }

  /** Text of one cell as written; '' where there is none. */
  text(r: number, c: number): string {
    const row = this.#row(r);
    const index = indexOf(row.cells, c);
    return index < 0 ? '' : this.#textAt(row, index);
  }

  textOf(cell: RawCell): string {
    const row = this.#row(cell.r);
    const index = indexOf(row.cells, cell.c);
    return index >= 0 && row.cells[index] === cell ? this.#textAt(row, index) : cellText(cell, this.is1904);
  }

  /** Numbers become text by exact arithmetic, and recognising asks for the same one a dozen times. */
  #textAt(row: Row, index: number): string {
    return (row.texts[index] ??= cellText(row.cells[index]!, this.is1904));
  }

  /** Text of a heading: the first cell of the merged range speaks for all of it. */
  headText(r: number, c: number): string {
    const merge = this.mergeOf(r, c);
    return merge ? this.nameText(merge[0], merge[1]) : this.nameText(r, c);
  }

  /**
   * Text of a cell that names something. 2026.10 as a number is 2026.1: beside 2026.9 or 2026.11 it is October, beside 2026.2
   * January, and alone it may be either.
   */
  nameText(r: number, c: number): string {
    const text = this.text(r, c);
    if (!LOST_ZERO.test(text) || (this.isTyped && typeof this.cell(r, c)?.v !== 'number')) return text;
    const [, , r2, c2] = this.mergeOf(r, c) ?? [r, c, r, c];
    const year = Number(text.slice(0, 4));
    const beside = [this.#besideText(r, c - 1), this.#besideText(r, c2 + 1)];
    beside.push(this.#besideText(r - 1, c), this.#besideText(r2 + 1, c));
    const isOctober = beside.some((other) => OCTOBER_BESIDE.test(other) && other.startsWith(`${year}.`));
    const isJanuary = beside.some((other) => other === `${year}.2` || other === `${year - 1}.12`);
    if (isOctober === isJanuary) return `${year}.1或${year}.10`;
    return isOctober ? `${year}.10` : text;
  }

  #besideText(r: number, c: number): string {
    if (r < 0 || c < 0) return '';
    const [r1, c1] = this.mergeOf(r, c) ?? [r, c];
    return this.text(r1, c1).trim();
  }

  /** Distinct heading texts of a row, merges counted once. */
  distinctTexts(r: number): readonly string[] {
    const row = this.#row(r);
    if (row.distinct === undefined) {
      const seen = new Set<string>();
      const add = (written: string): void => {
        const text = written.trim();
        if (text !== '') seen.add(text);
      };
      if (this.#mergedRows.has(r)) for (let c = 0; c < this.columnCount; c += 1) add(this.headText(r, c));
      else for (let n = 0; n < row.cells.length; n += 1) add(this.#textAt(row, n));
      row.distinct = [...seen];
    }
    return row.distinct;
  }
}

/** What the officer sees as the original text of a cell. */
export function cellText(cell: RawCell, is1904: boolean): string {
  if (cell.v === null) return '';
  if (typeof cell.v === 'number') {
    if (cell.z === 'date' || cell.z === 'datetime') {
      const date = serialToText(cell.v, is1904);
      if (date !== null) return date;
    }
    // What is shown: 2026年10月, whichever day of it stands in the cell.
    const shown = cell.z === 'month' || cell.z === 'month-alone' ? serialToText(cell.v, is1904) : null;
    // Of 7月 alone the year may be that of the form it was copied from.
    if (shown !== null) return `${cell.z === 'month' ? `${shown.slice(0, 4)}年` : ''}${Number(shown.slice(5, 7))}月`;
    const text = decimalFromSpreadsheetNumber(cell.v) ?? '';
    return cell.z === 'percent' ? `${shiftDecimal(text, 2)}%` : text;
  }
  if (typeof cell.v === 'boolean') return cell.v ? 'TRUE' : 'FALSE';
  return cell.v;
}
