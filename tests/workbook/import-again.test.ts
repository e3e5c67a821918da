// Earlier months of a file that the officer asks for, and a whole preview read again after the lists it was read with changed.

import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { zipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { write } from '../../electron/core/store/write.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { unitDraft } from '../helpers/memory-store.js';
import { rowsXml, xlsxBytes } from '../helpers/xlsx-bytes.js';

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区', '衡阳县');
});
afterAll(() => bench.close());

const report = (...rows: Rows): Rows => [['2024年1—3月统计表'], ['填报单位：江北区市场监督管理局（盖章）'], ...rows];

describe('earlier months are offered, not taken', () => {
  const months = report(['指标', '1月', '2月', '3月'], ['专利授权量', 5, 6, 7]);

  test('months side by side: taken where the officer asks, and given back', async () => {
    const plan = await bench.plan([bench.sheet('表.xlsx', months)]);
    expect(plan.files[0]).toMatchObject({
      questions: [],
      cells: { new: 1 },
      offers: [{ id: 'older:0:0', take: 'take', label: '2024年1月、2024年2月', isTaken: false }],
    });
    const answer = (value: string) =>
      imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'older:0:0': value } });
    expect(await answer('take')).toMatchObject({ cells: { new: 3 }, offers: [{ isTaken: true }] });
    expect(bench.cells(plan).map((cell) => `${cell.period} ${cell.basis} ${cell.value}`)).toEqual([
      '2024-01 ytd 5',
      '2024-02 month 6',
      '2024-03 month 7',
    ]);
    expect(await answer('leave')).toMatchObject({ cells: { new: 1 }, offers: [{ isTaken: false }] });
  });

  test('a sheet of an earlier month', async () => {
    const sheet = (month: string, value: number) => ({
      name: month,
      xml: rowsXml([[`江北区2024年1—${month}统计表`], ['指标', '数量'], ['专利授权量', value]]),
    });
    const path = join(bench.folder, 'months.xlsx');
    writeFileSync(path, xlsxBytes({ sheets: [sheet('2月', 5), sheet('3月', 9)] }));
    const plan = await bench.plan([bench.file(path)]);
    expect(plan.files[0]).toMatchObject({ cells: { new: 1 }, offers: [{ id: 'sheet:0', label: '2024年2月' }] });
    const taken = await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'sheet:0': 'import' } });
    expect(taken).toMatchObject({ cells: { new: 2 }, periods: ['2024-02', '2024-03'], offers: [{ isTaken: true }] });
  });
});

describe('a whole preview is read again', () => {
  test('after a unit was added, with the answers given so far', async () => {
    const own = await ImportBench.withUnits('江北区');
    const table: Rows = [['2024年3月统计表'], ['单位', '专利授权量'], ['江北区', 5], ['江南区', 7]];
    const single: Rows = [['江南区2024年1—3月统计表'], ['指标', '数量'], ['商标申请量', 9]];
    const plan = await own.plan([own.sheet('汇总.xlsx', table), own.sheet('江南区.xlsx', single)]);
    expect(plan).toMatchObject({ isStale: false, files: [{ status: 'asks' }, { status: 'asks' }] });
    await imports.answer(own.ctx, { planId: plan.planId, index: 0, answers: { 'basis:0:0': 'ytd' } });
    write(own.ctx.store, { kind: 'units', label: '新增', operator: '测试', topics: ['units'] }, () => {
      saveUnit(own.ctx.store, null, unitDraft('江南区', 2));
    });
    expect(imports.get(own.ctx, { planId: plan.planId }).isStale).toBe(true);
    const again = await imports.replan(own.ctx, { planId: plan.planId });
    expect(again).toMatchObject({
      planId: plan.planId,
      isStale: false,
      files: [
        { index: 0, status: 'planned', units: ['江北区', '江南区'], answers: { 'basis:0:0': 'ytd' } },
        { index: 1, status: 'planned', units: ['江南区'] },
      ],
    });
    own.accept(again);
    expect(imports.get(own.ctx, { planId: plan.planId }).files.map((file) => file.status)).toEqual([
      'imported',
      'imported',
    ]);
    own.close();
  });

  test('a file that is gone stays as it was planned, and is named', async () => {
    const own = await ImportBench.withUnits('江北区');
    const plan = await own.plan([own.sheet('甲.xlsx', report(['指标', '数量'], ['专利授权量', 5]))]);
    for (const name of readdirSync(own.folder)) rmSync(join(own.folder, name));
    await expect(imports.replan(own.ctx, { planId: plan.planId })).rejects.toMatchObject({
      code: 'file.not-found',
      params: { name: '甲.xlsx' },
    });
    expect(imports.get(own.ctx, { planId: plan.planId }).files).toEqual(plan.files);
    own.close();
  });
});

