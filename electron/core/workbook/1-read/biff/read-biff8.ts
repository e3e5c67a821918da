// The workbook stream of .xls and .et in BIFF8 → RawBook, record by record into typed arrays. Older versions, passwords,
// cells out of order and records that it does not know leave by NotCanonical; read-xls.ts then reads by SheetJS, which
// also says what is wrong. Each record is read inside its stated length only.
// Not here: the compound file (ole-file.ts), shared strings (shared-strings.ts).

import { CellColumns, formatByte, sheetOverColumns } from '../cell-columns.js';
import { NotCanonical } from '../not-canonical.js';
import { builtinMeaning, formatMeaning, type FormatMeaning, STRUCK, styleMeaning } from '../number-format.js';
import { type Font, fontAt, readFont } from './fonts.js';
import { OWN_SHEET } from '../own-metadata.js';
import type { ParseLimits, RawSheet } from '../raw-book.js';
import { readSharedStrings } from './shared-strings.js';
import { readSheetRecords } from './sheet-records.js';

export interface Biff8Book {
  date1904: boolean;
  hasExternalLinks: boolean;
  sheets: RawSheet[];
  /** The metadata sheet of a form of our own, whatever its state. */
  own?: RawSheet;
}

const [BOF, EOF, CONTINUE, SST, FONT, FORMAT, XF, BOUND_SHEET, DATE_1904, EXTERNAL_BOOK, FILE_PASS] = [
  0x0809, 0x0a, 0x3c, 0xfc, 0x31, 0x041e, 0xe0, 0x85, 0x22, 0x01ae, 0x2f,
] as const;

interface Directory {
  name: string;
  position: number;
  visibility: number;
  kind: number;
}

interface Globals {
  date1904: boolean;
  hasExternalLinks: boolean;
  directory: Directory[];
  texts: string[];
  /** Format byte of each XF. */
  formats: Uint8Array;
}

/** Reads a BIFF8 stream, or undefined where it is not in the form known here. */
export function readBiff8(
  b: Buffer,
  limits: ParseLimits,
  onStep: (done: number, total: number) => void,
): Biff8Book | undefined {
  try {
    return read(b, limits, onStep);
  } catch (error) {
    if (error instanceof NotCanonical) return undefined;
    throw error;
  }
}

function read(b: Buffer, limits: ParseLimits, onStep: (done: number, total: number) => void): Biff8Book {
  const { directory, texts, formats, ...rest } = readGlobals(b);
  const names = new Set(directory.map((entry) => entry.name));
  const positions = new Set(directory.map((entry) => entry.position));
  if (names.size !== directory.length || positions.size !== directory.length) throw new NotCanonical('directory', 0);
  let filled = 0;
  const sheets: RawSheet[] = [];
  let own: RawSheet | undefined;
  for (const { name, position, visibility, kind } of directory) {
    onStep(position, b.length);
    const hidden = visibility & 3;
    const state = hidden === 0 ? 'visible' : hidden === 1 ? 'hidden' : 'veryHidden';
    const columns = new CellColumns(texts);
    const found = readSheetRecords({
      b,
      position,
      columns,
      sharedCount: texts.length,
      formats,
      isWanted: kind === 0 && (hidden === 0 || name === OWN_SHEET),
      maxFilled: limits.maxCells - filled,
      onBytes: (at) => onStep(at, b.length),
    });
    filled += columns.count;
    if (kind === 6) continue; // a Visual Basic module
    const about = { name, state } as const;
    if (kind === 0 && name === OWN_SHEET)
      own = sheetOverColumns({ ...about, merges: [], hiddenRows: [], hiddenCols: [] }, columns);
    if (kind !== 0 || !found.isTable)
      sheets.push({ ...about, cells: [], merges: [], hiddenRows: [], hiddenCols: [], notATable: true });
    else if (hidden !== 0) sheets.push({ ...about, cells: [], merges: [], hiddenRows: [], hiddenCols: [] });
    else {
      const { merges, hiddenRows, hiddenCols } = found;
      sheets.push(sheetOverColumns({ ...about, merges, hiddenRows, hiddenCols }, columns));
    }
  }
  return { ...rest, sheets, ...(own ? { own } : {}) };
}

