// Answers to the questions of odd district layouts: what is taken then, and that nothing is asked twice.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openQuestions } from '../../shared/import/plan.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { answeredIn, report } from '../helpers/odd-layouts/report.js';

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区', '衡阳县');
});
afterAll(() => bench.close());

const answered = (rows: Rows, answers: Record<string, string>): ReturnType<typeof answeredIn> =>
  answeredIn(bench, rows, answers);

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
