// Formulas of plain arithmetic over cells of the same sheet (sums, differences, quotients) → their value. Any other formula has
// none here: nothing is guessed.

import { cellAddress } from '../raw-book.js';
import { COLUMNS, ROWS } from '../sheet-scan.js';

/** What a cell of the sheet holds: its number; 'blank'; 'text' for what is no number; 'open' for an error, or a formula without a result. */
export type CellNumber = number | 'blank' | 'text' | 'open';

export interface FormulaCells {
  at(row: number, column: number): CellNumber;
}

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:E[+-]?\d+)?)|(\$?[A-Z]{1,3}\$?\d{1,7})(?::(\$?[A-Z]{1,3}\$?\d{1,7}))?|([A-Z]{3,8})(?=\()|([-+*/(),%]))/gy;
const LONGEST = 1000;
const MOST_CELLS = 20_000;

type Token =
  | { kind: 'number'; value: number }
  | { kind: 'cell'; at: Place }
  | { kind: 'range'; from: Place; to: Place }
  | { kind: 'function'; name: string }
  | { kind: 'sign'; sign: string };

interface Place {
  row: number;
  column: number;
}

/** How far a shared formula is moved from the cell that it is written in. */
export interface Shift {
  rows: number;
  columns: number;
}

/** The value of a formula without its =; undefined where it is more than plain arithmetic, or has no value. */
export function valueOfFormula(formula: string, cells: FormulaCells, shift: Shift): number | undefined {
  const tokens = formula.length > LONGEST ? null : tokensOf(formula, shift);
  if (tokens === null || tokens.length === 0) return undefined;
  const reader = new Reader(tokens, cells);
  const value = reader.sum();
  return value === undefined || !reader.isAtEnd || !Number.isFinite(value) ? undefined : value;
}

function tokensOf(written: string, shift: Shift): Token[] | null {
  const formula = written.trimEnd();
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < formula.length) {
    const match = TOKEN.exec(formula);
    if (!match) return null;
    const [, number, from, to, name, sign] = match;
    // YTD2024 lies outside of every sheet: it is a name.
    if ([from, to].some((reference) => reference !== undefined && !isInside(placeOf(reference, shift)))) return null;
    if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) });
    else if (from !== undefined && to !== undefined)
      tokens.push({ kind: 'range', from: placeOf(from, shift), to: placeOf(to, shift) });
    else if (from !== undefined) tokens.push({ kind: 'cell', at: placeOf(from, shift) });
    else if (name !== undefined) tokens.push({ kind: 'function', name });
    else tokens.push({ kind: 'sign', sign: sign! });
  }
  return tokens;
}

function placeOf(reference: string, shift: Shift): Place {
  const [, fixedColumn, letters, fixedRow, digits] = /^(\$?)([A-Z]+)(\$?)(\d+)$/.exec(reference)!;
  let column = 0;
  for (const letter of letters!) column = column * 26 + letter.charCodeAt(0) - 64;
  return {
    row: Number(digits) - 1 + (fixedRow === '' ? shift.rows : 0),
    column: column - 1 + (fixedColumn === '' ? shift.columns : 0),
  };
}

function isInside({ row, column }: Place): boolean {
  return row >= 0 && row < ROWS && column >= 0 && column < COLUMNS;
}

/** A shared formula as it stands in the cell that it was moved to. */
export function movedFormula(formula: string, shift: Shift): string {
  return formula.replaceAll(
    /(?<![A-Z0-9$])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![A-Z0-9(])/g,
    (reference, column, _, row) => {
      const { row: r, column: c } = placeOf(reference as string, shift);
      const [, letters, digits] = /^([A-Z]+)(\d+)$/.exec(cellAddress(r, c))!;
      return `${column as string}${letters}${row as string}${digits}`;
    },
  );
}

/** One rule per level of precedence; undefined goes up as soon as a part has no value. */
class Reader {
  #next = 0;
  #cellsLeft = MOST_CELLS;

  constructor(
    readonly tokens: readonly Token[],
    readonly cells: FormulaCells,
  ) {}

  get isAtEnd(): boolean {
    return this.#next === this.tokens.length;
  }

  sum(): number | undefined {
    let value = this.#product();
    for (let sign = this.#sign('+', '-'); sign !== undefined; sign = this.#sign('+', '-')) {
      const right = this.#product();
      if (value === undefined || right === undefined) return undefined;
      value = sign === '+' ? value + right : value - right;
    }
    return value;
  }

  #product(): number | undefined {
    let value = this.#factor();
    for (let sign = this.#sign('*', '/'); sign !== undefined; sign = this.#sign('*', '/')) {
      const right = this.#factor();
      if (value === undefined || right === undefined) return undefined;
      value = sign === '*' ? value * right : value / right;
    }
    return value;
  }

  #factor(): number | undefined {
    const sign = this.#sign('+', '-');
    if (sign !== undefined) {
      const value = this.#factor();
      return value === undefined ? undefined : sign === '-' ? -value : value;
    }
    const value = this.#plain();
    return value !== undefined && this.#sign('%') !== undefined ? value / 100 : value;
  }

  #plain(): number | undefined {
    const token = this.tokens[this.#next++];
    if (token?.kind === 'number') return token.value;
    if (token?.kind === 'cell') {
      const found = this.cells.at(token.at.row, token.at.column);
      return found === 'blank' ? 0 : typeof found === 'number' ? found : undefined;
    }
    if (token?.kind === 'sign' && token.sign === '(') {
      const value = this.sum();
      return this.#sign(')') === undefined ? undefined : value;
    }
    if (token?.kind === 'function' && token.name === 'SUM' && this.#sign('(') !== undefined) return this.#total();
    return undefined;
  }

  /** The parts of SUM( … ): texts in its ranges count nothing. */
  #total(): number | undefined {
    let total = 0;
    do {
      const token = this.tokens[this.#next];
      const part =
        token?.kind === 'range' ? this.#range(token) : token?.kind === 'cell' ? this.#one(token) : this.sum();
      if (part === undefined) return undefined;
      total += part;
    } while (this.#sign(',') !== undefined);
    return this.#sign(')') === undefined ? undefined : total;
  }

  #range({ from, to }: { from: Place; to: Place }): number | undefined {
    this.#next += 1;
    this.#cellsLeft -= (to.row - from.row + 1) * (to.column - from.column + 1);
    if (this.#cellsLeft < 0 || to.row < from.row || to.column < from.column) return undefined;
    let total = 0;
    for (let row = from.row; row <= to.row; row += 1)
      for (let column = from.column; column <= to.column; column += 1) {
        const found = this.cells.at(row, column);
        if (found === 'open') return undefined;
        if (typeof found === 'number') total += found;
      }
    return total;
  }

  /** SUM(A1,B1): a single cell of text counts nothing either; SUM(A1*2) is arithmetic. */
  #one({ at }: { at: Place }): number | undefined {
    const after = this.tokens[this.#next + 1];
    if (after?.kind !== 'sign' || (after.sign !== ',' && after.sign !== ')')) return this.sum();
    this.#next += 1;
    const found = this.cells.at(at.row, at.column);
    return found === 'open' ? undefined : typeof found === 'number' ? found : 0;
  }

  #sign(...signs: string[]): string | undefined {
    const token = this.tokens[this.#next];
    if (token?.kind !== 'sign' || !signs.includes(token.sign)) return undefined;
    this.#next += 1;
    return token.sign;
  }
}
