// Messages between the parse process and its client, and the cutting of a RawBook into small pieces.
// A host that relays them (main process of Electron) never handles more than CHUNK_CHARS at once, so it never stalls.
// Text inside: one JSON line for the book without cells, then lines [sheet index, cells…]; pieces may break anywhere.

import type { WireError } from '../../../../shared/errors/app-error.js';
import { damaged } from './refuse.js';
import type { ParseLimits, RawBook, RawCell, RawSheet } from './raw-book.js';

export interface ParseRequest {
  kind: 'parse';
  id: number;
  path: string;
  name: string;
  limits: ParseLimits;
}

export type ParseReply =
  | { id: number; kind: 'progress'; done: number; total: number }
  | { id: number; kind: 'chunk'; json: string }
  | { id: number; kind: 'done'; sha256: string; bytes: number }
  | { id: number; kind: 'error'; error: WireError };

/** 128 Ki characters are at most 256 KB as UTF-16. */
export const CHUNK_CHARS = 128 * 1024;
const CELLS_PER_LINE = 1000;
const COLUMN_T = ['s', 'n', 'b', 'e', 'f'] as const;

/** A cell as [row, column, type, value, format, decimals, formula], cut after the last that differs from the default. */
type PackedCell = [number, number, number, RawCell['v'], (RawCell['z'] | 0)?, number?, 1?];

/** The pieces of a book, in order. */
export function* chunksOf(book: RawBook): Generator<string> {
  let pending = '';
  for (const line of linesOf(book)) {
    pending += `${line}\n`;
    while (pending.length >= CHUNK_CHARS) {
      yield pending.slice(0, CHUNK_CHARS);
      pending = pending.slice(CHUNK_CHARS);
    }
  }
  if (pending !== '') yield pending;
}

function* linesOf(book: RawBook): Generator<string> {
  yield JSON.stringify({ ...book, sheets: book.sheets.map((sheet) => ({ ...sheet, cells: [] })) });
  for (const [index, sheet] of book.sheets.entries())
    for (let at = 0; at < sheet.cells.length; at += CELLS_PER_LINE)
      yield JSON.stringify([index, ...sheet.cells.slice(at, at + CELLS_PER_LINE).map(pack)]);
}

function pack(cell: RawCell): PackedCell {
  const head = [cell.r, cell.c, COLUMN_T.indexOf(cell.t), cell.v] as const;
  if (cell.f) return [...head, cell.z ?? 0, cell.zd ?? 0, 1];
  if (cell.zd !== undefined) return [...head, cell.z ?? 0, cell.zd];
  return cell.z === undefined ? [...head] : [...head, cell.z];
}

function unpack(packed: PackedCell): RawCell {
  const [r, c, t, v, z, zd, f] = packed;
  const cell: RawCell = { r, c, t: COLUMN_T[t] ?? 's', v };
  if (z !== undefined && z !== 0) cell.z = z;
  if (cell.z === 'percent') cell.zd = zd ?? 0;
  if (f === 1) cell.f = true;
  return cell;
}

/** Collects pieces as they arrive; each piece is parsed at once, so the end costs nothing. */
export class Assembler {
  private rest = '';
  private book: RawBook | undefined;

  add(json: string): void {
    const text = this.rest + json;
    let at = 0;
    for (let stop = text.indexOf('\n'); stop >= 0; stop = text.indexOf('\n', at)) {
      this.line(text.slice(at, stop));
      at = stop + 1;
    }
    this.rest = text.slice(at);
  }

  finish(): RawBook {
    if (!this.book || this.rest !== '') throw damaged('读取结果不完整', 'chunks end inside a line');
    return this.book;
  }

  private line(json: string): void {
    if (!this.book) {
      this.book = JSON.parse(json) as RawBook;
      return;
    }
    const [index, ...cells] = JSON.parse(json) as [number, ...PackedCell[]];
    const sheet: RawSheet | undefined = this.book.sheets[index];
    if (!sheet) throw damaged('读取结果不完整', `chunk for sheet ${String(index)}`);
    for (const cell of cells) sheet.cells.push(unpack(cell));
  }
}

/** Joins the pieces of one book. */
export function assemble(chunks: Iterable<string>): RawBook {
  const assembler = new Assembler();
  for (const chunk of chunks) assembler.add(chunk);
  return assembler.finish();
}
