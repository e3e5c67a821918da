// A number that its format shows as less than it is (0!.0, over 12000000 shows 1200.0) has two readings: it is never taken.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { builtinMeaning, formatMeaning } from '../../electron/core/workbook/1-read/number-format.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { openQuestions } from '../../shared/import/plan.js';
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

test('a code that no program takes shows nobody knows what', () => {
  expect(formatMeaning('0'.repeat(1001))).toEqual({ z: 'scaled' });
});

test.each([
  '"约"0',
  '0"余"',
  '0+',
  '"1"0',
  '0"0"',
  '0!00',
  '0000"年"00"月"',
  '0-0',
  '-0',
  '[>100]0;"<100"',
  '[<1]"不足1";0',
  '[<10000]0;0.0,"万"',
  '[<10000]0;0!.0,"万"',
  '[=1]"√";0',
  '[>0]"约"0;-0',
])('%s shows another number', (code) => {
  expect(formatMeaning(code)).toEqual({ z: 'scaled' });
});

test.each([
  '#,##0',
  '0"件（2022年）"',
  '# ?/?',
  '0.00E+00',
  '[<0]-0;0',
  '[>=0]#,##0;[Red]-#,##0',
  '[>0]0;[<0]-0;"-"',
  '[=0]"-";[>0]0;-0',
  '[<>0]0;""',
  '[Red][>=100]0;[Blue]0',
  '#\\ ##0',
  '0;"-";"0"',
  '#,##0.00',
  '0,000',
  '0"件"',
  '#,##0"."',
  '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
  '#,##0;[Red]-#,##0',
  '0_,',
])('%s shows what is there', (code) => {
  expect(formatMeaning(code)).toEqual({});
});

test.each([
  ['0.00"亿元"', 'in-yi'],
  ['#,##0.00万元', 'in-wan'],
  ['G/通用格式"元"', 'in-yuan'],
  ['0.00"万"', 'times-wan'],
  ['0.0"万人"', 'wan-people'],
  ['#,##0.00万户', 'wan-households'],
  ['0"百件"', 'scaled'],
  ['yyyy"年"m"月"', 'month'],
  ['[$-804]yyyy/mm', 'month'],
  ['yyyy"年"m"月"d"日"', 'date'],
  ['m"月"d"日"', 'date'],
])('%s is %s', (code, z) => {
  expect(formatMeaning(code)).toEqual({ z });
});

test('the built-in formats of year and month show no day', () => {
  expect([17, 27, 57].map((id) => builtinMeaning(id).z)).toEqual(['month', 'month', 'month']);
  expect([14, 31, 58].map((id) => builtinMeaning(id).z)).toEqual(['date', 'date', 'date']);
});

test.each([';;;', ';;;@', '"—"', '"已报";"已报"', '[Red]"x";0'])('%s shows no number', (code) => {
  expect(formatMeaning(code)).toEqual({ z: 'unseen' });
});

test.each(['0;-0;;@', 'G/通用格式;;', 'General;[Red]-General', '@', '0;;', '#', '[=0]"";0', '[=0]"";0.00;@'])(
  '%s shows the number',
  (code) => {
    expect(formatMeaning(code)).toEqual({});
  },
);

test('a total with ¥ above the units is of the measure that their numbers are said to have', async () => {
  const rows = [
    ['2024年1—3月统计表'],
    ['地区', '专利质押融资登记金额（万元）'],
    ['合计', 60_000_000],
    ['江北区', 50_000_000],
    ['江南区', 10_000_000],
  ];
  const two = await ImportBench.withUnits('江北区', '江南区');
  const path = join(bench.folder, 'signed-total.xlsx');
  const xml = rowsXml(rows).replaceAll(/r="B([345])"/g, 'r="B$1" s="1"');
  writeFileSync(path, xlsxBytes({ sheets: [{ xml }], formats: ['¥#,##0.00'] }));
  const plan = await two.plan([two.file(path)]);
  const answers = { 'sign-measure:0:0:万元': 'yuan' };
  const file = await imports.answer(two.ctx, { planId: plan.planId, index: 0, answers });
  expect(file.issues.filter(({ severity }) => severity !== 'hint')).toEqual([]);
  const stored = two.cells(plan).filter((cell) => cell.fate === 'new');
  expect(stored.map(({ cell, value }) => `${cell} = ${value}`)).toEqual(['B4 = 5000', 'B5 = 1000']);
  two.close();
});

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

