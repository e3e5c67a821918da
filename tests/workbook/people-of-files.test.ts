// 人口分母 that comes in a file, beside that of a unit that ended since: asked as where it is typed, and nothing of it is stored before
// the answer; a list of 填报单位, which cannot ask, refuses the cell and says where the number may be entered.

import { afterEach, beforeEach, expect, test } from 'vitest';

import { listUnits } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { write } from '../../electron/core/store/write.js';
import { listPopulation, savePopulation } from '../../electron/core/units/population.js';
import * as units from '../../electron/core/units/units-workbook.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { unitDraft } from '../helpers/memory-store.js';

let bench: ImportBench;

// 乙镇 went into 甲镇 in August 2024; both had a population at the end of 2023.
beforeEach(async () => {
  bench = await ImportBench.withUnits('甲镇', '丙镇');
  const { ctx } = bench;
  write(ctx.store, { kind: 'setup', label: '单位', operator: '测试', topics: ['units'] }, () =>
    saveUnit(ctx.store, null, unitDraft('乙镇', 3, { validTo: '2024-07' })),
  );
  for (const [name, value] of [
    ['甲镇', '5'],
    ['乙镇', '2'],
  ]) {
    const unitId = listUnits(ctx.store).find((unit) => unit.name === name)!.id;
    savePopulation(ctx, { unitId, year: 2023, value: value!, source: '公报', besides: 'separate' });
  }
});
afterEach(() => bench.close());

const sheet = (...rows: Rows) =>
  bench.sheet('人口.xlsx', [['2023年末常住人口'], ['乡镇', '常住人口（万人）'], ...rows]);
const stored = (): Record<string, string> =>
  Object.fromEntries(listPopulation(bench.ctx).populations.map(({ unit, value }) => [unit, value]));

test('a number that may hold the people of a unit that ended waits for the answer, and the others do not', async () => {
  const plan = await bench.plan([sheet(['甲镇', 7], ['丙镇', 3])]);
  const [file] = plan.files;
  expect(file!.questions).toMatchObject([
    { id: 'revision' },
    {
      id: 'people-twice:2023',
      cell: 'B3',
      text: '“乙镇”2024年7月底后不再报送，2023年末的人口仍单独计入合计。“甲镇”的新数若已含它们，就会重复。这里的新数是否已含乙镇？',
    },
  ]);
  expect(file!.status).toBe('asks');
  // Received in part, what is not answered stays out.
  imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: true }] });
  expect(stored()).toEqual({ 甲镇: '5', 乙镇: '2', 丙镇: '3' });
});

test.each([
  ['separate', 'planned', { 甲镇: '7', 乙镇: '2' }],
  ['keep', 'ignored', { 甲镇: '5', 乙镇: '2' }],
])('the answer %s holds', async (answer, status, expected) => {
  const plan = await bench.plan([sheet(['甲镇', 7])]);
  const answers = { 'people-twice:2023': answer, revision: 'accept' };
  const answered = await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers });
  expect(answered.status).toBe(status);
  bench.accept({ ...plan, files: [answered] });
  expect(stored()).toEqual(expected);
});

test('a file that gives the number of the unit that ended, or nothing that grew, is not asked about', async () => {
  const plan = await bench.plan([sheet(['甲镇', 7], ['乙镇', 2])]);
  expect(plan.files[0]!.questions.map(({ kind }) => kind)).toEqual(['revision']);
  expect((await bench.plan([sheet(['甲镇', 4.9])])).files[0]!.questions.map(({ kind }) => kind)).toEqual(['revision']);
  expect((await bench.plan([sheet(['丙镇', 3])])).files[0]!.questions).toEqual([]);
});

test('a list of 填报单位 refuses such a number at its cell', async () => {
  const list = (value: number) =>
    bench.sheet('填报单位.xlsx', [
      ['单位名称', '2023年末人口（万人）'],
      ['甲镇', value],
    ]);
  const { issues, applied } = await units.importList(bench.ctx, { file: list(7), apply: true });
  expect(applied).toBe(false);
  expect(issues).toMatchObject([{ severity: 'block', cell: 'B2' }]);
  expect(issues[0]!.message).toContain('请在“设置 › 人口数”中填写这个数并说明是否已含');
  expect(stored()).toEqual({ 甲镇: '5', 乙镇: '2' });
  expect((await units.importList(bench.ctx, { file: list(4.9), apply: true })).applied).toBe(true);
});
