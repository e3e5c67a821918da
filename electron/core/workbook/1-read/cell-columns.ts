// The cells of a sheet as typed arrays and a table of texts: 16 bytes per cell instead of an object of 60 and more, so that
// 100 000 rows fit into memory three times over and cross a process border as they are. RawSheet.cells still looks like
// an array of objects; it is made only where somebody asks for it.
// Not here: reading (xlsx/, biff/), sending (wire.ts).

import type { FormatMeaning } from './number-format.js';
import type { RawCell, RawSheet } from './raw-book.js';
import { damaged } from './refuse.js';

/** Cells per block; a block is also what is sent at once. */
export const BLOCK_CELLS = 8192;
const FIRST_BLOCK_CELLS = 1024;
export const BYTES_PER_CELL = 16;

/** Low three bits of `kind`; the order is part of the wire. */
const KINDS = ['s', 'n', 'b', 'e', 'f'] as const;
export const [TEXT, NUMBER, BOOLEAN, ERROR, NO_VALUE] = [0, 1, 2, 3, 4] as const;
export const FORMULA = 8;
const KIND_BITS = 7;

/**
 * One byte for what a number format says: 0 nothing, 1–3 dates and times, 4 + decimals a percent, the last ones what the format makes of a
 * number; the very last that the cell indents its text.
 */
const FORMATS = [undefined, 'date', 'datetime', 'time'] as const;
const PERCENT = 4;
const ODD = [
  'month-alone',
  'month',
  'wan-people',
  'wan-households',
  'times-wan',
  'in-yuan',
  'in-wan',
  'in-yi',
  'in-sign',
  'unseen',
  'struck',
  'scaled',
] as const;
export const INDENTED_BYTE = 255;
const FIRST_ODD = INDENTED_BYTE - ODD.length;

export function formatByte(meaning: FormatMeaning | undefined): number {
  if (meaning?.z === undefined) return meaning?.isIndented === true ? INDENTED_BYTE : 0;
  if (meaning.z === 'percent') return PERCENT + Math.min(meaning.zd ?? 0, FIRST_ODD - PERCENT - 1);
  const odd = ODD.findIndex((one) => one === meaning.z);
  return odd >= 0 ? FIRST_ODD + odd : FORMATS.findIndex((one) => one === meaning.z);
}

/** One run of cells. `v` is the number, 0 or 1 for a boolean, the index of the text for texts and errors. */
export interface CellBlock {
  length: number;
  r: Uint32Array;
  c: Uint16Array;
  kind: Uint8Array;
  format: Uint8Array;
  v: Float64Array;
}

/** Of the cell at this place: TEXT, NUMBER, BOOLEAN, ERROR or NO_VALUE. */
export function kindOf(block: CellBlock, at: number): number {
  return block.kind[at]! & KIND_BITS;
}

function newBlock(size: number): CellBlock {
  return {
    length: 0,
    r: new Uint32Array(size),
    c: new Uint16Array(size),
    kind: new Uint8Array(size),
    format: new Uint8Array(size),
    v: new Float64Array(size),
  };
}

/** Cells in row order. Several sheets of a book share one table of texts. */
export class CellColumns {
  readonly blocks: CellBlock[] = [];
  readonly texts: string[];
  count = 0;
  #last: CellBlock | undefined;
  #room = 0;

  constructor(texts: string[]) {
    this.texts = texts;
  }

