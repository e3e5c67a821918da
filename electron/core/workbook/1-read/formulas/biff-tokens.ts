// The tokens of a BIFF8 formula, operands before operators → the formula as it is written, for those that are computed anew
// (plain-formula.ts). A token that is not known here ends it: nothing is guessed.

import { cellAddress } from '../raw-book.js';

export interface BiffFormula {
  b: Buffer;
  /** First byte of the tokens, and the byte behind them. */
  start: number;
  end: number;
  /** The cell that it stands in: shared formulas are written relative to it. */
  row: number;
  column: number;
  isShared: boolean;
  /** Sheet by its index in EXTERNSHEET; null where it is none of this workbook. */
  sheetAt(index: number): string | null;
}

/** What is written so far; `level`: how tightly it binds. */
interface Part {
  text: string;
  level: number;
}

const [COMPARE, ADD, TIMES, SIGN, PERCENT, ALONE] = [0, 1, 2, 3, 4, 5] as const;
const OPERATORS = new Map<number, readonly [string, number]>([
  [0x03, ['+', ADD]],
  [0x04, ['-', ADD]],
  [0x05, ['*', TIMES]],
  [0x06, ['/', TIMES]],
  [0x09, ['<', COMPARE]],
  [0x0a, ['<=', COMPARE]],
  [0x0b, ['=', COMPARE]],
  [0x0c, ['>=', COMPARE]],
  [0x0d, ['>', COMPARE]],
  [0x0e, ['<>', COMPARE]],
]);
/** By number of the function: name and, where it is fixed, how many arguments. */
const FUNCTIONS = new Map<number, readonly [string, number | null]>([
  [1, ['IF', null]],
  [4, ['SUM', null]],
  [5, ['AVERAGE', null]],
  [6, ['MIN', null]],
  [7, ['MAX', null]],
  [24, ['ABS', 1]],
  [27, ['ROUND', 2]],
]);

/** The formula without its =; null where it holds anything else. */
export function formulaOfTokens(formula: BiffFormula): string | null {
  const writer = new Writer(formula);
  return writer.write();
}

class Writer {
  readonly #stack: Part[] = [];
  #at: number;

  constructor(readonly formula: BiffFormula) {
    this.#at = formula.start;
  }

  write(): string | null {
    while (this.#at < this.formula.end) if (!this.#token()) return null;
    return this.#stack.length === 1 && this.#at === this.formula.end ? this.#stack[0]!.text : null;
  }

  /** False where it is not known, or does not fit. */
  #token(): boolean {
    const { b, end } = this.formula;
    const token = b[this.#at]!;
    this.#at += 1;
    const operator = OPERATORS.get(token);
    if (operator) return this.#binary(...operator);
    // Operands come in three classes, which differ in nothing that is written.
    const kind = token >= 0x40 ? (token & 0x1f) | 0x20 : token;
    const size = SIZES.get(kind);
    if (size === undefined || this.#at + size > end) return false;
    const at = this.#at;
    this.#at += size;
    switch (kind) {
      case 0x12:
      case 0x13:
        return this.#unary((text) => `${kind === 0x12 ? '+' : '-'}${text}`, SIGN);
      case 0x14:
        return this.#unary((text) => `${text}%`, PERCENT);
      case 0x15:
        return this.#wrap((text) => `(${text})`);
      case 0x17:
        return this.#text(at);
      case 0x19: // hints for the program; 0x10: SUM of one argument
        if ((b[at]! & 0x04) !== 0) return false;
        return (b[at]! & 0x10) === 0 || this.#wrap((text) => `SUM(${text})`);
      case 0x1e:
        return this.#push(String(b.readUInt16LE(at)));
      case 0x1f:
        return this.#number(b.readDoubleLE(at));
      case 0x21:
        return this.#call(b.readUInt16LE(at), null);
      case 0x22:
        return this.#call(b.readUInt16LE(at + 1) & 0x7fff, b[at]! & 0x7f);
      case 0x24:
        return this.#push(this.#cell(at, at + 2, false));
      case 0x25:
        return this.#push(this.#area(at, false));
      case 0x2c:
        return this.formula.isShared && this.#push(this.#cell(at, at + 2, true));
      case 0x2d:
        return this.formula.isShared && this.#push(this.#area(at, true));
      case 0x3a:
      case 0x3b:
        return this.#elsewhere(at, kind === 0x3b);
      default:
        return false;
    }
  }

  #push(text: string, level: number = ALONE): boolean {
    this.#stack.push({ text, level });
    return true;
  }

  #number(value: number): boolean {
    const text = String(value);
    return /^\d+(\.\d+)?$/.test(text) && this.#push(text);
  }

