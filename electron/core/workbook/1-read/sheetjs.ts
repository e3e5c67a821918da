// The only door to SheetJS: what it is given and what its cells become. Everything it does not promise is checked by
// the guards beside this file. Not here: which bytes it gets (read-xlsx.ts, read-xls.ts), its code (sheetjs-engine.ts).
// cellFormula with sheetStubs gives t:'z', v:0 for a formula without a stored value: v is never read there.

import type * as XLSX from 'xlsx';
import type { RawCell } from './raw-book.js';
import { cellText } from './cell-text.js';
import { formatMeaning, INDENTED_CODE, STRUCK_CODE } from './number-format.js';
import { markedText, struckText } from './rich-runs.js';
import { damaged } from './refuse.js';

/** The part of a SheetJS cell that is used. */
interface SheetJsCell {
  t: string;
  v?: unknown;
  /** Rich text as it stands in the part. */
  r?: unknown;
  f?: string;
  F?: string;
  z?: unknown;
}

export interface SheetJsSheet {
  rows: (SheetJsCell | undefined)[][];
}

export interface SheetJsBook {
  sheetNames: string[];
  /** undefined where SheetJS gave up on the sheet; it swallows errors of single sheets. */
  sheet(index: number): SheetJsSheet | undefined;
}

export interface SheetJsOptions {
  cellFormula: boolean;
}

/** The functions of SheetJS that are used. */
export interface SheetJsEngine {
  read: typeof XLSX.read;
  parse_zip(zip: object, options: object): XLSX.WorkBook;
  SSF: { get_table(): Record<number, string> };
}

let engine: SheetJsEngine | undefined;

/** Called by sheetjs-engine.ts as it is loaded. */
export function provideSheetJs(loaded: SheetJsEngine): void {
  engine = loaded;
}

/**
 * A file needs SheetJS and its code is not there yet: `await loadSheetJs()` and read the file again. Most files never need it,
 * and loading it takes longer than reading a dozen of them.
 */
export class SheetJsNotLoaded extends Error {}

export async function loadSheetJs(): Promise<void> {
  await import('./sheetjs-engine.js');
}

function loaded(): SheetJsEngine {
  if (!engine) throw new SheetJsNotLoaded('SheetJS is not loaded');
  return engine;
}

/** Reads a package whose parts are already inflated and checked. */
export function readParts(parts: ReadonlyMap<string, Buffer>, options: SheetJsOptions): SheetJsBook {
  const names = [...parts.keys()];
  const zip = {
    FullPaths: ['Root Entry/', ...names],
    FileIndex: [
      { name: 'Root Entry', type: 5, content: Buffer.alloc(0) },
      ...names.map((name) => ({ name: name.slice(name.lastIndexOf('/') + 1), type: 2, content: parts.get(name) })),
    ],
  };
  const { parse_zip: parseZip } = loaded();
  return guarded(() => parseZip(zip, settings(options)));
}

/** Reads a bare BIFF stream. */
export function readBiff(stream: Buffer, options: SheetJsOptions): SheetJsBook {
  // The format table is one global of SheetJS that .xls reading only adds to: clear what the last file left.
  const { SSF, read } = loaded();
  const table = SSF.get_table();
  for (const id of Object.keys(table))
    if (Number(id) > 0 && !(Number(id) in BUILTIN)) Reflect.deleteProperty(table, id);
  for (const [id, code] of Object.entries(BUILTIN)) table[Number(id)] = code;
  // BIFF5 and older name their code page; those that do not are taken for Chinese (936), not for SheetJS's 1252.
  return guarded(() => read(stream, { ...settings(options), type: 'buffer', codepage: 936 }));
}

