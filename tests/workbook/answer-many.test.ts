// One question asked in many files and answered once: the work grows with the files, not with their square, and what comes of it
// is what answering one by one gives. Counted in plans opened, not in time.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import * as imports from '../../electron/core/workbook/handlers.js';
import { settle } from '../../electron/core/workbook/conflict-handlers.js';
import { getPlanFile } from '../../electron/core/workbook/plan-store.js';
import { isAcceptable, type ImportPlan } from '../../shared/import/plan.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

const UNITS = ['江北区', '江南区', '江东区', '江西区', '海北区', '海南区', '海东区', '海西区'];

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits(...UNITS);
});
afterEach(() => bench.close());

function report(unit: string, month: number, granted: number | string, filed: number | string = '—'): Rows {
  return [
    [`2024年1—${month}月知识产权工作统计表`],
    [`填报单位：${unit}市场监督管理局（盖章）`],
    ['指标名称', '计量单位', `1—${month}月累计`],
    ['专利授权量', '件', granted],
    ['PCT国际专利申请量', '件', filed],
  ];
}
const file = (unit: string, month: number, granted: number | string, filed?: number | string): FileRef =>
  bench.sheet(`${unit}${month}月${granted}.xlsx`, report(unit, month, granted, filed));
const cityTable = (month: number, granted: readonly [string, number][]): FileRef =>
  bench.sheet('全市.xlsx', [
    [`2024年1—${month}月各区知识产权统计表`],
    ['单位', '专利授权量（件）', 'PCT国际专利申请量（件）'],
    ...granted.map(([unit, count]) => [unit, count, '—']),
  ]);

const signAnswers = (plan: ImportPlan, value: string): { index: number; answers: Record<string, string> }[] =>
  plan.files.map(({ index, questions }) => ({
    index,
    answers: Object.fromEntries(
      questions.filter(({ id }) => id.startsWith('sign:')).map((question): [string, string] => [question.id, value]),
    ),
  }));
const now = (plan: ImportPlan): ImportPlan => imports.get(bench.ctx, { planId: plan.planId });
const kept = (plan: ImportPlan): unknown[] =>
  plan.files.map(({ index }) => {
    const { header, cells, detail } = getPlanFile(bench.ctx.store, plan.planId, index);
    return { header, cells, detail };
  });

