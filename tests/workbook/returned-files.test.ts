// A file that was sent back waits in the list for its correction: it holds nothing else back, is received by no sweep, and is
// settled by the file that comes in its place, for as long as that one stands.

import { writeFileSync } from 'node:fs';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { dataVersion } from '../../electron/core/store/store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { undoChangeSets } from '../../electron/core/history/undo.js';
import { monthlyTask } from '../../electron/core/tasks/default-task.js';
import * as tasks from '../../electron/core/tasks/handlers.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import * as returns from '../../electron/core/workbook/return-copy/handlers.js';
import { acceptableFiles, canReturn } from '../../renderer/features/import/plan-facts.js';
import { CALLS } from '../../shared/contract/index.js';
import { AppError } from '../../shared/errors/app-error.js';
import type { BoardLine } from '../../shared/tasks/board.js';
import { pendingFiles, type PlannedFile } from '../../shared/import/plan.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { rowsXml, xlsxBytes } from '../helpers/xlsx-bytes.js';

const PERIOD = '2024-03';
let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区');
});
afterEach(() => bench.close());

const figures = (c05: number | string, c06: number): Rows => [
  ['2024年1—3月知识产权工作统计表'],
  ['填报单位：江北区市场监督管理局（盖章）'],
  ['指标名称', '计量单位', '1—3月累计'],
  ['专利授权量', '件', c05],
  ['发明专利授权量', '件', c06],
];
const filesOf = (planId: string): PlannedFile[] => {
  const plan = imports.get(bench.ctx, { planId });
  expect(CALLS['import.get'].result.parse(plan)).toEqual(plan);
  return plan.files;
};
const sendBack = (planId: string, index = 0) => returns.create(bench.ctx, { planId, index, deadline: '2025-01-20' });
const receive = (planId: string, index: number) =>
  imports.commit(bench.ctx, { planId, files: [{ index, partial: false, reason: '更正' }] });
const addTask = () => {
  const unitIds = listUnits(bench.ctx.store).map((unit) => unit.id);
  return tasks.save(bench.ctx, { id: null, task: { ...monthlyTask(unitIds), codes: ['C05', 'C06'] } });
};
const boardLine = (): BoardLine =>
  tasks.board(bench.ctx, { period: PERIOD }).tasks[0]!.lines.find((line) => line.unit === '江北区')!;

/** 甲 is faulty and sent back, 乙 comes in its place. */
async function correctedBeside(faulty: Rows = figures('约五十', 5)): Promise<string> {
  const { planId } = await bench.plan([bench.sheet('甲.xlsx', faulty)]);
  await sendBack(planId);
  await imports.add(bench.ctx, { planId, files: [bench.sheet('乙.xlsx', figures(50, 5))] });
  return planId;
}

test('is settled once the corrected file was received, and waits again when that is undone', async () => {
  const planId = await correctedBeside();
  const [before] = filesOf(planId);
  expect(before).toMatchObject({
    status: 'asks',
    returned: { on: '2025-01-15', due: '2025-01-20', corrected: null },
  });
  expect(canReturn(before!)).toBe(true);

  const { batchId, files } = receive(planId, 1);
  expect(files).toEqual(filesOf(planId));
  const [settled] = files;
  expect(settled).toMatchObject({
    status: 'ignored',
    reason: '这个文件已退回修改，更正后的“乙.xlsx”已在2025-01-15接收；本文件不再接收。',
    returned: { corrected: { file: '乙.xlsx', on: '2025-01-15' } },
  });
  expect([pendingFiles(files), canReturn(settled!)]).toEqual([[], false]);
  expect(() => receive(planId, 0)).toThrow(expect.objectContaining({ code: 'data.blocked' }));

  imports.undo(bench.ctx, { batchId: batchId! });
  expect(filesOf(planId)[0]).toMatchObject({ status: 'asks', returned: { corrected: null } });
});

