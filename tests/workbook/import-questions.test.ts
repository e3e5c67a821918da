// What recognition asks, and that it asks once: unknown names with suggestions, tables of which little is known.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { undo } from '../../electron/core/history/handlers.js';
import { listValues } from '../../electron/core/statistics/handlers.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区', '衡阳县');
});
afterEach(() => bench.close());

const value = (unit: string, code: string): string | null | undefined =>
  listValues(bench.ctx, { period: '2024-03' }).values.find((item) => item.unit === unit && item.code === code)?.value;

describe('a name that the catalogue does not know', () => {
  const rows = (grants: number): Rows => [
    ['2024年1—3月统计表'],
    ['区县', '专利授权量', '有效发明专利拥有总量'],
    ['江北区', grants, 30],
    ['江南区', 7, 40],
  ];

  test('is asked about with suggestions, and may stay unanswered: then it is listed and nothing of it is stored', async () => {
    const plan = await bench.plan([bench.sheet('表.xlsx', rows(5))]);
    const [file] = plan.files;
    expect(file).toMatchObject({ status: 'planned' });
    expect(file!.questions).toMatchObject([
      { id: 'indicator:0:0:C3', kind: 'indicator', optional: true, remembered: true },
    ]);
    expect(file!.questions[0]!.options.map((option) => option.value)).toContain('C14');
    expect(file!.questions[0]!.options.at(-1)!.value).toBe('skip');
    expect(file!.issues.map((issue) => issue.rule)).toContain('unknown-indicator');
    bench.accept(plan);
    expect(value('江北区', 'C05')).toBe('5');
    expect(value('江北区', 'C14')).toBeUndefined();
  });

  test('answered once it is read, and remembered for the layout', async () => {
    const plan = await bench.plan([bench.sheet('表.xlsx', rows(5))]);
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'indicator:0:0:C3': 'C14' } });
    bench.accept(imports.get(bench.ctx, { planId: plan.planId }));
    expect([value('江北区', 'C14'), value('江南区', 'C14')]).toEqual(['30', '40']);
    expect(imports.recognitionList(bench.ctx).rules).toMatchObject([{ answer: '有效发明专利拥有量（件）' }]);
    const next = await bench.plan([bench.sheet('4月.xlsx', [['2024年1—4月统计表'], ...rows(6).slice(1)])]);
    expect(bench.cells(next).filter((cell) => cell.code === 'C14' && cell.fate === 'new')).toHaveLength(2);
  });

  test('remembered for a table that has a column more each month, whatever way its months are written', async () => {
    const grows = (name: string, months: readonly string[]) =>
      bench.sheet(name, [
        [`江北区2024年指标累计数（截至${months.length}月底）`],
        ['指标', '单位', ...months],
        ['专利授权量', '件', ...months.map((_, index) => 5 + index)],
        ['有效发明专利拥有总量', '件', ...months.map((_, index) => 30 + index)],
      ]);
    for (const months of [
      ['1-1月', '1-2月', '1-3月', '1-4月'],
      ['一月累计', '一至二月累计', '一至三月累计', '一至四月累计'],
    ]) {
      const plan = await bench.plan([grows('3月.xlsx', months.slice(0, 3))]);
      const [question] = plan.files[0]!.questions;
      await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { [question!.id]: 'C14' } });
      bench.accept(imports.get(bench.ctx, { planId: plan.planId }));
      const next = await bench.plan([grows('4月.xlsx', months)]);
      expect(bench.cells(next).filter((cell) => cell.code === 'C14')).not.toEqual([]);
      expect(next.files[0]!.issues.map((issue) => issue.rule)).not.toContain('unknown-indicator');
    }
  });

  test('a remembered answer is changed to another that was offered: later files follow, a plan that waits is read again', async () => {
    const plan = await bench.plan([bench.sheet('表.xlsx', rows(5))]);
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'indicator:0:0:C3': 'C14' } });
    bench.accept(imports.get(bench.ctx, { planId: plan.planId }));
    const [rule] = imports.recognitionList(bench.ctx).rules;
    const other = rule!.options.find((option) => option.value !== 'C14')!;
    expect(rule).toMatchObject({ value: 'C14', answer: '有效发明专利拥有量（件）' });
    const later = (name: string) => bench.sheet(name, [['2024年1—4月统计表'], ...rows(6).slice(1)]);
    const waiting = await bench.plan([later('4月.xlsx')]);
    imports.recognitionChange(bench.ctx, { id: rule!.id, value: other.value });
    expect(imports.recognitionList(bench.ctx).rules).toMatchObject([{ value: other.value, answer: other.label }]);
    // Received as it was shown, it would put the old answer back.
    expect(imports.get(bench.ctx, { planId: waiting.planId }).isStale).toBe(true);
    expect(() => bench.accept(waiting)).toThrow(/data\.stale/);
    const next = await bench.plan([later('4月.xlsx')]);
    expect(next.files[0]!.answers['indicator:0:0:C3']).toBe(other.value);
    expect(value('江北区', 'C14')).toBe('30');
    expect(() => imports.recognitionChange(bench.ctx, { id: rule!.id, value: 'Z99' })).toThrow(/data\.not-found/);
  });

  test('a changed answer comes back with undo', async () => {
    const plan = await bench.plan([bench.sheet('表.xlsx', rows(5))]);
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'indicator:0:0:C3': 'C14' } });
    bench.accept(imports.get(bench.ctx, { planId: plan.planId }));
    const before = imports.recognitionList(bench.ctx);
    imports.recognitionChange(bench.ctx, { id: before.rules[0]!.id, value: before.rules[0]!.options.at(-1)!.value });
    const { id } = bench.ctx.store.db.prepare('SELECT max(id) AS id FROM change_set').get() as { id: number };
    undo(bench.ctx, { id });
    expect(imports.recognitionList(bench.ctx)).toEqual(before);
  });

  test('written with its measure in one file and without it in another is one question in the same words', async () => {
    const named = (name: string): Rows => [['2024年1—3月统计表'], ['区县', '专利授权量', name], ['江北区', 5, 30]];
    const { files } = await bench.plan([
      bench.sheet('甲.xlsx', named('有效发明专利拥有总量')),
      bench.sheet('乙.xlsx', named('有效发明专利拥有总量（件）')),
    ]);
    const [one, other] = files.map((file) => file.questions.find((question) => question.kind === 'indicator')!);
    expect(other).toEqual({ ...one, cell: other!.cell });
    expect(one!.text).toContain('“有效发明专利拥有总量”');
  });

  test('that is like nothing is listed without a question', async () => {
    const file = await bench.one(
      bench.sheet('表.xlsx', [['2024年1—3月统计表'], ['区县', '专利授权量', '好人好事'], ['江北区', 5, 3]]),
    );
    expect(file.questions).toEqual([]);
    expect(file.issues.map((issue) => issue.rule)).toContain('unknown-indicator');
  });
});

