// Sheets of one workbook that say something about each other.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import * as imports from '../../electron/core/workbook/handlers.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区', '衡阳县');
});
afterAll(() => bench.close());

const report = (title: string, value: number): Rows => [[title], ['指标', '数量'], ['专利授权量', value]];

async function stored(sheets: { name: string; rows: Rows }[]): Promise<unknown> {
  const plan = await bench.plan([bench.book('表.xlsx', sheets)]);
  return {
    asks: plan.files[0]!.questions.map(({ kind, sheet }) => `${kind} ${sheet ?? ''}`),
    cells: bench
      .cells(plan)
      .filter((cell) => cell.fate === 'new' && cell.value !== null)
      .map((cell) => `${cell.sheet}!${cell.cell} ${cell.unit} ${cell.period} ${cell.basis} = ${cell.value}`),
  };
}

test.each([
  ['当月', '累计', '江北区2024年7月统计表', '江北区2024年7月统计表'],
  ['7月', '1-7月', '江北区2024年7月统计表', '江北区2024年1-7月统计表'],
])('a sheet %s beside a sheet %s of the same table is of the month alone', async (month, ytd, ofMonth, ofYear) => {
  const sheets = [
    { name: month, rows: report(ofMonth, 12) },
    { name: ytd, rows: report(ofYear, 72) },
  ];
  // 本月 serves a check where 累计 is given.
  expect(await stored(sheets)).toEqual({ asks: [], cells: [`${ytd}!B3 江北区 2024-07 ytd = 72`] });
});

test('a sheet of a month beside 累计 of another unit is asked about', async () => {
  const sheets = [
    { name: '7月', rows: report('江北区2024年7月统计表', 12) },
    { name: '累计', rows: report('江南区2024年1-7月统计表', 72) },
  ];
  expect(await stored(sheets)).toEqual({ asks: ['basis 7月'], cells: ['累计!B3 江南区 2024-07 ytd = 72'] });
});

test('a sheet 汇总 beside sheets of units is nobody’s own and is named', async () => {
  const title = '2024年1-7月统计表';
  const sheets = [
    { name: '江北区', rows: report(title, 12) },
    { name: '江南区', rows: report(title, 72) },
    { name: '汇总', rows: report(title, 84) },
  ];
  expect(await stored(sheets)).toEqual({
    asks: [],
    cells: ['江北区!B3 江北区 2024-07 ytd = 12', '江南区!B3 江南区 2024-07 ytd = 72'],
  });
});

test('a sheet called by a unit in short is asked about, and may be left out', async () => {
  const title = '2024年1-7月统计表';
  const book = bench.book('表.xlsx', [
    { name: '江北区', rows: report(title, 12) },
    { name: '江南', rows: report(title, 72) },
  ]);
  const plan = await bench.plan([book]);
  const [question] = plan.files[0]!.questions;
  expect(question).toMatchObject({ kind: 'unit', sheet: '江南' });
  await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { [question!.id]: 'skip' } });
  const after = imports.get(bench.ctx, { planId: plan.planId });
  expect(after.files[0]).toMatchObject({ status: 'planned' });
  const cells = bench.cells(plan).filter((cell) => cell.fate === 'new' && cell.value !== null);
  expect(cells.map((cell) => `${cell.sheet} ${cell.value}`)).toEqual(['江北区 12']);
});

test('a sheet called 2024 is of that year', async () => {
  const rows = (value: number): Rows => [['1-7月统计表'], ['区县', '专利授权量'], ['江北区', value]];
  const sheets = [
    { name: '2023', rows: rows(450) },
    { name: '2024', rows: rows(500) },
  ];
  expect(await stored(sheets)).toEqual({ asks: [], cells: ['2024!B3 江北区 2024-07 ytd = 500'] });
});

test.each(['续表', 'Sheet2'])('rows without a head on a sheet %s beside a table are told', async (name) => {
  const sheets = [
    { name: 'Sheet1', rows: report('江北区2024年1-7月统计表', 72) },
    {
      name,
      rows: [
        ['商标注册量', '件', 40, 30],
        ['商标申请量', '件', 60, 50],
      ],
    },
  ];
  const [file] = (await bench.plan([bench.book('表.xlsx', sheets)])).files;
  expect(file!.issues).toEqual([
    expect.objectContaining({ severity: 'warn', rule: 'numbers-not-read', sheet: name, cell: 'A1' }),
  ]);
  expect(file!.issues[0]!.message).toContain('“商标注册量”（A1）等2个指标名称和数字，但没有表头');
});

test('names of indicators with explanations on a sheet beside a table are nothing', async () => {
  const sheets = [
    { name: 'Sheet1', rows: report('江北区2024年1-7月统计表', 72) },
    {
      name: '说明',
      rows: [
        [1, '商标注册量', '统计期内注册的件数'],
        [2, '商标申请量', '统计期内申请的件数'],
      ],
    },
  ];
  const [file] = (await bench.plan([bench.book('表.xlsx', sheets)])).files;
  expect(file!.issues).toEqual([]);
});

