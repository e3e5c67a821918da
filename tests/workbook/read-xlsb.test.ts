import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { unzipSync, zipSync } from 'fflate';
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

const u16 = (...numbers: number[]): number[] => numbers.flatMap((n) => [n & 255, n >> 8]);
const u32 = (n: number): number[] => [...u16(n & 0xffff), ...u16(n >> 16)];
const record = (type: number, data: number[] = []): number[] => [
  ...(type < 128 ? [type] : [(type & 127) | 128, type >> 7]),
  data.length,
  ...data,
];

/** The same workbook with these records for its styles and shared texts. */
function withParts(bytes: Buffer, parts: Record<string, number[]>): Buffer {
  const files = unzipSync(bytes);
  for (const [name, records] of Object.entries(parts)) files[name] = Uint8Array.from(records);
  return Buffer.from(zipSync(files));
}

describe('.xlsb', () => {
  it('crossed-out numbers and texts and raised note marks are told', () => {
    const sheet: XLSX.WorkSheet = {
      '!ref': 'A1:D2',
      A1: { t: 's', v: 'a' },
      B1: { t: 's', v: 'b' },
      C1: { t: 's', v: 'c' },
      A2: { t: 'n', v: 12, z: '0.0' },
      B2: { t: 'n', v: 12 },
      C2: { t: 's', v: 'e' },
      D2: { t: 's', v: 'd', z: '0.0' },
    };
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, sheet, '7月');
    const plain = XLSX.write(book, { bookType: 'xlsb', type: 'buffer', bookSST: true }) as Buffer;
    const font = (flags: number, raised: number): number[] => record(0x2b, u16(220, flags, 400, raised, 0));
    const format = (of: number): number[] => record(0x2f, u16(0, 0, of, 0, 0, 0, 0, 0));
    const text = (said: string, runs: number[][]): number[] =>
      record(0x13, [
        runs.length > 0 ? 1 : 0,
        ...u32(said.length),
        ...u16(...[...said].map((sign) => sign.charCodeAt(0))),
        ...(runs.length > 0 ? [...u32(runs.length), ...runs.flatMap((run) => u16(...run))] : []),
      ]);
    const bytes = withParts(plain, {
      'xl/styles.bin': [
        ...font(0, 0),
        ...font(8, 0),
        ...font(0, 1),
        ...font(0, 2),
        ...record(0x269),
        ...format(0),
        ...format(1),
        ...record(0x26a),
      ],
      'xl/sharedStrings.bin': [
        ...text('1215', [
          [0, 1],
          [2, 0],
        ]),
        ...text('授权1', [[2, 2]]),
        ...text('甲区', []),
        ...text('121', [[2, 3]]),
        ...text('12', []),
      ],
    });
    const cells = cellsOf(read(bytes, '表.xlsb'));
    expect([...cells].map(([at, cell]) => [at, cell.v, cell.z])).toEqual([
      ['A1', '（划去：12）15', undefined],
      ['B1', '授权', undefined],
      ['C1', '甲区', undefined],
      ['A2', 12, 'struck'],
      ['B2', 12, undefined],
      ['C2', '12', undefined],
      ['D2', '（划去：12）', undefined],
    ]);
  });

  it('a text that its cell indents is told, a number is not', () => {
    const sheet: XLSX.WorkSheet = {
      '!ref': 'A1:B2',
      A1: { t: 's', v: '发明', z: '0.0' },
      B1: { t: 'n', v: 12, z: '0.0' },
      A2: { t: 's', v: '授权' },
    };
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, sheet, '7月');
    const plain = XLSX.write(book, { bookType: 'xlsb', type: 'buffer', bookSST: true }) as Buffer;
    // ixfeParent, iFmt, iFont, iFill, ixBorder, then a byte of rotation and one of indent ([MS-XLSB] 2.4.846).
    const format = (indent: number): number[] => record(0x2f, [...u16(0, 0, 0, 0, 0), 0, indent, ...u16(0, 0)]);
    const bytes = withParts(plain, {
      'xl/styles.bin': [
        ...record(0x2b, u16(220, 0, 400, 0, 0)),
        ...record(0x269),
        ...format(0),
        ...format(1),
        ...record(0x26a),
      ],
    });
    expect([...cellsOf(read(bytes, '表.xlsb')).values()]).toEqual([
      { r: 0, c: 0, t: 's', v: '发明', indent: true },
      { r: 0, c: 1, t: 'n', v: 12 },
      { r: 1, c: 0, t: 's', v: '授权' },
    ]);
  });

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
    expect(cells.get('D1')?.z).toBe('month');
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
