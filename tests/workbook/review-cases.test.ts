// Layouts that read well and mean something else: each number is right, asked about or refused, never silently wrong.

import { afterEach, beforeEach, expect, test } from 'vitest';

import { listValues } from '../../electron/core/statistics/handlers.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区', '衡阳县');
});
afterEach(() => bench.close());

const report = (head: string[], rows: Rows, title = '2024年1—3月知识产权工作统计表'): Rows => [
  [title],
  ['填报单位：江北区市场监督管理局（盖章）'],
  head,
  ...rows,
];

/** Imports one sheet; the stored values of 江北区 as `period code basis = value`. */
async function stored(rows: Rows): Promise<string[]> {
  await bench.importAll([bench.sheet('表.xlsx', rows)]);
  return ['2023-03', '2023-12', '2024-03', '2024-06', '2024-07'].flatMap((period) =>
    listValues(bench.ctx, { period })
      .values.filter((item) => item.unit === '江北区' && item.value !== null && item.numerator === null)
      .map((item) => `${period} ${item.code} ${item.basis} = ${item.value}`),
  );
}

test.each<[string, string[], (string | number)[], string[]]>([
  ['last year as a whole', ['1—3月累计', '2023年全年'], [50, 240], ['2024-03 C05 ytd = 50']],
  ['去年全年', ['1—3月累计', '去年全年'], [50, 240], ['2024-03 C05 ytd = 50']],
  ['同期 of 本月', ['本月', '同期', '累计'], [5, 4, 50], ['2024-03 C05 ytd = 50']],
  [
    '同期 of 本月 and of 累计',
    ['本月', '去年同期', '累计', '去年同期'],
    [5, 4, 50, 40],
    ['2023-03 C05 ytd = 40', '2024-03 C05 ytd = 50'],
  ],
  [
    '同期 before 本月 and 累计',
    ['去年同期', '本月', '累计'],
    [40, 5, 50],
    ['2023-03 C05 ytd = 40', '2024-03 C05 ytd = 50'],
  ],
  [
    '同期 after 累计新增',
    ['本月新增', '累计新增', '去年同期'],
    [5, 50, 40],
    ['2023-03 C05 ytd = 40', '2024-03 C05 ytd = 50'],
  ],
  // The title says 1—3月: the span or its last month is asked about.
  ['single months', ['2024.3', '2023.3'], [5, 4], []],
  ['single months that say so', ['2024年3月当月', '2023年3月当月'], [5, 4], ['2024-03 C05 month = 5']],
  ['a comparison of no known word', ['本月', '较年初'], [5, 4], ['2024-03 C05 month = 5']],
  ['a forecast', ['1—3月累计', '预计全年'], [50, 200], ['2024-03 C05 ytd = 50']],
])('%s', async (_name, heads, numbers, expected) => {
  expect(await stored(report(['指标', '单位', ...heads], [['专利授权量', '件', ...numbers]]))).toEqual(expected);
});

test('last year end beside a stock is no 同期', async () => {
  const rows = report(['指标', '单位', '2024年3月末', '2023年末'], [['有效发明专利拥有量', '件', 500, 450]]);
  expect(await stored(rows)).toEqual(['2023-12 C14 asof = 450', '2024-03 C14 asof = 500']);
});

test('同期 beside 本季度 and 累计 is that of 累计', async () => {
  const plan = await bench.plan([
    bench.sheet(
      '表.xlsx',
      report(
        ['指标', '单位', '本季度', '累计', '去年同期'],
        [['专利授权量', '件', 50, 90, 80]],
        '2024年第二季度统计表',
      ),
    ),
  ]);
  expect(bench.cells(plan).map((cell) => [cell.cell, cell.basis])).toEqual([
    ['C4', 'quarter'],
    ['D4', 'ytd'],
    ['E4', 'ytd'],
  ]);
});

test.each([
  ['2024-06', '2024-06 C05 ytd = 50'],
  ['2024-07', '2024-07 C05 ytd = 50'],
])('a title of 1—6月 over a head of 1—7月 is asked; answered %s', async (answer, line) => {
  const rows = report(['指标', '单位', '1-7月累计'], [['专利授权量', '件', 50]], '2024年1—6月统计表');
  const plan = await bench.plan([bench.sheet('表.xlsx', rows)]);
  expect(plan.files[0]).toMatchObject({ status: 'asks', cells: { new: 0 } });
  expect(plan.files[0]!.questions[0]!.options.map((option) => option.value)).toEqual(['2024-06', '2024-07']);
  await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'period:0:0': answer } });
  imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] });
  expect(
    listValues(bench.ctx, { period: answer }).values.find((item) => item.unit === '江北区' && item.code === 'C05'),
  ).toMatchObject({ basis: 'ytd', value: line.split(' = ')[1] });
});

