// Formulas of plain arithmetic over cells of the same workbook (sums, differences, quotients, IF, ROUND and a few more) → their
// value. Any other formula has none here: nothing is guessed. How values are worked out: formula-value.ts.

import { remembered } from '../../../../../shared/model/remembered.js';
import { cellAddress } from '../raw-book.js';
import { COLUMNS, ROWS } from '../sheet-scan.js';
import { valueOfTokens } from './formula-value.js';

/** What a cell of the sheet holds: its number; 'blank'; 'text' for what is no number; 'open' for an error, or a formula without a result. */
export type CellNumber = number | 'blank' | 'text' | 'open';

export interface FormulaCells {
  /** `sheet`: as the formula names it; absent for the sheet that the formula stands in. */
  at(row: number, column: number, sheet?: string): CellNumber;
}

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:E[+-]?\d+)?)|(?:('(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?(\$?[A-Z]{1,3}\$?\d{1,7})(?::(\$?[A-Z]{1,3}\$?\d{1,7}))?|([A-Z]{2,8})(?=\()|"((?:[^"]|"")*)"|(<=|>=|<>|[-+*/(),%<>=]))/guy;
const LONGEST = 1000;

export type Token =
  | { kind: 'number'; value: number }
  | { kind: 'cell'; at: Place; sheet?: string }
  | { kind: 'range'; from: Place; to: Place; sheet?: string }
  | { kind: 'function'; name: string }
  | { kind: 'text'; text: string }
  | { kind: 'sign'; sign: string };

export interface Place {
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
  const isMoved = shift.rows !== 0 || shift.columns !== 0;
  const tokens = formula.length > LONGEST ? null : isMoved ? tokensOf(formula, shift) : tokensAsWritten(formula);
  if (tokens === null || tokens.length === 0) return undefined;
  const value = valueOfTokens(tokens, cells);
  return value === undefined || !Number.isFinite(value) ? undefined : value;
}

/** SUM(B5:B23) comes back in the same form from every district and in every month. */
const MOST_KEPT = 5000;
const tokensAsWritten = remembered(
  (formula): readonly Token[] | null => tokensOf(formula, { rows: 0, columns: 0 }),
  MOST_KEPT,
);

function tokensOf(written: string, shift: Shift): Token[] | null {
  const formula = written.trimEnd();
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < formula.length) {
    const match = TOKEN.exec(formula);
    if (!match) return null;
    const [, number, quoted, from, to, name, text, sign] = match;
    const sheet = quoted === undefined ? {} : { sheet: sheetName(quoted) };
    // YTD2024 lies outside of every sheet: it is a name.
    if ([from, to].some((reference) => reference !== undefined && !isInside(placeOf(reference, shift)))) return null;
    if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) });
    else if (from !== undefined && to !== undefined)
      tokens.push({ kind: 'range', from: placeOf(from, shift), to: placeOf(to, shift), ...sheet });
    else if (from !== undefined) tokens.push({ kind: 'cell', at: placeOf(from, shift), ...sheet });
    else if (text !== undefined) tokens.push({ kind: 'text', text });
    else if (name !== undefined) tokens.push({ kind: 'function', name });
    else tokens.push({ kind: 'sign', sign: sign! });
  }
  return tokens;
}

/** 'It''s' and Sheet2 as the workbook calls them. */
function sheetName(written: string): string {
  return written.startsWith("'") ? written.slice(1, -1).replaceAll("''", "'") : written;
}

const DOLLAR = 36;
const [ZERO, NINE] = [48, 57] as const;
/** The sign before A. */
const BEFORE_A = 64;

/** Where A1, $A1, A$1 or $A$1 leads; `$` keeps a part where it is when the formula moves. */
export function placeOf(reference: string, shift: Shift): Place {
  let [row, column] = [0, 0];
  let [isRowFixed, isColumnFixed] = [false, false];
  for (let n = 0; n < reference.length; n += 1) {
    const code = reference.charCodeAt(n);
    if (code >= ZERO && code <= NINE) row = row * 10 + code - ZERO;
    else if (code !== DOLLAR) column = column * 26 + code - BEFORE_A;
    else if (n === 0) isColumnFixed = true;
    else isRowFixed = true;
  }
  return { row: row - 1 + (isRowFixed ? 0 : shift.rows), column: column - 1 + (isColumnFixed ? 0 : shift.columns) };
}

function isInside({ row, column }: Place): boolean {
  return row >= 0 && row < ROWS && column >= 0 && column < COLUMNS;
}

/** A shared formula as it stands in the cell that it was moved to. */
export function movedFormula(formula: string, shift: Shift): string {
  return formula.replaceAll(
    /(?<![A-Z0-9$])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![A-Z0-9(!'])/g,
    (reference, column, _, row) => {
      const { row: r, column: c } = placeOf(reference as string, shift);
      const [, letters, digits] = /^([A-Z]+)(\d+)$/.exec(cellAddress(r, c))!;
      return `${column as string}${letters}${row as string}${digits}`;
    },
  );
}
