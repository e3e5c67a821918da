// Messages between the parse process and its client, and the cutting of a RawBook into small pieces: cells as typed
// arrays, texts joined to long strings, the rest as JSON. A host that relays them (main process of Electron) never handles
// more than PIECE_BYTES at once, so it never stalls; the receiver keeps the arrays as they come.
// Not here: starting and ending the process (parser-client.ts).

import type { WireError } from '../../../../shared/errors/app-error.js';
import {
  BLOCK_CELLS,
  BYTES_PER_CELL,
  type CellBlock,
  CellColumns,
  cellCountOf,
  columnsFromCells,
  sheetOverColumns,
} from './cell-columns.js';
import type { ParseLimits, RawBook, RawSheet } from './raw-book.js';
import { damaged } from './refuse.js';

export interface ParseRequest {
  /** ahead: to be read and kept, because it will be asked for soon. */
  kind: 'parse' | 'list' | 'understand' | 'ahead';
  id: number;
  path: string;
  name: string;
  /** The workbook inside an archive. */
  entry?: string;
  limits: ParseLimits;
  /** What understanding needs. `words` come once per process, later requests name them by number. */
  understand?: {
    wordsId: number;
    words?: unknown;
    file: string;
    answers: Record<string, string>;
    period: string | null;
  };
}

/** A file understood beside its reading (understood-wire.ts); this room only carries it. */
export interface PackedFile {
  json: string;
  blocks: { rows: Uint32Array | Uint16Array; values: Float64Array }[];
}

export type ParseReply =
  | { id: number; kind: 'progress'; done: number; total: number }
  | { id: number; kind: 'piece'; piece: Piece }
  | { id: number; kind: 'packed-json'; json: string }
  | { id: number; kind: 'packed-cells'; block: PackedFile['blocks'][number] }
  /** `packed`: the whole of a small understood file, which then comes in no other message. */
  | { id: number; kind: 'done'; sha256: string; bytes: number; packed?: PackedFile }
  | { id: number; kind: 'entries'; entries: string[] }
  /** Whether it could be read is told to whoever asks for it. */
  | { id: number; kind: 'read-ahead' }
  | { id: number; kind: 'error'; error: WireError };

/** A piece of a book. The head comes first, then all texts, then the cells of one sheet after the other. */
export type Piece =
  | { part: 'head'; json: string }
  /** Texts one behind the other; `ends` are where they end in this piece, the rest belongs to the next. */
  | { part: 'texts'; text: string; ends: Uint32Array }
  /** `count` cells: values, rows, columns, kinds, formats, one array behind the other. */
  | { part: 'cells'; sheet: number; count: number; bytes: Uint8Array };

export const PIECE_CHARS = 64 * 1024;
/** No piece is larger, as UTF-16. */
export const PIECE_BYTES = Math.max(PIECE_CHARS * 6, BLOCK_CELLS * BYTES_PER_CELL);

interface Head {
  /** Everything but cells. */
  book: Omit<RawBook, 'sheets'>;
  sheets: { about: Omit<RawSheet, 'cells' | 'columns'>; cells: number }[];
  texts: number;
}

/** The pieces of a book, in order. */
export function* piecesOf(book: RawBook): Generator<Piece> {
  const { sheets, ...rest } = book;
  const texts: string[] = [];
  const ids = new Map<string, number>();
  // Sheets of one fast read share their table; a reader that gave objects gets one here.
  const columns = sheets.map((sheet) => sheet.columns ?? columnsFromCells(sheet.cells, texts, ids));
  const tables = [...new Set(columns.filter(({ count }) => count > 0).map((each) => each.texts))];
  if (tables.length > 1) throw new Error('two tables of texts in one book');
  const table = tables[0] ?? texts;
  const head: Head = {
    book: rest,
    sheets: sheets.map((sheet) => ({ about: aboutOf(sheet), cells: cellCountOf(sheet) })),
    texts: table.length,
  };
  const json = JSON.stringify(head);
  for (let at = 0; at < json.length; at += PIECE_CHARS) yield { part: 'head', json: json.slice(at, at + PIECE_CHARS) };
  yield* textPieces(table);
  for (const [sheet, { blocks }] of columns.entries())
    for (const block of blocks) yield { part: 'cells', sheet, count: block.length, bytes: bytesOf(block) };
}

