import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { cellsOf, read } from '../helpers/read-cells.js';

function xlsb(): Buffer {
  const sheet: XLSX.WorkSheet = {
    '!ref': 'A1:H2',
    A1: { t: 's', v: '甲区' },
    B1: { t: 'n', v: 405 },
    C1: { t: 'n', v: 0.875, z: '0.0%' },
    D1: { t: 'n', v: 45352, z: 'yyyy"年"m"月"' },
    E1: { t: 'b', v: true },
    F1: { t: 'e', v: 0x07 },
    G1: { t: 'n', v: -12.5, f: 'B1*2' },
    A2: { t: 's', v: '乙区' },
    B2: { t: 'n', v: 1e-7 },
    '!merges': [{ s: { r: 0, c: 0 }, e: { r: 1, c: 0 } }],
  };
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, '7月');
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([[1]]), '旧');
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 2 }] };
  return XLSX.write(book, { bookType: 'xlsb', type: 'buffer', bookSST: true }) as Buffer;
}

describe('.xlsb', () => {
  it('values, formats, merges and hidden sheets', () => {
    const book = read(xlsb(), '表.xlsb');
    const cells = cellsOf(book);
    expect([...cells.values()].map((cell) => cell.v)).toEqual([
      '甲区',
      405,
      0.875,
      45352,
      true,
      '#DIV/0!',
      -12.5,
      '乙区',
      1e-7,
    ]);
    expect(cells.get('C1')).toMatchObject({ z: 'percent', zd: 1 });
    expect(cells.get('D1')?.z).toBe('date');
    expect(book.sheets.map(({ name, state, cells: all, merges }) => [name, state, all.length, merges.length])).toEqual([
      ['7月', 'visible', 9, 1],
      ['旧', 'veryHidden', 0, 0],
    ]);
  });

  it('a truncation is refused', () => {
    const good = xlsb();
    for (let length = 1; length < good.length; length += 101)
      expect(() => read(good.subarray(0, length))).toThrow(/file\./);
  });
});
