// The period that the title of a table names, beside other times in it and in its heads.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import * as imports from '../../electron/core/workbook/handlers.js';
import { ImportBench } from '../helpers/importing.js';

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区', '衡阳县');
});
afterAll(() => bench.close());

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
