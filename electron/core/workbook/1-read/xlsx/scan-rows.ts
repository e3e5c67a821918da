// The rows of a worksheet as bytes → cells. It knows the form in which spreadsheet programs write them and takes nothing
// else: rows and cells in order, addresses inside the sheet, values that are what their type says.
// Not here: what stands around <sheetData> (read-canonical.ts), what is wrong with a file (the slow way says it).

import {
  BOOLEAN,
  type CellColumns,
  ERROR,
  FORMULA,
  formatByte,
  INDENTED_BYTE,
  NO_VALUE,
  NUMBER,
  TEXT,
} from '../cell-columns.js';
import { COLUMNS, ROWS } from '../sheet-scan.js';
import {
  APOSTROPHE,
  decodeText,
  expect,
  GT,
  isSpace,
  LT,
  QUOTE,
  SLASH,
  skipAttributes,
  skipSpaces,
  textEnd,
  valueEnd,
  valueStart,
} from './markup.js';
import { NotCanonical } from '../not-canonical.js';
import { STRUCK } from '../number-format.js';
import { struckText } from '../rich-runs.js';
import { RichText } from './scan-strings.js';

const STRUCK_BYTE = formatByte(STRUCK);

export interface RowsInput {
  b: Buffer;
  /** First byte behind <sheetData>. */
  from: number;
  /** Position of </sheetData>. */
  to: number;
  columns: CellColumns;
  /** Number of shared strings: text ids below are theirs. */
  sharedCount: number;
  /** Format byte of each cell style. */
  formats: Uint8Array;
  /** Filled cells and all cells that may come; beyond them the slow way refuses the file. */
  maxFilled: number;
  maxCells: number;
  /** Called about every megabyte with the position. */
  onBytes(at: number): void;
}

const [A, C, F, I, R, S, T, V, Z, ZERO, POINT, MINUS] = [
  0x41, 0x63, 0x66, 0x69, 0x72, 0x73, 0x74, 0x76, 0x5a, 0x30, 0x2e, 0x2d,
] as const;
const ROUND = 1 << 20;
const POWERS = Float64Array.from({ length: 16 }, (_, n) => 10 ** n);
const ERRORS = new Set(['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#GETTING_DATA']);
/** Types of cells by their t. */
const [NUM, SHARED, STR, INLINE, BOOL, ERR] = [0, 1, 2, 3, 4, 5] as const;

export interface RowsFound {
  hiddenRows: number[];
}

/** Reads all rows; throws NotCanonical for any form it does not know. */
export function scanRows(input: RowsInput): RowsFound {
  const { b, to } = input;
  const cells = new CellScanner(input);
  const hiddenRows: number[] = [];
  let row = -1;
  let at = input.from;
  let reportAt = at + ROUND;
  for (;;) {
    at = skipSpaces(b, at);
    if (at >= to) break;
    if (b[at] !== LT || b[at + 1] !== R || b[at + 2] !== 0x6f || b[at + 3] !== 0x77)
      throw new NotCanonical('no row', at);
    at += 4;
    let stated = -1;
    let isHidden = false;
    // Attributes of the row.
    for (;;) {
      const start = at;
      at = skipSpaces(b, at);
      if (b[at] === GT || b[at] === SLASH) break;
      if (at === start) throw new NotCanonical('no space before an attribute', at);
      const name = at;
      const value = valueStart(b, name);
      const end = valueEnd(b, value);
      if (b[name] === R && value === name + 3) {
        if (stated >= 0) throw new NotCanonical('two r', at);
        stated = wholeNumber(b, value, end);
      } else if (value - name === 8 && b.toString('latin1', name, value - 2) === 'hidden') {
        const text = b.toString('latin1', value, end);
        isHidden = text === '1' || text === 'true';
        if (!isHidden && text !== '0' && text !== 'false') throw new NotCanonical('hidden', at);
      }
      at = end + 1;
    }
    const next = stated >= 0 ? stated - 1 : row + 1;
    if (next <= row || next >= ROWS) throw new NotCanonical('row out of order', at);
    row = next;
    if (isHidden) hiddenRows.push(row);
    if (b[at] === SLASH) {
      at = expect(b, at, '/>');
      continue;
    }
    at = cells.readRow(row, at + 1);
    if (at >= reportAt) {
      input.onBytes(at);
      reportAt = at + ROUND;
    }
  }
  if (at !== to) throw new NotCanonical('end of rows', at);
  return { hiddenRows };
}

function wholeNumber(b: Buffer, from: number, to: number): number {
  let value = 0;
  if (to === from || to - from > 9) throw new NotCanonical('number', from);
  for (let at = from; at < to; at++) {
    const digit = b[at]! - ZERO;
    if (digit < 0 || digit > 9) throw new NotCanonical('number', from);
    value = value * 10 + digit;
  }
  return value;
}

