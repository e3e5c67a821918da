// The formulas of an .xls as text, sheet by sheet, for those sheets that hold results. A second look at a few records of a small
// file: reading itself stays as it is.

import { unicodeText } from '../biff/read-biff8.js';
import { NotCanonical } from '../not-canonical.js';
import { cellAddress } from '../raw-book.js';
import { formulaOfTokens } from './biff-tokens.js';
import type { WrittenFormula } from './stale-formulas.js';

const [BOF, EOF, BOUND_SHEET, SUP_BOOK, EXTERN_SHEET, PRECISION, FORMULA, SHARED] = [
  0x0809, 0x0a, 0x85, 0x01ae, 0x17, 0x0e, 0x06, 0x04bc,
] as const;
const MODULE = 6;
const INTERNAL = 0x0401;
const BIFF8 = 0x0600;
/** The token of a cell whose formula is written elsewhere. */
const ELSEWHERE = 0x01;

interface Outline {
  /** 以显示精度为准: every result is rounded before it is used. */
  isAsShown: boolean;
  sheets: { name: string; position: number; kind: number }[];
  sheetAt(index: number): string | null;
}

/** Formulas by the place of a sheet among those that are read; none where the stream cannot be followed. */
export function formulasOfBiff(b: Buffer): (index: number) => WrittenFormula[] {
  let outline: Outline | null | undefined;
  return (index) => {
    outline ??= orNull(() => outlineOf(b));
    const sheet = outline?.sheets.filter(({ kind }) => kind !== MODULE)[index];
    if (!outline || !sheet || outline.isAsShown) return [];
    const { sheetAt } = outline;
    return orNull(() => formulasAt(b, sheet.position, sheetAt)) ?? [];
  };
}

function orNull<T>(look: () => T): T | null {
  try {
    return look();
  } catch (error) {
    if (error instanceof NotCanonical || error instanceof RangeError) return null;
    throw error;
  }
}

function* recordsFrom(b: Buffer, position: number): Generator<{ type: number; start: number; end: number }> {
  let depth = 0;
  for (let at = position; at + 4 <= b.length;) {
    const type = b.readUInt16LE(at);
    const start = at + 4;
    const end = start + b.readUInt16LE(at + 2);
    if (end > b.length) throw new NotCanonical('cut record', at);
    if (type === BOF) depth += 1;
    else if (type === EOF) depth -= 1;
    else if (depth === 1) yield { type, start, end };
    if (depth === 0) return;
    at = end;
  }
}

function outlineOf(b: Buffer): Outline {
  // Older versions write their tokens in other widths.
  if (b.length < 8 || b.readUInt16LE(4) !== BIFF8) throw new NotCanonical('not BIFF8', 0);
  const sheets: Outline['sheets'] = [];
  const references: { book: number; first: number; last: number }[] = [];
  let isAsShown = false;
  let books = 0;
  let own = -1;
  for (const { type, start, end } of recordsFrom(b, 0))
    if (type === PRECISION) isAsShown = b.readUInt16LE(start) === 0;
    else if (type === BOUND_SHEET)
      sheets.push({
        name: unicodeText(b, start + 6, end, 1),
        position: b.readUInt32LE(start),
        kind: b[start + 5]!,
      });
    else if (type === SUP_BOOK) {
      if (end - start === 4 && b.readUInt16LE(start + 2) === INTERNAL) own = books;
      books += 1;
    } else if (type === EXTERN_SHEET)
      for (let at = start + 2; at + 6 <= end; at += 6)
        references.push({ book: b.readUInt16LE(at), first: b.readUInt16LE(at + 2), last: b.readUInt16LE(at + 4) });
  return {
    isAsShown,
    sheets,
    sheetAt: (index) => {
      const found = references[index];
      return found?.book === own && found.first === found.last ? (sheets[found.first]?.name ?? null) : null;
    },
  };
}

interface Found {
  row: number;
  column: number;
  start: number;
  end: number;
  /** Where the shared formula of this cell begins. */
  shared: string | null;
}

function formulasAt(b: Buffer, position: number, sheetAt: Outline['sheetAt']): WrittenFormula[] {
  const found: Found[] = [];
  const shared = new Map<string, { start: number; end: number }>();
  let last = '';
  for (const { type, start, end } of recordsFrom(b, position))
    if (type === FORMULA && end - start >= 22) {
      const [row, column] = [b.readUInt16LE(start), b.readUInt16LE(start + 2)];
      const tokens = start + 22;
      const until = tokens + b.readUInt16LE(start + 20);
      last = `${row}|${column}`;
      if (until > end) continue;
      const isElsewhere = b[tokens] === ELSEWHERE && until - tokens === 5;
      const origin = isElsewhere ? `${b.readUInt16LE(tokens + 1)}|${b.readUInt16LE(tokens + 3)}` : null;
      found.push({ row, column, start: tokens, end: until, shared: origin });
    } else if (type === SHARED && end - start >= 10) {
      const until = start + 10 + b.readUInt16LE(start + 8);
      if (until <= end) shared.set(last, { start: start + 10, end: until });
    }
  return found.map((one): WrittenFormula => {
    const tokens = one.shared === null ? one : shared.get(one.shared);
    const { row, column } = one;
    const place = { b, row, column, isShared: one.shared !== null, sheetAt };
    const formula = tokens === undefined ? null : formulaOfTokens({ ...place, start: tokens.start, end: tokens.end });
    return { at: cellAddress(row, column), formula, shift: { rows: 0, columns: 0 } };
  });
}
