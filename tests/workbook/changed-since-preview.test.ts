// What was previewed is what is received: a stored value, a target or the file itself that changed meanwhile is never written over.

import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { listValues } from '../../electron/core/statistics/handlers.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import type { ImportPlan } from '../../shared/import/plan.js';
import { dump } from '../helpers/dump.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { addValueList } from '../helpers/memory-store.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区');
});
afterEach(() => bench.close());

const report = (granted: number, filed: number): Rows => [
  ['2024年1—3月知识产权工作统计表'],
  ['填报单位：江北区市场监督管理局（盖章）'],
  ['指标名称', '计量单位', '1—3月累计'],
  ['专利授权量', '件', granted],
  ['商标申请量', '件', filed],
];
const plan = (granted: number, filed: number): Promise<ImportPlan> =>
  bench.plan([bench.sheet('表.xlsx', report(granted, filed))]);
const receive = (made: ImportPlan) =>
  imports.commit(bench.ctx, { planId: made.planId, files: [{ index: 0, partial: false }] });
const typed = (value: string): void =>
  addValueList(bench.ctx.store, [{ unit: '江北区', code: 'C05', period: '2024-03', basis: 'ytd', value }]);
const stored = (): (string | null | undefined)[] => {
  const { values } = listValues(bench.ctx, { period: '2024-03' });
  return ['C05', 'C23'].map((code) => values.find((one) => one.code === code)?.value);
};
const refusal = (code: string) => expect.objectContaining({ code });

test('a value that was typed after the preview stays, and nothing of the file is stored', async () => {
  const made = await plan(50, 20);
  typed('49');
  expect(() => receive(made)).toThrow(refusal('data.stale'));
  expect(stored()).toEqual(['49', undefined]);
});

test('a correction is not stored over another number than the one that it was compared with', async () => {
  receive(await plan(50, 20));
  const made = await plan(55, 22);
  const { status } = await imports.answer(bench.ctx, {
    planId: made.planId,
    index: 0,
    answers: { revision: 'accept' },
  });
  expect(status).toBe('planned');
  typed('54');
  expect(() => receive(made)).toThrow(refusal('data.stale'));
  expect(stored()).toEqual(['54', '20']);
});

test('the same number typed meanwhile is no contradiction: the rest of the file is stored', async () => {
  const made = await plan(50, 20);
  typed('50');
  expect(receive(made).stored).toBe(1);
  expect(stored()).toEqual(['50', '20']);
});

test('a file that was saved again after the preview, or is gone, is refused and stores nothing', async () => {
  const made = await plan(50, 20);
  const before = dump(bench.ctx.store.db);
  const [name] = readdirSync(bench.folder).filter((one) => one.endsWith('.xlsx'));
  const path = join(bench.folder, name!);
  writeFileSync(path, 'another');
  expect(() => receive(made)).toThrow(refusal('data.stale'));
  rmSync(path);
  expect(() => receive(made)).toThrow(refusal('file.not-found'));
  expect(dump(bench.ctx.store.db)).toEqual(before);
});
