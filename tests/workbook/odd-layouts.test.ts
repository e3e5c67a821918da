// Odd district layouts: every number is right, asked about or left out with a word; nothing else comes out. Answers to what they
// ask: odd-layouts-answers.test.ts; what the title says of the period: title-periods.test.ts; covers: cover-sheets.test.ts.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { ImportBench, type Rows } from '../helpers/importing.js';
import { ODD_LAYOUTS } from '../helpers/odd-layouts/index.js';
import { outcomeOf } from '../helpers/odd-layouts/outcome.js';
import { report } from '../helpers/odd-layouts/report.js';

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区', '衡阳县');
});
afterAll(() => bench.close());

test.each([...ODD_LAYOUTS])('$name', async ({ stored, asks, says, ...layout }) => {
  expect(await outcomeOf(bench, layout)).toEqual({ stored, asks, says });
});

test('a section under the title of a unit is a part of it, one headed by another unit in short is asked about', async () => {
  const sections = (last: string): Rows => [
    ['江北区2024年1—3月统计表'],
    ['一、专利'],
    ['指标', '本期'],
    ['专利授权量', 5],
    [null],
    [last],
    ['指标', '本期'],
    ['商标申请量', 6],
  ];
  expect(await bench.one(bench.sheet('表.xlsx', sections('二、商标')))).toMatchObject({ status: 'planned' });
  const other = await bench.one(bench.sheet('表.xlsx', sections('二、江南')));
  expect(other).toMatchObject({ status: 'asks', questions: [{ kind: 'unit' }] });
});

test.each<[string, Rows]>([
  [
    'loans',
    [
      ['编号', '企业全称', '所在镇街', '放款银行', '贷款额度(万元)', '放款时间', '质押专利号'],
      [1, '云川恒泰机械有限公司', '江北区', '云川农商银行', 500, '2024-03-12', 'ZL202110000000.0'],
    ],
  ],
  [
    'subsidies',
    [
      ['序', '领取单位', '镇街', '补助事项', '补助金额（元）', '发放日期'],
      [1, '云川恒泰机械有限公司', '江北区', '发明专利授权补助', 5000, '2024-03-12'],
    ],
  ],
])('a list of %s under an office’s own heads is a ledger, not a table of a month', async (name, rows) => {
  const file = await bench.one(bench.sheet(`${name}.xlsx`, [['云川县登记台账'], ...rows]));
  expect(file.questions.filter((question) => question.kind === 'period')).toEqual([]);
  expect(file.cells.new).toBe(0);
});

test.each<[string, Rows, Record<string, string>]>([
  [
    'below the table, in one cell each',
    [['审核人：李四', '填报人：张三', '联系电话：0632-1234567', '填报日期：2024年4月3日']],
    { 审核人: '李四', 填报人: '张三', 联系电话: '0632-1234567', 填报日期: '2024年4月3日' },
  ],
  [
    'labels and values in cells of their own',
    [['审核人：', '李四', null, '填报人：', '张三', null, '联系电话：', 13800001111]],
    { 审核人: '李四', 填报人: '张三', 联系电话: '13800001111' },
  ],
  [
    'without a colon, under blank rows',
    [[], [], ['制表人', '张三', '联系方式', '13800001111']],
    { 填报人: '张三', 联系电话: '13800001111' },
  ],
  [
    'all in one cell',
    [['单位负责人：王五      审核人：李四    填 报 人：张 三    联系电话：0632-1234567   报出日期：2024年4月3日']],
    { 负责人: '王五', 审核人: '李四', 填报人: '张三', 联系电话: '0632-1234567', 填报日期: '2024年4月3日' },
  ],
  [
    'and a note in one cell, blanks between',
    [['单位负责人：王五  填报人：张三   注：本表按月报']],
    { 负责人: '王五', 填报人: '张三' },
  ],
  ['below a note, in lines of one cell', [['注：1.本表按月报。\n2.次月5日前报。\n填报人：张三']], { 填报人: '张三' }],
  [
    'other words for them',
    [['分管领导：赵六 经办人：张三 手机：13800001111 上报时间：2024-04-03']],
    { 负责人: '赵六', 填报人: '张三', 联系电话: '13800001111', 填报日期: '2024-04-03' },
  ],
])('names and telephone %s', async (_name, below, meta) => {
  const file = await bench.one(bench.sheet('表.xlsx', report(['指标', '数量'], ['专利授权量', 50], ...below)));
  expect(file).toMatchObject({ status: 'planned', meta, cells: { new: 1 }, issues: [] });
});

