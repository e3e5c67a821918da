// A workbook with a sheet per unit or per month: each number goes to its unit and month, and sheets of months to come wait.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import * as imports from '../../electron/core/workbook/handlers.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区', '衡阳县');
});
afterEach(() => bench.close());

interface Sheet {
  name: string;
  rows: Rows;
}

async function storedOf(sheets: Sheet[], file = '表.xlsx') {
  const plan = await bench.plan([bench.book(file, sheets)]);
  const stored = bench.cells(plan).filter((cell) => cell.fate === 'new' && cell.value !== null);
  return {
    file: plan.files[0]!,
    stored: stored
      .filter((cell) => cell.role === 'value' && cell.basis !== 'month')
      .map((cell) => `${cell.unit} ${cell.code} ${cell.period} = ${cell.value}`)
      .toSorted(),
  };
}

const UNITS = [
  ['江北区', 5, 8],
  ['江南区', 6, 9],
  ['衡阳县', 7, 10],
] as const;

const ALL = UNITS.flatMap(([unit, patents, marks]) => [
  `${unit} C05 2024-03 = ${patents}`,
  `${unit} C24 2024-03 = ${marks}`,
]).toSorted();

const COVER: Sheet = {
  name: '封面',
  rows: [['示例市知识产权统计报表'], ['2024年1—3月'], ['报送单位：示例市知识产权局']],
};
const SUMS: Sheet = {
  name: '汇总',
  rows: [
    ['示例市2024年1—3月统计表'],
    ['区县', '专利授权量', '商标注册量'],
    ...UNITS.map((row) => [...row]),
    ['合计', 18, 27],
  ],
};

function unitSheet(at: number, title: string): Sheet {
  const [name, patents, marks] = UNITS[at]!;
  return {
    name,
    rows: [[title], ['指标', '单位', '本期'], ['专利授权量', '件', patents], ['商标注册量', '件', marks]],
  };
}

const ORDERS = [
  [0, 1, 2, 3],
  [3, 2, 1, 0],
  [1, 0, 3, 2],
  [2, 3, 0, 1],
  [1, 2, 3, 0],
];

describe('a sheet per unit', () => {
  test.each(ORDERS)('a cover and three units called by their sheets, in the order %i %i %i %i', async (...order) => {
    const sheets = order.map((at) => (at === 0 ? COVER : unitSheet(at - 1, '知识产权统计表')));
    expect((await storedOf(sheets)).stored).toEqual(ALL);
  });

  test.each(ORDERS)('汇总 beside the units is compared, in the order %i %i %i %i', async (...order) => {
    const sheets = order.map((at) => (at === 0 ? SUMS : unitSheet(at - 1, '2024年1—3月知识产权统计表')));
    expect((await storedOf(sheets)).stored).toEqual(ALL);
  });
});

/** `month`, `ytd`: 本月 and 累计 of both rows; last year's are there from the start. */
function monthSheet(n: number, month: Rows[0], ytd: Rows[0]): Sheet {
  const head = [[`江北区2024年${n}月知识产权统计表`], ['指标', '当月', '累计', '上年同期累计']];
  return {
    name: `${n}月`,
    rows: [...head, ['专利授权量', month[0]!, ytd[0]!, n * 9], ['商标注册量', month[1]!, ytd[1]!, n * 3]],
  };
}

describe('a sheet per month', () => {
  const filled = [1, 2, 3].map((n) => monthSheet(n, [10, 4], [n * 10, n * 4]));
  const march = ['江北区 C05 2024-03 = 30', '江北区 C24 2024-03 = 12'];

  test.each<[string, Rows[0], Rows[0]]>([
    ['0 and 累计 that a formula carried on', [0, 0], [30, 12]],
    ['nothing and 累计 that a formula carried on', [null, null], [30, 12]],
    ['nothing but last year’s numbers', [null, null], [null, null]],
    ['0 everywhere', [0, 0], [0, 0]],
  ])('months to come hold %s: the newest before them is taken, and they are named', async (_name, month, ytd) => {
    for (const sheets of [
      [...filled, ...[4, 5].map((n) => monthSheet(n, month, ytd))],
      [...[5, 4].map((n) => monthSheet(n, month, ytd)), ...filled.toReversed()],
    ]) {
      const { file, stored } = await storedOf(sheets);
      expect(stored).toEqual(march);
      expect(file.periods).toContain('2024-03');
      const warned = file.issues.filter((issue) => issue.rule === 'older-sheet' && issue.severity === 'warn');
      expect(warned.map((issue) => issue.sheet).toSorted()).toEqual(['4月', '5月']);
      expect(file.offers!.filter((offer) => offer.text.includes('还没有填报'))).toHaveLength(2);
    }
  });

  test.each<[string, Rows[0], Rows[0]]>([
    ['one value that moved', [0, 1], [30, 13]],
    ['无 in words', ['无', '无'], [30, 12]],
  ])('a month with %s has come', async (_name, month, ytd) => {
    const { file, stored } = await storedOf([...filled, monthSheet(4, month, ytd)]);
    expect(stored).toEqual([`江北区 C05 2024-04 = ${ytd[0]!}`, `江北区 C24 2024-04 = ${ytd[1]!}`]);
    expect(file.issues.filter((issue) => issue.severity === 'warn')).toEqual([]);
  });

  test('累计 alone that stands still says nothing of a month to come', async () => {
    const sheets = [2, 3].map((n) => ({
      name: `${n}月`,
      rows: [[`江北区2024年1—${n}月统计表`], ['指标', '累计'], ['专利授权量', 50], ['有效发明专利拥有量', 90]],
    }));
    expect((await storedOf(sheets)).stored).toEqual(['江北区 C05 2024-03 = 50', '江北区 C14 2024-03 = 90']);
  });
});

