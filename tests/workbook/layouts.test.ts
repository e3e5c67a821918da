// One table, many habits: each case is a layout that districts use, with the values it must give. Nothing else may come out.

import { afterEach, beforeEach, expect, test } from 'vitest';

import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区', '衡阳县');
});
afterEach(() => bench.close());

interface Case {
  name: string;
  file?: string;
  sheet?: string;
  rows: Rows;
  merges?: string[];
  /** `unit code period basis` → value, of what would be stored as this year's observations. */
  values: Record<string, string>;
  questions?: string[];
}

const two = { '江北区 C05 2024-03 ytd': '5', '江南区 C05 2024-03 ytd': '7' };
const one = { '江北区 C05 2024-03 ytd': '5', '江北区 C06 2024-03 ytd': '2' };
const both = { ...two, '江北区 C06 2024-03 ytd': '2', '江南区 C06 2024-03 ytd': '3' };

const CASES: Case[] = [
  {
    name: 'diagonal head in one cell',
    rows: [['2024年1—3月统计表'], ['指标＼单位', '江北区', '江南区'], ['专利授权量', 5, 7], ['发明专利授权量', 2, 3]],
    values: both,
  },
  {
    name: 'diagonal head with a line break',
    rows: [['2024年1—3月统计表'], ['指标\n单位', '江北区', '江南区'], ['专利授权量', 5, 7], ['发明专利授权量', 2, 3]],
    values: both,
  },
  {
    name: 'three levels: unit, subject, figure',
    rows: [
      ['2024年3月知识产权统计表'],
      ['单位', '专利授权量', null, null, '发明专利授权量', null, null],
      [null, '本月', '累计', null, '本月', '累计', null],
      [null, null, '今年', '去年同期', null, '今年', '去年同期'],
      ['江北区', 1, 5, 4, 1, 2, 1],
      ['江南区', 2, 7, 6, 1, 3, 2],
    ],
    merges: ['A2:A4', 'B2:D2', 'E2:G2', 'C3:D3', 'F3:G3', 'B3:B4', 'E3:E4'],
    values: both,
  },
  {
    name: 'pairs 本月 and 累计 per unit',
    rows: [
      ['2024年3月统计表'],
      ['指标', '江北区', null, '江南区', null],
      [null, '本月', '累计', '本月', '累计'],
      ['专利授权量', 1, 5, 2, 7],
      ['发明专利授权量', 1, 2, 1, 3],
    ],
    merges: ['A2:A3', 'B2:C2', 'D2:E2'],
    values: both,
  },
  {
    name: 'pairs 本月 and 累计 as two rows per unit',
    rows: [
      ['2024年3月统计表'],
      ['单位', '项目', '专利授权量', '发明专利授权量'],
      ['江北区', '本月', 1, 1],
      [null, '累计', 5, 2],
      ['江南区', '本月', 2, 1],
      [null, '累计', 7, 3],
    ],
    merges: ['A3:A4', 'A5:A6'],
    values: both,
  },
  {
    name: 'indicators in a second column under merged units',
    rows: [
      ['2024年1-3月统计表'],
      ['区县', '指标', '数量', '去年同期'],
      ['江北区', '专利授权量', 5, 4],
      [null, '发明专利授权量', 2, 1],
      ['江南区', '专利授权量', 7, 6],
      [null, '发明专利授权量', 3, 2],
    ],
    merges: ['A3:A4', 'A5:A6'],
    values: both,
  },
  {
    name: 'units in a second column under merged indicators',
    rows: [
      ['2024年1-3月统计表'],
      ['指标', '区县', '数量'],
      ['专利授权量', '江北区', 5],
      [null, '江南区', 7],
      ['发明专利授权量', '江北区', 2],
      [null, '江南区', 3],
    ],
    merges: ['A3:A4', 'A5:A6'],
    values: both,
  },
  {
    name: 'starts at D7',
    rows: [
      [],
      [],
      [],
      [null, null, null, '2024年1—3月知识产权统计表'],
      [],
      [],
      [null, null, null, '区县', '专利授权量', '发明专利授权量'],
      [null, null, null, '江北区', 5, 2],
      [null, null, null, '江南区', 7, 3],
    ],
    values: both,
  },
  {
    name: 'one row of numbers, unit in its own line',
    rows: [
      ['知识产权工作情况统计表'],
      ['填报单位：江北区市场监督管理局（盖章）', '2024年1-3月'],
      ['专利授权量', '发明专利授权量'],
      [5, 2],
    ],
    values: one,
  },
  {
    name: 'figures down, indicators across',
    rows: [
      ['江北区2024年3月统计表'],
      ['项目', '专利授权量', '发明专利授权量'],
      ['本月', 1, 1],
      ['累计', 5, 2],
      ['去年同期', 4, 1],
    ],
    values: one,
  },
  {
    name: 'unit label and value in two cells, period too',
    rows: [
      ['知识产权统计表'],
      ['填报单位：', '江北区', '统计期间：', '2024年1-3月'],
      ['指标名称', '计量单位', '数量'],
      ['专利授权量', '件', 5],
      ['发明专利授权量', '件', 2],
    ],
    values: one,
  },
  {
    name: 'unit in two cells right above the head',
    rows: [['2024年1-3月统计表'], ['填报单位：', '江北区'], ['专利授权量', '发明专利授权量'], [5, 2]],
    values: one,
  },
  {
    name: 'unit only in the stamp at the bottom',
    rows: [
      ['2024年1-3月统计表'],
      ['指标名称', '数量'],
      ['专利授权量', 5],
      ['发明专利授权量', 2],
      [],
      [null, '江北区市场监督管理局（盖章）'],
      [null, '2024年4月3日'],
    ],
    values: one,
  },
  {
    name: 'unit only in the sheet name',
    sheet: '江北区',
    rows: [['2024年1-3月统计表'], ['指标名称', '数量'], ['专利授权量', 5], ['发明专利授权量', 2]],
    values: one,
  },
  {
    name: 'unit and period only in the file name',
    file: '江北区2024年一季度.xlsx',
    rows: [
      ['指标名称', '数量'],
      ['专利授权量', 5],
      ['发明专利授权量', 2],
    ],
    values: one,
  },
  {
    name: 'measures in a row of their own under the head',
    rows: [
      ['2024年1-3月统计表'],
      ['区县', '专利授权量', '专利质押融资登记金额'],
      ['计量单位', '件', '元'],
      ['江北区', 5, 120000],
      ['江南区', 7, 50000],
    ],
    values: { ...two, '江北区 Y01 2024-03 ytd': '12', '江南区 Y01 2024-03 ytd': '5' },
  },
  {
    name: 'measures in brackets in a row of their own',
    rows: [
      ['2024年1-3月统计表'],
      ['区县', '专利授权量', '专利质押融资登记金额'],
      [null, '（件）', '（元）'],
      ['江北区', 5, 120000],
      ['江南区', 7, 50000],
    ],
    merges: ['A2:A3'],
    values: { ...two, '江北区 Y01 2024-03 ytd': '12', '江南区 Y01 2024-03 ytd': '5' },
  },
  {
    name: 'a note in the middle of the data',
    rows: [
      ['2024年1-3月统计表'],
      ['区县', '专利授权量', '发明专利授权量'],
      ['江北区', 5, 2],
      ['注：以下单位数据为快报数'],
      ['江南区', 7, 3],
    ],
    values: both,
  },
  {
    name: '小计, 平均 and 合计 anywhere',
    rows: [
      ['2024年1-3月统计表'],
      ['区县', '专利授权量', '发明专利授权量'],
      ['全市', 12, 5],
      ['江北区', 5, 2],
      ['小计', 5, 2],
      ['江南区', 7, 3],
      ['平均', 6, 2.5],
    ],
    values: both,
  },
  {
    name: 'an unknown unit in the first row is a row and no head',
    rows: [
      ['2024年1-3月统计表'],
      ['区县', '专利授权量', '发明专利授权量'],
      ['城西新区', 9, 4],
      ['江北区', 5, 2],
      ['江南区', 7, 3],
    ],
    values: both,
    questions: ['row-unit:0:0:A3'],
  },
  {
    name: 'two blocks of indicators side by side for one unit',
    rows: [
      ['江北区2024年1-3月统计表'],
      ['指标', '数量', '指标', '数量'],
      ['专利授权量', 5, '商标注册量', 40],
      ['发明专利授权量', 2, '商标申请量', 60],
    ],
    values: { ...one, '江北区 C24 2024-03 ytd': '40', '江北区 C23 2024-03 ytd': '60' },
  },
  {
    name: 'each row states its own period',
    rows: [
      ['江北区知识产权统计表'],
      ['指标', '统计期间', '数值'],
      ['专利授权量', '2024年1-3月', 5],
      ['有效发明专利拥有量', '截至2024年2月底', 30],
    ],
    values: { '江北区 C05 2024-03 ytd': '5', '江北区 C14 2024-02 asof': '30' },
  },
  {
    name: 'the period stands in the indicator name',
    rows: [
      ['江北区知识产权统计表（2024年3月）'],
      ['指标', '数值'],
      ['1-3月专利授权量', 5],
      ['截至2月底有效发明专利拥有量', 30],
    ],
    values: { '江北区 C05 2024-03 ytd': '5', '江北区 C14 2024-02 asof': '30' },
  },
  {
    name: 'each column states its own period',
    rows: [
      ['2024年知识产权统计表'],
      ['区县', '1-3月专利授权量', '截至2月底有效发明专利拥有量'],
      ['江北区', 5, 30],
      ['江南区', 7, 40],
    ],
    values: { ...two, '江北区 C14 2024-02 asof': '30', '江南区 C14 2024-02 asof': '40' },
  },
  {
    name: 'last year and change follow their indicator in a flat head',
    rows: [
      ['2024年1-3月统计表'],
      ['区县', '专利授权量', '去年同期', '同比', '发明专利授权量', '去年同期', '同比'],
      ['江北区', 5, 4, '25%', 2, 1, '100%'],
      ['江南区', 7, 7, '0%', 3, 3, '0%'],
    ],
    values: both,
  },
  {
    name: '其中 by word and by indent',
    rows: [
      ['江北区2024年1-3月统计表'],
      ['指标', '数值'],
      ['专利授权量', 5],
      ['　　其中：发明', 2],
      ['　　　　实用新型', 2],
      ['　　　　外观设计', 1],
    ],
    values: { ...one, '江北区 C07 2024-03 ytd': '2', '江北区 C08 2024-03 ytd': '1' },
  },
  {
    name: 'Chinese numerals in title',
    rows: [['二〇二四年一至三月统计表'], ['区县', '专利授权量'], ['江北区', 5], ['江南区', 7]],
    values: two,
  },
  {
    name: 'Chinese numerals in title, the 0 as keyboards write it',
    rows: [['二0二四年一至三月统计表'], ['区县', '专利授权量'], ['江北区', 5], ['江南区', 7]],
    values: two,
  },
  {
    name: 'Chinese numerals in title, the 0 as a letter',
    rows: [['二Ｏ二四年一至三月统计表'], ['区县', '专利授权量'], ['江北区', 5], ['江南区', 7]],
    values: two,
  },
  {
    name: 'a date cell beside 填报日期 is no period',
    rows: [
      ['2024年1-3月统计表'],
      ['填报单位：江北区', '填报日期：', '2024.4.5'],
      ['指标', '数值'],
      ['专利授权量', 5],
      ['发明专利授权量', 2],
    ],
    values: one,
  },
  {
    name: 'tables of different units below each other',
    rows: [
      ['2024年1-3月统计表'],
      ['填报单位：江北区'],
      ['指标', '数值'],
      ['专利授权量', 5],
      ['发明专利授权量', 2],
      [],
      ['填报单位：江南区'],
      ['指标', '数值'],
      ['专利授权量', 7],
      ['发明专利授权量', 3],
    ],
    values: both,
  },
  {
    name: 'months down for one unit: the newest',
    rows: [['江北区2024年专利授权量'], ['月份', '专利授权量', '发明专利授权量'], ['1-2月', 4, 1], ['1-3月', 5, 2]],
    values: one,
  },
  {
    name: 'serial column, unit column, remarks, head repeated',
    rows: [
      ['2024年1-3月统计表'],
      ['序号', '单位', '专利授权量', '发明专利授权量', '备注'],
      [1, '江北区', 5, 2, '快报'],
      ['序号', '单位', '专利授权量', '发明专利授权量', '备注'],
      [2, '江南区', 7, 3, ''],
    ],
    values: both,
  },
  {
    name: '其中 as columns of one level',
    rows: [
      ['2024年1-3月统计表'],
      ['区县', '专利授权量', '其中：发明', '实用新型', '外观设计', '商标申请量'],
      ['江北区', 5, 2, 2, 1, 60],
      ['江南区', 7, 3, 3, 1, 70],
    ],
    values: {
      ...both,
      '江北区 C07 2024-03 ytd': '2',
      '江北区 C08 2024-03 ytd': '1',
      '江北区 C23 2024-03 ytd': '60',
      '江南区 C07 2024-03 ytd': '3',
      '江南区 C08 2024-03 ytd': '1',
      '江南区 C23 2024-03 ytd': '70',
    },
  },
  {
    name: 'measures after a slash or a comma',
    rows: [
      ['2024年1-3月统计表'],
      ['区县', '专利授权量/件', '专利质押融资登记金额，元'],
      ['江北区', 5, 120000],
      ['江南区', 7, 50000],
    ],
    values: { ...two, '江北区 Y01 2024-03 ytd': '12', '江南区 Y01 2024-03 ytd': '5' },
  },
  {
    name: 'measures after a slash, down',
    rows: [['江北区2024年1-3月统计表'], ['指标', '数值'], ['专利授权量 / 件', 5], ['专利质押融资登记金额/元', 120000]],
    values: { '江北区 C05 2024-03 ytd': '5', '江北区 Y01 2024-03 ytd': '12' },
  },
  {
    name: 'group rows between the indicators',
    rows: [
      ['江北区2024年1-3月统计表'],
      ['序号', '指标', '单位', '数值'],
      ['一', '专利工作', null, null],
      [1, '专利授权量', '件', 5],
      [2, '发明专利授权量', '件', 2],
      ['二', '商标工作', null, null],
      [3, '商标申请量', '件', 60],
    ],
    values: { ...one, '江北区 C23 2024-03 ytd': '60' },
  },
  {
    name: 'last year before this year, years as heads',
    rows: [
      ['2024年1-3月统计表'],
      ['区县', '专利授权量', null],
      [null, '2023年1-3月', '2024年1-3月'],
      ['江北区', 4, 5],
      ['江南区', 6, 7],
    ],
    merges: ['B2:C2', 'A2:A3'],
    values: two,
  },
  {
    name: 'years further back are left out',
    rows: [
      ['2024年1-3月统计表'],
      ['区县', '专利授权量', null, null],
      [null, '2022年', '2023年', '2024年'],
      ['江北区', 3, 4, 5],
      ['江南区', 5, 6, 7],
    ],
    merges: ['B2:D2', 'A2:A3'],
    values: two,
    questions: ['year-column:0:0:2023年'],
  },
];

