// A reporting unit that we do not have is asked about wherever it stands, and nothing of it is stored before the answer (rules.md 16).

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { listValues } from '../../electron/core/statistics/handlers.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import type { ImportPlan } from '../../shared/import/plan.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { outcomeOf } from '../helpers/odd-layouts/outcome.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区', '衡阳县');
});
afterEach(() => bench.close());

const TITLE = ['2024年1—3月知识产权工作统计表'];

const value = (unit: string, code: string, period = '2024-03'): string | null | undefined =>
  listValues(bench.ctx, { period }).values.find((item) => item.unit === unit && item.code === code)?.value;

interface Layout {
  rows: Rows;
  stored: string[];
  questions: [id: string, text: string][];
}

const LAYOUTS: Record<string, Layout> = {
  'a column among columns of units': {
    rows: [TITLE, ['指标', '江北区', '江西区'], ['专利授权量', 5, 7], ['商标注册量', 6, 8]],
    stored: ['B3 江北区 C05 2024-03 ytd = 5', 'B4 江北区 C24 2024-03 ytd = 6'],
    questions: [['column-unit:0:0:C2', '表头“江西区”不在填报单位名单中。是哪个填报单位？']],
  },
  'a head over 本期 and 去年同期 is asked about once': {
    rows: [
      TITLE,
      ['指标', '江北区', '', '江西区', ''],
      ['', '本期', '去年同期', '本期', '去年同期'],
      ['专利授权量', 5, 6, 7, 8],
    ],
    stored: ['B4 江北区 C05 2024-03 ytd = 5', '上年 C4 江北区 C05 2023-03 ytd = 6'],
    questions: [['column-unit:0:0:D2', '表头“江西区”不在填报单位名单中。是哪个填报单位？']],
  },
  'a head over indicators': {
    rows: [
      TITLE,
      ['', '江北区', '', '江西区', ''],
      ['', '专利授权量', '商标注册量', '专利授权量', '商标注册量'],
      ['累计', 5, 6, 7, 8],
    ],
    stored: ['B4 江北区 C05 2024-03 ytd = 5', 'C4 江北区 C24 2024-03 ytd = 6'],
    questions: [['column-unit:0:0:D2', '表头“江西区”不在填报单位名单中。是哪个填报单位？']],
  },
  'a column without any head': {
    rows: [TITLE, ['指标', '江北区', '江南区', ''], ['专利授权量', 5, 6, 11]],
    stored: ['B3 江北区 C05 2024-03 ytd = 5', 'C3 江南区 C05 2024-03 ytd = 6'],
    questions: [['column-unit:0:0:D2', 'D列有数字但表头没有单位名称。是哪个填报单位？']],
  },
  'a column of units with half of them unknown, whose indicators differ': {
    rows: [TITLE, ['填报单位', '指标', '数值'], ['江北区', '专利授权量', 5], ['江西区', '商标注册量', 6]],
    stored: ['C3 江北区 C05 2024-03 ytd = 5'],
    questions: [['row-unit:0:0:A4', '表中“江西区”不在填报单位名单中。是哪个填报单位？']],
  },
  'a column of units with all of them unknown': {
    rows: [TITLE, ['指标', '填报单位', '数值'], ['专利授权量', '江东区', 5], ['商标注册量', '江西区', 6]],
    stored: [],
    questions: [
      ['row-unit:0:0:B3', '表中“江东区”不在填报单位名单中。是哪个填报单位？'],
      ['row-unit:0:0:B4', '表中“江西区”不在填报单位名单中。是哪个填报单位？'],
    ],
  },
};