function readGlobals(b: Buffer): Globals {
  if (b.length < 20 || b.readUInt16LE(0) !== BOF || b.readUInt16LE(2) < 4 || b.readUInt16LE(4) !== 0x0600)
    throw new NotCanonical('not BIFF8', 0);
  const globals = { date1904: false, hasExternalLinks: false, directory: [] as Directory[], texts: [] as string[] };
  const codes = new Map<number, string>();
  const fonts: Font[] = [];
  const styles: { font: number; format: number; isIndented: boolean }[] = [];
  let last = 0;
  for (let at = 0; at + 4 <= b.length;) {
    const type = b.readUInt16LE(at);
    const start = at + 4;
    const end = start + b.readUInt16LE(at + 2);
    if (end > b.length) throw new NotCanonical('cut record', at);
    const length = end - start;
    if (type === EOF) {
      if (globals.directory.length === 0) throw new NotCanonical('no sheets', at);
      const meanings = styles.map(({ font, format, isIndented }) =>
        fontAt(fonts, font)?.isStruck === true ? STRUCK : styleMeaning(meaningOf(format, codes), isIndented),
      );
      return { ...globals, formats: Uint8Array.from(meanings, formatByte) };
    }
    if (type === FILE_PASS || (type === BOF && at > 0)) throw new NotCanonical('record', at);
    if (type === DATE_1904) {
      if (length < 2) throw new NotCanonical('DATE1904', at);
      globals.date1904 = b.readUInt16LE(start) === 1;
    } else if (type === EXTERNAL_BOOK) globals.hasExternalLinks ||= length > 4;
    else if (type === BOUND_SHEET) globals.directory.push(directoryEntry(b, start, end));
    else if (type === FONT) fonts.push(readFont(b, start, end));
    else if (type === FORMAT) {
      if (length < 5) throw new NotCanonical('FORMAT', at);
      codes.set(b.readUInt16LE(start), unicodeText(b, start + 2, end, 2));
    } else if (type === XF) {
      if (length < 16) throw new NotCanonical('XF', at);
      const isIndented = (b[start + 8]! & 0x0f) > 0;
      styles.push({ font: b.readUInt16LE(start), format: b.readUInt16LE(start + 2), isIndented });
    } else if (type === SST) {
      const segments: [number, number][] = [[start, end]];
      at = end;
      while (at + 4 <= b.length && b.readUInt16LE(at) === CONTINUE) {
        const next = at + 4 + b.readUInt16LE(at + 2);
        if (next > b.length) throw new NotCanonical('cut record', at);
        segments.push([at + 4, next]);
        at = next;
      }
      if (globals.texts.length > 0) throw new NotCanonical('two SST', at);
      globals.texts = readSharedStrings(b, segments, fonts);
      last = SST;
      continue;
    } else if (type === CONTINUE && (last === FORMAT || last === BOUND_SHEET || last === XF))
      throw new NotCanonical('continued record', at);
    last = type;
    at = end;
  }
  throw new NotCanonical('no end of globals', b.length);
}

function directoryEntry(b: Buffer, start: number, end: number): Directory {
  if (end - start < 8) throw new NotCanonical('BOUNDSHEET', start);
  return {
    position: b.readUInt32LE(start),
    visibility: b[start + 4]!,
    kind: b[start + 5]!,
    name: unicodeText(b, start + 6, end, 1),
  };
}

/** Length in one or two bytes, width flag, characters: all inside the record. */
export function unicodeText(b: Buffer, at: number, end: number, lengthBytes: 1 | 2): string {
  const length = lengthBytes === 1 ? b[at]! : b.readUInt16LE(at);
  const from = at + lengthBytes + 1;
  const flags = b[from - 1]!;
  const to = from + (flags & 1 ? length * 2 : length);
  if (to > end || (flags & ~1) !== 0) throw new NotCanonical('text', at);
  return b.toString(flags & 1 ? 'utf16le' : 'latin1', from, to);
}

function meaningOf(id: number, codes: ReadonlyMap<number, string>): FormatMeaning {
  const code = codes.get(id);
  return code === undefined ? builtinMeaning(id) : formatMeaning(code);
}
