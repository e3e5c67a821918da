// The own byte scanner of .xlsx against SheetJS: every file that both can read gives the same cells, and what the scanner
// does not know it leaves to SheetJS instead of guessing.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cellAddress, DEFAULT_LIMITS, type RawBook } from '../../electron/core/workbook/1-read/raw-book.js';
import { readXlsx } from '../../electron/core/workbook/1-read/read-xlsx.js';
import '../../electron/core/workbook/1-read/sheetjs-engine.js';
import { openZip } from '../../electron/core/workbook/1-read/zip-guard.js';
import { zipKind } from '../../electron/core/workbook/1-read/zip-kind.js';
import { xlsxBytes, type BookXml } from '../helpers/xlsx-bytes.js';

const sample = resolve(import.meta.dirname, '..', 'fixtures', 'zaozhuang-2022-07');

function read(file: Buffer, isSlow: boolean): RawBook {
  const zip = openZip(file, DEFAULT_LIMITS);
  const kind = zipKind(zip);
  if (kind.is !== 'xlsx') throw new Error(kind.is);
  return readXlsx(zip, kind.workbook, DEFAULT_LIMITS, () => undefined, { isSlow });
}

const isFast = (book: RawBook): boolean => book.sheets.some((sheet) => sheet.columns !== undefined);
const sheet = (xml: string, book: Partial<BookXml> = {}): Buffer =>
  xlsxBytes({ ...book, sheets: [{ xml: `<sheetData>${xml}</sheetData>` }] });
const row = (cells: string): string => `<row r="1">${cells}</row>`;

/** Read both ways; the fast way must have known the file. */
function bothWays(file: Buffer): RawBook {
  const fast = read(file, false);
  expect(isFast(fast)).toBe(true);
  expect(fast).toEqual(read(file, true));
  return fast;
}

