// 去年同期 that the officer explains, leaves out or keeps as it was, and a unit's own report of what a city table had given.

import { expect, test } from 'vitest';

import * as imports from '../../electron/core/workbook/handlers.js';
import type { ImportPlan } from '../../shared/import/plan.js';
import type { Rows } from '../helpers/importing.js';
import { ruleBench } from '../helpers/rule-bench.js';

const desk = ruleBench();
const { plan, store } = desk;
const withAnswers = async (made: ImportPlan, answers: Record<string, string>): Promise<ImportPlan> => ({
  ...made,
  files: [await imports.answer(desk.bench.ctx, { planId: made.planId, index: 0, answers })],
});
const cellAt = (made: ImportPlan, address: string) =>
  desk.bench.cells(made).find(({ cell }) => cell === address) ?? null;
const claims = (): unknown[] => desk.bench.ctx.store.db.prepare('SELECT value FROM claim').pluck().all();

test('同口径调整 explains the number that it was made for, and no other', async () => {
  store('C05', '2023-03', '40');
  const row = (lastYear: number): Rows => [['专利授权量', '件', 50, lastYear]];
  const adjusted = await withAnswers(await plan(row(45)), { 'comparable:Sheet1!D4': '区划调整' });
  expect(cellAt(adjusted, 'D4')).toMatchObject({ fate: 'new', comparable: '区划调整' });
  desk.bench.accept(adjusted);
  expect(cellAt(await plan(row(45)), 'D4')).toMatchObject({ fate: 'same' });
  const other = await plan(row(47));
  expect(cellAt(other, 'D4')).toMatchObject({ fate: 'ignored', before: '40' });
  expect(other.files[0]!.issues.map(({ rule }) => rule)).toContain('claim-differs');
});

test('a 去年同期 that is left out is not kept with the submission', async () => {
  const made = await plan([['专利授权量', '件', 50, 40]]);
  desk.bench.accept(await withAnswers(made, { 'cell:Sheet1!D4': 'leave' }));
  expect(claims()).toEqual([]);
  desk.bench.accept(await plan([['专利授权量', '件', 50, 41]]));
  expect(claims()).toEqual([41]);
});

test('a correction that is not wanted is shown as left alone, and changes nothing', async () => {
  store('C05', '2024-03', '49');
  const made = await withAnswers(await plan([['专利授权量', '件', 50, null]]), { revision: 'keep' });
  expect(cellAt(made, 'C4')).toMatchObject({ fate: 'ignored', reason: '按您的选择保留已存数值', before: '49' });
  expect(desk.bench.accept(made).stored).toBe(0);
});

test('a report that repeats what a city table gave is the unit’s first all the same', async () => {
  await desk.bench.importAll([
    desk.bench.sheet('全市.xlsx', [['2024年1—3月统计表'], ['区县', '专利授权量'], ['江北区', 50], ['江南区', 30]]),
  ]);
  const repeats = (): unknown[] =>
    desk.bench.ctx.store.db
      .prepare(
        `SELECT f.form, s.is_repeat FROM submission s JOIN import_file f ON f.id = s.import_file_id
         WHERE s.unit_id = 1 ORDER BY s.id`,
      )
      .raw()
      .all();
  expect(repeats()).toEqual([['unit-table', 0]]);
  const rows: Rows = [['专利授权量', '件', 50, null]];
  desk.bench.accept(await plan(rows));
  expect(repeats()).toEqual([
    ['unit-table', 0],
    ['unit-report', 0],
  ]);
});