test.each<[string, (planId: string) => Promise<unknown>]>([
  ['from the list', (planId) => sendBack(planId)],
  [
    'from what was received',
    () => {
      const { id } = bench.ctx.store.db.prepare('SELECT id FROM import_file').get() as { id: number };
      return returns.create(bench.ctx, { importFileId: id, deadline: '2025-01-20' });
    },
  ],
])('a file received in part and sent back %s stands so until its correction is received', async (_how, back) => {
  const { planId } = await bench.plan([bench.sheet('甲.xlsx', figures('约五十', 5))]);
  imports.commit(bench.ctx, { planId, files: [{ index: 0, partial: true }] });
  await back(planId);
  expect(filesOf(planId)[0]).toMatchObject({
    status: 'imported',
    returned: { on: '2025-01-15', due: '2025-01-20', corrected: null },
  });
  const again = await returns.createAll(bench.ctx, { planId });
  expect(again.files).toEqual([]);

  await imports.add(bench.ctx, { planId, files: [bench.sheet('乙.xlsx', figures(50, 5))] });
  receive(planId, 1);
  const [first] = filesOf(planId);
  expect(first).toMatchObject({ status: 'imported', returned: { corrected: { file: '乙.xlsx' } } });
  expect(canReturn(first!)).toBe(false);
});

test('contradicts no file that comes in its place, where it was faulty elsewhere', async () => {
  const other = (c05: number): Rows => [...figures(c05, 5), ['商标注册量', '件', c05 === 50 ? 3 : '三件左右']];
  const { planId } = await bench.plan([bench.sheet('甲.xlsx', other(60))]);
  await imports.add(bench.ctx, { planId, files: [bench.sheet('乙.xlsx', other(50))] });
  const asked = () => filesOf(planId).map((file) => file.questions.map((question) => question.kind));
  expect(asked()).toEqual([['file-conflict'], ['file-conflict']]);
  await sendBack(planId);
  expect(asked()).toEqual([[], []]);
  // Nor after everything was read once more.
  await imports.replan(bench.ctx, { planId });
  expect(asked()).toEqual([[], []]);
  expect(filesOf(planId)[0]!.returned).toBeDefined();
  expect(receive(planId, 1)).toMatchObject({ stored: 3 });
});

test('is not received with all that has no 必改, and not sent back with all others again', async () => {
  const { planId } = await bench.plan([bench.sheet('甲.xlsx', figures(-5, 5)), bench.sheet('空.xlsx', figures(-5, 5))]);
  await sendBack(planId);
  for (const file of filesOf(planId)) expect(canReturn(file), file.file).toBe(true);
  expect(acceptableFiles(filesOf(planId)).filter((file) => file.index === 0)).toEqual([]);
  const all = await returns.createAll(bench.ctx, { planId });
  expect(all.files.map((file) => file.index)).toEqual([1]);
});

test('many sent back at once hold nothing back any longer, those before a cancel too', async () => {
  const report = (unit: string, c05: number, c23: number | string): Rows => [
    ['2024年1—3月知识产权工作统计表'],
    [`填报单位：${unit}`],
    ['指标名称', '计量单位', '1—3月累计'],
    ['专利授权量', '件', c05],
    ['商标申请量', '件', c23],
  ];
  const { planId } = await bench.plan([
    bench.sheet('甲.xlsx', report('江北区', 60, '约三')),
    bench.sheet('乙.xlsx', report('江北区', 50, 3)),
    bench.sheet('丙.xlsx', report('江南区', 60, '约三')),
    bench.sheet('丁.xlsx', report('江南区', 50, 3)),
  ]);
  const asked = () => filesOf(planId).map((file) => file.questions.length);
  expect(asked()).toEqual([1, 1, 1, 1]);
  const step = vi.spyOn(bench.ctx.job, 'step').mockImplementation(({ done }) => {
    if (done === 1) throw new AppError('job.cancelled');
  });
  await expect(returns.createAll(bench.ctx, { planId })).rejects.toMatchObject({ code: 'job.cancelled' });
  step.mockRestore();
  expect(asked()).toEqual([0, 0, 1, 1]);
  await returns.createAll(bench.ctx, { planId });
  expect(asked()).toEqual([0, 0, 0, 0]);
});

