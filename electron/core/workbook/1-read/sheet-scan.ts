// One pass over the bytes of a worksheet part: well-formed or refused, and everything about the sheet except the cell
// values: how many cells, which are formulas and whether they have a stored value, merges, hidden rows and columns.
// The counts are compared with what SheetJS returns, so that a cell it misses stops the import.
// Not here: values (SheetJS for now). This pass is the seam where the own scanner will also take the values.

import type { ParseLimits, RawSheet } from './raw-book.js';
import { cellAddress } from './raw-book.js';
import { damaged, tooLarge } from './refuse.js';
import { attributes, localAttribute, scanXml } from './xml-scan.js';

export interface SheetScan {
  root: string;
  /** Byte range of the sheetData element with its tags; empty range where there is none. */
  dataStart: number;
  dataEnd: number;
  /** All <c> elements, blank ones too. */
  cellCount: number;
  /** row * COLUMNS + column → has a stored value. */
  formulas: Map<number, boolean>;
  merges: RawSheet['merges'];
  hiddenRows: number[];
  hiddenCols: number[];
  /** Highest index into the shared strings, -1 for none. */
  maxShared: number;
  hasIsoDates: boolean;
  hasCdata: boolean;
}

export const COLUMNS = 16_384;
export const ROWS = 1_048_576;

/** Scans a worksheet part; comments in it are blanked. */
export function scanSheet(b: Buffer, part: string, limits: ParseLimits): SheetScan {
  const scan: SheetScan = {
    root: '',
    dataStart: 0,
    dataEnd: 0,
    cellCount: 0,
    formulas: new Map(),
    merges: [],
    hiddenRows: [],
    hiddenCols: [],
    maxShared: -1,
    hasIsoDates: false,
    hasCdata: false,
  };
  let isInData = false;
  let row = -1;
  let r = -1;
  let c = -1;
  let type = 0; // first byte of t, 0 for a number
  let isFormula = false;
  let hasValue = false;
  let isInValue = false;
  let filled = 0;

  const endCell = (): void => {
    if (isFormula) scan.formulas.set(r * COLUMNS + c, hasValue);
    if ((isFormula || hasValue) && ++filled > limits.maxCells)
      throw tooLarge(`超过 ${String(limits.maxCells)} 个单元格`, `${String(limits.maxCells)} 个单元格`);
  };
  const startCell = (from: number, to: number): void => {
    scan.cellCount++;
    if (scan.cellCount > limits.maxCells * 3)
      throw tooLarge(`超过 ${String(limits.maxCells * 3)} 个单元格（含空白）`, `${String(limits.maxCells)} 个单元格`);
    r = row;
    c++;
    type = 0;
    isFormula = hasValue = isInValue = false;
    const at = attribute(b, from, to, R);
    if (at) {
      const address = readAddress(b, at[0], at[1]);
      if (address < 0) throw damaged('单元格位置超出工作表范围', `${part}: r="${b.toString('latin1', at[0], at[1])}"`);
      r = Math.floor(address / COLUMNS);
      c = address % COLUMNS;
    }
    if (r < 0 || r >= ROWS || c >= COLUMNS) throw damaged('单元格位置超出工作表范围', `${part}: row ${String(r)}`);
    const t = attribute(b, from, to, T);
    if (t && t[1] > t[0]) {
      type = b[t[0]] ?? 0;
      // "s" shared, "str" formula text, "inlineStr", "b", "e", "d", "n"
      if (type === S && t[1] - t[0] > 1) type = 1;
      if (type === N) type = 0;
      if (type === D) scan.hasIsoDates = true;
    }
  };
  const startRow = (from: number, to: number): void => {
    const attrs = attributes(b, from, to);
    const stated = attrs.get('r');
    row = stated === undefined ? row + 1 : Number(stated) - 1;
    if (!Number.isInteger(row) || row < 0 || row >= ROWS)
      throw damaged('行号超出工作表范围', `${part}: row ${String(stated)}`);
    c = -1;
    if (isTrue(attrs.get('hidden'))) scan.hiddenRows.push(row);
  };
  const value = (from: number, to: number): void => {
    if (to > from) hasValue = true;
    if (type === S) {
      let index = 0;
      for (let at = from; at < to; at++) {
        const digit = (b[at] ?? 0) - 0x30;
        if (digit < 0 || digit > 9) {
          if (isSpace(b[at])) continue;
          throw damaged(`单元格 ${cellAddress(r, c)} 的文字编号有误`, part);
        }
        index = index * 10 + digit;
      }
      if (index > scan.maxShared) scan.maxShared = index;
    } else if (type === 0) {
      for (let at = from; at < to; at++)
        if (!isNumeric(b[at] ?? 0))
          throw damaged(
            `单元格 ${cellAddress(r, c)} 的数字有误`,
            `${part}: ${b.toString('latin1', from, Math.min(to, from + 40))}`,
          );
    }
  };

  scanXml(
    b,
    part,
    {
      open(nameStart, nameEnd, attrsEnd, isSelfClosing, depth) {
        const length = nameEnd - nameStart;
        if (isInData) {
          if (depth === 4 && length === 1 && b[nameStart] === C) {
            startCell(nameEnd, attrsEnd);
            if (isSelfClosing) endCell();
          } else if (depth === 3 && length === 3 && b[nameStart] === R) startRow(nameEnd, attrsEnd);
          else if (depth === 5 && length === 1 && b[nameStart] === F) isFormula = true;
          else if (depth === 5 && length === 1 && b[nameStart] === V) {
            // Excel stores the empty text of a formula as <v></v>: that is a value.
            if (type === 1) hasValue = true;
            isInValue = !isSelfClosing;
          } else if (depth === 5 && length === 2 && b[nameStart] === I) hasValue = true;
          return;
        }
        if (depth === 1) scan.root = b.toString('latin1', nameStart, nameEnd);
        else if (depth === 2 && is(b, nameStart, nameEnd, 'sheetData')) {
          if (scan.dataEnd > 0) throw damaged('工作表内容重复', `${part}: two sheetData`);
          scan.dataStart = tagStart(b, nameStart);
          isInData = !isSelfClosing;
          if (isSelfClosing) scan.dataEnd = attrsEnd + 2;
        } else if (depth === 3 && is(b, nameStart, nameEnd, 'col')) {
          const attrs = attributes(b, nameEnd, attrsEnd);
          if (!isTrue(attrs.get('hidden'))) return;
          const last = Math.min(Number(attrs.get('max')), COLUMNS);
          for (let n = Number(attrs.get('min')); n <= last; n++) scan.hiddenCols.push(n - 1);
        } else if (depth === 3 && is(b, nameStart, nameEnd, 'mergeCell')) {
          const ref = localAttribute(attributes(b, nameEnd, attrsEnd), 'ref') ?? '';
          const merge = readRange(ref);
          if (!merge) throw damaged('合并单元格的范围有误', `${part}: ${ref}`);
          scan.merges.push(merge);
        }
      },
      close(_nameStart, nameEnd, depth) {
        if (!isInData) return;
        if (depth === 4) endCell();
        else if (depth === 5) isInValue = false;
        else if (depth === 2) {
          isInData = false;
          scan.dataEnd = nameEnd;
          while (b[scan.dataEnd] !== GT) scan.dataEnd++;
          scan.dataEnd++;
        }
      },
      text(start, end) {
        if (isInValue) value(start, end);
      },
      cdata(start, end) {
        if (isInData) scan.hasCdata = true;
        if (isInValue) value(start, end);
      },
    },
    { blank: true },
  );
  return scan;
}