describe('asked about', () => {
  test.each(Object.entries(LAYOUTS))('%s', async (_, { rows, stored, questions }) => {
    const file = await bench.one(bench.sheet('表.xlsx', rows));
    expect(file.status).toBe('asks');
    expect(file.questions.map(({ id, text }) => [id, text])).toEqual(questions);
    expect(file.questions.every((question) => question.optional !== true)).toBe(true);
    expect((await outcomeOf(bench, { rows })).stored).toEqual(stored);
  });

  test.each([['小计'], ['平均'], ['同比增减'], ['去年同期']])('not %s, which is no unit', async (head) => {
    const file = await bench.one(
      bench.sheet('表.xlsx', [TITLE, ['指标', '江北区', '江南区', head], ['专利授权量', 5, 6, 11]]),
    );
    expect(file.questions).toEqual([]);
    expect(file.status).toBe('planned');
  });

  test('with the one unit that the name is like beforehand, unless that has a row of its own; the officer still says so', async () => {
    const north = String(
      bench.ctx.store.db.prepare(`SELECT id FROM reporting_unit WHERE name = '江北区'`).pluck().get(),
    );
    const head = ['填报单位', '专利授权量', '商标注册量'];
    const rows = [TITLE, head, ['江南区', 1, 2], ['江北新区', 5, 6], ['河西区', 7, 8]];
    const file = await bench.one(bench.sheet('表.xlsx', rows));
    expect(file.status).toBe('asks');
    expect(file.questions.map((question) => question.default)).toEqual([north, null]);
    expect((await outcomeOf(bench, { rows })).stored.filter((line) => line.includes('江北区'))).toEqual([]);
    const both = await bench.one(bench.sheet('两区.xlsx', [...rows, ['江北区', 3, 4]]));
    expect(both.questions.map((question) => question.default)).toEqual([null, null]);
  });
});

describe('answered', () => {
  const rows = (grants: number, title = TITLE): Rows => [
    title,
    ['指标', '江北区', '', '江西区', ''],
    ['', '本期', '去年同期', '本期', '去年同期'],
    ['专利授权量', grants, 6, 7, 8],
  ];

  test('the columns are that unit’s, last year’s too, and the layout remembers it', async () => {
    const plan = await bench.plan([bench.sheet('表.xlsx', rows(5))]);
    const unit = plan.files[0]!.questions[0]!.options.find((option) => option.label === '江南区')!.value;
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'column-unit:0:0:D2': unit } });
    bench.accept(imports.get(bench.ctx, { planId: plan.planId }));
    expect([value('江北区', 'C05'), value('江南区', 'C05')]).toEqual(['5', '7']);
    expect(value('江南区', 'C05', '2023-03')).toBe('8');
    const next = await bench.plan([bench.sheet('4月.xlsx', rows(9, ['2024年1—4月知识产权工作统计表']))]);
    expect(next.files[0]).toMatchObject({ status: 'planned', units: ['江北区', '江南区'] });
    expect(imports.recognitionList(bench.ctx).rules).toMatchObject([{ answer: '江南区' }]);
  });

  test('left out on request: the others are received', async () => {
    const plan = await bench.plan([bench.sheet('表.xlsx', rows(5))]);
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'column-unit:0:0:D2': 'skip' } });
    bench.accept(imports.get(bench.ctx, { planId: plan.planId }));
    expect([value('江北区', 'C05'), value('江南区', 'C05')]).toEqual(['5', undefined]);
  });

  test('a second column of the same unit is no second value: both must be corrected', async () => {
    const plan = await bench.plan([bench.sheet('表.xlsx', rows(5))]);
    const unit = plan.files[0]!.questions[0]!.options.find((option) => option.label === '江北区')!.value;
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'column-unit:0:0:D2': unit } });
    const [file] = imports.get(bench.ctx, { planId: plan.planId }).files;
    expect(file!.issues.map((issue) => issue.rule)).toContain('duplicate-value');
    expect(file!.cells.new).toBe(0);
  });
});