test('0.876 in a row of % is asked about, 0.876% is not', async () => {
  const head = ['指标', '单位', '1—3月累计'];
  const plain = await bench.one(bench.sheet('表.xlsx', report(head, [['发明专利授权率', '%', 0.876]])));
  expect(plain.questions.map((question) => [question.kind, question.cell])).toEqual([['percent', 'C4']]);
  const written = await bench.one(bench.sheet('表.xlsx', report(head, [['发明专利授权率', '%', '0.876%']])));
  expect(written.questions).toEqual([]);
});

test.each([
  ['in the name', '专利权质押融资金额（亿元）', '万元', '1—3月累计'],
  ['in the head', '专利权质押融资金额', '元', '1—3月累计（万元）'],
])('a measure %s against the 计量单位 column blocks', async (_name, label, measure, head) => {
  const planned = await bench.one(bench.sheet('表.xlsx', report(['指标', '单位', head], [[label, measure, 1200]])));
  expect(planned).toMatchObject({ status: 'asks', cells: { new: 0 } });
  expect(planned.issues.map((issue) => [issue.severity, issue.rule, issue.cell])).toEqual([
    ['block', 'measure-mismatch', 'C4'],
  ]);
});

test.each<[string, Rows, string]>([
  ['金额单位', [['2024年1—3月统计'], ['金额单位：元']], '1500'],
  ['计量单位', [['2024年1—3月统计'], ['计量单位：元']], '1500'],
  ['in brackets', [['2024年1—3月统计'], ['（单位：元）']], '1500'],
  ['behind the title', [['2024年1—3月统计（单位：元）']], '1500'],
  ['among others', [['2024年1—3月统计'], ['单位：件、元']], '1500'],
  ['in the next cell', [['2024年1—3月统计'], ['金额单位：', '元']], '1500'],
])('the measure of the amounts in a line, %s', async (_name, above, amount) => {
  const rows: Rows = [...above, ['区县', '专利权质押融资金额', '专利授权量'], ['江北区', 15_000_000, 5]];
  expect(await stored([...rows, ['江南区', 25_000_000, 7]])).toEqual([
    '2024-03 C05 ytd = 5',
    `2024-03 Y01 ytd = ${amount}`,
  ]);
});

test('a line 单位：元 behind 填报单位 in one cell is read, and 元、万元 in one line block', async () => {
  const head = ['指标', '1—3月累计'];
  const amount = ['专利权质押融资金额', 15_000_000];
  const title = '2024年1—3月统计表';
  const one = [[title], ['填报单位：江北区市场监督管理局    单位：元'], head, amount];
  const two = [[title], ['填报单位：江北区市场监督管理局'], ['单位：元、万元'], head, amount];
  expect(await bench.one(bench.sheet('表.xlsx', two))).toMatchObject({ status: 'asks', cells: { new: 0 } });
  expect(await stored(one)).toEqual(['2024-03 Y01 ytd = 1500']);
});

test.each<[string, Rows, string[]]>([
  [
    '本月, 去年同期, 累计, 去年同期',
    [
      ['本月', 5],
      ['去年同期', 4],
      ['累计', 15],
      ['去年同期', 10],
    ],
    ['2023-03 C05 ytd = 10', '2024-03 C05 ytd = 15'],
  ],
  [
    '本月, 去年同期, 累计',
    [
      ['本月', 5],
      ['去年同期', 4],
      ['累计', 15],
    ],
    ['2024-03 C05 ytd = 15'],
  ],
])('rows %s', async (_name, rows, expected) => {
  expect(await stored([['江北区2024年1—3月'], ['项目', '专利授权量'], ...rows])).toEqual(expected);
});

test.each<[string, Rows, string[]]>([
  ['in the head', [['区县', '常住人口（人）']], ['2023-12 P01 asof = 51.23']],
  ['in a line', [['单位：人'], ['区县', '常住人口']], ['2023-12 P01 asof = 51.23']],
  ['nowhere', [['区县', '常住人口']], []],
])('population counted in 人, said %s', async (_name, heads, expected) => {
  expect(await stored([['2023年末常住人口'], ...heads, ['江北区', 512300], ['江南区', 301200]])).toEqual(expected);
});

test('targets handed out with a column of 完成率 are targets, whatever period is chosen', async () => {
  const rows: Rows = [
    ['2024年度知识产权目标任务分解表'],
    ['区县', '专利授权量（件）', '完成率'],
    ['江北区', 100, 20],
    ['江南区', 50, 25],
  ];
  const plan = await bench.plan([bench.sheet('表.xlsx', rows)], '2024-03');
  expect(bench.cells(plan).map((cell) => [cell.cell, cell.role])).toEqual([
    ['B3', 'target'],
    ['C3', 'check'],
    ['B4', 'target'],
    ['C4', 'check'],
  ]);
});

test('a table with a month in each row is of its last month', async () => {
  const planned = await bench.one(
    bench.sheet('表.xlsx', [
      ['江北区2024年统计'],
      ['月份', '专利授权量', '商标注册量'],
      ['1月', 5, 1],
      ['2月', 6, 2],
      ['3月', 7, 3],
      ['合计', 18, 6],
    ]),
  );
  expect(planned).toMatchObject({ status: 'planned', periods: ['2024-03'], questions: [] });
});
