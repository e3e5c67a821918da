// Odd district layouts: every number is right, asked about or left out with a word; nothing else comes out.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openQuestions } from '../../shared/import/plan.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { ODD_LAYOUTS } from '../helpers/odd-layouts/index.js';
import { outcomeOf } from '../helpers/odd-layouts/outcome.js';

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区', '衡阳县');
});
afterAll(() => bench.close());

test.each([...ODD_LAYOUTS])('$name', async ({ stored, asks, says, ...layout }) => {
  expect(await outcomeOf(bench, layout)).toEqual({ stored, asks, says });
});

const report = (...rows: Rows): Rows => [['2024年1—3月统计表'], ['填报单位：江北区市场监督管理局（盖章）'], ...rows];

async function answered(rows: Rows, answers: Record<string, string>): Promise<Awaited<ReturnType<typeof imports.get>>> {
  const plan = await bench.plan([bench.sheet('表.xlsx', rows)]);
  await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers });
  return imports.get(bench.ctx, { planId: plan.planId });
}

describe('answers', () => {
  test('counties of the province that are not ours are left out with one answer', async () => {
    const rows: Rows = [
      ['2024年3月全省县（市、区）有效发明专利拥有量'],
      ['县（市、区）', '有效发明专利拥有量'],
      ['江北区', 900],
      ...['某甲区', '某乙县', '某丙市', '某丁区', '某戊区'].map((name, index) => [name, 100 + index]),
    ];
    const plan = await answered(rows, { 'other-rows:0:0': 'skip', 'issuer:0:0': 'issued' });
    expect(plan.files[0]!.questions.filter((one) => one.kind === 'unit')).toHaveLength(1);
    const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
    expect(stored.map((cell) => [cell.unit, cell.code, cell.value])).toEqual([['江北区', 'C14', '900']]);
  });

  test.each([
    ['数量', ['B4=50']],
    ['去重后', ['C4=48']],
    ['skip', []],
  ])('数量 beside 去重后, answered %s: that column alone, and not asked again', async (answer, expected) => {
    const rows = report(['指标', '数量', '去重后'], ['专利授权量', 50, 48]);
    const plan = await answered(rows, { 'number-column:0:0': answer });
    const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
    expect(stored.map((cell) => `${cell.cell}=${cell.value}`)).toEqual(expected);
    expect(plan.files[0]!.issues.filter((issue) => issue.severity !== 'hint')).toEqual([]);
    expect(openQuestions(plan.files[0]!)).toEqual([]);
  });

  test.each([
    ['累计', ['C4 ytd 25 new', 'B4 month 5 ignored', 'D4 null 24 ignored']],
    ['核定数', ['D4 ytd 24 new', 'B4 month 5 ignored', 'C4 null 25 ignored']],
  ])('本月 beside 累计 and 核定数, answered %s: 本月 stays a check of it', async (answer, expected) => {
    const rows = report(['指标', '本月', '累计', '核定数'], ['专利授权量', 5, 25, 24]);
    const plan = await answered(rows, { 'number-column:0:0': answer });
    expect(plan.files[0]!.questions.flatMap(({ options }) => options.map(({ value }) => value))).toEqual([
      '累计',
      '核定数',
      'skip',
    ]);
    const cells = bench.cells(plan).map((cell) => `${cell.cell} ${cell.basis} ${cell.value} ${cell.fate}`);
    expect(cells.toSorted()).toEqual(expected.toSorted());
  });

  test.each([
    ['本月核定数', 'month 4'],
    ['本月', 'month 5'],
  ])('本月 beside 本月核定数, answered %s, is of that month under a title of 1—3月', async (answer, expected) => {
    const plan = await answered(report(['指标', '本月', '本月核定数'], ['专利授权量', 5, 4]), {
      'number-column:0:0': answer,
    });
    const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
    expect(stored.map((cell) => `${cell.basis} ${cell.value}`)).toEqual([expected]);
  });

  test.each<[string, Rows, Record<string, string>]>([
    ['the only table', [['2024年1—3月统计表'], ['指标', '数量'], ['专利授权量', 5]], { 'unit:0:0': 'skip' }],
    ['both columns', report(['指标', '数量', '去重后'], ['专利授权量', 50, 48]), { 'number-column:0:0': 'skip' }],
  ])('a file of which %s was left out says that it is by choice', async (_name, rows, answers) => {
    const [file] = (await answered(rows, answers)).files;
    expect(file).toMatchObject({ status: 'ignored', issues: [] });
    expect(file!.reason).toContain('按您对问题的回答都不采用');
  });

  test('a text of thousands of characters is quoted by its beginning', async () => {
    const long = '某某'.repeat(5000);
    const sheets: Rows[] = [
      report(['指标', '数量'], ['专利授权量', long], ['商标注册量', 8]),
      report(['指标', '数量'], [`专利授权量${long}`, 5], ['商标注册量', 8]),
      report(['指标', long], ['专利授权量', 5], ['商标注册量', 8]),
      [['2024年1—3月统计表'], ['区县', '专利授权量'], ['江北区', 5], [long, 8]],
      [['2024年1—3月统计表'], [`填报单位：${long}`], ['指标', '数量'], ['专利授权量', 5]],
      [['2024年1—3月统计表'], ['指标', '江北区', long], ['专利授权量', 5, 6]],
    ];
    for (const rows of sheets) {
      const file = await bench.one(bench.sheet('表.xlsx', rows));
      const texts = [...file.issues.map(({ message }) => message), ...file.questions.map(({ text }) => text)];
      expect(texts.join('')).toContain('某某…');
      expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(400);
    }
  });

  test.each([
    ['same', [['C05', 'claim', '2023-03', '240']]],
    ['whole', []],
  ])('2023年 beside 1—3月累计, answered %s', async (answer, claims) => {
    const rows = report(['指标', '1—3月累计', '2023年'], ['专利授权量', 50, 240]);
    const plan = await answered(rows, { 'year-column:0:0:2023年': answer });
    const cells = bench.cells(plan).filter((cell) => cell.role === 'claim' && cell.fate === 'new');
    expect(cells.map((cell) => [cell.code, cell.role, cell.period, cell.value])).toEqual(claims);
  });

  test('a row named by the officer takes nothing from a column that rows with known names take nothing from', async () => {
    const rows = report(
      ['指标', '1—3月累计', '工作提示比例'],
      ['专利授权量', 50, 12.5],
      ['专利质押融资登记金额之类', null, 7],
      ['知识产权案件办理量', 4, 33],
    );
    const open = await bench.plan([bench.sheet('表.xlsx', rows)]);
    const asked = open.files[0]!.questions.filter((one) => one.kind === 'indicator');
    expect(asked.length).toBeGreaterThan(0);
    const plan = await answered(rows, Object.fromEntries(asked.map((one) => [one.id, one.options[0]!.value])));
    const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
    // B5 is blank: kept as 未报, never filled from beside it.
    expect(stored.map((cell) => [cell.cell, cell.value])).toEqual([
      ['B4', '50'],
      ['B5', null],
      ['B6', '4'],
    ]);
    expect(plan.files[0]!.issues.filter((issue) => issue.rule === 'twice-differs')).toEqual([]);
  });

  test.each([
    ['2024-03', ['C3 2024-03 ytd 11']],
    ['2024-02', ['C3 2024-02 ytd 11']],
  ])('2月 beside 累计 in a file of 3月, answered %s: 累计 is of that month', async (answer, expected) => {
    const rows: Rows = [['知识产权统计表'], ['指标', '2月', '本年累计'], ['专利授权量', 6, 11]];
    const plan = await bench.plan([bench.sheet('江北区2024年3月.xlsx', rows)]);
    const answers = { 'period:0:0': answer };
    const file = await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers });
    const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
    expect(stored.map(({ cell, period, basis, value }) => `${cell} ${period} ${basis} ${value}`)).toEqual(expected);
    expect([openQuestions(file), file.issues.filter(({ severity }) => severity !== 'hint')]).toEqual([[], []]);
  });

  test.each<[string, Rows]>([
    [
      'under 1—3月',
      [['江北区统计表'], ['指标', '2024年1—3月', '2024年1—3月'], ['指标', '目标', '完成'], ['专利授权量', 100, 50]],
    ],
    ['in a report of a quarter', [['江北区2024年第二季度统计表'], ['指标', '目标', '完成'], ['专利授权量', 100, 50]]],
    ['beside one month alone', [['江北区2024年3月统计表'], ['指标', '目标任务', '当月完成'], ['专利授权量', 100, 50]]],
  ])('目标 without 年度 %s is asked about once', async (_name, rows) => {
    const open = await bench.plan([bench.sheet('表.xlsx', rows)]);
    expect(open.files[0]).toMatchObject({ status: 'planned', questions: [{ id: 'target-span:0:0', optional: true }] });
    const targets = (plan: Awaited<ReturnType<typeof answered>>) =>
      bench
        .cells(plan)
        .filter((cell) => cell.role === 'target' && cell.fate === 'new')
        .map((cell) => [cell.period, cell.value]);
    expect(targets(open)).toEqual([]);
    expect(targets(await answered(rows, { 'target-span:0:0': 'year' }))).toEqual([['2024-12', '100']]);
    const left = await answered(rows, { 'target-span:0:0': 'part' });
    expect(targets(left)).toEqual([]);
    const rules = left.files[0]!.issues.map((issue) => issue.rule);
    expect(rules).toEqual(rows[0]!.join().includes('季度') ? ['quarter-alone', 'columns-left'] : ['columns-left']);
  });

  test('同比±% is compared and never stored', async () => {
    const rows = report(['指标', '1—3月累计', '上年同期', '同比±%'], ['专利授权量', 50, 40, 25]);
    const plan = await bench.plan([bench.sheet('表.xlsx', rows)]);
    expect(plan.files[0]).toMatchObject({ status: 'planned', issues: [] });
    expect(bench.cells(plan).map((cell) => [cell.cell, cell.role])).toContainEqual(['D4', 'check']);
  });

  test.each([
    ['ytd', 'ytd'],
    ['month', 'month'],
  ])('bare months under a title that says 累计, answered %s', async (answer, basis) => {
    const rows: Rows = [['2024年专利授权量累计统计表'], ['区县', '1月', '2月'], ['江北区', 5, 6]];
    const plan = await answered(rows, { 'months:0:0': answer });
    const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
    expect(stored.map((cell) => [cell.cell, cell.period, cell.basis, cell.value])).toEqual([
      ['C3', '2024-02', basis, '6'],
    ]);
  });

  test.each([
    ['ytd', ['B3 2024-03 ytd 5', 'C3 2023-03 ytd 4']],
    ['month', ['B3 2024-03 month 5']],
  ])('one month of two years in a file of 1—3月, answered %s', async (answer, expected) => {
    const rows: Rows = [['知识产权统计表'], ['指标', '2024年3月', '2023年3月'], ['专利授权量', 5, 4]];
    const plan = await bench.plan([bench.sheet('江北区2024年1—3月.xlsx', rows)]);
    expect(bench.cells(plan).filter((cell) => cell.fate === 'new')).toEqual([]);
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'months:0:0': answer } });
    const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
    expect(stored.map(({ cell, period, basis, value }) => `${cell} ${period} ${basis} ${value}`)).toEqual(expected);
  });

  test('a title that names its indicator in other words is answered once for the whole table', async () => {
    const rows: Rows = [['2024年专利被授权量统计表（件）'], ['月份', '江北区', '江南区'], ['1月', 5, 1]];
    const plan = await answered(rows, { 'indicator:0:0:B3': 'C05' });
    const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
    expect(stored.map((cell) => [cell.unit, cell.code, cell.period, cell.value])).toEqual([
      ['江北区', 'C05', '2024-01', '5'],
      ['江南区', 'C05', '2024-01', '1'],
    ]);
  });

  test('a title that names an indicator over numbers of nobody says what is missing', async () => {
    const file = await bench.one(bench.sheet('表.xlsx', [['专利授权量统计表'], ['年份', '数量'], ['2023年', 6]]));
    expect(file.status).toBe('ignored');
    expect(file.reason).toContain('A1的标题“专利授权量统计表”写明了指标');
    expect(file.reason).toContain('哪个填报单位、哪一期');
  });

  test.each([
    ['serial', []],
    ['value', ['1', '2']],
  ])('1, 2 beside names without a head, answered %s', async (answer, values) => {
    const rows: Rows = [['江北区2024年1—3月统计表'], ['专利授权量', 1], ['商标申请量', 2]];
    const plan = await answered(rows, { 'serial:0:0': answer });
    const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
    expect(stored.map((cell) => cell.value)).toEqual(values);
    expect(plan.files[0]!.status).toBe(answer === 'serial' ? 'ignored' : 'planned');
  });

  test('合计 as the only column is the unit’s own number where the officer says so', async () => {
    const rows = report(['指标', '合计'], ['专利授权量', 50]);
    const plan = await answered(rows, { 'total-column:0:0': 'own' });
    expect(plan.files[0]).toMatchObject({ status: 'planned', units: ['江北区'], cells: { new: 1 } });
    const left = await answered(rows, { 'total-column:0:0': 'skip' });
    expect(left.files[0]).toMatchObject({ status: 'ignored', cells: { new: 0 } });
  });

  const months: Rows = [
    ['2024年知识产权统计表'],
    ['填报单位：江北区'],
    ['指标', '1月', '2月', '3月', '4月', '合计'],
    ['专利授权量', 5, 6, 7, 0, 18],
  ];

  test.each([
    ['2024-03', [['F4', '2024-03', '18']]],
    ['2024-04', [['F4', '2024-04', '18']]],
  ])('months of zeros, answered %s', async (answer, expected) => {
    const plan = await answered(months, { 'months-to-come:0:0': answer });
    expect(plan.files[0]).toMatchObject({ status: 'planned', periods: [answer] });
    const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
    expect(stored.map((cell) => [cell.cell, cell.period, cell.value])).toEqual(expected);
  });

  test('a form of nothing but zeros is asked about, any of its months may be the one', async () => {
    const zeros: Rows = [
      ['2024年知识产权统计表'],
      ['填报单位：江北区'],
      ['指标', '1月', '2月', '3月', '4月'],
      ['专利授权量', 0, 0, 0, 0],
      ['商标申请量', 0, 0, 0, 0],
    ];
    const open = await bench.one(bench.sheet('表.xlsx', zeros));
    expect(open).toMatchObject({ status: 'asks', questions: [{ id: 'months-to-come:0:0', cell: 'B4' }] });
    expect(open.questions[0]!.options.map((option) => option.value)).toEqual([
      '2024-01',
      '2024-02',
      '2024-03',
      '2024-04',
    ]);
    const plan = await answered(zeros, { 'months-to-come:0:0': '2024-02' });
    const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
    expect(stored.map((cell) => [cell.cell, cell.period, cell.value])).toEqual([
      ['C4', '2024-02', '0'],
      ['C5', '2024-02', '0'],
    ]);
    // The officer’s own month settles it, also where it is the newest.
    const chosen = await bench.one(bench.sheet('表.xlsx', zeros), '2024-04');
    expect(chosen).toMatchObject({ status: 'planned', periods: ['2024-04'], questions: [] });
  });

  test.each(['报表期：2024-02-01', '统计时间：2024/2/1', '统计期间：2024年2月1日'])(
    '%s is no month that another one may be chosen for: it is asked',
    async (line) => {
      const sheet = bench.sheet('表.xlsx', [['江北区统计表'], [line], ['指标', '数量'], ['有效发明专利拥有量', 50]]);
      const other = await bench.one(sheet, '2022-07');
      expect(other).toMatchObject({ status: 'asks', questions: [{ id: 'period:0:0', kind: 'period' }] });
      expect(other.questions[0]!.text).toMatch(/文件只写了“2024.*”，与选定的2022年7月不符/);
      const same = await bench.one(sheet, '2024-02');
      expect(same).toMatchObject({ status: 'planned', periods: ['2024-02'], questions: [] });
    },
  );

  test('months of zeros are settled by the period that the officer chose, where it is the last month with numbers', async () => {
    const file = await bench.one(bench.sheet('表.xlsx', months), '2024-03');
    expect(file).toMatchObject({ status: 'planned', periods: ['2024-03'], questions: [] });
    expect(file.issues.map((issue) => issue.rule)).toEqual(['months-to-come', 'older-period']);
    const other = await bench.one(bench.sheet('表.xlsx', months), '2024-02');
    expect(other).toMatchObject({ status: 'asks', questions: [{ id: 'months-to-come:0:0' }] });
  });

  test.each([
    ['skip', [['C4', '2024-03', '50']]],
    // Of two periods of one value the newest is taken, the other is offered.
    ['take', [['D4', '2024-12', '300']]],
  ])('全年 in a report of three months, answered %s', async (answer, expected) => {
    const rows = report(['指标', '单位', '本期', '全年'], ['专利授权量', '件', 50, 300]);
    const plan = await answered(rows, { 'later:0:0': answer });
    expect(plan.files[0]!.status).toBe('planned');
    const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
    expect(stored.map((cell) => [cell.cell, cell.period, cell.value])).toEqual(expected);
  });

  test('全年 that is the period of the report, beside another number for it, is a contradiction', async () => {
    const rows = report(['指标', '单位', '本期', '全年'], ['专利授权量', '件', 50, 300]);
    const plan = await answered(rows, { 'later:0:0': 'same' });
    expect(plan.files[0]!.issues.map((issue) => issue.rule)).toEqual(['duplicate-value', 'duplicate-value']);
  });

  test('a later month that is said to be the period of the report is 累计 like all of it', async () => {
    const rows = report(['指标', '单位', '本期', '4月'], ['专利授权量', '件', 50, null], ['商标申请量', '件', null, 6]);
    const plan = await answered(rows, { 'later:0:0': 'same' });
    const stored = bench.cells(plan).filter((cell) => cell.value !== null);
    expect(stored.map((cell) => [cell.cell, cell.fate, cell.period, cell.basis, cell.value])).toEqual([
      ['C4', 'new', '2024-03', 'ytd', '50'],
      ['D5', 'new', '2024-03', 'ytd', '6'],
    ]);
  });

  test('a sheet of a later month that holds only zeros does not take the place of the last one filled in', async () => {
    const sheetOf = (month: number, value: number): { name: string; rows: Rows } => ({
      name: `${month}月`,
      rows: [[`江北区2024年1—${month}月统计表`], ['指标', '数量'], ['专利授权量', value], ['商标申请量', 0]],
    });
    const plan = await bench.plan([
      bench.book('表.xlsx', [sheetOf(2, 3), sheetOf(3, 5), sheetOf(4, 0), sheetOf(5, 0)]),
    ]);
    const [file] = plan.files;
    expect(file).toMatchObject({ status: 'planned', periods: ['2024-03'] });
    const stored = bench.cells(plan).filter((cell) => cell.fate === 'new');
    expect(stored.map((cell) => [cell.code, cell.period, cell.value])).toEqual([
      ['C05', '2024-03', '5'],
      ['C23', '2024-03', '0'],
    ]);
    expect(file!.issues.map((issue) => [issue.severity, issue.rule, issue.sheet])).toEqual([
      ['hint', 'older-sheet', '2月'],
      ['warn', 'older-sheet', '4月'],
      ['warn', 'older-sheet', '5月'],
    ]);
    expect(file!.offers!.map((offer) => offer.id)).toEqual(['sheet:0', 'sheet:2', 'sheet:3']);
  });

  test('a file of unknown names only asks; with none of them taken it is not imported', async () => {
    const rows = report(['指标', '数量'], ['好人好事申请量', 5], ['专利', 6]);
    const title: Rows = [['2024年1—3月专利质押融资登记金额'], ['区县', '登记金额'], ['江北区', 5]];
    const plan = await bench.plan([bench.sheet('表.xlsx', title)]);
    const [question] = plan.files[0]!.questions;
    expect(plan.files[0]).toMatchObject({ status: 'asks', reason: expect.stringContaining('先回答1个问题') as string });
    expect(question).toMatchObject({ kind: 'indicator', optional: false });
    const after = await answered(title, { [question!.id]: 'skip' });
    expect(after.files[0]).toMatchObject({ status: 'ignored', questions: [{ kind: 'indicator' }] });
    expect((await bench.one(bench.sheet('表.xlsx', rows))).status).not.toBe('planned');
  });
});

