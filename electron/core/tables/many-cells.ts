// Sheets of many cells in few styles: the library writes one model cell of each style in its place, with everything else about the
// workbook; the other cells are put between them here, in the style that the library gave to their model. Asking the library for
// each of 32 000 cells takes three times as long.

import { crc32, deflateRawSync } from 'node:zlib';

import { strFromU8, strToU8, unzipSync, Zip, type AsyncFlateStreamHandler, type ZipInputFile } from 'fflate';

import { addressOf, columnLetters } from '../../../shared/model/cell-address.js';
import type { SheetCell } from './sheet-cell.js';
import { cleanText, escapeCellText } from '../workbook/return-copy/xml-edit.js';

/** From so many cells on it is worth it. */
const MANY = 2000;

/** Numbers the different values of something, by identity first: most cells share their fonts and borders. */
class Numbered {
  readonly #known = new Map<unknown, number>();
  readonly #texts = new Map<string, number>();

  of(value: object | string | undefined): number {
    let id = this.#known.get(value);
    if (id === undefined) {
      const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
      id = this.#texts.get(text) ?? this.#texts.size;
      this.#texts.set(text, id);
      this.#known.set(value, id);
    }
    return id;
  }
}

/** Which cells of a sheet the library writes, and which are like one of those. */
export class ManyCells {
  readonly #fonts = new Numbered();
  readonly #borders = new Numbered();
  readonly #formats = new Numbered();
  readonly #others = new Numbered();
  /** Style → address of its model. */
  readonly #models = new Map<number, string>();

  private constructor(
    readonly rows: readonly (readonly (SheetCell | null)[])[],
    readonly formatOf: (cell: SheetCell) => string,
  ) {}

  /** Null for a sheet that the library may write as a whole. */
  static of(rows: readonly (readonly (SheetCell | null)[])[], formatOf: (cell: SheetCell) => string): ManyCells | null {
    let count = 0;
    for (const row of rows) for (const cell of row) if (cell !== null) count += 1;
    return count < MANY ? null : new ManyCells(rows, formatOf);
  }

  /** Call for each cell in the order of the sheet: true where the library is to write it. */
  isModel(cell: SheetCell, row: number, column: number): boolean {
    if (cell.formula !== undefined || cell.blank !== undefined) return true;
    const style = this.#styleOf(cell);
    if (this.#models.has(style)) return false;
    this.#models.set(style, addressOf(row, column));
    return true;
  }

  #styleOf(cell: SheetCell): number {
    const other = `${cell.align}|${cell.vertical ?? ''}|${cell.wrap === true ? 1 : 0}|${cell.isOpen === true ? 1 : 0}|${cell.fill ?? ''}`;
    // Each part numbers far fewer than a thousand different things.
    return (
      ((this.#fonts.of(cell.font) * 1000 + this.#borders.of(cell.border)) * 1000 +
        this.#formats.of(this.formatOf(cell))) *
        1000 +
      this.#others.of(other)
    );
  }

  /** The XML of the sheet with all cells in it. */
  fill(xml: string): string {
    const start = xml.indexOf('<sheetData>') + '<sheetData>'.length;
    const end = xml.indexOf('</sheetData>');
    const rows = new Map<number, { attributes: string; cells: string }>();
    for (const [, r, attributes, cells = ''] of xml
      .slice(start, end)
      .matchAll(/<row r="(\d+)"([^>]*?)(?:\/>|>(.*?)<\/row>)/gs))
      rows.set(Number(r), { attributes: attributes!, cells });
    const written = new Map<string, string>();
    const styles = new Map<string, string>();
    for (const { cells } of rows.values())
      for (const [cell, address] of cells.matchAll(/<c r="([A-Z]+\d+)"[^>]*?(?:\/>|>.*?<\/c>)/gs)) {
        written.set(address!, cell);
        styles.set(address!, / s="(\d+)"/.exec(cell)?.[1] ?? '0');
      }
    const styleOf = new Map([...this.#models].map(([style, address]) => [style, styles.get(address)!]));
    const letters: string[] = [];
    const pieces: string[] = [xml.slice(0, start)];
    for (const [index, cells] of this.rows.entries()) {
      const r = String(index + 1);
      pieces.push('<row r="', r, '"', rows.get(index + 1)?.attributes ?? '', '>');
      for (let c = 0; c < cells.length; c += 1) {
        const cell = cells[c] ?? null;
        if (cell === null) continue;
        const column = (letters[c] ??= columnLetters(c));
        const own = written.get(column + r);
        if (own === undefined) addCell(pieces, column, r, styleOf.get(this.#styleOf(cell))!, cell);
        else pieces.push(own);
      }
      pieces.push('</row>');
    }
    pieces.push(xml.slice(end));
    return pieces.join('');
  }
}

function addCell(pieces: string[], column: string, r: string, style: string, cell: SheetCell): void {
  pieces.push('<c r="', column, r, '" s="', style);
  // The only place beside the library where a figure becomes a binary number: the file format knows no other.
  if (cell.number !== undefined) pieces.push('"><v>', String(Number(cell.number.plain)), '</v></c>');
  else if (cell.text === '') pieces.push('"/>');
  else
    pieces.push('" t="inlineStr"><is><t xml:space="preserve">', escapeCellText(cleanText(cell.text)), '</t></is></c>');
}

/** The workbook with the cells of these sheets, by their place in it. */
export function fillSheets(book: Uint8Array, sheets: ReadonlyMap<number, ManyCells>): Uint8Array {
  if (sheets.size === 0) return book;
  const parts = unzipSync(book);
  for (const [index, cells] of sheets) {
    const name = `xl/worksheets/sheet${index + 1}.xml`;
    parts[name] = strToU8(cells.fill(strFromU8(parts[name]!)));
  }
  return zipParts(parts);
}

function zipParts(parts: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    chunks.push(data);
  });
  for (const [filename, bytes] of Object.entries(parts)) {
    const entry: ZipInputFile & { ondata?: AsyncFlateStreamHandler } = {
      filename,
      size: bytes.length,
      crc: crc32(bytes),
      compression: 8,
    };
    zip.add(entry);
    entry.ondata!(null, new Uint8Array(deflateRawSync(bytes)), true);
  }
  zip.end();
  return Buffer.concat(chunks);
}
