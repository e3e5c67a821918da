import { describe, expect, it } from 'vitest';
import { zipBytes } from '../helpers/zip-bytes.js';
import { cellsOf, read, refusal, valuesOf } from '../helpers/read-cells.js';

const GBK = Buffer.from('c7f8cfd82cc9eac7ebc1bf0d0abcd7c7f82c2231'.concat('2c31323822', '0d0a'), 'hex'); // 区县,申请量 / 甲区,"1,128"
const expected = { A1: '区县', B1: '申请量', A2: '甲区', B2: '1,128' };
const text = '区县,申请量\r\n甲区,"1,128"\r\n';
const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');

describe('delimited text', () => {
  it.each([
    ['GBK', GBK, 'gb18030'],
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with BOM', Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['two BOMs', Buffer.from(`\uFEFF\uFEFF${text}`), 'utf-8'],
    ['UTF-16LE', utf16, 'utf-16le'],
    ['UTF-16BE', Buffer.from(utf16).swap16(), 'utf-16be'],
    ['LF', Buffer.from(text.replaceAll('\r\n', '\n')), 'utf-8'],
    ['CR', Buffer.from(text.replaceAll('\r\n', '\r')), 'utf-8'],
    ['semicolons', Buffer.from('区县;申请量\n甲区;1,128\n'), 'utf-8'],
    ['tabs', Buffer.from('区县\t申请量\n甲区\t1,128\n'), 'utf-8'],
    ['a sep= line', Buffer.from('sep=;\r\n区县;申请量\r\n甲区;1,128\r\n'), 'utf-8'],
  ])('%s gives the same cells', (_, bytes, encoding) => {
    const book = read(bytes, '表.csv');
    expect(valuesOf(book)).toEqual(expected);
    expect(book.encoding).toBe(encoding);
    expect(book.sheets[0]?.name).toBeNull();
  });

  it('a quote that never closes is refused with its line: it would hide all lines after it in one field', () => {
    const error = refusal(Buffer.from('区县,申请量\r\n"甲区,1\r\n乙区,2\r\n丙区,3\r\n'), '表.csv');
    expect(error).toMatchObject({ code: 'file.damaged', params: { where: '第2行有引号没有结束，其后各行无法分列' } });
  });

  it('a field longer than any spreadsheet holds is refused', () => {
    const rows = (length: number): Buffer => Buffer.from(`区县,申请量\n甲区,1\n乙区,${'九'.repeat(length)}\n`);
    expect(valuesOf(read(rows(32_767), '表.csv'))['B3']).toHaveLength(32_767);
    expect(refusal(rows(32_768), '表.csv')).toMatchObject({ code: 'file.too-large' });
  });

  it('what looks like a number stays the text it is', () => {
    expect(valuesOf(read(Buffer.from('编号,证号\n00123,110101199003078888\n1E5,2023-1\n'), '表.csv'))).toEqual({
      A1: '编号',
      B1: '证号',
      A2: '00123',
      B2: '110101199003078888',
      A3: '1E5',
      B3: '2023-1',
    });
  });

  it('quotes, line breaks and blank fields', () => {
    expect(valuesOf(read(Buffer.from('a,b,c\r\n"含""重点""项",,"第一行\r\n第二行"\r\n'), '表.csv'))).toMatchObject({
      A2: '含"重点"项',
      C2: '第一行\n第二行',
    });
    expect(cellsOf(read(Buffer.from('a,b,c\n1,,3\n'), '表.csv')).has('B2')).toBe(false);
  });

  it.each([
    ['a character cut in half', GBK.subarray(0, 10)],
    [
      'UTF-8 BOM and a bad byte',
      Buffer.concat([Buffer.from('\uFEFF区县,'), Buffer.from([0xe7, 0x41]), Buffer.from(',1\n')]),
    ],
    [
      'two encodings in one file',
      Buffer.concat([Buffer.from('区县,申请量件\n'), Buffer.from([0xbc, 0xd7, 0xff, 0x2c, 0x31, 0x0a])]),
    ],
    ['U+FFFD in the file', Buffer.from('区县,申请量\n\uFFFD区,1\n')],
  ])('%s stops with file.encoding', (_, bytes) => {
    expect(refusal(bytes, '表.csv').code).toBe('file.encoding');
  });

  it('only blank lines are no content; a header alone is read', () => {
    expect(refusal(Buffer.from(',,\r\n,,\r\n'), '表.csv').code).toBe('file.no-cells');
    expect(valuesOf(read(Buffer.from('区县,申请量\n'), '表.csv'))).toEqual({ A1: '区县', B1: '申请量' });
  });
});