/** Built-in formats as far as they change the meaning of a number; 27-36 and 50-58 are those of Chinese Excel. */
const BUILTIN: Record<number, string> = Object.fromEntries([
  [0, 'General'],
  [1, '0'],
  [2, '0.00'],
  [3, '#,##0'],
  [4, '#,##0.00'],
  [5, '#,##0'],
  [6, '#,##0'],
  [7, '#,##0.00'],
  [8, '#,##0.00'],
  [9, '0%'],
  [10, '0.00%'],
  [11, '0.00E+00'],
  [12, '# ?/?'],
  [13, '# ??/??'],
  [14, 'm/d/yy'],
  [15, 'd-mmm-yy'],
  [16, 'd-mmm'],
  [17, 'mmm-yy'],
  [18, 'h:mm AM/PM'],
  [19, 'h:mm:ss AM/PM'],
  [20, 'h:mm'],
  [21, 'h:mm:ss'],
  [22, 'm/d/yy h:mm'],
  ...[27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'yyyy/m/d']),
  ...[32, 33, 34, 35, 55, 56].map((id) => [id, 'h:mm:ss']),
  [37, '#,##0'],
  [38, '#,##0'],
  [39, '#,##0.00'],
  [40, '#,##0.00'],
  [41, '#,##0'],
  [42, '#,##0'],
  [43, '#,##0.00'],
  [44, '#,##0.00'],
  [45, 'mm:ss'],
  [46, '[h]:mm:ss'],
  [47, 'mm:ss.0'],
  [48, '##0.0E+0'],
  [49, '@'],
]) as Record<number, string>;

function settings(options: SheetJsOptions): XLSX.ParsingOptions {
  return {
    dense: true,
    cellFormula: options.cellFormula,
    sheetStubs: true,
    cellNF: true,
    cellText: false,
    cellHTML: false,
    cellDates: false,
    UTC: true,
    nodim: true,
  };
}

function guarded(read: () => XLSX.WorkBook): SheetJsBook {
  let book: XLSX.WorkBook;
  try {
    book = read();
  } catch (cause) {
    throw damaged('内容无法读取', cause instanceof Error ? cause.message : String(cause), cause);
  }
  return {
    sheetNames: book.SheetNames,
    sheet(index) {
      const name = book.SheetNames[index];
      const sheet = name !== undefined && Object.hasOwn(book.Sheets, name) ? book.Sheets[name] : undefined;
      return sheet ? sheetOf(sheet) : undefined;
    },
  };
}

function sheetOf(sheet: Record<string, unknown>): SheetJsSheet {
  return { rows: (sheet['!data'] ?? []) as (SheetJsCell | undefined)[][] };
}

/** Cells of a dense sheet in row order; stubs without a formula are blank and left out. */
export function* sheetJsCells(sheet: SheetJsSheet): Generator<[r: number, c: number, cell: SheetJsCell]> {
  for (let r = 0; r < sheet.rows.length; r++) {
    const row = sheet.rows[r];
    if (!row) continue;
    for (let c = 0; c < row.length; c++) {
      const cell = row[c];
      if (cell) yield [r, c, cell];
    }
  }
}

const ERROR_SIGNS: Record<number, string> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
  0x2b: '#GETTING_DATA',
};

/** The sign of an error number of the binary formats. */
export function errorSign(code: number): string {
  return ERROR_SIGNS[code] ?? '#ERROR!';
}

/** One SheetJS cell as a RawCell, or undefined for a blank. `isFormula` overrules what SheetJS knows. */
export function toRawCell(r: number, c: number, cell: SheetJsCell, isFormula = false): RawCell | undefined {
  const f = isFormula || cell.f !== undefined || cell.F !== undefined ? ({ f: true } as const) : {};
  switch (cell.t) {
    case 'n': {
      if (typeof cell.v !== 'number') throw damaged('单元格中的数字有误', `row ${String(r)}, column ${String(c)}`);
      // BIFF can hold NaN and infinity; Excel shows them as an error, and so they never become a figure.
      if (!Number.isFinite(cell.v)) return { r, c, t: 'e', v: '#NUM!', ...f };
      const { isIndented: _, ...format } = typeof cell.z === 'string' ? formatMeaning(cell.z) : {};
      return { r, c, t: 'n', v: cell.v, ...format, ...f };
    }
    case 's': {
      const written = typeof cell.r === 'string' ? markedText(cell.r) : null;
      const plain = typeof cell.v === 'string' ? cellText(written ?? cell.v) : '';
      const text = cell.z === STRUCK_CODE ? struckText(plain) : plain;
      const indent = cell.z === INDENTED_CODE ? ({ indent: true } as const) : {};
      return text === '' ? undefined : { r, c, t: 's', v: text, ...indent, ...f };
    }
    case 'b':
      return { r, c, t: 'b', v: cell.v === true, ...f };
    case 'e':
      return { r, c, t: 'e', v: errorSign(Number(cell.v)), ...f };
    case 'z':
      return f.f ? { r, c, t: 'f', v: null, f: true } : undefined;
    default:
      throw damaged('单元格类型无法识别', `type ${cell.t} in row ${String(r)}`);
  }
}