test.each(['示例', '填报样表', '草稿', '旧表'])(
  'a sheet %s beside a report is asked about, alone it is the report',
  async (name) => {
    const other = [['江北区2024年1-7月统计表'], ['指标', '数量'], ['商标注册量', 40]] as Rows;
    const sheets = [
      { name: '报表', rows: report('江北区2024年1-7月统计表', 72) },
      { name, rows: other },
    ];
    expect(await stored(sheets)).toEqual({
      asks: [`derived ${name}`],
      cells: ['报表!B3 江北区 2024-07 ytd = 72'],
    });
    expect(await stored([{ name, rows: other }])).toEqual({
      asks: [],
      cells: [`${name}!B3 江北区 2024-07 ytd = 40`],
    });
  },
);

test('a sheet called by its indicator, with a title of nothing but its months', async () => {
  const rows: Rows = [['2024年1-7月'], ['区县', '本期'], ['江北区', 72]];
  expect(await stored([{ name: '专利授权量', rows }])).toEqual({
    asks: [],
    cells: ['专利授权量!B3 江北区 2024-07 ytd = 72'],
  });
});

test('a sheet 续表 goes on with the one before it, and with no other', async () => {
  const further = (title: string, value: number): Rows => [[title], ['指标', '数量'], ['商标申请量', value]];
  const sheets = [
    { name: '表1', rows: report('江北区2024年1—3月统计表', 5) },
    { name: 'Sheet2', rows: further('续表', 7) },
    { name: '表2', rows: report('江南区2024年1—2月统计表', 9) },
    { name: '表2（续）', rows: further('商标', 8) },
  ];
  expect(await stored(sheets)).toEqual({
    asks: ['unit 表2（续）'],
    cells: ['表1!B3 江北区 2024-03 ytd = 5', 'Sheet2!B3 江北区 2024-03 ytd = 7', '表2!B3 江南区 2024-02 ytd = 9'],
  });
  // A title that names neither unit nor part does not say whose it is; without one the sheet's name does.
  const named = [sheets[2]!, { name: '表2（续）', rows: further('商标', 8).slice(1) }];
  expect(await stored(named)).toEqual({
    asks: [],
    cells: ['表2!B3 江南区 2024-02 ytd = 9', '表2（续）!B2 江南区 2024-02 ytd = 8'],
  });
  const other = [sheets[0]!, { name: '续表', rows: further('2024年1—2月', 7) }];
  expect(await stored(other)).toEqual({ asks: ['unit 续表'], cells: ['表1!B3 江北区 2024-03 ytd = 5'] });
});

test.each(['续上表', '（接上页）', '续表：商标', '续表二', '上接表1'])(
  'a sheet that begins with %s goes on with the one before it',
  async (line) => {
    const rows: Rows = [[line], ['指标', '数量'], ['商标申请量', 7]];
    const sheets = [
      { name: '表1', rows: report('江北区2024年1—3月统计表', 5) },
      { name: 'Sheet2', rows },
    ];
    const cells = ['表1!B3 江北区 2024-03 ytd = 5', 'Sheet2!B3 江北区 2024-03 ytd = 7'];
    expect(await stored(sheets)).toEqual({ asks: [], cells });
  },
);

test('续表：规上企业 and 续表：上年同期 are asked about, and a sheet on 续展 goes on with nothing', async () => {
  const further = (line: string): { name: string; rows: Rows } => ({
    name: 'Sheet2',
    rows: [[line], ['指标', '数量'], ['商标申请量', 7]],
  });
  const first = { name: '表1', rows: report('江北区2024年1—3月统计表', 5) };
  const cells = ['表1!B3 江北区 2024-03 ytd = 5'];
  expect(await stored([first, further('续表：规上企业')])).toEqual({ asks: ['derived Sheet2'], cells });
  expect(await stored([first, further('续表：上年同期')])).toEqual({ asks: ['period Sheet2'], cells });
  expect(await stored([first, further('商标续展情况')])).toMatchObject({ cells });
});

test('a sheet 上报省局 beside the report is asked about, 上报市局 is given to us', async () => {
  const book = (name: string): { name: string; rows: Rows }[] => [
    { name: '表1', rows: report('江北区2024年1—3月统计表', 5) },
    { name, rows: [['江北区2024年1—3月统计表'], ['指标', '数量'], ['商标申请量', 7]] },
  ];
  const cells = ['表1!B3 江北区 2024-03 ytd = 5'];
  expect(await stored(book('上报省局'))).toEqual({ asks: ['derived 上报省局'], cells });
  expect(await stored(book('上报市局'))).toEqual({ asks: [], cells: [...cells, '上报市局!B3 江北区 2024-03 ytd = 7'] });
});

