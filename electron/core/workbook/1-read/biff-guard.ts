// Walks the records of a BIFF stream (.xls, .et) before SheetJS does: lengths, encryption, the list of sheets with their
// places, an end for each, how many cells each holds, formulas, merges, hidden rows and columns. In its copy of the stream
// every record that carries no value is made void, and formulas lose their tokens: mutated theme, drawing and formula
// records have hung SheetJS (its own inflate ran for ever on a broken theme).
// Not here: the values (read-xls.ts). The own BIFF reader will grow out of this walk.

import type { RawSheet } from './raw-book.js';
import { damaged, encrypted } from './refuse.js';
import { COLUMNS } from './sheet-scan.js';

export interface BiffSheet {
  state: RawSheet['state'];
  isTable: boolean;
  /** A Visual Basic module: listed by the file like a sheet, never shown as one. */
  isModule: boolean;
  /** Records that hold a cell value; MULRK counts each of its cells. */
  cellCount: number;
  /** row * COLUMNS + column of formula cells. */
  formulas: Set<number>;
  merges: RawSheet['merges'];
  hiddenRows: number[];
  hiddenCols: number[];
  position: number;
}

export interface BiffOutline {
  version: number; // 2, 3, 4, 5 or 8
  sheets: BiffSheet[];
  hasExternalLinks: boolean;
  date1904: boolean;
  /** The stream as SheetJS gets it. */
  trimmed: Buffer;
}

interface Record {
  type: number;
  at: number; // of the header
  start: number; // of the data
  length: number;
}

const BOF = new Set([0x0009, 0x0209, 0x0409, 0x0809]);
const EOF = 0x000a;
const CONTINUE = 0x003c;
const FILE_PASS = 0x002f;
/** Selection: SheetJS knows it and has no reader for it. */
const VOID = 0x001d;
const FORMULA = new Set([0x0006, 0x0206, 0x0406]);
/** One cell each: BIFF2 forms, NUMBER, LABEL, BOOLERR, FORMULA, RK, LABELSST, RSTRING. */
const CELL = new Set([2, 3, 4, 5, 6, 0x203, 0x204, 0x205, 0x206, 0x406, 0x27e, 0xfd, 0xd6]);
/** Beside cells: CODEPAGE, DATE1904, BOUNDSHEET, FORMAT, XF, SST, MULRK, STRING. */
const OTHER_VALUES = new Set([0x42, 0x22, 0x85, 0x1e, 0x41e, 0xe0, 0x43, 0x243, 0x443, 0xfc, 0xbd, 0x07, 0x207]);

/** Outline of a workbook stream, or a refusal (encrypted, damaged). */
export function outlineOfBiff(stream: Buffer): BiffOutline {
  if (stream.length < 8 || !BOF.has(stream.readUInt16LE(0))) throw damaged('工作簿内容无法识别', 'no BOF');
  const version = versionOf(stream);
  const trimmed = Buffer.from(stream);
  const outline: BiffOutline = { version, sheets: [], hasExternalLinks: false, date1904: false, trimmed };
  if (version < 5) {
    const sheet = sheetAt(0, 0, 0);
    walkSheet(stream, trimmed, sheet, version);
    outline.sheets.push(sheet);
    return outline;
  }
  let hasEnd = false;
  const trim = trimmer(trimmed);
  for (const record of records(stream, 0)) {
    const { type, start, length } = record;
    if (type === FILE_PASS) throw encrypted('FilePass record');
    if (type === 0x0022 && length >= 2) outline.date1904 = stream.readUInt16LE(start) === 1;
    else if (type === 0x0085) {
      if (length < 6) throw damaged('工作表目录损坏', 'BOUNDSHEET');
      outline.sheets.push(sheetAt(stream.readUInt32LE(start), stream[start + 4] ?? 0, stream[start + 5] ?? 0));
    } else if (type === 0x01ae && length > 4) outline.hasExternalLinks = true;
    checkLength(stream, record, version);
    trim(record, true);
    if (type === EOF) {
      hasEnd = true;
      break;
    }
  }
  if (!hasEnd) throw damaged('工作簿内容不完整', 'globals have no EOF');
  if (new Set(outline.sheets.map((sheet) => sheet.position)).size !== outline.sheets.length)
    throw damaged('两个工作表指向同一内容', 'BOUNDSHEET');
  for (const sheet of outline.sheets) walkSheet(stream, trimmed, sheet, version);
  return outline;
}

/**
 * Least length of the records that are kept (BIFF5 and 8). SheetJS reads on beyond a record that is too short, and loops
 * for ever where the missing byte is the length of a text.
 */
const LEAST = new Map([
  [0x22, 2],
  [0x42, 2],
  [0xe0, 16],
  [0x41e, 3],
  [0xfc, 8], // DATE1904, CODEPAGE, XF, FORMAT, SST
  [0x203, 14],
  [0x27e, 10],
  [0x205, 8],
  [0xfd, 10],
  [0x204, 8],
  [0xd6, 8], // NUMBER, RK, BOOLERR, LABELSST, LABEL, RSTRING
  [0x06, 20],
  [0x206, 20],
  [0x406, 20],
  [0x207, 2],
  [0xbd, 6], // FORMULA, STRING, MULRK
]);

/** Cell records of older versions; in BIFF5 and 8 they are damage, and SheetJS would follow them. */
const OLDER = new Set([2, 3, 4, 5, 7]);