describe('a table of which no number is written as one points at its cells', () => {
  test.each<[string, Rows, string[]]>([
    ['a row of a unit', [TITLE, ['填报单位', '专利授权量'], ['江北区', '12（第3位）']], ['B3']],
    [
      'rows of units',
      [TITLE, ['填报单位', '专利授权量'], ['江北区', '12（第3位）'], ['江南区', '约十几件']],
      ['B3', 'B4'],
    ],
    [
      'a row of an indicator',
      [TITLE, ['填报单位：江北区'], ['指标', '计量单位', '数值'], ['专利授权量', '件', '12（第3位）']],
      ['C4'],
    ],
    ['columns of units', [TITLE, ['指标', '江北区', '江南区'], ['专利授权量', '12（第3位）', '十几件']], ['B3', 'C3']],
    [
      'a nameless row under indicators',
      [TITLE, ['填报单位：江北区'], ['专利授权量', '商标注册量'], ['12（第3位）', '13（第2位）']],
      ['A4', 'B4'],
    ],
  ])('%s', async (_, rows, cells) => {
    const file = await bench.one(bench.sheet('表.xlsx', rows));
    expect(file.status).toBe('asks');
    expect(file.issues.map(({ severity, rule, cell }) => [severity, rule, cell])).toEqual(
      cells.map((cell) => ['block', 'text-in-number', cell]),
    );
  });

  test('a list of people beside the names of units is none', async () => {
    const file = await bench.one(
      bench.sheet('通讯录.xlsx', [['通讯录'], ['填报单位', '科室', '电话'], ['江北区', '知识产权科', '0632-1234567']]),
    );
    expect(file.status).toBe('ignored');
  });
});

describe('其中 below or beside a unit', () => {
  const city = async (rows: Rows) => bench.plan([bench.sheet('2024年1—3月.xlsx', rows)]);
  const stored = (plan: ImportPlan): string[] =>
    bench
      .cells(plan)
      .filter((cell) => cell.role === 'value' && cell.fate === 'new')
      .map((cell) => `${cell.cell} ${cell.unit}`);

  test('a row that bears the name of another unit is asked about: it may be a part of the one above', async () => {
    const plan = await city([
      ['区县', '专利授权量'],
      ['江北区', 405],
      ['　其中：江南区', 50],
      ['衡阳县', 300],
    ]);
    expect(plan.files[0]!.questions.map(({ kind, cell, text }) => [kind, cell, text])).toEqual([
      ['unit', 'A3', '表中“其中：江南区”写在“江北区”下面，是填报单位“江南区”的数，还是“江北区”数中的一部分？'],
    ]);
    expect(stored(plan)).toEqual(['B2 江北区', 'B4 衡阳县']);
  });

  test('after the total all units are 其中', async () => {
    const plan = await city([
      ['区县', '专利授权量'],
      ['全市', 755],
      ['其中：江北区', 405],
      ['　　　江南区', 50],
      ['　　　衡阳县', 300],
    ]);
    expect(plan.files[0]!.questions).toEqual([]);
    expect(stored(plan)).toEqual(['B3 江北区', 'B4 江南区', 'B5 衡阳县']);
  });

  test('columns likewise', async () => {
    const asked = await city([
      ['指标', '江北区', '其中：江南区', '衡阳县'],
      ['专利授权量', 405, 50, 300],
    ]);
    expect(asked.files[0]!.questions.map(({ kind, cell }) => [kind, cell])).toEqual([['unit', 'C1']]);
    expect(stored(asked)).toEqual(['B2 江北区', 'D2 衡阳县']);
    const plain = await city([
      ['指标', '全市', '其中：江北区', '江南区', '衡阳县'],
      ['专利授权量', 755, 405, 50, 300],
    ]);
    expect(plain.files[0]!.questions).toEqual([]);
    expect(stored(plain)).toEqual(['C2 江北区', 'D2 江南区', 'E2 衡阳县']);
  });
});

test('a number may be the name of a unit', async () => {
  bench.close();
  bench = await ImportBench.withUnits('101团', '102团');
  const rows = [TITLE, ['填报单位', '专利授权量'], ['101团', 5], ['102团市场监管局', 6]] satisfies Rows;
  expect((await bench.one(bench.sheet('表.xlsx', rows))).questions).toEqual([]);
  expect((await outcomeOf(bench, { rows })).stored).toEqual([
    'B3 101团 C05 2024-03 ytd = 5',
    'B4 102团 C05 2024-03 ytd = 6',
  ]);
});
