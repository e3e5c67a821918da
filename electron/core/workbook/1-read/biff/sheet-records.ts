// One sheet of a BIFF8 stream → cells, merges, hidden rows and columns. Embedded charts are substreams of their own and
// are stepped over. A cell record that is not known here ends the fast way.
// Not here: the directory of sheets and the shared strings (read-biff8.ts, shared-strings.ts).

import { BOOLEAN, type CellColumns, ERROR, FORMULA, formatByte, INDENTED_BYTE, NUMBER, TEXT } from '../cell-columns.js';
import { cellText } from '../cell-text.js';
import { NotCanonical } from '../not-canonical.js';
import { STRUCK } from '../number-format.js';
import type { RawSheet } from '../raw-book.js';
import { struckText } from '../rich-runs.js';

const STRUCK_BYTE = formatByte(STRUCK);

export interface SheetInput {
  b: Buffer;
  position: number;
  columns: CellColumns;
  sharedCount: number;
  formats: Uint8Array;
  /** Hidden sheets and others that are no tables are only checked for their end. */
  isWanted: boolean;
  maxFilled: number;
  onBytes(at: number): void;
}

export interface SheetFound extends Pick<RawSheet, 'merges' | 'hiddenRows' | 'hiddenCols'> {
  isTable: boolean;
}

const ROUND = 1 << 20;
const BOFS = new Set([0x0009, 0x0209, 0x0409, 0x0809]);
const [EOF, CONTINUE, FILE_PASS, STRING] = [0x0a, 0x3c, 0x2f, 0x0207] as const;
const ERRORS = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
  [0x2b, '#GETTING_DATA'],
]);

export function readSheetRecords(input: SheetInput): SheetFound {
  const { b, position } = input;
  if (position + 8 > b.length || b.readUInt16LE(position) !== 0x0809) throw new NotCanonical('BOF', position);
  const reader = new SheetReader(input);
  let depth = 0;
  let reportAt = position + ROUND;
  for (let at = position; at + 4 <= b.length;) {
    const type = b[at]! | (b[at + 1]! << 8);
    const start = at + 4;
    const end = start + (b[at + 2]! | (b[at + 3]! << 8));
    if (end > b.length || type === FILE_PASS) throw new NotCanonical('record', at);
    if (BOFS.has(type)) {
      if (depth === 0) reader.begin(start, end);
      depth++;
    } else if (type === EOF) {
      depth--;
      if (depth === 0) return reader.found();
    } else if (depth === 1 && input.isWanted) {
      reader.record(type, start, end);
      if (at >= reportAt) {
        input.onBytes(at);
        reportAt = at + ROUND;
      }
    }
    at = end;
  }
  throw new NotCanonical('no end of the sheet', position);
}

class SheetReader {
  readonly #input: SheetInput;
  readonly #b: Buffer;
  readonly #columns: CellColumns;
  readonly #found: SheetFound = { isTable: true, merges: [], hiddenRows: [], hiddenCols: [] };
  readonly #errorIds = new Map<number, number>();
  readonly #double = new DataView(new ArrayBuffer(8));
  #lastCell = -1;
  /** A formula whose text comes in a record of its own: [row, column, style]. */
  #waiting: [number, number, number] | undefined;
  #lastType = 0;

  constructor(input: SheetInput) {
    this.#input = input;
    this.#b = input.b;
    this.#columns = input.columns;
  }

  begin(start: number, end: number): void {
    const kind = end - start >= 4 ? this.#u16(start + 2) : 0;
    if (kind !== 0x10 && kind !== 0x05) this.#found.isTable = false;
  }

