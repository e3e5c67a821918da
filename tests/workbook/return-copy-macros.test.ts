// The return copy of a workbook with macros and all that districts put into theirs: notes of their own, drop-downs, number
// checks, coloured cells by rule, a seal, a second sheet, a name, printer settings. Only what we add is new.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';

import * as returns from '../../electron/core/workbook/return-copy/handlers.js';
import { FIXTURES, ImportBench } from '../helpers/importing.js';
import { commentTexts, fills, partsOf, RED } from '../helpers/return-copies.js';

const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
/** Any bytes: a macro is not ours to read. Chosen so that no text encoding keeps them. */
const MACRO = Uint8Array.from({ length: 4096 }, (_, n) => (n * 7) % 256);

const RULES =
  '<conditionalFormatting sqref="E5:E40"><cfRule type="cellIs" dxfId="0" priority="1" operator="lessThan"><formula>0</formula></cfRule></conditionalFormatting>' +
  '<dataValidations count="2"><dataValidation type="list" allowBlank="1" sqref="C5:C40"><formula1>"件,万元,家"</formula1></dataValidation><dataValidation type="whole" operator="greaterThanOrEqual" allowBlank="1" sqref="E5:E37"><formula1>0</formula1></dataValidation></dataValidations>' +
  '<hyperlinks><hyperlink ref="B5" r:id="rId9"/></hyperlinks>';
const DRAWINGS = '<drawing r:id="rId1"/><legacyDrawing r:id="rId3"/>';

const shape = (id: number, row: number, column: number): string =>
  `<v:shape id="_x0000_s${String(id)}" type="#_x0000_t202" style="visibility:hidden"><v:textbox/><x:ClientData ObjectType="Note"><x:Anchor>5,15,4,2,7,15,8,4</x:Anchor><x:Row>${String(row)}</x:Row><x:Column>${String(column)}</x:Column></x:ClientData></v:shape>`;

const EXTRA: Record<string, string | Uint8Array> = {
  'xl/vbaProject.bin': MACRO,
  'xl/media/image1.png': PNG,
  'xl/printerSettings/printerSettings1.bin': MACRO.slice(100, 900),
  'xl/worksheets/_rels/sheet1.xml.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/drawing" Target="../drawings/drawing1.xml"/><Relationship Id="rId2" Type="${REL}/comments" Target="../comments1.xml"/><Relationship Id="rId3" Type="${REL}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/><Relationship Id="rId4" Type="${REL}/printerSettings" Target="../printerSettings/printerSettings1.bin"/><Relationship Id="rId9" Type="${REL}/hyperlink" Target="https://example.org/" TargetMode="External"/></Relationships>`,
  'xl/drawings/drawing1.xml': `${HEAD}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:oneCellAnchor><xdr:from><xdr:col>7</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="500000" cy="500000"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="印章"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip xmlns:r="${REL}" r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"/></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>`,
  'xl/drawings/_rels/drawing1.xml.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/image" Target="../media/image1.png"/></Relationships>`,
  'xl/comments1.xml': `${HEAD}<comments xmlns="${MAIN}"><authors><author>区局小王</author></authors><commentList><comment ref="E6" authorId="0"><text><r><rPr><b/></rPr><t>区局小王：</t></r><r><t xml:space="preserve"> 此数待核</t></r></text></comment><comment ref="E9" authorId="0"><text><t>已与科室核对</t></text></comment></commentList></comments>`,
  'xl/drawings/vmlDrawing1.vml': `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>${shape(1025, 5, 4)}${shape(1026, 8, 4)}</xml>`,
  'xl/worksheets/sheet9.xml': `${HEAD}<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>填报说明</t></is></c></row><row r="2"><c r="A2"><f>月报表!E5*2</f><v>990</v></c></row></sheetData></worksheet>`,
};

