// One link of the revision chain: which values it added, which it replaced and what stood before.

import { afterEach, expect, test } from 'vitest';

import * as imports from '../../electron/core/workbook/handlers.js';
import { changes } from '../../electron/core/workbook/submission-changes.js';
import { submissionList } from '../../electron/core/workbook/submission-handlers.js';
import { ImportBench } from '../helpers/importing.js';

const benches: ImportBench[] = [];
afterEach(() => benches.splice(0).forEach((bench) => bench.close()));

const report = (granted: number, valid: number | null) => [
  ['薛城区2022年1-7月知识产权工作情况', null, null],
  ['指标名称', '计量单位', '累计'],
  ['专利授权量', '件', granted],
  ['发明专利授权量', '件', 5],
  ...(valid === null ? [] : [['有效商标注册量', '件', valid]]),
];

test('a correction lists what it replaced with the value before, then what it added; an undone one lists nothing', async () => {
  const bench = await ImportBench.sample();
  benches.push(bench);
  await bench.importAll([bench.sheet('第一次.xlsx', report(12, null))]);
  const plan = await bench.plan([bench.sheet('第二次.xlsx', report(15, 40))]);
  await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { revision: 'accept' } });
  const received = imports.commit(bench.ctx, {
    planId: plan.planId,
    files: [{ index: 0, partial: false }],
    reason: '漏统计3件',
  });
  const [second, first] = submissionList(bench.ctx, {}).submissions;
  expect([second?.revision, first?.revision]).toEqual([2, 1]);
  expect(changes(bench.ctx, { id: first!.id }).changes.map(({ code, before, value }) => [code, before, value])).toEqual(
    expect.arrayContaining([['C06', null, '5']]),
  );
  const listed = changes(bench.ctx, { id: second!.id }).changes;
  expect(listed[0]).toMatchObject({ code: 'C05', before: '12', value: '15', cell: 'C3', reason: '漏统计3件' });
  expect(listed.slice(1).map(({ before, value }) => [before, value])).toEqual([[null, '40']]);
  expect(() => changes(bench.ctx, { id: 999 })).toThrow(expect.objectContaining({ code: 'data.not-found' }));
  imports.undo(bench.ctx, { batchId: received.batchId! });
  expect(changes(bench.ctx, { id: second!.id })).toEqual({ changes: [] });
});