  found(): SheetFound {
    if (this.#waiting) throw new NotCanonical('formula without its text', this.#input.position);
    return this.#found;
  }

  record(type: number, start: number, end: number): void {
    const length = end - start;
    const last = this.#lastType;
    this.#lastType = type;
    switch (type) {
      case 0x00fd: // LABELSST
        if (length < 10) throw new NotCanonical('LABELSST', start);
        this.#shared(start);
        return;
      case 0x027e: // RK
        if (length < 10) throw new NotCanonical('RK', start);
        this.#cell(start, this.#u16(start + 2), NUMBER, this.#u16(start + 4), this.#rk(start + 6));
        return;
      case 0x00bd: // MULRK: row, first column, n × (XF, RK), last column
        if (length < 6 || (length - 6) % 6 !== 0) throw new NotCanonical('MULRK', start);
        for (let at = start + 4, column = this.#u16(start + 2); at + 6 < end; at += 6, column++)
          this.#cell(start, column, NUMBER, this.#u16(at), this.#rk(at + 2));
        return;
      case 0x0203: // NUMBER
        if (length < 14) throw new NotCanonical('NUMBER', start);
        this.#number(start, 0, this.#b.readDoubleLE(start + 6));
        return;
      case 0x0205: // BOOLERR
        if (length < 8) throw new NotCanonical('BOOLERR', start);
        this.#boolOrError(start, this.#b[start + 6]!, this.#b[start + 7] !== 0, 0);
        return;
      case 0x0006:
        if (length < 20) throw new NotCanonical('FORMULA', start);
        this.#formula(start);
        return;
      case STRING:
        this.#stringOfFormula(start, end);
        return;
      case 0x0208: // ROW: hidden is bit 5 of the flags
        if (length >= 14 && (this.#u16(start + 12) & 0x20) !== 0) this.#found.hiddenRows.push(this.#u16(start));
        return;
      case 0x007d: // COLINFO: first, last, width, format, flags
        if (length >= 10 && (this.#u16(start + 8) & 1) !== 0)
          for (let column = this.#u16(start); column <= Math.min(this.#u16(start + 2), 255); column++)
            this.#found.hiddenCols.push(column);
        return;
      case 0x00e5: // MERGEDCELLS
        this.#merges(start, length);
        return;
      case CONTINUE:
        if (last === STRING || last === 0x00bd || last === 0x0204) throw new NotCanonical('continued record', start);
        return;
      case 0x0204: // LABEL: the text itself, as some web exports write it
        if (length < 9) throw new NotCanonical('LABEL', start);
        this.#label(start, end);
        return;
      case 0x0002: // cells of older versions, RSTRING
      case 0x0003:
      case 0x0004:
      case 0x0005:
      case 0x0007:
      case 0x00d6:
      case 0x0206:
      case 0x0406:
        throw new NotCanonical('unknown cell record', start);
      default:
        return;
    }
  }

  #u16(at: number): number {
    return this.#b[at]! | (this.#b[at + 1]! << 8);
  }

  #cell(start: number, column: number, kind: number, xf: number, v: number): void {
    this.#push(this.#u16(start), column, kind, this.#input.formats[xf] ?? 0, v);
  }

  #push(row: number, column: number, kind: number, format: number, v: number): void {
    this.#take(row, column);
    if (this.#columns.count >= this.#input.maxFilled) throw new NotCanonical('many cells', row);
    this.#columns.push(row, column, kind, format, v);
  }

  /** Cells come in order and once; otherwise SheetJS and the count of the guard decide. */
  #take(row: number, column: number): void {
    const at = row * 256 + column;
    if (column > 255 || at <= this.#lastCell || this.#waiting) throw new NotCanonical('cell out of order', row);
    this.#lastCell = at;
  }

  #shared(start: number): void {
    const id = this.#b.readUInt32LE(start + 6);
    if (id >= this.#input.sharedCount) throw new NotCanonical('index of a text', start);
    const row = this.#u16(start);
    const column = this.#u16(start + 2);
    const text = this.#columns.texts[id]!;
    const written = this.#written(text, this.#u16(start + 4));
    if (text === '') this.#take(row, column);
    else
      this.#push(
        row,
        column,
        TEXT,
        this.#indent(this.#u16(start + 4)),
        written === text ? id : this.#columns.texts.push(written) - 1,
      );
  }

  /** A text as it is told under the font of its cell. */
  #written(text: string, xf: number): string {
    return this.#input.formats[xf] === STRUCK_BYTE ? struckText(text) : text;
  }

  /** Of a format byte a text keeps that alone. */
  #indent(xf: number): number {
    return this.#input.formats[xf] === INDENTED_BYTE ? INDENTED_BYTE : 0;
  }

  /** Integer or the upper half of a double, perhaps × 100. */
  #rk(at: number): number {
    const bits = this.#b.readInt32LE(at);
    let value: number;
    if (bits & 2) value = bits >> 2;
    else {
      this.#double.setInt32(4, bits & ~3, true);
      value = this.#double.getFloat64(0, true);
    }
    if (bits & 1) value /= 100;
    if (!Number.isFinite(value)) throw new NotCanonical('RK', at);
    return value;
  }

  /** BIFF can hold NaN and infinity; Excel shows them as an error, and so they never become a figure. */
  #number(start: number, formula: number, value: number): void {
    if (Number.isFinite(value)) this.#cell(start, this.#u16(start + 2), NUMBER | formula, this.#u16(start + 4), value);
    else this.#push(this.#u16(start), this.#u16(start + 2), ERROR | formula, 0, this.#errorId(0x24));
  }