class CellScanner {
  readonly #b: Buffer;
  readonly #columns: CellColumns;
  readonly #texts: string[];
  readonly #sharedCount: number;
  readonly #formats: Uint8Array;
  readonly #rich: RichText;
  readonly #maxFilled: number;
  readonly #ids = new Map<string, number>();
  #cellsLeft: number;

  constructor(input: RowsInput) {
    this.#b = input.b;
    this.#columns = input.columns;
    this.#texts = input.columns.texts;
    this.#sharedCount = input.sharedCount;
    this.#formats = input.formats;
    this.#rich = new RichText(input.b);
    this.#maxFilled = input.maxFilled;
    this.#cellsLeft = input.maxCells;
  }

  /** The cells of one row, from behind its start tag to behind </row>. */
  readRow(row: number, from: number): number {
    const b = this.#b;
    let at = from;
    let column = -1;
    for (;;) {
      if (b[at] !== LT) {
        at = skipSpaces(b, at);
        if (b[at] !== LT) throw new NotCanonical('text between cells', at);
      }
      const second = b[at + 1];
      if (second === SLASH) return expect(b, at, '</row>');
      if (second !== C) throw new NotCanonical('no cell', at);
      at += 2;
      if (--this.#cellsLeft < 0) throw new NotCanonical('many cells', at);

      let type: number = NUM;
      let style = -1;
      let next = column + 1;
      for (let byte = b[at]; ; byte = b[at]) {
        if (byte === GT || byte === SLASH) break;
        if (!isSpace(byte)) throw new NotCanonical('cell tag', at);
        at++;
        if (b[at + 1] === 0x3d && (b[at + 2] === QUOTE || b[at + 2] === APOSTROPHE)) {
          const name = b[at];
          const value = at + 3;
          if (name === R) {
            // Letters and row of the address.
            let letters = 0;
            at = value;
            for (let letter = b[at]!; letter >= A && letter <= Z; letter = b[++at]!)
              letters = letters * 26 + letter - 64;
            let stated = 0;
            const digits = at;
            for (let digit = b[at]! - ZERO; digit >= 0 && digit <= 9; digit = b[++at]! - ZERO)
              stated = stated * 10 + digit;
            if (b[at] !== b[value - 1] || at - digits > 7 || digits - value > 3 || letters === 0 || stated !== row + 1)
              throw new NotCanonical('address', at);
            next = letters - 1;
            at++;
            continue;
          }
          if (name === QUOTE || name === APOSTROPHE || name === LT) throw new NotCanonical('attribute name', at);
          const end = valueEnd(b, value);
          if (name === S) style = wholeNumber(b, value, end);
          else if (name === T) type = this.#type(value, end);
          at = end + 1;
          continue;
        }
        if (isSpace(b[at]) || b[at] === GT || b[at] === SLASH) continue;
        at = valueEnd(b, valueStart(b, at)) + 1;
      }
      if (next <= column || next >= COLUMNS) throw new NotCanonical('cell out of order', at);
      column = next;
      if (b[at] === SLASH) at = expect(b, at, '/>');
      else at = this.#content(row, column, type, style, at + 1);
    }
  }

  #type(from: number, to: number): number {
    const b = this.#b;
    if (to - from === 1) {
      const byte = b[from];
      if (byte === S) return SHARED;
      if (byte === 0x6e) return NUM;
      if (byte === 0x62) return BOOL;
      if (byte === 0x65) return ERR;
    }
    const name = b.toString('latin1', from, to);
    if (name === 'str') return STR;
    if (name === 'inlineStr') return INLINE;
    throw new NotCanonical('cell type', from);
  }

  /** What is inside <c>, from behind its start tag to behind </c>. */
  #content(row: number, column: number, type: number, style: number, from: number): number {
    const b = this.#b;
    let at = from;
    let formula = 0;
    // Start and end of the stored value; -1 where there is none.
    let start = -1;
    let end = -1;
    let inline: string | undefined;
    for (;;) {
      if (b[at] !== LT) {
        at = skipSpaces(b, at);
        if (b[at] !== LT) throw new NotCanonical('text in a cell', at);
      }
      const tag = b[at + 1];
      if (tag === SLASH) {
        at = expect(b, at, '</c>');
        break;
      }
      if (tag === V) {
        if (start >= 0 || inline !== undefined) throw new NotCanonical('two values', at);
        at = b[at + 2] === GT ? at + 2 : skipAttributes(b, at + 2);
        if (b[at] === SLASH) {
          start = end = at;
          at = expect(b, at, '/>');
          continue;
        }
        start = at + 1;
        end = textEnd(b, start);
        at = expect(b, end, '</v>');
      } else if (tag === F) {
        if (formula) throw new NotCanonical('two formulas', at);
        formula = FORMULA;
        at = b[at + 2] === GT ? at + 2 : skipAttributes(b, at + 2);
        if (b[at] === SLASH) at = expect(b, at, '/>');
        else at = expect(b, textEnd(b, at + 1), '</f>');
      } else if (tag === I) {
        if (type !== INLINE || start >= 0 || inline !== undefined) throw new NotCanonical('inline text', at);
        inline = this.#rich.read(expect(b, at, '<is>'));
        at = expect(b, this.#rich.end, '</is>');
      } else throw new NotCanonical('unknown part of a cell', at);
    }
    this.#emit(row, column, type, style, formula, start, end, inline);
    return at;
  }