describe('how sure the reading is', () => {
  test('stands in the decisions with what was recognised', async () => {
    const file = await bench.one(
      bench.sheet('表.xlsx', [['2024年1—3月统计表'], ['区县', '专利授权量'], ['江北区', 5], ['江南区', 7]]),
    );
    expect(file.decisions[0]).toBe('表格A2:B4：每行一个单位，每列一个指标；认出行名2/2、列名1/1，把握100%');
  });

  test('a table of which most names are unknown is asked about once', async () => {
    const rows: Rows = [
      ['2024年1—3月统计表'],
      ['地点', '甲', '乙', '丙', '专利授权量'],
      ['江北区', 1, 2, 3, 5],
      ['一中队', 1, 2, 3, 5],
      ['二中队', 1, 2, 3, 5],
      ['三中队', 1, 2, 3, 5],
    ];
    const plan = await bench.plan([bench.sheet('表.xlsx', rows)]);
    expect(plan.files[0]!.questions.map((question) => question.id)).toContain('layout:0:0');
    expect(plan.files[0]!.cells.new).toBe(0);
    const answered = await imports.answer(bench.ctx, {
      planId: plan.planId,
      index: 0,
      answers: {
        'layout:0:0': 'read',
        'row-unit:0:0:A4': 'skip',
        'row-unit:0:0:A5': 'skip',
        'row-unit:0:0:A6': 'skip',
      },
    });
    expect(answered.cells.new).toBe(1);
  });
});

describe('half a period', () => {
  const rows = (title: string): Rows => [[title], ['区县', '专利授权量'], ['江北区', 5], ['江南区', 7]];

  test('a month without its year takes the year of the chosen period where the months agree', async () => {
    const file = await bench.one(bench.sheet('表.xlsx', rows('1-3月统计表')), '2024-03');
    expect(file).toMatchObject({ status: 'planned', periods: ['2024-03'], questions: [] });
  });

  test('a month that the chosen period contradicts is asked about, never moved', async () => {
    const file = await bench.one(bench.sheet('表.xlsx', rows('1-3月统计表')), '2024-07');
    expect(file.questions.map((question) => question.id)).toEqual(['period:0:0']);
    expect(file.cells.new).toBe(0);
  });

  test('a year that the chosen period contradicts is asked about', async () => {
    const file = await bench.one(bench.sheet('表.xlsx', rows('2023年统计表')), '2024-07');
    expect(file.questions.map((question) => question.id)).toEqual(['period:0:0']);
  });
});

test('a table without a single known value is no import', async () => {
  const file = await bench.one(
    bench.sheet('表.xlsx', [['2024年1—3月统计表'], ['区县', '好人好事'], ['江北区', 5], ['江南区', 7]]),
  );
  expect(file).toMatchObject({ status: 'ignored' });
  expect(file.reason).toContain('没有认出任何可以采用的数值');
});

test('months are said as officers write them, in questions, findings and reasons', async () => {
  const rows = (title: string, head = '1—3月累计'): Rows => [
    [`${title}统计表`],
    ['填报单位：江北区'],
    ['指标名称', '计量单位', head],
    ['专利授权量', '件', 50],
  ];
  const plan = await bench.plan(
    [
      bench.sheet('江北区2024年2月.xlsx', rows('2024年1—3月')),
      bench.sheet('表头.xlsx', rows('2024年1—3月', '1—2月累计')),
      bench.book('两月.xlsx', [
        { name: '3月', rows: rows('2024年1—3月') },
        { name: '2月', rows: rows('2024年1—2月', '1—2月累计') },
      ]),
    ],
    '2024-05',
  );
  const said = plan.files.flatMap((file) => [
    ...file.issues.map((issue) => issue.message),
    ...file.sheets.map((sheet) => sheet.reason),
    ...file.questions.flatMap((question) => [question.text, ...question.options.map((option) => option.label)]),
    ...(file.offers ?? []).flatMap((offer) => [offer.text, offer.label]),
  ]);
  for (const words of [
    '标题是2024年1—3月，文件名却写“2024年2月”。已按标题的2024年1—3月处理',
    '标题是2024年1—3月，表头的栏目却是2024年1—2月',
    '是2024年2月的数据，本文件最新为2024年3月',
    '文件写明的报表期是2024年1—3月，与选定的2024年1—5月不同',
  ])
    expect(said.join('\n')).toContain(words);
  expect(said.filter((text) => /20\d\d-\d\d(?!-)/.test(text))).toEqual([]);
});
