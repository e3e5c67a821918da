// Walks the records of a BIFF stream (.xls, .et) before SheetJS does: lengths, encryption, the list of sheets with their
// places, an end for each, and how many cells each holds, so that a shortened reading cannot pass unnoticed.
// Not here: the values (read-xls.ts). The own BIFF reader will grow out of this walk.

import type { RawSheet } from './raw-book.js';
import { damaged, encrypted } from './refuse.js';

export interface BiffSheet {
  state: RawSheet['state'];
  isTable: boolean;
  /** A Visual Basic module: listed by the file like a sheet, never shown as one. */
  isModule: boolean;
  /** Records that hold a cell value; MULRK counts each of its cells. */
  cellCount: number;
  position: number;
}

export interface BiffOutline {
  version: number; // 2, 3, 4, 5 or 8
  sheets: BiffSheet[];
  hasExternalLinks: boolean;
  date1904: boolean;
}

const BOF = new Set([0x0009, 0x0209, 0x0409, 0x0809]);

/** Outline of a workbook stream, or a refusal (encrypted, damaged). */
export function outlineOfBiff(stream: Buffer): BiffOutline {
  if (stream.length < 8 || !BOF.has(stream.readUInt16LE(0))) throw damaged('工作簿内容无法识别', 'no BOF');
  const version = versionOf(stream);
  const outline: BiffOutline = { version, sheets: [], hasExternalLinks: false, date1904: false };
  if (version < 5) {
    const sheet: BiffSheet = { state: 'visible', isTable: true, isModule: false, cellCount: 0, position: 0 };
    walkSheet(stream, sheet, version);
    outline.sheets.push(sheet);
    return outline;
  }
  let hasEnd = false;
  for (const record of records(stream, 0)) {
    const { type, start, length } = record;
    if (type === 0x002f) throw encrypted('FilePass record');
    if (type === 0x0022 && length >= 2) outline.date1904 = stream.readUInt16LE(start) === 1;
    else if (type === 0x0085) outline.sheets.push(boundSheet(stream, start, length));
    else if (type === 0x01ae && length > 4) outline.hasExternalLinks = true;
    if (type === 0x000a) {
      hasEnd = true;
      break;
    }
  }
  if (!hasEnd) throw damaged('工作簿内容不完整', 'globals have no EOF');
  for (const sheet of outline.sheets) walkSheet(stream, sheet, version);
  return outline;
}

function versionOf(stream: Buffer): number {
  const type = stream.readUInt16LE(0);
  if (type === 0x0009) return 2;
  if (type === 0x0209) return 3;
  if (type === 0x0409) return 4;
  return stream.readUInt16LE(4) === 0x0600 ? 8 : 5;
}

function boundSheet(stream: Buffer, start: number, length: number): BiffSheet {
  if (length < 6) throw damaged('工作表目录损坏', 'BOUNDSHEET');
  const hidden = (stream[start + 4] ?? 0) & 3;
  return {
    state: hidden === 0 ? 'visible' : hidden === 1 ? 'hidden' : 'veryHidden',
    isTable: (stream[start + 5] ?? 0) === 0,
    isModule: stream[start + 5] === 6,
    cellCount: 0,
    position: stream.readUInt32LE(start),
  };
}

/** Cells of one sheet substream; embedded charts are substreams of their own and do not count. */
function walkSheet(stream: Buffer, sheet: BiffSheet, version: number): void {
  if (sheet.position + 4 > stream.length || !BOF.has(stream.readUInt16LE(sheet.position)))
    throw damaged('工作表内容不完整', `no BOF at ${String(sheet.position)}`);
  let depth = 0;
  for (const { type, start, length } of records(stream, sheet.position)) {
    if (BOF.has(type)) {
      if (depth === 0 && version >= 5 && length >= 4) {
        const kind = stream.readUInt16LE(start + 2);
        if (kind !== 0x10 && kind !== 0x05) sheet.isTable = false;
      }
      depth++;
      continue;
    }
    if (type === 0x002f) throw encrypted('FilePass record');
    if (type === 0x000a) {
      depth--;
      if (depth === 0) return;
      continue;
    }
    if (depth !== 1) continue;
    switch (type) {
      case 0x00bd: // MULRK: row, first column, n × 6 bytes, last column
        sheet.cellCount += Math.max(0, Math.floor((length - 6) / 6));
        break;
      case 0x0002:
      case 0x0003:
      case 0x0004:
      case 0x0005:
      case 0x0006: // BIFF2 forms, FORMULA
      case 0x0203:
      case 0x0204:
      case 0x0205:
      case 0x0206:
      case 0x0406: // NUMBER, LABEL, BOOLERR, FORMULA
      case 0x027e:
      case 0x00fd:
      case 0x00d6: // RK, LABELSST, RSTRING
        sheet.cellCount++;
        break;
    }
  }
  throw damaged('工作表内容不完整', `no EOF for the sheet at ${String(sheet.position)}`);
}

function* records(stream: Buffer, from: number): Generator<{ type: number; start: number; length: number }> {
  let at = from;
  while (at + 4 <= stream.length) {
    const type = stream.readUInt16LE(at);
    const length = stream.readUInt16LE(at + 2);
    if (at + 4 + length > stream.length) throw damaged('工作簿内容不完整', `record at ${String(at)} runs over the end`);
    yield { type, start: at + 4, length };
    at += 4 + length;
  }
}