describe('months beside the newest one', () => {
  const left = (file: { offers?: { missing?: string[] }[] }) => (file.offers ?? []).flatMap(({ missing }) => missing);

  test('in sheets: named as missing until they are stored', async () => {
    const book = bench.book(
      '2024年.xlsx',
      [1, 2, 3].map((n) => monthSheet(n, [10, 4], [n * 10, n * 4])),
    );
    const plan = await bench.plan([book]);
    const [file] = plan.files;
    expect(left(file!)).toEqual(['2024-01', '2024-02']);

    const answers = { [file!.offers![1]!.id]: file!.offers![1]!.take };
    const taken = await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers });
    expect(left(taken)).toEqual(['2024-01']);
    bench.accept({ ...plan, files: [taken] });
    expect(left((await bench.plan([book])).files[0]!)).toEqual(['2024-01']);
  });

  test('in columns of several units: stored of one of them is not stored', async () => {
    const head = ['单位', '指标', '1-2月', '1-3月'];
    const both: Rows = [['2024年统计表'], head, ['江北区', '专利授权量', 5, 8], ['江南区', '专利授权量', 6, 9]];
    const file = bench.sheet('两月.xlsx', both);
    expect(left((await bench.plan([file])).files[0]!)).toEqual(['2024-02']);
    for (const [at, unit] of ['江北区', '江南区'].entries()) {
      expect(left((await bench.plan([file])).files[0]!)).toEqual(['2024-02']);
      const rows: Rows = [[`${unit}2024年1—2月统计表`], ['指标', '累计'], ['专利授权量', 5 + at]];
      bench.accept(await bench.plan([bench.sheet(`${unit}.xlsx`, rows)]));
    }
    expect(left((await bench.plan([file])).files[0]!)).toEqual([]);
  });

  test('a month that looks as if nobody had filled it in is not missing', async () => {
    const sheets = [...[1, 2].map((n) => monthSheet(n, [10, 4], [n * 10, n * 4])), monthSheet(3, [0, 0], [20, 8])];
    expect(left((await storedOf(sheets)).file)).toEqual(['2024-01']);
  });
});

test('what was said of 目标 in one month holds for the next one', async () => {
  const rows = (month: number): Rows => [
    [`江北区2024年${month}月统计表`],
    ['指标', '目标', '当月完成'],
    ['专利授权量', 100, month],
  ];
  const first = await bench.plan([bench.sheet('表.xlsx', rows(5))]);
  await imports.answer(bench.ctx, { planId: first.planId, index: 0, answers: { 'target-span:0:0': 'year' } });
  bench.accept(imports.get(bench.ctx, { planId: first.planId }));
  const next = await bench.plan([bench.sheet('表.xlsx', rows(6))]);
  const targets = bench.cells(next).filter((cell) => cell.role === 'target');
  expect(targets.map((cell) => [cell.period, cell.fate, cell.value])).toEqual([['2024-12', 'same', '100']]);
});

test('the column of January in a table of months is all since January', async () => {
  const rows: Rows = [
    ['江北区2024年知识产权指标统计表（各月累计数）'],
    ['指标', '计量单位', '1月'],
    ['专利授权量', '件', 7],
  ];
  const { stored } = await storedOf([{ name: '2024年', rows }]);
  expect(stored).toEqual(['江北区 C05 2024-01 = 7']);
});
