// Writes a large BIFF8 .xls as Excel does it (shared strings over CONTINUE records, NUMBER, dates by format): SheetJS
// searches its list of strings from the beginning for each cell, which takes hours for a million.

import * as XLSX from 'xlsx';

import type { CellValue } from './xlsx-writer.js';

const MAX_RECORD = 8224;

function record(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
}

const u16 = (...values: number[]): Buffer => {
  const data = Buffer.alloc(values.length * 2);
  values.forEach((value, n) => data.writeUInt16LE(value, n * 2));
  return data;
};

export function writeXls(name: string, rows: Iterable<readonly CellValue[]>): Buffer {
  const ids = new Map<string, number>();
  const cells: Buffer[] = [];
  let uses = 0;
  let r = 0;
  for (const row of rows) {
    row.forEach((cell, c) => {
      if (cell === null) return;
      if (typeof cell === 'string') {
        let id = ids.get(cell);
        if (id === undefined) ids.set(cell, (id = ids.size));
        uses++;
        const data = Buffer.alloc(10);
        data.writeUInt16LE(r, 0);
        data.writeUInt16LE(c, 2);
        data.writeUInt32LE(id, 6);
        cells.push(record(0x00fd, data));
        return;
      }
      if (typeof cell === 'object' && 't' in cell) throw new Error('texts with a style are not written to .xls');
      const data = Buffer.alloc(14);
      data.writeUInt16LE(r, 0);
      data.writeUInt16LE(c, 2);
      data.writeUInt16LE(typeof cell === 'number' ? 0 : (cell.s ?? 0), 4);
      data.writeDoubleLE(typeof cell === 'number' ? cell : cell.n, 6);
      cells.push(record(0x0203, data));
    });
    r++;
  }
  const bof = (kind: number): Buffer =>
    record(0x0809, Buffer.concat([u16(0x0600, kind, 0x0dbb, 0x07cc), Buffer.alloc(8)]));
  const end = record(0x000a, Buffer.alloc(0));
  const format = (id: number, code: string): Buffer =>
    record(0x041e, Buffer.concat([u16(id, code.length), Buffer.from([0]), Buffer.from(code, 'latin1')]));
  const xf = (id: number): Buffer => record(0x00e0, Buffer.concat([u16(0, id), Buffer.alloc(16)]));
  const directory = (position: number): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32LE(position, 0);
    head[6] = name.length;
    head[7] = 1;
    return record(0x0085, Buffer.concat([head, Buffer.from(name, 'utf16le')]));
  };
  const before = Buffer.concat([
    bof(5),
    record(0x0042, u16(1200)),
    format(164, 'yyyy\\-mm\\-dd'),
    xf(0),
    xf(4),
    xf(164),
  ]);
  const strings = sharedStrings([...ids.keys()], uses);
  const position = before.length + directory(0).length + strings.length + end.length;
  const stream = Buffer.concat([before, directory(position), strings, end, bof(0x10), ...cells, end]);
  const file = XLSX.CFB.utils.cfb_new({ root: 'R' });
  XLSX.CFB.utils.cfb_add(file, '/Workbook', stream);
  return XLSX.CFB.write(file, { type: 'buffer' }) as Buffer;
}

/** A text never crosses a record here: the next record begins where it would not fit. */
function sharedStrings(texts: readonly string[], uses: number): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(uses, 0);
  head.writeUInt32LE(texts.length, 4);
  const records: Buffer[] = [];
  let parts: Buffer[] = [head];
  let length = head.length;
  const flush = (): void => {
    records.push(record(records.length === 0 ? 0x00fc : 0x003c, Buffer.concat(parts)));
    parts = [];
    length = 0;
  };
  for (const text of texts) {
    // oxlint-disable-next-line no-control-regex -- the question is whether one byte per character is enough
    const isLatin = /^[\u0000-\u00ff]*$/.test(text);
    const data = Buffer.concat([
      u16(text.length),
      Buffer.from([isLatin ? 0 : 1]),
      Buffer.from(text, isLatin ? 'latin1' : 'utf16le'),
    ]);
    if (length + data.length > MAX_RECORD) flush();
    parts.push(data);
    length += data.length;
  }
  flush();
  return Buffer.concat(records);
}