/** All of a sheet but its cells, whatever else it may carry one day. */
function aboutOf(sheet: RawSheet): Head['sheets'][number]['about'] {
  const keys = Object.keys(sheet).filter((key) => key !== 'cells');
  return Object.fromEntries(
    keys.map((key) => [key, sheet[key as Exclude<keyof RawSheet, 'cells'>]]),
  ) as unknown as Head['sheets'][number]['about'];
}

function* textPieces(texts: readonly string[]): Generator<Piece> {
  let parts: string[] = [];
  let ends: number[] = [];
  let length = 0;
  const piece = (): Piece => {
    const out: Piece = { part: 'texts', text: parts.join(''), ends: Uint32Array.from(ends) };
    parts = [];
    ends = [];
    length = 0;
    return out;
  };
  for (const text of texts) {
    let rest = text;
    while (length + rest.length > PIECE_CHARS) {
      const room = PIECE_CHARS - length;
      parts.push(rest.slice(0, room));
      rest = rest.slice(room);
      yield piece();
    }
    parts.push(rest);
    length += rest.length;
    ends.push(length);
    if (ends.length >= PIECE_CHARS) yield piece();
  }
  if (ends.length > 0) yield piece();
}

function bytesOf({ length, v, r, c, kind, format }: CellBlock): Uint8Array {
  const bytes = new Uint8Array(length * BYTES_PER_CELL);
  let at = 0;
  for (const array of [v, r, c, kind, format]) {
    const size = length * array.BYTES_PER_ELEMENT;
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, size), at);
    at += size;
  }
  return bytes;
}

function blockOf(given: Uint8Array, length: number): CellBlock {
  if (given.length !== length * BYTES_PER_CELL) throw damaged('读取结果不完整', 'size of a block');
  // A copy of its own: what arrives may be a window into a larger, unaligned message.
  const { buffer } = new Uint8Array(given);
  return {
    length,
    v: new Float64Array(buffer, 0, length),
    r: new Uint32Array(buffer, length * 8, length),
    c: new Uint16Array(buffer, length * 12, length),
    kind: new Uint8Array(buffer, length * 14, length),
    format: new Uint8Array(buffer, length * 15, length),
  };
}

/** Collects pieces as they arrive. */
export class Assembler {
  #json = '';
  #head: Head | undefined;
  #rest = '';
  readonly #texts: string[] = [];
  #columns: CellColumns[] = [];

  add(piece: Piece): void {
    if (piece.part === 'head') {
      this.#json += piece.json;
      return;
    }
    this.#begin();
    if (piece.part === 'texts') this.#addTexts(piece.text, piece.ends);
    else {
      const columns = this.#columns[piece.sheet];
      if (!columns) throw damaged('读取结果不完整', `piece for sheet ${String(piece.sheet)}`);
      columns.addBlock(blockOf(piece.bytes, piece.count));
    }
  }

  finish(): RawBook {
    const head = this.#begin();
    const isWhole =
      this.#rest === '' &&
      this.#texts.length === head.texts &&
      head.sheets.every(({ cells }, index) => this.#columns[index]?.count === cells);
    if (!isWhole) throw damaged('读取结果不完整', 'pieces are missing');
    return {
      ...head.book,
      sheets: head.sheets.map(({ about }, index) => sheetOverColumns({ ...about }, this.#columns[index]!)),
    };
  }

  #begin(): Head {
    if (!this.#head) {
      if (this.#json === '') throw damaged('读取结果不完整', 'no head');
      this.#head = JSON.parse(this.#json) as Head;
      this.#json = '';
      this.#columns = this.#head.sheets.map(() => new CellColumns(this.#texts));
    }
    return this.#head;
  }

  #addTexts(text: string, ends: Uint32Array): void {
    let from = 0;
    for (const end of ends) {
      const part = text.slice(from, end);
      this.#texts.push(this.#rest === '' ? part : this.#rest + part);
      this.#rest = '';
      from = end;
    }
    if (from < text.length) this.#rest += text.slice(from);
  }
}

/** Joins the pieces of one book. */
export function assemble(pieces: Iterable<Piece>): RawBook {
  const assembler = new Assembler();
  for (const piece of pieces) assembler.add(piece);
  return assembler.finish();
}