/** How many plans of files are opened while `work` runs. */
async function opened(work: () => unknown): Promise<number> {
  const { db } = bench.ctx.store;
  const prepare = db.prepare.bind(db);
  let count = 0;
  const spy = vi.spyOn(db, 'prepare').mockImplementation(((sql: string) => {
    const statement = prepare(sql);
    if (/SELECT[^(]*\bcells\b[^(]*FROM import_plan_file/.test(sql)) {
      const get = statement.get.bind(statement);
      statement.get = (...params) => {
        count += 1;
        return get(...params);
      };
    }
    return statement;
  }) as typeof db.prepare);
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return count;
}

test('answering one file opens those of its unit alone, and answering all opens each once', async () => {
  const files = UNITS.flatMap((unit, n) => [1, 2, 3].map((month) => file(unit, month, 10 * month + n)));
  const plan = await bench.plan(files);
  const answers = signAnswers(plan, 'zero');
  expect(answers.filter((one) => Object.keys(one.answers).length === 1)).toHaveLength(24);
  const { planId } = plan;
  expect(await opened(() => imports.answer(bench.ctx, { planId, ...answers[4]! }))).toBe(3);
  expect(await opened(() => imports.answerAll(bench.ctx, { planId, files: answers }))).toBe(24);
  expect(now(plan).files.every((one) => isAcceptable(one))).toBe(true);
});

test('all at once gives what one by one gives: months of a unit, contradictions and a table of the city', async () => {
  const files = (): FileRef[] => [
    ...UNITS.map((unit, n) => file(unit, 3, 50 + n)),
    file('江北区', 2, 60), // falls until March
    file('江南区', 3, 77), // contradicts
    cityTable(
      3,
      UNITS.map((unit, n) => [unit, n === 2 ? 99 : 50 + n]),
    ),
  ];
  const given = files();
  const one = await bench.plan(given);
  for (const each of signAnswers(one, 'zero')) await imports.answer(bench.ctx, { planId: one.planId, ...each });
  const byOne = kept(one);
  const all = await bench.plan(given);
  const { files: changed } = await imports.answerAll(bench.ctx, {
    planId: all.planId,
    files: signAnswers(all, 'zero'),
  });
  expect(kept(all)).toEqual(byOne);
  expect(changed).toEqual(now(all).files);
  const rules = new Set(changed.flatMap(({ issues }) => issues.map(({ rule }) => rule)));
  expect([...rules]).toEqual(expect.arrayContaining(['city-table-differs']));
  expect(changed.filter(({ questions }) => questions.some(({ kind }) => kind === 'file-conflict'))).toHaveLength(3);
});

test('a contradiction that an answer takes back leaves no mark in the other file, whose checks stay', async () => {
  const columns = (granted: number, filed: number | string): Rows =>
    report('江北区', 3, granted, filed).map((row, n) => (n < 2 ? row : [...row, n === 2 ? '同比%' : 5]));
  const plan = await bench.plan([bench.sheet('甲.xlsx', columns(50, 3)), bench.sheet('乙.xlsx', columns(50, '—'))]);
  const answer = async (value: string): Promise<unknown[]> => {
    const [, other] = signAnswers(plan, value);
    await imports.answerAll(bench.ctx, { planId: plan.planId, files: [other!] });
    const { cells, detail } = getPlanFile(bench.ctx.store, plan.planId, 0);
    expect(detail.values).toHaveLength(cells.length);
    return cells.map((cell) => [cell.cell, cell.fate]);
  };
  const before = [
    ['C4', 'new'],
    ['D4', 'ignored'],
    ['C5', 'new'],
    ['D5', 'ignored'],
  ];
  const marked = before.with(2, ['C5', 'conflict']);
  expect(await answer('zero')).toEqual(marked);
  expect(await answer('not_submitted')).toEqual(before);
  expect(await answer('zero')).toEqual(marked);
});

/** A file that names no unit until it is answered, beside others: it contradicts the one of the unit that is said. */
async function answerUnit(prepare: (plan: ImportPlan) => void): Promise<void> {
  const rows = report('', 3, 77, 1).with(1, ['']);
  const plan = await bench.plan([
    ...UNITS.map((unit, n) => file(unit, 3, 50 + n, 1)),
    bench.sheet('未署名.xlsx', rows),
  ]);
  const { index, questions } = plan.files.at(-1)!;
  const question = questions.find(({ options }) => options.some(({ label }) => label === '江东区'))!;
  const value = question.options.find(({ label }) => label === '江东区')!.value;
  prepare(plan);
  const { files } = await imports.answerAll(bench.ctx, {
    planId: plan.planId,
    files: [{ index, answers: { [question.id]: value } }],
  });
  expect(files.map((one) => [one.index, one.cells.conflict])).toEqual([
    [2, 1],
    [index, 1],
  ]);
  const { id, options } = files[0]!.questions.find(({ kind }) => kind === 'file-conflict')!;
  const whole = settle(bench.ctx, { planId: plan.planId, id, answer: options[0]!.value });
  expect(whole.files.map((one) => one.cells.conflict)).toEqual(plan.files.map(() => 0));
}

test('an answer that makes a file one of a unit contradicts the file of that unit, which comes back with it', async () => {
  await answerUnit(() => undefined);
});

test('so it does where an earlier version of the program did not keep whose values a file gives', async () => {
  await answerUnit(({ planId }) =>
    bench.ctx.store.db.prepare('UPDATE import_plan_file SET whose = NULL WHERE plan_id = ?').run(planId),
  );
});

test('deciding which of two files holds opens those of their units alone, and keeps what others ask about', async () => {
  const plan = await bench.plan([
    ...UNITS.map((unit, n) => file(unit, 3, 50 + n, 1)),
    file('江北区', 3, 90, 1),
    file('江南区', 3, 91, 1),
  ]);
  const conflictsOf = (files: ImportPlan['files']): number[] => files.map(({ cells }) => cells.conflict);
  expect(conflictsOf(plan.files)).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 1, 1]);
  const { id, options } = plan.files[0]!.questions[0]!;
  const count = await opened(() => settle(bench.ctx, { planId: plan.planId, id, answer: options[1]!.value }));
  expect(count).toBe(2);
  expect(conflictsOf(now(plan).files)).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
});