  #emit(
    row: number,
    column: number,
    type: number,
    style: number,
    formula: number,
    start: number,
    end: number,
    inline: string | undefined,
  ): void {
    const columns = this.#columns;
    if (type === INLINE) {
      if (start >= 0 || formula) throw new NotCanonical('inline text', start);
      if (inline !== undefined && inline !== '')
        this.#push(row, column, TEXT, this.#indent(style), this.#textId(this.#written(inline, style)));
      return;
    }
    const hasValue = end > start || (type === STR && start >= 0);
    if (!hasValue) {
      // Readers differ in what an empty index or boolean is.
      if (type === BOOL || (type === SHARED && start >= 0)) throw new NotCanonical('empty value', start);
      if (formula) this.#push(row, column, NO_VALUE | FORMULA, 0, 0);
      return;
    }
    if (type === NUM) {
      const format = style >= 0 && style < this.#formats.length ? this.#formats[style]! : 0;
      this.#push(row, column, NUMBER | formula, format, this.#number(start, end));
    } else if (type === SHARED) {
      const id = wholeNumber(this.#b, start, end);
      if (id >= this.#sharedCount) throw new NotCanonical('index of a text', start);
      const text = columns.texts[id]!;
      const written = this.#written(text, style);
      if (text !== '')
        this.#push(row, column, TEXT | formula, this.#indent(style), written === text ? id : this.#textId(written));
    } else if (type === STR) {
      const text = decodeText(this.#b, start, end);
      if (text !== '')
        this.#push(row, column, TEXT | formula, this.#indent(style), this.#textId(this.#written(text, style)));
    } else if (type === BOOL) {
      const text = this.#b.toString('latin1', start, end);
      if (text !== '0' && text !== '1') throw new NotCanonical('boolean', start);
      this.#push(row, column, BOOLEAN | formula, 0, Number(text));
    } else {
      const text = this.#b.toString('latin1', start, end);
      if (!ERRORS.has(text)) throw new NotCanonical('error sign', start);
      this.#push(row, column, ERROR | formula, 0, this.#textId(text));
    }
  }

  /** A text as it is told under the font of its cell. */
  #written(text: string, style: number): string {
    return this.#formats[style] === STRUCK_BYTE ? struckText(text) : text;
  }

  /** Of a format byte a text keeps that alone. */
  #indent(style: number): number {
    return this.#formats[style] === INDENTED_BYTE ? INDENTED_BYTE : 0;
  }

  #push(row: number, column: number, kind: number, format: number, v: number): void {
    if (this.#columns.count >= this.#maxFilled) throw new NotCanonical('many cells', row);
    this.#columns.push(row, column, kind, format, v);
  }

  #textId(text: string): number {
    let id = this.#ids.get(text);
    if (id === undefined) {
      id = this.#texts.push(text) - 1;
      // Short texts repeat; a table of unique long ones would only cost memory.
      if (text.length <= 32 && this.#ids.size < 50_000) this.#ids.set(text, id);
    }
    return id;
  }

  /** Up to 15 digits are exact as an integer, and one division by a power of ten rounds once: the same as parsing. */
  #number(start: number, end: number): number {
    const b = this.#b;
    let at = start;
    const isNegative = b[at] === MINUS;
    if (isNegative) at++;
    let digits = 0;
    let whole = 0;
    let pointAt = -1;
    for (; at < end; at++) {
      const digit = b[at]! - ZERO;
      if (digit >= 0 && digit <= 9) {
        whole = whole * 10 + digit;
        digits++;
      } else if (b[at] === POINT && pointAt < 0) pointAt = at + 1;
      else break;
    }
    if (at === end && digits > 0 && digits <= 15) {
      const value = pointAt < 0 ? whole : whole / POWERS[end - pointAt]!;
      return isNegative ? -value : value;
    }
    for (at = start; at < end; at++) {
      const byte = b[at]!;
      // Digits + - . E e; Number() alone would also take 0x10 and Infinity.
      if ((byte < ZERO || byte > 0x39) && byte !== POINT && byte !== MINUS && byte !== 0x2b && (byte | 0x20) !== 0x65)
        throw new NotCanonical('number', start);
    }
    const value = Number(b.toString('latin1', start, end));
    if (!Number.isFinite(value)) throw new NotCanonical('number', start);
    return value;
  }
}
