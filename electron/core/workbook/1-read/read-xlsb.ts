// .xlsb → RawBook, record by record. An own reader, because SheetJS follows broken lengths in binary parts until memory
// or time is used up, and shows built-in Chinese date formats as plain numbers.
// Not here: zip checks (zip-guard.ts), the package (ooxml-package.ts).

import type { ParseLimits, RawBook, RawCell, RawSheet } from './raw-book.js';
import { cellText } from './cell-text.js';
import type { Font } from './biff/fonts.js';
import {
  builtinMeaning,
  type FormatMeaning,
  formatMeaning,
  ofNumber,
  ofText,
  STRUCK,
  styleMeaning,
} from './number-format.js';
import { assemble, relationsOf } from './ooxml-package.js';
import { damaged, tooLarge } from './refuse.js';
import { struckText, textInFonts } from './rich-runs.js';
import { errorSign } from './sheetjs.js';
import { COLUMNS, ROWS } from './sheet-scan.js';
import { XlsbData, type XlsbRecord, xlsbRecords } from './xlsb-records.js';
import type { GuardedZip } from './zip-guard.js';

/** Record types, by their names in the specification. */
const ROW_HEADER = 0x00;
const FONT = 0x2b;
const FORMAT = 0x2c;
const XF = 0x2f;
const COLUMN_INFO = 0x3c;
const CELL_RICH_STRING = 0x3e;
const SST_ITEM = 0x13;
const END_SHEET = 0x82;
const WORKBOOK_PROPERTIES = 0x99;
const BUNDLE_SHEET = 0x9c;
const MERGE_CELL = 0xb0;
const BEGIN_SHEET_DATA = 0x91;
const END_SHEET_DATA = 0x92;
const BEGIN_CELL_XFS = 0x269;
const END_CELL_XFS = 0x26a;

/** Reads a package whose workbook part is binary. */
export function readXlsb(zip: GuardedZip, workbook: string, limits: ParseLimits): RawBook {
  const directory = directoryOf(zip.read(workbook), workbook);
  const parts = assemble(zip, relationsOf(zip, workbook), directory.sheets);
  const { formats, fonts } =
    parts.styles === undefined ? { formats: [], fonts: [] } : stylesOf(zip.read(parts.styles), parts.styles);
  const strings =
    parts.sharedStrings === undefined ? [] : stringsOf(zip.read(parts.sharedStrings), parts.sharedStrings, fonts);
  let count = 0;
  const sheets = parts.sheets.map(({ name, state, type, part }): RawSheet => {
    const sheet: RawSheet = { name, state, cells: [], merges: [], hiddenRows: [], hiddenCols: [] };
    if (type !== 'worksheet') sheet.notATable = true;
    else if (state === 'visible') {
      readSheet(zip.read(part), part, sheet, { strings, formats, fonts }, limits.maxCells - count);
      count += sheet.cells.length;
    }
    return sheet;
  });
  const remarks: RawBook['remarks'] = [];
  if (parts.hasMacros) remarks.push({ code: 'file.macros', params: {} });
  if (parts.hasExternalLinks) remarks.push({ code: 'file.external-links', params: {} });
  return { kind: 'xlsb', date1904: directory.date1904, sheets, remarks };
}

function readSheet(b: Buffer, part: string, sheet: RawSheet, shared: Shared, maxCells: number): void {
  let r = -1;
  let c = -1;
  let isInData = false;
  let isEnded = false;
  for (const record of xlsbRecords(b, part)) {
    const data = new XlsbData(b, record, part);
    const { type } = record;
    if (type === BEGIN_SHEET_DATA || type === END_SHEET_DATA) isInData = type === BEGIN_SHEET_DATA;
    else if (isInData && ((type >= 1 && type <= 18) || type === CELL_RICH_STRING)) {
      const isShort = type >= 12 && type <= 18;
      const column = isShort ? c + 1 : data.u32();
      if (r < 0 || column <= c || column >= COLUMNS)
        throw damaged('单元格的位置有误', `${part}: row ${String(r)}, column ${String(column)}`);
      c = column;
      const meaning = shared.formats[data.u24()] ?? {};
      data.skip(1);
      const cell = valueOf(type, data, shared, meaning);
      if (cell) sheet.cells.push({ r, c, ...cell });
      if (sheet.cells.length > maxCells) throw tooLarge('单元格过多', `${String(maxCells)} 个单元格`);
    } else if (isInData && type === ROW_HEADER) {
      const row = data.u32();
      if (row <= r || row >= ROWS) throw damaged('行的位置有误', `${part}: row ${String(row)}`);
      r = row;
      c = -1;
      data.skip(7);
      if ((data.u8() & 0x10) !== 0) sheet.hiddenRows.push(r);
    } else if (type === COLUMN_INFO) {
      const [first, last] = [data.u32(), Math.min(data.u32(), COLUMNS - 1)];
      data.skip(8);
      if ((data.u16() & 1) !== 0) for (let n = first; n <= last; n++) sheet.hiddenCols.push(n);
    } else if (type === MERGE_CELL) {
      const [top, bottom, left, right] = [data.u32(), data.u32(), data.u32(), data.u32()];
      sheet.merges.push([top, left, bottom, right]);
    } else if (type === END_SHEET) isEnded = true;
  }
  if (!isEnded) throw damaged(`内部文件 ${part} 内容不完整`, `${part}: no end of sheet`);
}