  #text(at: number): boolean {
    const { b, end } = this.formula;
    const [length, flags] = [b[at]!, b[at + 1]!];
    const to = at + 2 + (flags & 1 ? length * 2 : length);
    if ((flags & ~1) !== 0 || to > end) return false;
    this.#at = to;
    const text = b.toString(flags & 1 ? 'utf16le' : 'latin1', at + 2, to);
    return this.#push(`"${text.replaceAll('"', '""')}"`);
  }

  #binary(sign: string, level: number): boolean {
    const [right, left] = [this.#stack.pop(), this.#stack.pop()];
    if (!left || !right) return false;
    return this.#push(`${closed(left, level)}${sign}${closed(right, level + 1)}`, level);
  }

  #unary(written: (text: string) => string, level: number): boolean {
    const part = this.#stack.pop();
    return part !== undefined && this.#push(written(closed(part, level)), level);
  }

  #wrap(written: (text: string) => string): boolean {
    const part = this.#stack.pop();
    return part !== undefined && this.#push(written(part.text));
  }

  #call(id: number, given: number | null): boolean {
    const known = FUNCTIONS.get(id);
    if (!known) return false;
    const count = given ?? known[1];
    if (count === null || count === 0 || count > this.#stack.length) return false;
    const parts = this.#stack.splice(-count).map((part) => part.text);
    return this.#push(`${known[0]}(${parts.join(',')})`);
  }

  /** `isMoved`: counted from the cell that the formula stands in. */
  #cell(rowAt: number, columnAt: number, isMoved: boolean): string {
    const { b, row, column } = this.formula;
    const bits = b.readUInt16LE(columnAt);
    const [ofRow, ofColumn] = [b.readUInt16LE(rowAt), bits & 0xff];
    const r = isMoved && (bits & 0x8000) !== 0 ? (row + ofRow) & 0xffff : ofRow;
    const c = isMoved && (bits & 0x4000) !== 0 ? (column + ofColumn) & 0xff : ofColumn;
    return cellAddress(r, c);
  }

  #area(at: number, isMoved: boolean): string {
    return `${this.#cell(at, at + 4, isMoved)}:${this.#cell(at + 2, at + 6, isMoved)}`;
  }

  #elsewhere(at: number, isArea: boolean): boolean {
    const sheet = this.formula.sheetAt(this.formula.b.readUInt16LE(at));
    if (sheet === null) return false;
    const place = isArea ? this.#area(at + 2, false) : this.#cell(at + 2, at + 4, false);
    return this.#push(`'${sheet.replaceAll("'", "''")}'!${place}`);
  }
}

/** Bytes behind the token itself. */
const SIZES = new Map([
  [0x12, 0],
  [0x13, 0],
  [0x14, 0],
  [0x15, 0],
  [0x17, 2],
  [0x19, 3],
  [0x1e, 2],
  [0x1f, 8],
  [0x21, 2],
  [0x22, 3],
  [0x24, 4],
  [0x25, 8],
  [0x2c, 4],
  [0x2d, 8],
  [0x3a, 6],
  [0x3b, 10],
]);

function closed(part: Part, level: number): string {
  return part.level < level ? `(${part.text})` : part.text;
}