describe('the period of a title', () => {
  const titled = (title: string) =>
    bench.plan([
      bench.sheet('表.xlsx', [[`${title}知识产权统计表`], ['填报单位：江北区'], ['指标', '数量'], ['专利授权量', 5]]),
    ]);

  test.each([
    ['2024年元月至三月', '2024-03'],
    ['2024年元至3月', '2024-03'],
    ['2024年1-3季度', '2024-09'],
    ['2024年一至三季度', '2024-09'],
    ['2024年第1至第3季度', '2024-09'],
    ['2024年第一、二季度', '2024-06'],
    ['2024年一季度、二季度', '2024-06'],
    ['2024年1—3月（4月5日前报送）', '2024-03'],
  ])('%s is since January', async (title, period) => {
    const plan = await titled(title);
    expect(plan.files[0]).toMatchObject({ status: 'planned', issues: [] });
    expect(bench.cells(plan).map((cell) => [cell.period, cell.basis])).toEqual([[period, 'ytd']]);
  });

  test('a year behind which one quarter stands names no others', async () => {
    const [file] = (await titled('2024-3季度')).files;
    expect(file).toMatchObject({ status: 'asks', issues: [], questions: [{ kind: 'period' }] });
  });

  test.each([
    ['2024年第三季度累计', 'ytd', 'ytd'],
    ['2024年三季度（累计）', 'quarter', 'quarter'],
  ])('%s is asked about, answered %s', async (title, answer, basis) => {
    const plan = await titled(title);
    expect(plan.files[0]).toMatchObject({ status: 'asks', questions: [{ id: 'basis:0:0' }] });
    expect(plan.files[0]!.questions[0]!.options.map((option) => option.value)).toEqual(['ytd', 'quarter']);
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'basis:0:0': answer } });
    expect(bench.cells(plan).map((cell) => [cell.fate, cell.period, cell.basis])).toEqual([['new', '2024-09', basis]]);
  });

  test.each([
    ['注：以上均为1—9月累计数。', 'asks', 1],
    ['注：数据为年初以来累计', 'asks', 1],
    ['注：同比为累计同比，由市局计算。', 'planned', 0],
    ['注：质押融资额累计计算见附件。', 'planned', 0],
  ])('a quarter above %s %s: 1—9月 was stored as the quarter', async (note, status, asked) => {
    const rows = [['江北区2024年第三季度统计表'], ['指标', '完成数'], ['专利授权量', 7], [note]];
    const [file] = (await bench.plan([bench.sheet('表.xlsx', rows)])).files;
    expect([file!.status, file!.questions.map(({ id }) => id)]).toEqual([status, asked === 1 ? ['basis:0:0'] : []]);
    if (asked === 1) expect(file!.questions[0]!.text).toContain(`“${note}”却说是累计数`);
    else expect(file!.issues.map(({ rule }) => rule)).toEqual(['quarter-alone']);
  });

  test.each([
    ['2024年1-3月专利授权量去年同期数', '2023-03'],
    ['2024年1-3月（上年同期）', '2024-03'],
    ['2024年1-3月发明、实用新型授权变化监测去年同期数', '2023-03'],
  ])('%s: of this year or the last is asked, answered %s', async (title, period) => {
    const plan = await titled(title);
    expect(plan.files[0]).toMatchObject({ status: 'asks', questions: [{ id: 'period:0:0' }] });
    expect(plan.files[0]!.questions[0]!.options.map((option) => option.value)).toEqual(['2024-03', '2023-03']);
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'period:0:0': period } });
    expect(bench.cells(plan).map((cell) => [cell.fate, cell.period, cell.basis])).toEqual([['new', period, 'ytd']]);
  });

  test.each(['2024年1-3月与去年同期对比情况', '2024年1-3月较去年同期增长情况', '2024年1-3月及上年同期数据'])(
    '%s compares: nothing is asked',
    async (title) => {
      expect((await titled(title)).files[0]).toMatchObject({ status: 'planned', questions: [] });
    },
  );

  test.each([
    ['2024年1-3月、1-6月', '2024-06'],
    ['2024年1—3月（全年）', '2024-12'],
  ])('%s names two: which of them is asked', async (title, second) => {
    const plan = await titled(title);
    expect(plan.files[0]).toMatchObject({ status: 'asks', questions: [{ id: 'period:0:0' }] });
    expect(plan.files[0]!.questions[0]!.options.map((option) => option.value)).toEqual(['2024-03', second]);
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'period:0:0': second } });
    expect(bench.cells(plan).map((cell) => [cell.fate, cell.period])).toEqual([['new', second]]);
  });

  test.each(['2024年第二、三季度', '2024年一、三季度'])(
    'quarters that leave one out are refused: %s',
    async (title) => {
      const plan = await titled(title);
      expect(plan.files[0]!.issues.map((issue) => [issue.severity, issue.rule])).toEqual([
        ['block', 'period-unusable'],
      ]);
    },
  );

  test('a month without a year is told as that', async () => {
    const [file] = (await titled('1—3月')).files;
    expect(file!.questions[0]!.text).toContain('只写了“1-3月”，没有写明是哪一年');
  });
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