test('a sheet of the province is left out of the file of a unit, and the rest received', async () => {
  const sheet = (title: string, value: number): (string | number)[][] => [
    [title],
    ['指标', '数值'],
    ['商标注册量', value],
  ];
  const file = bench.book('江北区2024年1—3月.xlsx', [
    { name: '江北区', rows: sheet('统计表', 9) },
    { name: '全省', rows: sheet('统计表', 95000) },
  ]);
  const plan = await bench.plan([file]);
  expect(plan.files[0]).toMatchObject({
    status: 'planned',
    questions: [{ kind: 'unit', sheet: '全省', optional: true }],
  });
  const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
  expect(stored.map((cell) => [cell.sheet, cell.value])).toEqual([['江北区', '9']]);
});

test('two sheets that contradict each other are named in what is said', async () => {
  const rows = (value: number): (string | number)[][] => [
    ['江北区2024年1—3月统计表'],
    ['指标', '数值'],
    ['专利授权量', value],
  ];
  const file = await bench.one(
    bench.book('江北区.xlsx', [
      { name: '初稿', rows: rows(48) },
      { name: '定稿', rows: rows(50) },
    ]),
  );
  expect(file.issues[0]!.message).toContain('（初稿!B3为48，定稿!B3为50）');
});

test.each([
  '知识产权重点指标',
  '重点工作',
  '知识产权强区建设',
  '知识产权示范城市创建',
  '知识产权优势企业培育',
  '知识产权公共服务',
  '营商环境',
  '各乡镇汇总',
])('%s in a title names no part of the unit', async (word) => {
  const rows: Rows = [[`江北区2024年1—3月${word}情况统计表`], ['指标', '数量'], ['专利授权量', 5], ['商标注册量', 8]];
  const file = await bench.one(bench.sheet('表.xlsx', rows));
  expect(file).toMatchObject({ status: 'planned', questions: [], issues: [], cells: { new: 2 } });
});

describe('高新区 in the report of a unit that is one', () => {
  let zones: ImportBench;
  beforeAll(async () => {
    zones = await ImportBench.withUnits('江北区', '云川高新区', '云川经济技术开发区');
  });
  afterAll(() => zones.close());

  test.each([
    ['云川高新区', '高新区', 'planned'],
    ['云川经济技术开发区', '经开区', 'planned'],
    ['云川经济技术开发区', '开发区', 'planned'],
    ['云川经济技术开发区', '高新区', 'asks'],
    ['江北区', '高新区', 'asks'],
  ])('%s: a sheet %s is %s', async (unit, sheet, status) => {
    const rows: Rows = [[`${unit}2022年1—7月统计表`], ['指标', '数量'], ['专利授权量', 5]];
    expect((await zones.one(zones.sheet('表.xlsx', rows, { sheet }))).status).toBe(status);
  });

  test.each([
    ['云川高新区', 'planned'],
    ['江北区', 'ignored'],
  ])('%s: a head 高新区 over 本期 and 同期 is %s', async (unit, status) => {
    const rows: Rows = [
      [`${unit}2022年1—7月统计表`],
      ['指标', '高新区', null],
      [null, '本期', '同期'],
      ['专利授权量', 5, 3],
    ];
    expect((await zones.one(zones.sheet('表.xlsx', rows, { merges: ['A2:A3', 'B2:C2'] }))).status).toBe(status);
  });
});

test.each(['50（45）', '50/45', '50（去年45件）', '50（其中发明20）'])(
  'two numbers in one cell, %s, are refused with what to write',
  async (text) => {
    const [issue] = (
      await bench.one(bench.sheet('表.xlsx', report(['指标', '数量'], ['专利授权量', text], ['商标注册量', 8])))
    ).issues;
    expect(issue).toMatchObject({ severity: 'block', rule: 'text-in-number', cell: 'B4' });
    expect(issue!.message).toContain('一格里写了两个数，应只填本期数，上年同期数、其中数等另设一栏填写');
  },
);

test('known names below a line of a part are asked about once, and a part without its numbering', async () => {
  const rows = report(
    ['指标', '数量'],
    ['商标注册量', 8],
    ['一、规上企业', null],
    ['专利授权量', 50],
    ['商标申请量', 9],
  );
  const below = await bench.one(bench.sheet('表.xlsx', rows));
  expect(below.questions.map(({ text }) => text)).toEqual([
    '“一、规上企业”下面的数（B6等2个），是填报单位本期的数，还是其中一部分的数？',
  ]);
  const part = await bench.one(
    bench.sheet('表.xlsx', report(['指标', '数量'], ['一、专利授权量', 50], ['1.规上企业：', 20])),
  );
  expect(part.questions.map(({ text }) => text)).toEqual([
    'B5“规上企业”没有写计量单位。是规模以上工业企业数（家），还是“专利授权量”中规上企业的数？',
  ]);
});
