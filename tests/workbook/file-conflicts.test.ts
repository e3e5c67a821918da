// Files of one import that contradict each other: one answer for the pair or cell by cell; what is not decided is not stored.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { listValues } from '../../electron/core/statistics/handlers.js';
import { conflicts, settle } from '../../electron/core/workbook/conflict-handlers.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { chooseInFile } from '../../electron/core/workbook/choose.js';
import { getPlanFile, savePlanFile } from '../../electron/core/workbook/plan-store.js';
import { isSetAside, questionCards } from '../../renderer/features/import/plan-facts.js';
import { cellRef, isAcceptable, type ImportPlan } from '../../shared/import/plan.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区');
});
afterEach(() => bench.close());

const report = (...rows: Rows): Rows => [
  ['2024年1—3月知识产权工作统计表'],
  ['填报单位：江北区市场监督管理局（盖章）'],
  ['指标名称', '计量单位', '1—3月累计'],
  ...rows,
];
const figures = (c05: number, c06: number, c11 = 1): Rows =>
  report(['专利授权量', '件', c05], ['发明专利授权量', '件', c06], ['PCT国际专利申请量', '件', c11]);
const value = (code: string): string | null | undefined =>
  listValues(bench.ctx, { period: '2024-03' }).values.find((item) => item.unit === '江北区' && item.code === code)
    ?.value;
const stored = (): unknown[] => ['C05', 'C06', 'C11'].map(value);
const now = (plan: ImportPlan): ImportPlan => imports.get(bench.ctx, { planId: plan.planId });
const two = (): Promise<ImportPlan> =>
  bench.plan([bench.sheet('甲.xlsx', figures(50, 5)), bench.sheet('乙.xlsx', figures(60, 6))]);
/** Id of the question and the values of its options: the first file, the second, neither. */
function asked(plan: ImportPlan): { id: string; first: string; second: string; neither: string } {
  const question = plan.files.flatMap((file) => file.questions).find((one) => one.kind === 'file-conflict')!;
  const [first, second, neither] = question.options.map((option) => option.value);
  return { id: question.id, first: first!, second: second!, neither: neither! };
}

test('is one question for the pair, however many cells differ, and names both files and an example', async () => {
  const plan = await two();
  const cards = questionCards(plan.files);
  expect(cards).toHaveLength(1);
  expect(cards[0]!.asked.map(({ index }) => index)).toEqual([0, 1]);
  expect(cards[0]!.question.text).toBe(
    '“甲.xlsx”与“乙.xlsx”对同一数值报得不同（共2处，例如“江北区”的“专利授权量”：前者C4为50，后者C4为60）。以哪个文件为准？',
  );
  expect(cards[0]!.question.options.map((option) => option.label)).toEqual([
    '以“甲.xlsx”为准',
    '以“乙.xlsx”为准',
    '两个文件的这些数值都不采用',
  ]);
});

test.each([
  ['first', ['50', '5', '1']],
  ['second', ['60', '6', '1']],
  ['neither', [undefined, undefined, '1']],
] as const)('answered once with the %s, both files may be received', async (which, expected) => {
  const plan = await two();
  const question = asked(plan);
  const { files } = settle(bench.ctx, { planId: plan.planId, id: question.id, answer: question[which] });
  expect(files.map((file) => isAcceptable(file))).toEqual([true, true]);
  bench.accept(now(plan));
  expect(stored()).toEqual(expected);
});

test('a file of which nothing is taken says so, before and after it is received, and makes no 版次', async () => {
  const only = (c05: number): Rows => report(['专利授权量', '件', c05]);
  const plan = await bench.plan([bench.sheet('甲.xlsx', only(50)), bench.sheet('乙.xlsx', only(60))]);
  const { id, second } = asked(plan);
  expect(plan.files.map(isSetAside)).toEqual([false, false]);
  settle(bench.ctx, { planId: plan.planId, id, answer: second });
  expect(now(plan).files.map(isSetAside)).toEqual([true, false]);
  bench.accept(now(plan));
  expect(now(plan).files.map((file) => [file.status, isSetAside(file)])).toEqual([
    ['imported', true],
    ['imported', false],
  ]);
  expect(bench.ctx.store.db.prepare('SELECT revision FROM submission').all()).toEqual([{ revision: 1 }]);
  expect(value('C05')).toBe('60');
});

test('answered for one file of the pair, as in batch, it is answered for both', async () => {
  const plan = await two();
  const { id, second } = asked(plan);
  await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { [id]: second } });
  bench.accept(now(plan));
  expect(stored()).toEqual(['60', '6', '1']);
});

