import { describe, expect, it } from 'vitest';
import { cellsOf, read, refusal, valuesOf } from '../helpers/read-cells.js';
import { rowsXml, xlsxBytes, type BookXml } from '../helpers/xlsx-bytes.js';

const one = (xml: string, more: Partial<BookXml> = {}) => read(xlsxBytes({ sheets: [{ xml }], ...more }));
const data = (cells: string) => `<sheetData><row r="1">${cells}</row></sheetData>`;

describe('cells of .xlsx', () => {
  it('a formula without a stored value is unknown: never 0, never blank', () => {
    const book = one(
      data(
        '<c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="str"><f>"a"</f><v>a</v></c>' +
          '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1" t="n"><f>A1</f></c><c r="F1" t="str"><f>A1</f></c><c r="G1"><f t="shared" si="0"/></c>',
      ),
    );
    const cells = cellsOf(book);
    for (const address of ['A1', 'E1', 'F1', 'G1'])
      expect(cells.get(address), address).toMatchObject({ t: 'f', v: null, f: true });
    expect(cells.get('B1')).toEqual({ r: 0, c: 1, t: 'n', v: 2, f: true });
    expect(cells.get('C1')).toMatchObject({ t: 's', v: 'a', f: true });
    expect(cells.has('D1')).toBe(false); // the stored value is the empty text
  });

  it('zero, blank and the text 0 stay three things', () => {
    const cells = cellsOf(
      one(data('<c r="A1"><v>0</v></c><c r="B1" s="0"/><c r="C1" t="str"><v>0</v></c><c r="D1"><v>-0</v></c>')),
    );
    expect(cells.get('A1')).toMatchObject({ t: 'n', v: 0 });
    expect(cells.has('B1')).toBe(false);
    expect(cells.get('C1')).toMatchObject({ t: 's', v: '0' });
    expect(cells.get('D1')?.v === 0).toBe(true);
  });

  it('percent and date formats are marked, built-in Chinese ones too', () => {
    const formats = [
      '0.0%',
      'yyyy"年"m"月"d"日"',
      'yyyy/m/d h:mm',
      '[h]:mm',
      '0"件"',
      '#,##0;[Red]-#,##0',
      9,
      57,
      31,
      22,
      '0.00E+00',
      '[DBNum1][$-804]General',
      '"合计%"0',
    ];
    const row = formats
      .map((_, n) => `<c r="${String.fromCharCode(65 + n)}1" s="${String(n + 1)}"><v>45352</v></c>`)
      .join('');
    const cells = cellsOf(one(data(row), { formats }));
    expect([...cells.values()].map((cell) => cell.z)).toEqual([
      'percent',
      'date',
      'datetime',
      'time',
      undefined,
      undefined,
      'percent',
      'month',
      'date',
      'datetime',
      undefined,
      undefined,
      undefined,
    ]);
    expect(cells.get('A1')).toMatchObject({ v: 45352, zd: 1 });
    expect(cells.get('G1')?.zd).toBe(0);
  });

  it('ISO dates become serials in every time zone and in the 1904 system', () => {
    const xml = data(
      '<c r="A1" t="d"><v>2024-03-01</v></c><c r="B1" t="d"><v>2024-03-01T08:00:00</v></c><c r="C1" t="d"><v>1900-01-01</v></c>',
    );
    expect(one(xml).sheets[0]?.cells.map((cell) => [cell.v, cell.z])).toEqual([
      [45352, 'date'],
      [45352 + 1 / 3, 'datetime'],
      [1, 'date'],
    ]);
    const other = one(xml, { date1904: true });
    expect(other.date1904).toBe(true);
    expect(other.sheets[0]?.cells[0]?.v).toBe(43890);
  });

  it('booleans and errors keep their kind', () => {
    const cells = cellsOf(
      one(data('<c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#DIV/0!</v></c><c r="C1" t="e"><v>#SPILL!</v></c>')),
    );
    expect(cells.get('A1')).toMatchObject({ t: 'b', v: true });
    expect(cells.get('B1')).toMatchObject({ t: 'e', v: '#DIV/0!' });
    expect(cells.get('C1')?.t).toBe('e');
  });

  it('shared strings: rich text without phonetics, odd forms do not shift the index', () => {
    const strings =
      '<si/><si><t>甲区</t></si><si xml:space="preserve"><t>乙区</t></si><si><r><t>丙</t></r><r><t>区</t></r><rPh sb="0" eb="1"><t>bing</t></rPh></si><si><t><![CDATA[<丁区>]]></t></si><!-- <si><t>x</t></si> --><si><t>_x0041__x005F_x0041_</t></si>';
    const row = [0, 1, 2, 3, 4, 5]
      .map((n) => `<c r="${String.fromCharCode(65 + n)}1" t="s"><v>${String(n)}</v></c>`)
      .join('');
    expect(valuesOf(one(data(row), { strings }))).toEqual({
      B1: '甲区',
      C1: '乙区',
      D1: '丙区',
      E1: '<丁区>',
      F1: 'A_x0041_',
    });
  });

  it.each([
    ['as programs write it', ''],
    ['in an unusual form', '<!-- by another program -->'],
  ])('a number crossed out before the new one, and a raised note mark, %s, are no digits of it', (_name, mark) => {
    const run = (text: string, properties = ''): string =>
      `<r><rPr>${properties}<sz val="11"/></rPr><t>${text}</t></r>`;
    const strings = [
      run('12', '<strike/>') + run('15'),
      run('12', '<strike val="0"/>') + run('15'),
      run('12') + run('2', '<vertAlign val="superscript"/>'),
      run('12', '<strike val="1"/>'),
      run('专利授权量') + run('①', '<vertAlign val="superscript"/>'),
      run('1,200件') + run('1', '<vertAlign val="subscript"/>'),
      run('CO') + run('2', '<vertAlign val="subscript"/>') + run('捕集'),
    ].map((runs) => `<si>${runs}</si>`);
    const row = strings.map((_, n) => `<c r="${'ABCDEFG'[n]!}1" t="s"><v>${n}</v></c>`).join('');
    expect(valuesOf(one(data(row), { strings: strings.join(mark) }))).toEqual({
      A1: '（划去：12）15',
      B1: '1215',
      C1: '12',
      D1: '（划去：12）',
      E1: '专利授权量',
      F1: '1,200件',
      G1: 'CO2捕集',
    });
  });

  it('a text that is not there is damage, not an empty cell', () => {
    expect(refusal(xlsxBytes({ sheets: [{ xml: data('<c r="A1" t="s"><v>3</v></c>') }], strings: ['甲'] })).code).toBe(
      'file.damaged',
    );
    expect(refusal(xlsxBytes({ sheets: [{ xml: data('<c r="A1" t="s"><v>0</v></c>') }] })).code).toBe('file.damaged');
  });

  it('a number that is none is damage, not a shorter number', () => {
    expect(refusal(xlsxBytes({ sheets: [{ xml: data('<c r="A1"><v>12abc</v></c>') }] })).code).toBe('file.damaged');
  });

  it('prefixed namespaces, inline strings without addresses, comments and CDATA are read alike', () => {
    const expected = { A1: '甲区', B1: 405 };
    const x = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
    expect(
      valuesOf(
        one(
          `<x:worksheet ${x}><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>甲区</x:t></x:is></x:c><x:c r="B1"><x:v>405</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
        ),
      ),
    ).toEqual(expected);
    expect(
      valuesOf(one('<sheetData><row><c t="inlineStr"><is><t>甲区</t></is></c><c><v>405</v></c></row></sheetData>')),
    ).toEqual(expected);
    expect(
      valuesOf(
        one(
          data(
            '<!-- <c r="C1"><v>9</v></c> --><c r="A1" t="inlineStr"><is><t><![CDATA[甲区]]></t></is></c><c r="B1"><v>405</v></c>',
          ),
        ),
      ),
    ).toEqual(expected);
  });

  it('cells follow their address, not their order; a doubled address is damage', () => {
    expect(
      valuesOf(
        one(
          '<sheetData><row r="3"><c r="B3"><v>3</v></c><c r="A3"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row></sheetData>',
        ),
      ),
    ).toEqual({ A1: 1, A3: 2, B3: 3 });
    expect(refusal(xlsxBytes({ sheets: [{ xml: data('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>') }] })).code).toBe(
      'file.damaged',
    );
    for (const address of ['XFE1', 'A0', 'A1048577', 'A99999999999', '5', 'A-5'])
      expect(refusal(xlsxBytes({ sheets: [{ xml: data(`<c r="${address}"><v>1</v></c>`) }] })).code, address).toBe(
        'file.damaged',
      );
  });

  it('real cells count, not the stated range', () => {
    const small = rowsXml(Array.from({ length: 20 }, (_, n) => [n, n * 2]));
    expect(one(`<dimension ref="A1:B2"/>${small}`).sheets[0]?.cells).toHaveLength(40);
    expect(
      one(
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData><hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
      ).sheets[0]?.cells,
    ).toHaveLength(1);
  });

  it('merges, hidden rows and columns are listed', () => {
    const sheet = one(
      '<cols><col min="2" max="3" hidden="1"/><col min="4" max="4" hidden="0"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row></sheetData><mergeCells count="1"><mergeCell xmlns:a="b" a:uid="{1}" ref="A1:C2"/></mergeCells>',
    ).sheets[0];
    expect(sheet).toMatchObject({ hiddenRows: [1], hiddenCols: [1, 2], merges: [[0, 0, 1, 2]] });
    expect(sheet?.cells).toHaveLength(2);
  });

  it('hidden sheets are named and not read, chart sheets are no tables', () => {
    const book = read(
      xlsxBytes({
        sheets: [
          { name: '7月', xml: rowsXml([['甲', 1]]) },
          { name: '旧', state: 'hidden', xml: '<not well formed' },
          { name: '更旧', state: 'veryHidden', xml: rowsXml([['乙', 2]]) },
          { name: '图', type: 'chartsheet', xml: '<drawing/>' },
        ],
      }),
    );
    expect(book.sheets.map(({ name, state, cells, notATable }) => [name, state, cells.length, notATable])).toEqual([
      ['7月', 'visible', 2, undefined],
      ['旧', 'hidden', 0, undefined],
      ['更旧', 'veryHidden', 0, undefined],
      ['图', 'visible', 0, true],
    ]);
  });

  it('macros and links to other workbooks are remarked', () => {
    const book = read(
      xlsxBytes({ sheets: [{ xml: rowsXml([['甲', 1]]) }], extra: [{ name: 'xl/vbaProject.bin', data: 'x' }] }),
      '表.xlsm',
    );
    expect(book.remarks).toEqual([{ code: 'file.macros', params: {} }]);
  });

  it('nothing but blanks is said to be no content', () => {
    expect(
      refusal(xlsxBytes({ sheets: [{ xml: data('<c r="A1" s="0"/><c r="B1" t="inlineStr"><is><t>  </t></is></c>') }] }))
        .code,
    ).toBe('file.no-cells');
  });

  it('names and texts that are keys of Object.prototype lose nothing and change nothing', () => {
    const texts = ['__proto__', 'constructor', 'toString', 'isAdmin'];
    const book = read(
      xlsxBytes({
        sheets: [
          { name: '__proto__', xml: rowsXml([texts]) },
          { name: 'constructor', xml: rowsXml([texts]) },
        ],
      }),
    );
    expect(book.sheets.map((sheet) => [sheet.name, sheet.cells.map((cell) => cell.v)])).toEqual([
      ['__proto__', texts],
      ['constructor', texts],
    ]);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  it('text is kept whole, without characters that end it early', () => {
    const long = '甲'.repeat(40_000);
    expect(
      valuesOf(
        one(
          data(
            `<c r="A1" t="inlineStr"><is><t>${long}</t></is></c><c r="B1" t="inlineStr"><is><t>甲_x0000_区_x000D_</t></is></c>`,
          ),
        ),
      ),
    ).toEqual({ A1: long, B1: '甲区\n' });
  });
});
