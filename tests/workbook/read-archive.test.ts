// Workbooks inside a .zip and tables inside a .docx: read without unpacking anything to disk, refused by name otherwise.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { listValues } from '../../electron/core/statistics/handlers.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { entriesOf, entryOf } from '../../electron/core/workbook/1-read/archive.js';
import { DEFAULT_LIMITS } from '../../electron/core/workbook/1-read/raw-book.js';
import { FIXTURES, ImportBench } from '../helpers/importing.js';
import { refusal, read, valuesOf } from '../helpers/read-cells.js';
import { rowsXml, xlsxBytes } from '../helpers/xlsx-bytes.js';
import { zipBytes } from '../helpers/zip-bytes.js';

const book = xlsxBytes({ sheets: [{ xml: rowsXml([['区县', 405]]) }] });
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const docx = (body: string): Buffer =>
  zipBytes([{ name: 'word/document.xml', data: `<w:document xmlns:w="${W}"><w:body>${body}</w:body></w:document>` }]);
const tc = (text: string, props = ''): string =>
  `<w:tc>${props === '' ? '' : `<w:tcPr>${props}</w:tcPr>`}<w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
const p = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

describe('a .zip of workbooks', () => {
  const zip = zipBytes([
    { name: '7月/乙区.xlsx', data: book },
    { name: '7月/甲区.csv', data: '区县,申请量\n甲区,405\n' },
    { name: '7月/盖章.pdf', data: '%PDF-1.4' },
    { name: '__MACOSX/7月/._乙区.xlsx', data: 'x' },
    { name: '7月/~$乙区.xlsx', data: 'x' },
    { name: '7月/Thumbs.db', data: 'x' },
  ]);

  it('lists its files without what systems leave behind', () => {
    expect(refusal(zip, '7月.zip').code).toBe('file.archive');
    expect(entriesOf(zip, DEFAULT_LIMITS)).toEqual(['7月/乙区.xlsx', '7月/甲区.csv', '7月/盖章.pdf']);
  });

  it('gives each file as if it had come alone', () => {
    expect(entryOf(zip, '7月/乙区.xlsx', DEFAULT_LIMITS).equals(book)).toBe(true);
    expect(valuesOf(read(entryOf(zip, '7月/甲区.csv', DEFAULT_LIMITS), '甲区.csv'))).toMatchObject({ A2: '甲区' });
    expect(() => entryOf(zip, '没有.xlsx', DEFAULT_LIMITS)).toThrow(/file\.damaged/);
  });

  it('by another name, without a table, or inside another archive it is refused by name', () => {
    expect(refusal(zip, '7月.xlsx').params['found']).toContain('解压');
    expect(refusal(zipBytes([{ name: 'a.jpg', data: 'x' }]), 'a.zip').params['found']).toContain('没有表格');
    const nested = zipBytes([
      { name: '内.zip', data: zip },
      { name: 'a.csv', data: 'a,b\n1,2\n' },
    ]);
    expect(() => entryOf(nested, '内.zip', DEFAULT_LIMITS)).toThrow(/file\.kind-unknown/);
  });

  it('Chinese names in the code page of Windows are names', () => {
    const bytes = zipBytes([{ name: 'XXXX.xlsx', data: book, stored: true }]);
    const gbk = Buffer.from('bcd7c7f8', 'hex'); // 甲区
    for (let at = bytes.indexOf('XXXX'); at >= 0; at = bytes.indexOf('XXXX', at)) gbk.copy(bytes, at);
    expect(entriesOf(bytes, DEFAULT_LIMITS)).toEqual(['甲区.xlsx']);
    expect(valuesOf(read(entryOf(bytes, '甲区.xlsx', DEFAULT_LIMITS)))).toEqual({ A1: '区县', B1: 405 });
  });

  it.each([
    ['牛.xlsx', 'c5a3', 0], // both bytes together are ţ in UTF-8
    ['甲区.xlsx', 'bcd7c7f8', 0],
    ['甲区.xlsx', Buffer.from('甲区').toString('hex'), 0], // UTF-8 that does not say so
    ['ţ.xlsx', 'c5a3', 0x0800],
  ])('a name as it was written: %s', (name, hex, flags) => {
    const raw = Buffer.from(hex, 'hex');
    const mark = 'X'.repeat(raw.length);
    const bytes = zipBytes([{ name: `${mark}.xlsx`, data: book, stored: true, lie: { flags } }]);
    for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at)) raw.copy(bytes, at);
    expect(entriesOf(bytes, DEFAULT_LIMITS)).toEqual([name]);
  });

  it.each([['../../7月.csv'], ['7月/../../.bashrc.csv'], ['..\\..\\7月.csv'], ['7月/\0.csv']])(
    'a name that climbs out is refused: %j',
    (name) => {
      const bytes = zipBytes([{ name, data: 'a,b\n1,2\n' }]);
      expect(() => entriesOf(bytes, DEFAULT_LIMITS)).toThrow(/file\.suspicious/);
      expect(() => entryOf(bytes, name, DEFAULT_LIMITS)).toThrow(/file\.suspicious/);
    },
  );

  it.each([
    ['twice', '甲.csv', '甲.csv'],
    ['in another case', 'A.csv', 'a.CSV'],
    ['with a backslash', '7月/甲.csv', '7月\\甲.csv'],
  ])('the same name %s is refused: nobody can say which of the two is meant', (_, one, other) => {
    const bytes = zipBytes([
      { name: one, data: 'a,b\n1,2\n' },
      { name: other, data: 'a,b\n3,4\n' },
    ]);
    expect(() => entriesOf(bytes, DEFAULT_LIMITS)).toThrow(/file\.suspicious/);
  });

  it('a name of a root or a drive names nothing outside; kept originals are given out under plain names', async () => {
    const bench = await ImportBench.withUnits('江北区');
    try {
      const path = join(bench.folder, '7月.zip');
      const csv = '江北区2024年1-3月\n指标,累计\n专利授权量,5\n';
      const names = ['/etc/甲.csv', 'C:\\Windows\\乙.csv', 'a//丙\u202Evsc.csv'];
      writeFileSync(path, zipBytes(names.map((name, n) => ({ name, data: csv.replace('5', String(n + 5)) }))));
      const before = readdirSync(bench.folder);
      const plan = await bench.plan([bench.file(path)]);
      expect(plan.files.map((file) => file.file)).toEqual([
        '7月.zip/C:/Windows/乙.csv',
        '7月.zip/a//丙\u202Evsc.csv',
        '7月.zip/etc/甲.csv',
      ]);
      for (const [index, value] of ['6', '7', '5'].entries()) expect(bench.cells(plan, index)[0]!.value).toBe(value);
      imports.commit(bench.ctx, {
        planId: plan.planId,
        files: [{ index: 1, partial: true }],
      });
      expect(readdirSync(bench.folder)).toEqual(before);
      const { batches } = imports.batches(bench.ctx, { limit: 1 });
      const kept = imports.original(bench.ctx, { importFileId: batches[0]!.files[0]!.id });
      expect(kept.name).toBe('丙vsc.csv');
      expect(readFileSync(bench.ctx.files.path(kept.id), 'utf8')).toBe(csv.replace('5', '7'));
    } finally {
      bench.close();
    }
  });

  it('a bomb inside is refused before it is inflated', () => {
    const bomb = zipBytes([{ name: 'a.csv', data: Buffer.alloc(8_000_000, 0x61) }]);
    expect(() => entriesOf(bomb, DEFAULT_LIMITS)).toThrow(/file\.suspicious/);
  });
});

describe('importing a .zip', () => {
  it('plans and receives each workbook inside it like a file of its own', async () => {
    const folder = join(FIXTURES, 'districts');
    const parts = readdirSync(folder).map((name) => ({ name: `区市/${name}`, data: readFileSync(join(folder, name)) }));
    const bench = await ImportBench.sample();
    try {
      const path = join(bench.folder, '7月.zip');
      writeFileSync(path, zipBytes([...parts, { name: '区市/盖章.pdf', data: '%PDF-1.4' }]));
      const plan = await bench.plan([bench.file(path)]);
      expect(plan.files.map((file) => file.file)).toEqual(
        [...parts.map((part) => part.name), '区市/盖章.pdf'].toSorted().map((name) => `7月.zip/${name}`),
      );
      const pdf = plan.files.find((file) => file.file.endsWith('.pdf'))!;
      expect(pdf).toMatchObject({ status: 'refused' });
      const received = imports.commit(bench.ctx, {
        planId: plan.planId,
        files: plan.files.filter((file) => file !== pdf).map((file) => ({ index: file.index, partial: false })),
      });
      expect(received.stored).toBeGreaterThan(100);

      const alone = await ImportBench.sample();
      const whole = await alone.plan(alone.fixtures('districts'));
      imports.commit(alone.ctx, {
        planId: whole.planId,
        files: whole.files.map((file) => ({ index: file.index, partial: false })),
      });
      const values = (of: ImportBench) =>
        listValues(of.ctx, { period: '2022-07' }).values.map((item) => [item.unit, item.code, item.value]);
      expect(values(bench)).toEqual(values(alone));
      // The same workbook sent alone later is recognised by its bytes.
      const again = await bench.plan([bench.fixtures('districts')[0]!]);
      expect(again.files[0]!.issues.map((issue) => issue.rule)).toContain('file-received-before');
      alone.close();
    } finally {
      bench.close();
    }
  });
});

describe('tables inside a .docx', () => {
  it('each is a sheet, with the lines above as titles and its merges', () => {
    const table =
      `<w:tbl><w:tr>${tc('指标', '<w:vMerge w:val="restart"/>')}${tc('申请量', '<w:gridSpan w:val="2"/>')}</w:tr>` +
      `<w:tr>${tc('', '<w:vMerge/>')}${tc('本月')}${tc('累计')}</w:tr>` +
      `<w:tr>${tc('甲&amp;乙区')}${tc('12')}${tc('405')}</w:tr></w:tbl>`;
    const found = read(docx(`${p('某市知识产权局')}${p('2022年7月统计表')}${table}${p('说明')}${table}`), '报送.docx');
    expect(found.kind).toBe('docx');
    expect(found.sheets.map((sheet) => sheet.name)).toEqual(['表格1', '表格2']);
    expect(valuesOf(found)).toEqual({
      A1: '某市知识产权局',
      A2: '2022年7月统计表',
      A3: '指标',
      B3: '申请量',
      B4: '本月',
      C4: '累计',
      A5: '甲&乙区',
      B5: '12',
      C5: '405',
    });
    expect(found.sheets[0]!.merges.toSorted((a, b) => a[1] - b[1])).toEqual([
      [2, 0, 3, 0],
      [2, 1, 2, 2],
    ]);
    expect(valuesOf(found, 1)['A1']).toBe('说明');
  });

  it('deleted text, field codes and tables inside a cell are not its text', () => {
    const inner = `<w:tbl><w:tr>${tc('内层')}</w:tr></w:tbl>`;
    const cell = `<w:tc><w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText><w:t>新</w:t><w:br/><w:t>行</w:t></w:r></w:p>${inner}<w:p/></w:tc>`;
    const found = read(docx(`<w:tbl><w:tr>${cell}${tc('8')}</w:tr></w:tbl>`), '报送.docx');
    expect(valuesOf(found)).toEqual({ A1: '新\n行', B1: '8' });
    expect(found.sheets).toHaveLength(1);
  });

  it('crossed out numbers, raised note marks and hidden text are no digits of what stands beside them', () => {
    const run = (text: string, properties = ''): string => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
    const cell = (...runs: string[]): string => `<w:tc><w:p>${runs.join('')}</w:p></w:tc>`;
    const row = [
      cell(run('12', '<w:strike/>'), run('15')),
      cell(run('12', '<w:strike w:val="0"/>'), run('15')),
      cell(run('12'), run('1', '<w:vertAlign w:val="superscript"/>')),
      cell(run('12'), run('34', '<w:vanish/>')),
      cell(run('12'), run('1', '<w:vertAlign w:val="subscript"/>')),
      cell(run('CO'), run('2', '<w:vertAlign w:val="subscript"/>')),
      '<w:tc><w:p><w:pPr><w:rPr><w:strike/></w:rPr></w:pPr><w:r><w:t>7</w:t></w:r></w:p></w:tc>',
      cell(run('8', '<w:rPrChange w:id="1" w:author="审"><w:rPr><w:vanish/><w:strike/></w:rPr></w:rPrChange>')),
    ].join('');
    const found = read(docx(`<w:tbl><w:tr>${row}</w:tr></w:tbl>`), '报送.docx');
    expect(valuesOf(found)).toEqual({
      A1: '（划去：12）15',
      B1: '1215',
      C1: '12',
      D1: '12',
      E1: '12',
      F1: 'CO2',
      G1: '7',
      H1: '8',
    });
  });

  it('a document without a table is refused by name', () => {
    expect(refusal(docx(p('请示')), '请示.docx').params['found']).toContain('没有表格');
  });

  it('the title of a text is that of all its tables; a heading over one of them says what of it is another part', async () => {
    const bench = await ImportBench.withUnits('江北区', '江南区');
    const row = (...texts: string[]): string => `<w:tr>${texts.map((text) => tc(text)).join('')}</w:tr>`;
    const table = (name: string, value: string): string => `<w:tbl>${row('指标', '数量')}${row(name, value)}</w:tbl>`;
    const path = join(bench.folder, '报送.docx');
    writeFileSync(
      path,
      docx(
        `${p('江北区2024年1—3月知识产权工作情况')}${p('一、专利情况')}${table('专利授权量', '50')}${p('二、商标情况')}${table('商标注册量', '40')}${p('三、规上企业情况')}${table('商标申请量', '30')}`,
      ),
    );
    const plan = await bench.plan([bench.file(path)]);
    const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
    expect(stored.map((cell) => [cell.sheet, cell.unit, cell.code, cell.period, cell.value])).toEqual([
      ['表格1', '江北区', 'C05', '2024-03', '50'],
      ['表格2', '江北区', 'C24', '2024-03', '40'],
    ]);
    expect(plan.files[0]!.questions.map(({ id }) => id)).toEqual(['section:2:0']);
    bench.close();
  });
});
