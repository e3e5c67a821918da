// The produced form against the blank one, both read by our own reader: each filled cell holds what it should, and nothing else moved.

import { isDeepStrictEqual } from 'node:util';

import { decimalFromSpreadsheetNumber } from '../../../shared/model/scaled-number.js';
import { cellAddress, type RawBook, type RawCell, type RawSheet } from '../workbook/1-read/raw-book.js';
import type { Written } from './fill-package.js';

/** Addresses that are not as they should be (表1!B5); a sheet's name alone where the sheet itself differs. */
export function differences(before: RawBook, after: RawBook, written: readonly Written[]): string[] {
  if (before.sheets.length !== after.sheets.length || before.date1904 !== after.date1904) return ['工作表'];
  const bySheet = Map.groupBy(written, (one) => one.sheet);
  const found = [...bySheet.keys()].filter((name) => !after.sheets.some((sheet) => sheet.name === name));
  for (const [n, sheet] of before.sheets.entries()) {
    const now = after.sheets[n]!;
    const name = sheet.name ?? '';
    const frame = (one: RawSheet): unknown[] => [one.name, one.state, one.merges, one.hiddenRows, one.hiddenCols];
    if (!isDeepStrictEqual(frame(sheet), frame(now))) {
      found.push(name);
      continue;
    }
    const expected = new Map((bySheet.get(name) ?? []).map((one) => [one.cell, one]));
    const [old, filled] = [byAddress(sheet), byAddress(now)];
    for (const address of new Set([...old.keys(), ...filled.keys(), ...expected.keys()])) {
      const want = expected.get(address);
      const is = filled.get(address);
      if (want ? !holds(is, want) : !isSame(old.get(address), is)) found.push(`${name}!${address}`);
    }
  }
  return found;
}

function byAddress(sheet: RawSheet): Map<string, RawCell> {
  return new Map(sheet.cells.map((cell) => [cellAddress(cell.r, cell.c), cell]));
}

/** A formula is the same without its stored result, which was that of the blank form. */
function isSame(before: RawCell | undefined, after: RawCell | undefined): boolean {
  const isFormula = before?.f === true || before?.t === 'f';
  return isDeepStrictEqual(before, after) || (isFormula && after?.t === 'f' && after.v === null);
}

function holds(cell: RawCell | undefined, want: Written): boolean {
  if ('empty' in want) return cell === undefined || cell.v === '';
  if (cell === undefined || cell.f) return false;
  if ('text' in want) return cell.t === 's' && cell.v === want.text;
  return cell.t === 'n' && decimalFromSpreadsheetNumber(cell.v as number) === want.number;
}
