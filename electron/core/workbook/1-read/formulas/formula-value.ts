// The value of a formula's tokens: + − × ÷ %, comparisons in IF, and functions whose result is the same in every program. What cannot
// be told for certain (an unknown function, a text in arithmetic, a tie that binary fractions blur) has no value.

import type { CellNumber, FormulaCells, Place, Token } from './plain-formula.js';

const MOST_CELLS = 20_000;

/** A number; 'error' as #DIV/0! gives one; 'text' for a text result; undefined where it cannot be told. */
type Result = number | 'error' | 'text' | undefined;

/** One side of a comparison. */
type Side = Result | 'blank' | 'no text';

export function valueOfTokens(tokens: readonly Token[], cells: FormulaCells): number | undefined {
  const reader = new Reader(tokens, cells);
  const value = reader.sum();
  return typeof value === 'number' && reader.isAtEnd ? value : undefined;
}

/** Over lists of numbers; texts and blanks in ranges count nothing. */
const LISTS: Readonly<Record<string, (numbers: readonly number[]) => Result>> = {
  SUM: (numbers) => numbers.reduce((total, one) => total + one, 0),
  MAX: (numbers) => (numbers.length === 0 ? 0 : Math.max(...numbers)),
  MIN: (numbers) => (numbers.length === 0 ? 0 : Math.min(...numbers)),
  AVERAGE: (numbers) =>
    numbers.length === 0 ? 'error' : numbers.reduce((total, one) => total + one, 0) / numbers.length,
};

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