test('亿元 that the format writes behind the number is its measure, whatever the head says', async () => {
  const rows = [
    ['2024年1—3月统计表'],
    ['填报单位：江北区'],
    ['指标', '数量'],
    ['专利质押融资登记金额（万元）', 2.35],
    ['商标质押融资登记金额（万元）', 500],
    ['罚没金额', 5],
  ];
  const xml = rowsXml(rows)
    .replace('r="B4"', 'r="B4" s="1"')
    .replace('r="B5"', 'r="B5" s="2"')
    .replace('r="B6"', 'r="B6" s="3"');
  const path = join(bench.folder, 'measures.xlsx');
  const formats = ['0.00&quot;亿元&quot;', '#,##0.00&quot;万元&quot;', '0.0&quot;万&quot;'];
  writeFileSync(path, xlsxBytes({ sheets: [{ xml }], formats }));
  const plan = await bench.plan([bench.file(path)]);
  const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
  expect(stored.map((cell) => [cell.cell, cell.value])).toEqual([
    ['B4', '23500'],
    ['B5', '500'],
  ]);
  expect(plan.files[0]!.issues.map((issue) => [issue.rule, issue.cell])).toEqual([['scaled-format', 'B6']]);
});

test.each(['¥#,##0.00;¥-#,##0.00', '"¥"#,##0', '[$¥-804]#,##0.00', '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ '])(
  '%s writes ¥ at the number',
  (code) => {
    expect(formatMeaning(code)).toEqual({ z: 'in-sign' });
  },
);

test('¥ in the format of a number below 金额（万元） is asked about once, below （元） and at 0 it is not', async () => {
  const amounts = async (measure: string, answers: Record<string, string> = {}): Promise<[string[], string[]]> => {
    const rows = [
      ['江北区2024年1—3月统计表'],
      ['指标', `金额（${measure}）`],
      ['专利质押融资登记金额', 5000],
      ['商标质押融资登记金额', 300],
      ['罚没金额', 0],
    ];
    const xml = rowsXml(rows).replaceAll(/r="B([345])"/g, 'r="B$1" s="1"');
    const path = join(bench.folder, `signs-${measure}.xlsx`);
    writeFileSync(path, xlsxBytes({ sheets: [{ xml }], formats: ['¥#,##0.00'] }));
    const plan = await bench.plan([bench.file(path)]);
    const asks = openQuestions(plan.files[0]!).map(({ id }) => id);
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers });
    const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
    return [asks, stored.map(({ cell, value }) => `${cell} = ${value}`)];
  };
  const asked = ['sign-measure:0:0:万元'];
  expect(await amounts('万元')).toEqual([asked, ['B5 = 0']]);
  expect(await amounts('万元', { [asked[0]!]: 'head' })).toEqual([asked, ['B3 = 5000', 'B4 = 300', 'B5 = 0']]);
  expect(await amounts('万元', { [asked[0]!]: 'yuan' })).toEqual([asked, ['B3 = 0.5', 'B4 = 0.03', 'B5 = 0']]);
  expect(await amounts('元')).toEqual([[], ['B3 = 0.5', 'B4 = 0.03', 'B5 = 0']]);
});

test('元 in the format of a number below 万元 is asked about, alone it is its measure', async () => {
  const amounts = async (line: string | null, answers: Record<string, string> = {}): Promise<[string[], string[]]> => {
    const rows = [['江北区2024年1—3月统计表'], [line], ['指标', '数量'], ['专利质押融资登记金额', 5000]];
    const path = join(bench.folder, 'yuan.xlsx');
    const xml = rowsXml(rows).replace('r="B4"', 'r="B4" s="1"');
    writeFileSync(path, xlsxBytes({ sheets: [{ xml }], formats: ['0.00&quot;元&quot;'] }));
    const plan = await bench.plan([bench.file(path)]);
    const asks = openQuestions(plan.files[0]!).map(({ id }) => id);
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers });
    const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
    return [asks, stored.map(({ value }) => value!)];
  };
  const asked = ['format-measure:0:0:万元'];
  expect(await amounts('单位：万元')).toEqual([asked, []]);
  expect(await amounts('单位：万元', { [asked[0]!]: 'head' })).toEqual([asked, ['5000']]);
  expect(await amounts('单位：万元', { [asked[0]!]: 'yuan' })).toEqual([asked, ['0.5']]);
  expect(await amounts('单位：元')).toEqual([[], ['0.5']]);
  expect(await amounts(null)).toEqual([[], ['0.5']]);
});

