// A number that its format shows as less than it is (0!.0, over 12000000 shows 1200.0) has two readings: it is never taken.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { formatMeaning } from '../../electron/core/workbook/1-read/number-format.js';
import { ImportBench } from '../helpers/importing.js';
import { rowsXml, xlsxBytes } from '../helpers/xlsx-bytes.js';
import type { ZipPart } from '../helpers/zip-bytes.js';

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.withUnits('江北区');
});
afterAll(() => bench.close());

test.each(['0.0,', '0!.0,', '0!.0000', '0"."0000', '0\\.0,', '#,##0,,', '#,##0.0,"千元"'])('%s shows less', (code) => {
  expect(formatMeaning(code)).toEqual({ z: 'scaled' });
});

test.each([
  '#,##0',
  '#,##0.00',
  '0,000',
  '0.00"万元"',
  '#,##0"."',
  '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
  '#,##0;[Red]-#,##0',
  '0_,',
])('%s shows what is there', (code) => {
  expect(formatMeaning(code)).toEqual({});
});

test.each([';;;', ';;;@', '"—"', '"已报";"已报"', '[Red]"x";0'])('%s shows no number', (code) => {
  expect(formatMeaning(code)).toEqual({ z: 'unseen' });
});

test.each(['0;-0;;@', 'G/通用格式;;', 'General;[Red]-General', '@', '"约"0', '0;;', '#', '[=0]"";0', '[=0]"";0.00;@'])(
  '%s shows the number',
  (code) => {
    expect(formatMeaning(code)).toEqual({});
  },
);

test.each([
  ['as programs write it', ''],
  ['in an unusual form', '<!-- by another program -->'],
])('a number that is crossed out or not shown is never taken, %s', async (_name, mark) => {
  const rows = [
    ['2024年1—3月统计表'],
    ['填报单位：江北区'],
    ['指标', '数量（件）'],
    ['专利授权量', 12],
    ['商标申请量', 7],
    ['商标注册量', 0],
    ['专利申请量', 5],
    ['发明专利授权量', '11'],
  ];
  const xml = `${mark}${rowsXml(rows)}`
    .replace('r="B4"', 'r="B4" s="1"')
    .replace('r="B5"', 'r="B5" s="2"')
    .replace('r="B6"', 'r="B6" s="2"')
    .replace('r="B8"', 'r="B8" s="1"');
  const path = join(bench.folder, 'struck.xlsx');
  const fonts = '<fonts count="2"><font/><font><strike/></font></fonts>';
  const withFonts = (part: ZipPart): ZipPart =>
    part.name === 'xl/styles.xml'
      ? {
          ...part,
          data: String(part.data)
            .replace('</numFmts>', `</numFmts>${fonts}`)
            .replace('<xf numFmtId="0"/><xf ', '<xf numFmtId="0"/><xf fontId="1" '),
        }
      : part;
  writeFileSync(path, xlsxBytes({ sheets: [{ xml }], formats: ['0', ';;;'], change: (parts) => parts.map(withFonts) }));
  const plan = await bench.plan([bench.file(path)]);
  const found = plan.files[0]!.issues.map((issue) => [issue.severity, issue.rule, issue.cell]);
  expect(found).toEqual([
    ['block', 'struck-number', 'B4'],
    ['block', 'unseen-number', 'B5'],
    ['block', 'text-in-number', 'B8'],
  ]);
  const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
  expect(stored.map((cell) => [cell.cell, cell.value])).toEqual([
    ['B6', '0'],
    ['B7', '5'],
  ]);
});

test('such a cell is refused with what is in it, zero is taken', async () => {
  const rows = [
    ['2024年1—3月统计表'],
    ['填报单位：江北区'],
    ['指标', '数量（万元）'],
    ['专利质押融资登记金额', 12000000],
    ['案值', 0],
    ['罚没金额', 5],
  ];
  const xml = rowsXml(rows).replace('r="B4"', 'r="B4" s="1"').replace('r="B5"', 'r="B5" s="1"');
  const path = join(bench.folder, 'scaled.xlsx');
  writeFileSync(path, xlsxBytes({ sheets: [{ xml }], formats: ['0!.0,'] }));
  const plan = await bench.plan([bench.file(path)]);
  const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
  expect(stored.map((cell) => [cell.cell, cell.value])).toEqual([
    ['B5', '0'],
    ['B6', '5'],
  ]);
  const [issue] = plan.files[0]!.issues;
  expect(issue).toMatchObject({ severity: 'block', rule: 'scaled-format', cell: 'B4' });
  expect(issue!.message).toContain('12000000');
});