/** One rule per level of precedence; a part without a value goes up as that, and what is written is read to its end all the same. */
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

  sum(): Result {
    let value = this.#product();
    for (let sign = this.#sign('+', '-'); sign !== undefined; sign = this.#sign('+', '-')) {
      const isPlus = sign === '+';
      value = both(value, this.#product(), (a, b) => (isPlus ? a + b : a - b));
    }
    return value;
  }

  #product(): Result {
    let value = this.#factor();
    for (let sign = this.#sign('*', '/'); sign !== undefined; sign = this.#sign('*', '/')) {
      const isTimes = sign === '*';
      value = both(value, this.#factor(), (a, b) => (isTimes ? a * b : b === 0 ? 'error' : a / b));
    }
    return value;
  }

  #factor(): Result {
    const sign = this.#sign('+', '-');
    if (sign !== undefined) {
      const value = this.#factor();
      return sign === '-' ? both(0, value, (_, b) => -b) : both(0, value, (_, b) => b);
    }
    const value = this.#plain();
    return this.#sign('%') === undefined ? value : both(value, 100, (a, b) => a / b);
  }

  #plain(): Result {
    const token = this.tokens[this.#next++];
    if (token?.kind === 'number') return token.value;
    if (token?.kind === 'text') return 'text';
    if (token?.kind === 'cell') {
      const found = this.#at(token);
      return found === 'blank' ? 0 : typeof found === 'number' ? found : undefined;
    }
    if (token?.kind === 'sign' && token.sign === '(') {
      const value = this.sum();
      return this.#sign(')') === undefined ? undefined : value;
    }
    return token?.kind === 'function' && this.#sign('(') !== undefined ? this.#call(token.name) : undefined;
  }

  #at({ at, sheet }: { at: Place; sheet?: string }): CellNumber {
    return this.cells.at(at.row, at.column, sheet);
  }

  #call(name: string): Result {
    if (Object.hasOwn(LISTS, name)) {
      const numbers = this.#list();
      return numbers === undefined || typeof numbers === 'string' ? numbers : LISTS[name]!(numbers);
    }
    if (name === 'IF') return this.#if();
    if (name === 'IFERROR') {
      const [value, instead] = [this.sum(), this.#argument()];
      return this.#closed(value === 'error' ? instead : value);
    }
    if (name === 'ROUND') {
      const [value, digits] = [this.sum(), this.#argument()];
      return this.#closed(both(value, digits, rounded));
    }
    return name === 'ABS' ? this.#closed(both(this.sum(), 0, (a) => Math.abs(a))) : undefined;
  }

  /** The next argument behind a comma. */
  #argument(): Result {
    return this.#sign(',') === undefined ? undefined : this.sum();
  }

  #closed(value: Result): Result {
    return this.#sign(')') === undefined ? undefined : value;
  }

  /** IF(condition, then, otherwise): without its third part it gives no number where the condition fails. */
  #if(): Result {
    const condition = this.#condition();
    const [then, otherwise] = [this.#argument(), this.#argument()];
    return this.#closed(condition === undefined ? undefined : condition ? then : otherwise);
  }

  #condition(): boolean | undefined {
    const left = this.#side();
    const sign = this.#sign('=', '<>', '<', '>', '<=', '>=');
    if (sign === undefined) return undefined;
    const right = this.#side();
    // A1="" asks whether anything is there.
    if (left === 'no text' || right === 'no text') {
      const other = left === 'no text' ? right : left;
      if (sign !== '=' && sign !== '<>') return undefined;
      if (other !== 'blank' && typeof other !== 'number') return undefined;
      return (other === 'blank') === (sign === '=');
    }
    const [a, b] = [left === 'blank' ? 0 : left, right === 'blank' ? 0 : right];
    if (typeof a !== 'number' || typeof b !== 'number' || isBlurred(a, b)) return undefined;
    return COMPARISONS[sign]!(a, b);
  }

  #side(): Side {
    const [token, after] = [this.tokens[this.#next], this.tokens[this.#next + 1]];
    const isAlone = after?.kind === 'sign' && /^[=<>,]/.test(after.sign);
    if (token?.kind === 'text' && isAlone) {
      this.#next += 1;
      return token.text === '' ? 'no text' : undefined;
    }
    if (token?.kind === 'cell' && isAlone) {
      this.#next += 1;
      const found = this.#at(token);
      return found === 'text' || found === 'open' ? undefined : found;
    }
    return this.sum();
  }

  /** The numbers of SUM( … ) and its like: texts in its ranges count nothing. */
  #list(): number[] | 'error' | undefined {
    const numbers: number[] = [];
    let isKnown = true;
    let isError = false;
    do {
      const token = this.tokens[this.#next];
      const part =
        token?.kind === 'range' ? this.#range(token) : token?.kind === 'cell' ? this.#one(token) : this.sum();
      if (Array.isArray(part)) numbers.push(...part);
      else if (typeof part === 'number') numbers.push(part);
      else if (part === 'error') isError = true;
      else isKnown = false;
    } while (this.#sign(',') !== undefined);
    if (this.#sign(')') === undefined || !isKnown) return undefined;
    return isError ? 'error' : numbers;
  }

  #range({ from, to, sheet }: { from: Place; to: Place; sheet?: string }): number[] | undefined {
    this.#next += 1;
    this.#cellsLeft -= (to.row - from.row + 1) * (to.column - from.column + 1);
    if (this.#cellsLeft < 0 || to.row < from.row || to.column < from.column) return undefined;
    const numbers: number[] = [];
    for (let row = from.row; row <= to.row; row += 1)
      for (let column = from.column; column <= to.column; column += 1) {
        const found = this.cells.at(row, column, sheet);
        if (found === 'open') return undefined;
        if (typeof found === 'number') numbers.push(found);
      }
    return numbers;
  }

  /** SUM(A1,B1): a single cell of text counts nothing either; SUM(A1*2) is arithmetic. */
  #one(token: { at: Place; sheet?: string }): number[] | Result {
    const after = this.tokens[this.#next + 1];
    if (after?.kind !== 'sign' || (after.sign !== ',' && after.sign !== ')')) return this.sum();
    this.#next += 1;
    const found = this.#at(token);
    return found === 'open' ? undefined : typeof found === 'number' ? found : [];
  }

  #sign(...signs: string[]): string | undefined {
    const token = this.tokens[this.#next];
    if (token?.kind !== 'sign' || !signs.includes(token.sign)) return undefined;
    this.#next += 1;
    return token.sign;
  }
}

/** Of two numbers; an error goes before them, what cannot be told before all. */
function both(a: Result, b: Result, of: (a: number, b: number) => Result): Result {
  if (a === undefined || b === undefined || a === 'text' || b === 'text') return undefined;
  return a === 'error' || b === 'error' ? 'error' : of(a, b);
}

/** 0.1+0.2 and 0.3: the same to the programs that compute sheets, by rules of their own, and two numbers here. */
function isBlurred(a: number, b: number): boolean {
  return a !== b && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Digits that programs agree on. */
const DIGITS = 15;

/** Half away from zero. Where a binary fraction is too near a tie to tell, nothing. */
function rounded(value: number, digits: number): Result {
  const plain = Math.abs(value).toPrecision(DIGITS);
  if (!Number.isInteger(digits) || Math.abs(digits) > 9 || plain.includes('e')) return undefined;
  const scaled = Number(`${plain}e${digits}`);
  const rest = scaled - Math.floor(scaled);
  if (rest !== 0.5 && Math.abs(rest - 0.5) < 1e-6) return undefined;
  const whole = rest >= 0.5 ? Math.floor(scaled) + 1 : Math.floor(scaled);
  return Math.sign(value) * Number(`${whole}e${-digits}`);
}