function valueOf(
  type: number,
  data: XlsbData,
  { strings, fonts }: Shared,
  meaning: FormatMeaning,
): Pick<RawCell, 't' | 'v' | 'z' | 'zd' | 'indent' | 'f'> | undefined {
  const number = (value: number, f: { f?: true } = {}) =>
    Number.isFinite(value)
      ? ({ t: 'n', v: value, ...ofNumber(meaning), ...f } as const)
      : ({ t: 'e', v: '#NUM!', ...f } as const);
  const text = (value: string, f: { f?: true } = {}) => {
    const written = cellText(value);
    const clean = meaning.z === 'struck' ? struckText(written) : written;
    return clean === '' ? undefined : ({ t: 's', v: clean, ...ofText(meaning), ...f } as const);
  };
  const formula = { f: true } as const;
  switch (type) {
    case 2: // RK
    case 13:
      return number(data.rk());
    case 3: // error
    case 14:
      return { t: 'e', v: errorSign(data.u8()) };
    case 4: // boolean
    case 15:
      return { t: 'b', v: data.u8() !== 0 };
    case 5: // real
    case 16:
      return number(data.f64());
    case 6: // text
    case 17:
      return text(data.text());
    case 7: // shared text
    case 18: {
      const shared = strings[data.u32()];
      if (shared === undefined) throw damaged('文字内容不完整（sharedStrings）', 'shared string index');
      return text(shared);
    }
    case 8:
      return text(data.text(), formula);
    case 9:
      return number(data.f64(), formula);
    case 10:
      return { t: 'b', v: data.u8() !== 0, ...formula };
    case 11:
      return { t: 'e', v: errorSign(data.u8()), ...formula };
    case CELL_RICH_STRING:
      return text(richText(data, fonts));
    default: // 1 and 12: blank
      return undefined;
  }
}

function directoryOf(
  b: Buffer,
  part: string,
): { date1904: boolean; sheets: { name: string; state: RawSheet['state']; id: string }[] } {
  const sheets: { name: string; state: RawSheet['state']; id: string }[] = [];
  let date1904 = false;
  for (const record of xlsbRecords(b, part)) {
    const data = new XlsbData(b, record, part);
    if (record.type === WORKBOOK_PROPERTIES) date1904 = (data.u32() & 1) !== 0;
    if (record.type !== BUNDLE_SHEET) continue;
    const hidden = data.u32();
    data.skip(4);
    const id = data.text();
    sheets.push({ name: data.text(), id, state: hidden === 0 ? 'visible' : hidden === 1 ? 'hidden' : 'veryHidden' });
  }
  return { date1904, sheets };
}

/** What all sheets refer to. */
interface Shared {
  strings: readonly string[];
  formats: readonly FormatMeaning[];
  fonts: readonly Font[];
}

/** A text with its parts in other fonts: where each begins and which font it has. */
function richText(data: XlsbData, fonts: readonly Font[]): string {
  const flags = data.u8();
  const text = data.text();
  if ((flags & 1) === 0) return text;
  const parts: { start: number; font: Font | undefined }[] = [];
  for (let left = data.u32(); left > 0; left--) parts.push({ start: data.u16(), font: fonts[data.u16()] });
  return textInFonts(text, parts);
}

function stringsOf(b: Buffer, part: string, fonts: readonly Font[]): string[] {
  const strings: string[] = [];
  for (const record of xlsbRecords(b, part)) {
    if (record.type !== SST_ITEM) continue;
    strings.push(richText(new XlsbData(b, record, part), fonts));
  }
  return strings;
}

/**
 * Fonts in their order, and the meaning of each cell format; the XF records between the marks of the cell formats count, not those of
 * styles.
 */
function stylesOf(b: Buffer, part: string): { formats: FormatMeaning[]; fonts: Font[] } {
  const codes = new Map<number, string>();
  const formats: { code: number; font: number; isIndented: boolean }[] = [];
  const fonts: Font[] = [];
  let isInCells = false;
  for (const record of xlsbRecords(b, part)) {
    const { type }: XlsbRecord = record;
    if (type === BEGIN_CELL_XFS) isInCells = true;
    else if (type === END_CELL_XFS) isInCells = false;
    else if (type === FONT) {
      const data = new XlsbData(b, record, part);
      data.skip(2);
      const isStruck = (data.u16() & 8) !== 0;
      data.skip(2);
      const height = data.u16();
      fonts.push({ isStruck, isRaised: height === 1, isLowered: height === 2 });
    } else if (type === FORMAT) {
      const data = new XlsbData(b, record, part);
      codes.set(data.u16(), data.text());
    } else if (type === XF && isInCells) {
      const data = new XlsbData(b, record, part);
      data.skip(2);
      const [code, font] = [data.u16(), data.u16()];
      data.skip(5);
      formats.push({ code, font, isIndented: data.u8() > 0 });
    }
  }
  const meaningOf = (code: number): FormatMeaning =>
    codes.has(code) ? formatMeaning(codes.get(code)) : builtinMeaning(code);
  const styleOf = ({ code, font, isIndented }: (typeof formats)[number]): FormatMeaning =>
    fonts[font]?.isStruck ? STRUCK : styleMeaning(meaningOf(code), isIndented);
  return { formats: formats.map(styleOf), fonts };
}