function checkLength(stream: Buffer, { type, at, start, length }: Record, version: number): void {
  if (OLDER.has(type))
    throw damaged('工作簿内容损坏', `record 0x${type.toString(16)} at ${String(at)} of an older version`);
  let least = LEAST.get(type) ?? 0;
  if (length >= least && type === 0x041e) {
    // A format code that claims to be longer than its record is read beyond its end.
    const isWide = version === 8 && ((stream[start + 4] ?? 0) & 1) === 1;
    const count = version === 8 && length >= 5 ? stream.readUInt16LE(start + 2) : (stream[start + 2] ?? 0);
    least = (version === 8 ? 5 : 3) + count * (isWide ? 2 : 1);
  }
  if (length < least) throw damaged('工作簿内容损坏', `record 0x${type.toString(16)} at ${String(at)} is too short`);
}

function versionOf(stream: Buffer): number {
  const type = stream.readUInt16LE(0);
  if (type === 0x0009) return 2;
  if (type === 0x0209) return 3;
  if (type === 0x0409) return 4;
  return stream.readUInt16LE(4) === 0x0600 ? 8 : 5;
}

function sheetAt(position: number, visibility: number, kind: number): BiffSheet {
  const hidden = visibility & 3;
  return {
    state: hidden === 0 ? 'visible' : hidden === 1 ? 'hidden' : 'veryHidden',
    isTable: kind === 0,
    isModule: kind === 6,
    cellCount: 0,
    formulas: new Set(),
    merges: [],
    hiddenRows: [],
    hiddenCols: [],
    position,
  };
}

/** One sheet substream; embedded charts are substreams of their own and do not count. */
function walkSheet(stream: Buffer, trimmed: Buffer, sheet: BiffSheet, version: number): void {
  if (sheet.position + 4 > stream.length || !BOF.has(stream.readUInt16LE(sheet.position)))
    throw damaged('工作表内容不完整', `no BOF at ${String(sheet.position)}`);
  const trim = version >= 5 ? trimmer(trimmed) : () => undefined;
  let depth = 0;
  for (const record of records(stream, sheet.position)) {
    const { type, start, length } = record;
    if (type === FILE_PASS) throw encrypted('FilePass record');
    if (BOF.has(type)) {
      if (depth === 0 && version >= 5 && length >= 4) {
        const kind = stream.readUInt16LE(start + 2);
        if (kind !== 0x10 && kind !== 0x05) sheet.isTable = false;
      }
      depth++;
      continue;
    }
    if (version >= 5 && depth === 1) checkLength(stream, record, version);
    trim(record, depth === 1 && sheet.state === 'visible');
    if (type === EOF) {
      depth--;
      if (depth === 0) return;
    } else if (depth === 1) collect(stream, record, sheet);
  }
  throw damaged('工作表内容不完整', `no EOF for the sheet at ${String(sheet.position)}`);
}

function collect(stream: Buffer, { type, start, length }: Record, sheet: BiffSheet): void {
  const u16 = (at: number): number => (at + 2 <= length ? stream.readUInt16LE(start + at) : 0);
  if (CELL.has(type)) {
    sheet.cellCount++;
    if (FORMULA.has(type)) sheet.formulas.add(u16(0) * COLUMNS + u16(2));
  } else if (type === 0x00bd) {
    // MULRK: row, first column, n × 6 bytes, last column
    sheet.cellCount += Math.max(0, Math.floor((length - 6) / 6));
  } else if (type === 0x0208) {
    // ROW: hidden is bit 5 of the flags
    if (length >= 14 && (u16(12) & 0x20) !== 0) sheet.hiddenRows.push(u16(0));
  } else if (type === 0x007d) {
    // COLINFO: first, last, width, format, flags
    if (length >= 10 && (u16(8) & 1) !== 0)
      for (let column = u16(0); column <= Math.min(u16(2), 255); column++) sheet.hiddenCols.push(column);
  } else if (type === 0x00e5) {
    for (let n = 0; n < Math.min(u16(0), Math.floor((length - 2) / 8)); n++) {
      const at = 2 + n * 8;
      sheet.merges.push([u16(at), u16(at + 4), u16(at + 2), u16(at + 6)]);
    }
  }
}

/** Makes records void in the copy; a CONTINUE shares the fate of what it continues. */
function trimmer(trimmed: Buffer): (record: Record, isWanted: boolean) => void {
  let isKept = true;
  return ({ type, at, start, length }, isWanted) => {
    if (type === EOF || BOF.has(type)) return;
    if (type !== CONTINUE) isKept = isWanted && (CELL.has(type) || OTHER_VALUES.has(type));
    if (!isKept) trimmed.writeUInt16LE(VOID, at);
    else if (FORMULA.has(type) && length >= 22) trimmed.writeUInt16LE(0xffff, start + 20); // "no tokens"
  };
}

function* records(stream: Buffer, from: number): Generator<Record> {
  let at = from;
  while (at + 4 <= stream.length) {
    const type = stream.readUInt16LE(at);
    const length = stream.readUInt16LE(at + 2);
    if (at + 4 + length > stream.length) throw damaged('工作簿内容不完整', `record at ${String(at)} runs over the end`);
    yield { type, at, start: at + 4, length };
    at += 4 + length;
  }
}
