import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { biff5, biffBytes } from '../helpers/biff-bytes.js';
import { cellsOf, read, refusal, valuesOf } from '../helpers/read-cells.js';

function xls(change: (sheet: XLSX.WorkSheet, book: XLSX.WorkBook) => void = () => undefined): Buffer {
  const book = XLSX.utils.book_new();
  const sheet = XLSX.utils.aoa_to_sheet([
    ['区县', '申请量', '授权率'],
    ['甲区', 405, 0.875],
    ['乙区', 128, 0.5],
  ]);
  XLSX.utils.book_append_sheet(book, sheet, '7月');
  change(sheet, book);
  return XLSX.write(book, { bookType: 'biff8', type: 'buffer' }) as Buffer;
}

const gbk = (hex: string): Buffer => Buffer.from(hex, 'hex');
const JIA = gbk('bcd7c7f8'); // 甲区

describe('.xls', () => {
  it('values, percent and date formats, merges, hidden sheets', () => {
    const book = read(
      xls((sheet, all) => {
        (sheet['C2'] as XLSX.CellObject).z = '0.0%';
        (sheet['B3'] as XLSX.CellObject).z = 'yyyy"年"m"月"';
        sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 2 } }];
        XLSX.utils.book_append_sheet(all, XLSX.utils.aoa_to_sheet([[1]]), '旧');
        all.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
      }),
      '表.xls',
    );
    expect(cellsOf(book).get('C2')).toEqual({ r: 1, c: 2, t: 'n', v: 0.875, z: 'percent', zd: 1 });
    expect(cellsOf(book).get('B3')).toMatchObject({ v: 128, z: 'month' });
    expect(cellsOf(book).get('C3')).toEqual({ r: 2, c: 2, t: 'n', v: 0.5 });
    expect(book.sheets[0]?.merges).toEqual([[0, 0, 0, 2]]);
    expect(book.sheets.map(({ name, state, cells }) => [name, state, cells.length])).toEqual([
      ['7月', 'visible', 9],
      ['旧', 'hidden', 0],
    ]);
  });

  it('the formats of one file do not reach into the next', () => {
    read(
      xls((sheet) => ((sheet['B2'] as XLSX.CellObject).z = '0.000%')),
      'a.xls',
    );
    expect(cellsOf(read(xls(), 'b.xls')).get('B2')?.z).toBeUndefined();
  });

  it('BIFF5 texts follow their code page, and are Chinese where none is named', () => {
    expect(valuesOf(read(biff5([JIA, 405], { codepage: 936 }), '表.xls'))).toEqual({ A1: '甲区', B1: 405 });
    expect(valuesOf(read(biff5([JIA, 405]), '表.xls'))).toEqual({ A1: '甲区', B1: 405 });
    expect(read(biff5([JIA], { codepage: 936, bytesNamed: JIA }), '表.xls').sheets[0]?.name).toBe('甲区');
  });

  it('NaN and infinity are errors, never figures', () => {
    expect(cellsOf(read(biff5([JIA, Number.NaN, Number.POSITIVE_INFINITY]), '表.xls')).get('B1')).toMatchObject({
      t: 'e',
      v: '#NUM!',
    });
  });

  it('a truncation is refused or loses nothing', () => {
    const good = xls();
    const whole = valuesOf(read(good, '表.xls'));
    let refused = 0;
    for (let length = 1; length < good.length; length += 97) {
      try {
        expect(valuesOf(read(good.subarray(0, length), '表.xls'))).toEqual(whole);
      } catch (error) {
        expect(String(error)).toMatch(/file\./);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(10);
  });

  it('a lost end of sheet, a record over the end and an encrypted stream are refused', () => {
    const good = biff5([JIA, 405]);
    expect(refusal(good.subarray(0, -4)).code).toBe('file.damaged');
    const long = Buffer.from(good);
    long.writeUInt16LE(60_000, 14); // length of the second record
    expect(refusal(long).code).toBe('file.damaged');
    expect(
      refusal(
        biffBytes([
          [0x0809, Buffer.from('0006050000000000', 'hex')],
          [0x002f, Buffer.alloc(6)],
          [0x000a, Buffer.alloc(0)],
        ]),
      ).code,
    ).toBe('file.encrypted');
  });

  it('a looping allocation table ends as damaged, not as a hang', () => {
    const good = xls();
    for (let at = 512; at + 4 <= good.length; at += 512) {
      const bytes = Buffer.from(good);
      for (let n = 0; n < 512; n += 4) bytes.writeUInt32LE(0, at + n);
      try {
        read(bytes, '表.xls');
      } catch (error) {
        expect(String(error)).toMatch(/file\./);
      }
    }
  });
});
