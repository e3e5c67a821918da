// The return copy: only marks, comments and the list are added, nothing of the district's workbook changes, and what comes
// back is read as data without ours.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { read as sheetJsRead } from 'xlsx';

import { activity } from '../../electron/core/history/handlers.js';
import { readInProcess } from '../helpers/read-in-process.js';
import { annotate } from '../../electron/core/workbook/return-copy/annotate.js';
import { CannotPatch } from '../../electron/core/workbook/return-copy/package-draft.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import * as returns from '../../electron/core/workbook/return-copy/handlers.js';
import { explanations } from '../../electron/core/workbook/return-copy/recognise-own.js';
import { returnEntries } from '../../electron/core/workbook/return-copy/return-list.js';
import type { PlannedFile } from '../../shared/import/plan.js';
import { textWidth } from '../../shared/reports/text-width.js';
import { FIXTURES, ImportBench } from '../helpers/importing.js';
import { fills, issueAt as issue, partsOf, patched, RED, YELLOW } from '../helpers/return-copies.js';
import { rowsXml, xlsxBytes, type BookXml } from '../helpers/xlsx-bytes.js';

const FAULTY = join(FIXTURES, 'faulty', '薛城区更正表（有误）.xlsx');
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** What a person does in Excel or WPS: a cell typed anew, an answer written. */
function edited(bytes: Uint8Array, changes: Record<string, (xml: string) => string>): Buffer {
  const parts = unzipSync(bytes);
  for (const [name, change] of Object.entries(changes)) parts[name] = strToU8(change(strFromU8(parts[name]!)));
  return Buffer.from(zipSync(parts));
}
const typed =
  (values: Record<string, number | string>) =>
  (xml: string): string => {
    let out = xml;
    for (const [at, value] of Object.entries(values))
      out = out.replace(new RegExp(`<c r="${at}"( s="\\d+")?[^>]*?(?:/>|>.*?</c>)`), (_, format: string | undefined) =>
        typeof value === 'number'
          ? `<c r="${at}"${format ?? ''}><v>${String(value)}</v></c>`
          : `<c r="${at}"${format ?? ''} t="inlineStr"><is><t>${value}</t></is></c>`,
      );
    return out;
  };

const table: (string | number | null)[][] = [
  ['2024年1—3月知识产权工作统计表'],
  ['填报单位：江北区市场监督管理局'],
  ['指标名称', '计量单位', '1—3月累计'],
  ['专利授权量', '件', 10],
  ['发明专利授权量', '件', 3],
];

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

const bytesOf = (file: { id: string }): Buffer => readFileSync(bench.ctx.files.path(file.id));
async function faultyCopy(): Promise<{ file: PlannedFile; bytes: Buffer; marks: number }> {
  const plan = await bench.plan([bench.file(FAULTY)]);
  const copy = await returns.create(bench.ctx, { planId: plan.planId, index: 0, deadline: '2022-08-08' });
  expect(copy).toMatchObject({ kind: 'annotated', file: { name: '退回修改_薛城区更正表（有误）.xlsx' } });
  return { file: plan.files[0]!, bytes: bytesOf(copy.file), marks: copy.marks };
}
async function importBytes(bytes: Uint8Array, name = '薛城区更正表.xlsx'): Promise<PlannedFile> {
  const path = join(bench.folder, `${String(Math.random()).slice(2)}.xlsx`);
  writeFileSync(path, bytes);
  return bench.one(bench.file(path, name));
}
const found = (file: PlannedFile): (string | null)[][] =>
  file.issues.filter((one) => one.severity !== 'hint').map((one) => [one.rule, one.sheet, one.cell]);

