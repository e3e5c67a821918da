// A name that says its figure (上年末, 全年任务, 去年同期 …) behind or in front of it, or in brackets: the declared indicator, the
// figure that is said; another year's target and a figure under a column of another year are nobody's.

import { afterEach, beforeEach, expect, test } from 'vitest';

import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区');
});
afterEach(() => bench.close());

const readRows = async (head: string[], ...rows: Rows): Promise<unknown[]> => {
  const plan = await bench.plan([
    bench.sheet('表.xlsx', [['2024年1—3月统计表'], ['填报单位：江北区'], ['指标', ...head], ...rows]),
  ]);
  expect(plan.files[0]!.questions).toEqual([]);
  return bench
    .cells(plan)
    .map((cell) => `${cell.cell} ${cell.role} ${cell.code ?? ''} ${cell.period ?? ''} ${cell.value}`);
};

test.each([
  ['有效发明专利拥有量（上年末）', 'claim C14 2023-12'],
  ['有效发明专利拥有量(2023年末)', 'claim C14 2023-12'],
  ['上年末有效发明专利拥有量', 'claim C14 2023-12'],
  ['有效发明专利拥有量（上年末数）（件）', 'claim C14 2023-12'],
  ['专利授权量（去年同期）', 'claim C05 2023-03'],
  ['专利授权量（本月）', 'value C05 2024-03'],
  ['专利授权量全年任务', 'target C05 2024-12'],
  ['专利授权量（全年任务）', 'target C05 2024-12'],
  ['专利授权量（年度目标）', 'target C05 2024-12'],
  ['专利授权量年度目标（件）', 'target C05 2024-12'],
  ['专利授权量2024年目标', 'target C05 2024-12'],
  ['专利授权量2023年目标', 'unknown  '],
  ['专利授权量2025年任务', 'unknown  '],
  ['专利授权大户（上年末）', 'unknown  '],
])('row %s', async (name, expected) => {
  expect(await readRows(['数值'], ['商标申请量', 7], [name, 500])).toEqual([
    'B4 value C23 2024-03 7',
    `B5 ${expected} 500`,
  ]);
});

test('under 去年同期 nothing is taken of 全年任务 and 上年末, under 1—3月累计 they are what they say', async () => {
  expect(
    await readRows(
      ['1—3月累计', '去年同期'],
      ['专利授权量', 40, 30],
      ['专利授权量全年任务', 800, 700],
      ['有效发明专利拥有量（上年末）', 500, 450],
    ),
  ).toEqual([
    'B4 value C05 2024-03 40',
    'C4 claim C05 2023-03 30',
    'B5 target C05 2024-12 800',
    'C5 check C05 2024-03 700',
    'B6 claim C14 2023-12 500',
    'C6 check C14 2024-03 450',
  ]);
});

test('columns of a table of units', async () => {
  const plan = await bench.plan([
    bench.sheet('2024年1—3月.xlsx', [
      ['区县', '有效发明专利拥有量（上年末）', '专利授权量', '专利授权量（全年任务）', '商标申请量2023年目标'],
      ['江北区', 500, 40, 800, 900],
      ['江南区', 300, 20, 500, 600],
    ]),
  ]);
  expect(bench.cells(plan).map((cell) => `${cell.cell} ${cell.role} ${cell.code} ${cell.period ?? ''}`)).toEqual(
    [2, 3].flatMap((row) => [
      `B${row} claim C14 2023-12`,
      `C${row} value C05 2024-03`,
      `D${row} target C05 2024-12`,
      `E${row} check C23 `,
    ]),
  );
});

test('two years of targets over one name: only this year’s is one', async () => {
  const plan = await bench.plan([
    bench.sheet('表.xlsx', [
      ['2024年目标任务分解表'],
      ['区县', '专利授权量', '专利授权量'],
      ['', '2023年任务', '2024年任务'],
      ['江北区', 700, 800],
      ['江南区', 400, 500],
    ]),
  ]);
  expect(bench.cells(plan).map((cell) => `${cell.cell} ${cell.role} ${cell.value}`)).toEqual([
    'B4 check 700',
    'C4 target 800',
    'B5 check 400',
    'C5 target 500',
  ]);
});

test('上年 in a name may be the whole year where 累计 stands over it: not taken in a row, asked about in a column', async () => {
  expect(
    await readRows(['1—3月累计'], ['专利授权量', 40], ['上年专利授权量', 300], ['商标申请量（上年）', 90]),
  ).toEqual(['B4 value C05 2024-03 40', 'B5 check C05 2024-03 300', 'B6 check C23 2024-03 90']);
  const plan = await bench.plan([
    bench.sheet('2024年1—3月.xlsx', [
      ['区县', '专利授权量（1—3月累计）', '专利授权量（上年）'],
      ['江北区', 40, 300],
      ['江南区', 20, 200],
    ]),
  ]);
  expect(plan.files[0]!.questions.map(({ kind, cell }) => [kind, cell])).toEqual([['year-column', 'C2']]);
});

test('去年同期 in a name beside 本月 in another is that of the month: no claim of the year to date', async () => {
  const plan = await bench.plan([
    bench.sheet('2024年1—3月.xlsx', [
      ['区县', '专利授权量（本月）', '专利授权量（去年同期）', '商标申请量（累计）', '商标申请量（去年同期）'],
      ['江北区', 40, 30, 90, 80],
      ['江南区', 20, 10, 50, 60],
    ]),
  ]);
  expect(
    bench
      .cells(plan)
      .filter(({ role }) => role === 'claim')
      .map(({ cell, code, period }) => [cell, code, period]),
  ).toEqual([
    ['E2', 'C23', '2023-03'],
    ['E3', 'C23', '2023-03'],
  ]);
});

test('rows likewise: 去年同期 of an indicator of which only 本月 is given is nobody’s', async () => {
  expect(
    await readRows(
      ['数值'],
      ['专利授权量（本月）', 12],
      ['专利授权量（去年同期）', 9],
      ['商标申请量（累计）', 300],
      ['商标申请量（去年同期）', 200],
      ['商标注册量', 70],
      ['去年同期商标注册量', 60],
    ),
  ).toEqual([
    'B4 value C05 2024-03 12',
    'B5 check C05 2023-03 9',
    'B6 value C23 2024-03 300',
    'B7 claim C23 2023-03 200',
    'B8 value C24 2024-03 70',
    'B9 claim C24 2023-03 60',
  ]);
});