describe('a cover sheet', () => {
  const table: Rows = [['专利统计表'], ['指标', '数量'], ['专利授权量', 5]];
  const behind = async (cover: Rows, rows = table): Promise<Awaited<ReturnType<typeof bench.one>>> =>
    bench.one(
      bench.book('表.xlsx', [
        { name: '封面', rows: cover },
        { name: '表1', rows },
      ]),
    );

  test('with those who made the file and their telephones is one all the same', async () => {
    const people = [
      ['姓名', '岗位', '联系电话'],
      ['王一', '填报人', '13800000001'],
      ['李二', '审核人', '13800000002'],
      ['张三', '负责人', '13800000003'],
    ];
    const file = await behind([['江北区市场监督管理局'], ['2024年1—6月知识产权统计报表'], ...people]);
    expect([file.status, file.questions.map(({ id }) => id)]).toEqual(['planned', []]);
  });

  test('says for the tables behind it who reports and for when', async () => {
    const file = await behind([['知识产权统计报表'], ['填报单位：江北区'], ['报告期：2024年1—3月']]);
    expect(file).toMatchObject({ status: 'planned', units: ['江北区'], periods: ['2024-03'], issues: [] });
    expect(file.decisions).toContain('填报单位：江北区（依据封面“江北区”）');
  });

  test('does not speak for a table that says it itself', async () => {
    const cover: Rows = [['江南区2024年1—2月知识产权统计报表']];
    const rows: Rows = [['江北区专利统计表'], ['指标', '1—3月'], ['专利授权量', 5]];
    const file = await behind(cover, rows);
    expect(file).toMatchObject({ status: 'planned', units: ['江北区'], periods: ['2024-03'] });
    expect(file.issues.map((issue) => issue.rule)).toEqual(['period-contradiction', 'unit-contradiction']);
  });

  test.each([
    '2024年4月',
    '江北区市场监督管理局2024年4月',
    '报出时间：2024年4月',
    '江北区知识产权局2024年4月制',
    '根据2023年12月统计工作通知填报',
    '2023年统计报表制度（2023年印发）',
  ])('with nothing but the day that it was written on gives no period: %s', async (line) => {
    const file = await behind([['知识产权统计报表'], ['填报单位：江北区'], [line]]);
    expect(file).toMatchObject({ status: 'asks', periods: [], questions: [{ kind: 'period' }] });
  });

  test('goes before the name of the file, and the difference is told', async () => {
    const sheets = [
      { name: '封面', rows: [['2024年1—3月知识产权统计报表'], ['填报单位：江北区']] },
      { name: '表1', rows: table },
    ];
    const file = await bench.one(bench.book('江南区2024年1-4月.xlsx', sheets));
    expect(file).toMatchObject({ units: ['江北区'], periods: ['2024-03'] });
    expect(file.issues.map((issue) => issue.rule)).toEqual(['period-contradiction', 'unit-contradiction']);
  });
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

test('a cover says in a line of its own for which months the sheets behind it are', async () => {
  const book = (line: string): Parameters<typeof bench.book>[1] => [
    { name: '封面', rows: [['江北区知识产权统计报表'], [line], ['2024年4月3日']] },
    { name: '表1', rows: [['表1 创造情况'], ['指标', '数值'], ['专利授权量', 50]] },
    { name: '表2', rows: [['表2 运用情况'], ['指标', '数值'], ['商标注册量', 9]] },
  ];
  const span = await bench.plan([bench.book('江北区.xlsx', book('2024年1—3月'))]);
  expect(span.files[0]).toMatchObject({ status: 'planned', periods: ['2024-03'], cells: { new: 2 } });
  // A month alone may be the one in which the cover was written.
  const month = await bench.one(bench.book('江北区.xlsx', book('2024年4月')));
  expect(month.status).toBe('asks');
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