test('the id is the same for the same files in another order, so that --answers may name it', async () => {
  const plan = await two();
  const { id, first } = asked(plan);
  const again = await imports.plan(bench.ctx, {
    files: [bench.sheet('乙.xlsx', figures(60, 6)), bench.sheet('甲.xlsx', figures(50, 5))],
    period: null,
    answers: { [id]: first },
  });
  expect(again.files.every((file) => isAcceptable(file))).toBe(true);
  bench.accept(again);
  expect(stored()).toEqual(['50', '5', '1']);
});

test('an answer that was not offered decides nothing', async () => {
  const plan = await two();
  const { id } = asked(plan);
  const { files } = settle(bench.ctx, { planId: plan.planId, id, answer: 'mine' });
  expect(files.map((file) => file.status)).toEqual(['asks', 'asks']);
});

test('changed from one file to the other, the second answer holds', async () => {
  const plan = await two();
  const { id, first, second } = asked(plan);
  settle(bench.ctx, { planId: plan.planId, id, answer: first });
  settle(bench.ctx, { planId: plan.planId, id, answer: second });
  bench.accept(now(plan));
  expect(stored()).toEqual(['60', '6', '1']);
});

test('cell by cell: one from each file, and what is open still asks', async () => {
  const plan = await two();
  const { id } = asked(plan);
  const { files, places } = conflicts(bench.ctx, { planId: plan.planId, id });
  expect(files).toEqual(['甲.xlsx', '乙.xlsx']);
  expect(places.map(({ indicator, first, second, keep }) => [indicator, first.text, second.text, keep])).toEqual([
    ['专利授权量', '50', '60', 'open'],
    ['发明专利授权量', '5', '6', 'open'],
  ]);
  const [one, other] = places as [(typeof places)[0], (typeof places)[0]];
  const half = settle(bench.ctx, { planId: plan.planId, id, places: [{ ...one, keep: 'first' }] });
  expect(half.files.map((file) => [file.status, file.cells.conflict])).toEqual([
    ['asks', 1],
    ['asks', 1],
  ]);
  settle(bench.ctx, { planId: plan.planId, id, places: [{ ...other, keep: 'second' }] });
  expect(conflicts(bench.ctx, { planId: plan.planId, id }).places.map(({ keep }) => keep)).toEqual(['first', 'second']);
  bench.accept(now(plan));
  expect(stored()).toEqual(['50', '6', '1']);
});

test('a choice for a cell that is taken back asks about it again', async () => {
  const plan = await two();
  const { id } = asked(plan);
  const { places } = conflicts(bench.ctx, { planId: plan.planId, id });
  settle(bench.ctx, { planId: plan.planId, id, places: places.map((place) => ({ ...place, keep: 'first' as const })) });
  expect(now(plan).files.map((file) => file.status)).toEqual(['planned', 'planned']);
  chooseInFile(bench.ctx, plan.planId, 1, { cells: { 'Sheet1!C4': 'default' }, comparable: {} });
  expect(now(plan).files.map((file) => [file.status, file.cells.conflict])).toEqual([
    ['asks', 1],
    ['asks', 1],
  ]);
});

test('three files are asked about in pairs, and a pair that was settled by another is not', async () => {
  const plan = await bench.plan([
    bench.sheet('甲.xlsx', figures(50, 5)),
    bench.sheet('乙.xlsx', figures(60, 5)),
    bench.sheet('丙.xlsx', figures(60, 5, 2)),
  ]);
  const ids = (): string[] => [
    ...new Set(now(plan).files.flatMap((file) => file.questions.map((question) => question.text.split('对')[0]!))),
  ];
  expect(ids()).toEqual(['“甲.xlsx”与“乙.xlsx”', '“甲.xlsx”与“丙.xlsx”', '“乙.xlsx”与“丙.xlsx”']);
  const question = plan.files[0]!.questions.find((one) => one.text.startsWith('“甲.xlsx”与“丙.xlsx”'))!;
  settle(bench.ctx, { planId: plan.planId, id: question.id, answer: question.options[1]!.value });
  // 丙 outweighs 甲 in both cells; 乙 has the same 60 as 丙, but another PCT.
  expect(now(plan).files.map((file) => file.cells.conflict)).toEqual([0, 1, 1]);
  const rest = now(plan).files[1]!.questions.find((one) => one.text.startsWith('“乙.xlsx”与“丙.xlsx”'))!;
  settle(bench.ctx, { planId: plan.planId, id: rest.id, answer: rest.options[1]!.value });
  bench.accept(now(plan));
  expect(stored()).toEqual(['60', '5', '2']);
});