describe('web pages', () => {
  const page = (body: string, head = '') => Buffer.from(`<html><head>${head}</head><body>${body}</body></html>`);

  it('crossed out numbers and raised note marks are no digits of what stands beside them', () => {
    const cells = [
      '<s>12</s>15',
      '12<sup>1</sup>',
      '<del>8</del>',
      '<s>甲</s><br>乙',
      '12<sub>1</sub>',
      'CO<sub>2</sub>',
    ].map((text) => `<td>${text}</td>`);
    const book = read(page(`<table><tr>${cells.join('')}<td x:num="9"><s>9</s></td></tr></table>`), '表.xls');
    expect(valuesOf(book)).toEqual({
      A1: '（划去：12）15',
      B1: '12',
      C1: '（划去：8）',
      D1: '（划去：甲）\n乙',
      E1: '12',
      F1: 'CO2',
      G1: '（划去：9）',
    });
  });

  it('what the classes of a saved page say of a cell holds: its format, a line through it, an indent, and rows and columns not shown', () => {
    const styles = `<style>\n<!--table {mso-displayed-decimal-separator:"\\."}
.font5 {color:red; text-decoration:line-through}
/* .xl65 {mso-number-format:General} } */
.xl65 {mso-style-parent:style0; mso-number-format:"0\\.0%"}
td.xl66, .xl67 {text-decoration: line-through;}
.xl68 {mso-char-indent-count:1; padding-left:9px}
.xl69 {mso-number-format:"yyyy\\0022年\\0022m\\0022月\\0022"}
.xl70 {mso-number-format:Percent}
@media print {.xl67x, .xl71 {text-decoration:line-through} td {color:red} .xl71 {display:none}}
@media (max-width:600px) { tr.xl71 { display: none } }
@media screen {.xl72 {text-decoration:line-through}}
.xl72 {color:red}
a.xl73, .xl73 b {text-decoration:line-through}
TH.xl73 {text-decoration:line-through}
-->\n</style>`;
    const cells = [
      '<td class=xl65 x:num="0.875">87.5%</td>',
      '<td class="xl65" style="mso-number-format:General" x:num="0.875">0.875</td>',
      '<td class=xl66 x:num="12">12</td>',
      '<td class=xl67>12</td>',
      '<td class=xl68>发明</td>',
      '<td class=xl69 x:num="45352">2024年3月</td>',
      '<td class=xl70 x:num="0.5">50%</td>',
      '<td><font class="font5">12</font><font>15</font></td>',
      '<td><span style="text-decoration:line-through">1<span>2</span>3</span>15&constructor;</td>',
      '<td class=constructor x:num="7">7</td>',
      '<td class=xl71 x:num="8">8</td>',
      '<td class=xl72 x:num="9">9</td>',
      '<td class=xl73 x:num="10">10</td>',
      '<th class=xl73 x:num="11">11</th>',
    ];
    const columns = '<col class=xl65 width=72><col span=2 style="width:54pt"><col style="display:none; width:54pt">';
    // The last row is how Excel ends each page: nothing of it is hidden from anybody.
    const hidden = "<tr height=0 style='display:none'><td>甲</td></tr><tr style='display:none'><td width=72></td></tr>";
    const book = read(
      page(`<table>${columns}<tr class=xl71>${cells.join('')}</tr>${hidden}</table>`, styles),
      '表.xls',
    );
    const [sheet] = book.sheets;
    expect([...cellsOf(book).values()].map((cell) => [cell.v, cell.z ?? cell.indent])).toEqual([
      [0.875, 'percent'],
      [0.875, undefined],
      [12, 'struck'],
      ['（划去：12）', undefined],
      ['发明', true],
      [45352, 'month'],
      [0.5, 'percent'],
      ['（划去：12）15', undefined],
      ['（划去：123）15&constructor;', undefined],
      [7, undefined],
      [8, undefined],
      [9, 'struck'],
      [10, undefined],
      [11, 'struck'],
      ['甲', undefined],
    ]);
    expect([sheet?.hiddenRows, sheet?.hiddenCols]).toEqual([[1], [3]]);
  });

  it.each([
    [
      'a class of many words for many cells',
      `.a{${Array.from({ length: 5000 }, (_, n) => `p${n}:1`).join(';')}}`,
      `<table><tr>${'<td class=a>1'.repeat(8000)}`,
    ],
    [
      'a class named often',
      `.a{${'text-decoration:none;'.repeat(2000)}}`,
      `<table><td class="${'a '.repeat(50_000)}">1`,
    ],
    ['columns not shown, often', '', `${'<table><col span=16384 style="display:none">'.repeat(3000)}<td>1`],
    ['marks in each other', '', `<table><td>${'<s>1'.repeat(25_000)}${'</b>1'.repeat(25_000)}`],
    ['a format without an end', `.a{mso-number-format:"${'[$'.repeat(50_000)}"}`, '<table><td class=a x:num=1>1'],
  ])('%s: reading takes no longer than reading', (_, styles, body) => {
    const started = performance.now();
    expect(read(page(body, `<style>${styles}</style>`), '表.xls').sheets[0]!.cells.length).toBeGreaterThan(0);
    // Far above what it takes on a machine that has much else to do.
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('merged headers, entities, line breaks, x:num, scripts and notes', () => {
    const book = read(
      page(
        '<script>document.write("<table><tr><td>9</td></tr></table>")</script><!-- <td>8</td> --><table border="1"><tr><th rowspan="2">区县</th><th colspan="2">专利</th></tr><tr><th>申请</th><th>授权</th></tr>' +
          '<tr><td>甲&amp;乙&nbsp;</td><td x:num="1128.5">1,129</td><td style=\'mso-number-format:"0\\.0%"\' x:num="0.875">87.5%</td></tr><tr><td>第一<br>第二</td><td>00210<td></tr></table>',
      ),
      '表.xls',
    );
    expect(valuesOf(book)).toEqual({
      A1: '区县',
      B1: '专利',
      B2: '申请',
      C2: '授权',
      A3: '甲&乙',
      B3: 1128.5,
      C3: 0.875,
      A4: '第一\n第二',
      B4: '00210',
    });
    expect(cellsOf(book).get('C3')).toMatchObject({ z: 'percent', zd: 1 });
    expect(book.sheets[0]?.merges).toEqual([
      [0, 0, 1, 0],
      [0, 1, 0, 2],
    ]);
  });

  it('tables stand below each other, nested ones too', () => {
    expect(
      valuesOf(read(page('<table><tr><td>标题</td></tr></table><table><tr><td>甲区</td><td>1</td></tr></table>'))),
    ).toEqual({ A1: '标题', A2: '甲区', B2: '1' });
    expect(
      valuesOf(
        read(
          page('<table><tr><td>外<table><tr><td>内</td><td>2</td></tr></table></td></tr><tr><td>后</td></tr></table>'),
        ),
      ),
    ).toEqual({ A1: '外', A2: '内', B2: '2', A3: '后' });
  });

  it('GBK with a charset that says gb2312', () => {
    const body = Buffer.concat([
      Buffer.from('<meta charset=gb2312><table><tr><td>'),
      Buffer.from('bcd7c7f8', 'hex'),
      Buffer.from('</td></tr></table>'),
    ]);
    const book = read(body, '表.xls');
    expect(valuesOf(book)).toEqual({ A1: '甲区' });
    expect(book.encoding).toBe('gb18030');
  });

  it('absurd spans do not cost memory', () => {
    expect(valuesOf(read(page('<table><tr><td rowspan="999999999">甲</td><td>1</td></tr></table>')))).toEqual({
      A1: '甲',
      B1: '1',
    });
    expect(refusal(page('<table><tr><td colspan="999999999">甲</td><td>1</td></tr></table>')).code).toBe(
      'file.too-large',
    );
  });
});

describe('XML Spreadsheet 2003', () => {
  const xml = (body: string, styles = '') =>
    Buffer.from(
      `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"><Styles>${styles}</Styles><Worksheet ss:Name="7月"><Table>${body}</Table></Worksheet></Workbook>`,
    );

  it('positions, merges, formulas, dates and percent', () => {
    const book = read(
      xml(
        '<Row ss:Index="2"><Cell ss:MergeAcross="1"><Data ss:Type="String">合并</Data></Cell><Cell><Data ss:Type="Number">1.5</Data></Cell></Row><Row ss:Hidden="1"><Cell ss:Index="3" ss:StyleID="p"><Data ss:Type="Number">0.5</Data></Cell><Cell ss:Formula="=1+1"/><Cell ss:Formula="=1+1"><Data ss:Type="Number">2</Data></Cell><Cell><Data ss:Type="DateTime">2024-03-01T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>',
        '<Style ss:ID="p"><NumberFormat ss:Format="0.0%"/></Style>',
      ),
      '表.xls',
    );
    expect(valuesOf(book)).toEqual({ A2: '合并', C2: 1.5, C3: 0.5, D3: null, E3: 2, F3: 45352, G3: true });
    expect(cellsOf(book).get('C3')).toMatchObject({ z: 'percent', zd: 1 });
    expect(cellsOf(book).get('D3')).toMatchObject({ t: 'f', f: true });
    expect(cellsOf(book).get('F3')?.z).toBe('date');
    expect(book.sheets[0]).toMatchObject({ name: '7月', merges: [[1, 0, 1, 1]], hiddenRows: [2] });
  });

  it('what is crossed out, raised or moved in, by the style or inside the text, is told', () => {
    const of = (type: string, data: string, style = ''): string =>
      `<Cell${style && ` ss:StyleID="${style}"`}><Data ss:Type="${type}" xmlns="http://www.w3.org/TR/REC-html40">${data}</Data></Cell>`;
    const cells = [
      of('Number', '12', 'struck'),
      of('String', '12', 'child'),
      of('Number', '12', 'plain'),
      of('String', '<S>12</S><Font html:Color="#f00">15</Font>'),
      of('String', '专利授权量<Sup>1</Sup>'),
      of('String', '12<Sub>1</Sub>'),
      of('String', '发明', 'in'),
      of('Number', '12', 'in'),
    ];
    const style = (id: string, inner: string, parent = 'Default'): string =>
      `<Style ss:ID="${id}" ss:Parent="${parent}">${inner}</Style>`;
    const styles =
      style('struck', '<Font ss:StrikeThrough="1"/>') +
      style('child', '<NumberFormat ss:Format="@"/>', 'struck') +
      style('plain', '<Font ss:StrikeThrough="0"/>', 'struck') +
      style('in', '<Alignment ss:Indent="1"/>');
    const book = read(xml(`<Row>${cells.join('')}</Row>`, styles), '表.xls');
    expect([...cellsOf(book).values()].map((cell) => [cell.v, cell.z ?? cell.indent])).toEqual([
      [12, 'struck'],
      ['（划去：12）', undefined],
      [12, undefined],
      ['（划去：12）15', undefined],
      ['专利授权量', undefined],
      ['12', undefined],
      ['发明', true],
      [12, undefined],
    ]);
  });

  it('DOCTYPE, a cut file, a bad number and backward positions are refused', () => {
    const good = xml('<Row><Cell><Data ss:Type="Number">1</Data></Cell></Row>').toString();
    expect(refusal(Buffer.from(good.replace('<Workbook', '<!DOCTYPE x><Workbook'))).code).toBe('file.suspicious');
    expect(refusal(Buffer.from(good.slice(0, -30))).code).toBe('file.damaged');
    expect(refusal(Buffer.from(good.replace('>1<', '>1x<'))).code).toBe('file.damaged');
    expect(refusal(Buffer.from(good.replace('<Row>', '<Row ss:Index="2"/><Row ss:Index="1">'))).code).toBe(
      'file.damaged',
    );
  });
});

describe('.ods', () => {
  const ods = (table: string, styles = '') =>
    zipBytes([
      { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
      { name: 'META-INF/manifest.xml', data: '<manifest:manifest xmlns:manifest="m"/>' },
      {
        name: 'content.xml',
        data: `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:number="n"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${table}</office:spreadsheet></office:body></office:document-content>`,
      },
    ]);
  const cell = (type: string, attrs: string, shown = '') =>
    `<table:table-cell office:value-type="${type}" ${attrs}><text:p>${shown}</text:p></table:table-cell>`;

  it('values, percent, dates, repeats, formulas and hidden rows', () => {
    const book = read(
      ods(
        '<table:table table:name="表"><table:table-column table:number-columns-repeated="16384"/><table:table-row>' +
          `${cell('string', '', '甲<text:s text:c="2"/>区')}${cell('float', 'office:value="405" table:number-columns-repeated="2"')}${cell('percentage', 'office:value="0.875" table:style-name="ce1"')}${cell('date', 'office:date-value="2024-03-01"')}<table:table-cell table:formula="of:=1"/><table:table-cell table:number-columns-repeated="16378"/></table:table-row>` +
          `<table:table-row table:visibility="collapse">${cell('boolean', 'office:boolean-value="true"')}</table:table-row><table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`,
        '<number:percentage-style style:name="N1"><number:number number:decimal-places="2"/></number:percentage-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>',
      ),
      '表.ods',
    );
    expect(valuesOf(book)).toEqual({ A1: '甲  区', B1: 405, C1: 405, D1: 0.875, E1: 45352, F1: null, A2: true });
    expect(cellsOf(book).get('D1')).toMatchObject({ z: 'percent', zd: 2 });
    expect(book.sheets[0]?.hiddenRows).toEqual([1]);
  });

  it('a formula with an empty result is an empty cell; one without any result is said to have none', () => {
    const formula = (inner: string): string =>
      `<table:table-cell table:formula="of:=IF([.B1];&quot;&quot;;1)">${inner}</table:table-cell>`;
    const book = read(
      ods(
        `<table:table table:name="表"><table:table-row>${formula('<text:p/>')}${formula('<text:p></text:p>')}${formula('')}</table:table-row></table:table>`,
      ),
      '表.ods',
    );
    expect(valuesOf(book)).toEqual({ C1: null });
    expect(cellsOf(book).get('C1')).toMatchObject({ t: 'f', f: true });
  });

  it('what is crossed out, raised, shown scaled or not at all is told', () => {
    const style = (name: string, inner: string, more = ''): string =>
      `<style:style style:name="${name}" style:family="table-cell"${more}>${inner}</style:style>`;
    const line = (value: string): string =>
      `<style:text-properties style:text-line-through-style="${value}" style:text-line-through-type="${value === 'none' ? 'none' : 'single'}"/>`;
    const part = (name: string, attrs: string): string =>
      `<style:style style:name="${name}" style:family="text"><style:text-properties ${attrs}/></style:style>`;
    const styles =
      style('struck', line('solid')) +
      style('child', '', ' style:parent-style-name="struck"') +
      style('plain', line('none'), ' style:parent-style-name="struck"') +
      part('T1', 'style:text-line-through-type="single" style:text-position="0% 100%"') +
      part('T2', 'style:text-position="33% 58%"') +
      part('T3', 'style:text-position="sub 58%"') +
      '<number:text-style style:name="N1"><number:text/></number:text-style>' +
      '<number:number-style style:name="N2"><number:number number:display-factor="1000"/></number:number-style>' +
      '<number:number-style style:name="N3"><number:number number:decimal-places="2"/></number:number-style>' +
      style('unseen', '', ' style:data-style-name="N1"') +
      style('scaled', '', ' style:data-style-name="N2"') +
      style('shown', '', ' style:data-style-name="N3"');
    const of = (name: string, value: string, shown: string): string =>
      cell('float', `office:value="${value}" table:style-name="${name}"`, shown);
    const span = (name: string, text: string): string => `<text:span text:style-name="${name}">${text}</text:span>`;
    const cells = [
      of('struck', '12', '12'),
      of('child', '12', '12'),
      of('plain', '12', '12'),
      cell('string', 'table:style-name="struck"', '12'),
      cell('string', '', `${span('T1', '12')}15`),
      cell('string', '', `专利授权量${span('T2', '1')}`),
      cell('string', '', `甲${span('T9', '乙')}丙`),
      cell('string', '', `12${span('T3', '1')}`),
      of('unseen', '7', ''),
      of('unseen', '7', '7'),
      of('scaled', '12000', '12.0'),
      of('shown', '12', '12.00'),
      cell('percentage', 'office:value="0.5" table:style-name="struck"', '50%'),
    ];
    const book = read(
      ods(`<table:table table:name="表"><table:table-row>${cells.join('')}</table:table-row></table:table>`, styles),
    );
    expect([...cellsOf(book).values()].map((one) => [one.v, one.z])).toEqual([
      [12, 'struck'],
      [12, 'struck'],
      [12, undefined],
      ['（划去：12）', undefined],
      ['（划去：12）15', undefined],
      ['专利授权量', undefined],
      ['甲乙丙', undefined],
      ['12', undefined],
      [7, 'unseen'],
      [7, undefined],
      [12000, 'scaled'],
      [12, undefined],
      [0.5, 'struck'],
    ]);
  });

  it.each([
    ['<number:year/><number:text>年</number:text><number:month/>', 'month'],
    ['<number:month/><number:text>月</number:text>', 'month-alone'],
    ['<number:month/><number:day/>', 'date'],
    ['<number:year/>', 'date'],
    ['<number:year/><number:month/><number:day/><number:hours/>', 'date'],
  ])('a day shown by %s', (format, z) => {
    const styles = `<number:date-style style:name="N1">${format}</number:date-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>`;
    const day = cell('date', 'office:date-value="2024-03-01" table:style-name="ce1"', '3月');
    const book = read(
      ods(`<table:table table:name="表"><table:table-row>${day}</table:table-row></table:table>`, styles),
    );
    expect(cellsOf(book).get('A1')).toEqual({ r: 0, c: 0, t: 'n', v: 45352, z });
  });

  it('a text that its style, or one that this is made from, moves in is told; a number and a margin of 0 are not', () => {
    const style = (name: string, inner: string, parent = 'Default'): string =>
      `<style:style style:name="${name}" style:family="table-cell" style:parent-style-name="${parent}">${inner}</style:style>`;
    const styles =
      style('in', '<style:paragraph-properties fo:margin-left="0.353cm"/>') +
      style('child', '', 'in') +
      style('back', '<style:paragraph-properties fo:margin-left="0cm"/>', 'in');
    const cells = ['in', 'child', 'back'].map((name) => cell('string', `table:style-name="${name}"`, '发明'));
    cells.push(cell('float', 'office:value="12" table:style-name="in"', '12'));
    const book = read(
      ods(`<table:table table:name="表"><table:table-row>${cells.join('')}</table:table-row></table:table>`, styles),
    );
    expect([...cellsOf(book).values()]).toEqual([
      { r: 0, c: 0, t: 's', v: '发明', indent: true },
      { r: 0, c: 1, t: 's', v: '发明', indent: true },
      { r: 0, c: 2, t: 's', v: '发明' },
      { r: 0, c: 3, t: 'n', v: 12 },
    ]);
  });

  it.each([
    ['<number:text>约</number:text><number:number/>', '约7', 'scaled'],
    ['<number:number/><number:text>万元</number:text>', '7万元', 'in-wan'],
    ['<number:number/><number:text>件</number:text>', '7件', undefined],
    [
      '<number:number><number:embedded-text number:position="4">.</number:embedded-text></number:number>',
      '0.0007',
      'scaled',
    ],
    ['<number:text>—</number:text>', '—', 'unseen'],
    [
      '<number:text>少</number:text><style:map style:condition="value()&gt;=5" style:apply-style-name="P"/>',
      '7',
      'scaled',
    ],
    [
      '<number:text>—</number:text><style:map style:condition="value()!=0" style:apply-style-name="P"/>',
      '7',
      undefined,
    ],
    [
      '<number:text>(</number:text><number:number/><number:text>)</number:text><style:map style:condition="value()&gt;=0" style:apply-style-name="P"/>',
      '7',
      undefined,
    ],
  ])('a format %s is examined like a code of Excel', (inner, shown, z) => {
    const styles =
      '<number:number-style style:name="P"><number:number/></number:number-style>' +
      `<number:number-style style:name="N">${inner}</number:number-style>` +
      '<style:style style:name="one" style:family="table-cell" style:data-style-name="N"/>';
    const row = `<table:table-row>${cell('float', 'office:value="7" table:style-name="one"', shown)}</table:table-row>`;
    const book = read(ods(`<table:table table:name="表">${row}</table:table>`, styles));
    expect(cellsOf(book).get('A1')).toMatchObject({ v: 7 });
    expect(cellsOf(book).get('A1')?.z).toBe(z);
  });

  it('an error that is written as the number 0 is the error that is shown', () => {
    const error = (shown: string) => cell('float', 'office:value="0" table:formula="of:=0/0"', shown);
    const row = `<table:table-row>${error('#DIV/0!')}${error('Err:502')}${error('0')}${cell('float', 'office:value="0"', '#N/A')}</table:table-row>`;
    const [sheet] = read(ods(`<table:table table:name="表">${row}</table:table>`)).sheets;
    expect(sheet!.cells.map(({ t, v }) => [t, v])).toEqual([
      ['e', '#DIV/0!'],
      ['e', 'Err:502'],
      ['n', 0],
      ['n', 0],
    ]);
  });

  it('a repetition of a thousand million cells is refused, not expanded', () => {
    const row = `<table:table-row table:number-rows-repeated="1048576">${cell('float', 'office:value="1" table:number-columns-repeated="16384"')}</table:table-row>`;
    expect(refusal(ods(`<table:table table:name="表">${row}</table:table>`)).code).toBe('file.too-large');
  });

  it('an encrypted document says password', () => {
    const bytes = zipBytes([
      { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
      { name: 'META-INF/manifest.xml', data: '<m><encryption-data/></m>' },
      { name: 'content.xml', data: 'garbage' },
    ]);
    expect(refusal(bytes, '表.ods').code).toBe('file.encrypted');
  });
});
