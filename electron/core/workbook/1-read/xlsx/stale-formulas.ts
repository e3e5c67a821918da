// A formula cell holds the result that was last computed. Where a program changed the cells and computed nothing, that result is
// an old one, and nobody sees it in the file. Plain formulas are computed anew and compared; the stored result is what is read.

import { cellCountOf, eachCell, FORMULA } from '../cell-columns.js';
import { xmlPart, type WorkbookParts } from '../ooxml-package.js';
import { cellAddress, type RawBook, type RawSheet } from '../raw-book.js';
import { unescapeXml } from '../xml-scan.js';
import type { GuardedZip } from '../zip-guard.js';
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

interface Written {
  at: string;
  formula: string;
  shift: Shift;
}

/** One remark per old result. `workbook`: its part of the package. */
export function staleFormulas(
  zip: GuardedZip,
  workbook: string,
  parts: WorkbookParts,
  sheets: readonly RawSheet[],
): RawBook['remarks'] {
  const open = sheets.map(mayHoldResults);
  // 以显示精度为准: every result is rounded before it is used.
  if (!open.includes(true) || /\sfullPrecision\s*=\s*"(?:0|false)"/.test(xmlPart(zip, workbook).toString('utf8')))
    return [];
  return sheets
    .flatMap((sheet, index) => (open[index] ? staleOf(sheet, xmlPart(zip, parts.sheets[index]!.part)) : []))
    .slice(0, MOST_TOLD);
}

function staleOf(sheet: RawSheet, xml: Buffer): RawBook['remarks'] {
  const numbers = new Map<number, CellNumber>();
  const results = new Map<string, number>();
  for (const cell of eachCell(sheet)) {
    const isOpen = cell.t === 'e' || cell.t === 'f';
    numbers.set(cell.r * WIDTH + cell.c, cell.t === 'n' ? (cell.v as number) : isOpen ? 'open' : 'text');
    if (cell.f && cell.t === 'n') results.set(cellAddress(cell.r, cell.c), cell.v as number);
  }
  if (results.size === 0 || results.size > MOST_FORMULAS) return [];
  let looks = 0;
  let own = -1;
  let isCircular = false;
  const cells: FormulaCells = {
    at: (row, column) => {
      looks += 1;
      if (row * WIDTH + column === own) isCircular = true;
      return numbers.get(row * WIDTH + column) ?? 'blank';
    },
  };
  return formulasOf(xml).flatMap(({ at, formula, shift }): RawBook['remarks'] => {
    const stored = results.get(at);
    [own, isCircular] = [placeOfAddress(at), false];
    const value = stored === undefined || looks > MOST_LOOKS ? undefined : valueOfFormula(formula, cells, shift);
    if (!isCircular && (value === undefined || isSame(value, stored!))) return [];
    const params = {
      sheet: sheet.name ?? '',
      cell: at,
      formula: movedFormula(formula, shift),
      stored: String(stored!),
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

/** The formulas of a sheet's XML in order; a shared one is written once and moved with its cells. */
function formulasOf(b: Buffer): Written[] {
  const text = b.toString('utf8');
  const end = text.indexOf('</sheetData>');
  const shared = new Map<string, { formula: string; row: number; column: number }>();
  const found: Written[] = [];
  for (let at = text.indexOf('<f', 0); at >= 0 && at < end; at = text.indexOf('<f', at + 2)) {
    if (!/[\s/>]/.test(text[at + 2]!)) continue;
    const cell = text.lastIndexOf('<c ', at);
    const close = text.indexOf('>', at);
    const address = cell < 0 ? undefined : attributeOf(text.slice(cell, text.indexOf('>', cell)), 'r');
    const place = /^([A-Z]{1,3})(\d{1,7})$/.exec(address ?? '');
    if (!place || close < 0) continue;
    const isEmpty = text[close - 1] === '/';
    const formula = isEmpty ? '' : unescapeXml(text.slice(close + 1, text.indexOf('</f>', close)));
    const head = text.slice(at, close);
    const kind = attributeOf(head, 't') ?? 'normal';
    if (kind !== 'normal' && kind !== 'shared') continue;
    const row = Number(place[2]);
    let column = 0;
    for (const letter of place[1]!) column = column * 26 + letter.charCodeAt(0) - 64;
    if (kind === 'normal') {
      found.push({ at: address!, formula, shift: { rows: 0, columns: 0 } });
      continue;
    }
    const id = attributeOf(head, 'si') ?? '';
    if (formula !== '') shared.set(id, { formula, row, column });
    const origin = shared.get(id);
    if (origin)
      found.push({
        at: address!,
        formula: origin.formula,
        shift: { rows: row - origin.row, columns: column - origin.column },
      });
  }
  return found;
}

function attributeOf(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}\\s*=\\s*"([^"]*)"`).exec(tag)?.[1];
}