test.each(['某甲区统计表（续）', '江南统计表（续）'])(
  'a sheet that goes on under the name of another place, %s, is asked about',
  async (title) => {
    const further: Rows = [[title], ['指标', '数量'], ['商标申请量', 7]];
    const byLine: Rows = [['2024年1—3月统计表'], ['填报单位：江北区'], ['指标', '数量'], ['专利授权量', 5]];
    for (const rows of [report('江北区2024年1—3月统计表', 5), byLine]) {
      const sheets = [
        { name: '表1', rows },
        { name: 'Sheet2', rows: further },
      ];
      expect(await stored(sheets)).toEqual({
        asks: ['unit Sheet2'],
        cells: [`表1!B${rows.length} 江北区 2024-03 ytd = 5`],
      });
    }
  },
);

test('a sheet that goes on under the name of another unit of ours is of that unit', async () => {
  const sheets = [
    { name: '表1', rows: [['2024年1—3月统计表'], ['填报单位：江北区'], ['指标', '数量'], ['专利授权量', 5]] as Rows },
    { name: 'Sheet2', rows: [['江南区2024年1—3月统计表（续）'], ['指标', '数量'], ['商标申请量', 7]] as Rows },
  ];
  expect(await stored(sheets)).toEqual({
    asks: [],
    cells: ['表1!B4 江北区 2024-03 ytd = 5', 'Sheet2!B3 江南区 2024-03 ytd = 7'],
  });
});

test('续表1 and 续表2 behind the tables of two units go on with neither', async () => {
  const further = (value: number): Rows => [
    ['指标', '数量'],
    ['商标申请量', value],
  ];
  const sheets = [
    { name: '表1', rows: report('江北区2024年1—3月统计表', 5) },
    { name: '表2', rows: report('江南区2024年1—3月统计表', 6) },
    { name: '续表1', rows: further(7) },
    { name: '续表2', rows: further(8) },
  ];
  expect(await stored(sheets)).toEqual({
    asks: ['period 续表1', 'unit 续表1', 'period 续表2', 'unit 续表2'],
    cells: ['表1!B3 江北区 2024-03 ytd = 5', '表2!B3 江南区 2024-03 ytd = 6'],
  });
});

test('单位：亿元 and the signs of a table hold for the sheet that goes on with it', async () => {
  const sheets = [
    {
      name: '表1',
      rows: [
        ['江北区2024年1—3月统计表'],
        ['单位：亿元'],
        ['指标', '数量'],
        ['专利质押融资登记金额', 5],
        ['注：“—”表示未发生'],
      ] as Rows,
    },
    {
      name: '续表',
      rows: [
        ['指标', '数量'],
        ['商标质押融资登记金额', 3],
        ['商标申请量', '—'],
      ] as Rows,
    },
  ];
  expect(await stored(sheets)).toEqual({
    asks: [],
    cells: [
      '表1!B4 江北区 2024-03 ytd = 50000',
      '续表!B2 江北区 2024-03 ytd = 30000',
      '续表!B3 江北区 2024-03 ytd = 0',
    ],
  });
});

describe('sheets of other indicators behind the one that says whose and when', () => {
  const first = { name: '创造', rows: report('江北区2024年1—7月统计表', 12) };
  const plain = (name: string, indicator: string, value: number): { name: string; rows: Rows } => ({
    name,
    rows: [
      ['指标', '数量'],
      [indicator, value],
    ],
  });

  test('are of the same unit and period', async () => {
    const sheets = [first, plain('运用', '贯标认证企业数', 8), plain('保护', '罚没金额', 3)];
    expect(await stored(sheets)).toEqual({
      asks: [],
      cells: ['创造!B3 江北区 2024-07 ytd = 12', '运用!B2 江北区 2024-07 asof = 8', '保护!B2 江北区 2024-07 ytd = 3'],
    });
  });

  test.each([
    ['with an indicator of another sheet', [first, plain('运用', '专利授权量', 8)]],
    ['of a place that may be another unit', [first, plain('衡阳', '贯标认证企业数', 8)]],
    ['in front of it', [plain('运用', '贯标认证企业数', 8), first]],
  ])('are asked about %s', async (_, sheets) => {
    const { asks } = (await stored(sheets)) as { asks: string[] };
    expect(asks.map((ask) => ask.split(' ')[0])).toContain('unit');
  });
});

test('a sheet 底稿 beside the report is asked about', async () => {
  const sheets = [
    { name: '上报表', rows: report('江北区2024年1—7月统计表', 12) },
    { name: '底稿', rows: report('江北区2024年1—7月统计表', 11) },
  ];
  expect(await stored(sheets)).toEqual({ asks: ['derived 底稿'], cells: ['上报表!B3 江北区 2024-07 ytd = 12'] });
});
