// Results of formulas that are older than the numbers they were computed from: a cell that would be stored is refused, the
// others are told. A formula that is more than plain arithmetic is left alone.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import {
  movedFormula,
  valueOfFormula,
  type CellNumber,
} from '../../electron/core/workbook/1-read/formulas/plain-formula.js';
import * as checks from '../../electron/core/workbook/check-handlers.js';
import { ImportBench } from '../helpers/importing.js';
import { rowsXml, xlsxBytes } from '../helpers/xlsx-bytes.js';
import { zipBytes, type ZipPart } from '../helpers/zip-bytes.js';

describe('plain arithmetic', () => {
  const sheet: Record<string, CellNumber> = {
    '0|0': 10,
    '1|0': 4,
    '2|0': 'text',
    '4|0': 0.1,
    '5|0': 0.2,
    '6|0': 'open',
  };
  const others: Record<string, Record<string, CellNumber>> = {
    Sheet2: { '0|0': 7, '1|0': 8 },
    '一季度 表': { '0|1': 5 },
  };
  const cells = {
    at: (row: number, column: number, other?: string): CellNumber =>
      other === undefined || others[other] ? ((others[other ?? ''] ?? sheet)[`${row}|${column}`] ?? 'blank') : 'open',
  };
  const value = (formula: string, rows = 0): number | undefined => valueOfFormula(formula, cells, { rows, columns: 0 });

  test.each([
    ['A1+A2', 14],
    ['A1-A2*2', 2],
    ['(A1-A2)/A2', 1.5],
    ['-A1+$A$2', -6],
    ['A1/A2*100', 250],
    ['50%*A1', 5],
    ['SUM(A1:A4)', 14],
    ['SUM(A1,A2,A3)', 14],
    ['SUM(A1:A2)-A2', 10],
    ['SUM(A1*2,1)', 21],
    [' SUM( A1 : A2 ) ', undefined],
    [' SUM( A1:A2 ) ', 14],
    ['A1+A4', 10],
  ])('%s = %s', (formula, expected) => expect(value(formula)).toBe(expected));

  test.each([
    ['IF(A1>A2,1,0)', 1],
    ['IF(A1<=A2,1,A2)', 4],
    ['IF(A4=0,0,A1/A4)', 0],
    ['IF(A4="",0,A1/A4)', 0],
    ['IF(A1<>"",A1,0)', 10],
    ['IF(A1-A2=6,SUM(A1:A2),0)', 14],
    ['IF(A5=0.1,A6,0)', 0.2],
    ['IF(A5<A6,1,0)', 1],
    ['IFERROR(A1/A4,0)', 0],
    ['IFERROR(A1/A2,0)', 2.5],
    ['IFERROR(AVERAGE(A8:A9),7)', 7],
    ['ROUND(A1/3,2)', 3.33],
    ['ROUND(-A2/3*2,0)', -3],
    ['ROUND(2.675,2)', 2.68],
    ['ROUND(1250,-2)', 1300],
    ['ABS(A2-A1)', 6],
    ['MAX(A1:A4)', 10],
    ['MIN(A1,A2,3)', 3],
    ['AVERAGE(A1:A3)', 7],
    ['Sheet2!A1+1', 8],
    ["'一季度 表'!B1*2", 10],
    ['SUM(Sheet2!A1:A2,A1)', 25],
  ])('%s = %s too', (formula, expected) => expect(value(formula)).toBe(expected));

  test.each([
    'A1+A3',
    'IF(A1>A2,"是","否")',
    'IF(A3="",0,1)',
    'IF(A1>A2,1',
    'IF(A1,1,0)',
    'IF(A1>A7,1,0)',
    'IF(A5+A6=0.3,1,0)',
    'IF(A5+A6-0.3=0,1,0)',
    'IF(A5+A6>0.3,1,0)',
    'IFERROR(VLOOKUP(A1,B1,2),0)',
    'IFERROR(A7,0)',
    'ROUND(0.5-0.00000000000001,0)',
    'SUMIF(A1:A2,">1")',
    'MAX(A1:A7)',
    'A1/A4',
    'SUM(A1:A2',
    '表三!A1+1',
    "'[1]汇总'!A1",
    'A1&A2',
    'A1 A2',
    'SUM(A:A)',
    'A1^2',
    'A1+YTD2024',
    'A1+B9999999',
    'SUM(A1:A7)',
    'SUM(A1,A7)',
    'A1+A7',
    '',
    'SUM(A1:XFD1048576)',
  ])('%s has none', (formula) => expect(value(formula)).toBeUndefined());

  test('a shared formula moves with its cell, but for what is fixed', () => {
    expect(value('A1+1', 1)).toBe(5);
    expect(value('$A$1+1', 1)).toBe(11);
    expect(value('A$1+A1', 1)).toBe(14);
    expect(value('A1+1', -1)).toBeUndefined();
    expect(movedFormula('SUM($A1:B$2)*C3/100', { rows: 2, columns: 1 })).toBe('SUM($A3:C$2)*D5/100');
  });
});

