// 亿元 in a name is the measure of its numbers, wherever in the name it stands, and whoever explains the name.

import { afterAll, beforeAll, expect, test } from 'vitest';

import * as imports from '../../electron/core/workbook/handlers.js';
import { openQuestions } from '../../shared/import/plan.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区');
});
afterAll(() => bench.close());

const byUnit = (head: string, title = '2024年1—3月各区县知识产权统计表'): Rows => [
  [title],
  ['区县', '专利授权量', head],
  ['江北区', 5, 1.5],
];
const byName = (name: string): Rows => [
  ['2024年1—3月统计表'],
  ['填报单位：江北区'],
  ['指标', '数量'],
  ['专利授权量', 5],
  [name, 1.5],
];
const byFigure = (name: string): Rows => [
  ['2024年1—3月统计表'],
  ['填报单位：江北区'],
  ['项目', '专利授权量', name],
  ['累计', 5, 1.5],
];
const LAYOUTS = [byUnit, byName, byFigure];

/** Numbers of money that would be received, and what stays open. */
async function given(rows: Rows, answers: Record<string, string> = {}): Promise<{ values: unknown[]; asks: string[] }> {
  const plan = await bench.plan([bench.sheet('表.xlsx', rows)]);
  const file = await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers });
  const cells = bench.cells(plan).filter(({ fate, code }) => fate === 'new' && code === 'Y01');
  const asks = [
    ...file.questions.filter(({ id }) => !Object.hasOwn(answers, id)).map(({ kind }) => kind),
    ...file.issues.filter(({ severity }) => severity === 'block').map(({ rule }) => rule),
  ];
  return { values: cells.map(({ value }) => value), asks };
}

const of = (name: string): string => `专利质押融资登记金额${name}`;

test.each([
  of('（亿元）'),
  of('（亿元）累计'),
  of('（亿元）1—3月'),
  of('（亿元）完成数'),
  of('（亿元）①'),
  of('（亿元）*'),
  of('（亿元）[1]'),
  of('｛亿元｝'),
  '2024年1—3月专利质押融资登记金额（亿元）',
  '累计专利质押融资登记金额（亿元）',
])('%s', async (name) => {
  for (const layout of LAYOUTS) expect(await given(layout(name))).toEqual({ values: ['15000'], asks: [] });
});

test.each(['2024年1—3月各区县专利质押融资登记金额（亿元）统计表', '各区县专利质押融资登记金额（亿元）（2024年1—3月）'])(
  'a title %s',
  async (title) => {
    expect(await given([[title], ['区县', '数值'], ['江北区', 1.5]])).toEqual({ values: ['15000'], asks: [] });
  },
);

test.each(['年度目标', '2024年目标', '去年同期'])('%s behind a name is in its measure', async (head) => {
  const rows: Rows = [
    ['2024年1—3月各区县知识产权统计表'],
    ['区县', '专利授权量（件）', head, '专利质押融资登记金额（亿元）', head],
    ['江北区', 5, 7, 1.5, 2.5],
  ];
  expect(await given(rows)).toEqual({ values: ['15000', '25000'], asks: [] });
});

/** The officer says which indicator the name stands for. */
const EXPLAINED = { 'indicator:0:0:C3': 'Y01', 'indicator:0:0:B5': 'Y01', 'indicator:0:0:C4': 'Y01' };

test.each([of('（亿元，含续贷）'), of('（含续贷）（亿元）'), of('（笔、亿元）'), of('总额（亿元）')])(
  'explained by the officer: %s',
  async (name) => {
    for (const layout of LAYOUTS) expect(await given(layout(name), EXPLAINED)).toEqual({ values: ['15000'], asks: [] });
  },
);

test.each([of('亿元'), of(' - 亿元'), of('（按亿元计）'), `亿元${of('')}`])(
  'explained by the officer, and asked which measure it is: %s',
  async (name) => {
    for (const layout of LAYOUTS)
      expect(await given(layout(name), EXPLAINED)).toEqual({ values: [], asks: ['measure'] });
  },
);

test.each([
  ['亿元', '15000'],
  ['万元', '1.5'],
])('the measure is asked once for unit and layout, answered %s', async (measure, value) => {
  const desk = await ImportBench.withUnits('江北区');
  try {
    const rows = byName(of('亿元'));
    const plan = await desk.plan([desk.sheet('表.xlsx', rows)]);
    const named = await imports.answer(desk.ctx, { planId: plan.planId, index: 0, answers: EXPLAINED });
    const [question] = openQuestions(named);
    expect(question!.text).toBe(
      '“专利质押融资登记金额亿元”中写有“亿元”，指标的计量单位是万元。B5的1.5是亿元，还是万元？',
    );
    await desk.receive(desk.sheet('表.xlsx', rows), { ...EXPLAINED, [question!.id]: measure });
    const [first, ...others] = rows;
    const next = await desk.plan([desk.sheet('表.xlsx', [[String(first![0]).replace('1—3', '1—4')], ...others])]);
    expect(openQuestions(next.files[0]!)).toEqual([]);
    expect(desk.cells(next).find(({ code }) => code === 'Y01')).toMatchObject({ value, fate: 'new' });
  } finally {
    desk.close();
  }
});

test.each(['1亿元以上项目专利质押融资登记金额', '多元化专利质押融资登记金额', '单笔1000万元以下专利质押融资登记金额'])(
  'no measure is said in %s',
  async (name) => {
    expect(await given(byName(name), EXPLAINED)).toEqual({ values: ['1.5'], asks: [] });
  },
);

test('亿 alone in brackets is no measure that is known', async () => {
  expect(await given(byName(of('（亿）')), EXPLAINED)).toEqual({ values: [], asks: ['measure-mismatch'] });
});

test('万元 in a column of measures beside 亿元 in the name contradicts it', async () => {
  const [title, unit] = byName('');
  const rows: Rows = [
    title!,
    unit!,
    ['指标', '计量单位', '数量'],
    ['专利授权量', '件', 5],
    [of('（亿元，含续贷）'), '万元', 1.5],
  ];
  expect(await given(rows, { 'indicator:0:0:C5': 'Y01' })).toEqual({ values: [], asks: ['measure-mismatch'] });
});

test.each(['2024年1—3月专利质押（亿元）及资助奖补情况表', '2024年1—3月GDP（亿元）与知识产权统计表'])(
  'a measure in a title that names more behind it, %s, is of some of the numbers only: amounts are not read by it',
  async (title) => {
    const rows: Rows = [[title], ['区县', '专利授权量（件）', '专利质押融资登记金额'], ['江北区', 5, 1500]];
    expect(await given(rows)).toEqual({ values: [], asks: ['measure-mismatch'] });
  },
);

test.each([
  '注：亿元企业指年产值亿元以上的企业',
  '注：完成亿元产值企业5家',
  '其中亿元项目3个',
  '注：按元、角、分四舍五入',
])('a note %s says of no number that it is in 亿元 or 元', async (note) => {
  const rows: Rows = [
    ['2024年1—3月各区县知识产权统计表'],
    ['区县', '专利授权量（件）', '专利质押融资登记金额'],
    ['江北区', 5, 1500],
    ['江南区', 6, 1600],
    [note],
  ];
  expect(await given(rows)).toEqual({ values: ['1500', '1600'], asks: [] });
});