test.each(CASES)('$name', async ({ file, sheet, rows, merges, values, questions }) => {
  const options = { ...(sheet === undefined ? {} : { sheet }), ...(merges === undefined ? {} : { merges }) };
  const plan = await bench.plan([bench.sheet(file ?? '报表.xlsx', rows, options)]);
  const cells = bench
    .cells(plan)
    .filter((cell) => cell.role === 'value' && cell.value !== null && cell.basis !== 'month');
  expect({
    questions: plan.files[0]!.questions.map((question) => question.id),
    values: Object.fromEntries(
      cells
        .filter((cell) => cell.fate === 'new')
        .map((cell) => [`${cell.unit} ${cell.code} ${cell.period} ${cell.basis}`, cell.value]),
    ),
    rejected: cells.filter((cell) => cell.fate !== 'new').map((cell) => [cell.cell, cell.reason]),
  }).toEqual({ questions: questions ?? [], values, rejected: [] });
});

const STATED: [string, Rows, string[]][] = [
  [
    'rows that name their own months',
    [
      ['2024年统计表'],
      ['填报单位：江北区'],
      ['指标', '数量'],
      ['专利授权量（1-7月）', 5],
      ['商标注册量（1—6月）', 7],
      ['有效发明专利拥有量（截至7月底）', 50],
    ],
    ['C05 2024-07 ytd 5', 'C24 2024-06 ytd 7', 'C14 2024-07 asof 50'],
  ],
  [
    'heads that name their own months',
    [
      ['2024年统计表'],
      ['单位', '专利授权量（1-7月）', '商标注册量（1-6月）', '有效发明专利拥有量（截至7月底）'],
      ['江北区', 5, 7, 50],
    ],
    ['C05 2024-07 ytd 5', 'C24 2024-06 ytd 7', 'C14 2024-07 asof 50'],
  ],
  [
    'rows of an earlier year are none of this one',
    [
      ['2024年1—7月统计表'],
      ['填报单位：江北区'],
      ['指标', '数量'],
      ['专利授权量', 5],
      ['2023年商标注册量', 7],
      ['2022年有效注册商标量', 12],
      ['2023年1—7月发明专利授权量', 3],
      ['2023年末有效发明专利拥有量', 50],
      ['去年同期商标申请量', 9],
    ],
    ['C05 2024-07 ytd 5', 'claim C06 2023-07 ytd 3', 'claim C14 2023-12 asof 50', 'claim C23 2023-07 ytd 9'],
  ],
  [
    'a heading of an earlier year over rows',
    [
      ['2024年1—7月统计表'],
      ['填报单位：江北区'],
      ['指标', '数量'],
      ['一、2024年1—7月', null],
      ['专利授权量', 5],
      ['二、2023年1—7月', null],
      ['专利授权量', 4],
      ['三、2022年', null],
      ['商标注册量', 9],
    ],
    ['C05 2024-07 ytd 5', 'claim C05 2023-07 ytd 4'],
  ],
  [
    'a target in its row is no number of the period',
    [['2024年1—7月统计表'], ['填报单位：江北区'], ['指标', '数量'], ['商标注册量', 5], ['专利授权量年度目标', 50]],
    ['C24 2024-07 ytd 5', 'target C05 2024-12 ytd 50'],
  ],
  [
    'a name that nobody knows is not asked about where it says more than a name',
    [
      ['2024年1—7月统计表'],
      ['填报单位：江北区'],
      ['指标', '数量'],
      ['专利授权量', 5],
      ['商标注册总件量（1—6月）', 7],
      ['去年商标注册总件量', 9],
      ['本季度商标注册总件量', 9],
    ],
    ['C05 2024-07 ytd 5'],
  ],
];

test.each(STATED)('%s', async (_, rows, expected) => {
  const plan = await bench.plan([bench.sheet('表.xlsx', rows)]);
  const found = bench
    .cells(plan)
    .filter((cell) => cell.fate === 'new')
    .map(
      (cell) =>
        `${cell.role === 'value' ? '' : `${cell.role} `}${cell.code} ${cell.period} ${cell.basis} ${cell.value}`,
    );
  expect(found.toSorted()).toEqual(expected.toSorted());
  expect(plan.files[0]!.questions).toEqual([]);
});

test('a head 2023年 in front of a name may be the whole year: asked', async () => {
  const rows: Rows = [
    ['2024年1—7月统计表'],
    ['单位', '专利授权量', '2023年商标注册量'],
    ['江北区', 5, 7],
    ['江南区', 6, 8],
  ];
  const plan = await bench.plan([bench.sheet('表.xlsx', rows)]);
  expect(plan.files[0]!.questions.map((question) => question.kind)).toEqual(['year-column']);
  expect(bench.cells(plan).filter((cell) => cell.fate === 'new' && cell.code === 'C24')).toEqual([]);
});