const [C, D, F, I, N, R, S, T, V, GT] = [0x63, 0x64, 0x66, 0x69, 0x6e, 0x72, 0x73, 0x74, 0x76, 0x3e] as const;

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Digits, sign, point, exponent and white space; the rest in <v> of a number is damage, not 0. */
function isNumeric(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x2e ||
    byte === 0x2d ||
    byte === 0x2b ||
    byte === 0x45 ||
    byte === 0x65 ||
    isSpace(byte)
  );
}

function is(b: Buffer, start: number, end: number, name: string): boolean {
  return end - start === name.length && b.toString('latin1', start, end) === name;
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

function tagStart(b: Buffer, nameStart: number): number {
  let at = nameStart;
  while (b[at] !== 0x3c) at--;
  return at;
}

/** Value range of an attribute with a one-letter name, without making strings. */
function attribute(b: Buffer, from: number, to: number, name: number): [number, number] | undefined {
  for (let at = from; at < to; at++) {
    const byte = b[at];
    if (byte === 0x22 || byte === 0x27) {
      at = b.indexOf(byte, at + 1);
      continue;
    }
    if (byte !== name || !isSpace(b[at - 1])) continue;
    let equals = at + 1;
    while (isSpace(b[equals])) equals++;
    if (b[equals] !== 0x3d) continue;
    let quote = equals + 1;
    while (isSpace(b[quote])) quote++;
    const mark = b[quote];
    if (mark !== 0x22 && mark !== 0x27) return undefined;
    return [quote + 1, b.indexOf(mark, quote + 1)];
  }
  return undefined;
}

/** row * COLUMNS + column of an A1 address, -1 where it is none or lies outside a sheet. */
function readAddress(b: Buffer, from: number, to: number): number {
  let column = 0;
  let at = from;
  for (; at < to; at++) {
    const letter = (b[at] ?? 0) & ~0x20;
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + letter - 0x40;
    if (column > COLUMNS) return -1;
  }
  if (column === 0 || at === to || to - at > 7) return -1;
  let row = 0;
  for (; at < to; at++) {
    const digit = (b[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    row = row * 10 + digit;
  }
  return row < 1 || row > ROWS ? -1 : (row - 1) * COLUMNS + column - 1;
}

function readRange(ref: string): [number, number, number, number] | undefined {
  const [from, to = from] = ref.replaceAll('$', '').split(':');
  const [one, two] = [Buffer.from(from ?? ''), Buffer.from(to ?? '')];
  const [start, end] = [readAddress(one, 0, one.length), readAddress(two, 0, two.length)];
  if (start < 0 || end < 0) return undefined;
  return [Math.floor(start / COLUMNS), start % COLUMNS, Math.floor(end / COLUMNS), end % COLUMNS];
}