test('with another content it is another file: nothing was sent back of it', async () => {
  const file = bench.sheet('甲.xlsx', figures('约五十', 5));
  const { planId } = await bench.plan([file]);
  await sendBack(planId);
  writeFileSync(
    bench.ctx.files.path(file.id),
    xlsxBytes({ sheets: [{ name: 'Sheet1', xml: rowsXml(figures(51, 5)) }] }),
  );
  await imports.replan(bench.ctx, { planId });
  expect(filesOf(planId)[0]).toMatchObject({ status: 'planned' });
  expect(filesOf(planId)[0]!.returned).toBeUndefined();
});

test('a table of several units is settled by one that holds all of them, however many of their values are as before', async () => {
  const table = (...rows: Rows): Rows => [
    ['2024年1—3月各区知识产权情况'],
    ['填报单位', '专利授权量', '发明专利授权量'],
    ...rows,
  ];
  const both = bench.sheet('两区.xlsx', table(['江北区', '约五十', 5], ['江南区', 40, 4]));
  const { planId } = await bench.plan([both]);
  expect(filesOf(planId)[0]).toMatchObject({ form: 'unit-table', units: ['江北区', '江南区'] });
  await sendBack(planId);
  await imports.add(bench.ctx, { planId, files: [bench.sheet('江北.xlsx', table(['江北区', 50, 5]))] });
  receive(planId, 1);
  expect(filesOf(planId)[0]).toMatchObject({ status: 'asks', returned: { corrected: null } });
  await imports.add(bench.ctx, {
    planId,
    files: [bench.sheet('更正.xlsx', table(['江北区', 50, 5], ['江南区', 40, 4]))],
  });
  receive(planId, 2);
  expect(filesOf(planId)[0]).toMatchObject({ status: 'ignored', returned: { corrected: { file: '更正.xlsx' } } });
});

test('what was received since is looked through once, however many files were sent back', async () => {
  const planId = await correctedBeside();
  await imports.add(bench.ctx, { planId, files: [bench.sheet('丙.xlsx', figures('五十一', 5))] });
  await sendBack(planId, 2);
  receive(planId, 1);
  const prepare = vi.spyOn(bench.ctx.store.db, 'prepare');
  const files = filesOf(planId);
  expect(prepare.mock.calls.filter(([sql]) => sql.includes('f.report'))).toHaveLength(1);
  prepare.mockRestore();
  expect(files.map(({ status }) => status)).toEqual(['ignored', 'imported', 'ignored']);
});

describe('on the board', () => {
  test('退回 until the corrected file waits beside it, 已接收 with that', async () => {
    addTask();
    const { planId } = await bench.plan([bench.sheet('甲.xlsx', figures('约五十', 5))]);
    await sendBack(planId);
    expect(boardLine()).toMatchObject({ state: 'returned', pending: null });
    await imports.add(bench.ctx, { planId, files: [bench.sheet('乙.xlsx', figures(50, 5))] });
    expect(boardLine()).toMatchObject({ pending: { index: 1, file: '乙.xlsx' } });
    receive(planId, 1);
    expect(boardLine()).toMatchObject({ state: 'received', pending: null, revision: 1 });
  });

  test('the step 退回修改 undone: the file was not sent back', async () => {
    addTask();
    const { planId } = await bench.plan([bench.sheet('甲.xlsx', figures('约五十', 5))]);
    await sendBack(planId);
    expect(filesOf(planId)[0]!.returned).toBeDefined();
    undoChangeSets(bench.ctx.store, [dataVersion(bench.ctx.store)], { label: '撤销', operator: '测试' });
    expect(filesOf(planId)[0]!.returned).toBeUndefined();
    undoChangeSets(bench.ctx.store, [dataVersion(bench.ctx.store)], { label: '重做', operator: '测试' });
    expect(filesOf(planId)[0]!.returned).toBeDefined();
  });
});
