// A sheet of any length in bounded memory: the library writes the workbook with one model row, here that row is written again
// and again with other contents. Styles, heads, further sheets and everything else about the file stay the library's.

import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { once } from 'node:events';
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';

import { strFromU8, unzipSync, Zip, ZipDeflate, type AsyncFlateStreamHandler, type ZipInputFile } from 'fflate';

import { cleanText, escapeCellText } from '../workbook/return-copy/xml-edit.js';

/** A cell as a file holds it: a number where the file can hold it exactly, else text; null: none. */
export type LongCell = string | number | null;

export interface LongSheet {
  /** The workbook with the model row; its first sheet is the one that is continued. */
  model: Uint8Array;
  /** Row of the model, 1-based. */
  modelRow: number;
  /** Letters of the columns, in the order of the cells of a row. */
  columns: readonly string[];
  rows: Iterable<readonly LongCell[]>;
  /** How many rows there are at most. */
  count: number;
}

const SHEET = 'xl/worksheets/sheet1.xml';
/** Characters that are compressed at once. */
const CHUNK = 1 << 16;
/** Pieces of text that are joined at once: some hundred rows. */
const PIECES = 1000;

/** Writes the workbook; what `rows` throws is thrown, and the file is then incomplete. */
export async function writeLongSheet(path: string, sheet: LongSheet): Promise<void> {
  const parts = unzipSync(sheet.model);
  const xml = strFromU8(parts[SHEET]!);
  const [row] = new RegExp(`<row r="${sheet.modelRow}".*?</row>`).exec(xml) ?? [];
  if (row === undefined) throw new Error('the model has no model row');
  const at = xml.indexOf(row);
  const styles = sheet.columns.map((column) => {
    const style = new RegExp(`<c r="${column}${sheet.modelRow}"[^>]*? s="(\\d+)"`).exec(row)?.[1];
    if (style === undefined) throw new Error(`the model row has no style in column ${column}`);
    return style;
  });
  const last = `${sheet.columns.at(-1)!}${sheet.modelRow + Math.max(sheet.count - 1, 0)}`;

  const file = createWriteStream(path);
  const zip = new Zip((error, data) => {
    if (error) file.destroy(error);
    else file.write(data);
  });
  const entry = new DeflatedEntry(SHEET);
  try {
    zip.add(entry);
    await entry.push(xml.slice(0, at).replace(/<dimension ref="[^"]*"\/>/, `<dimension ref="A1:${last}"/>`));
    const model = sheet.columns.map((column, c) => ({ open: `<c r="${column}`, style: `" s="${styles[c]!}"` }));
    // Pieces joined at once: put together piece by piece, 100 000 rows take gigabytes of short strings.
    const pieces: string[] = [];
    let r = sheet.modelRow;
    for (const cells of sheet.rows) {
      addRow(pieces, model, r, cells);
      r += 1;
      if (pieces.length < PIECES) continue;
      await entry.push(pieces.join(''));
      pieces.length = 0;
      if (file.writableNeedDrain) await once(file, 'drain');
    }
    pieces.push(xml.slice(at + row.length));
    await entry.end(pieces.join(''));
    for (const [name, bytes] of Object.entries(parts)) {
      if (name === SHEET) continue;
      const part = new ZipDeflate(name);
      zip.add(part);
      part.push(bytes, true);
    }
    zip.end();
    file.end();
    await finished(file);
  } catch (error) {
    entry.stop();
    file.destroy();
    throw error;
  }
}

function addRow(
  pieces: string[],
  model: readonly { open: string; style: string }[],
  r: number,
  cells: readonly LongCell[],
): void {
  const row = String(r);
  pieces.push('<row r="', row, '">');
  for (let c = 0; c < cells.length; c += 1) {
    const cell = cells[c]!;
    if (cell === null) continue;
    const { open, style } = model[c]!;
    if (typeof cell === 'number') pieces.push(open, row, style, '><v>', String(cell), '</v></c>');
    else pieces.push(open, row, style, ' t="inlineStr"><is><t xml:space="preserve">', escaped(cell), '</t></is></c>');
  }
  pieces.push('</row>');
}

/** A text may have to be cut beyond it; Excel takes 32 767 characters. */
const LONG_TEXT = 30_000;

/** Text of XML. What XML cannot carry is dropped, as in every other workbook. */
function escaped(text: string): string {
  if (text.length > LONG_TEXT) return escapeCellText(cleanText(text));
  // oxlint-disable-next-line no-control-regex
  return /[&<>"_\u0000-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/.test(text) ? escapeCellText(cleanText(text)) : text;
}

/** An entry of an archive that Node's own deflate compresses: beside this thread, and several times as fast as in JavaScript. */
class DeflatedEntry implements ZipInputFile {
  size = 0;
  crc = 0;
  readonly compression = 8;
  ondata?: AsyncFlateStreamHandler;
  readonly #deflate: DeflateRaw;
  /** One is compressed while the next is filled. */
  readonly #buffers = [Buffer.allocUnsafeSlow(CHUNK * 4), Buffer.allocUnsafeSlow(CHUNK * 4)];
  #turn = 0;
  #compressed: Promise<void> = Promise.resolve();

  constructor(readonly filename: string) {
    this.#deflate = createDeflateRaw({ chunkSize: CHUNK });
    this.#deflate.on('data', (part: Buffer) => this.ondata!(null, new Uint8Array(part), false));
  }

  /** Text of any length; returns once all but its end is compressed. */
  async push(text: string): Promise<void> {
    for (let from = 0; from < text.length;) {
      let to = Math.min(from + CHUNK, text.length);
      // A pair of halves is never parted: each half alone would be written as an unknown sign.
      if (to < text.length && /[\uD800-\uDBFF]/.test(text[to - 1]!)) to -= 1;
      await this.#compress(text.slice(from, to));
      from = to;
    }
  }

  async #compress(text: string): Promise<void> {
    const buffer = this.#buffers[this.#turn]!;
    this.#turn = 1 - this.#turn;
    const bytes = buffer.subarray(0, buffer.write(text));
    this.size += bytes.length;
    this.crc = crc32(bytes, this.crc);
    await this.#compressed;
    this.#compressed = new Promise((done, fail) =>
      this.#deflate.write(bytes, (error) => (error ? fail(error) : done())),
    );
    this.#compressed.catch(() => undefined);
  }

  async end(text: string): Promise<void> {
    await this.push(text);
    await this.#compressed;
    this.#deflate.end();
    await finished(this.#deflate);
    this.ondata!(null, new Uint8Array(0), true);
  }

  stop(): void {
    this.#deflate.destroy();
  }
}