describe('further files beside those that wait', () => {
  const unitReport = (unit: string, ...rows: Rows): Rows => [['2024年1—3月统计表'], [`填报单位：${unit}`], ...rows];
  const head: Rows[number] = ['指标', '数量'];
  let own: ImportBench;
  beforeEach(async () => {
    own = await ImportBench.withUnits('江北区', '江南区');
  });
  afterEach(() => own.close());

  test('the files that wait stay with their answers, and are planned anew beside the new ones', async () => {
    const signs = unitReport('江北区', head, ['专利授权量', 5], ['发明专利授权量', '—']);
    const first = await own.plan([own.sheet('甲.xlsx', signs)]);
    const question = first.files[0]!.questions[0]!;
    await imports.answer(own.ctx, { planId: first.planId, index: 0, answers: { [question.id]: 'zero' } });
    const city: Rows = [['2024年1—3月统计表'], ['单位', '专利授权量'], ['江北区', 6], ['江南区', 7], ['合计', 13]];
    const added = await imports.add(own.ctx, { planId: first.planId, files: [own.sheet('全市.xlsx', city)] });
    expect([added.plan.planId, added.repeated]).toEqual([first.planId, []]);
    expect(added.plan.files.map((file) => [file.index, file.file, file.status])).toEqual([
      [0, '甲.xlsx', 'planned'],
      [1, '全市.xlsx', 'planned'],
    ]);
    expect(added.plan.files[0]!.answers).toEqual({ [question.id]: 'zero' });
    // Compared with the district's own report, which was there first; and the other way round all the same.
    expect(added.plan.files[1]!.issues.map((issue) => issue.rule)).toContain('city-table-differs');
    const later = await imports.add(own.ctx, {
      planId: first.planId,
      files: [own.sheet('乙.xlsx', unitReport('江南区', head, ['专利授权量', 8]))],
    });
    const differs = later.plan.files[1]!.issues.filter((issue) => issue.rule === 'city-table-differs');
    expect(differs.map((issue) => issue.cell)).toEqual(['B3', 'B4']);
    expect(own.accept(later.plan).stored).toBe(3);
  });

  test('a file that is added contradicts one that waits: both ask', async () => {
    const plan = await own.plan([own.sheet('a/甲.xlsx', unitReport('江北区', head, ['专利授权量', 5]))]);
    const { files } = (
      await imports.add(own.ctx, {
        planId: plan.planId,
        files: [own.sheet('b/甲.xlsx', unitReport('江北区', head, ['专利授权量', 6]))],
      })
    ).plan;
    expect(files.map((file) => [file.status, file.questions.map((one) => one.kind)])).toEqual([
      ['asks', ['file-conflict']],
      ['asks', ['file-conflict']],
    ]);
    // The same name: only the folder tells them apart.
    expect(files[0]!.questions[0]!.text).toMatch(/^“a\/甲\.xlsx”与“b\/甲\.xlsx”/);
  });

  test('the same file is not added twice, one that was received before is', async () => {
    const rows = unitReport('江北区', head, ['专利授权量', 5]);
    const file = own.sheet('甲.xlsx', rows);
    const plan = await own.plan([file, own.sheet('乙.xlsx', unitReport('江南区', head, ['专利授权量', 7]))]);
    const again = await imports.add(own.ctx, { planId: plan.planId, files: [file, own.sheet('甲.xlsx', rows)] });
    expect(again.repeated).toEqual(['甲.xlsx', '甲.xlsx']);
    expect(again.plan.files).toHaveLength(2);
    imports.commit(own.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] });
    const after = await imports.add(own.ctx, { planId: plan.planId, files: [own.sheet('甲.xlsx', rows)] });
    expect(after.repeated).toEqual([]);
    expect(after.plan.files.map((one) => [one.index, one.status, one.cells.same])).toEqual([
      [0, 'imported', 0],
      [1, 'planned', 0],
      [2, 'planned', 1],
    ]);
  });

  test('an archive among them gets places of its own', async () => {
    const plan = await own.plan([own.sheet('甲.xlsx', unitReport('江北区', head, ['专利授权量', 5]))]);
    const inner = xlsxBytes({
      sheets: [{ name: 'Sheet1', xml: rowsXml(unitReport('江南区', head, ['专利授权量', 7])) }],
    });
    const path = join(own.folder, '各区.zip');
    writeFileSync(path, zipSync({ '乙.xlsx': inner, '丙.xlsx': inner }));
    const { files } = (await imports.add(own.ctx, { planId: plan.planId, files: [own.file(path)] })).plan;
    expect(files.map((file) => [file.index, file.file])).toEqual([
      [0, '甲.xlsx'],
      [1, '各区.zip/丙.xlsx'],
      [2, '各区.zip/乙.xlsx'],
    ]);
    expect(files[2]!.issues.map((issue) => issue.message).join()).toContain('与“丙.xlsx”内容完全相同');
    // Once more, with nothing new: nothing is added.
    expect((await imports.add(own.ctx, { planId: plan.planId, files: [own.file(path)] })).plan.files).toHaveLength(3);
  });
});