  #boolOrError(start: number, value: number, isError: boolean, formula: number): void {
    const [row, column] = [this.#u16(start), this.#u16(start + 2)];
    if (isError) this.#push(row, column, ERROR | formula, 0, this.#errorId(value));
    else {
      if (value > 1) throw new NotCanonical('boolean', start);
      this.#push(row, column, BOOLEAN | formula, 0, value);
    }
  }

  #errorId(code: number): number {
    const known = this.#errorIds.get(code);
    if (known !== undefined) return known;
    const sign = ERRORS.get(code);
    if (sign === undefined) throw new NotCanonical('error sign', code);
    const id = this.#columns.texts.push(sign) - 1;
    this.#errorIds.set(code, id);
    return id;
  }

  #formula(start: number): void {
    const b = this.#b;
    const at = start + 6;
    if (this.#u16(at + 6) !== 0xffff) {
      this.#number(start, FORMULA, b.readDoubleLE(at));
      return;
    }
    const kind = b[at]!;
    if (kind === 1) this.#boolOrError(start, b[at + 2]!, false, FORMULA);
    else if (kind === 2) this.#boolOrError(start, b[at + 2]!, true, FORMULA);
    else if (kind === 0 || kind === 3) {
      const [row, column] = [this.#u16(start), this.#u16(start + 2)];
      this.#take(row, column);
      if (kind === 0) this.#waiting = [row, column, this.#u16(start + 4)]; // 3 is the empty text
    } else throw new NotCanonical('value of a formula', start);
  }

  #stringOfFormula(start: number, end: number): void {
    const waiting = this.#waiting;
    if (!waiting || end - start < 3) throw new NotCanonical('STRING', start);
    this.#waiting = undefined;
    this.#ownText(waiting, TEXT | FORMULA, start, end);
  }

  #label(start: number, end: number): void {
    const [row, column] = [this.#u16(start), this.#u16(start + 2)];
    this.#take(row, column);
    this.#ownText([row, column, this.#u16(start + 4)], TEXT, start + 6, end);
  }

  /** A text inside its record: length, width flag, characters. */
  #ownText([row, column, xf]: readonly [number, number, number], kind: number, start: number, end: number): void {
    const flags = this.#b[start + 2]!;
    const size = flags & 1 ? 2 : 1;
    const to = start + 3 + this.#u16(start) * size;
    if (to > end || (flags & ~1) !== 0) throw new NotCanonical('text', start);
    const text = cellText(this.#b.toString(size === 2 ? 'utf16le' : 'latin1', start + 3, to));
    if (text === '') return;
    if (this.#columns.count >= this.#input.maxFilled) throw new NotCanonical('many cells', start);
    this.#columns.push(row, column, kind, this.#indent(xf), this.#columns.texts.push(this.#written(text, xf)) - 1);
  }

  #merges(start: number, length: number): void {
    const count = length >= 2 ? Math.min(this.#u16(start), Math.floor((length - 2) / 8)) : 0;
    for (let n = 0; n < count; n++) {
      const at = start + 2 + n * 8;
      this.#found.merges.push([this.#u16(at), this.#u16(at + 4), this.#u16(at + 2), this.#u16(at + 6)]);
    }
  }
}