describe('the own scanner', () => {
  it('reads every workbook of the sample month as SheetJS does', () => {
    const files = ['districts', 'city', 'faulty', 'ledgers'].flatMap((folder) =>
      readdirSync(join(sample, folder)).map((name) => join(sample, folder, name)),
    );
    let count = 0;
    for (const file of files.filter((path) => path.endsWith('.xlsx'))) {
      bothWays(readFileSync(file));
      count++;
    }
    expect(count).toBeGreaterThan(5);
  });

  it('knows every kind of cell', () => {
    const cells = [
      '<c r="A1"><v>12.50</v></c><c r="B1" s="1"><v>0.875</v></c><c r="C1" s="2"><v>44743</v></c><c r="D1" s="3"><v>44743.5</v></c>',
      '<c r="E1" t="s"><v>0</v></c><c r="F1" t="s"><v>1</v></c><c r="G1" t="s"><v>2</v></c><c r="H1" t="s"><v>3</v></c>',
      '<c r="I1" t="b"><v>1</v></c><c r="J1" t="e"><v>#DIV/0!</v></c><c r="K1" t="str"><f>A1&amp;"x"</f><v>12.5x</v></c>',
      '<c r="L1"><f>SUM(A1:B1)</f></c><c r="M1"><f t="shared" si="0"/><v>-7</v></c><c r="N1" t="inlineStr"><is><t xml:space="preserve"> 内 联 </t></is></c>',
      '<c r="O1" t="str"><f>B9</f><v></v></c><c r="P1" s="9"/><c r="Q1" s="1"><v></v></c><c><v>1</v></c><c r="Z1"><v>3</v></c>',
      '<c r="AA1" t="n"><v>0.30000000000000004</v></c><c r="AB1"><v>1.5E-7</v></c><c r="AC1"><v>123456789012345678</v></c><c r="AD1"><v>-0</v></c><c r="AE1" s="4"><v>1</v></c>',
    ];
    const book = bothWays(
      sheet(
        `${row(cells.join('\n '))}<row r="7" hidden="1" ht="20" x14ac:dyDescent="0.2"><c r="B7"><v>1</v></c></row><row><c t="b"><v>0</v></c></row><row r="99"/>`,
        {
          formats: ['0.0%', 'yyyy"年"m"月"', 22, 20],
          strings:
            '<si><t>枣庄&amp;滕州&#x4E00;&#20108;</t></si><si><r><rPr><b/><rFont val="宋体"/></rPr><t xml:space="preserve">富 </t></r><r><t>文本</t></r></si>' +
            '<si><t>东京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si><si><t>_x4E2D_a_x000D_b_x005F_x000D_\r\nc&#13;d</t></si><si/>',
        },
      ),
    );
    const [first] = book.sheets;
    expect(first!.hiddenRows).toEqual([6]);
    const at = (address: string) => first!.cells.find((cell) => cellAddress(cell.r, cell.c) === address);
    expect(at('E1')!.v).toBe('枣庄&滕州一二');
    expect(at('F1')!.v).toBe('富 文本');
    expect(at('G1')!.v).toBe('东京');
    expect(at('H1')!.v).toBe('中a\nb_x000D_\nc\nd');
    expect(at('L1')).toMatchObject({ t: 'f', v: null });
    expect(at('B1')).toMatchObject({ z: 'percent', zd: 1 });
    expect(at('C1')).toMatchObject({ z: 'month' });
    expect(at('N1')!.v).toBe(' 内 联 ');
    expect(at('R1')!.v).toBe(1);
    expect(at('A8')!.v).toBe(false);
  });

  it('takes merges, hidden columns and hidden sheets from around the rows', () => {
    const xml =
      '<sheetViews><sheetView workbookViewId="0"/></sheetViews><cols><col min="2" max="3" hidden="1"/></cols><sheetData><row><c><v>5</v></c></row></sheetData><mergeCells><mergeCell ref="A1:C2"/></mergeCells>';
    const book = bothWays(xlsxBytes({ sheets: [{ xml }, { xml, state: 'hidden' }, { xml, type: 'chartsheet' }] }));
    expect(book.sheets[0]).toMatchObject({ merges: [[0, 0, 1, 2]], hiddenCols: [1, 2] });
    expect(book.sheets[1]!.cells).toEqual([]);
    expect(book.sheets[2]!.notATable).toBe(true);
  });

  it.each([
    ['a comment', row('<c r="A1"><v>1</v></c><!-- <c r="B1"><v>2</v></c> -->')],
    ['CDATA', row('<c r="A1" t="str"><v><![CDATA[1]]></v></c>')],
    ['an ISO date', row('<c r="A1" t="d"><v>2022-07-01</v></c>')],
    ['a cell of another row', row('<c r="A2"><v>1</v></c>')],
    ['cells out of order', row('<c r="B1"><v>1</v></c><c r="A1"><v>2</v></c>')],
    ['rows out of order', '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'],
    ['an unknown entity', row('<c r="A1" t="str"><v>&nbsp;</v></c>')],
    ['a small letter in an address', row('<c r="a1"><v>1</v></c>')],
  ])('leaves %s to the slow way', (_, xml) => {
    const result = (isSlow: boolean): unknown => {
      try {
        const book = read(sheet(xml), isSlow);
        return { book, isFast: isFast(book) };
      } catch (error) {
        return error;
      }
    };
    expect(result(false)).toEqual(result(true));
  });

  it.each([
    ['cut behind the rows', '<sheetData><row><c><v>1</v></c></row></sheetData><mergeCells>'],
    ['two blocks of rows', '<sheetData><row><c><v>1</v></c></row></sheetData><sheetData/>'],
    ['a number that is none', '<sheetData><row><c><v>0x10</v></c></row></sheetData>'],
    ['a text that is not there', '<sheetData><row><c t="s"><v>5</v></c></row></sheetData>'],
    ['an address outside', '<sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData>'],
    ['end tags that do not fit', '<sheetData><row><c><v>1</v></row></c></sheetData>'],
  ])('%s is refused', (_, xml) => {
    expect(() => read(xlsxBytes({ sheets: [{ xml }] }), false)).toThrow(/file\./);
  });

  it('reads any numbers and texts as SheetJS does', () => {
    const escape = (text: string): string =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const text = fc.string({
      unit: fc.constantFrom('甲', '𠮷', 'a', ' ', '&', '<', '>', '_x000A_', '"', '\n', '０', '\uFFFD'),
    });
    const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), text);
    fc.assert(
      fc.property(fc.array(fc.array(value, { maxLength: 6 }), { minLength: 1, maxLength: 6 }), (rows) => {
        const texts: string[] = [];
        const xml = rows
          .map((cells, r) => {
            const inside = cells.map((cell, c) =>
              typeof cell === 'number'
                ? `<c r="${cellAddress(r, c)}"><v>${String(cell)}</v></c>`
                : `<c r="${cellAddress(r, c)}" t="s"><v>${String(texts.push(escape(cell)) - 1)}</v></c>`,
            );
            return `<row r="${String(r + 1)}">${inside.join('')}</row>`;
          })
          .join('');
        const file = sheet(xml, { strings: texts });
        const fast = read(file, false);
        expect(isFast(fast)).toBe(true);
        expect(fast.sheets[0]!.cells).toEqual(read(file, true).sheets[0]!.cells);
      }),
      { numRuns: 60 },
    );
  });
});
