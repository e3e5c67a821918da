// A returned form as its sheet shows it: which sheet it is, where its heads stand, and where the defined names point now.
// Inserted rows and columns move names, heads and codes alike; a sheet that was renamed takes its names along.
// Not here: what a row means (locate-unit.ts, locate-units.ts).

import { normaliseName } from '../../../shared/indicators/normalise.js';
import { placeOfAddress } from '../../../shared/model/cell-address.js';
import type { RawBook } from '../workbook/1-read/raw-book.js';
import { OWN_SHEET } from '../workbook/1-read/own-metadata.js';
import { Grid } from '../workbook/2-recognise/grid.js';
import { cellName, type FormCell, type FormMeta } from './form-meta.js';
import { HEADS } from './sheet-parts.js';

export interface NamedCell {
  of: FormCell;
  row: number;
  column: number;
}

export interface FormSheet {
  index: number;
  name: string | null;
  grid: Grid;
  /** Names that still point into this sheet. */
  named: NamedCell[];
}

/** Text of a cell for comparing: full-width digits and spaces make no difference. */
export function plainCell(grid: Grid, row: number, column: number): string {
  return grid.text(row, column).normalize('NFKC').trim();
}

/** The sheet that holds the form; null where none does any more. */
export function formSheet(book: RawBook, meta: FormMeta): FormSheet | null {
  const codes = new Set(meta.cells.map((cell) => cell.code));
  const targets = targetsOf(book, meta);
  let best: { sheet: FormSheet; score: number } | null = null;
  for (const [index, sheet] of book.sheets.entries()) {
    if (sheet.state !== 'visible' || sheet.notATable || sheet.name === OWN_SHEET) continue;
    const named = targets.filter((target) => target.sheet === sheet.name).map(({ named: cell }) => cell);
    const seen = new Set<string>();
    for (const cell of sheet.cells) {
      if (cell.t !== 's' || String(cell.v).length > 8) continue;
      const text = String(cell.v).normalize('NFKC').trim();
      if (codes.has(text)) seen.add(text);
    }
    const namedCodes = new Set(named.map(({ of }) => of.code));
    // 填报说明 lists the same codes: names decide, and the sheet with the entry column.
    const hasInput = sheet.cells.some((cell) => cell.t === 's' && headKey(String(cell.v)) === HEADS.input);
    const score = seen.size + 2 * namedCodes.size + (hasInput ? codes.size : 0);
    if (Math.max(seen.size, namedCodes.size) * 2 < codes.size) continue;
    if (best === null || score > best.score)
      best = { sheet: { index, name: sheet.name, grid: new Grid(sheet, book.date1904), named }, score };
  }
  return best?.sheet ?? null;
}

function targetsOf(book: RawBook, meta: FormMeta): { sheet: string; named: NamedCell }[] {
  const byName = new Map(meta.cells.map((cell) => [cellName(meta, cell), cell]));
  return (book.ownMetadata?.names ?? []).flatMap(({ name, target }) => {
    const of = byName.get(name);
    const match = /^\$?(?:'((?:[^']|'')+)'|([^'!]+))[!.](.+)$/.exec(target);
    const place = match ? placeOfAddress(match[3]!) : null;
    if (!of || !match || !place) return []; // #REF!: its row was deleted
    return [{ sheet: (match[1] ?? match[2]!).replaceAll("''", "'"), named: { of, ...place } }];
  });
}

export function headKey(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '');
}

/** Columns of the known heads in one row. */
export function headsOfRow(grid: Grid, row: number): Map<string, number> {
  const columns = new Map<string, number>();
  for (const cell of grid.rowCells(row)) {
    const text = headKey(grid.textOf(cell));
    for (const head of Object.values(HEADS)) if (text === head && !columns.has(head)) columns.set(head, cell.c);
  }
  return columns;
}

/** The value named most often; null for none. */
export function mostCommon<T>(values: readonly T[]): T | null {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

export function sameName(a: string, b: string): boolean {
  return normaliseName(a) !== '' && normaliseName(a) === normaliseName(b);
}
