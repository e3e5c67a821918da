// A formula cell holds the result that was last computed. Where a program changed the cells and computed nothing, that result is
// an old one, and nobody sees it in the file. Plain formulas are computed anew and compared; the stored result is what is read.

import { cellCountOf, ERROR, FORMULA, NO_VALUE, NUMBER, visitCells } from '../cell-columns.js';
import type { RawBook, RawSheet } from '../raw-book.js';
import {
  movedFormula,
  placeOf,
  valueOfFormula,
  type CellNumber,
  type FormulaCells,
  type Shift,
} from './plain-formula.js';

/** Larger sheets are lists, not reports. */
const MOST_CELLS = 20_000;
const MOST_FORMULAS = 5_000;
/** Cells that the formulas of one sheet may look at together: SUM(A$1:A5000) in every row of a list looks at millions. */
const MOST_LOOKS = 1_000_000;
const WIDTH = 16_384;
/** As many as a sheet is looked at for: each of them is refused where it would be stored. */
const MOST_TOLD = MOST_FORMULAS;
const UNMOVED: Shift = { rows: 0, columns: 0 };
/** The code of these remarks. */
export const STALE_FORMULA = 'file.formula-stale';
/** A formula that looks at its own cell: whatever it holds was computed from itself. */
export const CIRCULAR_FORMULA = 'file.formula-circular';

/** A formula without its =, and how far it is moved from where it is written. */
export interface WrittenFormula {
  at: string;
  /** null: it is more than is computed anew. Its cell is no blank all the same. */
  formula: string | null;
  shift: Shift;
}

/** One remark per old result. `formulasOf`: those of a sheet that has results, by its place in the workbook. */
export function staleFormulas(
  sheets: readonly RawSheet[],
  formulasOf: (index: number) => readonly WrittenFormula[],
): RawBook['remarks'] {
  const known = new Map<number, readonly WrittenFormula[]>();
  const formulas = (index: number): readonly WrittenFormula[] => {
    let ofSheet = known.get(index);
    if (!ofSheet) known.set(index, (ofSheet = formulasOf(index)));
    return ofSheet;
  };
  const numbers = numbersBySheet(sheets, formulas);
  return sheets
    .flatMap((sheet, index) => (mayHoldResults(sheet) ? staleOf(sheet, formulas(index), numbers) : []))
    .slice(0, MOST_TOLD);
}

/** What each cell of a sheet holds, row by row: a formula looks at many beside each other. */
class SheetNumbers {
  readonly #rows = new Map<number, CellNumber[]>();

  at(row: number, column: number): CellNumber {
    return this.#rows.get(row)?.[column] ?? 'blank';
  }

  set(row: number, column: number, holds: CellNumber): void {
    const cells = this.#rows.get(row);
    if (cells) cells[column] = holds;
    else {
      const first: CellNumber[] = [];
      first[column] = holds;
      this.#rows.set(row, first);
    }
  }
}

/** The numbers of a sheet by its name, as a formula writes it; undefined where they cannot be known. */
type NumbersOf = (name: string) => SheetNumbers | undefined;

function numbersBySheet(
  sheets: readonly RawSheet[],
  formulas: (index: number) => readonly WrittenFormula[],
): NumbersOf {
  const byName = new Map(sheets.map((sheet, index) => [(sheet.name ?? '').toLowerCase(), { sheet, index }]));
  const known = new Map<string, SheetNumbers | undefined>();
  return (name) => {
    const key = name.toLowerCase();
    if (!known.has(key)) {
      const found = byName.get(key);
      known.set(key, found && isRead(found.sheet) ? numbersOf(found.sheet, formulas(found.index)) : undefined);
    }
    return known.get(key);
  };
}

/** Hidden sheets are not read: what stands in them is no blank. */
function isRead(sheet: RawSheet): boolean {
  return sheet.state === 'visible' && sheet.notATable !== true && cellCountOf(sheet) <= MOST_CELLS;
}

function numbersOf(sheet: RawSheet, formulas: readonly WrittenFormula[]): SheetNumbers {
  const numbers = new SheetNumbers();
  visitCells(sheet, (r, c, kind, number) => {
    numbers.set(r, c, kind === NUMBER ? number : kind === ERROR || kind === NO_VALUE ? 'open' : 'text');
  });
  // A formula whose result is an empty text leaves no cell, and is larger than any number where it is compared.
  for (const { at } of formulas) {
    const place = placeOfAddress(at);
    const [row, column] = [Math.floor(place / WIDTH), place % WIDTH];
    if (numbers.at(row, column) === 'blank') numbers.set(row, column, 'open');
  }
  return numbers;
}

function staleOf(sheet: RawSheet, formulas: readonly WrittenFormula[], numbers: NumbersOf): RawBook['remarks'] {
  const results = new Map<number, number>();
  visitCells(sheet, (r, c, kind, number, isFormula) => {
    if (isFormula && kind === NUMBER) results.set(r * WIDTH + c, number);
  });
  if (results.size === 0 || results.size > MOST_FORMULAS) return [];
  const name = sheet.name ?? '';
  let looks = 0;
  let own = -1;
  let isCircular = false;
  const ofOwn = numbers(name);
  const cells: FormulaCells = {
    at: (row, column, other) => {
      looks += 1;
      const known = other === undefined ? ofOwn : numbers(other);
      const isOwn = other === undefined || (known !== undefined && known === ofOwn);
      if (isOwn && row * WIDTH + column === own) isCircular = true;
      return known === undefined ? 'open' : known.at(row, column);
    },
  };
  return formulas.flatMap(({ at, formula, shift }): RawBook['remarks'] => {
    const place = placeOfAddress(at);
    const stored = results.get(place);
    if (stored === undefined || formula === null || looks > MOST_LOOKS) return [];
    [own, isCircular] = [place, false];
    const value = valueOfFormula(formula, cells, shift);
    if (!isCircular && (value === undefined || isSame(value, stored))) return [];
    const params = {
      sheet: name,
      cell: at,
      formula: movedFormula(formula, shift),
      stored: String(stored),
      value: isCircular ? '' : String(Number(value!.toPrecision(12))),
    };
    return [{ code: isCircular ? CIRCULAR_FORMULA : STALE_FORMULA, params }];
  });
}

function placeOfAddress(address: string): number {
  const { row, column } = placeOf(address, UNMOVED);
  return row * WIDTH + column;
}

function mayHoldResults(sheet: RawSheet): boolean {
  const count = cellCountOf(sheet);
  if (sheet.state !== 'visible' || count === 0 || count > MOST_CELLS) return false;
  if (!sheet.columns) return sheet.cells.some((cell) => cell.f === true);
  return sheet.columns.blocks.some(({ kind, length }) => {
    for (let at = 0; at < length; at += 1) if ((kind[at]! & FORMULA) !== 0) return true;
    return false;
  });
}

/** Sums of binary fractions differ in their last digits by the order they are added in. */
function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