describe('a file', () => {
  let bench: ImportBench;
  beforeEach(async () => {
    bench = await ImportBench.withUnits('江北区', '江南区');
  });
  afterEach(() => bench.close());

  const rows = [
    ['2024年1—3月统计表'],
    ['填报单位：江北区'],
    ['指标', '数量'],
    ['发明专利申请量', 3],
    ['实用新型专利申请量', 4],
    ['专利申请量', 70],
    ['商标申请量', 8],
  ];
  const planOf = (formula: string, change: (parts: ZipPart[]) => ZipPart[] = (parts) => parts) => {
    const path = join(bench.folder, 'f.xlsx');
    const xml = rowsXml(rows).replace('<c r="B6"><v>', `<c r="B6">${formula}<v>`);
    writeFileSync(path, xlsxBytes({ sheets: [{ name: '报表', xml }], change }));
    return bench.plan([bench.file(path)]);
  };
  const fileOf = async (...args: Parameters<typeof planOf>) => (await planOf(...args)).files[0]!;
  const said = async (formula: string): Promise<(string | null)[][]> =>
    (await fileOf(formula)).issues.map((issue) => [issue.severity, issue.rule, issue.sheet, issue.cell]);

  test('with an old sum is refused at its cell; with a reason what it holds is taken', async () => {
    const made = await planOf('<f>SUM(B4:B5)</f>');
    const [file] = made.files;
    expect(file).toMatchObject({ status: 'asks', cells: { new: 3, rejected: 1 } });
    expect(file!.issues).toMatchObject([
      { severity: 'block', rule: 'formula-stale', sheet: '报表', cell: 'B6', expected: '7', canWaive: true },
    ]);
    expect(file!.issues[0]!.message).toContain('是公式SUM(B4:B5)，按表中的数应为7，文件里存的是70');
    const { key } = file!.issues[0]!;
    const passed = await checks.waiverAdd(bench.ctx, { planId: made.planId, index: 0, key: key!, reason: '电话核实' });
    expect(passed).toMatchObject({ status: 'planned', cells: { new: 4, rejected: 0 } });
    expect(bench.cells(made).find((cell) => cell.cell === 'B6')).toMatchObject({ fate: 'new', value: '70' });
  });

  test('with an old result that is not stored is told once', async () => {
    const path = join(bench.folder, 'c.xlsx');
    const table = [
      ['2024年1—3月统计表'],
      ['区县', '专利授权量'],
      ['江北区', 3],
      ['江南区', 4],
      ['平均', 8],
      ['最多与最少之差', null, 9],
    ];
    const xml = rowsXml(table)
      .replace('<c r="B5"><v>', '<c r="B5"><f>(B3+B4)/2</f><v>')
      .replace('<c r="C6"><v>', '<c r="C6"><f>B4-B3</f><v>');
    writeFileSync(path, xlsxBytes({ sheets: [{ xml }] }));
    const file = await bench.one(bench.file(path));
    const stale = file.issues.filter((issue) => issue.rule === 'file.formula-stale');
    expect(stale).toMatchObject([{ severity: 'hint', cell: 'B5' }]);
    expect(stale[0]!.message).toContain(
      '有2个公式的结果与表中的数不符：B5的公式(B3+B4)/2按表中的数应为3.5，文件里存的是8',
    );
  });

  test.each([
    ['at its own cell', '<f>SUM(B4:B6)</f>'],
    ['in its own arithmetic', '<f>B4+B6</f>'],
  ])('with a formula that looks %s is told as that, and computed in no way', async (_name, formula) => {
    const file = await fileOf(formula);
    expect(file).toMatchObject({ status: 'planned', cells: { new: 4, rejected: 0 } });
    expect(file.issues.map((issue) => [issue.severity, issue.rule, issue.cell, issue.expected])).toEqual([
      ['warn', 'formula-circular', 'B6', undefined],
    ]);
    expect(file.issues[0]!.message).toContain('引用了自己（循环引用），文件里存的70不是');
  });

  test.each([
    ['that agrees', '<f>B4*10+B5*10</f>'],
    ['of more than arithmetic', '<f>SUMIF(B4:B5,"&gt;1")</f>'],
    ['of an array', '<f t="array" ref="B6">SUM(B4:B5)</f>'],
  ])('with a formula %s says nothing', async (_name, formula) => {
    expect(await said(formula)).toEqual([]);
  });

  const sheets = (state: 'visible' | 'hidden') => {
    const path = join(bench.folder, `${state}.xlsx`);
    const own = rowsXml(rows)
      .replace('<c r="B6"><v>', '<c r="B6"><f>SUM(\'各 区\'!B1:B2)</f><v>')
      .replace('<c r="B7"><v>', '<c r="B7"><f>IF(B4=0,0,ROUND(B5*2.3,0))</f><v>');
    const other = rowsXml([
      ['甲', 3],
      ['乙', 4],
    ]);
    writeFileSync(
      path,
      xlsxBytes({
        sheets: [
          { name: '报表', xml: own },
          { name: '各 区', xml: other, ...(state === 'hidden' ? { state } : {}) },
        ],
      }),
    );
    return bench.one(bench.file(path));
  };

  test('with sums over another sheet and a rounded IF is looked at like one over its own', async () => {
    const file = await sheets('visible');
    const stale = file.issues.filter((issue) => issue.rule === 'formula-stale');
    expect(stale.map((issue) => [issue.cell, issue.expected])).toEqual([
      ['B6', '7'],
      ['B7', '9'],
    ]);
    expect(stale[0]!.message).toContain("是公式SUM('各 区'!B1:B2)，按表中的数应为7");
  });

  test('over a hidden sheet, which is not read, has no value that could be compared', async () => {
    const file = await sheets('hidden');
    const stale = file.issues.filter((issue) => issue.rule === 'formula-stale');
    expect(stale.map((issue) => issue.cell)).toEqual(['B7']);
  });

  test('that asks for a cell of empty text has no value that could be compared: it is no blank', async () => {
    const path = join(bench.folder, 'e.xlsx');
    const xml = rowsXml(rows)
      .replace('<c r="B5"><v>4</v></c>', '<c r="B5" t="str"><f>IF(B4&gt;9,1,"")</f><v></v></c>')
      .replace('<c r="B6"><v>', '<c r="B6"><f>IF(B5&gt;0,70,B4)</f><v>');
    expect(xml).toContain('t="str"');
    writeFileSync(path, xlsxBytes({ sheets: [{ name: '报表', xml }] }));
    const { issues } = await bench.one(bench.file(path));
    expect(issues.filter((issue) => issue.rule.endsWith('formula-stale'))).toEqual([]);
  });

  test('as .ods is looked at in the same way', async () => {
    const path = join(bench.folder, 'o.ods');
    const cell = (value: string | number, formula = ''): string =>
      typeof value === 'string'
        ? `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`
        : `<table:table-cell office:value-type="float" office:value="${value}" ${formula}><text:p>${value}</text:p></table:table-cell>`;
    const table = (name: string, lines: string[]): string =>
      `<table:table table:name="${name}">${lines.map((line) => `<table:table-row>${line}</table:table-row>`).join('')}</table:table>`;
    const sum = 'table:formula="of:=IF([.B4]=0;0;[.B4]+SUM([$&apos;各 区&apos;.A1:.A2]))"';
    const right = 'table:formula="of:=ROUND([.B5]/2;0)+[各区二.A1]"';
    const lines = [
      cell('2024年1—3月统计表'),
      cell('填报单位：江北区'),
      cell('指标') + cell('数量'),
      cell('发明专利申请量') + cell(3),
      cell('实用新型专利申请量') + cell(4),
      cell('专利申请量') + cell(70, sum),
      cell('商标申请量') + cell(8, right),
    ];
    const others = table('各 区', [cell(1), cell(2)]) + table('各区二', [cell(6)]);
    const content = `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>${table('报表', lines)}${others}</office:spreadsheet></office:body></office:document-content>`;
    writeFileSync(
      path,
      zipBytes([
        { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
        { name: 'content.xml', data: content },
      ]),
    );
    const file = await bench.one(bench.file(path));
    const stale = file.issues.filter((issue) => issue.rule === 'formula-stale');
    expect(stale.map((issue) => [issue.cell, issue.expected])).toEqual([['B6', '6']]);
    expect(stale[0]!.message).toContain("是公式IF(B4=0,0,B4+SUM('各 区'!A1:A2))，按表中的数应为6");
  });

  test('whose results are rounded to what is shown is not computed anew', async () => {
    const rounded = (part: ZipPart): ZipPart =>
      part.name === 'xl/workbook.xml'
        ? { ...part, data: String(part.data).replace('</sheets>', '</sheets><calcPr fullPrecision="0"/>') }
        : part;
    expect((await fileOf('<f>SUM(B4:B5)</f>', (parts) => parts.map(rounded))).issues).toEqual([]);
  });

  test('with shared formulas is looked at cell by cell', async () => {
    const path = join(bench.folder, 's.xlsx');
    const table = [
      ['2024年1—3月统计表'],
      ['区县', '发明专利授权量', '实用新型专利授权量', '专利授权量'],
      ['江北区', 3, 4, 7],
      ['江南区', 5, 6, 10],
    ];
    const xml = rowsXml(table)
      .replace('<c r="D3"><v>', '<c r="D3"><f t="shared" si="0" ref="D3:D4">B3+C3</f><v>')
      .replace('<c r="D4"><v>', '<c r="D4"><f t="shared" si="0"/><v>');
    writeFileSync(path, xlsxBytes({ sheets: [{ xml }] }));
    const file = await bench.one(bench.file(path));
    const stale = file.issues.filter((issue) => issue.rule === 'formula-stale');
    expect(stale.map((issue) => issue.cell)).toEqual(['D4']);
    expect(stale[0]!.message).toContain('是公式B4+C4，按表中的数应为11，文件里存的是10');
  });

  test.each([
    ['a formula without a result', '<c r="B5"><f>1+3</f></c>'],
    ['an error', '<c r="B5" t="e"><f>1/0</f><v>#DIV/0!</v></c>'],
  ])('sums over %s have no value that could be compared', async (_name, cell) => {
    const path = join(bench.folder, 'o.xlsx');
    const xml = rowsXml(rows)
      .replace('<c r="B5"><v>4</v></c>', cell)
      .replace('<c r="B6"><v>', '<c r="B6"><f>SUM(B4:B5)</f><v>');
    expect(xml).toContain(cell);
    writeFileSync(path, xlsxBytes({ sheets: [{ name: '报表', xml }] }));
    const { issues } = await bench.one(bench.file(path));
    expect(issues.filter((issue) => issue.rule.endsWith('formula-stale'))).toEqual([]);
    expect(issues.map((issue) => issue.cell)).toContain('B5');
  });
});