describe('the faulty sample', () => {
  test('every cell of an issue is filled and commented, and nothing else of the package changes', async () => {
    const { file, bytes, marks } = await faultyCopy();
    const before = partsOf(readFileSync(FAULTY));
    const after = partsOf(bytes);
    const colours = fills(after);
    expect(Object.keys(colours)).toEqual(
      expect.arrayContaining(['E5', 'E6', 'E7', 'E8', 'E11', 'E20', 'E21', 'E37', 'E38']),
    );
    expect([colours['E5'], colours['E21'], colours['D20']]).toEqual([RED, RED, YELLOW]);
    expect(Object.keys(colours)).toHaveLength(marks);
    const wanted = new Set(
      file.issues.filter((one) => one.severity !== 'hint').flatMap((one) => one.cells ?? [one.cell]),
    );
    wanted.delete(null);
    expect(new Set(Object.keys(colours))).toEqual(wanted);

    const changed = Object.keys(before).filter((name) => before[name] !== after[name]);
    expect(changed.sort()).toEqual([
      '[Content_Types].xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    const added = Object.keys(after).filter((name) => !(name in before));
    expect(added.sort()).toEqual([
      'xl/comments1.xml',
      'xl/drawings/vmlDrawing1.vml',
      'xl/worksheets/_rels/sheet1.xml.rels',
      'xl/worksheets/sheet2.xml',
    ]);
    // The sheet: take the new formats and the drawing away, and it is the district's again.
    const formats = new Map(
      [...before['xl/worksheets/sheet1.xml']!.matchAll(/<c r="(\w+)" s="(\d+)"/g)].map((match) => [match[1], match[2]]),
    );
    const restored = after['xl/worksheets/sheet1.xml']!.replace(/<legacyDrawing [^>]*\/>/, '').replaceAll(
      /<c r="(\w+)" s="\d+"/g,
      (whole, at: string) => (formats.has(at) ? `<c r="${at}" s="${formats.get(at)!}"` : whole),
    );
    expect(restored).toBe(before['xl/worksheets/sheet1.xml']);
    // Styles: what was there is there in its old order, ours follows.
    for (const section of ['fonts', 'fills', 'borders', 'cellXfs']) {
      const inner = (xml: string): string => new RegExp(`<${section}[^>]*>(.*)</${section}>`, 's').exec(xml)![1]!;
      expect(inner(after['xl/styles.xml']!).startsWith(inner(before['xl/styles.xml']!))).toBe(true);
    }
  });

  test('SheetJS and our reader find every value as it was; the list is the last sheet', async () => {
    const { bytes } = await faultyCopy();
    const values = (data: Buffer): Record<string, unknown> =>
      Object.fromEntries(
        Object.entries(sheetJsRead(data).Sheets['月报表']!)
          .filter(([at]) => !at.startsWith('!'))
          .map(([at, cell]) => [at, (cell as { v: unknown }).v]),
      );
    expect(values(bytes)).toEqual(values(readFileSync(FAULTY)));
    const own = readInProcess(bytes, '表.xlsx');
    expect(own.sheets[0]).toEqual(readInProcess(readFileSync(FAULTY), '表.xlsx').sheets[0]);
    expect(own.sheets.map((sheet) => sheet.name)).toEqual(['月报表', '问题清单']);
    const comments = (sheetJsRead(bytes).Sheets['月报表']!['E21'] as { c: { a: string; t: string }[] }).c;
    expect(comments[0]!.t).toContain('约十几件');
    expect(comments[0]!.t).toContain('此格应填阿拉伯数字');
  });

  test('the list names place, content, problem, requirement, level and deadline, and links to the cell', async () => {
    const { bytes, file } = await faultyCopy();
    const sheet = readInProcess(bytes, '表.xlsx').sheets[1]!;
    const rows = new Map<number, string[]>();
    for (const cell of sheet.cells) rows.set(cell.r, [...(rows.get(cell.r) ?? []), String(cell.v)]);
    const texts = [...rows.values()];
    expect(texts.flat().join('|')).toContain(
      '填报单位：薛城区　　统计时间：2022年1—7月　　审核单位：枣庄市市场监督管理局',
    );
    const row = texts.find((cells) => cells.includes('E21'))!;
    expect(row).toEqual(expect.arrayContaining(['月报表', 'E21', '约十几件', '必改', '2022年8月8日']));
    expect(texts.filter((cells) => cells.includes('必改') || cells.includes('需核实'))).toHaveLength(
      found(file).length,
    );
    const xml = partsOf(bytes)['xl/worksheets/sheet2.xml']!;
    expect(xml).toContain(`location="'月报表'!E21"`);
    expect(xml).toContain('orientation="landscape"');
  });

  test('imported as it is, it gives the same findings; our sheet is never data', async () => {
    const { bytes, file } = await faultyCopy();
    const again = await importBytes(bytes);
    expect(found(again)).toEqual(found(file));
    expect(again.cells).toEqual(file.cells);
    expect(again.sheets[1]).toMatchObject({ name: '问题清单', state: 'skipped', reason: '审核问题清单，不作为数据' });
  });

  test('corrected in place it may be received', async () => {
    const { bytes } = await faultyCopy();
    const corrected = await importBytes(
      edited(bytes, {
        'xl/worksheets/sheet1.xml': typed({
          E5: 495,
          E6: 46,
          E10: 333,
          E20: 8000,
          E21: 20,
          E37: 70,
          E38: 88.6,
          D20: 1500,
        }),
      }),
    );
    expect(corrected.issues.filter((one) => one.severity === 'block')).toEqual([]);
    expect(corrected.status).toBe('planned');
    expect(corrected.units).toEqual(['薛城区']);
  });

  test('an answer in 填报单位说明 stands in the finding, is kept in the next copy and not asked again', async () => {
    await bench.importAll(bench.fixtures('districts'));
    const { bytes } = await faultyCopy();
    const list = partsOf(bytes)['xl/worksheets/sheet2.xml']!;
    const row = /<row r="(\d+)"(?:(?!<\/row>).)*?E10(?:(?!<\/row>).)*?large-change/s.exec(list)![1]!;
    const answered = edited(bytes, {
      'xl/worksheets/sheet1.xml': typed({ E21: 20, G21: 122.2, E37: 70, E38: 88.6 }),
      'xl/worksheets/sheet2.xml': typed({ [`I${row}`]: '去年误把申请量填入' }),
    });
    expect(explanations(readInProcess(answered, '表.xlsx'))).toMatchObject([
      { sheet: '月报表', cell: 'E10', rule: 'large-change', text: '去年误把申请量填入' },
    ]);
    const path = join(bench.folder, 'second.xlsx');
    writeFileSync(path, answered);
    const plan = await bench.plan([bench.file(path, '退回修改_薛城区更正表（有误）.xlsx')]);
    const explained = plan.files[0]!.issues.find((one) => one.rule === 'large-change' && one.cell === 'E10')!;
    expect(explained.message).toMatch(/填报单位说明：去年误把申请量填入$/);

    const second = await returns.create(bench.ctx, { planId: plan.planId, index: 0 });
    expect(second.file.name).toBe('退回修改_薛城区更正表（有误）.xlsx');
    const parts = partsOf(bytesOf(second.file));
    const colours = fills(parts);
    // E21 and E37 are corrected: fill, comment and shape are gone. E10 is still part of E11's 必改.
    expect(colours['E21']).toBeUndefined();
    expect(colours['E37']).toBeUndefined();
    expect(colours['E5']).toBe(RED);
    expect(colours['E10']).toBe(RED);
    expect(parts['xl/comments1.xml']).not.toContain('ref="E21"');
    expect(parts['xl/comments1.xml']!.match(/ref="E5"/g)).toHaveLength(1);
    expect(parts['xl/drawings/vmlDrawing1.vml']!.match(/<x:Row>20<\/x:Row>/g)).toBeNull();
    expect(parts['xl/comments1.xml']!.match(/<comment /g)!.length).toBe(
      parts['xl/drawings/vmlDrawing1.vml']!.match(/ObjectType="Note"/g)!.length,
    );
    const book = readInProcess(bytesOf(second.file), '表.xlsx');
    expect(book.sheets.map((sheet) => sheet.name)).toEqual(['月报表', '问题清单']);
    const texts = book.sheets[1]!.cells.map((cell) => cell.v);
    expect(texts).toEqual(expect.arrayContaining(['已说明', '去年误把申请量填入']));
    expect(explanations(book)).toHaveLength(1);
  });
});

describe('what the district has in its workbook', () => {
  const vml = (shape: string): string =>
    `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202"></v:shapetype>${shape}</xml>`;
  const note =
    '<v:shape id="_x0000_s1025" type="#_x0000_t202"><x:ClientData ObjectType="Note"><x:Row>3</x:Row><x:Column>2</x:Column></x:ClientData></v:shape>';
  const withParts = (extra: Record<string, string>, sheet: string, rels: string): Buffer =>
    xlsxBytes({
      sheets: [{ xml: rowsXml(table) + sheet }],
      extra: [
        ...Object.entries(extra).map(([name, data]) => ({ name, data })),
        { name: 'xl/worksheets/_rels/sheet1.xml.rels', data: `<Relationships xmlns="${RELS}">${rels}</Relationships>` },
      ],
    });
  const COMMENTS = `<Relationship Id="rId1" Type="${REL}/comments" Target="../comments1.xml"/><Relationship Id="rId2" Type="${REL}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/>`;
  const commented = (text: string, author = '张三'): Buffer =>
    withParts(
      {
        'xl/comments1.xml': `<comments xmlns="${MAIN}"><authors><author>${author}</author></authors><commentList><comment ref="C4" authorId="0"><text>${text}</text></comment></commentList></comments>`,
        'xl/drawings/vmlDrawing1.vml': vml(note),
      },
      '<legacyDrawing r:id="rId2"/>',
      COMMENTS,
    );

  test('its comment stays, ours stands below it or beside it', () => {
    const { parts } = patched(commented('<t>含补报</t>'), [issue('C4'), issue('C5')]);
    const xml = parts['xl/comments1.xml']!;
    expect(xml).toMatch(/<comment ref="C4" authorId="0"><text><r><t>含补报<\/t><\/r><r>.*知产台账审核/s);
    expect(xml).toMatch(/<comment ref="C5" authorId="1">/);
    expect(xml).toContain('<author>张三</author><author>知产台账</author>');
    const drawing = parts['xl/drawings/vmlDrawing1.vml']!;
    expect(drawing).toContain(note);
    expect(drawing.match(/ObjectType="Note"/g)).toHaveLength(2);
    expect(drawing).toContain('data="1,2"');
    expect(drawing).toContain('id="_x0000_s2049"');
    expect(parts['xl/worksheets/sheet1.xml']!.match(/<legacyDrawing/g)).toHaveLength(1);
  });

  test('what we wrote below its comment goes again when the issue is gone', () => {
    const first = patched(commented('<r><t>含补报</t></r>'), [issue('C4')]);
    const second = patched(first.bytes, [issue('C5')]);
    expect(second.parts['xl/comments1.xml']).toContain(
      '<comment ref="C4" authorId="0"><text><r><t>含补报</t></r></text>',
    );
  });

  test('saved by a program that drops authors, ours is known by its first line', () => {
    const first = patched(xlsxBytes({ sheets: [{ xml: rowsXml(table) }] }), [issue('C4'), issue('C5')]);
    const saved = edited(first.bytes, {
      'xl/comments1.xml': (xml) => xml.replace('<author>知产台账</author>', '<author> </author>'),
    });
    const { parts } = patched(saved, [issue('C5', { severity: 'warn' })]);
    expect(parts['xl/comments1.xml']!.match(/<comment /g)).toHaveLength(1);
    expect(parts['xl/comments1.xml']).toContain('<comment ref="C5" authorId="1">');
    expect(parts['xl/comments1.xml']).toContain('<author> </author><author>知产台账</author>');
    expect(fills(parts)).toEqual({ C5: YELLOW });
    expect(parts['xl/styles.xml']!.match(/FFFFC7CF/g)).toHaveLength(1);
  });

  test('a conversation is left alone, its cell is only filled and listed', () => {
    const { parts } = patched(commented('<t>[会话批注]</t>', 'tc={0F3A}'), [issue('C4')]);
    expect(parts['xl/comments1.xml']).toContain('<text><t>[会话批注]</t></text>');
    expect(fills(parts)).toEqual({ C4: RED });
  });

  test('a form control keeps its drawing, ours is added to it', () => {
    const control = '<v:shape id="_x0000_s1030" type="#_x0000_t201"><v:textbox><br></v:textbox></v:shape>';
    const { parts } = patched(
      withParts(
        { 'xl/drawings/vmlDrawing1.vml': vml(control) },
        '<legacyDrawing r:id="rId2"/>',
        `<Relationship Id="rId2" Type="${REL}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/>`,
      ),
      [issue('C4')],
    );
    expect(parts['xl/drawings/vmlDrawing1.vml']).toContain(control);
    expect(parts['xl/worksheets/_rels/sheet1.xml.rels']).toContain('Target="/xl/comments1.xml"');
  });

  test('a drawing and the parts behind it stay in the order of the schema', () => {
    const { parts } = patched(
      withParts(
        { 'xl/drawings/drawing1.xml': '<wsDr/>' },
        '<pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/><drawing r:id="rId1"/><tableParts count="0"/>',
        `<Relationship Id="rId1" Type="${REL}/drawing" Target="../drawings/drawing1.xml"/>`,
      ),
      [issue('C4')],
    );
    expect(parts['xl/worksheets/sheet1.xml']).toMatch(
      /<drawing r:id="rId1"\/><legacyDrawing r:id="rId3"\/><tableParts count="0"\/>/,
    );
    expect(parts['xl/drawings/drawing1.xml']).toBe('<wsDr/>');
  });

  test('a sheet named 问题清单 of its own stays, ours gets another name', () => {
    const { parts } = patched(
      xlsxBytes({ sheets: [{ xml: rowsXml(table) }, { name: '问题清单', xml: rowsXml([['自己的内容', '说明']]) }] }),
      [issue('C4')],
    );
    expect(parts['xl/workbook.xml']).toContain('name="问题清单(2)" sheetId="3"');
  });
});

describe('how cells are stored', () => {
  const one = (xml: string, changes: Partial<BookXml> = {}): Buffer => xlsxBytes({ sheets: [{ xml }], ...changes });

  test('no styles part: one is made', () => {
    const { parts } = patched(
      one(rowsXml(table), {
        change: (all) =>
          all
            .filter((part) => part.name !== 'xl/styles.xml')
            .map((part) =>
              part.name.endsWith('workbook.xml.rels')
                ? { ...part, data: String(part.data).replace(/<Relationship Id="rIdF"[^>]*>/, '') }
                : part,
            ),
      }),
      [issue('C4'), issue('C5', { severity: 'warn' })],
    );
    expect(fills(parts)).toEqual({ C4: RED, C5: YELLOW });
    expect(parts['[Content_Types].xml']).toContain('/xl/styles.xml');
  });

  test('missing cells and rows are put in order, with the format of their row or column', () => {
    const { parts } = patched(
      one(
        '<dimension ref="A1:C7"/><cols><col min="5" max="5" width="9" style="1"/></cols><sheetData>' +
          '<row r="2" spans="1:3"><c r="A2"><v>1</v></c><c r="C2"><v>3</v></c></row>' +
          '<row r="4" s="1" customFormat="1"/><row r="7"><c r="C7"><v>5</v></c></row></sheetData>',
        { formats: ['0.00'] },
      ),
      ['B2', 'E2', 'A4', 'B5', 'C7', 'A9'].map((cell) => issue(cell)),
    );
    const xml = parts['xl/worksheets/sheet1.xml']!;
    expect([...xml.matchAll(/<c r="(\w+)"/g)].map((match) => match[1])).toEqual([
      'A2',
      'B2',
      'C2',
      'E2',
      'A4',
      'B5',
      'C7',
      'A9',
    ]);
    expect([...xml.matchAll(/<row r="(\d+)"/g)].map((match) => match[1])).toEqual(['2', '4', '5', '7', '9']);
    expect(xml).toContain('spans="1:5"');
    expect(xml).toContain('<dimension ref="A1:E9"/>');
    const formats = [...parts['xl/styles.xml']!.matchAll(/<xf numFmtId="(\d+)" fillId="\d+" applyFill="1"\/>/g)];
    expect(formats.map((match) => match[1])).toEqual(['0', '164']);
  });

  test('rows and cells without addresses', () => {
    const { parts } = patched(
      one('<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c s="0"><v>3</v></c></row></sheetData>'),
      [issue('B1'), issue('A2'), issue('D2')],
    );
    const xml = parts['xl/worksheets/sheet1.xml']!;
    expect(xml).toMatch(/<row><c><v>1<\/v><\/c><c s="\d"><v>2<\/v><\/c><\/row>/);
    expect(xml).toMatch(/<row><c s="\d"><v>3<\/v><\/c><c r="D2" s="\d"\/><\/row>/);
  });

  test('a covered cell marks the merged cell that is seen', () => {
    const { parts, marks } = patched(
      one(`${rowsXml([['a', 1]])}<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>`),
      [issue('A3'), issue('A1', { severity: 'warn' })],
    );
    expect(marks).toBe(1);
    expect(fills(parts)).toEqual({ A1: RED });
  });

  test('a format of its own is kept, fill apart', () => {
    const { parts } = patched(
      one('<sheetData><row r="1"><c r="A1" s="1"><v>0.5</v></c></row></sheetData>', { formats: ['0%'] }),
      [issue('A1')],
    );
    expect(parts['xl/styles.xml']).toMatch(/<xf numFmtId="164" fillId="2" applyFill="1"\/>/);
  });

  test('beyond 2,000 marks only the list goes on', () => {
    const rows = Array.from({ length: 2005 }, (_, n) => [`行${String(n)}`, n]);
    const issues = rows.map((_, n) => issue(`B${String(n + 1)}`));
    const { marks, parts } = patched(one(rowsXml(rows)), issues);
    expect(marks).toBe(2000);
    expect(parts['xl/worksheets/sheet2.xml']!.match(/<hyperlink /g)).toHaveLength(2005);
    const shapes = [...parts['xl/drawings/vmlDrawing1.vml']!.matchAll(/<v:shape id="_x0000_s(\d+)"/g)].map((m) => m[1]);
    expect(new Set(shapes).size).toBe(2000);
    expect(parts['xl/drawings/vmlDrawing1.vml']).toContain('data="1,2"');
  });

  test('texts are escaped, cut and free of what XML cannot carry', () => {
    const message = `<b>&"' \u0001\uD800 _x0041_ ]]> ${'长'.repeat(40_000)}`;
    const { parts, bytes } = patched(one(rowsXml(table)), [issue('C4', { message })]);
    expect(parts['xl/comments1.xml']).toContain('&lt;b&gt;&amp;&quot;');
    expect(parts['xl/comments1.xml']!.length).toBeLessThan(4000);
    const list = readInProcess(bytes, '表.xlsx').sheets[1]!;
    expect(list.cells.some((cell) => String(cell.v).includes('_x0041_ ]]>'))).toBe(true);
    expect(list.cells.every((cell) => String(cell.v).length < 32_767)).toBe(true);
  });

  test.each([
    [
      'prefixed',
      (xml: string) =>
        xml.replace('<worksheet xmlns=', '<x:worksheet xmlns:x=').replaceAll(/<(\/?)(?!x:|\?)(\w)/g, '<$1x:$2'),
      'sheet1.xml',
    ],
    ['strict', (xml: string) => xml.replace(MAIN, 'http://purl.oclc.org/ooxml/spreadsheetml/main'), 'workbook.xml'],
    ['in UTF-16', (xml: string) => Buffer.from(`\uFEFF${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le'), 'sheet1.xml'],
    ['with rows out of order', (xml: string) => xml.replace('r="4"', 'r="1"'), 'sheet1.xml'],
  ])('a package that is %s is not patched', (_, change, name) => {
    const bytes = one(rowsXml(table), {
      change: (all) =>
        all.map((part) => (part.name.endsWith(`/${name}`) ? { ...part, data: change(String(part.data)) } : part)),
    });
    const book = readInProcess(one(rowsXml(table)), '表.xlsx');
    const list = {
      bureau: '',
      unit: '',
      period: '',
      returnedOn: '',
      deadline: '',
      note: '',
      entries: returnEntries({ issues: [issue('C4')] }, [], book),
    };
    expect(() => annotate(bytes, book, list, new Date())).toThrow(CannotPatch);
  });

  test('a signed package is not patched', () => {
    const bytes = one(rowsXml(table), { extra: [{ name: '_xmlsignatures/origin.sigs', data: '' }] });
    expect(() => patched(bytes, [issue('C4')])).toThrow('数字签名');
  });
});

describe('calls', () => {
  test('.xls gets a remark workbook with the rows concerned, which is never data', async () => {
    await bench.importAll(bench.fixtures('districts'));
    const path = join(FIXTURES, 'districts', '市中区7月报表.xls');
    const plan = await bench.plan([bench.file(path)]);
    const { store } = bench.ctx;
    const header = { ...plan.files[0]!, issues: [issue('E5', { sheet: plan.files[0]!.sheets[0]!.name })] };
    store.db.prepare('UPDATE import_plan_file SET header = ?').run(JSON.stringify(header));
    const copy = await returns.create(bench.ctx, { planId: plan.planId, index: 0, note: '请核对' });
    expect(copy).toMatchObject({ kind: 'remark', marks: 0, file: { name: '审核意见_市中区7月报表.xlsx' } });
    const book = readInProcess(bytesOf(copy.file), '表.xlsx');
    expect(book.sheets.map((sheet) => sheet.name)).toEqual(['问题清单', '原文摘录']);
    const texts = book.sheets.map((sheet) => sheet.cells.map((cell) => String(cell.v)).join('|'));
    expect(texts[0]).toContain('原表是 .xls 格式');
    expect(texts[0]).toContain('审核意见：请核对');
    expect(texts[1]).toContain('发明授权|52|50');
    expect(texts[1]).toMatch(/指标|项目/);
    // Every quoted row is as high as its texts need, at the width that they have.
    const quoted = strFromU8(unzipSync(bytesOf(copy.file))['xl/worksheets/sheet2.xml']!);
    const heights = [...quoted.matchAll(/<row r="(\d+)"[^>]*? ht="([\d.]+)"/g)].filter((match) => Number(match[1]) > 2);
    expect(heights).toHaveLength(Math.max(...book.sheets[1]!.cells.map(({ r }) => r)) - 1);
    const widest = Math.max(
      ...book.sheets[1]!.cells.filter(({ r, c }) => r > 1 && c === 2).map(({ v }) => textWidth(String(v))),
    );
    expect(Number(/<col min="3" max="3" width="([\d.]+)"/.exec(quoted)![1])).toBeGreaterThanOrEqual(
      Math.min(30, widest + 3),
    );
    expect(await importBytes(bytesOf(copy.file), '审核意见.xlsx')).toMatchObject({ status: 'ignored' });
  });

  test('a file that cannot be read is answered by a remark workbook that says why', async () => {
    const path = join(bench.folder, 'broken.xlsx');
    writeFileSync(path, 'PK\u0003\u0004 broken');
    const plan = await bench.plan([bench.file(path, '滕州市.xlsx')]);
    const copy = await returns.create(bench.ctx, { planId: plan.planId, index: 0 });
    expect(copy.kind).toBe('remark');
    expect(
      readInProcess(bytesOf(copy.file), '表.xlsx')
        .sheets[0]!.cells.map((cell) => cell.v)
        .join(),
    ).toContain('已损坏');
  });

  test('all files with issues at once; a file without issues gets none; one that moved is named', async () => {
    const steps: string[] = [];
    bench.ctx.job.step = (progress) => void steps.push(progress.stage);
    await bench.importAll(bench.fixtures('districts'));
    const gone = join(bench.folder, 'gone.xlsx');
    writeFileSync(gone, readFileSync(FAULTY));
    const plan = await bench.plan([...bench.fixtures('faulty'), bench.file(gone, '已移走.xlsx')]);
    writeFileSync(gone, 'changed');
    const all = await returns.createAll(bench.ctx, { planId: plan.planId, deadline: '2022-08-08' });
    expect(all.files.map((file) => [file.file.name, file.kind])).toEqual([
      ['退回修改_合计不符.xlsx', 'annotated'],
      ['退回修改_薛城区更正表（有误）.xlsx', 'annotated'],
    ]);
    // What the dialog promises is what the list holds; one finding may mark several cells.
    const counted = plan.files
      .slice(0, 2)
      .map((file) => file.issues.filter((issue) => issue.severity !== 'hint').length);
    expect(all.files.map((file) => file.issues)).toEqual(counted);
    expect(all.failed).toMatchObject([{ index: 2, name: '已移走.xlsx', reason: expect.stringContaining('已修改') }]);
    expect(steps.some((stage) => stage.startsWith('生成退回修改件'))).toBe(true);
    expect(activity(bench.ctx, { limit: 5 }).entries[0]!.action).toContain('退回修改');
  });

  test('of a file already received, from the kept original', async () => {
    await bench.importAll(bench.fixtures('districts'));
    const plan = await bench.plan([bench.file(join(FIXTURES, 'faulty', '合计不符.xlsx'))]);
    bench.accept(plan);
    const { id } = bench.ctx.store.db.prepare('SELECT max(id) AS id FROM import_file').get() as { id: number };
    const copy = await returns.create(bench.ctx, { importFileId: id });
    expect(copy).toMatchObject({ kind: 'annotated', marks: 1, issues: 1 });
    expect(imports.batches(bench.ctx, { limit: 1 }).batches[0]!.files).toMatchObject([{ id, toReturn: 1 }]);
    expect(fills(partsOf(bytesOf(copy.file)))['D12']).toBe(YELLOW);
  });

  test('nothing to say: refused', async () => {
    const plan = await bench.plan([bench.file(join(FIXTURES, 'districts', '峄城区.xlsx'))]);
    const header = JSON.stringify({ ...plan.files[0]!, issues: [] });
    bench.ctx.store.db.prepare('UPDATE import_plan_file SET header = ?').run(header);
    await expect(returns.create(bench.ctx, { planId: plan.planId, index: 0 })).rejects.toMatchObject({
      code: 'data.not-found',
    });
  });
});