test('one file twice and a third that differs: the copy does not bring back what was decided against', async () => {
  const plan = await bench.plan([
    bench.sheet('甲.xlsx', figures(50, 5)),
    bench.sheet('甲副本.xlsx', figures(50, 5)),
    bench.sheet('乙.xlsx', figures(60, 6)),
  ]);
  for (const file of plan.files)
    for (const question of now(plan).files[file.index]!.questions)
      if (question.kind === 'file-conflict')
        settle(bench.ctx, { planId: plan.planId, id: question.id, answer: question.options[1]!.value });
  bench.accept(now(plan));
  expect(stored()).toEqual(['60', '6', '1']);
});

test('after one of them was received in part, the answer still leaves out the other’s cells', async () => {
  const plan = await two();
  const { id, first } = asked(plan);
  imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: true }] });
  expect(stored()).toEqual([undefined, undefined, '1']);
  await imports.answer(bench.ctx, { planId: plan.planId, index: 1, answers: { [id]: first } });
  bench.accept(now(plan));
  expect(stored()).toEqual([undefined, undefined, '1']);
});

test('the answer holds when what waits is read again after the other was received', async () => {
  const plan = await two();
  const { id, first } = asked(plan);
  settle(bench.ctx, { planId: plan.planId, id, answer: first });
  imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] });
  await imports.replan(bench.ctx, { planId: plan.planId });
  const [, other] = now(plan).files;
  expect(other!.status === 'imported' ? [] : Object.keys(other!.answers)).toEqual(
    expect.arrayContaining(['cell:Sheet1!C4', 'cell:Sheet1!C5']),
  );
  bench.accept(now(plan));
  expect(stored()).toEqual(['50', '5', '1']);
});

test('cells of one file left out and taken back in one step: the other file waits where it is contradicted now', async () => {
  const plan = await bench.plan([bench.sheet('甲.xlsx', figures(50, 5, 1)), bench.sheet('乙.xlsx', figures(60, 6, 2))]);
  const { planId } = plan;
  const refs = imports.cells(bench.ctx, { planId, index: 0 }).cells.map((cell) => cellRef(cell));
  const [, c06, c11] = refs as [string, string, string];
  chooseInFile(bench.ctx, planId, 0, { cells: { [c11]: 'leave' }, comparable: {} });
  chooseInFile(bench.ctx, planId, 0, { cells: { [c06]: 'leave', [c11]: 'default' }, comparable: {} });
  const other = imports.cells(bench.ctx, { planId, index: 1 }).cells;
  expect(other.map((cell) => [cell.indicator, cell.fate])).toEqual([
    ['专利授权量', 'conflict'],
    ['发明专利授权量', 'new'],
    ['PCT国际专利申请量', 'conflict'],
  ]);
});

test.each([
  ['first', [undefined, undefined, '1']],
  ['second', ['60', '6', '1']],
] as const)(
  'one received in part, its card beside the other still takes the answer: the %s',
  async (which, expected) => {
    const plan = await two();
    const question = asked(plan);
    imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: true }] });
    const { files } = settle(bench.ctx, { planId: plan.planId, id: question.id, answer: question[which] });
    expect([files[1]!.questions, isAcceptable(files[1]!)]).toEqual([[], true]);
    imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 1, partial: false }] });
    expect(stored()).toEqual(expected);
  },
);

describe('a plan that an earlier version of the program left', () => {
  /** As it was written before: without marks on the cells, and with another question. */
  function age(planId: string): void {
    const { store } = bench.ctx;
    for (const index of [0, 1]) {
      const old = getPlanFile(store, planId, index);
      for (const cell of old.cells) delete cell.aside;
      for (const question of old.header.questions) question.id = question.kind = 'conflict';
      old.vocabulary = 1;
      savePlanFile(store, planId, old, old.path, old.periodHint);
    }
    store.db.prepare('UPDATE import_plan SET data_version = 1').run();
  }

  test('is to be read again and is not received before', async () => {
    const plan = await two();
    age(plan.planId);
    expect(now(plan).isStale).toBe(true);
    expect(() => imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: true }] })).toThrow(
      'data.stale',
    );
    const again = await imports.replan(bench.ctx, { planId: plan.planId });
    expect(again.isStale).toBe(false);
    expect(questionCards(again.files).map((card) => card.question.kind)).toEqual(['file-conflict']);
  });

  test('an answer to its question decides nothing: both files ask once more', async () => {
    const plan = await two();
    age(plan.planId);
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { conflict: 'skip' } });
    const { files } = now(plan);
    expect(files.map((file) => [file.status, file.cells.conflict])).toEqual([
      ['asks', 2],
      ['asks', 2],
    ]);
    expect(questionCards(files).map((card) => card.question.kind)).toEqual(['file-conflict']);
  });
});
