// The own BIFF8 reader against SheetJS: the same cells wherever it takes a file, and SheetJS for the rest.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';

import { readSharedStrings } from '../../electron/core/workbook/1-read/biff/shared-strings.js';
import { biffFromOle } from '../../electron/core/workbook/1-read/ole-workbook.js';
import type { RawBook } from '../../electron/core/workbook/1-read/raw-book.js';
import { readXls } from '../../electron/core/workbook/1-read/read-xls.js';
import '../../electron/core/workbook/1-read/sheetjs-engine.js';
import { biff5, biffBytes, type BiffRecord } from '../helpers/biff-bytes.js';

const isFast = (book: RawBook): boolean => book.sheets.some((sheet) => sheet.columns !== undefined);

function bothWays(stream: Buffer): RawBook {
  const fast = readXls(stream, { hasMacros: false });
  expect(isFast(fast)).toBe(true);
  expect(fast).toEqual(readXls(stream, { hasMacros: false, isSlow: true }));
  return fast;
}

function written(fill: (sheet: XLSX.WorkSheet, book: XLSX.WorkBook) => void, rows: unknown[][]): Buffer {
  const book = XLSX.utils.book_new();
  const sheet = XLSX.utils.aoa_to_sheet(rows);
  XLSX.utils.book_append_sheet(book, sheet, '7月');
  fill(sheet, book);
  return biffFromOle(XLSX.write(book, { bookType: 'biff8', type: 'buffer', bookSST: true }) as Buffer).stream;
}

/** BIFF8 records of one sheet, as no writer at hand produces them. */
function biff8(cells: BiffRecord[], globals: BiffRecord[] = []): Buffer {
  const bof = (kind: number): BiffRecord => [0x0809, Buffer.from([0, 6, kind, 0, 0, 0, 0, 0])];
  const directory = (position: number): BiffRecord => {
    const data = Buffer.concat([Buffer.alloc(6), Buffer.from([1, 0, 0x53])]);
    data.writeUInt32LE(position, 0);
    return [0x0085, data];
  };
  const end: BiffRecord = [0x000a, Buffer.alloc(0)];
  const position = biffBytes([bof(5), ...globals, directory(0), end]).length;
  return biffBytes([bof(5), ...globals, directory(position), end, bof(16), ...cells, end]);
}

const u16 = (...values: number[]): Buffer => {
  const data = Buffer.alloc(values.length * 2);
  values.forEach((value, n) => data.writeUInt16LE(value, n * 2));
  return data;
};

