// A formula cell holds the result that was last computed. Where a program changed the cells and computed nothing, that result is
// an old one, and nobody sees it in the file. Plain formulas are computed anew and compared; the stored result is what is read.

import { cellCountOf, eachCell, FORMULA } from '../cell-columns.js';
import { cellAddress, type RawBook, type RawSheet } from '../raw-book.js';
import { movedFormula, valueOfFormula, type CellNumber, type FormulaCells, type Shift } from './plain-formula.js';

/** Larger sheets are lists, not reports. */
const MOST_CELLS = 20_000;
const MOST_FORMULAS = 5_000;
/** Cells that the formulas of one sheet may look at together: SUM(A$1:A5000) in every row of a list looks at millions. */
const MOST_LOOKS = 1_000_000;
const WIDTH = 16_384;
/** As many as a sheet is looked at for: each of them is refused where it would be stored. */
const MOST_TOLD = MOST_FORMULAS;
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

/** The numbers of a sheet by its name, as a formula writes it; undefined where they cannot be known. */
type NumbersOf = (name: string) => ReadonlyMap<number, CellNumber> | undefined;

function numbersBySheet(
  sheets: readonly RawSheet[],
  formulas: (index: number) => readonly WrittenFormula[],
): NumbersOf {
  const byName = new Map(sheets.map((sheet, index) => [(sheet.name ?? '').toLowerCase(), { sheet, index }]));
  const known = new Map<string, ReadonlyMap<number, CellNumber> | undefined>();
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

function numbersOf(sheet: RawSheet, formulas: readonly WrittenFormula[]): ReadonlyMap<number, CellNumber> {
  const numbers = new Map<number, CellNumber>();
  for (const cell of eachCell(sheet)) {
    const isOpen = cell.t === 'e' || cell.t === 'f';
    numbers.set(cell.r * WIDTH + cell.c, cell.t === 'n' ? (cell.v as number) : isOpen ? 'open' : 'text');
  }
  // A formula whose result is an empty text leaves no cell, and is larger than any number where it is compared.
  for (const { at } of formulas) {
    const place = placeOfAddress(at);
    if (!numbers.has(place)) numbers.set(place, 'open');
  }
  return numbers;
}

function staleOf(sheet: RawSheet, formulas: readonly WrittenFormula[], numbers: NumbersOf): RawBook['remarks'] {
  const results = new Map<string, number>();
  for (const cell of eachCell(sheet))
    if (cell.f && cell.t === 'n') results.set(cellAddress(cell.r, cell.c), cell.v as number);
  if (results.size === 0 || results.size > MOST_FORMULAS) return [];
  const name = sheet.name ?? '';
  let looks = 0;
  let own = -1;
  let isCircular = false;
  const cells: FormulaCells = {
    at: (row, column, other) => {
      looks += 1;
      const isOwn = other === undefined || other.toLowerCase() === name.toLowerCase();
      if (isOwn && row * WIDTH + column === own) isCircular = true;
      const known = numbers(other ?? name);
      return known === undefined ? 'open' : (known.get(row * WIDTH + column) ?? 'blank');
    },
  };
  return formulas.flatMap(({ at, formula, shift }): RawBook['remarks'] => {
    const stored = results.get(at);
    if (stored === undefined || formula === null || looks > MOST_LOOKS) return [];
    [own, isCircular] = [placeOfAddress(at), false];
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
  const [, letters, digits] = /^([A-Z]+)(\d+)$/.exec(address)!;
  let column = 0;
  for (const letter of letters!) column = column * 26 + letter.charCodeAt(0) - 64;
  return (Number(digits) - 1) * WIDTH + column - 1;
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