/** The faulty report as a workbook with macros. */
function macroBook(): Buffer {
  const parts = unzipSync(readFileSync(join(FIXTURES, 'faulty', '薛城区更正表（有误）.xlsx')));
  const edit = (name: string, change: (xml: string) => string): void => {
    const before = strFromU8(parts[name]!);
    const after = change(before);
    expect(after, name).not.toBe(before);
    parts[name] = strToU8(after);
  };
  edit('[Content_Types].xml', (xml) =>
    xml
      .replace(
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
        'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
      )
      .replace(
        '</Types>',
        `<Default Extension="png" ContentType="image/png"/><Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/><Override PartName="/xl/drawings/drawing1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/><Override PartName="/xl/comments1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/><Override PartName="/xl/worksheets/sheet9.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
      ),
  );
  edit('xl/_rels/workbook.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      `<Relationship Id="rId8" Type="${REL}/worksheet" Target="worksheets/sheet9.xml"/><Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>`,
    ),
  );
  edit('xl/workbook.xml', (xml) =>
    xml.replace(
      '</sheets>',
      `<sheet xmlns:r="${REL}" name="说明" sheetId="9" r:id="rId8"/></sheets><definedNames><definedName name="授权量">月报表!$E$5</definedName></definedNames>`,
    ),
  );
  edit('xl/styles.xml', (xml) =>
    xml
      .replace(/<dxfs[^>]*>.*?<\/dxfs>|<dxfs[^>]*\/>/s, '')
      .replace('</cellStyles>', '</cellStyles><dxfs count="1"><dxf><font><color rgb="FFFF0000"/></font></dxf></dxfs>'),
  );
  edit('xl/worksheets/sheet1.xml', (xml) =>
    xml
      .replace('<worksheet ', `<worksheet xmlns:r="${REL}" `)
      .replace('<pageMargins', `${RULES}<pageMargins`)
      .replace(/<pageSetup [^>]*\/>/, (setup) => `${setup.replace('/>', ' r:id="rId4"/>')}${DRAWINGS}`),
  );
  for (const [name, data] of Object.entries(EXTRA))
    parts[name] = typeof data === 'string' ? strToU8(data) : new Uint8Array(data);
  return Buffer.from(zipSync(parts));
}

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

const write = (name: string, bytes: Buffer): string => {
  const path = join(bench.folder, name);
  writeFileSync(path, bytes);
  return path;
};

test('everything of the district’s own is in the copy byte for byte, its notes first and ours below', async () => {
  const original = macroBook();
  const plan = await bench.plan([bench.file(write('薛城区.xlsm', original))]);
  const copy = await returns.create(bench.ctx, { planId: plan.planId, index: 0, deadline: '2022-08-08' });
  expect(copy).toMatchObject({ kind: 'annotated', file: { name: '退回修改_薛城区.xlsm' } });
  const bytes = readFileSync(bench.ctx.files.path(copy.file.id));
  const [before, after] = [unzipSync(original), unzipSync(bytes)];
  const isSame = (name: string): boolean => Buffer.compare(before[name]!, after[name] ?? new Uint8Array()) === 0;
  expect(
    Object.keys(before)
      .filter((name) => !isSame(name))
      .sort(),
  ).toEqual([
    '[Content_Types].xml',
    'xl/_rels/workbook.xml.rels',
    'xl/comments1.xml',
    'xl/drawings/vmlDrawing1.vml',
    'xl/styles.xml',
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
  ]);
  expect(Object.keys(after).filter((name) => !(name in before))).toEqual(['xl/worksheets/sheet2.xml']);

  const parts = partsOf(bytes);
  // The sheet with the new formats taken away is the district's, rules, drawing and all: it had a notes part already.
  const cells = (xml: string): string => xml.replaceAll(/(<c r="\w+") s="\d+"/g, '$1');
  expect(cells(parts['xl/worksheets/sheet1.xml']!)).toBe(cells(strFromU8(before['xl/worksheets/sheet1.xml']!)));
  expect(fills(parts)['E6']).toBe(RED);
  const comments = commentTexts(parts);
  expect(comments['E9']).toBe('已与科室核对');
  expect(comments['E6']).toMatch(/^区局小王： 此数待核.*知产台账审核.*大于E5/s);
  expect(parts['xl/comments1.xml']).toContain('<r><rPr><b/></rPr><t>区局小王：</t></r>');
  expect(parts['xl/drawings/vmlDrawing1.vml']).toContain(shape(1025, 5, 4));
  expect(parts['[Content_Types].xml']).toContain('application/vnd.ms-excel.sheet.macroEnabled.main+xml');
  expect(parts['xl/workbook.xml']).toContain('<definedName name="授权量">月报表!$E$5</definedName>');
  const dxfs = (xml: string): string | undefined => /<dxfs.*<\/dxfs>/s.exec(xml)?.[0];
  expect(dxfs(parts['xl/styles.xml']!)).toBe(dxfs(strFromU8(before['xl/styles.xml']!)));

  // What comes back unchanged gives the same findings; neither the notes nor our sheet are data.
  const again = await bench.one(bench.file(write('回.xlsm', bytes), copy.file.name));
  const found = (issues: typeof again.issues): string[] =>
    issues.filter((one) => one.severity !== 'hint').map((one) => `${one.rule} ${String(one.cell)}`);
  expect(found(again.issues)).toEqual(found(plan.files[0]!.issues));
});