describe('the own BIFF8 reader', () => {
  it('reads every .xls of the sample month as SheetJS does', () => {
    const folder = resolve(import.meta.dirname, '..', 'fixtures', 'zaozhuang-2022-07', 'districts');
    const files = readdirSync(folder).filter((name) => name.endsWith('.xls'));
    const compound = files.map((name) => readFileSync(join(folder, name))).filter((bytes) => bytes[0] === 0xd0);
    expect(compound.length).toBeGreaterThan(0);
    for (const bytes of compound) bothWays(biffFromOle(bytes).stream);
  });

  it('knows numbers, texts, booleans, errors, formats, merges and hidden sheets', () => {
    const stream = written(
      (sheet, book) => {
        (sheet['B2'] as XLSX.CellObject).z = '0.00%';
        (sheet['C2'] as XLSX.CellObject).z = 'yyyy"年"m"月"d"日"';
        sheet['D2'] = { t: 'n', f: 'A9+1', v: 7.25 };
        sheet['E2'] = { t: 's', f: 'A9&"x"', v: '公式文字' };
        sheet['F2'] = { t: 'e', v: 0x07 };
        sheet['!ref'] = 'A1:F3';
        sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 2 } }];
        XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([[1]]), '旧');
        book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 2 }] };
      },
      [
        ['区县', '授权率', 'Ünicode', ' 空 格 '],
        ['甲区', 0.875, 44743, 0],
        [true, -1e-7, 0.1 + 0.2, 12345678901],
      ],
    );
    const book = bothWays(stream);
    expect(book.sheets.map((sheet) => sheet.state)).toEqual(['visible', 'veryHidden']);
    expect(book.sheets[0]!.cells).toContainEqual({ r: 1, c: 1, t: 'n', v: 0.875, z: 'percent', zd: 2 });
    expect(book.sheets[0]!.cells).toContainEqual({ r: 2, c: 1, t: 'n', v: -1e-7 });
  });

  it('reads the stored results of formulas: numbers, texts, the empty text, yes/no and errors', () => {
    // The result is 8 bytes: a number, or FFFF at the end and its kind at the start; a text follows in a record of its own.
    const formula = (column: number, result: Buffer): BiffRecord => {
      const expression = Buffer.concat([u16(3), Buffer.from([0x1e]), u16(1)]); // =1
      return [0x0006, Buffer.concat([u16(0, column, 0), result, u16(0), Buffer.alloc(4), expression])];
    };
    const other = (kind: number, value = 0): Buffer => Buffer.from([kind, 0, value, 0, 0, 0, 0xff, 0xff]);
    const number = Buffer.alloc(8);
    number.writeDoubleLE(44830.18);
    const text = (value: string): BiffRecord => [
      0x0207,
      Buffer.concat([u16(value.length), Buffer.from([1]), Buffer.from(value, 'utf16le')]),
    ];
    const book = bothWays(
      biff8([
        formula(0, number),
        formula(1, other(0)),
        text('滕州市合计'),
        formula(2, other(3)),
        formula(3, other(1, 1)),
        formula(4, other(2, 0x07)),
      ]),
    );
    expect(book.sheets[0]!.cells).toMatchObject([
      { c: 0, t: 'n', v: 44830.18 },
      { c: 1, t: 's', v: '滕州市合计' },
      { c: 3, t: 'b', v: true },
      { c: 4, t: 'e' },
    ]);
  });

  it('knows texts that stand in their cells, as web exports write them', () => {
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(
      book,
      XLSX.utils.aoa_to_sheet([
        ['区县', 'é', 1],
        ['甲区', ' x ', 2],
      ]),
      '7月',
    );
    const file = XLSX.write(book, { bookType: 'biff8', type: 'buffer' }) as Buffer;
    expect(bothWays(biffFromOle(file).stream).sheets[0]!.cells.map((cell) => cell.v)).toEqual([
      '区县',
      'é',
      1,
      '甲区',
      ' x ',
      2,
    ]);
  });

  it('reads tens of thousands of different texts over many records', () => {
    const rows = Array.from({ length: 9000 }, (_, n) => [
      `企业${'名'.repeat(n % 40)}${String(n)}`,
      `ZL${String(n)}`,
      n / 8,
    ]);
    const book = bothWays(written(() => undefined, rows));
    expect(book.sheets[0]!.columns!.count).toBe(27_000);
  });

  it('RK and MULRK give the stated numbers, NaN is an error', () => {
    const rk = (value: number): Buffer => {
      const data = Buffer.alloc(4);
      data.writeInt32LE(value);
      return data;
    };
    const nan = Buffer.alloc(8);
    nan.writeDoubleLE(Number.NaN);
    const stream = biff8([
      [
        0x00bd,
        Buffer.concat([u16(0, 0, 0), rk((1234 << 2) | 3), u16(0), rk((-5 << 2) | 2), u16(0), rk(0x3ff00000), u16(2)]),
      ],
      [0x027e, Buffer.concat([u16(1, 0, 0), rk(0x40000001)])],
      [0x0203, Buffer.concat([u16(1, 1, 0), nan])],
    ]);
    expect(bothWays(stream).sheets[0]!.cells.map((cell) => cell.v)).toEqual([12.34, -5, 1, 0.02, '#NUM!']);
  });

  it('a text may change its width where a record ends, and its formatting may run on', () => {
    const head = Buffer.alloc(8);
    head.writeUInt32LE(2, 4);
    const one = Buffer.concat([head, u16(6), Buffer.from([8]), u16(2), Buffer.from('abc', 'latin1')]);
    const two = Buffer.concat([Buffer.from([1]), Buffer.from('甲乙丙', 'utf16le'), Buffer.alloc(5)]);
    const three = Buffer.concat([Buffer.alloc(3), u16(1), Buffer.from([1]), Buffer.from('丁', 'utf16le')]);
    const bytes = Buffer.concat([one, two, three]);
    const ends = [one.length, one.length + two.length, bytes.length];
    expect(
      readSharedStrings(bytes, [
        [0, ends[0]!],
        [ends[0]!, ends[1]!],
        [ends[1]!, ends[2]!],
      ]),
    ).toEqual(['abc甲乙丙', '丁']);
  });

  it('leaves BIFF5, cells out of order and old cell records to SheetJS', () => {
    expect(isFast(readXls(biff5([1, 2]), { hasMacros: false }))).toBe(false);
    const number = (r: number, c: number): BiffRecord => [0x0203, Buffer.concat([u16(r, c, 0), Buffer.alloc(8)])];
    const mixed = readXls(biff8([number(1, 0), number(0, 0)]), { hasMacros: false });
    expect(isFast(mixed)).toBe(false);
    expect(mixed.sheets[0]!.cells.map((cell) => cell.r)).toEqual([0, 1]);
    expect(() => readXls(biff8([number(0, 0), number(0, 0)]), { hasMacros: false })).toThrow(/file\.damaged/);
    expect(() => readXls(biff8([], [[0x002f, u16(0)]]), { hasMacros: false })).toThrow(/file\.encrypted/);
  });

  it('a cut or bent stream is refused or read as SheetJS reads it, never otherwise', () => {
    const stream = written(
      () => undefined,
      [
        ['区县', '申请量'],
        ['甲区', 405],
        ['乙区', 12.5],
      ],
    );
    const outcome = (bytes: Buffer, isSlow: boolean): unknown => {
      try {
        return readXls(bytes, { hasMacros: false, isSlow });
      } catch (error) {
        return error;
      }
    };
    for (let n = 0; n < 400; n++) {
      const bent = Buffer.from(stream);
      const at = (n * 7919) % stream.length;
      bent[at] = (bent[at]! + 1 + (n % 200)) & 0xff;
      const cut = n % 5 === 0 ? bent.subarray(0, at) : bent;
      const fast = outcome(cut, false);
      if (!(fast instanceof Error) && isFast(fast as RawBook)) expect(fast).toEqual(outcome(cut, true));
    }
  });

  it('takes no crossed out number and no raised note mark for a part of what stands beside it', () => {
    const font = (flags: number, raised = 0): BiffRecord => [
      0x0031,
      Buffer.concat([u16(200, flags, 0, 400, raised), Buffer.from([0, 0, 0, 0, 1, 0, 0x41])]),
    ];
    const style = (fontNumber: number): BiffRecord => [0x00e0, Buffer.concat([u16(fontNumber, 0), Buffer.alloc(16)])];
    const plain = (text: string): Buffer => Buffer.concat([u16(text.length), Buffer.from([0]), Buffer.from(text)]);
    const rich = (text: string, ...runs: number[]): Buffer =>
      Buffer.concat([u16(text.length), Buffer.from([8]), u16(runs.length / 2), Buffer.from(text), u16(...runs)]);
    const texts = [plain('12'), rich('1215', 0, 5, 2, 0), rich('152', 2, 6), rich('152', 2, 7), rich('CO2', 2, 7)];
    const count = Buffer.alloc(8);
    count.writeUInt32LE(texts.length, 4);
    // Number 4 is no font: 5 is the fifth, crossed out, 6 the sixth, raised, and 7 lowered.
    const globals: BiffRecord[] = [
      ...[0, 0, 0, 0].map(() => font(0)),
      font(8),
      font(0, 1),
      font(0, 2),
      style(0),
      style(5),
      [0x00fc, Buffer.concat([count, ...texts])],
    ];
    const shared = (column: number, xf: number, id: number): BiffRecord => [0x00fd, u16(0, column, xf, id, 0)];
    const number = Buffer.alloc(8);
    number.writeDoubleLE(7);
    const cells: BiffRecord[] = [
      shared(0, 0, 0),
      shared(1, 1, 0),
      shared(2, 0, 1),
      shared(3, 0, 2),
      shared(4, 0, 3),
      shared(5, 0, 4),
      [0x0203, Buffer.concat([u16(0, 6, 1), number])],
    ];
    const book = readXls(biff8(cells, globals), { hasMacros: false });
    expect(isFast(book)).toBe(true);
    expect(book.sheets[0]!.cells.map(({ v, z }) => [v, z])).toEqual([
      ['12', undefined],
      ['（划去：12）', undefined],
      ['（划去：12）15', undefined],
      ['15', undefined],
      ['15', undefined],
      ['CO2', undefined],
      [7, 'struck'],
    ]);
  });
});
