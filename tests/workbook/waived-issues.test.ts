// 核实通过: an issue accepted with a reason passes for exactly the figures that it was given for.

import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { listValues } from '../../electron/core/statistics/handlers.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import * as checks from '../../electron/core/workbook/check-handlers.js';
import { read } from '../helpers/read-cells.js';
import { planTable } from '../../electron/core/tables/plan-table.js';
import { exportSources, sourceLines } from '../../electron/core/tables/sources.js';
import { waivedCells } from '../../electron/core/store/source-store.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import type { Rows } from '../helpers/importing.js';
import { ruleBench } from '../helpers/rule-bench.js';

const desk = ruleBench();
const { plan, fileOf, issueOf } = desk;

describe('核实通过', () => {
  const rows: Rows = [
    ['专利授权量', '件', 50, null],
    ['发明专利授权量', '件', 60, null],
  ];
  const value = (code: string): string | null | undefined =>
    listValues(desk.bench.ctx, { period: '2024-03' }).values.find((one) => one.unit === '江北区' && one.code === code)
      ?.value;

  test('an issue accepted with a reason no longer blocks, and the reason stays in the record', async () => {
    const made = await plan(rows);
    const { key } = issueOf(made.files[0]!, 'part-exceeds-whole');
    const file = await checks.waiverAdd(desk.bench.ctx, {
      planId: made.planId,
      index: 0,
      key: key!,
      reason: '含跨年授权',
    });
    expect(file).toMatchObject({ status: 'planned', cells: { rejected: 0, new: 2 } });
    expect(issueOf(file, 'part-exceeds-whole').waiver).toMatchObject({ reason: '含跨年授权', operator: '测试' });
    desk.bench.accept(imports.get(desk.bench.ctx, { planId: made.planId }));
    expect(value('C06')).toBe('60');
    const { report } = desk.bench.ctx.store.db.prepare('SELECT report FROM import_file').get() as { report: string };
    expect(report).toContain('含跨年授权');
    expect(checks.waiverList(desk.bench.ctx, {}).waivers).toMatchObject([
      {
        unit: '江北区',
        indicator: '发明专利授权量',
        period: '2024-03',
        ruleName: '其中数不大于总数',
        reason: '含跨年授权',
      },
    ]);
    const other = listUnits(desk.bench.ctx.store).find((unit) => unit.name === '江南区')!.id;
    expect(checks.waiverList(desk.bench.ctx, { unitId: other }).waivers).toEqual([]);
  });

  test('stays with the numbers in every later table of sources, and goes with an undone import', async () => {
    const made = await plan(rows);
    const { key } = issueOf(made.files[0]!, 'part-exceeds-whole');
    await checks.waiverAdd(desk.bench.ctx, { planId: made.planId, index: 0, key: key!, reason: '含跨年授权' });
    const { batchId } = desk.bench.accept(imports.get(desk.bench.ctx, { planId: made.planId }));
    const verified = (): unknown[] =>
      sourceLines(
        desk.bench.ctx,
        planTable(desk.bench.ctx, 'monthly-summary', '2024-03', { codes: ['C05', 'C06'], figures: ['current'] }),
      )
        .filter((line) => line.unit === '江北区')
        .map((line) => [line.indicator, line.verified]);
    const said = expect.stringMatching(/^核实通过：含跨年授权（测试 \d{4}-\d\d-\d\d）$/) as unknown;
    // Of both numbers that the finding is about.
    expect(verified()).toEqual([
      ['专利授权量', said],
      ['发明专利授权量', said],
    ]);
    desk.bench.ctx.job.step = () => undefined;
    const { id } = await exportSources(desk.bench.ctx, {
      name: 'monthly-summary',
      period: '2024-03',
      options: { codes: ['C06'] },
    });
    const written = read(readFileSync(desk.bench.ctx.files.path(id)), '来源.xlsx').sheets[0]!;
    expect(written.cells.map((cell) => cell.v)).toEqual(expect.arrayContaining(['核实情况', said]));
    imports.undo(desk.bench.ctx, { batchId: batchId! });
    expect(waivedCells(desk.bench.ctx.store).size).toBe(0);
  });

  test('is said of its own file alone: a later month in a file of the same name has none', async () => {
    const made = await plan(rows);
    const { key } = issueOf(made.files[0]!, 'part-exceeds-whole');
    await checks.waiverAdd(desk.bench.ctx, { planId: made.planId, index: 0, key: key!, reason: '含跨年授权' });
    desk.bench.accept(imports.get(desk.bench.ctx, { planId: made.planId }));
    const { file: name } = made.files[0]!;
    const later = [['2024年1—4月统计表'], ['填报单位：江北区'], ['指标', '计量单位', '数量'], ['专利授权量', '件', 70]];
    await desk.bench.importAll([desk.bench.sheet(name, later)]);
    const [line] = sourceLines(
      desk.bench.ctx,
      planTable(desk.bench.ctx, 'monthly-summary', '2024-04', { codes: ['C05'], figures: ['current'] }),
    ).filter((one) => one.unit === '江北区');
    expect(line).toMatchObject({ printed: '70', file: name, cell: 'C4', verified: '' });
  });

  test('holds when the same figures come again, and lapses when one of them changes', async () => {
    const made = await plan(rows);
    const { key } = issueOf(made.files[0]!, 'part-exceeds-whole');
    await checks.waiverAdd(desk.bench.ctx, { planId: made.planId, index: 0, key: key!, reason: '属实' });
    expect((await fileOf(rows)).status).toBe('planned');
    expect((await fileOf([rows[1]!, ['商标申请量', '件', 1, null], rows[0]!])).status).toBe('planned');
    const changed = await fileOf([rows[0]!, ['发明专利授权量', '件', 61, null]]);
    expect(changed.status).toBe('asks');
    expect(issueOf(changed, 'part-exceeds-whole').waiver).toBeUndefined();
  });

  test('taken back, the plan is refused until it is made anew', async () => {
    const made = await plan(rows);
    const { key } = issueOf(made.files[0]!, 'part-exceeds-whole');
    await checks.waiverAdd(desk.bench.ctx, { planId: made.planId, index: 0, key: key!, reason: '属实' });
    const { id } = checks.waiverList(desk.bench.ctx, {}).waivers[0]!;
    await checks.waiverRemove(desk.bench.ctx, { id });
    expect(() =>
      imports.commit(desk.bench.ctx, { planId: made.planId, files: [{ index: 0, partial: false }] }),
    ).toThrow(/data\.stale/);
    await checks.waiverAdd(desk.bench.ctx, { planId: made.planId, index: 0, key: key!, reason: '再核' });
    const again = checks.waiverList(desk.bench.ctx, {}).waivers[0]!;
    const { file } = await checks.waiverRemove(desk.bench.ctx, { id: again.id, planId: made.planId, index: 0 });
    expect(file?.status).toBe('asks');
  });

  test('a cell that cannot be read has nothing to let through', async () => {
    const made = await plan([
      ['专利授权量', '件', '约十几件', null],
      ['商标申请量', '件', 1, null],
    ]);
    const issue = issueOf(made.files[0]!, 'text-in-number');
    expect(issue.canWaive).toBe(false);
    await expect(
      checks.waiverAdd(desk.bench.ctx, { planId: made.planId, index: 0, key: issue.key!, reason: '属实' }),
    ).rejects.toThrow(/input\.invalid/);
  });
});