test.each([
  ['as programs write it', ''],
  ['in an unusual form', '<!-- by another program -->'],
])('a name that its cell indents is below the one at the margin, %s', async (_name, mark) => {
  const stored = async (indented: readonly number[]): Promise<[string[], string[]]> => {
    const rows = [
      ['江北区2024年1—3月统计表'],
      ['指标', '数量'],
      ['高新技术企业', 12],
      ['专利授权量', 50],
      ['商标注册量', 40],
    ];
    const xml = indented.reduce((text, row) => text.replace(`r="A${row}"`, `r="A${row}" s="1"`), mark + rowsXml(rows));
    const path = join(bench.folder, `indents-${indented.join('')}.xlsx`);
    const withIndent = (part: ZipPart): ZipPart =>
      part.name === 'xl/styles.xml'
        ? {
            ...part,
            data: String(part.data).replace(
              /(<cellXfs[^>]*><xf [^>]*\/>)<xf ([^>]*)\/>/,
              '$1<xf $2><alignment indent="1"/></xf>',
            ),
          }
        : part;
    writeFileSync(
      path,
      xlsxBytes({ sheets: [{ xml }], formats: ['General'], change: (parts) => parts.map(withIndent) }),
    );
    const plan = await bench.plan([bench.file(path)]);
    const cells = bench.cells(plan).filter((cell) => cell.fate === 'new');
    return [openQuestions(plan.files[0]!).map(({ id }) => id), cells.map(({ cell }) => cell)];
  };
  expect(await stored([4])).toEqual([['section:0:0:高新技术企业'], ['B5']]);
  // A column that is indented as a whole says nothing of levels.
  expect(await stored([3, 4, 5])).toEqual([[], ['B4', 'B5']]);
});

test('万人 and 万户 that the format writes behind the number are its measure where the indicator counts in it', async () => {
  const rows = [
    ['2024年1—3月统计表'],
    ['填报单位：江北区'],
    ['指标', '数量'],
    ['常住人口', 94.5],
    ['经营主体数', 12.3],
    ['知识产权专职人员数', 0.02],
    ['专利授权量', 5],
    ['知识产权执法人员数', 3],
  ];
  const xml = [4, 5, 6, 7].reduce(
    (text, row) => text.replace(`r="B${row}"`, `r="B${row}" s="${row === 5 ? 2 : 1}"`),
    rowsXml(rows),
  );
  const path = join(bench.folder, 'people.xlsx');
  const formats = ['0.00&quot;万人&quot;', '0.0&quot;万户&quot;'];
  writeFileSync(path, xlsxBytes({ sheets: [{ xml }], formats }));
  const plan = await bench.plan([bench.file(path)]);
  const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
  expect(stored.map((cell) => [cell.cell, cell.code, cell.value])).toEqual([
    ['B4', 'P01', '94.5'],
    ['B5', 'P04', '12.3'],
    ['B6', 'G07a', '200'],
    ['B8', 'G07b', '3'],
  ]);
  expect(plan.files[0]!.issues.map((issue) => [issue.severity, issue.rule, issue.cell])).toEqual([
    ['block', 'measure-mismatch', 'B7'],
  ]);
});

test.each([
  ['常住人口（万人）', 945_000, '人'],
  ['经营主体数（万户）', 123_000, '户'],
])('%s over a number that no place has is refused, whatever the head says', async (name, value, counted) => {
  const file = await bench.one(
    bench.sheet('表.xlsx', [['江北区2024年1—3月统计表'], ['指标', '数量'], [name, value], ['专利授权量', 5]]),
  );
  expect(file.issues).toMatchObject([{ severity: 'block', rule: 'measure-mismatch', cell: 'B3' }]);
  expect(file.issues[0]!.message).toContain(`像是以“${counted}”计的数`);
});

test.each([
  ['xlsx, 2024年3月 as a date', [45323, 45352], '2024-03'],
  ['whatever day of the month stands there', [45351, 45382], '2024-03'],
])('a head that shows a date as year and month is that month: %s', async (_name, [first, second], period) => {
  const rows = [['统计表'], ['填报单位：江北区'], ['指标', first!, second!], ['有效发明专利拥有量', 90, 95]];
  const xml = rowsXml(rows).replace('r="B3"', 'r="B3" s="1"').replace('r="C3"', 'r="C3" s="1"');
  const path = join(bench.folder, 'months.xlsx');
  const formats = ['yyyy&quot;年&quot;m&quot;月&quot;'];
  writeFileSync(path, xlsxBytes({ sheets: [{ xml }], formats }));
  const plan = await bench.plan([bench.file(path)]);
  expect(plan.files[0]).toMatchObject({ status: 'planned', periods: [period] });
  const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
  expect(stored.map((cell) => [cell.cell, cell.period, cell.value])).toEqual([['C4', period, '95']]);
});

test('a date above the table that is shown as year and month is its period', async () => {
  const rows = [['江北区统计表'], [44743], ['指标', '累计'], ['专利授权量', 5]];
  const path = join(bench.folder, 'title-month.xlsx');
  const xml = rowsXml(rows).replace('r="A2"', 'r="A2" s="1"');
  writeFileSync(path, xlsxBytes({ sheets: [{ xml }], formats: ['yyyy&quot;年&quot;m&quot;月&quot;'] }));
  const plan = await bench.plan([bench.file(path)]);
  expect(plan.files[0]).toMatchObject({ status: 'planned', periods: ['2022-07'], issues: [] });
  const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
  expect(stored.map((cell) => [cell.cell, cell.period, cell.basis, cell.value])).toEqual([
    ['B4', '2022-07', 'ytd', '5'],
  ]);
});