  push(r: number, c: number, kind: number, format: number, v: number): void {
    let block = this.#last;
    if (block === undefined || block.length === this.#room) {
      this.#room = block === undefined ? FIRST_BLOCK_CELLS : BLOCK_CELLS;
      block = newBlock(this.#room);
      this.#last = block;
      this.blocks.push(block);
    }
    const at = block.length++;
    block.r[at] = r;
    block.c[at] = c;
    block.kind[at] = kind;
    block.format[at] = format;
    block.v[at] = v;
    this.count++;
  }

  /** Adds a block as it was sent. */
  addBlock(block: CellBlock): void {
    this.blocks.push(block);
    this.count += block.length;
  }

  text(id: number): string {
    const text = this.texts[id];
    if (text === undefined) throw damaged('读取结果不完整', `no text ${String(id)}`);
    return text;
  }

  /** Cells one by one, each an object of its own; nothing is kept. */
  *[Symbol.iterator](): Generator<RawCell> {
    for (const block of this.blocks) for (let at = 0; at < block.length; at++) yield this.cellOf(block, at);
  }

  toArray(): RawCell[] {
    const cells: RawCell[] = [];
    for (const block of this.blocks) for (let at = 0; at < block.length; at++) cells.push(this.cellOf(block, at));
    return cells;
  }

  cellOf(block: CellBlock, at: number): RawCell {
    const kind = block.kind[at]!;
    const format = block.format[at]!;
    const v = block.v[at]!;
    const t = KINDS[kind & KIND_BITS]!;
    const cell: RawCell = { r: block.r[at]!, c: block.c[at]!, t, v: this.#valueOf(t, v) };
    if (format === INDENTED_BYTE) {
      if (t === 's') cell.indent = true;
    } else if (format >= FIRST_ODD) cell.z = ODD[format - FIRST_ODD]!;
    else if (format >= PERCENT) {
      cell.z = 'percent';
      cell.zd = format - PERCENT;
    } else if (format > 0) cell.z = FORMATS[format]!;
    if (kind & FORMULA) cell.f = true;
    return cell;
  }

  #valueOf(t: RawCell['t'], v: number): RawCell['v'] {
    if (t === 'n') return v;
    if (t === 's' || t === 'e') return this.text(v);
    return t === 'b' ? v === 1 : null;
  }
}

/** A RawSheet over columns: `cells` is made on first use and then kept. */
export function sheetOverColumns(sheet: Omit<RawSheet, 'cells' | 'columns'>, columns: CellColumns): RawSheet {
  let cells: RawCell[] | undefined;
  return Object.defineProperties(sheet as RawSheet, {
    cells: { enumerable: true, configurable: true, get: () => (cells ??= columns.toArray()) },
    // Not enumerable: a copy or comparison of the sheet sees the cells once.
    columns: { enumerable: false, value: columns },
  });
}

/** Number of cells without making them. */
export function cellCountOf(sheet: RawSheet): number {
  return sheet.columns ? sheet.columns.count : sheet.cells.length;
}

/** Cells in row order without keeping them: for what walks a large sheet once. */
export function eachCell(sheet: RawSheet): Iterable<RawCell> {
  return sheet.columns ?? sheet.cells;
}

/**
 * The same without an object per cell: `kind` is TEXT, NUMBER, BOOLEAN, ERROR or NO_VALUE; `number` is the value of a NUMBER and
 * means nothing for other kinds.
 */
export function visitCells(
  sheet: RawSheet,
  visit: (r: number, c: number, kind: number, number: number, isFormula: boolean) => void,
): void {
  if (sheet.columns === undefined) {
    for (const { r, c, t, v, f } of sheet.cells)
      visit(r, c, KINDS.indexOf(t), typeof v === 'number' ? v : 0, f === true);
    return;
  }
  for (const block of sheet.columns.blocks)
    for (let at = 0; at < block.length; at += 1)
      visit(block.r[at]!, block.c[at]!, kindOf(block, at), block.v[at]!, (block.kind[at]! & FORMULA) !== 0);
}

/** The texts of the first rows, down to row `last`; no cell is made for them. */
export function textsDownTo(sheet: RawSheet, last: number): { r: number; c: number; text: string }[] {
  const texts: { r: number; c: number; text: string }[] = [];
  const { columns } = sheet;
  if (columns === undefined) {
    for (const { r, c, t, v } of sheet.cells) {
      if (r > last) break;
      if (t === 's') texts.push({ r, c, text: String(v) });
    }
    return texts;
  }
  for (const { length, r, c, kind, v } of columns.blocks)
    for (let at = 0; at < length; at += 1) {
      if (r[at]! > last) return texts;
      if ((kind[at]! & KIND_BITS) === TEXT) texts.push({ r: r[at]!, c: c[at]!, text: columns.text(v[at]!) });
    }
  return texts;
}

/** The cells of a sheet row by row. */
export interface RowSource {
  rowCount: number;
  columnCount: number;
  /** Cells of a row from left to right; each call may make them anew. */
  cells(r: number): RawCell[];
}

export function rowsOf(sheet: RawSheet): RowSource {
  return sheet.columns ? rowsOfColumns(sheet.columns) : rowsOfCells(sheet.cells);
}

function rowsOfCells(cells: readonly RawCell[]): RowSource {
  const rows: RawCell[][] = [];
  let columnCount = 0;
  for (const cell of cells) {
    (rows[cell.r] ??= []).push(cell);
    if (cell.c >= columnCount) columnCount = cell.c + 1;
  }
  for (const row of rows) row?.sort((a, b) => a.c - b.c);
  return { rowCount: rows.length, columnCount, cells: (r) => rows[r] ?? [] };
}

/** Where each row begins: cells are in row order, so counting them per row is enough. */
function rowsOfColumns(columns: CellColumns): RowSource {
  const { blocks } = columns;
  const last = blocks.at(-1);
  const rowCount = last === undefined ? 0 : last.r[last.length - 1]! + 1;
  const starts = new Uint32Array(rowCount + 1);
  let columnCount = 0;
  for (const { length, r, c } of blocks)
    for (let at = 0; at < length; at++) {
      starts[r[at]! + 1]!++;
      if (c[at]! >= columnCount) columnCount = c[at]! + 1;
    }
  for (let r = 0; r < rowCount; r++) starts[r + 1]! += starts[r]!;
  const firsts: number[] = [];
  let count = 0;
  for (const block of blocks) {
    firsts.push(count);
    count += block.length;
  }
  return {
    rowCount,
    columnCount,
    cells(r) {
      const from = r < rowCount ? starts[r]! : 0;
      const to = r < rowCount ? starts[r + 1]! : 0;
      const cells: RawCell[] = [];
      if (from === to) return cells;
      // All blocks but the first are of one size; the guess is right or one too far.
      let n = Math.min(blocks.length - 1, Math.ceil(from / BLOCK_CELLS));
      while (n > 0 && firsts[n]! > from) n--;
      while (n + 1 < blocks.length && firsts[n + 1]! <= from) n++;
      for (let at = from; at < to; at++) {
        while (at - firsts[n]! >= blocks[n]!.length) n++;
        cells.push(columns.cellOf(blocks[n]!, at - firsts[n]!));
      }
      return cells;
    },
  };
}

/** Anything but blank texts? */
export function hasContent(sheet: RawSheet): boolean {
  for (const cell of eachCell(sheet)) if (cell.t !== 's' || String(cell.v).trim() !== '') return true;
  return false;
}

/** Columns of a sheet that a reader gave as objects; equal texts are kept once. */
export function columnsFromCells(cells: readonly RawCell[], texts: string[], ids: Map<string, number>): CellColumns {
  const columns = new CellColumns(texts);
  const idOf = (text: string): number => {
    let id = ids.get(text);
    if (id === undefined) {
      id = texts.push(text) - 1;
      ids.set(text, id);
    }
    return id;
  };
  for (const cell of cells) {
    const v = typeof cell.v === 'string' ? idOf(cell.v) : typeof cell.v === 'boolean' ? Number(cell.v) : (cell.v ?? 0);
    columns.push(
      cell.r,
      cell.c,
      KINDS.indexOf(cell.t) | (cell.f ? FORMULA : 0),
      cell.indent ? INDENTED_BYTE : formatByte(cell),
      v,
    );
  }
  return columns;
}
